# SPDX-License-Identifier: AGPL-3.0-or-later
"""Youths are found by sound, number, place and word; pins and terms leave with their case."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.vocabulary import RecordKind
from storage.finding import Where
from storage.rows import delete_terms
from storage.search import words_of
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON
from tests.fakes.sqlcipher_pages import decrypt_pages
from tests.fakes.stores import KEY, a_case, a_page, enter, leave, make_store, put, reopen_store


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    made = make_store(tmp_path_factory.mktemp("finding"))
    made.apply_page(
        a_page(
            *(enter(n) for n in (1, 2, 3)),
            put(
                {"legal_name": "Katherine Núñez", "agency_numbers": {"Probation": "JV-20-418"}},
                case=1,
                record=1,
            ),
            put({"legal_name": "Andre Whitlock", "aliases": ["Smyth"]}, case=2, record=2),
            put({"legal_name": "Rosa Reed"}, case=3, record=3),
            put(
                {"name": "Catherine Moss", "relation": "sibling", "phone": "(916) 555-0134"},
                kind=RecordKind.PERSON_AROUND,
                case=3,
                record=4,
            ),
            put(
                {
                    "discovered_at": NOON.isoformat(),
                    "last_seen_place": "Bus station on Fulton",
                    "circumstances": "Left after the visit.",
                },
                kind=RecordKind.ABSENCE,
                case=2,
                record=5,
            ),
        )
    )
    yield made
    made.close()


def found(store: Store, text: str) -> list[tuple[int, Where]]:
    numbers = {a_case(one): one for one in (1, 2, 3)}
    return [(numbers[one.case], one.where) for one in store.finding.cases(words_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kat", [(1, Where.OWN_NAME)]),
        ("catherine", [(3, Where.NAME), (1, Where.SOUND)]),
        ("kathryn", [(1, Where.SOUND), (3, Where.SOUND)]),
        ("nunyes", []),
        ("nunes", [(1, Where.SOUND)]),
        ("smith", [(2, Where.SOUND)]),
        ("jv20418", [(1, Where.OWN_NAME)]),
        ("JV 20 418", [(1, Where.OWN_NAME)]),
        ("9165550134", [(3, Where.NAME)]),
        ("555-0134", [(3, Where.NAME)]),
        ("fulton", [(2, Where.TEXT)]),
        ("andre fulton", [(2, Where.TEXT)]),
        ("rosa fulton", []),
        ("fu", []),
        ("mk0rn", []),
    ],
)
def test_a_youth_is_found_however_they_are_remembered(
    store: Store, text: str, expected: list[tuple[int, Where]]
) -> None:
    assert found(store, text) == expected


def test_a_place_says_which_record_and_part_of_the_case_it_is(store: Store) -> None:
    words = words_of("fulton")
    (place,) = store.finding.places(words, store.finding.cases(words))
    (hit,) = store.finding.hits([place])
    assert (place.case, hit.stored.record.kind) == (a_case(2), RecordKind.ABSENCE)
    assert "Bus station on Fulton" in hit.text


@given(st.text(), st.integers(0, 3))
@settings(deadline=None, max_examples=50)
def test_whatever_is_typed_finds_or_finds_nothing(store: Store, text: str, times: int) -> None:
    words = words_of(text * 10**times)
    cases = store.finding.cases(words)
    store.finding.places(words, cases)


def test_a_case_that_leaves_takes_its_pin_and_its_sounds_with_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.apply_page(a_page(enter(), put({"legal_name": "Xylophina Quillfeather"}), enter(2)))
    pins = store.finding.pins
    pins.pin(a_case(), NOON)
    pins.pin(a_case(2), NOON + timedelta(minutes=1))
    pins.pin(a_case(), NOON + timedelta(minutes=2))
    assert pins.pinned() == (a_case(2), a_case())
    store.apply_page(a_page(leave(), cursor="2"))
    assert pins.pinned() == (a_case(2),)
    assert not pins.is_pinned(a_case())
    assert store.finding.cases(words_of("zylofina")) == ()
    store.close()
    # No key of how the name sounds is left, nor the pin's case.
    left = decrypt_pages(tmp_path / STORE_FILE, KEY).lower()
    assert b"qlf0" not in left
    assert b"quillfeather" not in left
    store = reopen_store(tmp_path)
    assert store.finding.pins.pinned() == (a_case(2),)
    store.close()


TREES = ["Alder", "Birch", "Cedar", "Maple", "Willow"]


def test_words_of_older_rows_are_read_again_a_few_at_a_time_and_a_lock_loses_no_place(
    tmp_path: Path,
) -> None:
    store = make_store(tmp_path)
    store.apply_page(
        a_page(
            enter(),
            *(
                put(
                    {"type": "shelter", "place": tree, "started_on": "2026-11-03"},
                    kind=RecordKind.PLACEMENT,
                    record=20 + at,
                    version=20 + at,
                )
                for at, tree in enumerate(TREES)
            ),
        )
    )
    with store._database.write() as connection:
        ids = [(row[0],) for row in connection.execute("SELECT id FROM records").fetchall()]
        delete_terms(connection, ids)
        connection.execute("UPDATE records SET names = '', words = '', sounds = ''")
        connection.execute(
            "INSERT INTO values_by_name SELECT 'terms_until', max(id) + 1 FROM records"
        )
    assert [one for one in TREES if store.search_cases(one, offset=0, limit=9).total] == []
    assert store.finding.read_again(2)
    found = [one for one in TREES if store.search_cases(one, offset=0, limit=9).total]
    assert found == ["Maple", "Willow"]
    store.close()
    store = reopen_store(tmp_path)
    while store.finding.read_again(2):
        pass
    found = [one for one in TREES if store.search_cases(one, offset=0, limit=9).total]
    assert found == TREES
    assert not store.finding.read_again(2)
    with store._database.read() as connection:
        connection.execute("INSERT INTO terms (terms) VALUES ('integrity-check')")
    store.close()
