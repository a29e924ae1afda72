# SPDX-License-Identifier: AGPL-3.0-or-later
"""What hostile forms cost: each is made here and checked in a process of its own.

Patterns run here, each compiled anew; beside them Python's own, with a text it can still finish.
"""

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import re2

from bench.results import ROOT, Beside, Result, make_result, time_ms
from forms.limits import LIMITS
from forms.xpath.patterns import matches

TOPIC = "forms"
COMMAND = "python -m bench hostile"
RUNS = 3
BACKTRACKING = (
    "(a+)+b",
    "(a|a)*b",
    "(a|aa)+b",
    "(.*a){12}b",
    "(.*)*(.*)*z?",
    "([a-z]+)*[0-9]",
    "(a?){30}a{30}b?",
    "(" * 900 + "a" + ")+" * 900,
)
"""Some of them fit the text, so that it is walked to its end."""

_CHUNK = b" " * 1_000_000


def measure() -> list[Result]:
    """The bomb, the long list, and patterns that backtrack."""
    with TemporaryDirectory() as folder:
        bomb, choices = Path(folder) / "bomb.xlsx", Path(folder) / "choices.xlsx"
        bomb.write_bytes(make_bomb())
        choices.write_bytes(make_choices(100_000))
        bombs = [_check(bomb, usable=False) for _ in range(RUNS)]
        lists = [_check(choices, usable=True) for _ in range(RUNS)]
    what = "A 1 MB workbook that unpacks to 1 GB is refused"
    return [
        _result(f"{what}: time", [one[0] for one in bombs], "s", 1),
        _result(f"{what}: peak memory", [one[1] for one in bombs], "MB", 200),
        _result("A form of 100,000 choices is checked: time", [one[0] for one in lists], "s"),
        _result("A form of 100,000 choices is checked: memory", [one[1] for one in lists], "MB"),
        *_measure_patterns(),
    ]


def _measure_patterns() -> list[Result]:
    most = LIMITS.text_characters
    short = [_match_ms(BACKTRACKING[0], 24) for _ in range(RUNS)]
    python = [time_ms(re.fullmatch, BACKTRACKING[0], "a" * 24) for _ in range(RUNS)]
    long = [_match_ms(one, most) for one in BACKTRACKING for _ in range(RUNS)]
    return [
        make_result(
            f"regex() with {BACKTRACKING[0]} on 24 characters",
            short,
            "ms",
            bar=10,
            beside=Beside("Python's re", python),
            command=COMMAND,
        ),
        make_result(
            f"regex() with {len(BACKTRACKING)} patterns that backtrack, on {most:,} characters, "
            "slowest",
            long,
            "ms",
            bar=10,
            summarize=max,
            command=COMMAND,
        ),
    ]


def _match_ms(pattern: str, length: int) -> float:
    re2.purge()
    return time_ms(matches, "a" * length, pattern)


def _result(promise: str, samples: list[float], unit: str, bar: float | None = None) -> Result:
    return make_result(promise, samples, unit, bar=bar, command=COMMAND)


def _check(file: Path, *, usable: bool) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.hostile_check", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    took, peak, was_usable = done.stdout.split()
    if bool(int(was_usable)) is not usable:
        raise ValueError(f"{file.name} was judged otherwise than expected")
    return float(took), float(peak)


def make_bomb() -> bytes:
    """A workbook of about 1 MB whose one sheet unpacks to 1 GB of spaces."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as sheet:
            for _ in range(1_000):
                sheet.write(_CHUNK)
    return out.getvalue()


def make_choices(count: int) -> bytes:
    """A form with one question and this many choices."""
    book = openpyxl.Workbook(write_only=True)
    survey = book.create_sheet("survey")
    survey.append(["type", "name", "label"])
    survey.append(["select_one towns", "town", "Town"])
    choices = book.create_sheet("choices")
    choices.append(["list_name", "name", "label"])
    for number in range(count):
        choices.append(["towns", f"t{number}", f"Town {number}"])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
