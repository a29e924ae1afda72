# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults [SHARE]`: every kind of fault at its full size, or a share of it.

Part of `make soak`; the figures go to docs/results/vault.json.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.faults.failing import SLOW, SOME, build, compiler, run_with
from bench.faults.flips import AGAIN, TARGETS
from bench.faults.put_back import AGAIN as COMES_AGAIN
from bench.faults.put_back import EVERYTHING, REFUSED, RENEWED, SAME, UNNOTICED
from bench.results import ROOT, Result, make_result, write_results

TOPIC = "vault"
COMMAND = "make soak"
FULL = 10_000
ROWS = 1_000
SEED = 20261124


def main() -> int:
    """Run all; returns 0 when every bar was met."""
    share = float(sys.argv[1]) if len(sys.argv) > 1 else 1.0
    size = max(20, int(FULL * share))
    results = kills(_in_parallel("bench.faults.kills", size))
    results += flips(_in_parallel("bench.faults.flips", size))
    results += put_back(_run("bench.faults.put_back", str(int(ROWS * share))))
    results += markers(_run("bench.faults.markers"))
    if compiler() is None:
        sys.stderr.write("Without Linux and a C compiler no call was failed and no power cut.\n")
    else:
        with TemporaryDirectory() as folder:
            library = build(Path(folder))
            some = "0" if share >= 1 else "4"
            results += failing([json.loads(run_with(library, "bench.faults.failing", some))])
            few = str(SOME if share >= 1 else 4)
            found = json.loads(run_with(library, "bench.faults.failing", few, SLOW))
            results += failing([found], " (a re-key, every few calls)")
            cut = run_with(library, "bench.faults.power", str(size), str(SEED))
            results += power([json.loads(cut)])
    if share >= 1:
        write_results(TOPIC, results)
    for one in results:
        print(f"{one.promise}: {one.figure:g} {one.unit}{'' if one.is_met else ' MISSED'}")
    return 0 if all(one.is_met for one in results) else 1


def kills(reports: Sequence[dict[str, Any]]) -> list[Result]:
    """What killing found."""
    done = float(sum(one["kills"] for one in reports))
    wrong = float(sum(len(one["wrong"]) for one in reports))
    return [
        _known("Kills of a working process at random moments", done, "kills"),
        _bad("Kills after which something acknowledged was lost or the store torn", wrong, "kills"),
    ]


def flips(reports: Sequence[dict[str, Any]]) -> list[Result]:
    """What flipping bits found."""
    done = float(sum(one["flips"] for one in reports))
    lost = float(sum(len(one["lost"]) for one in reports))
    ended = sum((Counter(one["ended"]) for one in reports), Counter[str]())
    again = ended[f"log: {AGAIN}"]
    parts = {
        name: sum(count for end, count in ended.items() if end.startswith(f"{name}:"))
        for name in TARGETS
    }
    words = ", ".join(f"{count:,} {name}" for name, count in parts.items())
    return [
        _known(f"Bits flipped ({words})", done, "flips"),
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
        _known("Planted words searched in every file, times workflows of the store", searched, ""),
        _bad("Files in which a planted word was found", found, "files"),
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


def power(reports: Sequence[dict[str, Any]]) -> list[Result]:
    """What power cuts found."""
    done = float(sum(one["states"] for one in reports))
    bad = float(sum(len(one["bad"]) for one in reports))
    return [
        _known("States of a power cut looked at", done, "states"),
        _bad("States of a power cut without something acknowledged", bad, "states"),
    ]


def _in_parallel(module: str, size: int) -> list[dict[str, Any]]:
    cores = os.cpu_count() or 1
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


def _run(module: str, *arguments: str) -> Any:
    command = [sys.executable, "-m", module, *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout)


def _known(promise: str, figure: float, unit: str) -> Result:
    return make_result(promise, [figure], unit, better="higher", command=COMMAND)


def _bad(promise: str, figure: float, unit: str) -> Result:
    return make_result(promise, [float(figure)], unit, bar=0, command=COMMAND)


if __name__ == "__main__":
    sys.exit(main())
