# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker without a network syncs by a stick, in the real window, with the county's command."""

import os
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.application import open_desktop
from desktop.window_walk import WindowWalk
from sync.server.bundle_duties import take_all
from sync.server.sources import Source
from tests.fakes.county import SystemClock, new_id, running_county
from tests.fakes.laptops import PASSPHRASE, enrolled_laptop
from tests.fakes.people import NOON, a_hat
from ui.pages.sync_page import SyncPage
from ui.places import Room

NOTE = "Met at the heronry."


def words_of(page: SyncPage) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel)]


def test_a_worker_without_a_network_syncs_by_a_stick(
    tmp_path: Path, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    del qapp
    stick = tmp_path / "stick"
    stick.mkdir()
    monkeypatch.setattr("ui.widgets.stick_card.ask_folder", lambda _parent, _caption: stick)
    with running_county(tmp_path) as county:
        hats = [county.add_hat(a_hat(number)) for number in (1, 2)]
        case = county.add_case(legal_name="Test Youth", author=hats[1])
        county.grant(hats[0], case)
        laptop = enrolled_laptop(county, hats[0], tmp_path / "laptop")
        laptop.sync()
        county.stop()
        fresh = county.add_case(legal_name="Another Youth", author=hats[1])
        county.grant(hats[0], fresh)
        with laptop.unlocked() as workspace:
            workspace.cases.add_note(case, NOTE, NOON)
        with open_desktop(laptop.places) as desktop:
            desktop.window.show()
            walk = WindowWalk(desktop.window)
            walk.unlock(PASSPHRASE)
            walk.shell.open(Room.SYNC)
            page = walk.page(SyncPage)
            walk.wait(page.sticks.write.isEnabled, "the first step")
            page.sticks.write.click()
            walk.wait(lambda: "is on the stick" in page.sticks.problem.text(), "the file")
            source = Source(SystemClock(), new_id, os.urandom)
            assert county.bundle_key is not None
            lines = list(
                take_all(county.server, county.bundle_key, source, [stick], None, "Test officer")
            )
            assert [line.split("\t")[1] for line in lines] == ["taken"]
            page.sticks.read.click()
            walk.wait(lambda: "was read" in page.sticks.problem.text(), "the answer")
            walk.wait(lambda: "Sent: 1" in words_of(page), "the receipt")
            assert "Received: 1" in words_of(page) or "Received: 2" in words_of(page)
        with laptop.unlocked() as workspace:
            assert workspace.youths.search("Another", 0, 10).total == 1
            assert workspace.sync.state().unsent == ()
        assert county.sql("SELECT count(*) FROM record WHERE section = 'contacts'") == [(1,)]
