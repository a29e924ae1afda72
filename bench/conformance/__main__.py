# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.conformance [FOLDER] [--seeds N] [--only TEXT]`: compare, print, judge.

Exit 1 on a difference no row of docs/forms-conformance.md explains. What was found is written to
build/conformance/report.json with the operations, so that any row can be repeated; the figures of
the shared forms go to docs/results/forms.json.
"""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path

from bench.conformance.corpus import WORK, find_forms
from bench.conformance.explained import DOCUMENT, read_rows
from bench.conformance.run import Outcome, compare_form
from bench.forms_peer import PeerMissing, install
from bench.results import ROOT, Result, make_result, write_results

SHARED = (ROOT.parent / "shared" / "forms").resolve()
TOPIC = "forms"
COMMAND = "make conformance"
_HEAD = ("form", "nodes", "operations", "compared", "equal", "differ", "explained")


def main() -> int:
    """Compare every form of the folder; returns the exit code."""
    wanted = _read_arguments()
    try:
        install()
    except PeerMissing as error:
        print(error, file=sys.stderr)
        return 1
    rows = read_rows()
    outcomes = []
    print(_line(_HEAD), flush=True)
    for form in find_forms(wanted.folder):
        if wanted.only in form.name:
            outcomes.append(compare_form(form, rows, seeds=wanted.seeds))
            print(_line(_cells(outcomes[-1])), flush=True)
    return _judge(outcomes, is_shared=wanted.folder == SHARED and not wanted.only)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.conformance")
    parser.add_argument("folder", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--seeds", type=int, default=3, help="random walks through each form")
    parser.add_argument("--only", default="", help="only forms whose path has this in it")
    wanted = parser.parse_args()
    wanted.folder = wanted.folder.resolve()
    return wanted


def _judge(outcomes: list[Outcome], *, is_shared: bool) -> int:
    unexplained = [one for outcome in outcomes for one in outcome.unexplained]
    used = {number for outcome in outcomes for number in outcome.explained.values()}
    for one in unexplained:
        print(f"  {one}")
    for outcome in outcomes:
        if outcome.remark:
            print(f"  {outcome.form}: {outcome.remark}")
    unused = sorted({row.number for row in read_rows()} - used)
    if is_shared and unused:
        print(f"  Rows of {DOCUMENT.name} that explain nothing here: {', '.join(unused)}")
    print(f"{len(outcomes)} forms, {len(unexplained)} differences without a row")
    WORK.mkdir(parents=True, exist_ok=True)
    report = [_report(one) for one in outcomes]
    (WORK / "report.json").write_text(json.dumps(report, indent=1), encoding="utf-8")
    if is_shared:
        write_results(TOPIC, _results(outcomes))
    return 1 if unexplained else 0


def _report(one: Outcome) -> dict[str, object]:
    return {
        "form": one.form,
        "remark": one.remark,
        "unexplained": [asdict(difference) for difference in one.unexplained],
        "explained": [{**asdict(found), "row": row} for found, row in one.explained.items()],
        "walks": one.walks,
    }


def _results(outcomes: list[Outcome]) -> list[Result]:
    def total(promise: str, figure: int, unit: str, bar: float | None = None) -> Result:
        return make_result(promise, [float(figure)], unit, bar=bar, command=COMMAND)

    return [
        total("Shared forms compared with the other engine", len(outcomes), "forms"),
        total("Operations replayed in both engines", sum(o.operations for o in outcomes), "times"),
        total("States of nodes compared", sum(o.compared for o in outcomes), "states"),
        total("Differences a row of the document explains", sum(len(o.explained) for o in outcomes),
              "states"),
        total("Differences without a row", sum(len(o.unexplained) for o in outcomes), "states", 0),
    ]  # fmt: skip


def _cells(one: Outcome) -> tuple[str, ...]:
    differ = len(one.explained) + len(one.unexplained)
    figures = (one.nodes, one.operations, one.compared, one.compared - differ, differ)
    return (one.form, *map(str, figures), str(len(one.explained)))


def _line(cells: tuple[str, ...]) -> str:
    return f"{cells[0]:<58}" + "".join(f"{one:>11}" for one in cells[1:])


if __name__ == "__main__":
    sys.exit(main())
