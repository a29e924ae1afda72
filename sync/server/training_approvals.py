# SPDX-License-Identifier: AGPL-3.0-or-later
"""Referrals and approvals of the training county, one in every state they come to.

What waits for a supervisor, what was returned, what changed since it was approved; referrals that
wait, were accepted, declined, and one that waits for a colleague's answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pydantic import JsonValue

from casework.clock import COUNTY_ZONE, HybridTime, to_milliseconds
from casework.ids import CaseId, RecordId
from casework.policy import Hat
from casework.records import CaseRecord
from casework.referral_rights import offered_sections
from casework.referrals import ReferralAnswer, ReferralReply
from casework.sign_offs import SignOff, SignOffAct, digest_of
from casework.vocabulary import RecordKind, Section
from sync.server.cases import make_record
from sync.server.training_states import CONFIRMED, FLAGGED, MOVED, RETURNED, SERVED
from sync.server.training_words import COLLEAGUE_ASKED, OFFICER, PRACTICE_CASE, SUPERVISOR

FIELDS = dict[str, JsonValue]
ASKED = 8
"""The case about which a colleague is asked and has not answered yet."""


@dataclass(frozen=True)
class Approvals:
    """Writes what was signed, approved and answered about records that are there already.

    Attributes:
        cases: all of the county, in order.
        made: every record so far.
    """

    new_id: Callable[[datetime], str]
    today: date
    people: Mapping[str, Hat]
    cases: Sequence[CaseId]
    made: Sequence[CaseRecord]

    def write(self) -> Iterator[CaseRecord]:
        """Everything, the records before what is said of them."""
        yield from self._plans()
        yield from self._absence()
        served = self._refer(SERVED, 9, "Tern House Advocates", "Mentoring", "Asked for a mentor.")
        yield from served
        yield self._answer(served[0], 1, ReferralReply.ACCEPTED, "By phone: starts on Monday.")
        moved = self._refer(MOVED, 8, "Larkspur Works", "Job training", "Wants to earn money.")
        yield from moved
        yield self._answer(moved[0], 2, ReferralReply.DECLINED, "By phone: full until spring.")
        yield from self._refer(
            FLAGGED, 3, "Tern House Advocates", "Court advocate", "Hearing soon.", approved=False
        )
        yield from self._refer(
            ASKED, 4, "Larkspur Probation", "", "He knows the family.", to=COLLEAGUE_ASKED
        )

    def offered(self) -> tuple[Hat, CaseId, frozenset[Section]]:
        """What the colleague who is asked works in until they answer."""
        asked = self.people[COLLEAGUE_ASKED]
        return asked, self.cases[ASKED], offered_sections(self.people[OFFICER], asked)

    def _plans(self) -> Iterator[CaseRecord]:
        practice = self._find(PRACTICE_CASE, RecordKind.TEAM_PLAN)
        yield self._say(practice, 13, SignOffAct.APPROVED, SUPERVISOR)
        changed = self._find(CONFIRMED, RecordKind.TEAM_PLAN)
        before = {**changed.fields, "risks": "An older acquaintance waits near school."}
        yield self._say(changed, 29, SignOffAct.APPROVED, SUPERVISOR, seen=before)

    def _absence(self) -> Iterator[CaseRecord]:
        over = self._find(RETURNED, RecordKind.ABSENCE)
        words = "Write down who told the attorney, then I will look again."
        yield self._say(over, 1, SignOffAct.RETURNED, SUPERVISOR, words)

    def _refer(
        self,
        number: int,
        ago: int,
        agency: str,
        service: str,
        why: str,
        *,
        to: str = "",
        approved: bool = True,
    ) -> list[CaseRecord]:
        day = (self.today - timedelta(days=ago)).isoformat()
        fields: FIELDS = {
            "purpose": "joint_work" if to else "service",
            "to_agency": agency,
            "to_service": service,
            "to_hat": self.people[to].id if to else None,
            "why": why,
            "referred_on": day,
            "youth_agreed": "agreed",
            "caregiver_agreed": "not_sought",
            "caregiver_why": "The youth asked us to wait with that.",
            "lives_in_county": True,
        }
        referral = self._make(self.cases[number], RecordKind.REFERRAL, fields, ago, 10, OFFICER)
        signed = self._say(referral, ago, SignOffAct.SIGNED, OFFICER)
        told = [referral, signed]
        if approved:
            told.append(self._say(referral, ago - 1, SignOffAct.APPROVED, SUPERVISOR))
        return told

    def _answer(
        self, referral: CaseRecord, ago: int, reply: ReferralReply, words: str
    ) -> CaseRecord:
        """An answer by phone, which the agency that referred writes down."""
        said = ReferralAnswer(
            referral=referral.record, reply=reply, words=words, at=self._at(ago, 15)
        )
        fields: FIELDS = said.model_dump(mode="json")
        return self._make(referral.case, RecordKind.REFERRAL_ANSWER, fields, ago, 15, SUPERVISOR)

    def _say(
        self,
        about: CaseRecord,
        ago: int,
        act: SignOffAct,
        by: str,
        words: str = "",
        seen: FIELDS | None = None,
    ) -> CaseRecord:
        version = about.fields if seen is None else seen
        said = SignOff(
            about=about.record,
            act=act,
            words=words,
            sha256=digest_of(version),
            seen=version,
            at=self._at(ago, 12),
        )
        fields: FIELDS = said.model_dump(mode="json")
        return self._make(about.case, RecordKind.SIGN_OFF, fields, ago, 12, by, about.section)

    def _find(self, number: int, kind: RecordKind) -> CaseRecord:
        case = self.cases[number]
        return next(one for one in self.made if one.case == case and one.kind is kind)

    def _make(
        self,
        case: CaseId,
        kind: RecordKind,
        fields: FIELDS,
        ago: int,
        hour: int,
        by: str,
        section: Section | None = None,
    ) -> CaseRecord:
        moment = self._at(ago, hour)
        at = HybridTime(to_milliseconds(moment), 0).encode()
        record = RecordId(self.new_id(moment))
        return make_record(case, record, kind, fields, self.people[by], at, section)

    def _at(self, ago: int, hour: int) -> datetime:
        day = self.today - timedelta(days=ago)
        return datetime.combine(day, time(hour, 5), COUNTY_ZONE).astimezone(UTC)
