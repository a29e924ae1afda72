# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.fuzz.forms [INPUTS]`: fuzz the parser, compiler, loader and readers.

Ten million inputs by default, in as many processes as there are cores, starting from the
expressions of the test tables and the sample packs' forms. Nine tenths go to expressions, the
cheapest and the most exposed; the others are shared by whole forms and outside texts.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from bench.fuzz.targets import FORM, TARGETS
from bench.results import ROOT, Result, make_result, write_results
from forms.convert import convert_spreadsheet
from forms.xpath.functions import FUNCTIONS
from forms.xpath.special import SPECIAL
from tests.forms.expression_cases import CASES

TOPIC = "forms"
COMMAND = "make soak"
INPUTS = 10_000_000
SHARES = {"expressions": 0.9, "texts": 0.08, "xforms": 0.02}
_WORDS = """instance('list') /root/item /data/person /data/chosen position(..) current() ../ [ ] ( )
and or div mod != <= ' " @ :: child:: parent:: self:: // | * .5 1e9 - 99999999999999999999"""
_SNIPPETS = """<bind relevant= calculate= constraint= jr:count= <setvalue event="odk-new-repeat"
<output value= <repeat nodeset= /data/person true()"""


def main() -> int:
    """Run every target and write the results; returns 0 when nothing crashed or hung."""
    inputs = int(sys.argv[1]) if len(sys.argv) > 1 else INPUTS
    folder = Path(mkdtemp(prefix="fieldfare-fuzz-"))
    for target, share in SHARES.items():
        run(folder, target, inputs, share)
    return judge(folder, inputs)


def judge(folder: Path, inputs: int = INPUTS) -> int:
    """Write the results of finished runs; returns 0 when nothing crashed or hung.

    The fuzzer watches every comparison, which makes an input some seventy times slower (measured
    2026-11): one that took over 1 s under it is timed again without it, and that decides.
    """
    tallies = [json.loads(one.read_text()) for one in sorted(folder.glob("*/tally.json"))]
    slow = [one for one in folder.glob("*/hang-*") if not one.suffix]
    results = results_of(tallies, [time_again(one) for one in slow])
    write_results(TOPIC, results)
    missed = [one.promise for one in results if not one.is_met]
    done = sum(int(one["inputs"]) for one in tallies)
    sys.stdout.write(f"{done} inputs; missed: {', '.join(missed) or 'nothing'}; see {folder}\n")
    return 1 if missed or done < inputs else 0


def time_again(written: Path) -> float:
    """Processor milliseconds of an input that was written down, the worst of three."""
    target = TARGETS[written.parent.name.rpartition("-")[0]]()
    content, took = written.read_bytes(), []
    for _ in range(3):
        start = time.process_time()
        target(content)
        took.append((time.process_time() - start) * 1000)
    return max(took)


def run(folder: Path, target: str, inputs: int, share: float) -> None:
    """Fuzz one target on every core; each process leaves a tally in its folder."""
    cores = os.cpu_count() or 1
    each = -int(-inputs * share // cores)
    places = [folder / f"{target}-{core}" for core in range(cores)]
    started = []
    for core, place in enumerate(places):
        plant(target, place)
        command = [sys.executable, "-m", "bench.fuzz.worker", target, str(each), str(core + 1)]
        with (place / "log.txt").open("wb") as log:
            started.append(
                subprocess.Popen([*command, str(place)], cwd=ROOT, stdout=log, stderr=log)
            )
    for process in started:
        while process.poll() is None:
            time.sleep(1)


def plant(target: str, place: Path) -> None:
    """The corpus a target begins with, and its words."""
    corpus = place / "corpus"
    corpus.mkdir(parents=True)
    for number, seed in enumerate(seeds_of(target)):
        (corpus / f"seed-{number}").write_bytes(seed)
    words = (
        (*FUNCTIONS, *SPECIAL, *_WORDS.split()) if target == "expressions" else _SNIPPETS.split()
    )
    lines = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in words)
    (place / "words.dict").write_text("".join(f'"{line}"\n' for line in lines))


def seeds_of(target: str) -> Sequence[bytes]:
    """Inputs to begin with."""
    if target == "expressions":
        return [b"\0" + case[2].encode() for case in CASES]
    if target == "xforms":
        packs = sorted(
            (ROOT / "forms" / "packs").glob("*.xlsx"), key=lambda one: one.stat().st_size
        )
        return [
            FORM,
            *(convert_spreadsheet(one.read_bytes(), one.suffix).xform for one in packs[:1]),
        ]
    csv, geojson = b"name,label\na,A\n", b'{"type":"FeatureCollection","features":[]}'
    xml, label = b"<root><item><name>a</name></item></root>", b"**bold** [a](https://b.c) <span>"
    instance = FORM[FORM.index(b"<data") : FORM.index(b"</instance>")]
    return [bytes([at]) + one for at, one in enumerate((label, csv, geojson, xml, instance))]


def results_of(tallies: Sequence[dict[str, float]], again: Sequence[float]) -> list[Result]:
    """What the processes found; `again` are milliseconds of slow inputs without the fuzzer."""

    def total(name: str) -> list[float]:
        return [float(sum(one[name] for one in tallies))]

    slowest = [max(again, default=max(one["slowest_ms"] for one in tallies))]
    hung = [float(sum(one > 1000 for one in again))]
    return [
        make_result(
            "Fuzzed inputs", total("inputs"), "inputs", bar=INPUTS, better="higher", command=COMMAND
        ),
        make_result(
            "Fuzzed inputs that crashed", total("crashes"), "inputs", bar=0, command=COMMAND
        ),
        make_result("Fuzzed inputs over 1 s", hung, "inputs", bar=0, command=COMMAND),
        make_result("Slowest fuzzed input", slowest, "ms", bar=1000, command=COMMAND),
    ]


if __name__ == "__main__":
    sys.exit(main())
