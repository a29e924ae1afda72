# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.fuzz.worker TARGET INPUTS SEED FOLDER`: one fuzzing process.

Time is the processor's, since the cores are shared with whatever else the machine does. An input
that crashes or is slow is written down and the run goes on; one that never ends is ended
by libFuzzer, and the missing end of the tally shows it.
"""

import hashlib
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["forms"], enable_loader_override=False):
    from bench.fuzz.targets import TARGETS, Target

HANG_SECONDS = 1.0
TALLY_EVERY = 2_000
LONGEST = {"expressions": 200, "texts": 6_000, "xforms": 40_000}


@dataclass
class Tally:
    """What a process has done so far."""

    target: str
    inputs: int = 0
    crashes: int = 0
    hangs: int = 0
    slowest_ms: float = 0.0


class Run:
    """The fuzzed function with its tally."""

    def __init__(self, target: str, inputs: int, folder: Path) -> None:
        self._run: Target = TARGETS[target]()
        self._tally = Tally(target)
        self._inputs = inputs
        self._folder = folder

    def one(self, data: bytes) -> None:
        """Try one input."""
        start = time.process_time()
        try:
            self._run(data)
        except Exception as error:  # noqa: BLE001 - any escape is what is looked for
            self._tally.crashes += 1
            self._write_down("crash", data, f"{type(error).__name__}: {error}")
        passed = time.process_time() - start
        tally = self._tally
        tally.inputs += 1
        tally.slowest_ms = max(tally.slowest_ms, passed * 1000)
        if passed > HANG_SECONDS:
            tally.hangs += 1
            self._write_down("hang", data, f"{passed:.2f} s")
        if tally.inputs % TALLY_EVERY == 0 or tally.inputs >= self._inputs:
            self._write_tally()

    def _write_tally(self) -> None:
        (self._folder / "tally.json").write_text(json.dumps(asdict(self._tally)))

    def _write_down(self, what: str, data: bytes, why: str) -> None:
        name = hashlib.sha256(data).hexdigest()[:16]
        (self._folder / f"{what}-{name}").write_bytes(data)
        (self._folder / f"{what}-{name}.txt").write_text(why[:2000])


def main() -> None:
    """Fuzz until the inputs are spent; libFuzzer ends the process."""
    target, inputs, seed, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
    run = Run(target, inputs, folder)
    longest = LONGEST[target]
    options = [
        f"-runs={inputs}",
        f"-seed={seed}",
        f"-max_len={longest}",
        "-timeout=600",
        "-rss_limit_mb=4000",
        "-verbosity=0",
        f"-artifact_prefix={folder}/",
    ]
    words = folder / "words.dict"
    if words.exists():
        options.append(f"-dict={words}")
    atheris.Setup([sys.argv[0], *options, str(folder / "corpus")], run.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
