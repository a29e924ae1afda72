# SPDX-License-Identifier: AGPL-3.0-or-later
"""A screening at intake becomes a report, a team, a meeting and two plans, over four agencies.

Two of the four have no network while they work: the probation officer in the hall and the social
worker on a home visit. What each sees in the end is what the law's ground for the team opens to
their agency, and until when.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication

from casework.clock_rules import ClockStart, Party
from casework.ids import CaseId
from casework.meeting_roster import MeetingRoster
from casework.meetings import SafetyStatus, TeamLaw
from casework.policy import Hat
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import WINDOW
from casework.vocabulary import AgencyKind, Basis, LegalRole, RecordKind, Section
from desktop.application import connect_to_county, open_desktop
from desktop.services.syncing import ConnectToCounty
from desktop.tour import answers_of_the_day
from desktop.window_walk import WindowWalk
from storage.model import Profile
from sync.client.errors import CountyUnreachable
from sync.client.transport import HttpsTransport
from sync.server.audit import Actor
from sync.server.teams import Team, add_team, join_team, sign_agreement
from tests.fakes.county import COUNTY, MovableClock, TestCounty, new_id, running_county
from tests.fakes.laptops import PASSPHRASE, Laptop, NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import a_hat
from tests.fakes.ui_team import a_card
from tests.journeys.record_hands import (
    begin_record,
    fill,
    open_notice,
    report,
    running_clocks,
    save,
)
from tests.journeys.team_hands import (
    open_room,
    plan_beside_the_youth,
    plan_meeting,
    refer_and_sign,
    seat_everybody,
    share_from_case,
    share_from_meeting,
    sign_minutes,
)
from ui.errors import ShownError

NAME = "Zephyrine Quillfeather"
INTAKE = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)  # 10:05 in Larkspur
TALK_DAY = date(2026, 11, 24)
CODE_WORD = "blue umbrella"
DECIDED = "Stays at her grandmother’s; the advocate calls on Monday."
REFERRAL: dict[str, str | bool] = {
    "purpose": "service",
    "to_agency": "Tern House",
    "to_service": "Advocate",
    "why": "She asked for somebody who has been there.",
    "youth_agreed": "agreed",
    "caregiver_agreed": "agreed",
    "lives_in_county": True,
}
OFFICER, SOCIAL_WORKER, CLINICIAN, NURSE = range(1, 5)
PEOPLE = {
    OFFICER: (AgencyKind.PROBATION, LegalRole.PROBATION_OFFICER),
    SOCIAL_WORKER: (AgencyKind.CHILD_WELFARE, LegalRole.SOCIAL_WORKER),
    CLINICIAN: (AgencyKind.MENTAL_HEALTH, LegalRole.CLINICIAN_MENTAL_HEALTH),
    NURSE: (AgencyKind.PUBLIC_HEALTH, LegalRole.PUBLIC_HEALTH_NURSE),
}
WITH_PLAN = frozenset({Section.SCREENING, Section.SAFETY_PLAN, Section.CONTACTS})
MATRIX = SharingMatrix(
    rows=tuple(
        MatrixRow(
            basis=Basis.S18961_7_WINDOW,
            agency_kind=kind,
            sections=frozenset({Section.SCREENING})
            if kind is AgencyKind.PUBLIC_HEALTH
            else WITH_PLAN,
        )
        for kind, _ in PEOPLE.values()
    )
)


def roster_of(hats: dict[int, Hat]) -> MeetingRoster:
    """A card for each of the four."""
    cards = [
        a_card(
            f"card{number}",
            agency=hat.agency_name,
            agency_kind=hat.agency_kind.value,
            name=hat.person_name,
            speaks_as=hat.model_dump(),
        )
        for number, hat in hats.items()
    ]
    return MeetingRoster.model_validate({"cards": cards})


def no_network(profile: Profile) -> HttpsTransport:
    """Out of reach of every network, while the county goes on answering the others."""
    raise CountyUnreachable("The county does not answer; there is no network here.")


class Table:
    """The county, the case, and the four with their laptops."""

    def __init__(self, county: TestCounty, folder: Path, clock: MovableClock) -> None:
        self.county, self.clock = county, clock
        self.hats: dict[int, Hat] = {}
        for number, (kind, role) in PEOPLE.items():
            hat = a_hat(number, role=role, agency=number)
            self.hats[number] = county.add_hat(hat.model_copy(update={"agency_kind": kind}))
        county.change_policy(sharing=MATRIX, lease_hours=168, roster=roster_of(self.hats))
        youth = {"birth_date": "2011-03-09", "opened_on": TALK_DAY.isoformat()}
        author = self.hats[OFFICER]
        self.case: CaseId = county.add_case(legal_name=NAME, author=author, youth=youth)
        for hat in self.hats.values():
            county.grant(hat, self.case)
        self.laptops = {
            number: enrolled_laptop(county, hat, folder / hat.person_name, clock)
            for number, hat in self.hats.items()
        }
        self._make_team()
        for laptop in self.laptops.values():
            laptop.sync()

    @contextmanager
    def window(self, number: int, connect: ConnectToCounty = no_network) -> Iterator[WindowWalk]:
        """The real window of one of them, without a network unless told."""
        places = self.laptops[number].places
        with open_desktop(places, connect=connect, clock=self.clock) as desktop:
            desktop.window.show()
            walk = WindowWalk(desktop.window)
            walk.unlock(PASSPHRASE)
            yield walk

    def later(self, minutes: int) -> datetime:
        """Let time pass."""
        self.clock.move(timedelta(minutes=minutes))
        return self.clock.at

    def actor(self) -> Actor:
        """The county's administrator."""
        return Actor("Test administrator", self.clock.now(), new_id())

    def _make_team(self) -> None:
        """All four are trained and sign the agreement; each opens their own agency's work."""
        team = Team(new_id(), "Larkspur team")
        with self.county.database.administer() as connection:
            add_team(connection, COUNTY, team, self.actor())
            for hat in self.hats.values():
                join_team(connection, COUNTY, team, hat.id, self.actor(), trained=True)
                sign_agreement(connection, COUNTY, team, hat.id, "0" * 64, self.actor())

    def screen_and_report_in_the_hall(self) -> datetime:
        """The officer, without a network: screening, report, the call; opens it to the team."""
        with self.window(OFFICER) as walk:
            walk.open_case(self.case)
            walk.start_screening()
            for answers in answers_of_the_day(TALK_DAY):
                walk.fill_section(answers)
                walk.go_on()
            walk.sign()
            reported = self.later(20)
            walk.open_case(self.case)
            report(walk, ClockStart.ABUSE_SUSPECTED)
            due = {one.title: one for one in running_clocks(walk, 2)}
            assert due[f"{NAME}: {Party.HOTLINE.label}"].tag == "At once"
            assert due[f"{NAME}: {Party.WRITTEN_REPORT.label}"].tag == "36 h left"
            open_notice(walk, Party.HOTLINE, NAME)
            fill(walk, {"to_whom": "Hotline screener 4", "channel": "phone"})
            save(walk)
            said = share_from_case(walk, self.case, WITH_PLAN, reported)
            assert "opens nothing until" in said
        return reported

    def plan_with_the_youth(self) -> None:
        """The officer in the hall: the plan beside the youth, and its private part."""
        told = {
            "phase": "leaving",
            "what_helps": "Drawing. My grandmother.",
            "adults": "Grandmother\nMs. Adair from school",
            "if_i_run": "I text one adult that I am alive.",
        }
        with self.window(OFFICER) as walk:
            plan_beside_the_youth(walk, self.case, told, {"review_on": "2026-12-20"})
            begin_record(walk, self.case, RecordKind.YOUTH_PLAN_PRIVATE)
            fill(walk, {"code_word": CODE_WORD})
            save(walk)

    def meet_plan_and_refer(self, reported: datetime) -> None:
        """The social worker without a network, everybody at her table; then on a home visit."""
        with self.window(SOCIAL_WORKER) as walk:
            meeting = plan_meeting(walk, [NAME], len(PEOPLE), "initial_non_emergency")
            page = open_room(walk, meeting)
            seat_everybody(page, TeamLaw.S18961_7)
            assert "opens nothing until" in share_from_meeting(walk, page, WITH_PLAN, reported)
            page.sheet.safety[SafetyStatus.ELEVATED].click()
            page.sheet.words.setPlainText(DECIDED)
            self.later(60)
            sign_minutes(walk, page)
            begin_record(walk, self.case, RecordKind.TEAM_PLAN)
            made = {
                "risks": "An older acquaintance waits near school.",
                "actions": "School: door at the side\nEvenings: a call at eight",
                "staff_safety": "Two people on home visits.",
                "review_on": "2026-12-20",
            }
            fill(walk, made)
            save(walk)
            said = refer_and_sign(walk, self.case, REFERRAL)
            assert said == "Waits for a supervisor’s approval."


