# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults [SHARE] [--only PART…]`: every kind of fault, at its full size or less.

Part of `make soak`; the figures go to docs/results/vault.json.
"""

import argparse
import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.faults.case_work import WORKFLOWS as CASE_WORK
from bench.faults.failing import SLOW, SOME, build, compiler, run_with
from bench.faults.flips import AGAIN, TARGETS
from bench.faults.put_back import AGAIN as COMES_AGAIN
from bench.faults.put_back import EVERYTHING, REFUSED, RENEWED, SAME, UNNOTICED
from bench.results import ROOT, Result, make_result, write_results

TOPIC = "vault"
COMMAND = "make soak"
FULL = 10_000
CASE_KILLS = 400
ROWS = 1_000
SEED = 20261124
LEAST_SEARCHED = 50 * 25
SEARCHED = "Planted words searched in every file, times workflows of the store"
SEARCHED_AT_WINDOW = "Planted words and names searched, times workflows at the window"


def main() -> int:
    """Run all, or the named parts; each writes its figures when it is done. 0: every bar met."""
    asked = argparse.ArgumentParser(prog="python -m bench.faults")
    asked.add_argument("share", type=float, nargs="?", default=1.0, help="of the full size")
    asked.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), help="parts")
    chosen = asked.parse_args()
    met = True
    for name in chosen.only:
        results = PARTS[name](chosen.share)
        if chosen.share >= 1:
            write_results(TOPIC, results)
        for one in results:
            print(f"{one.promise}: {one.figure:g} {one.unit}{'' if one.is_met else ' MISSED'}")
            met = met and one.is_met
    return 0 if met else 1


def run_kills(share: float) -> list[Result]:
    """Kill working processes."""
    return kills(_in_parallel("bench.faults.kills", _size(share)), _size(share))


def run_flips(share: float) -> list[Result]:
    """Flip bits."""
    return flips(_in_parallel("bench.faults.flips", _size(share)), _size(share))


def run_put_back(share: float) -> list[Result]:
    """Put old parts back."""
    return put_back(_run("bench.faults.put_back", str(int(ROWS * share))))


def run_markers(share: float) -> list[Result]:
    """Search planted words; always all of them."""
    del share
    windows = _run("bench.faults.window_markers")
    return [*markers(_run("bench.faults.markers")), *window_markers(windows)]


def run_failing(share: float) -> list[Result]:
    """Fail every file operation of six workflows, and some of a re-key."""
    every, few = ("0", str(SOME)) if share >= 1 else ("4", "4")
    found = _with_library("bench.faults.failing", every)
    slow = _with_library("bench.faults.failing", few, SLOW)
    return [
        one
        for report, of in ((found, ""), (slow, " (a re-key, every few calls)"))
        for one in ([] if report is None else failing([report], of))
    ]


def run_power(share: float) -> list[Result]:
    """Cut the power."""
    found = _with_library("bench.faults.power", str(_size(share)), str(SEED))
    return [] if found is None else power([found], _size(share))


def run_case_work(share: float) -> list[Result]:
    """Kills, failed calls and power cuts in the midst of adding a document, or entering a case."""
    names, size = tuple(CASE_WORK), str(max(20, int(CASE_KILLS * share)))
    found = kills([_run("bench.faults.kills", size, str(SEED), *names)], 0)
    few = "8" if share < 1 else "40"
    failed = _with_library("bench.faults.failing", few, *names)
    cut = _with_library("bench.faults.power", size, str(SEED), *names)
    found += [] if failed is None else failing([failed])
    found += [] if cut is None else power([cut], 0)
    return [
        one.model_copy(update={"promise": f"{one.promise} (a document, an entry of the index)"})
        for one in found
    ]


PARTS: dict[str, Callable[[float], list[Result]]] = {
    "kills": run_kills,
    "flips": run_flips,
    "put_back": run_put_back,
    "markers": run_markers,
    "failing": run_failing,
    "power": run_power,
    "case_work": run_case_work,
}


def kills(reports: Sequence[dict[str, Any]], least: int) -> list[Result]:
    """What killing found; `least` is how many kills were asked for."""
    done = float(sum(one["kills"] for one in reports))
    wrong = float(sum(len(one["wrong"]) for one in reports))
    return [
        _known("Kills of a working process at random moments", done, "kills", least),
        _bad("Kills after which something acknowledged was lost or the store torn", wrong, "kills"),
    ]


def flips(reports: Sequence[dict[str, Any]], least: int) -> list[Result]:
    """What flipping bits found; `least` is how many were asked for."""
    done = float(sum(one["flips"] for one in reports))
    lost = float(sum(len(one["lost"]) for one in reports))
    ended = sum((Counter(one["ended"]) for one in reports), Counter[str]())
    again = ended[f"log: {AGAIN}"]
    parts = {
        name: sum(count for end, count in ended.items() if end.startswith(f"{name}:"))
        for name in TARGETS
    }
    return [
        _known("Bits flipped", done, "flips", least),
        *(_known(f"Bits flipped in: {name}", parts[name], "flips") for name in TARGETS),
        _bad("Flipped bits that lost something unnoticed", lost, "flips"),
        _known("Flipped bits after which a pull has to come again", float(again), "flips"),
    ]


def put_back(report: dict[str, dict[str, int]]) -> list[Result]:
    """What putting back old parts found."""
    closed, crashed = report["page, closed"], report["page, after a crash"]
    tried = sum(closed.values()) + sum(crashed.values())
    tried -= closed.get(SAME, 0) + crashed.get(SAME, 0)
    whole = [name for name in report if not name.startswith("page") and name != EVERYTHING]
    missed = sum(report[one].get(REFUSED, 0) == 0 for one in whole)
    let_in = sum(closed.get(one, 0) for one in (RENEWED, COMES_AGAIN, UNNOTICED))
    healed = crashed.get(RENEWED, 0) + crashed.get(COMES_AGAIN, 0)
    return [
        _known("Old pages put back into a closed store and one left open by a crash", tried, ""),
        _bad("Old pages in a closed store not refused at unlock", let_in, "pages"),
        _bad("Old logs, stores, headers and folders not refused at unlock", missed, "files"),
        _bad("Old pages after a crash with other rows than before", crashed.get(UNNOTICED, 0), ""),
        _known("Old pages after a crash that were made anew, or come again", healed, "pages"),
    ]


def markers(report: dict[str, Any]) -> list[Result]:
    """What searching for planted words found."""
    found = float(sum(len(one) for one in report["found"].values()))
    searched = float(report["workflows"] * report["markers"])
    return [
        _known(SEARCHED, searched, "", LEAST_SEARCHED),
        _bad("Files in which a planted word was found", found, "files"),
    ]


def window_markers(report: dict[str, Any]) -> list[Result]:
    """What searching after work at the real window found."""
    found = float(sum(len(one) for one in report["found"].values()))
    searched = float(report["workflows"] * report["words"])
    return [
        _known(SEARCHED_AT_WINDOW, searched, "", LEAST_SEARCHED),
        _bad("Files in which one was found after work at the window", found, "files"),
    ]


def failing(reports: Sequence[dict[str, Any]], of: str = "") -> list[Result]:
    """What failing calls found.

    Args:
        of: what it is about, behind each promise.
    """
    done = float(sum(sum(one["tried"].values()) for one in reports))
    wrong = float(sum(len(one["wrong"]) for one in reports))
    unreached = float(sum(one["ended"].get("not reached", 0) for one in reports))
    return [
        _known(f"File operations failed once, by EIO, ENOSPC or a short write{of}", done, "faults"),
        _bad(f"Failed file operations with a wrong success or a torn store{of}", wrong, "faults"),
        _known(f"Failed file operations the run did not come to{of}", unreached, "faults"),
    ]


def power(reports: Sequence[dict[str, Any]], least: int) -> list[Result]:
    """What power cuts found; `least` is how many states were asked for."""
    done = float(sum(one["states"] for one in reports))
    bad = float(sum(len(one["bad"]) for one in reports))
    return [
        _known("States of a power cut looked at", done, "states", least),
        _bad("States of a power cut without something acknowledged", bad, "states"),
    ]


def _size(share: float) -> int:
    return max(20, int(FULL * share))


def _with_library(module: str, *arguments: str) -> dict[str, Any] | None:
    if compiler() is None:
        sys.stderr.write(f"{module} needs Linux and a C compiler; it was not run.\n")
        return None
    with TemporaryDirectory() as folder:
        found: dict[str, Any] = json.loads(run_with(build(Path(folder)), module, *arguments))
        return found


def _in_parallel(module: str, size: int) -> list[dict[str, Any]]:
    cores = _cores()
    each = -(-size // cores)
    started = [
        subprocess.Popen(
            [sys.executable, "-m", module, str(each), str(SEED + core)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for core in range(cores)
    ]
    return [json.loads(one.communicate()[0]) for one in started]


def _cores() -> int:
    """Those this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _run(module: str, *arguments: str) -> Any:
    command = [sys.executable, "-m", module, *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


def _known(promise: str, figure: float, unit: str, least: float | None = None) -> Result:
    return make_result(promise, [figure], unit, bar=least, better="higher", command=COMMAND)


def _bad(promise: str, figure: float, unit: str) -> Result:
    return make_result(promise, [float(figure)], unit, bar=0, command=COMMAND)


if __name__ == "__main__":
    sys.exit(main())
