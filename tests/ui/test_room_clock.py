# SPDX-License-Identifier: AGPL-3.0-or-later
"""The timers of a meeting: counted by a clock that does not jump, going on where they were."""

from datetime import timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from tests.fakes.ui_ports import NOW
from ui.team.room_clock import RoomClock, say_seconds


def test_each_youth_has_their_own_time_and_goes_on_with_it(qapp: QApplication) -> None:
    del qapp
    owner, passed = QObject(), [100.0]
    clock = RoomClock(lambda: passed[0], owner)
    clock.set_now(NOW)
    clock.begin()
    passed[0] += 65
    assert clock.spent == 65
    assert clock.now() == NOW + timedelta(seconds=65)
    clock.turn_to(30)
    passed[0] += 5
    assert clock.spent == 35
    clock.stop()
    assert clock.spent == 30


def test_time_is_said_in_minutes_and_from_an_hour_on_in_hours() -> None:
    assert [say_seconds(one) for one in (5, 65, 3599, 3600, 7260)] == [
        "0:05",
        "1:05",
        "59:59",
        "1:00 h",
        "2:01 h",
    ]
