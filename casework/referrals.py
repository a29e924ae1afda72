# SPDX-License-Identifier: AGPL-3.0-or-later
"""Referrals: to whom a youth is referred or a case handed over, who agreed, who signed, the answer.

Requirement 28, L20, L23, F2. What keeps a referral from being signed are blockers in words; the
bounds of age, county and absence are one county's rule, hence data a county sets and is told to
verify, never shown as law.

Invariants:
- Nothing is sent before a worker who wrote it signed the present version and a supervisor of their
  agency, another person, approved it.
- Accepting a hand-over names the lead and the day; until that day both work on the case.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from casework.absences import Absence
from casework.hats import Hat
from casework.ids import AgencyId, HatId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.record_parts import (
    Fault,
    FaultCode,
    Line,
    RecordView,
    Surroundings,
    Text,
    Word,
)
from casework.vocabulary import LegalRole

LONGEST_AHEAD = timedelta(days=60)


class ReferralPurpose(Word):
    """What a referral is for."""

    SERVICE = "service", "A service for the youth"
    JOINT_WORK = "joint_work", "To work on the case together"
    HAND_OVER = "hand_over", "To hand over the lead"


class YouthAgreed(Word):
    """What the youth said to it."""

    AGREED = "agreed", "The youth agreed"
    DECLINED = "declined", "The youth did not agree"
    NOT_ASKED = "not_asked", "Not asked yet"


class CaregiverAgreed(Word):
    """What the caregiver said to it."""

    AGREED = "agreed", "The caregiver agreed"
    DECLINED = "declined", "The caregiver did not agree"
    NOT_SOUGHT = "not_sought", "Not sought"


class Blocker(Word):
    """Why a referral cannot be signed as it stands."""

    YOUTH_NOT_ASKED = "youth_not_asked", "Nobody has recorded that the youth agreed."
    YOUTH_DECLINED = "youth_declined", "The youth did not agree."
    CAREGIVER_OPEN = (
        "caregiver_open",
        "Record that the caregiver agreed, or why they were not asked.",
    )
    MISSING = "missing", "The youth is absent now; refer once the youth is back."
    OUT_OF_COUNTY = "out_of_county", "The youth does not live in this county."
    TOO_YOUNG = "too_young", "The youth is younger than this county refers."
    TOO_OLD = "too_old", "The youth is older than this county refers."


COUNTY_BLOCKERS = frozenset(
    {Blocker.MISSING, Blocker.OUT_OF_COUNTY, Blocker.TOO_YOUNG, Blocker.TOO_OLD}
)


class ReferralRules(BaseModel):
    """What one county asks of a referral to a service; a county default to verify, no law.

    Attributes:
        youngest, oldest: full years of age, both included; None for no bound.
        residents_only: only of youths who live in the county.
        not_while_absent: not while an absence is open.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    youngest: int | None = Field(default=11, ge=0, le=25)
    oldest: int | None = Field(default=18, ge=0, le=25)
    residents_only: bool = True
    not_while_absent: bool = True

    @model_validator(mode="after")
    def _leave_somebody(self) -> Self:
        if self.youngest is not None and self.oldest is not None and self.youngest > self.oldest:
            raise ValueError("nobody is as old as this; the oldest is below the youngest")
        return self


class Referral(RecordView):
    """A youth referred to a service, or a case to a colleague.

    Attributes:
        to_hat: who answers in this program; None where the answer comes by phone or letter.
    """

    purpose: ReferralPurpose = Field(title="What it is for")
    to_agency: Line = Field(min_length=1, title="To which agency")
    to_service: Line = Field(default="", title="Which service or team")
    to_person: Line = Field(default="", title="Whom there")
    to_hat: HatId | None = Field(
        default=None,
        title="Who answers in this program",
        description="Leave it open where the answer comes by phone or letter.",
    )
    why: Text = Field(min_length=1, title="Why")
    referred_on: date = Field(title="Referred on")
    youth_agreed: YouthAgreed = Field(
        default=YouthAgreed.NOT_ASKED,
        title="Does the youth agree?",
        description="You attest that you spoke with the youth yourself.",
    )
    youth_words: Line = Field(default="", title="What the youth said")
    caregiver_agreed: CaregiverAgreed = Field(
        default=CaregiverAgreed.NOT_SOUGHT, title="Does the caregiver agree?"
    )
    caregiver_why: Line = Field(
        default="", title="Why the caregiver was not asked, or did not agree"
    )
    lives_in_county: bool | None = Field(default=None, title="Does the youth live in this county?")
    hand_over_on: date | None = Field(
        default=None,
        title="The lead moves on",
        description="Until then both work on the case. At most 60 days ahead.",
    )
    withdrawn_on: date | None = Field(default=None, title="Withdrawn on")

    def happened(self) -> date:
        return self.referred_on

    def headline(self) -> tuple[str | Word, ...]:
        return (self.purpose, self.to_agency, self.to_person or self.to_service)

    def names_and_words(self) -> tuple[str, str]:
        return f"{self.to_agency} {self.to_person}", f"{self.to_service} {self.why}"

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("referred_on", self.referred_on)
        yield from around.check_past("withdrawn_on", self.withdrawn_on)
        if self.withdrawn_on is not None and self.withdrawn_on < self.referred_on:
            yield Fault("withdrawn_on", FaultCode.END_BEFORE_START)
        yield from self._check_hand_over(around)

    def _check_hand_over(self, around: Surroundings) -> Iterator[Fault]:
        day = self.hand_over_on
        if day is None:
            if self.purpose is ReferralPurpose.HAND_OVER:
                yield Fault("hand_over_on", FaultCode.MISSING)
        elif day < self.referred_on:
            yield Fault("hand_over_on", FaultCode.END_BEFORE_START)
        elif day > around.today + LONGEST_AHEAD:
            yield Fault("hand_over_on", FaultCode.TOO_FAR, {"days": str(LONGEST_AHEAD.days)})


