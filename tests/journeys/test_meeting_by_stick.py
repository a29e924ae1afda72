# SPDX-License-Identifier: AGPL-3.0-or-later
"""Twelve youths in two hours on one laptop without a network; by a stick to the county, and from
there to two colleagues who receive the parts that their rights open and no others."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casework.ids import CaseId
from casework.meeting_roster import MeetingRoster
from casework.meetings import MeetingState, SafetyStatus, TeamLaw
from casework.policy import Hat
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import TeamMember, TeamWindow
from casework.vocabulary import AgencyKind, Basis, RecordKind, Section
from desktop.application import open_desktop
from desktop.window_walk import WindowWalk
from sync.server.audit import Actor
from sync.server.bundle_duties import take_all
from sync.server.rights import record_ground
from sync.server.sources import Source
from tests.fakes.county import COUNTY, SystemClock, TestCounty, new_id, running_county
from tests.fakes.laptops import PASSPHRASE, Laptop, enrolled_laptop
from tests.fakes.meetings import meetings_on
from tests.fakes.people import a_hat
from tests.fakes.ui_team import a_card
from tests.journeys.team_hands import open_room, plan_meeting, seat_everybody, sign_minutes
from ui.pages.sync_page import SyncPage
from ui.places import Room
from ui.team.room_page import MeetingRoomPage

NAMES = (
    "Avocet Testman",
    "Bittern Testman",
    "Curlew Testman",
    "Dunlin Testman",
    "Egret Testman",
    "Fulmar Testman",
    "Gadwall Testman",
    "Heron Testman",
    "Ibis Testman",
    "Jackdaw Testman",
    "Kestrel Testman",
    "Lapwing Testman",
)
COUNT = len(NAMES)
ROSTER = MeetingRoster.model_validate(
    {
        "cards": [
            a_card("officer", agency="Agency 1", agency_kind="probation", name="Worker 1"),
            a_card("clinic", agency="Agency 2", agency_kind="mental_health", name="Worker 3"),
            a_card("nurse", agency="Agency 4", agency_kind="public_health", name="Worker 4"),
        ]
    }
)
SHARED = MatrixRow(
    basis=Basis.S13753_TEAM,
    agency_kind=AgencyKind.PROBATION,
    sections=frozenset({Section.SAFETY_PLAN}),
)


def share_in_team(county: TestCounty, case: CaseId, *hats: Hat) -> None:
    """Open a window of WIC 13753 about a case for a trained team that signed."""
    now = county.clock.now()
    window = TeamWindow(
        id=new_id(),
        case=case,
        basis=Basis.S13753_TEAM,
        sections=frozenset({Section.SAFETY_PLAN}),
        starts=now,
        ends=now + timedelta(days=30),
        team="Test team",
        members=tuple(
            TeamMember(hat=one.id, person=one.person, joined_at=now, agreed_at=now) for one in hats
        ),
    )
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, window, Actor("Test coordinator", now, new_id()))


@contextmanager
def window_of(laptop: Laptop) -> Iterator[WindowWalk]:
    with open_desktop(laptop.places) as desktop:
        desktop.window.show()
        walk = WindowWalk(desktop.window)
        walk.unlock(PASSPHRASE)
        yield walk


def write_about_everybody(walk: WindowWalk, page: MeetingRoomPage) -> None:
    for number in range(COUNT):
        name = page.name.text()
        page.sheet.safety[SafetyStatus.STABLE].click()
        page.sheet.words.setPlainText(f"Safety of {name}.")
        page.sheet.tasks.add_task()
        page.sheet.tasks.rows[0].words.setText(f"Call {name}")
        page.sheet.tasks.rows[0].owner.setText("Worker 1")
        page.sheet.parts.setCurrentIndex(page.sheet.parts.findData(Section.PLACEMENT.value))
        page.sheet.parts.activated.emit(page.sheet.parts.currentIndex())
        page.sheet.words.setPlainText(f"Bed for {name}.")
        if number + 1 < COUNT:
            page.next.click()
            walk.wait(lambda before=name: page.name.text() != before, "the next youth")


def minutes_on(laptop: Laptop, cases: list[CaseId]) -> list[set[str]]:
    """The minutes a laptop shows of each case, as their headlines."""
    with laptop.unlocked() as workspace:
        return [
            {
                str(line.headline[-1])
                for group in workspace.records.groups(case)
                if group.kind is RecordKind.MINUTES
                for line in group.lines
            }
            for case in cases
        ]


@pytest.mark.soak
@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_a_meeting_of_twelve_youths_without_a_network_reaches_each_colleagues_part(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("ui.widgets.stick_card.ask_folder", lambda _parent, _caption: stick)
    with running_county(tmp_path) as county:
        convener, placing = county.add_hat(a_hat(1)), county.add_hat(a_hat(2))
        other = county.add_hat(a_hat(3, agency=2))
        county.change_policy(roster=ROSTER, sharing=SharingMatrix(rows=(SHARED,)))
        cases = [county.add_case(legal_name=name, author=convener) for name in NAMES]
        placement = frozenset({Section.IDENTITY, Section.PLACEMENT})
        for case in cases:
            county.grant(convener, case)
            county.grant(placing, case, placement)
            share_in_team(county, case, convener, other)
        laptops = {
            hat.id: enrolled_laptop(county, hat, tmp_path / hat.id)
            for hat in (convener, placing, other)
        }
        laptops[convener.id].sync()
        county.stop()
        with window_of(laptops[convener.id]) as walk:
            meeting = plan_meeting(walk, NAMES, 3)
            page = open_room(walk, meeting)
            seat_everybody(page, TeamLaw.S13753)
            write_about_everybody(walk, page)
            walk.lock()
        with window_of(laptops[convener.id]) as walk:
            page = open_room(walk, meeting)
            assert page.sheet.words.toPlainText().startswith("Safety of ")
            sign_minutes(walk, page)
            walk.shell.open(Room.SYNC)
            sync = walk.page(SyncPage)
            walk.wait(sync.sticks.write.isEnabled, "the first step")
            sync.sticks.write.click()
            walk.wait(lambda: "is on the stick" in sync.sticks.problem.text(), "the file")
            source = Source(SystemClock(), new_id, os.urandom)
            assert county.bundle_key is not None
            taken = take_all(county.server, county.bundle_key, source, [stick], None, "Officer")
            assert [line.split("\t")[1] for line in taken] == ["taken"]
            sync.sticks.read.click()
            walk.wait(lambda: "was read" in sync.sticks.problem.text(), "the answer")
        with laptops[convener.id].unlocked() as workspace:
            assert workspace.sync.state().unsent == ()
            view = meetings_on(workspace).open(meeting)
            assert (view.state, view.is_begun) == (MeetingState.HELD, False)
        county.start()
        for hat in (placing, other):
            laptops[hat.id].sync()
    safety, beds = ([{f"{words} {name}."} for name in NAMES] for words in ("Safety of", "Bed for"))
    both = [one | also for one, also in zip(safety, beds, strict=True)]
    assert minutes_on(laptops[convener.id], cases) == both
    assert minutes_on(laptops[placing.id], cases) == beds
    assert minutes_on(laptops[other.id], cases) == safety
