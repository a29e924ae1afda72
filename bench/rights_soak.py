# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.rights_soak`: the policy against its oracle on a million generated histories.

Every history has its own seed, so that a difference is found again by its number alone.
"""

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import NamedTuple

from bench.results import make_result, write_results
from bench.rights_facts import matrix_of, memberships_of, question_of
from bench.rights_histories import BEGIN, Drawer, History
from bench.rights_oracle import FOREVER, answer
from casework.policy import decide

TOPIC = "rights"
COMMAND = "make soak"
HISTORIES = 1_000_000
PROCESSES = 2


class Tally(NamedTuple):
    """What one stretch of seeds showed."""

    allowed: int
    different: tuple[int, ...]


def draw(seed: int) -> History:
    """The history of a seed."""
    return Drawer(random.Random(seed)).draw()  # noqa: S311 - the same history each time is the aim


def differs(history: History) -> str:
    """How policy and oracle differ about a history; empty where they agree."""
    said = decide(question_of(history.asked), memberships_of(history), matrix_of(history))
    allowed, bases, end = answer(history)
    if said.allowed != allowed:
        return f"policy {said.reason.code}, oracle {bases or 'refuses'}"
    if not allowed:
        return ""
    until = FOREVER if said.until is None else (said.until - BEGIN).total_seconds() / 3600
    if said.basis not in bases or until != end:
        return f"policy {said.basis} until {until}, oracle {bases} until {end}"
    return ""


def compare(first: int, last: int) -> Tally:
    """Compare the histories of the seeds first to last - 1."""
    allowed, different = 0, []
    for seed in range(first, last):
        history = draw(seed)
        allowed += answer(history)[0]
        if differs(history):
            different.append(seed)
    return Tally(allowed, tuple(different))


def main(histories: int = HISTORIES) -> int:
    """Compare all, write what was found; returns 0 when nothing differs."""
    step = histories // (PROCESSES * 20)
    firsts = range(0, histories, step)
    lasts = [min(first + step, histories) for first in firsts]
    with ProcessPoolExecutor(PROCESSES) as pool:
        tallies = list(pool.map(compare, firsts, lasts))
    different = [seed for one in tallies for seed in one.different]
    for seed in different[:20]:
        sys.stderr.write(f"seed {seed}: {differs(draw(seed))}\n")
    allowed = sum(one.allowed for one in tallies)
    write_results(
        TOPIC,
        [
            make_result(
                f"Decisions in which policy and oracle differ, of {histories:,} histories",
                [float(len(different))],
                "decisions",
                bar=0,
                command=COMMAND,
            ),
            make_result(
                "Share of those histories in which something is allowed",
                [100 * allowed / histories],
                "%",
                command=COMMAND,
            ),
        ],
    )
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
