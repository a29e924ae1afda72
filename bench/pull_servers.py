# SPDX-License-Identifier: AGPL-3.0-or-later
"""The two servers of the pull benchmark, each a process of its own until its input closes.

`county FOLDER`: a real county on real PostgreSQL with TLS, holding the benchmark's records.
`floor [RECORDS CASES]`: the same records as ready-made zstd batches of rows (number, id, kind, at,
JSON of the record) over plain keep-alive HTTP/1.1.
Each prints one line of JSON once it answers; the county then compares the digits it is told, one
line each, as a supervisor does.
"""

import asyncio
import json
import sys
from pathlib import Path

import zstandard

from bench.race_records import race_records
from bench.store_data import RECORDS, make_records
from casework.ids import CaseId
from casework.vocabulary import RecordKind
from tests.fakes.county import running_county
from tests.fakes.people import a_hat

BATCH = 1_000
CASES = 1_000
INVITES = 12


def serve_county(folder: Path) -> None:
    """One hat assigned to every case."""
    records = make_records(cases=CASES)
    with running_county(folder) as county:
        hat = county.add_hat(a_hat(1))
        notes: dict[CaseId, list[dict[str, object]]] = {}
        names: dict[CaseId, dict[str, object]] = {}
        for record in records:
            if record.kind is RecordKind.YOUTH:
                names[record.case] = dict(record.fields)
            else:
                notes.setdefault(record.case, []).append(dict(record.fields))
        for case, youth in names.items():
            county.add_case(case, author=hat, youth=youth)  # type: ignore[arg-type] # JSON as it is
            county.add_records(case, RecordKind.CONTACT_NOTE, notes.get(case, []), author=hat)  # type: ignore[arg-type] # JSON as it is
            county.grant(hat, case)
        invites = [county.invite(hat) for _ in range(INVITES)]
        ready = {"url": county.url, "certificate": county.certificate_pem, "invites": invites}
        print(json.dumps(ready), flush=True)
        for digits in sys.stdin:
            county.compare(digits.strip())
            print("compared", flush=True)


class _Batches(asyncio.Protocol):
    """Answers GET /N with batch N."""

    def __init__(self, batches: list[bytes]) -> None:
        self._batches = batches
        self._read = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.WriteTransport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, self._read = self._read.split(b"\r\n\r\n", 1)
            body = self._batches[int(head.split(b" ", 2)[1][1:])]
            assert self._transport is not None
            self._transport.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(body))
            self._transport.write(body)


async def serve_floor(count: int = RECORDS, cases: int = CASES) -> None:
    """Nothing between the bytes and the socket."""
    records = race_records(cases=cases, records=count)
    packer = zstandard.ZstdCompressor(level=3)
    rows = [
        (number, one.record, one.kind.value, one.at, one.model_dump_json())
        for number, one in enumerate(records, 1)
    ]
    batches = [
        packer.compress(json.dumps(rows[at : at + BATCH]).encode()) for at in range(0, count, BATCH)
    ]
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Batches(batches), "127.0.0.1", 0)
    print(json.dumps({"port": server.sockets[0].getsockname()[1]}), flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    if sys.argv[1] == "county":
        serve_county(Path(sys.argv[2]))
    else:
        asyncio.run(serve_floor(*map(int, sys.argv[2:])))
