# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county on one core: taking work in, and a page of the feed with a million changes behind it.

Both are measured inside the server's process, server and durable PostgreSQL held to one core by the
system. Ingest counts everything between the unpacked request and the commit: reading the
operations, hashes and chain, policy, merging, sealing, row security, and the log's line of each
operation with its place in the tree. A page counts from the beginning of its transaction to packed
bytes. A million changes of 20,000 records in 500 cases: a worker reads 30 of the cases, a
supervisor 150, a coordinator all.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import insert, text

from bench.results import Result, make_result, time_ms
from bench.store_data import make_records
from bench.sync_county import durable_county
from casework.audit import Actor, AuditEvent, AuditHead, AuditNote, make_entry
from casework.ids import CaseId
from casework.operations import Operation, OperationResult, Outcome
from casework.policy import Hat
from casework.vocabulary import Basis, Section
from sync.server.audit_log import take_entries
from sync.server.cases import add_records, open_case
from sync.server.database import Identity
from sync.server.devices import Device, find_device, read_device
from sync.server.pull import serve_page
from sync.server.push import take_batch
from sync.server.serving import settle_memory
from sync.server.tables import membership
from sync.wire.audit import AuditReply, AuditRequest
from sync.wire.encoding import decode, encode, pack_page
from sync.wire.limits import LIMITS
from sync.wire.messages import PullRequest, PushReply, PushRequest
from sync.wire.signatures import name_key
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.people import a_hat

TOPIC = "sync"
RUNS = 7
# A connection prepares a statement at its sixth use, and PostgreSQL keeps one plan from the sixth
# use after that; a county's connections live for weeks.
PLANNED = 12
BATCH = 1_000
PAGE = 1_000
CHANGES = 1_000_000
RECORDS = 20_000
CASES = 500
READERS = {"worker": 30, "supervisor": 150, "coordinator": CASES}


def measure() -> list[Result]:
    """Ingest, then a page for each reader."""
    with _one_core(), TemporaryDirectory() as folder, durable_county(Path(folder)) as county:
        settle_memory()
        ingest = _measure_ingest(county)
        pages = _measure_pages(county)
    return [
        make_result(
            "Ingest on one core, with checks, sealing and the log",
            ingest,
            "operations a second",
            bar=25_000,
            better="higher",
        ),
        *(
            make_result(
                f"Feed page of {PAGE:,} at {CHANGES:,} changes for a {reader}, on one core",
                times,
                "ms",
                bar=25,
            )
            for reader, times in pages.items()
        ),
    ]


