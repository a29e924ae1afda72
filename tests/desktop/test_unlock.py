# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unlocking opens exactly one session, and every failure is one sentence that loses nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId
from desktop.paths import Places
from desktop.unlock import UnlockDesk
from tests.fakes.desks import (
    NOW,
    PASSPHRASE,
    a_desk,
    a_workspace_folder,
    papers_until,
    take_papers,
)
from tests.fakes.people import a_hat, an_id
from ui.errors import ShownError

CASE = CaseId(an_id(5001))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return a_workspace_folder(tmp_path, [CASE])


def test_a_laptop_without_a_vault_says_how_to_set_it_up(tmp_path: Path) -> None:
    desk = a_desk(Places(tmp_path))
    assert "not set up" in desk.state().problem
    with pytest.raises(ShownError, match="not set up"):
        desk.unlock(PASSPHRASE)


def test_a_wrong_passphrase_is_one_sentence_and_the_right_one_still_opens(places: Places) -> None:
    desk = a_desk(places)
    with pytest.raises(ShownError, match="passphrase"):
        desk.unlock("Wrong-Passphrase-2026")
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.youths.search("", 0, 10).total == 1
    desk.lock()


def test_a_passphrase_is_confirmed_without_closing_or_opening_anything(places: Places) -> None:
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    assert not workspace.session.confirm_passphrase("Wrong-Words-77")
    assert workspace.session.confirm_passphrase(PASSPHRASE)
    assert workspace.youths.search("", 0, 10).total == 1
    (places.vault / "vault.json").write_bytes(b"{}")
    with pytest.raises(ShownError, match="is damaged"):
        workspace.session.confirm_passphrase(PASSPHRASE)
    desk.lock()


def test_an_unlock_that_ends_in_a_sentence_leaves_no_store_open_behind_it(places: Places) -> None:
    papers = papers_until(NOW + timedelta(days=3), a_hat(), number=2)
    take_papers(places, replace(papers, sealing_key="AAAA"))
    with pytest.raises(ShownError, match="key for sealing is damaged"):
        a_desk(places).unlock(PASSPHRASE)
    take_papers(places, papers_until(NOW + timedelta(days=3), a_hat(), number=3))


def test_unlocking_twice_leaves_one_session_open(places: Places) -> None:
    desk = a_desk(places)
    first = desk.unlock(PASSPHRASE)
    second = desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError):
        first.youths.search("", 0, 10)
    assert second.youths.search("", 0, 10).total == 1
    desk.lock()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"SQLite format 3\0" + b"\0" * 8192, "not encrypted"), (b"\x13" * 16384, "damaged")],
)
def test_a_plain_or_damaged_store_is_refused_and_left_as_it_is(
    places: Places, content: bytes, said: str
) -> None:
    file = places.vault / "store.db"
    file.write_bytes(content)
    desk: UnlockDesk = a_desk(places)
    with pytest.raises(ShownError, match=said):
        desk.unlock(PASSPHRASE)
    desk.lock()
    assert file.read_bytes() == content
