# SPDX-License-Identifier: AGPL-3.0-or-later
"""A file of 100 MB, sent and fetched over connections that are cut after every 64 KiB.

The real server on PostgreSQL, the real store and client in processes of their own, a proxy between
them that counts every byte of TLS and cuts each connection. What the file's own bytes took is
counted apart from what a hundred and more handshakes, signatures and questions took.
"""

import json
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.files_laptop import NAME, invented, peak_above
from bench.results import ROOT, Result, make_result
from casework.policy import Hat
from storage.keys import StoreKey
from storage.store import Store
from sync.client.engine import Phase, Progress
from sync.client.errors import SyncCancelled
from sync.server.content_seals import OVERHEAD
from tests.fakes.county import SystemClock, TestCounty, new_id, running_county
from tests.fakes.cutting_proxy import CuttingProxy
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

TOPIC = "sync"
SIZE = 100_000_000
CUT = 64 * 1024
KEY = b"k" * 32


@dataclass
class Carried:
    """What one way of a file took.

    Attributes:
        passed: bytes through the proxy in the file's direction, everything counted.
        connections: how many were made.
        peak: MiB of memory of the laptop above idle.
        server_peak: the same of the process that holds server and proxy.
    """

    passed: int
    connections: int
    peak: float
    server_peak: float


@dataclass
class Run:
    """Both ways of one file, and what the county and the second laptop hold after."""

    size: int
    up: Carried
    down: Carried
    twice: int
    same: bool
    added_peak: float


def run(size: int, cut: int | None) -> Run:
    """Add a document, send it and fetch it with another laptop."""
    with tempfile.TemporaryDirectory() as folder, running_county(Path(folder)) as county:
        base = Path(folder)
        first, second = county.add_hat(a_hat(1)), county.add_hat(a_hat(2))
        case = county.add_case(legal_name="Test Youth", author=first)
        for hat in (first, second):
            county.grant(hat, case)
        _enrol(county, first, base / "one")
        _enrol(county, second, base / "two")
        added = _child(base, do="add", folder=str(base / "one"), case=case, size=size)
        _sync_records(county, base / "one")
        up = _carry(county, base, "one", cut, up=True)
        _sync_records(county, base / "two")
        down = _carry(county, base, "two", cut, up=False)
        return Run(size, up, down, _twice(county, size), _is_same(base / "two", size), added)


def _enrol(county: TestCounty, hat: Hat, folder: Path) -> None:
    with SyncLaptop.enrolled(county, hat, folder, store_key=KEY) as laptop:
        laptop.sync()


def _sync_records(county: TestCounty, folder: Path) -> None:
    """Everything of a sync but the files."""
    steps: list[Progress] = []

    def files_begin() -> bool:
        return bool(steps) and steps[-1].phase in (Phase.SENDING_FILES, Phase.RECEIVING_FILES)

    store = _open(folder)
    try:
        key = Ed25519PrivateKey.from_private_bytes(store.device_private_key())
        laptop = SyncLaptop(county, store, key)
        with suppress(SyncCancelled):
            laptop.sync(progress=steps.append, is_cancelled=files_begin)
    finally:
        store.close()


def _carry(county: TestCounty, base: Path, name: str, cut: int | None, *, up: bool) -> Carried:
    port = int(county.url.rpartition(":")[2])
    ways = {"up": cut} if up else {"down": cut}
    peaks: list[float] = []
    with CuttingProxy(port, **ways) as proxy:

        def job() -> None:
            peaks.append(
                _child(
                    base,
                    do="carry",
                    folder=str(base / name),
                    url=f"https://127.0.0.1:{proxy.port}",
                    pem=county.certificate_pem,
                )
            )

        server_peak = peak_above(job)
    passed = proxy.passed_up if up else proxy.passed_down
    return Carried(passed, proxy.connections, peaks[0], server_peak)


def _child(base: Path, **job: Any) -> float:
    """Let another process do a laptop's work; its peak of memory in MiB."""
    file = base / "job.json"
    file.write_text(json.dumps(job | {"store_key": KEY.hex()}), encoding="utf-8")
    command = [sys.executable, "-m", "bench.files_laptop", str(file)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return float(done.stdout)


def _open(folder: Path) -> Store:
    return Store.open(folder, StoreKey(KEY), SystemClock(), new_id)


def _twice(county: TestCounty, size: int) -> int:
    """Bytes of the file that the county holds more than once, or not at all."""
    rows = county.sql(
        f"SELECT start, length(content) - {OVERHEAD} FROM attachment_part ORDER BY start"
    )
    end = wrong = 0
    for start, length in rows:
        wrong += abs(start - end)
        end = start + length
    return wrong + abs(size - end)


def _is_same(folder: Path, size: int) -> bool:
    """Whether the second laptop holds the very bytes."""
    store = _open(folder)
    try:
        with store._database.read() as connection:  # noqa: SLF001 - which record it is
            found = connection.execute("SELECT record_id FROM attachments").fetchall()
        [[record]] = found
        start = 0
        for part in invented(size):
            if store.attachments.read_part(record, NAME, start, len(part)) != part:
                return False
            start += len(part)
        return start == size and not store.attachments.missing()
    finally:
        store.close()


def measure() -> list[Result]:
    """The promises about large files."""
    done, calm = run(SIZE, CUT), run(SIZE, None)
    named = "a file of 100 MB, connection cut after every 64 KiB"
    return [
        make_result(f"{named}: bytes sent / size", [done.up.passed / SIZE], "times", bar=1.05),
        make_result(f"{named}: bytes fetched / size", [done.down.passed / SIZE], "times", bar=1.05),
        make_result(f"{named}: bytes applied twice", [done.twice], "bytes", bar=0),
        make_result(
            "a file of 100 MB fetched elsewhere is the same",
            [float(done.same)],
            "of 1",
            bar=1,
            better="higher",
        ),
        make_result(
            "a file of 100 MB added, sent, fetched: memory of the laptop above idle",
            [max(calm.added_peak, calm.up.peak, calm.down.peak, done.up.peak, done.down.peak)],
            "MiB",
            bar=32,
        ),
        make_result(
            "a file of 100 MB taken in and served: memory of the server above idle",
            [max(calm.up.server_peak, calm.down.server_peak)],
            "MiB",
            bar=32,
        ),
        make_result(
            "a file of 100 MB without cuts: bytes sent / size", [calm.up.passed / SIZE], "times"
        ),
    ]