@contextmanager
def _one_core() -> Iterator[None]:
    """Hold this process and whatever it starts to one core, where the system can do that."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {max(before)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _measure_ingest(county: TestCounty) -> list[float]:
    hat = county.add_hat(a_hat(1))
    laptop = TestLaptop(county)
    laptop.enrol(hat)
    cases = [county.add_case(author=hat) for _ in range(20)]
    for case in cases:
        county.grant(hat, case)
    county.sql("ANALYZE")
    rates = []
    head = AuditHead()
    for _ in range(RUNS):
        operations = tuple(
            laptop.write(cases[number % len(cases)], a_note(f"Met at the library, {number}."))
            for number in range(BATCH)
        )
        body = encode(PushRequest(operations=operations))
        lines, head = _lines(laptop, operations, head)
        log = encode(AuditRequest(lines=lines))
        began = time.perf_counter()
        _take(county, laptop, hat, body, log)
        rates.append(BATCH / (time.perf_counter() - began))
    return rates


def _lines(
    laptop: TestLaptop, operations: tuple[Operation, ...], head: AuditHead
) -> tuple[tuple[str, ...], AuditHead]:
    actor = Actor(laptop.enrolment.device, laptop.enrolment.hat.person, laptop.enrolment.hat.id)
    lines = []
    for one in operations:
        note = AuditNote(AuditEvent.RECORD_CREATED, one.case, one.record)
        entry = make_entry(head, actor, note, datetime.now(UTC))
        head = entry.head()
        lines.append(entry.line().decode())
    return tuple(lines), head


def _take(county: TestCounty, laptop: TestLaptop, hat: Hat, body: bytes, log: bytes) -> None:
    device = laptop.enrolment.device
    asked = decode(PushRequest, body, limit=LIMITS.request)
    with county.database.act_as(Identity(COUNTY, hat.id, device)) as connection:
        sender = _sender(county, laptop)
        reply = take_batch(connection, COUNTY, sender, hat, asked, county.clock)
        assert isinstance(reply, PushReply), reply
        results: tuple[OperationResult, ...] = reply.results
        assert {one.outcome for one in results} == {Outcome.APPLIED}
        told = decode(AuditRequest, log, limit=LIMITS.request)
        kept = take_entries(
            connection, COUNTY, sender, hat, told, county.server.key_of, county.clock.now()
        )
        assert isinstance(kept, AuditReply), kept


def _sender(county: TestCounty, laptop: TestLaptop) -> Device:
    with county.database.administer() as connection:
        row = find_device(connection, COUNTY, name_key(laptop.key.public_key()))
    assert row is not None
    return read_device(row)


def _measure_pages(county: TestCounty) -> dict[str, list[float]]:
    author = a_hat(1)
    before = CHANGES - RECORDS
    county.sql("DELETE FROM feed")
    county.sql("UPDATE county SET feed_n = :n", n=before)
    made = [
        one.model_copy(
            update={
                "author": author.person,
                "author_name": author.person_name,
                "hat": author.id,
                "versions": dict.fromkeys(one.fields, 0),
            }
        )
        for one in make_records(cases=CASES, records=RECORDS)
    ]
    cases = sorted({one.case for one in made})
    with county.database.administer() as connection:
        for case in cases:
            open_case(connection, COUNTY, case, date(2026, 1, 2))
        for at in range(0, len(made), 1_000):
            add_records(connection, COUNTY, made[at : at + 1_000])
        connection.execute(_EARLIER, {"county": COUNTY, "records": RECORDS, "before": before})
    readers = {name: _reader(county, name, cases[:count]) for name, count in READERS.items()}
    county.sql("ANALYZE")
    cursor = f"epoch1.{before}"
    del made
    settle_memory()
    return {name: _time_pages(county, *reader, cursor) for name, reader in readers.items()}


def _time_pages(county: TestCounty, hat: Hat, laptop: TestLaptop, cursor: str) -> list[float]:
    for _ in range(PLANNED):
        page = _serve(county, hat, laptop, cursor)
        assert page.count(b'"entry":"put"') == PAGE, len(page)
    return [time_ms(_serve, county, hat, laptop, cursor) for _ in range(RUNS)]


# What every record was before its present version: passed over by whoever reads on from here.
_EARLIER = text(
    "INSERT INTO feed (county, n, kind, case_id, section, record)"
    " SELECT :county, g.n, 'put', f.case_id, f.section, f.record"
    " FROM generate_series(1, CAST(:before AS bigint)) AS g (n)"
    " JOIN feed AS f ON f.county = :county"
    " AND f.n = CAST(:before AS bigint) + 1 + (g.n % CAST(:records AS bigint))"
)


def _reader(county: TestCounty, name: str, cases: list[CaseId]) -> tuple[Hat, TestLaptop]:
    hat = county.add_hat(a_hat(10 + list(READERS).index(name)))
    laptop = TestLaptop(county)
    laptop.enrol(hat)
    with county.database.administer() as connection:
        connection.execute(
            insert(membership),
            [
                {
                    "county": COUNTY,
                    "id": new_id(),
                    "hat": hat.id,
                    "case_id": case,
                    "basis": Basis.CASE_ASSIGNMENT.value,
                    "sections": sorted(Section),
                    "assigned": sorted(Section),
                    "starts": datetime(2026, 1, 2, tzinfo=UTC),
                    "entered_n": 1,
                    "settled_at": datetime.now(UTC),
                }
                for case in cases
            ],
        )
    return hat, laptop


def _serve(county: TestCounty, hat: Hat, laptop: TestLaptop, cursor: str) -> bytes:
    identity = Identity(COUNTY, hat.id, laptop.enrolment.device)
    with county.database.act_as(identity) as connection:
        asked = PullRequest(cursor=cursor, limit=PAGE, waiting=RECORDS)
        page = serve_page(connection, COUNTY, hat, asked, datetime.now(UTC))
        pack_page(page.content)
    return page.content
