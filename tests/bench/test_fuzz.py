# SPDX-License-Identifier: AGPL-3.0-or-later
"""What fuzzing found is counted honestly; what was slow under the fuzzer is timed without it."""

import json
from pathlib import Path

from bench.fuzz.forms import SHARES, results_of, seeds_of, time_again
from bench.fuzz.targets import FORM, TARGETS

TALLY = {"target": "expressions", "inputs": 10, "crashes": 0, "hangs": 1, "slowest_ms": 1500.0}


def test_every_target_takes_its_own_seeds() -> None:
    assert set(SHARES) == set(TARGETS)
    for name in ("expressions", "texts"):
        run = TARGETS[name]()
        for seed in seeds_of(name):
            run(seed)
    TARGETS["xforms"]()(FORM)


def test_a_crash_or_too_few_inputs_miss_their_bar() -> None:
    found = {one.promise: one for one in results_of([TALLY, {**TALLY, "crashes": 2}], [])}
    assert found["Fuzzed inputs"].figure == 20
    assert not found["Fuzzed inputs"].is_met
    assert not found["Fuzzed inputs that crashed"].is_met


def test_a_slow_input_counts_by_its_time_without_the_fuzzer() -> None:
    kind = "Fuzzed inputs over 1 s"
    assert {one.promise: one.is_met for one in results_of([TALLY], [20.0])}[kind]
    assert not {one.promise: one.is_met for one in results_of([TALLY], [20.0, 1200.0])}[kind]


def test_a_slow_input_is_found_again_by_the_folder_it_lies_in(tmp_path: Path) -> None:
    place = tmp_path / "expressions-0"
    place.mkdir()
    (place / "tally.json").write_text(json.dumps(TALLY))
    (place / "hang-1").write_bytes(b"\0count(/data/person)")
    assert time_again(place / "hang-1") > 0
