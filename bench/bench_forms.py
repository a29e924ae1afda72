# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our forms engine beside @getodk/xforms-engine: the same forms and recorded answers, in one run.

Both sides alternate within a run. A figure of answers is a run's median, slowest of twenty or
slowest of all; over the runs the median is taken, except that "slowest" is the slowest of any run.
"""

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.conformance import ours
from bench.forms_peer import NAME, Peer
from bench.results import ROOT, Beside, Result, make_result
from forms.convert import convert_spreadsheet
from forms.session import Session

TOPIC = "forms"
RUNS = 5
SHARED = ROOT.parent / "shared"
WORK = ROOT / "build" / "bench-forms"
LOAD_RATIO, ANSWER_RATIO = 1 / 5, 1 / 10
SLOWEST_MS, GROW_MS, FILTER_MS, MEMORY_MB = 16.0, 60.0, 1.0, 150.0

Operations = Sequence[Mapping[str, Any]]


@dataclass
class Both:
    """Measurements of one thing on both sides, one of each a run."""

    mine: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)


def measure() -> list[Result]:
    """Load, answer, grow a repeat, filter choices, memory."""
    forms = make_forms()
    results = []
    with Peer(patience=600) as peer:
        # Each form's answers: how many rounds, at most how many; the peer needs seconds for a few.
        for name, title, most in (
            ("whova", "WHO VA (551 binds)", 400),
            ("screen1000", "1,000-question screening", 200),
        ):
            peer.open(forms[name], {})
            recorded = peer.walk(seed=7, rounds=4, most=most).operations
            results += _race(peer, forms[name], title, recorded)
        chain: Operations = [_set(f"/data/q{number}", "7") for number in range(0, 500, 20)]
        results += _race(peer, forms["chain1000"], "chain of 500 calculations", chain)
        results += _first_of_chain(peer, forms["chain1000"])
        results += _repeat_and_filter(peer, forms["repeat100"])
    return [*results, *(_memory(forms[name], name) for name in ("whova", "screen1000"))]


def make_forms() -> dict[str, Path]:
    """The forms as XForms below build/, converted once."""
    WORK.mkdir(parents=True, exist_ok=True)
    sheets = {name: WORK / f"{name}.xlsx" for name in ("chain1000", "screen1000", "repeat100")}
    if not all(one.exists() for one in sheets.values()):
        generator = SHARED / "bench" / "forms" / "generate.py"
        subprocess.run([sys.executable, str(generator)], cwd=WORK, check=True)
    sheets["whova"] = SHARED / "forms" / "web-forms" / "whova_form.xlsx"
    made = {}
    for name, sheet in sheets.items():
        made[name] = WORK / f"{name}.xml"
        if not made[name].exists():
            made[name].write_bytes(convert_spreadsheet(sheet.read_bytes(), ".xlsx").xform)
    return made


def _race(peer: Peer, form: Path, title: str, operations: Operations) -> list[Result]:
    load, middle, high, slowest = Both(), Both(), Both(), Both()
    for _ in range(RUNS):
        mine, session = _open(form)
        load.mine.append(mine)
        load.theirs.append(peer.open(form, {}))
        times = Both(_replay(session, operations), peer.replay(operations))
        for both, summary in ((middle, statistics.median), (high, slow_of_twenty), (slowest, max)):
            both.mine.append(summary(times.mine))
            both.theirs.append(summary(times.theirs))
    count = f"{len(operations)} answers"
    return [
        _beside(f"Load and first recompute, {title}", load, LOAD_RATIO),
        _beside(f"One answer, {title}, {count}, median", middle, ANSWER_RATIO),
        _beside(f"One answer, {title}, {count}, slowest of twenty", high, ANSWER_RATIO),
        _within(f"One answer, {title}, {count}, slowest", slowest, SLOWEST_MS, max),
    ]


def _first_of_chain(peer: Peer, form: Path) -> list[Result]:
    both = Both()
    _, session = _open(form)
    peer.open(form, {})
    for run in range(4 * RUNS):
        step = [_set("/data/q0", str(run + 1))]
        both.mine += _replay(session, step)
        both.theirs += peer.replay(step)
    title = "First answer of a chain of 500 calculations"
    return [
        _beside(f"{title}, median", both, ANSWER_RATIO),
        _within(f"{title}, slowest", both, SLOWEST_MS, max),
    ]


def _repeat_and_filter(peer: Peer, form: Path) -> list[Result]:
    load, grow, choose = Both(), Both(), Both()
    hundred = [_set("/data/n", "100")]
    for run in range(RUNS):
        mine, session = _open(form)
        load.mine.append(mine)
        load.theirs.append(peer.open(form, {}))
        filtered = [_set("/data/county", f"c{run}"), {"op": "read", "ref": "/data/city"}]
        choose.mine.append(sum(_replay(session, filtered)))
        choose.theirs.append(sum(peer.replay(filtered)))
        grow.mine += _replay(session, hundred)
        grow.theirs += peer.replay(hundred)
    return [
        _beside("Load and first recompute, 10,000 choices", load, LOAD_RATIO),
        _within("Choices of one county out of 10,000, answered and read", choose, FILTER_MS),
        _within("Repeat from 0 to 100 instances of 9 questions", grow, GROW_MS),
    ]


def _memory(form: Path, name: str) -> Result:
    both = Both()
    for _ in range(RUNS):
        command = [sys.executable, "-m", "bench.forms_memory", str(form)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        both.mine.append(float(done.stdout))
        with Peer() as peer:
            idle = peer.memory()
            peer.open(form, {})
            both.theirs.append((peer.memory() - idle) / 1e6)
    return _within(f"Memory of an open form above idle, {name}", both, MEMORY_MB, unit="MB")


def _open(form: Path) -> tuple[float, Session]:
    content = form.read_bytes()
    gc.collect()
    start = time.perf_counter()
    session = ours.open_session(content, {})
    return (time.perf_counter() - start) * 1000, session


def _replay(session: Session, operations: Operations) -> list[float]:
    times = []
    for operation in operations:
        start = time.perf_counter()
        ours.apply(session, operation)
        times.append((time.perf_counter() - start) * 1000)
    return times


def _set(path: str, text: str) -> dict[str, str]:
    return {"op": "set", "ref": path, "value": text}


def slow_of_twenty(times: Sequence[float]) -> float:
    """The time nineteen of twenty stay below."""
    return statistics.quantiles(times, n=20)[-1]


def _beside(promise: str, both: Both, most: float) -> Result:
    return make_result(promise, both.mine, "ms", beside=Beside(NAME, both.theirs, most=most))


def _within(
    promise: str,
    both: Both,
    bar: float,
    summarize: Callable[[Sequence[float]], float] = statistics.median,
    unit: str = "ms",
) -> Result:
    beside = Beside(NAME, both.theirs)
    return make_result(promise, both.mine, unit, bar=bar, beside=beside, summarize=summarize)
