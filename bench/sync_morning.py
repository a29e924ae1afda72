# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.sync_morning [LAPTOPS] [SECONDS]`: everybody syncs at nine on Monday.

2,000 laptops, each with a key of its own, begin a whole sync at moments spread evenly at random
over 120 seconds; nothing is held back when the county falls behind. Each opens a TLS connection
and asks for papers, pushes three notes, sends five lines of its log, pulls, compares its two cases
(one its own, with 21 records; one shared with nine others) and asks for forms: six signed requests.
On Friday, before the clock runs, each has pulled. The laptops are played by one process on the same
machine, which takes part of its cores; the stores behind them are left out.
"""

import asyncio
import json
import os
import random
import ssl
import statistics
import sys
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from bench.results import Result, make_result, write_results
from bench.sync_parts import Child, county_child
from casework.audit import Actor, AuditEvent, AuditHead, AuditNote, make_entry
from casework.digests import SectionDigest, digest_section
from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId, DeviceId, HatId, OperationId, PersonId, RecordId
from casework.operations import FIRST_PREVIOUS, Operation, Outcome
from casework.vocabulary import RecordKind, Section
from sync.client.transport import _trust_only as trust_only
from sync.wire.answers import Asked, verify_answer
from sync.wire.audit import PATH_AUDIT, AuditReply, AuditRequest
from sync.wire.encoding import HEADERS, decode, encode
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_INSTRUMENTS,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PATH_SECTIONS,
    InstrumentsReply,
    InstrumentsRequest,
    PapersReply,
    PapersRequest,
    PullRequest,
    PushReply,
    PushRequest,
    SectionsReply,
    SectionsRequest,
)
from sync.wire.signatures import name_key, sign_request
from tests.fakes.county import a_note, new_id

TOPIC = "sync"
COMMAND = "make soak"
LAPTOPS = 2_000
SECONDS = 120.0
NOTES = 3
LINES = 5
BAR_MS = 500.0
SEED = 900
Answer = TypeVar("Answer", bound=BaseModel)


@dataclass
class Tally:
    """What came of it: milliseconds of each request and of each whole round."""

    requests: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    rounds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


class Line:
    """One TLS connection that is kept open."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def post(
        self, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, dict[str, str], bytes]:
        told = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        head = f"POST {path} HTTP/1.1\r\nhost: county\r\ncontent-length: {len(body)}\r\n{told}\r\n"
        self._writer.write(head.encode() + body)
        status = int((await self._reader.readline()).split()[1])
        heard: dict[str, str] = {}
        while line := (await self._reader.readline()).strip():
            name, _, value = line.decode().partition(":")
            heard[name.lower()] = value.strip()
        return status, heard, await self._reader.readexactly(int(heard["content-length"]))

    def close(self) -> None:
        self._writer.close()


@dataclass
class MorningLaptop:
    """A laptop that speaks the wire and holds its records in memory."""

    told: dict[str, Any]
    county_key: str
    key: Ed25519PrivateKey
    cursor: str = ""
    counter: int = 0
    head: str = FIRST_PREVIOUS
    lease: int = 0
    records: dict[RecordId, Any] = field(default_factory=dict)

    async def friday(self, line: Line) -> None:
        await self._pull(line, Tally())

    async def monday(self, line: Line, tally: Tally) -> None:
        papers = await self._ask(
            line,
            PATH_PAPERS,
            PapersRequest(lease=self.lease, counter=self.counter, head=self.head, unsent=NOTES),
            PapersReply,
            tally,
        )
        if papers.papers is None:
            tally.wrong.append("no papers")
        work = self._write()
        pushed = await self._ask(
            line, PATH_PUSH, PushRequest(operations=tuple(work)), PushReply, tally
        )
        if [one.outcome for one in pushed.results] != [Outcome.APPLIED] * NOTES:
            tally.wrong.append("work was not applied")
        logged = await self._ask(line, PATH_AUDIT, self._log(), AuditReply, tally)
        if logged.number != LINES:
            tally.wrong.append("the log was not taken")
        await self._pull(line, tally)
        told = SectionsRequest(digests=self._digests())
        compared = await self._ask(line, PATH_SECTIONS, told, SectionsReply, tally)
        if compared.left:
            tally.wrong.append("a case was out of reach")
        await self._ask(line, PATH_INSTRUMENTS, InstrumentsRequest(), InstrumentsReply, tally)

    async def _pull(self, line: Line, tally: Tally) -> None:
        page = await self._ask(line, PATH_PULL, PullRequest(cursor=self.cursor), FeedPage, tally)
        self.cursor = page.cursor
        for one in page.entries:
            if isinstance(one, RecordPut):
                self.records[one.record.record] = one.record.model_dump(mode="json")

    def _write(self) -> list[Operation]:
        made = []
        for case in (self.told["own"], self.told["own"], self.told["shared"]):
            fields = a_note("Spoke on the phone on Saturday; will meet on Tuesday. " * 4)
            one = Operation(
                id=OperationId(new_id()),
                device=DeviceId(self.told["device"]),
                counter=self.counter + 1,
                author=PersonId(self.told["person"]),
                hat=HatId(self.told["hat"]),
                case=CaseId(case),
                record=RecordId(new_id()),
                kind=RecordKind.CONTACT_NOTE,
                section=Section.CONTACTS,
                fields=fields,
                base=dict.fromkeys(fields, 0),
                at="1763900000000-0000",
                previous=self.head,
            )
            self.counter, self.head = one.counter, one.digest()
            made.append(one)
        return made

    def _log(self) -> AuditRequest:
        actor = Actor(
            DeviceId(self.told["device"]), PersonId(self.told["person"]), HatId(self.told["hat"])
        )
        head, lines = AuditHead(), []
        for _ in range(LINES):
            note = AuditNote(AuditEvent.LOG_ON)
            entry = make_entry(head, actor, note, datetime.now(UTC))
            head = entry.head()
            lines.append(entry.line().decode())
        return AuditRequest(lines=tuple(lines))

    def _digests(self) -> dict[CaseId, dict[Section, SectionDigest]]:
        held: dict[CaseId, dict[Section, list[Any]]] = {
            CaseId(self.told[case]): {one: [] for one in Section} for case in ("own", "shared")
        }
        for one in self.records.values():
            held[one["case"]][Section(one["section"])].append(one)
        return {
            case: {section: digest_section(records) for section, records in sections.items()}
            for case, sections in held.items()
        }

    async def _ask(
        self, line: Line, path: str, message: BaseModel, kind: type[Answer], tally: Tally
    ) -> Answer:
        body = encode(message)
        signed = dict(HEADERS) | sign_request(
            "POST",
            path,
            HEADERS,
            body,
            self.key,
            name_key(self.key.public_key()),
            datetime.now(UTC),
            os.urandom(12).hex(),
        )
        began = time.perf_counter()
        status, headers, answer = await line.post(path, signed, body)
        tally.requests[path].append((time.perf_counter() - began) * 1000)
        verify_answer(Asked(path, signed), status, headers, answer, self.county_key)
        return decode(kind, answer, limit=LIMITS.reply)


