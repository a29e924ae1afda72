# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of the feed: whole or not at all, the same twice, and never backwards."""

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.feed import FeedEntry
from casework.vocabulary import RecordKind
from storage.errors import StorageBug
from storage.model import Receipt
from storage.store import Store
from tests.fakes.people import NOON, a_hat, a_membership
from tests.fakes.stores import a_case, a_page, enter, leave, make_store, note_fields, put


def picture(store: Store) -> object:
    """All that a screen could show."""
    return (
        store.cursor(),
        store.search_cases("", offset=0, limit=99),
        store.search_cases("harbor", offset=0, limit=99),
        [store.case(a_case(n)) for n in range(1, 4)],
        store.memberships(),
        store.screening_facts(),
        store.recent_records(limit=99),
    )


def test_a_page_brings_cases_with_the_reason_why_they_may_be_seen(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    changes = store.apply_page(a_page(enter(), put(), cursor="17"))
    held = store.case(a_case())
    assert held is not None
    assert (held.membership, held.reason) == (enter().membership, enter().reason)
    assert changes.kinds == {"case", "youth"}
    assert changes.cases == {a_case()}
    assert store.cursor() == "17"
    assert store.memberships() == (a_membership(a_hat(), a_case()),)
    store.close()


def test_a_page_that_cannot_be_kept_changes_nothing_not_even_the_cursor(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    assert store.cursor() == ""
    store.apply_page(a_page(enter(), put(), cursor="1"))
    before = picture(store)
    with pytest.raises(StorageBug):
        store.apply_page(a_page(leave(), enter(2), put(case=3, record=3), cursor="2"))
    assert picture(store) == before
    store.close()


def test_an_older_state_never_replaces_a_newer_one(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    newer, older = put({"legal_name": "New"}, version=5), put({"legal_name": "Old"}, version=4)
    store.apply_page(a_page(enter(), newer, older))
    store.apply_page(a_page(older, cursor="2"))
    (row,) = store.search_cases("", offset=0, limit=9).rows
    assert row.shown_name == "New"
    store.close()


def test_what_decides_the_next_screening_follows_the_records(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    youth = put({"legal_name": "A", "birth_date": "2010-05-06", "opened_on": "2026-01-02"})
    signed = [
        put(
            {"signed_at": f"2026-0{n}-10T09:00:00Z"},
            kind=RecordKind.SCREENING,
            record=n,
            version=n,
        )
        for n in (5, 7, 6)
    ]
    store.apply_page(a_page(enter(), youth, *signed))
    (facts,) = store.screening_facts()
    assert [str(facts.opened_on), str(facts.age.birth_date), str(facts.last_screened)] == [
        "2026-01-02",
        "2010-05-06",
        "2026-07-10",
    ]
    recent = store.recent_records(limit=2, kind=RecordKind.SCREENING)
    assert [row.stored.record.version for row in recent] == [7, 6]
    store.close()


def test_receipts_and_settings_are_kept(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    assert store.last_receipt() is None
    receipt = Receipt(at=NOON, received=3, note="Three records came.")
    store.save_receipt(receipt)
    assert store.last_receipt() == receipt
    assert store.setting("language") is None
    store.save_setting("language", "es")
    assert store.setting("language") == "es"
    store.close()


def pages_of(seed: int) -> list[tuple[FeedEntry, ...]]:
    rng = random.Random(seed)
    inside: set[int] = set()
    pages = []
    for version in range(1, rng.randint(2, 8)):
        entries: list[FeedEntry] = []
        for case in rng.sample([1, 2, 3], rng.randint(1, 3)):
            if case in inside and rng.random() < 0.3:
                inside.discard(case)
                entries.append(leave(case))
                continue
            if case not in inside:
                inside.add(case)
                entries.append(enter(case))
            entries.append(
                put({"legal_name": f"N{version}"}, case=case, record=case, version=version)
            )
            note = note_fields(f"harbor {version}")
            number = 100 * case + version
            entries.append(
                put(
                    note,
                    kind=RecordKind.CONTACT_NOTE,
                    case=case,
                    record=number,
                    version=version,
                )
            )
        pages.append(tuple(entries))
    return pages


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_any_page_applied_twice_is_the_same_as_once(
    tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    once = make_store(tmp_path_factory.mktemp("once"))
    twice = make_store(tmp_path_factory.mktemp("twice"))
    for number, entries in enumerate(pages_of(seed)):
        page = a_page(*entries, cursor=str(number))
        once.apply_page(page)
        twice.apply_page(page)
        twice.apply_page(page)
        assert picture(once) == picture(twice)
    once.close()
    twice.close()
