# SPDX-License-Identifier: AGPL-3.0-or-later
"""The frozen desktop: how large it is, and how fast it starts beside the same start from source.

Measured after `make bundle`; without a bundle there is nothing to measure and earlier figures stay.
"""

import os
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.results import ROOT, Beside, Result, make_result, time_command

RUNS = 5
BUNDLE = ROOT / "build" / "bundle" / "fieldfare"
COMMAND = "make bundle"


def measure() -> list[Result]:
    """Size and start, both of the program as it would be handed out."""
    program = BUNDLE / "fieldfare"
    if not program.exists():
        return []
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    frozen, source = [], []
    with TemporaryDirectory() as home:
        arguments = ["--home", home, "--until-shown"]
        for _ in range(RUNS):
            frozen.append(time_command([str(program), *arguments]))
            source.append(time_command([sys.executable, "-m", "desktop", *arguments]))
    return [
        make_result("Size of the bundle", [size_of(BUNDLE) / 1e6], "MB", command=COMMAND),
        make_result(
            "Start of the frozen desktop to unlock screen",
            frozen,
            "s",
            bar=3.0,
            beside=Beside("the same from source", source),
            command=COMMAND,
        ),
    ]


def size_of(folder: Path) -> int:
    """Bytes of the files in a folder, links not followed."""
    return sum(one.lstat().st_size for one in folder.rglob("*") if not one.is_symlink())
