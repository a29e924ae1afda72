# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop syncs by itself when it is time, and leaves the worker alone with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import shiboken6
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject

from tests.fakes.ui_ports import PASSPHRASE
from tests.ui.conftest import Desk
from ui.auto_sync import (
    BY_HAND,
    FIRST_PAUSE,
    FIRST_SECONDS,
    LONGEST_PAUSE,
    SOON_SECONDS,
    SPREAD,
    AutoSync,
    Network,
    SyncRules,
    pause_after,
)
from ui.errors import ShownError
from ui.places import Room
from ui.start import Start

MakeDesk = Callable[..., Desk]
EVERY = timedelta(minutes=15)


class ANetwork(Network):
    """A network that is as a test says."""

    def __init__(self) -> None:
        super().__init__()
        self.metered = self.away = False

    def is_metered(self) -> bool:
        return self.metered

    def is_away(self) -> bool:
        return self.away


@dataclass
class Watched:
    """An AutoSync whose clock is set by hand."""

    rules: SyncRules = field(default_factory=SyncRules)
    now: float = 1000.0
    asked: int = 0
    owner: QObject = field(default_factory=QObject)
    network: ANetwork = field(default_factory=ANetwork)

    def __post_init__(self) -> None:
        self.auto = AutoSync(
            self.rules, self.network, lambda: self.now, lambda: 0.5, parent=self.owner
        )
        self.auto.due.connect(self._count)

    def _count(self) -> None:
        self.asked += 1

    def passes(self, seconds: float) -> int:
        """How often it asks when so much time has passed."""
        self.now += seconds
        self.asked = 0
        self.auto.tick()
        return self.asked


Watch = Callable[..., Watched]


@pytest.fixture
def watch(qapp: object) -> Iterator[Watch]:
    del qapp
    made: list[Watched] = []

    def make(rules: SyncRules | None = None) -> Watched:
        made.append(Watched(rules or SyncRules()))
        return made[-1]

    yield make
    for one in made:
        shiboken6.delete(one.owner)


@pytest.fixture
def watched(watch: Watch) -> Watched:
    return watch()


def test_a_sync_begins_soon_after_unlocking_and_then_as_the_policy_says(watched: Watched) -> None:
    assert watched.passes(FIRST_SECONDS - 1) == 0
    assert watched.passes(1) == 1
    watched.auto.note_success()
    assert watched.passes(EVERY.total_seconds() - 1) == 0
    assert watched.passes(1) == 1


def test_nothing_begins_while_a_sync_runs(watched: Watched) -> None:
    watched.auto.note_running(True)
    assert watched.passes(3600) == 0
    watched.auto.note_running(False)
    assert watched.passes(0) == 1


def test_work_goes_out_soon_after_it_was_saved(watched: Watched) -> None:
    watched.auto.note_success()
    watched.auto.note_saved()
    assert watched.passes(SOON_SECONDS) == 1


def test_work_that_was_saved_while_a_sync_ran_goes_out_soon_after_it(watched: Watched) -> None:
    watched.auto.note_running(True)
    watched.auto.note_saved()
    watched.auto.note_running(False)
    watched.auto.note_saved()
    watched.auto.note_success()
    assert watched.passes(SOON_SECONDS) == 1
    watched.auto.note_running(True)
    watched.auto.note_running(False)
    watched.auto.note_saved()
    watched.auto.note_success()
    assert watched.passes(SOON_SECONDS) == 0


def test_a_county_that_does_not_answer_is_asked_more_and_more_rarely(watched: Watched) -> None:
    for minutes in (1, 2, 4, 8, 16, 32, 60, 60):
        watched.auto.note_failure()
        watched.auto.note_saved()
        assert watched.passes(minutes * 60 - 1) == 0
        assert watched.passes(1) == 1
    watched.auto.note_success()
    assert watched.passes(EVERY.total_seconds()) == 1


