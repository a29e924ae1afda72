# SPDX-License-Identifier: AGPL-3.0-or-later
"""One form for every measured promise, so that a missed bar stays visible as missed.

A figure is the median of `runs` measurements and stands in the same unit as its bar and as the
figure of its peer; `ratio` is figure over peer figure. A promise of the kind "at most three times
the floor" gets its bar from the floor measured in the same run. The JSON files are the record;
docs/results/README.md is made from them.
"""

import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "results"


class Result(BaseModel):
    """One promise and what was measured.

    Attributes:
        bar: the figure promised; None when the promise is only to know.
        better: which side of the bar is good.
        peer, peer_figure, ratio: what it was measured beside, in the same run.
        commit: what was measured; `command`: how to do it again.
    """

    model_config = ConfigDict(frozen=True)

    promise: str
    figure: float
    unit: str
    bar: float | None = None
    better: Literal["lower", "higher"] = "lower"
    peer: str | None = None
    peer_figure: float | None = None
    ratio: float | None = None
    runs: int
    cores: int
    commit: str
    command: str

    @property
    def is_met(self) -> bool:
        """Whether the figure is on the good side of the bar."""
        if self.bar is None:
            return True
        return self.figure <= self.bar if self.better == "lower" else self.figure >= self.bar


_RESULTS = TypeAdapter(list[Result])


@dataclass(frozen=True)
class Beside:
    """What a figure is measured beside, in the same run and unit.

    Attributes:
        peer: what it is, in words.
        samples: its measurements.
        most: the largest allowed ratio of figure to peer; makes the bar.
    """

    peer: str
    samples: Sequence[float]
    most: float | None = None


def make_result(
    promise: str,
    samples: Sequence[float],
    unit: str,
    *,
    bar: float | None = None,
    better: Literal["lower", "higher"] = "lower",
    beside: Beside | None = None,
    summarize: Callable[[Sequence[float]], float] = statistics.median,
    command: str = "make bench",
) -> Result:
    """A result from samples, the peer's summarized like ours; medians unless told otherwise."""
    figure = summarize(samples)
    peer_figure = summarize(beside.samples) if beside else None
    if beside and beside.most is not None and peer_figure is not None:
        bar = _rounded(beside.most * peer_figure)
    return Result(
        promise=promise,
        figure=_rounded(figure),
        unit=unit,
        bar=bar,
        better=better,
        peer=beside.peer if beside else None,
        peer_figure=None if peer_figure is None else _rounded(peer_figure),
        ratio=None if not peer_figure else _rounded(figure / peer_figure),
        runs=len(samples),
        cores=os.cpu_count() or 1,
        commit=current_commit(),
        command=command,
    )


def time_ms(job: Callable[..., object], *arguments: object) -> float:
    """Wall milliseconds of one call."""
    start = time.perf_counter()
    job(*arguments)
    return (time.perf_counter() - start) * 1000


def time_command(command: list[str]) -> float:
    """Wall seconds from the birth of a process to its end, which must be a good one."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def write_results(topic: str, results: list[Result], folder: Path = FOLDER) -> None:
    """Put results into docs/results/<topic>.json, replacing earlier ones of the same promise."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{topic}.json"
    kept = {one.promise: one for one in _read(file)} | {one.promise: one for one in results}
    file.write_bytes(_RESULTS.dump_json(list(kept.values()), indent=1) + b"\n")
    write_table(folder)


def write_table(folder: Path = FOLDER) -> None:
    """Make README.md from every result file."""
    lines = [
        "# Results",
        "",
        "Made from the JSON files beside it by `make bench` and `make soak`. Figures are medians",
        "unless the promise says otherwise; one that misses its bar is shown as missed.",
    ]
    for file in sorted(folder.glob("*.json")):
        lines += ["", f"## {file.stem}", ""]
        lines += ["| promise | figure | bar | | beside | its figure | ratio | runs | commit |"]
        lines += ["|---|---|---|---|---|---|---|---|---|"]
        lines += [_row(one) for one in _read(file)]
    (folder / "README.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def current_commit() -> str:
    """The commit in the working folder, with + when code is uncommitted; "unknown" without git."""
    head = _git("rev-parse", "--short=12", "HEAD") or "unknown"
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/results")
    return head + ("+" if changed else "")


def _git(*arguments: str) -> str:
    if not shutil.which("git"):
        return ""
    done = subprocess.run(
        ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _read(file: Path) -> list[Result]:
    return _RESULTS.validate_json(file.read_bytes()) if file.exists() else []


def _row(one: Result) -> str:
    sign = "≤" if one.better == "lower" else "≥"
    bar = "–" if one.bar is None else f"{sign} {one.bar:g} {one.unit}"
    verdict = "" if one.bar is None else ("met" if one.is_met else "**missed**")
    peer_figure = "–" if one.peer_figure is None else f"{one.peer_figure:g}"
    ratio = "–" if one.ratio is None else f"{one.ratio:g}"
    cells = [one.promise, f"{one.figure:g} {one.unit}", bar, verdict, one.peer or "–", peer_figure]
    return "| " + " | ".join([*cells, ratio, str(one.runs), one.commit]) + " |"


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
