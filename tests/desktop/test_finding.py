# SPDX-License-Identifier: AGPL-3.0-or-later
"""The search tells of nothing this hat may not see now, and says where the words stand."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.feed import FeedPage
from casework.ids import CaseId
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from desktop.services.matches import shorten
from desktop.session import COUNTY_ZONE
from desktop.vaults import find_vault
from storage.store import Store
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from tests.fakes.stores import StillClock, note_fields, put, random_id
from ui.models.rows_of import youth_row
from ui.ports import Workspace
from ui.record_words import say_word
from ui.text import Moments
from ui.youth_views import MatchedBy, YouthList

CASE, OTHER = CaseId(an_id(5001)), CaseId(an_id(5002))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """Two cases open in the ordinary parts only; the first also holds a court date."""
    places = a_workspace_folder(tmp_path, [CASE, OTHER], sections=ORDINARY_SECTIONS)
    assert Section.LEGAL not in ORDINARY_SECTIONS
    vault = find_vault(places)
    store = Store.open(
        places.vault, vault.unlock(PASSPHRASE), StillClock(NOW), random_id, vault.marks()
    )
    hearing = {"at": NOW.isoformat(), "matter": "dependency", "court": "Quillfeather court"}
    page = FeedPage(
        entries=(
            put(hearing, kind=RecordKind.COURT_DATE, record=20, version=20),
            put(
                note_fields("Saw the youth at the harbor with an aunt"),
                kind=RecordKind.CONTACT_NOTE,
                record=21,
                version=21,
            ),
        ),
        cursor="1.30",
        done=True,
    )
    store.apply_page(page)
    store.close()
    desk = a_desk(places, StillClock(NOW))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def test_words_of_a_part_that_is_not_open_find_nobody(workspace: Workspace) -> None:
    assert workspace.youths.search("quillfeather", 0, 9).total == 0
    assert workspace.youths.search("test quillfeather", 0, 9).total == 0


def test_a_match_says_what_it_is_and_from_when(workspace: Workspace) -> None:
    (row,) = workspace.youths.search("harb", 0, 9).rows
    (match,) = row.matches
    assert (row.case, match.kind, match.by) == (CASE, RecordKind.CONTACT_NOTE, MatchedBy.TEXT)
    assert match.text == "Saw the youth at the harbor with an aunt"


def test_the_youths_own_name_needs_no_further_place(workspace: Workspace) -> None:
    rows = workspace.youths.search("test", 0, 9).rows
    assert [row.matches for row in rows] == [(), ()]


def test_who_was_opened_lately_stands_first_among_those_of_a_name(workspace: Workspace) -> None:
    first, last = (one.case for one in workspace.youths.search("te", 0, 9).rows)
    workspace.cases.case(last)
    assert [one.case for one in workspace.youths.search("te", 0, 9).rows] == [last, first]
    workspace.youths.pin(first, pinned=True)
    assert [one.case for one in workspace.youths.search("te", 0, 9).rows] == [first, last]


def test_a_page_of_many_words_and_one_of_a_megabyte_are_answered(workspace: Workspace) -> None:
    assert workspace.youths.search("harbor " * 150_000, 0, 9).total == 1
    assert workspace.youths.search('"OR" ) NEAR( *', 0, 9).total == 0


def test_pinned_and_opened_youths_have_lists_of_their_own(workspace: Workspace) -> None:
    youths = workspace.youths
    assert youths.search("", 0, 9, YouthList.PINNED).total == 0
    youths.pin(OTHER, pinned=True)
    assert [one.case for one in youths.search("", 0, 9, YouthList.PINNED).rows] == [OTHER]
    assert youths.is_pinned(OTHER)
    youths.pin(OTHER, pinned=False)
    assert not youths.is_pinned(OTHER)
    workspace.cases.case(OTHER)
    workspace.cases.case(CASE)
    assert [one.case for one in youths.search("", 0, 9, YouthList.RECENT).rows] == [CASE, OTHER]


def test_what_is_unsent_and_what_is_due_is_listed(workspace: Workspace) -> None:
    youths = workspace.youths
    assert youths.search("", 0, 9, YouthList.UNSENT).total == 0
    workspace.cases.add_note(OTHER, "Called the school.", NOW - timedelta(hours=1))
    assert [one.case for one in youths.search("", 0, 9, YouthList.UNSENT).rows] == [OTHER]
    assert youths.search("harbor", 0, 9, YouthList.UNSENT).total == 0
    workspace.records.save(
        OTHER, RecordKind.ABSENCE, None, {"discovered_at": (NOW - timedelta(hours=2)).isoformat()}
    )
    row = youths.search("", 0, 9, YouthList.DUE).rows[0]
    assert row.case == OTHER
    assert row.clock is not None
    said = youth_row(row, Moments(COUNTY_ZONE, "en")).detail
    assert said.startswith(("At once: ", "Due Nov "))
    assert said.endswith(f": {say_word(row.clock.party)} ({say_word(row.clock.start)})")


def test_a_long_text_is_shortened_around_the_word() -> None:
    text = "word " * 40 + "harbor " + "tail " * 40
    said = shorten(text, "harb", MatchedBy.TEXT)
    assert said.startswith("…word")
    assert "harbor" in said
    assert said.endswith("…")
    assert len(said) < 110
