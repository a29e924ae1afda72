# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real window over 10,000 cases with 40 records each, one with 500, in the encrypted store.

Every figure runs from what the worker does to the painted screen with everything that belongs on
it, once the laptop has done what it does by itself after an unlock. The store is filled by a
process of its own, so that the memory is the window's alone.
"""

import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import NamedTuple

import psutil
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from bench.bench_window import PASSPHRASE, make_laptop, open_window
from bench.casework_data import (
    CASES,
    EVENTS,
    LONG_CASE_EVENTS,
    case_of,
    commonest_word,
    make_casework_pages,
)
from bench.results import Result, make_result
from desktop.paths import Places
from desktop.window_walk import WindowWalk
from ui.dialogs.finder import Finder
from ui.pages.case_page import CasePage
from ui.pages.today_page import TodayPage
from ui.pages.youths_page import YouthsPage
from ui.places import CasePlace, Room
from ui.youth_views import YouthList

TOPIC = "casework"
RUNS = 7
TYPED = ("kat", "maria g", "smyth", "jv-004", "9165550123", "heron", "le-000123", "senta", "zo")
EVERYWHERE = ("heron", commonest_word())
HELD = f"{CASES:,} cases × {EVENTS} records"
REST_SECONDS = 1800


class Sample(NamedTuple):
    """One measurement in milliseconds: what a worker waits, and what this process computed."""

    wall: float
    processor: float


def measure() -> list[Result]:
    """Every promise about casework, in one window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        places = Places(Path(folder))
        subprocess.run([sys.executable, "-m", "bench.bench_casework", folder], check=True)
        with open_window(places) as walk:
            walk.unlock(PASSPHRASE)
            return _measure(walk)


def _measure(walk: WindowWalk) -> list[Result]:
    rested = _rest(walk)
    _today(walk)
    today = [_today(walk) for _ in range(RUNS)]
    listed = [_list(walk, YouthList.ALL) for _ in range(RUNS)]
    chosen = (YouthList.UNSENT, YouthList.PINNED, YouthList.RECENT)
    filtered = [_list(walk, which) for _ in range(RUNS) for which in chosen]
    due = [_list(walk, YouthList.DUE) for _ in range(RUNS)]
    by_work = [_list(walk, YouthList.NEWEST) for _ in range(RUNS)]
    found = [_search(walk, text) for _ in range(3) for text in TYPED]
    common = [_search(walk, text) for _ in range(RUNS) for text in EVERYWHERE]
    opened = [_open_long_case(walk) for _ in range(RUNS)]
    gc.collect()
    memory = psutil.Process().memory_info().rss / 1e6
    long_case = f"Open the case with {LONG_CASE_EVENTS} records"
    slowest = _results(f"Search, slowest of twenty, {HELD}", found, 100.0, _slowest_of_twenty)
    return [
        *_results(f"Today, {HELD}", today, 200.0),
        *_results(f"List of youths, {HELD}", listed, 300.0),
        *_results(f"Filter the list, {HELD}", filtered, 50.0),
        *_results(f"Filter the list by what is due, {HELD}", due, 50.0),
        *_results(f"Sort the list by last work, {HELD}", by_work, 250.0),
        *_results(f"Search, {HELD}", found, 100.0),
        *slowest,
        *_results(f"Search a word that stands in every case, {HELD}", common, 100.0),
        *_results(long_case, opened, 300.0),
        make_result(f"Memory of the window, {HELD}", [memory], "MB", bar=350.0),
        make_result(f"Likely duplicates looked for beside the work, {HELD}", [rested], "s"),
    ]


def _results(
    promise: str,
    samples: Sequence[Sample],
    bar: float,
    summarize: Callable[[Sequence[float]], float] = median,
) -> list[Result]:
    """What was promised is the wait; the processor time tells it from a busy machine's."""
    wall, processor = [one.wall for one in samples], [one.processor for one in samples]
    return [
        make_result(promise, wall, "ms", bar=bar, summarize=summarize),
        make_result(f"{promise}, processor time", processor, "ms", summarize=summarize),
    ]


def _rest(walk: WindowWalk) -> float:
    """Seconds until everything is done that a laptop does by itself after it was unlocked."""
    start = time.monotonic()
    while not walk.shell.beside.is_resting:
        _settle()
        if time.monotonic() > start + REST_SECONDS:
            raise TimeoutError("The laptop did not come to rest.")
    return time.monotonic() - start


def _today(walk: WindowWalk) -> Sample:
    walk.shell.open(Room.SYNC)
    _settle()
    with _timed() as passed:
        walk.shell.open(Room.TODAY)
        page = walk.page(TodayPage)
        _until(lambda: page.under_way == 0)
    return passed()


def _list(walk: WindowWalk, which: YouthList) -> Sample:
    walk.shell.open(Room.YOUTHS)
    page = walk.page(YouthsPage)
    other = YouthList.RECENT if which is YouthList.ALL else YouthList.ALL
    _choose(page, other)
    with _timed() as passed:
        _choose(page, which)
    return passed()


def _choose(page: YouthsPage, which: YouthList) -> None:
    answers: list[int] = []
    connection = page.model.found.connect(answers.append)
    page.lists.choose(which)
    _until(lambda: bool(answers))
    page.model.found.disconnect(connection)


def _search(walk: WindowWalk, text: str) -> Sample:
    walk.shell.open(Room.SYNC)
    walk.shell.find_youth()
    _settle()
    finder = walk.shell.findChildren(Finder)[-1]
    finder.said.clear()
    with _timed() as passed:
        finder.box.setText(text)
        _until(lambda: not finder.is_asking)
    finder.reject()
    _settle()
    return passed()


def _open_long_case(walk: WindowWalk) -> Sample:
    walk.shell.open(Room.SYNC)
    _settle()
    with _timed() as passed:
        walk.shell.open(CasePlace(case_of(0)))
        page = walk.page(CasePage)
        _until(lambda: page.under_way == 0)
    return passed()


@contextmanager
def _timed() -> Iterator[Callable[[], Sample]]:
    start, computed = time.perf_counter(), time.process_time()
    taken: list[Sample] = []
    yield lambda: taken[0]
    passed = time.perf_counter() - start
    taken.append(Sample(passed * 1000, (time.process_time() - computed) * 1000))


def _until(condition: Callable[[], bool]) -> None:
    """Let the window work until it shows what it should, and has painted it."""
    end = time.monotonic() + 60
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("The window did not come to show what was measured.")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    QApplication.processEvents()


def _settle() -> None:
    for _ in range(20):
        QApplication.processEvents()
        time.sleep(0.005)


def _slowest_of_twenty(samples: Sequence[float]) -> float:
    return quantiles(samples, n=20)[-1]


if __name__ == "__main__":
    make_laptop(Places(Path(sys.argv[1])), pages=make_casework_pages())
