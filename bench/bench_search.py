# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search as you type in 10,000 cases, count and first page included."""

import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any

from bench.results import Result
from bench.store_data import empty_store, make_pages, make_records
from bench.store_floor import floor_database, insert_floor

RUNS = 5
CASES = 10_000
RECORDS = 20_000
BAR_MILLISECONDS = 100.0
TYPED = ("m", "ma", "mar", "mar t", "j", "jv", "jv-0", "jv-01", "a", "st", "a b", "s t")


def measure() -> list[Result]:
    """Every text typed, `RUNS` times, in the store and in a bare index of the same records."""
    records = make_records(cases=CASES, records=RECORDS)
    with empty_store() as store, floor_database() as bare:
        for page in make_pages(records):
            store.apply_page(page)
        insert_floor(bare, records)
        mine = _time(lambda text: store.search_cases(text, offset=0, limit=50))
        floor = _time(lambda text: _search_floor(bare, text))
    peer = median(floor)
    return [
        _result(f"Search as you type in {CASES:,} cases, typical", median(mine), peer),
        _result(
            f"Search as you type in {CASES:,} cases, slowest of twenty",
            quantiles(mine, n=20)[-1],
            quantiles(floor, n=20)[-1],
        ),
    ]


def _time(search: Callable[[str], object]) -> list[float]:
    times = []
    for _ in range(RUNS):
        for text in TYPED:
            began = time.perf_counter()
            search(text)
            times.append((time.perf_counter() - began) * 1000)
    return times


def _search_floor(bare: Any, text: str) -> object:
    query = " AND ".join(f'"{word}"*' for word in text.replace("-", " ").split())
    found = bare.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (query,)).fetchall()
    first = [row[0] for row in found[:50]]
    marks = ", ".join("?" * len(first))
    return bare.execute(f"SELECT doc FROM rec WHERE n IN ({marks})", first).fetchall()


def _result(promise: str, figure: float, peer_figure: float) -> Result:
    return Result(
        promise=promise,
        figure=round(figure, 1),
        unit="ms",
        bar=BAR_MILLISECONDS,
        better="lower",
        peer="bare sqlcipher3 FTS query",
        peer_figure=round(peer_figure, 1),
        ratio=round(figure / peer_figure, 2),
        runs=RUNS * len(TYPED),
    )
