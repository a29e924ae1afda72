# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.sync_faults [ROUNDS]`: the county killed under load of pushes, again and again.

Laptops push over TLS to a county server that is a process of its own, on a durable PostgreSQL.
In turn the server and the whole of PostgreSQL get SIGKILL at a random moment and are started again;
a laptop that got no answer sends the same bytes' worth of work once more, as ours do. At the end
every acknowledged operation must be there, every one exactly once, and the feed without a gap. A
kill leaves written pages with the system, so nothing here speaks of power loss.
"""

import json
import os
import random
import signal
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import httpx
import psutil
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from bench.results import ROOT, make_result, write_results
from casework.clock import Clock
from casework.ids import CaseId
from casework.operations import Operation, Outcome
from casework.policy import Hat
from sync.server.app import CountyServer
from sync.server.database import CountyDatabase
from sync.server.embedded import Cluster, running_cluster
from sync.server.errors import DatabaseUnusable
from sync.server.installation import Installation, found_county
from sync.server.sealing_existing import make_ready
from sync.wire.encoding import decode
from sync.wire.limits import LIMITS
from sync.wire.messages import Problem, ProblemCode, PushReply
from tests.fakes.county import COUNTY, SystemClock, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.people import a_hat

TOPIC = "sync-faults"
COMMAND = "make soak"
ROUNDS = 40
LAPTOPS = 3
BATCH = 5
BETWEEN = 0.05
Answer = TypeVar("Answer", bound=BaseModel)


class Unanswered(Exception):
    """No answer came, or one that says to try later."""


@dataclass
class RemoteLaptop(TestLaptop):
    """A test laptop that speaks over TLS."""

    client: httpx.Client = field(kw_only=True)

    def send(
        self, path: str, headers: Mapping[str, str], body: bytes, kind: type[Answer]
    ) -> Answer | Problem:
        try:
            request = self.client.build_request("POST", path, headers=dict(headers), content=body)
            answer = self.client.send(request, stream=True)
            content = b"".join(answer.iter_raw())
            answer.close()
        except httpx.TransportError as error:
            raise Unanswered from error
        if answer.status_code == 200:
            return decode(kind, content, limit=LIMITS.reply)
        problem = decode(Problem, content, limit=LIMITS.reply)
        if problem.code is ProblemCode.BUSY:
            raise Unanswered
        return problem


@dataclass
class Tally:
    """What came of a run.

    Attributes:
        back: seconds from each kill to the next acknowledged push.
        wrong: whatever must not be, in words.
    """

    kills: int = 0
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    back: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    lost: int = 0
    twice: int = 0

    @property
    def count(self) -> int:
        return sum(map(len, self.acknowledged.values()))


class KilledCounty:
    """A county server in a process of its own, and its PostgreSQL, both to be killed."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.ready: dict[str, str] = {}
        self._child: subprocess.Popen[bytes] | None = None
        self._databases: list[Cluster] = []

    def start(self) -> None:
        ready = self.data / "ready.json"
        ready.unlink(missing_ok=True)
        port = self.ready["url"].rpartition(":")[2] if self.ready else "0"
        command = [sys.executable, "-m", "sync.server.commands", "serve", "--port", port]
        self._child = subprocess.Popen(
            [*command, "--data", str(self.data), "--ready-file", str(ready)],
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        while not ready.exists():
            if self._child.poll() is not None:
                raise DatabaseUnusable("The county server ended while it started.")
            time.sleep(BETWEEN)
        self.ready = json.loads(ready.read_text())

    def kill_server(self) -> None:
        """SIGKILL, and start anew."""
        self._stop(signal.SIGKILL)
        self.start()

    def kill_database(self) -> None:
        """SIGKILL to every process of PostgreSQL, and start it anew under the living server."""
        pid = int((self.data / "postgres/data/postmaster.pid").read_text().split("\n")[0])
        leader = psutil.Process(pid)
        everyone = [leader, *leader.children(recursive=True)]
        for one in everyone:
            one.kill()
        psutil.wait_procs(everyone, timeout=20)
        with running_cluster(self.data / "postgres") as cluster:
            self._databases.append(cluster)

    def stop(self) -> None:
        self._stop(signal.SIGTERM)

    def collect(self) -> None:
        """Once PostgreSQL has ended: leave no process uncollected."""
        for cluster in self._databases:
            if cluster.process is not None:
                cluster.process.poll()

    def _stop(self, how: signal.Signals) -> None:
        assert self._child is not None
        self._child.send_signal(how)
        self._child.wait()


def run(rounds: int, seed: int, laptops: int = LAPTOPS) -> Tally:
    """Kill `rounds` times under load and look at what is left."""
    rng, tally = random.Random(seed), Tally()  # noqa: S311 - repeatable, not secret
    with TemporaryDirectory() as folder:
        place = Installation(Path(folder) / "county")
        with place.open() as database:
            hats, case = _stage(database, laptops)
        county = KilledCounty(place.data)
        # Started here, so that a killed PostgreSQL is this process's to collect.
        with running_cluster(place.data / "postgres"):
            county.start()
            try:
                _load(county, place, hats, case, tally, rng, rounds)
            finally:
                county.stop()
        county.collect()
        with place.open() as database:
            _look(database, tally)
    return tally


def _stage(database: CountyDatabase, laptops: int) -> tuple[list[Hat], CaseId]:
    make_ready(database)
    found_county(database, COUNTY, "Test County", "epoch1")
    test = _test_county(database)
    hats = [test.add_hat(a_hat(number)) for number in range(1, laptops + 1)]
    case = test.add_case(author=hats[0])
    for hat in hats:
        test.grant(hat, case)
    return hats, case


def _test_county(database: CountyDatabase) -> TestCounty:
    """The verbs of a test county on the database that the killed server serves."""
    clock: Clock = SystemClock()
    keys: dict[str, Ed25519PrivateKey] = {}
    server = CountyServer(COUNTY, database, clock, new_id, os.urandom, keys.__getitem__)
    return TestCounty(server, clock)


def _load(
    county: KilledCounty,
    place: Installation,
    hats: list[Hat],
    case: CaseId,
    tally: Tally,
    rng: random.Random,
    rounds: int,
) -> None:
    done = threading.Event()
    failures: list[BaseException] = []
    with _enrolled(county, place, hats) as laptops:
        for laptop in laptops:
            tally.acknowledged[laptop.enrolment.device] = set()
        threads = [
            threading.Thread(target=_push, args=(one, case, tally, done, failures))
            for one in laptops
        ]
        for thread in threads:
            thread.start()
        try:
            for number in range(rounds):
                time.sleep(rng.uniform(0, 1))
                before, start = tally.count, time.monotonic()
                (county.kill_server if number % 2 else county.kill_database)()
                tally.kills += 1
                while tally.count == before and not failures:
                    time.sleep(BETWEEN / 5)
                tally.back.append(time.monotonic() - start)
        finally:
            done.set()
            for thread in threads:
                thread.join()
    tally.wrong += map(repr, failures)


@contextmanager
def _enrolled(
    county: KilledCounty, place: Installation, hats: list[Hat]
) -> Iterator[list[RemoteLaptop]]:
    trusted = ssl.create_default_context(cadata=county.ready["certificate_pem"])
    clients = [httpx.Client(base_url=county.ready["url"], verify=trusted, timeout=30) for _ in hats]
    try:
        laptops = []
        with place.open() as database:
            test = _test_county(database)
            for hat, client in zip(hats, clients, strict=True):
                laptops.append(RemoteLaptop(test, client=client))
                laptops[-1].enrol(hat)
        yield laptops
    finally:
        for client in clients:
            client.close()


def _push(
    laptop: RemoteLaptop,
    case: CaseId,
    tally: Tally,
    done: threading.Event,
    failures: list[BaseException],
) -> None:
    """Batch after batch; one that was not answered is sent again until it is."""
    mine = tally.acknowledged[laptop.enrolment.device]
    try:
        while not done.is_set():
            batch = [laptop.write(case, a_note(new_id())) for _ in range(BATCH)]
            while (reply := _try(laptop, batch)) is None:
                if done.wait(BETWEEN):
                    return
            for one in reply.results:
                if one.outcome not in {Outcome.APPLIED, Outcome.DUPLICATE}:
                    tally.wrong.append(f"{one.outcome} for work that may be done")
            mine |= {one.record for one in batch}
    except Exception as error:  # noqa: BLE001 - told by the main thread
        failures.append(error)


def _try(laptop: RemoteLaptop, batch: list[Operation]) -> PushReply | None:
    try:
        answer = laptop.push(*batch)
    except Unanswered:
        return None
    assert isinstance(answer, PushReply), answer
    return answer


def _look(database: CountyDatabase, tally: Tally) -> None:
    """Compare what the county holds with what it acknowledged."""
    test = _test_county(database)
    held = [(one.record, one.fields.get("text")) for one in test.kept_records()]
    there = {record for record, _ in held}
    noted = [text for _, text in held if text]
    known = set().union(*tally.acknowledged.values())
    tally.lost = len(known - there)
    tally.twice = len(noted) - len(set(noted))
    numbers = [row[0] for row in test.sql("SELECT n FROM feed ORDER BY n")]
    if numbers != list(range(1, len(numbers) + 1)):
        tally.wrong.append("the feed has a gap")
    chains = test.sql(
        "SELECT d.id FROM device AS d JOIN operation AS o ON o.device = d.id"
        " GROUP BY d.id, d.last_counter HAVING count(*) <> d.last_counter"
    )
    if chains:
        tally.wrong.append("a laptop's chain has a gap")
    if sum(1 for _ in test.sql("SELECT 1 FROM operation")) != len(noted):
        tally.wrong.append("an operation made no record, or two")


def main() -> int:
    """Run, write the figures; 0 when nothing was lost."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    tally = run(rounds, seed=int(f"{datetime.now(UTC):%Y%m%d}"))
    promises = [
        ("Acknowledged operations lost", tally.lost, "operations", 0),
        ("Operations applied twice", tally.twice, "operations", 0),
        ("Gaps and wrong answers", len(tally.wrong), "faults", 0),
        ("Operations acknowledged", tally.count, "operations", None),
        ("Kills of the county server and of PostgreSQL", tally.kills, "kills", None),
    ]
    results = [
        make_result(
            f"{name}, county killed under pushes", [float(figure)], unit, bar=bar, command=COMMAND
        )
        for name, figure, unit, bar in promises
    ]
    milliseconds = [one * 1000 for one in tally.back]
    results.append(
        make_result(
            "From a kill to the next acknowledged push", milliseconds, "ms", command=COMMAND
        )
    )
    write_results(TOPIC, results)
    for one in tally.wrong:
        print(one)
    print(f"{tally.kills} kills, {tally.count} taken: {tally.lost} lost, {tally.twice} twice")
    return 1 if tally.lost or tally.twice or tally.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