def sync(table: Table, *numbers: int) -> None:
    for number in numbers:
        table.laptops[number].sync()


class Seen(NamedTuple):
    """What one of them sees of the case, and until when what another agency wrote is open."""

    kinds: set[RecordKind]
    ends: dict[Section, datetime | None]


def sync_and_look(laptop: Laptop, case: CaseId) -> Seen:
    with laptop.unlocked() as workspace:
        workspace.sync.sync(ignore_progress, NeverCancelled())
        view = workspace.cases.case(case)
    ends = {
        one.section: ground.until
        for one in view.rights
        for ground in one.grounds
        if ground.basis is Basis.S18961_7_WINDOW
    }
    return Seen({one.kind for one in view.timeline if one.kind is not None}, ends)


@pytest.mark.soak
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_an_intake_screening_becomes_a_report_a_team_and_two_plans_over_four_agencies(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    clock = MovableClock(INTAKE)
    with running_county(tmp_path, clock) as county:
        table = Table(county, tmp_path, clock)
        case, laptops = table.case, table.laptops
        reported = table.screen_and_report_in_the_hall()
        with laptops[OFFICER].unlocked(no_network) as workspace:
            assert len(workspace.sync.state().unsent) == 4
            with pytest.raises(ShownError, match="no network"):
                workspace.sync.sync(ignore_progress, NeverCancelled())

        assert sync_and_look(laptops[SOCIAL_WORKER], case).kinds == set()
        table.later(60)
        sync(table, OFFICER)
        for number in (SOCIAL_WORKER, CLINICIAN, NURSE):
            shown = sync_and_look(laptops[number], case).kinds
            assert shown == {RecordKind.SCREENING, RecordKind.CLOCK, RecordKind.NOTICE}

        table.later(90)
        table.plan_with_the_youth()
        table.meet_plan_and_refer(reported)
        with table.window(CLINICIAN, connect_to_county) as walk:
            page = walk.open_case(case)
            assert page.title.text() == NAME
            walk.sync()
        table.later(30)
        sync(table, OFFICER, SOCIAL_WORKER)
        seen = {number: sync_and_look(one, case) for number, one in laptops.items()}
        made = {RecordKind.YOUTH_PLAN, RecordKind.TEAM_PLAN, RecordKind.MEETING, RecordKind.MINUTES}
        for number in (OFFICER, SOCIAL_WORKER, CLINICIAN):
            assert made <= seen[number].kinds
        assert not made & seen[NURSE].kinds
        referred = [n for n, one in seen.items() if RecordKind.REFERRAL in one.kinds]
        assert referred == [SOCIAL_WORKER]
        private = [n for n, one in seen.items() if RecordKind.YOUTH_PLAN_PRIVATE in one.kinds]
        assert private == [OFFICER]
        for number in (SOCIAL_WORKER, CLINICIAN, NURSE):
            assert seen[number].ends[Section.SCREENING] == reported + WINDOW
            assert (Section.SAFETY_PLAN in seen[number].ends) == (number != NURSE)
        held = laptops[SOCIAL_WORKER].raw_bytes()
        assert b"at her grandmother" in held
        assert CODE_WORD.encode() not in held
