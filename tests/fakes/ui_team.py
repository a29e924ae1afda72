# SPDX-License-Identifier: AGPL-3.0-or-later
"""The team's port over an invented roster, with the real rules."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from casework.ids import CaseId
from casework.meeting_roster import MeetingRoster, YouthFacts, judge_invitation
from desktop.services.team import meeting_types
from ui.team_views import RosterLine, RosterView

ZONE = ZoneInfo("America/Los_Angeles")


def a_card(code: str, **more: object) -> dict[str, object]:
    """A contact card as a county writes it."""
    return {
        "code": code,
        "agency": "Child Welfare",
        "agency_kind": "child_welfare",
        "role": "Hotline",
        "phones": [{"number": "555 010 0100"}],
        **more,
    }


A_ROSTER = MeetingRoster.model_validate(
    {
        "cards": [
            a_card("hotline", convenes=True, meetings=["triage", "crisis_response"]),
            a_card(
                "probation",
                agency="Probation",
                agency_kind="probation",
                role="Juvenile supervisor",
                name="R. Testman",
                available="business",
            ),
            a_card(
                "crisis",
                agency="Behavioral Health",
                agency_kind="mental_health",
                role="Child crisis",
                available="after_hours",
                phones=[
                    {"number": "555 010 0122"},
                    {"number": "555 010 0123", "label": "interpreter"},
                ],
            ),
            a_card(
                "clinic",
                agency="Children’s Clinic",
                agency_kind="medical",
                role="On-call nurse",
                conditions=["under_18"],
            ),
            a_card(
                "tribe",
                agency="Heron Band",
                agency_kind="tribe",
                role="Family services",
                conditions=["indian_child"],
            ),
            a_card(
                "counsel",
                agency="Public Defender",
                agency_kind="public_defender_minor_counsel",
                role="Youth’s attorney",
                conditions=["if_client"],
            ),
            a_card(
                "adults",
                agency="Adult Clinic",
                agency_kind="medical",
                role="Nurse",
                conditions=["adult"],
            ),
        ]
    }
)


class FakeTeam:
    """A roster, and what is known of each youth."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.county_roster = A_ROSTER
        self.facts: dict[CaseId, tuple[str, YouthFacts]] = {}

    def roster(self, meeting: str, case: CaseId | None) -> RosterView:
        roster = self.county_roster
        types = meeting_types(roster)
        chosen = meeting or types[0].code
        name, facts = ("", None) if case is None else self._facts(case)
        lines = []
        for card in roster.cards:
            if card.belongs_to(chosen):
                soonest = roster.reachable_from(card, self.now, ZONE)
                invited = judge_invitation(card, facts)
                lines.append(RosterLine(card, soonest == self.now, soonest, invited))
        return RosterView(self.now, types, chosen, tuple(lines), self.now, bool(roster.cards), name)

    def for_meeting(self, meeting: str, cases: Sequence[CaseId]) -> tuple[RosterLine, ...]:
        return self.roster(meeting, cases[0] if cases else None).lines

    def _facts(self, case: CaseId) -> tuple[str, YouthFacts]:
        return self.facts.get(case, ("Maya", YouthFacts(age=15)))
