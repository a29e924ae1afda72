# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's roster on this laptop: who belongs to a meeting about a youth, and can be reached.

Invariant: conditions are judged from what this hat may see of the youth; what it may not see is
not known, and is asked about rather than answered.
"""

from collections.abc import Sequence
from dataclasses import replace

from casework.absences import Absence
from casework.ids import CaseId
from casework.meeting_roster import (
    MeetingRoster,
    MeetingType,
    YouthFacts,
    join_invitations,
    judge_invitation,
)
from casework.placements import Placement
from casework.records import Youth, read_view
from casework.vocabulary import Action, Basis, Section
from desktop.services.held_case import visible_records
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseFile, StoredRecord
from ui.errors import ShownError
from ui.meeting_types import MeetingTypeChoice
from ui.team_views import RosterLine, RosterView


class Team:
    """Fulfils ui.team_views.TeamPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def roster(self, meeting: str, case: CaseId | None) -> RosterView:
        """Who belongs to a type of meeting, judged for now and for a youth where one is chosen."""
        session = self._session
        with shown_errors():
            roster = session.policy.roster
            types = meeting_types(roster)
            chosen = meeting if meeting in {one.code for one in types} else types[0].code
            name, facts = ("", None) if case is None else self._facts(case)
            return RosterView(
                now=session.clock.now(),
                types=types,
                meeting=chosen,
                lines=self.lines(chosen, facts),
                stated_at=session.store.papers.policy_stated_at(),
                has_cards=bool(roster.cards),
                shown_name=name,
            )

    def for_meeting(self, meeting: str, cases: Sequence[CaseId]) -> tuple[RosterLine, ...]:
        """Who is asked to a meeting about these youths: for one of them is enough."""
        with shown_errors():
            facts = [self._facts(one)[1] for one in cases]
            found = []
            for line in self.lines(meeting, None):
                if line.card.conditions and facts:
                    joined = join_invitations([judge_invitation(line.card, one) for one in facts])
                    found.append(replace(line, invited=joined))
                else:
                    found.append(line)
        return tuple(found)

    def lines(self, meeting: str, facts: YouthFacts | None) -> tuple[RosterLine, ...]:
        """The cards of a type of meeting, those who can be reached and are invited first."""
        roster, now = self._session.policy.roster, self._session.clock.now()
        found = []
        for card in roster.cards:
            if card.belongs_to(meeting):
                soonest = roster.reachable_from(card, now, COUNTY_ZONE)
                invited = judge_invitation(card, facts)
                found.append(RosterLine(card, soonest == now, soonest, invited))
        return tuple(found)

    def _facts(self, case: CaseId) -> tuple[str, YouthFacts]:
        session = self._session
        held = session.store.case(case)
        if held is None or case in session.reach.hidden_cases():
            raise ShownError("This case is not on this laptop.", "Choose another youth.")
        return facts_of_youth(session, held)


def meeting_types(roster: MeetingRoster) -> tuple[MeetingTypeChoice, ...]:
    """The types of meeting this county has."""
    built_in = [MeetingTypeChoice(one.value, one) for one in MeetingType]
    own = [MeetingTypeChoice(one.code, None, one.english, one.spanish) for one in roster.types]
    return (*built_in, *own)


def facts_of_youth(session: OpenSession, held: CaseFile) -> tuple[str, YouthFacts]:
    """The youth's shown name, and what conditions may ask of them."""
    seen = visible_records(session, held)
    views = [read_view(one.record.kind, one.record.fields) for one in seen if one.refused is None]
    youth = next((one for one in views if isinstance(one, Youth)), None)
    if youth is None:
        raise ShownError(
            "The youth of this case has not arrived on this laptop yet.", "Sync, then try again."
        )
    today = session.clock.now().astimezone(COUNTY_ZONE).date()
    may = session.ask(held.case, Section.PLACEMENT, Action.READ).allowed
    absent = any(one.is_open for one in views if isinstance(one, Absence))
    placed = any(
        one.is_open and one.not_placed is None for one in views if isinstance(one, Placement)
    )
    return youth.shown_name, YouthFacts(
        age=youth.age_on(today),
        agencies=_agencies_around(session, held.case, seen, youth),
        has_tribe=bool(youth.tribe.strip()),
        absent=absent if may or absent else None,
        placed=placed if may or placed else None,
    )


def _agencies_around(
    session: OpenSession, case: CaseId, seen: Sequence[StoredRecord], youth: Youth
) -> frozenset[str]:
    """Agencies with a number for the youth, whose work this hat sees, or that assigned it."""
    authors = session.store.authors.of_hats()
    wrote = {authors[one.record.hat].agency_name for one in seen if one.record.hat in authors}
    assigned = session.ask(case, Section.IDENTITY, Action.READ).basis is Basis.CASE_ASSIGNMENT
    own = {session.hat.agency_name} if assigned else set()
    return frozenset({*youth.agency_numbers} | wrote | own)