class ReferralReply(Word):
    """What those who were asked answered."""

    ACCEPTED = "accepted", "Accepted"
    DECLINED = "declined", "Declined"
    PASSED_ON = "passed_on", "Passed on to a colleague"


class ReferralAnswer(RecordView):
    """The answer to a referral; never changed. One that accepts a hand-over names the lead.

    Attributes:
        to_hat: to whom it was passed on.
        lead, lead_from: who leads the case from which day; of an accepted hand-over.
    """

    referral: RecordId
    reply: ReferralReply
    words: Text = ""
    to_hat: HatId | None = None
    lead: Line = ""
    lead_from: date | None = None
    at: datetime

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.reply, self.lead or self.words)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a referral stands with those it went to.

    Attributes:
        receiver: who is asked now; None where the answer comes from outside.
        answer: what closed it, or None while it waits.
    """

    receiver: HatId | None
    answer: ReferralAnswer | None


def standing_of(referral: Referral, answers: Iterable[ReferralAnswer]) -> Standing:
    """From all answers; the first that accepts or declines closes it."""
    receiver = referral.to_hat
    for one in sorted(answers, key=lambda one: one.at):
        if one.reply is not ReferralReply.PASSED_ON:
            return Standing(receiver, one)
        receiver = one.to_hat
    return Standing(receiver, None)


def find_blockers(
    referral: Referral,
    rules: ReferralRules,
    age: int | None,
    *,
    is_absent: bool,
    to_other_agency: bool = False,
) -> tuple[Blocker, ...]:
    """What keeps a referral from being signed; a hand-over between colleagues asks nobody."""
    if referral.purpose is ReferralPurpose.HAND_OVER:
        return tuple(_find_open_attestations(referral)) if to_other_agency else ()
    county = _find_county_blockers(referral, rules, age, is_absent=is_absent)
    return (*_find_open_attestations(referral), *county)


def _find_open_attestations(referral: Referral) -> Iterator[Blocker]:
    if referral.youth_agreed is YouthAgreed.NOT_ASKED:
        yield Blocker.YOUTH_NOT_ASKED
    elif referral.youth_agreed is YouthAgreed.DECLINED:
        yield Blocker.YOUTH_DECLINED
    agreed = referral.caregiver_agreed is CaregiverAgreed.AGREED
    if not agreed and not referral.caregiver_why.strip():
        yield Blocker.CAREGIVER_OPEN


def _find_county_blockers(
    referral: Referral, rules: ReferralRules, age: int | None, *, is_absent: bool
) -> Iterator[Blocker]:
    if rules.not_while_absent and is_absent:
        yield Blocker.MISSING
    if rules.residents_only and referral.lives_in_county is False:
        yield Blocker.OUT_OF_COUNTY
    if age is not None and rules.youngest is not None and age < rules.youngest:
        yield Blocker.TOO_YOUNG
    if age is not None and rules.oldest is not None and age > rules.oldest:
        yield Blocker.TOO_OLD


def is_absent(views: Iterable[RecordView]) -> bool:
    """Whether an absence is open among a case's records."""
    return any(isinstance(one, Absence) and one.is_open for one in views)


def find_answer_refusal(
    hat: Hat, standing: Standing, receiver_agency: AgencyId | None, owner: AgencyId | None
) -> Reason | None:
    """Why a hat may not answer a referral; None where it may.

    Args:
        receiver_agency: of whoever is asked now; None where nobody in this program is.
        owner: the agency that referred.
    """
    if standing.answer is not None:
        return Reason.of(ReasonCode.REFERRAL_ANSWERED)
    if standing.receiver is None:
        return None if hat.agency == owner else Reason.of(ReasonCode.REFERRAL_NOT_YOURS)
    if hat.id == standing.receiver:
        return None
    if hat.legal_role is LegalRole.SUPERVISOR and hat.agency == receiver_agency:
        return None
    return Reason.of(ReasonCode.REFERRAL_NOT_YOURS)