def test_a_network_that_comes_back_is_used(watched: Watched) -> None:
    for _ in range(8):
        watched.auto.note_failure()
    watched.network.away = True
    watched.network.changed.emit()
    assert watched.passes(FIRST_SECONDS) == 0
    watched.network.away = False
    watched.network.changed.emit()
    assert watched.passes(FIRST_SECONDS) == 1
    watched.network.away = True
    assert watched.passes(0) == 0


def test_a_network_paid_by_its_bytes_is_left_alone_unless_the_county_allows_it(
    watched: Watched, watch: Watch
) -> None:
    watched.network.metered = True
    assert watched.passes(3600) == 0
    allowing = watch(SyncRules(EVERY, when_metered=True))
    allowing.network.metered = True
    assert allowing.passes(3600) == 1


def test_a_sync_that_began_by_itself_stops_where_bytes_come_to_be_paid_for(
    watched: Watched,
) -> None:
    stopped: list[bool] = []
    watched.auto.unwanted.connect(lambda: stopped.append(True))
    watched.auto.due.connect(lambda: watched.auto.note_running(True))
    watched.passes(FIRST_SECONDS)
    watched.network.changed.emit()
    assert not stopped
    watched.network.metered = True
    watched.network.changed.emit()
    assert stopped == [True]
    watched.auto.note_running(False)
    watched.auto.note_running(True)
    watched.network.changed.emit()
    assert stopped == [True], "one that the worker asked for goes on"


def test_where_the_county_says_by_hand_nothing_begins(watch: Watch) -> None:
    by_hand = watch(BY_HAND)
    by_hand.network.changed.emit()
    by_hand.auto.note_saved()
    by_hand.auto.note_failure()
    assert by_hand.passes(100_000) == 0


@given(st.integers(0, 10_000), st.integers(1, 240), st.floats(0, 1))
def test_a_pause_is_never_shorter_than_a_minute_nor_longer_than_an_hour_by_more_than_the_spread(
    failures: int, minutes: int, chance: float
) -> None:
    pause = pause_after(failures, timedelta(minutes=minutes), chance)
    if failures:
        assert FIRST_PAUSE * (1 - SPREAD) <= pause <= LONGEST_PAUSE * (1 + SPREAD)
    else:
        assert pause == timedelta(minutes=minutes)


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    network = ANetwork()
    made = make_desk(start=Start(network=lambda: network))
    made.county.sync_rules = SyncRules()
    page = made.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    return made


def test_an_unlocked_window_syncs_by_itself_and_disturbs_nobody(desk: Desk) -> None:
    auto = desk.shell.auto_sync
    assert auto is not None
    desk.shell.open(Room.YOUTHS)
    box = desk.shell.youths_page.box
    box.setFocus()
    box.setText("ma")
    before = desk.county.receipt
    auto.due.emit()
    assert desk.county.receipt is not before
    assert desk.shell.place is Room.YOUTHS
    assert box.text() == "ma"
    assert box.hasFocus() or not desk.window.isActiveWindow()


def test_what_a_sync_took_away_before_it_broke_off_is_shown_no_more(desk: Desk) -> None:
    desk.shell.open(Room.YOUTHS)
    shown = desk.shell.youths_page.model
    before = shown.rowCount()
    desk.county.cases.pop(next(iter(desk.county.cases)))
    desk.county.sync_refuses = ShownError("The connection broke off.", "")
    auto = desk.shell.auto_sync
    assert auto is not None
    auto.due.emit()
    assert shown.rowCount() == before - 1


def test_a_sync_that_fails_by_itself_is_told_on_its_page_only(desk: Desk) -> None:
    desk.county.sync_refuses = ShownError("The county's server does not answer.", "")
    auto = desk.shell.auto_sync
    assert auto is not None
    auto.due.emit()
    assert desk.shell.page.problem.text() == ""
    desk.shell.open(Room.SYNC)
    assert "does not answer" in desk.shell.sync_page.problem.text()