async def _play(
    laptops: list[MorningLaptop], port: int, trust: ssl.SSLContext, seconds: float
) -> Tally:
    tally, draw = Tally(), random.Random(SEED)  # noqa: S311 - the same morning every time
    few = asyncio.Semaphore(8)

    async def connect() -> Line:
        return Line(*await asyncio.open_connection("127.0.0.1", port, ssl=trust))

    async def before(laptop: MorningLaptop) -> None:
        async with few:
            line = await connect()
            await laptop.friday(line)
            line.close()

    async def go(laptop: MorningLaptop, at: float) -> None:
        await asyncio.sleep(at)
        began = time.perf_counter()
        try:
            line = await connect()
            await laptop.monday(line, tally)
            line.close()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is counted
            tally.wrong.append(f"{type(error).__name__}: {error}")
        tally.rounds.append((time.perf_counter() - began) * 1000)

    await asyncio.gather(*(before(one) for one in laptops))
    await asyncio.gather(*(go(one, draw.uniform(0, seconds)) for one in laptops))
    return tally


def measure(count: int = LAPTOPS, seconds: float = SECONDS) -> list[Result]:
    """Play the morning once."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        with county_child(place / "county", 1_000, 50) as (county, ready):
            keys = place / "keys.json"
            county.tell("laptops", count=count, file=str(keys))
            laptops = [
                MorningLaptop(
                    one,
                    ready["signing_key"],
                    Ed25519PrivateKey.from_private_bytes(bytes.fromhex(one["key"])),
                )
                for one in json.loads(keys.read_text(encoding="utf-8"))
            ]
            port = int(ready["url"].rpartition(":")[2])
            tally = asyncio.run(_play(laptops, port, trust_only(ready["certificate"]), seconds))
            memory = _memory(county)
    return _results(tally, memory, count, seconds)


def _memory(county: Child) -> float:
    return float(county.tell("memory")) / 1024**2


def _results(tally: Tally, memory: float, count: int, seconds: float) -> list[Result]:
    for path, times in sorted(tally.requests.items()):
        told = f"{path}: median {statistics.median(times):.1f} ms, p95 {p95(times):.1f} ms"
        sys.stderr.write(told + "\n")
    for one in sorted(set(tally.wrong))[:5]:
        sys.stderr.write(f"wrong: {one}\n")
    told = f"{count:,} laptops syncing within {seconds:g} s"
    each = [one for times in tally.requests.values() for one in times]
    return [
        make_result(
            f"{told}: p95 of a request", each, "ms", bar=BAR_MS, summarize=p95, command=COMMAND
        ),
        make_result(
            f"{told}: p95 of a whole round with its connection",
            tally.rounds,
            "ms",
            bar=BAR_MS,
            summarize=p95,
            command=COMMAND,
        ),
        make_result(f"{told}: errors", [float(len(tally.wrong))], "errors", bar=0, command=COMMAND),
        make_result(
            f"{told}: memory of server and PostgreSQL", [memory], "MiB", bar=1024, command=COMMAND
        ),
    ]


def p95(times: Any) -> float:
    """The time within which 95 of 100 were done."""
    ordered = sorted(times)
    return float(ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))])


def main() -> int:
    """Play it, write the figures; 0 when nothing went wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else LAPTOPS
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else SECONDS
    results = measure(count, seconds)
    if (count, seconds) == (LAPTOPS, SECONDS):
        write_results(TOPIC, results)
    for one in results:
        sys.stderr.write(f"{one.promise}: {one.figure:g} {one.unit}\n")
    return 0 if results[2].is_met else 1


if __name__ == "__main__":
    sys.exit(main())
