# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.feed_race`: 32 laptops write at once, slowly; does any follower miss a change?

Each writer pushes through the real server on a real PostgreSQL. The server's clock makes whoever
asks it wait for a moment by chance, so that transactions stand still between taking numbers of the
feed and committing them; some are undone at the end. Followers pull all the while. A number that
was given late or out of order would be one that a follower's cursor has already passed.
"""

import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import psycopg
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from bench.in_process import DirectLaptop, DirectLine
from bench.results import make_result, write_results
from casework.feed import FeedPage, RecordPut
from casework.hats import Hat
from casework.ids import CaseId
from casework.operations import Operation, Outcome
from sync.server.app import CountyServer
from sync.server.database import CountyDatabase
from sync.server.feed import FeedRow, append_rows, lock_feed
from sync.wire.messages import Problem, ProblemCode
from tests.fakes.county import COUNTY, TestCounty, county_in_memory
from tests.fakes.people import a_hat

TOPIC = "sync"
COMMAND = "python -m bench.feed_race"
WRITERS, FOLLOWERS, ENTRIES = 32, 2, 100_000
# One pool of connections serves sixteen at once; with four of them nobody waits for one.
SERVERS = 4
LONGEST_WAIT = 0.01
ADMINISTER = text("SELECT set_config('fieldfare.duty', 'administration', true)")
LARGEST_BATCH = 20
UNDONE = 0.1


@dataclass(frozen=True)
class SlowClock:
    """The machine's time, told after a moment."""

    longest: float

    def now(self) -> datetime:
        time.sleep(random.uniform(0, self.longest) ** 2 / self.longest)  # noqa: S311 - not secret
        return datetime.now(UTC)


@dataclass
class Race:
    """What came of it.

    Attributes:
        skipped, twice: entries that some follower missed, or was told more than once.
        gaps: numbers of the feed that were never given.
        busy: how often somebody waited too long for the counter; a push is sent again then.
    """

    entries: int = 0
    skipped: int = 0
    twice: int = 0
    gaps: int = 0
    pulls: int = 0
    undone: int = 0
    busy: int = 0
    wrong: list[str] = field(default_factory=list)


def race(entries: int, writers: int = WRITERS, longest: float = LONGEST_WAIT) -> Race:
    """Let `writers` write at least `entries` changes while followers pull."""
    outcome = Race()
    with county_in_memory() as county:
        servers = [_another(county.server, longest) for _ in range(SERVERS)]
        try:
            case, hats = _stage(county, writers + FOLLOWERS)
            lines = [DirectLine(servers[at % SERVERS]) for at in range(len(hats))]
            laptops = [_enrol(county, *one) for one in zip(hats, lines, strict=True)]
            before = _count(county)
            seen = _run(county, laptops, case, entries, outcome)
            for line in lines:
                line.close()
            _look(county, seen, before, outcome)
        finally:
            for server in servers:
                server.database.close()
    return outcome


def _another(server: CountyServer, longest: float) -> CountyServer:
    """One more process's worth of the same server."""
    keys = server.database.keys
    urls = (server.database.app.url, server.database.owner.url)
    shown = [one.render_as_string(hide_password=False) for one in urls]
    database = CountyDatabase(shown[0], shown[1], None if keys is None else keys.county_keys)
    return replace(server, database=database, clock=SlowClock(longest))


def _stage(county: TestCounty, people: int) -> tuple[CaseId, list[Hat]]:
    hats = [county.add_hat(a_hat(number)) for number in range(1, people + 1)]
    case = county.add_case(author=hats[0])
    for hat in hats:
        county.grant(hat, case)
    return case, hats


def _enrol(county: TestCounty, hat: Hat, line: DirectLine) -> DirectLaptop:
    laptop = DirectLaptop(county)
    laptop.line = line
    laptop.enrol(hat)
    return laptop


def _count(county: TestCounty) -> int:
    return int(county.sql("SELECT feed_n FROM county")[0][0])


