# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was typed in a case that then left is read by its writer, and goes only when they say."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.model import NOTE_PLACE, KeptPlace
from storage.store import Store
from storage.unsent import LeftWords
from tests.fakes.stores import a_case, a_page, enter, leave, make_store

GONE, HERE = a_case(1), a_case(2)
NOTE, FORM = KeptPlace(GONE, NOTE_PLACE), KeptPlace(GONE, "placement")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = make_store(tmp_path)
    made.apply_page(a_page(enter(1), enter(2)))
    for case in (GONE, HERE):
        made.notes.keep(case, "Half a sent")
    made.kept_forms.keep(GONE, "placement", '{"place": "Heron"}')
    yield made
    made.close()


def test_only_what_lies_in_a_case_that_left_is_told(store: Store) -> None:
    assert store.unsent.left_words(()) == ()
    store.apply_page(a_page(leave(1), cursor="2"))
    assert store.unsent.left_words(()) == (
        LeftWords(NOTE, "Half a sent"),
        LeftWords(FORM, '{"place": "Heron"}'),
    )
    store.apply_page(a_page(enter(1), cursor="3"))
    assert store.unsent.left_words(()) == ()
    assert store.notes.read(GONE) == "Half a sent"


def test_a_case_that_may_not_be_shown_any_more_counts_like_one_that_left(store: Store) -> None:
    assert [one.at for one in store.unsent.left_words({HERE})] == [KeptPlace(HERE, NOTE_PLACE)]


def test_one_thing_let_go_leaves_the_other(store: Store) -> None:
    store.apply_page(a_page(leave(1), cursor="2"))
    before = store.unsent.count().notes
    store.unsent.throw_away(NOTE)
    assert [one.at for one in store.unsent.left_words(())] == [FORM]
    assert store.unsent.count().notes == before - 1
    assert store.notes.read(HERE) == "Half a sent"


def test_words_that_were_altered_keep_nobody_from_the_others(store: Store) -> None:
    store.apply_page(a_page(leave(1), cursor="2"))
    with store._database.write() as connection:
        connection.execute("UPDATE kept_notes SET note = zeroblob(60) WHERE case_id = ?", (GONE,))
    assert store.unsent.left_words(()) == (
        LeftWords(NOTE, None),
        LeftWords(FORM, '{"place": "Heron"}'),
    )
