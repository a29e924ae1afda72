# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.convergence [--seeds N] [--first N] [--steps N] [--minutes M] | --seed N`.

Runs many seeds and writes what came of them; or one, and tells every step of it.
"""

import sys
import time
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.convergence.stage import Stage
from bench.convergence.world import HEALED_WITHIN, Outcome, run_seed, world_stage
from bench.results import Result, make_result, write_results
from sync.server.embedded import running_cluster

TOPIC = "sync"
COMMAND = "python -m bench.convergence"
SEEDS, STEPS = 5_000, 50
MEMORY = Path("/dev/shm")  # noqa: S108 - a private folder is made in it
TOLD_EVERY = 50


@contextmanager
def stage_in_memory() -> Iterator[Stage]:
    """A stage on a database of its own, in memory where the system has a place for that."""
    with (
        TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder,
        running_cluster(Path(folder) / "pg", durable=False) as cluster,
        world_stage(Path(folder), cluster) as stage,
    ):
        yield stage


def try_seed(stage: Stage, seed: int, steps: int) -> Outcome:
    """Run a seed; an error nobody foresaw is a finding as well."""
    outcome = Outcome(seed)
    try:
        run_seed(stage, steps, outcome)
    except Exception:  # noqa: BLE001 - told with its seed, which replays
        outcome.differing.append(traceback.format_exc())
    return outcome


def tell(outcome: Outcome, *, whole: bool = False) -> None:
    """Say what a seed showed; all its steps where that is asked for."""
    for step in outcome.steps if whole else ():
        print(step)
    found = [*outcome.differing, *outcome.ungranted, *outcome.lost_work, *outcome.lost_conflicts]
    for one in found if whole else found[:3]:
        print(f"  {one}")
    verdict = "good" if outcome.is_good else f"NOT GOOD; replay: {COMMAND} --seed {outcome.seed}"
    print(f"seed {outcome.seed}: {verdict}", flush=True)


def results_of(outcomes: list[Outcome], steps: int) -> list[Result]:
    """What many seeds showed."""
    figures: list[tuple[str, float, str, float | None]] = [
        (
            "Seeds in which the county or a laptop differs from the oracle",
            sum(bool(one.differing) for one in outcomes),
            "seeds",
            0,
        ),
        (
            "Notes in the raw pages of a laptop that it was not granted",
            sum(len(one.ungranted) for one in outcomes),
            "notes",
            0,
        ),
        ("Operations lost", sum(len(one.lost_work) for one in outcomes), "operations", 0),
        ("Conflicts lost", sum(len(one.lost_conflicts) for one in outcomes), "conflicts", 0),
        (
            "From the calm until everybody shows what they must, slowest seed",
            max(one.healed for one in outcomes),
            "simulated s",
            HEALED_WITHIN,
        ),
        ("Operations written", sum(one.operations for one in outcomes), "operations", None),
        ("Operations that met a conflict", sum(one.conflicts for one in outcomes), "op", None),
        ("Operations refused at first", sum(one.refused for one in outcomes), "op", None),
        ("Requests that reached the server", sum(one.requests for one in outcomes), "req", None),
    ]
    made = [
        make_result(f"{name} (simulated laptops)", [figure], unit, bar=bar, command=COMMAND)
        for name, figure, unit, bar in figures
    ]
    seeds = f"Seeds simulated, {steps} steps and ten laptops each"
    made.append(
        make_result(seeds, [len(outcomes)], "seeds", bar=SEEDS, better="higher", command=COMMAND)
    )
    return made


def read_arguments() -> Namespace:
    """What was asked for."""
    parser = ArgumentParser(prog=COMMAND)
    parser.add_argument("--seeds", type=int, default=SEEDS)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--minutes", type=float, default=float("inf"), help="stop after so long")
    parser.add_argument("--seed", type=int, help="only this one, with every step told")
    return parser.parse_args()


def main() -> int:
    """Run what was asked for; 0 when nothing was found."""
    asked = read_arguments()
    with stage_in_memory() as stage:
        if asked.seed is not None:
            outcome = try_seed(stage, asked.seed, asked.steps)
            tell(outcome, whole=True)
            return 0 if outcome.is_good else 1
        outcomes: list[Outcome] = []
        end = time.monotonic() + asked.minutes * 60
        for seed in range(asked.first, asked.first + asked.seeds):
            outcomes.append(try_seed(stage, seed, asked.steps))
            if not outcomes[-1].is_good or len(outcomes) % TOLD_EVERY == 0:
                tell(outcomes[-1])
            if time.monotonic() > end:
                break
    write_results(TOPIC, results_of(outcomes, asked.steps))
    return 0 if all(one.is_good for one in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
