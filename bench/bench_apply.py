# SPDX-License-Identifier: AGPL-3.0-or-later
"""Applying a pull of 10,000 records of about 1 KB to the encrypted store, search terms included."""

import time
from statistics import median

from bench.results import Result
from bench.store_data import RECORDS, empty_store, make_pages, make_records
from bench.store_floor import floor_database, insert_floor

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
            began = time.perf_counter()
            for page in pages:
                store.apply_page(page)
            store_times.append(time.perf_counter() - began)
        with floor_database() as bare:
            began = time.perf_counter()
            insert_floor(bare, records)
            floor_times.append(time.perf_counter() - began)
    mine, floor = median(store_times) * 1000, median(floor_times) * 1000
    return [
        Result(
            promise=f"A pull of {RECORDS:,} records goes into the encrypted store",
            figure=round(mine, 1),
            unit="ms",
            bar=round(BAR_RATIO * floor, 1),
            better="lower",
            peer="bare sqlcipher3 insert with FTS",
            peer_figure=round(floor, 1),
            ratio=round(mine / floor, 2),
            runs=RUNS,
        )
    ]
