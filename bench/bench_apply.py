# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying a pull of 10,000 records of about 1 KB to the encrypted store, search terms included."""

from bench.results import Beside, Result, make_result, time_ms
from bench.store_data import RECORDS, empty_store, make_pages, make_records
from bench.store_floor import floor_database, insert_floor
from casework.feed import FeedPage
from storage.store import Store

RUNS = 5
CASES = 1_000
BAR_RATIO = 3.0


def measure() -> list[Result]:
    """Store and floor in turn, so that a busy machine slows both."""
    records = make_records(cases=CASES)
    pages = make_pages(records)
    store_times, floor_times = [], []
    for _ in range(RUNS):
        with empty_store() as store:
            store_times.append(time_ms(_apply, store, pages))
        with floor_database() as bare:
            floor_times.append(time_ms(insert_floor, bare, records))
    return [
        make_result(
            f"A pull of {RECORDS:,} records is applied in at most three times the floor",
            store_times,
            "ms",
            beside=Beside("bare sqlcipher3 insert with FTS", floor_times, most=BAR_RATIO),
        )
    ]


def _apply(store: Store, pages: list[FeedPage]) -> None:
    for page in pages:
        store.apply_page(page)
