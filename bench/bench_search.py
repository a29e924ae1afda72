# SPDX-License-Identifier: AGPL-3.0-or-later
"""Search as you type in 10,000 cases, count and first page included."""

from collections.abc import Callable, Sequence
from statistics import median, quantiles
from typing import Any

from bench.results import Beside, Result, make_result, time_ms
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
        floor = Beside("bare sqlcipher3 FTS query", _time(lambda text: _search_floor(bare, text)))
    kinds: dict[str, Callable[[Sequence[float]], float]] = {
        "typical": median,
        "slowest of twenty": _slowest_of_twenty,
    }
    return [
        make_result(
            f"Search as you type in {CASES:,} cases, {kind}",
            mine,
            "ms",
            bar=BAR_MILLISECONDS,
            beside=floor,
            summarize=summarize,
        )
        for kind, summarize in kinds.items()
    ]


def _time(search: Callable[[str], object]) -> list[float]:
    return [time_ms(search, text) for _ in range(RUNS) for text in TYPED]


def _slowest_of_twenty(samples: Sequence[float]) -> float:
    return quantiles(samples, n=20)[-1]


def _search_floor(bare: Any, text: str) -> object:
    query = " AND ".join(f'"{word}"*' for word in text.replace("-", " ").split())
    found = bare.execute("SELECT rowid FROM fts WHERE fts MATCH ?", (query,)).fetchall()
    first = [row[0] for row in found[:50]]
    marks = ", ".join("?" * len(first))
    return bare.execute(f"SELECT doc FROM rec WHERE n IN ({marks})", first).fetchall()