def _run(
    county: TestCounty,
    laptops: Sequence[DirectLaptop],
    case: CaseId,
    entries: int,
    outcome: Race,
) -> list[list[int]]:
    writers, followers = laptops[:-FOLLOWERS], laptops[-FOLLOWERS:]
    left, gate = [entries], threading.Lock()
    done = threading.Event()

    def take(size: int) -> int:
        with gate:
            taken = min(size, left[0])
            left[0] -= taken
        return taken

    def write(laptop: DirectLaptop, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - not secret
        while size := take(chance.randint(1, LARGEST_BATCH)):
            _push(laptop, [laptop.write(case) for _ in range(size)], outcome)
            if chance.random() < UNDONE:
                _undo(county, case, chance, outcome)

    def follow(laptop: DirectLaptop, limit: int) -> list[int]:
        seen: list[int] = []
        cursor = ""
        while True:
            was_over = done.is_set()
            page = laptop.pull(cursor, limit)
            if not isinstance(page, FeedPage):
                outcome.wrong.append(f"a pull was answered {page}")
                return seen
            seen += [one.record.version for one in page.entries if isinstance(one, RecordPut)]
            cursor, outcome.pulls = page.cursor, outcome.pulls + 1
            if was_over and page.done:
                return seen

    with ThreadPoolExecutor(len(laptops)) as pool:
        racing = [pool.submit(write, one, seed) for seed, one in enumerate(writers)]
        following = [pool.submit(follow, one, 1_000 // at) for at, one in enumerate(followers, 1)]
        try:
            for one in racing:
                one.result()
        finally:
            done.set()
        return [one.result() for one in following]


def _push(laptop: DirectLaptop, work: Sequence[Operation], outcome: Race) -> None:
    """Send work until it is taken; what finds the county busy is sent again, as a laptop does."""
    reply = laptop.push(*work)
    while isinstance(reply, Problem) and reply.code is ProblemCode.BUSY:
        outcome.busy += 1
        reply = laptop.push(*work)
    if isinstance(reply, Problem) or any(
        one.outcome is not Outcome.APPLIED for one in reply.results
    ):
        outcome.wrong.append(f"a push was answered {reply}")


def _undo(county: TestCounty, case: CaseId, chance: random.Random, outcome: Race) -> None:
    """Take numbers, wait, and give them back."""
    try:
        with county.database.owner.connect() as connection, connection.begin() as transaction:
            connection.execute(ADMINISTER)
            last = lock_feed(connection, COUNTY)
            append_rows(connection, COUNTY, last, [FeedRow("put", case)] * chance.randint(1, 9))
            time.sleep(chance.uniform(0, LONGEST_WAIT))
            transaction.rollback()
    except (OperationalError, psycopg.OperationalError):
        outcome.busy += 1
        return
    outcome.undone += 1


def _look(county: TestCounty, seen: list[list[int]], before: int, outcome: Race) -> None:
    numbers = [row[0] for row in county.sql("SELECT n FROM feed ORDER BY n")]
    outcome.entries = len(numbers) - before
    outcome.gaps = len(set(range(1, numbers[-1] + 1)) - set(numbers))
    due = {row[0] for row in county.sql("SELECT version FROM record")}
    for one in seen:
        outcome.skipped += len(due - set(one))
        outcome.twice += sum(count - 1 for count in Counter(one).values())
        if one != sorted(one):
            outcome.wrong.append("a follower was told numbers out of order")


def main() -> int:
    """Race, write the figures; 0 when nothing was skipped."""
    outcome = race(int(sys.argv[1]) if len(sys.argv) > 1 else ENTRIES)
    figures = [
        ("Changes skipped by a follower", outcome.skipped, "changes", 0),
        ("Changes told twice to a follower", outcome.twice, "changes", 0),
        ("Numbers never given, and wrong answers", outcome.gaps + len(outcome.wrong), "faults", 0),
        ("Pages pulled meanwhile", outcome.pulls, "pages", None),
        ("Transactions undone after they had taken numbers", outcome.undone, "transactions", None),
    ]
    by_whom = f"{WRITERS} slow writers at once"
    results = [
        make_result(f"{name}, {by_whom}", [float(figure)], unit, bar=bar, command=COMMAND)
        for name, figure, unit, bar in figures
    ]
    written = [float(outcome.entries)]
    results.append(
        make_result(
            f"Changes written, {by_whom}",
            written,
            "changes",
            bar=ENTRIES,
            better="higher",
            command=COMMAND,
        )
    )
    write_results(TOPIC, results)
    for one in outcome.wrong[:20]:
        print(one)
    print(f"{outcome.entries} changes, {outcome.skipped} skipped, {outcome.gaps} gaps")
    return 1 if outcome.skipped or outcome.twice or outcome.gaps or outcome.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
