# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search as you type finds by any beginning of any word and is safe for any text."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.vocabulary import RecordKind
from storage.store import Store
from tests.fakes.people import an_operation
from tests.fakes.stores import a_case, a_page, enter, make_store, note_fields, put


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = make_store(tmp_path_factory.mktemp("search"))
    numbers: dict[str, JsonValue] = {"Probation": "JV-20418"}
    made.apply_page(
        a_page(
            *(enter(n) for n in (1, 2, 3)),
            put(
                {
                    "legal_name": "José Peña",
                    "chosen_name": "Zoë",
                    "aliases": ["Blue"],
                    "birth_date": "2010-02-03",
                    "agency_numbers": numbers,
                    "opened_on": "2026-01-02",
                },
                case=1,
                record=1,
                version=1,
            ),
            put({"legal_name": "Amara O'Neil"}, case=2, record=2, version=2),
            put({"legal_name": "Zoltan Reyes"}, case=3, record=3, version=3),
            put(
                note_fields("Walked to the harbor with blue coat"),
                kind=RecordKind.CONTACT_NOTE,
                case=2,
                record=4,
                version=4,
            ),
        )
    )
    yield made
    made.close()


def names(store: Store, text: str) -> list[str]:
    page = store.search_cases(text, offset=0, limit=20)
    assert page.total == len(page.rows)
    return [row.shown_name for row in page.rows]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Amara O'Neil", "Zoë", "Zoltan Reyes"]),
        ("   ", ["Amara O'Neil", "Zoë", "Zoltan Reyes"]),
        ("zo", ["Zoë", "Zoltan Reyes"]),
        ("ZOE", ["Zoë"]),
        ("jose pena", ["Zoë"]),
        ("Pen\u0303a", ["Zoë"]),
        ("o'neil", ["Amara O'Neil"]),
        ("jv-204", ["Zoë"]),
        ("harb", ["Amara O'Neil"]),
        ("amara harbor", ["Amara O'Neil"]),
        ("zoe harbor", []),
        ("blue", ["Zoë", "Amara O'Neil"]),
        ("zoe OR amara", []),
        ('"', []),
        ("🙂", []),
        ("names:zo", []),
        ("zo*", ["Zoë", "Zoltan Reyes"]),
    ],
)
def test_words_find_their_cases(store: Store, text: str, expected: list[str]) -> None:
    assert names(store, text) == expected


def test_a_row_tells_what_a_list_needs(store: Store) -> None:
    (row,) = store.search_cases("zoe", offset=0, limit=1).rows
    assert row.legal_name == "José Peña"
    assert str(row.age.birth_date) == "2010-02-03"
    assert row.agency_numbers == "Probation JV-20418"
    assert row.last_activity == "1763800000001-0000"
    assert not row.has_unsent


def test_a_part_of_the_list_still_counts_all(store: Store) -> None:
    page = store.search_cases("", offset=1, limit=1)
    assert (page.total, [row.shown_name for row in page.rows]) == (3, ["Zoë"])
    assert store.search_cases("zo", offset=9, limit=5).rows == ()


@given(st.text())
@settings(deadline=None)
def test_no_text_makes_search_fail(store: Store, text: str) -> None:
    page = store.search_cases(text, offset=0, limit=5)
    assert 0 <= len(page.rows) <= page.total <= 3


@given(st.text(alphabet=st.characters(), min_size=1).filter(str.split))
@settings(deadline=None)
def test_text_with_broken_unicode_is_safe(store: Store, text: str) -> None:
    store.search_cases(text + '\ud800\x00"*', offset=0, limit=5)


def test_unsent_work_is_found_at_once(tmp_path: Path) -> None:
    made = make_store(tmp_path)
    made.record_work([an_operation(fields={"legal_name": "Fresh Start"})], author_name="Worker 1")
    (row,) = made.search_cases("fres", offset=0, limit=9).rows
    assert (row.case, row.shown_name, row.has_unsent) == (a_case(), "Fresh Start", True)
    made.close()


def test_a_changed_name_is_no_longer_found(tmp_path: Path) -> None:
    made = make_store(tmp_path)
    made.apply_page(a_page(enter(), put({"legal_name": "Oldname"})))
    made.apply_page(a_page(put({"legal_name": "Newname"}, version=2), cursor="2"))
    assert made.search_cases("oldname", offset=0, limit=9).total == 0
    assert made.search_cases("newname", offset=0, limit=9).total == 1
    made.close()
