# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.sync_fuzz [EXAMPLES]`: every request of the county's API fuzzed, for long.

Requests are made up from the API's own description, valid and not, by a laptop the county knows and
by one it does not; messages are damaged at random. What every answer is held to stands in
tests/fakes/fuzzed_requests.py; here it is counted. Then some of them are sent again and again, and
what memory that leaves behind is counted: making requests up keeps memory of its own.
"""

import gc
import random
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import psutil

from bench.results import make_result, write_results
from sync.server.routes import ROUTES, Route
from sync.wire.encoding import encode
from sync.wire.messages import PullRequest
from tests.fakes.county import TestCounty, TestLaptop, county_in_memory
from tests.fakes.fuzzed_requests import Fuzzer, damaged
from tests.fakes.people import a_hat

EXAMPLES = 1000
TOPIC = "sync"
COMMAND = "make soak"
MOST_GROWTH = 64.0
EVERY, AGAIN = 20, 10


def main() -> int:
    """Run, write the figures; 0 when every answer was as it must be."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    chance = random.Random(f"{datetime.now(UTC):%Y%m%d}")  # noqa: S311 - any day's numbers do
    with county_in_memory() as county:
        ana = county.add_hat(a_hat(1))
        case = county.add_case(author=ana)
        county.grant(ana, case)
        known, stranger = TestLaptop(county), TestLaptop(county)
        known.enrol(ana)
        fuzzers = [Remembering(county, known, case), Remembering(county, stranger, None)]
        faults = tried(partial(fuzzers[0].run, examples))
        faults += damage(fuzzers[0], examples, chance)
        grown = repeat(fuzzers[0])
        faults_of_strangers, traces = visit(county, fuzzers[1], examples)
    asked = sum(one.found.asked for one in fuzzers)
    write_results(
        TOPIC,
        [
            make_result(
                "Made-up requests answered by a 5xx, a traceback, no reason or no signature",
                [float(faults + faults_of_strangers)],
                "requests",
                bar=0,
                command=COMMAND,
            ),
            make_result("Made-up requests asked", [float(asked)], "requests", command=COMMAND),
            make_result(
                "Rows that requests of a strange laptop left in the county's database",
                [float(traces)],
                "rows",
                bar=0,
                command=COMMAND,
            ),
            make_result(
                "Memory of the county server after them, beyond before",
                [grown],
                "MB",
                bar=MOST_GROWTH,
                command=COMMAND,
            ),
        ],
    )
    for fuzzer in fuzzers:
        for outcome, count in sorted(fuzzer.found.outcomes.items()):
            print(f"{count:7} {outcome}")
    print(f"{asked} asked, {faults + faults_of_strangers} faults, {traces} rows, {grown:.0f} MB")
    return 1 if faults or faults_of_strangers or traces or grown > MOST_GROWTH else 0


@dataclass
class Remembering(Fuzzer):
    """Keeps some of what it sent."""

    sent: list[tuple[Route, bytes]] = field(default_factory=list)

    def send(self, route: Route, body: bytes, headers: dict[str, str] | None = None) -> None:
        """See Fuzzer."""
        if self.found.asked % EVERY == 0:
            self.sent.append((route, body))
        super().send(route, body, headers)


def repeat(fuzzer: Remembering) -> float:
    """Send what is kept again and again; megabytes that are held more after it than at first."""
    again = list(fuzzer.sent)

    def send_all() -> None:
        for route, body in again:
            tried(partial(fuzzer.send, route, body))

    send_all()
    before = in_use()
    for _ in range(AGAIN):
        send_all()
    return in_use() - before


def visit(county: TestCounty, stranger: Fuzzer, examples: int) -> tuple[int, int]:
    """Let a laptop that the county does not know ask; faults, and rows it left."""
    rows = county.count_rows()
    faults = tried(partial(stranger.run, max(1, examples // 10)))
    left = sum(abs(count - rows[table]) for table, count in county.count_rows().items())
    return faults, left


def damage(fuzzer: Fuzzer, examples: int, chance: random.Random) -> int:
    """Damaged messages to every path."""
    body, faults = encode(PullRequest(cursor="epoch1.1")), 0
    for route in ROUTES:
        for _ in range(examples):
            harmed = damaged(body, chance.randrange)
            faults += tried(partial(fuzzer.send, route, harmed))
    return faults


def tried(job: Callable[[], object]) -> int:
    """Run a job; 1 and its traceback on the screen when it found a fault."""
    try:
        job()
    except Exception:  # noqa: BLE001 - whatever leaves the application is a fault to be counted
        traceback.print_exc()
        return 1
    return 0


def in_use() -> float:
    """Resident megabytes of this process, which is laptop and server at once."""
    gc.collect()
    return float(psutil.Process().memory_info().rss) / 1e6


if __name__ == "__main__":
    sys.exit(main())
