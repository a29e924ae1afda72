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
from casework.meeting_drafts import TableDraft
from casework.meetings import Attendee, MeetingState, SafetyStatus
from casework.policy import Hat
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import WINDOW, TeamWindow
from casework.vocabulary import AgencyKind, Basis, LegalRole, RecordKind, Section
from desktop.application import connect_to_county, open_desktop
from desktop.services.syncing import ConnectToCounty
from desktop.tour import answers_of_the_day
from desktop.window_walk import WindowWalk
from storage.model import Profile
from sync.client.errors import CountyUnreachable
from sync.client.transport import HttpsTransport
from sync.server.audit import Actor
from sync.server.rights import record_ground
from sync.server.teams import Team, add_team, join_team, read_members, sign_agreement
from tests.fakes.county import COUNTY, MovableClock, TestCounty, new_id, running_county
from tests.fakes.laptops import PASSPHRASE, Laptop, NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.meetings import meetings_on
from tests.fakes.people import a_hat
from tests.journeys.record_hands import (
    begin_record,
    fill,
    open_notice,
    report,
    running_clocks,
    save,
)
from ui.errors import ShownError
from ui.meeting_views import MeetingPlan
from ui.places import Room

NAME = "Zephyrine Quillfeather"
INTAKE = datetime(2026, 11, 24, 18, 5, tzinfo=UTC)  # 10:05 in Larkspur
TALK_DAY = date(2026, 11, 24)
CODE_WORD = "blue umbrella"
DECIDED = "Stays at her grandmother’s; the advocate calls on Monday."
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


def no_network(profile: Profile) -> HttpsTransport:
    """Out of reach of every network, while the county goes on answering the others."""
    raise CountyUnreachable("The county does not answer; there is no network here.")


class Table:
    """The county, the case, and the four with their laptops."""

    def __init__(self, county: TestCounty, folder: Path, clock: MovableClock) -> None:
        self.county, self.clock = county, clock
        county.change_policy(sharing=MATRIX, lease_hours=168)
        self.hats: dict[int, Hat] = {}
        for number, (kind, role) in PEOPLE.items():
            hat = a_hat(number, role=role, agency=number)
            self.hats[number] = county.add_hat(hat.model_copy(update={"agency_kind": kind}))
        youth = {"birth_date": "2011-03-09", "opened_on": TALK_DAY.isoformat()}
        author = self.hats[OFFICER]
        self.case: CaseId = county.add_case(legal_name=NAME, author=author, youth=youth)
        for hat in self.hats.values():
            county.grant(hat, self.case)
        self.laptops = {
            number: enrolled_laptop(county, hat, folder / hat.person_name, clock)
            for number, hat in self.hats.items()
        }
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

    def make_team(self, reported_at: datetime) -> None:
        """All four sign the agreement; the window of the report's case opens."""
        team = Team(new_id(), "Larkspur team")
        with self.county.database.administer() as connection:
            add_team(connection, COUNTY, team, self.actor())
            for hat in self.hats.values():
                join_team(connection, COUNTY, team, hat.id, self.actor(), trained=True)
                sign_agreement(connection, COUNTY, team, hat.id, "0" * 64, self.actor())
            window = TeamWindow(
                id=new_id(),
                case=self.case,
                basis=Basis.S18961_7_WINDOW,
                sections=WITH_PLAN,
                starts=reported_at,
                team=team.name,
                members=read_members(connection, COUNTY, team),
            )
            record_ground(connection, COUNTY, window, self.actor(), team.id)

    def screen_and_report_in_the_hall(self) -> datetime:
        """The officer, without a network: screening, report, the call; returns when it was."""
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
        return reported

    def plan_with_the_youth(self) -> None:
        """The officer in the hall: the youth's plan and its private part."""
        with self.window(OFFICER) as walk:
            begin_record(walk, self.case, RecordKind.YOUTH_PLAN)
            told = {
                "phase": "leaving",
                "what_helps": "Drawing. My grandmother.",
                "adults": "Grandmother\nMs. Adair from school",
                "if_i_run": "I text one adult that I am alive.",
                "review_on": "2026-12-20",
            }
            fill(walk, told)
            save(walk)
            begin_record(walk, self.case, RecordKind.YOUTH_PLAN_PRIVATE)
            fill(walk, {"code_word": CODE_WORD})
            save(walk)

    def hold_the_initial_meeting(self) -> None:
        """On the social worker's laptop without a network, with everybody at her table."""
        people = tuple(self._attendee(one) for one in self.hats.values())
        with self.laptops[SOCIAL_WORKER].unlocked(no_network) as workspace:
            meetings = meetings_on(workspace)
            begins = self.clock.now() + timedelta(minutes=10)
            made, _ = meetings.plan(
                MeetingPlan(
                    type="initial_non_emergency",
                    starts_at=begins,
                    ends_at=begins + timedelta(hours=1),
                    place="Room 12",
                    convener=self.hats[SOCIAL_WORKER].person_name,
                    cases=(self.case,),
                    invited=people,
                )
            )
            ended = self.later(70)
            there = tuple(one.model_copy(update={"present": True}) for one in people)
            meetings.keep_table(made, TableDraft(people=there, started_at=begins, ended_at=ended))
            (youth,) = meetings.open(made).youths
            main = youth.draft.parts[Section.SAFETY_PLAN].model_copy(update={"words": DECIDED})
            written = youth.draft.model_copy(
                update={
                    "parts": {Section.SAFETY_PLAN: main},
                    "safety": SafetyStatus.ELEVATED,
                    "reached": True,
                }
            )
            meetings.keep_youth(made, self.case, written)
            meetings.sign(made)
            assert meetings.open(made).state is MeetingState.HELD

    def _attendee(self, hat: Hat) -> Attendee:
        return Attendee(
            name=hat.person_name,
            agency=hat.agency_name,
            agency_kind=hat.agency_kind,
            hat=hat.title,
            trained=True,
            agreed_on=TALK_DAY,
        )

    def plan_as_a_team(self) -> None:
        """The social worker on a home visit, from what the screening told her."""
        with self.window(SOCIAL_WORKER) as walk:
            begin_record(walk, self.case, RecordKind.TEAM_PLAN)
            made = {
                "risks": "An older acquaintance waits near school.",
                "actions": "School: door at the side\nEvenings: a call at eight",
                "staff_safety": "Two people on home visits.",
                "review_on": "2026-12-20",
            }
            fill(walk, made)
            save(walk)
            walk.shell.open(Room.TODAY)


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

        table.later(60)
        sync(table, OFFICER)
        assert sync_and_look(laptops[SOCIAL_WORKER], case).kinds == set()
        table.make_team(reported)
        for number in (SOCIAL_WORKER, CLINICIAN, NURSE):
            shown = sync_and_look(laptops[number], case).kinds
            assert shown == {RecordKind.SCREENING, RecordKind.CLOCK, RecordKind.NOTICE}

        table.later(90)
        table.plan_with_the_youth()
        table.hold_the_initial_meeting()
        table.plan_as_a_team()
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
        private = [n for n, one in seen.items() if RecordKind.YOUTH_PLAN_PRIVATE in one.kinds]
        assert private == [OFFICER]
        for number in (SOCIAL_WORKER, CLINICIAN, NURSE):
            assert seen[number].ends[Section.SCREENING] == reported + WINDOW
            assert (Section.SAFETY_PLAN in seen[number].ends) == (number != NURSE)
        held = laptops[SOCIAL_WORKER].raw_bytes()
        assert b"at her grandmother" in held
        assert CODE_WORD.encode() not in held
