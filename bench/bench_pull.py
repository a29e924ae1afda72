# SPDX-License-Identifier: AGPL-3.0-or-later
"""A first pull of 10,000 records into the encrypted store with search terms, beside its floor.

Ours: TLS, signatures, policy, row security, PostgreSQL, the store's own search and cursor. The
floor: ready-made batches of rows over plain HTTP into bare SQLCipher with FTS5; no record, right or
rule is looked at on the way. Both sync the disk at every page.
"""

import http.client
import json
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from tempfile import TemporaryDirectory
from typing import IO, Any

import zstandard
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic_core import from_json

from bench.pull_servers import BATCH
from bench.results import ROOT, Beside, Result, make_result, time_ms
from bench.store_data import RECORDS, empty_store
from bench.store_floor import floor_database
from desktop.system import SystemClock
from storage.model import Profile
from storage.store import Store
from sync.client.conversation import Conversation
from sync.client.engine import Exchange
from sync.client.enrolment import Comparing, enrol
from sync.client.papers import as_checked
from sync.client.transport import HttpsTransport, Reply
from sync.wire.messages import Enrolment

RUNS = 5


@dataclass
class _Counting:
    """A transport that counts what comes in."""

    inner: HttpsTransport
    received: list[int] = field(default_factory=list)

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self.inner.send(path, headers, body)
        self.received.append(len(reply.body))
        return reply


def measure() -> list[Result]:
    """Ours and the floor in turn, servers in processes of their own."""
    ours, floor, sizes, floor_sizes, again = [], [], [], [], []
    with (
        TemporaryDirectory() as folder,
        _server("county", folder) as county,
        _server("floor") as bare,
    ):
        for invite in county["invites"][:RUNS]:
            with empty_store() as store:
                milliseconds, received, nothing = _pull(store, county, invite)
            ours.append(milliseconds)
            sizes.append(received / RECORDS)
            again.append(nothing)
            with floor_database() as database:
                port = bare["port"]
                batches: list[int] = []
                floor.append(time_ms(pull_floor, database, port, batches))
                floor_sizes.append(sum(batches) / RECORDS)
    return [
        make_result(
            f"Pull of {RECORDS:,} records into the encrypted store",
            ours,
            "ms",
            beside=Beside("bare zstd batches into SQLCipher with FTS", floor, most=3.0),
        ),
        make_result(
            "Bytes a record, first pull",
            sizes,
            "bytes",
            beside=Beside("bare zstd batches", floor_sizes),
        ),
        make_result("Sync with nothing to do", again, "ms"),
    ]


def _pull(store: Store, county: Mapping[str, Any], invite: str) -> tuple[float, int, float]:
    """Milliseconds and bytes of the first sync, milliseconds of one with nothing to do."""
    clock = SystemClock()
    with HttpsTransport(county["url"], county["certificate"]) as plain:
        comparing = Comparing(county["compare"], wait=lambda _: None)
        joined = enrol(plain, invite, "bench", clock, secrets.token_bytes, comparing)
        key = joined.private_key
        _keep(store, joined.enrolment, key)
        transport = _Counting(plain)
        talk = Conversation(
            transport,
            Ed25519PrivateKey.from_private_bytes(key),
            clock,
            secrets.token_bytes,
            county_key=joined.enrolment.signing_key,
        )

        def sync() -> None:
            Exchange(store, talk, clock, progress=lambda _: None, is_cancelled=lambda: False).run()

        first = time_ms(sync)
        received = sum(transport.received)
        return first, received, time_ms(sync)


def _keep(store: Store, answer: Enrolment, key: bytes) -> None:
    """What a laptop keeps when it joins."""
    profile = Profile(
        county=answer.county,
        county_name=answer.county_name,
        device=answer.device,
        hat=answer.hat,
        epoch=answer.epoch,
        server_url="",
        server_certificate_pem="",
        enrolled_at=answer.enrolled_at,
    )
    store.save_profile(profile, key)
    store.instruments.pin_signing_key(answer.signing_key)
    store.papers.take(as_checked(answer.papers))


def pull_floor(database: Any, port: int, sizes: list[int], records: int = RECORDS) -> None:
    """What the floor does of a pull."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    unpack = zstandard.ZstdDecompressor()
    for number in range(records // BATCH):
        connection.request("GET", f"/{number}")
        body = connection.getresponse().read()
        sizes.append(len(body))
        rows = from_json(unpack.decompress(body))
        fields = [from_json(row[-1])["fields"] for row in rows]
        database.execute("BEGIN IMMEDIATE")
        database.executemany("INSERT INTO rec VALUES (?, ?, ?, ?, ?)", rows)
        database.executemany(
            "INSERT INTO fts (rowid, title, body) VALUES (?, ?, ?)",
            [
                (row[0], one.get("legal_name", ""), one.get("text", ""))
                for row, one in zip(rows, fields, strict=True)
            ],
        )
        database.execute("COMMIT")
    connection.close()


@contextmanager
def _server(kind: str, *arguments: str) -> Iterator[Mapping[str, Any]]:
    command = [sys.executable, "-m", "bench.pull_servers", kind, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        try:
            ready = json.loads(child.stdout.readline())
            yield ready | {"compare": partial(_compare, child.stdin, child.stdout)}
        finally:
            child.stdin.close()
            child.wait(30)


def _compare(ask: IO[str], answer: IO[str], digits: str) -> None:
    ask.write(digits + "\n")
    ask.flush()
    answer.readline()
