# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county for the benchmarks of sync: the real server on durable PostgreSQL, in its own process.

`python -m bench.sync_county FOLDER RECORDS CASES` holds the benchmark's records, of which one hat
sees every case. It prints one line of JSON once it answers, then does what it is told on its input,
one line of JSON each, until that closes.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import JsonValue
from sqlalchemy import insert

from bench.race_records import race_records
from casework.ids import CaseId, HatId, PersonId, RecordId
from casework.operations import FIRST_PREVIOUS
from casework.policy import Hat, Membership
from casework.vocabulary import Basis, RecordKind, Section
from sync.server.app import CountyServer
from sync.server.cases import add_records, make_record, open_case
from sync.server.database import CountyDatabase, open_embedded, prepare_cluster
from sync.server.embedded import running_cluster
from sync.server.memberships import grant
from sync.server.people import add_county, add_hat
from sync.server.schema import migrate
from sync.server.serving import settle_memory
from sync.server.succession import claim_key
from sync.server.tables import device
from sync.wire.signatures import encode_public_key, name_key
from tests.fakes.county import COUNTY, SystemClock, TestCounty, new_id
from tests.fakes.county_keys import MemoryKeys
from tests.fakes.people import a_hat, an_id

RECORDS_OF_A_CASE = 20
TOLD_AT = "1763900000000-0000"


@contextmanager
def durable_database(folder: Path) -> Iterator[CountyDatabase]:
    """An empty county database that is on the disk when it says so."""
    with running_cluster(folder / "postgres") as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster, keys=MemoryKeys())
        try:
            migrate(database.owner)
            yield database
        finally:
            database.close()


@contextmanager
def durable_county(folder: Path) -> Iterator[TestCounty]:
    """A county on durable PostgreSQL; it listens once `start` is called."""
    folder.mkdir(exist_ok=True)
    with durable_database(folder) as database:
        with database.administer() as owner:
            add_county(owner, COUNTY, "Test County", "epoch1")
        key = Ed25519PrivateKey.generate()
        keys = {encode_public_key(key.public_key()): key}
        with database.publish() as publishing:
            claim_key(publishing, COUNTY, key)
        clock = SystemClock()
        server = CountyServer(COUNTY, database, clock, new_id, os.urandom, keys.__getitem__)
        county = TestCounty(server, clock, folder=folder, signing_key=key, keys=keys)
        try:
            yield county
        finally:
            county.stop()


def fill(county: TestCounty, records: int, cases: int) -> tuple[Hat, list[CaseId]]:
    """The benchmark's records, and a hat that is assigned to every case."""
    hat = county.add_hat(a_hat(1))
    made = [
        one.model_copy(
            update={
                "author": hat.person,
                "author_name": hat.person_name,
                "hat": hat.id,
                "versions": dict.fromkeys(one.fields, 0),
            }
        )
        for one in race_records(cases=cases, records=records)
    ]
    names = sorted({one.case for one in made})
    with county.database.administer() as connection:
        for case in names:
            open_case(connection, COUNTY, case, date(2026, 1, 2))
        for at in range(0, len(made), 1000):
            add_records(connection, COUNTY, made[at : at + 1000])
    with county.database.administer() as connection:
        for case in names:
            assign(connection, hat, case)
    county.sql("ANALYZE")
    return hat, names


def assign(connection: Any, hat: Hat, case: CaseId) -> None:
    """Let a hat see all of a case from now on."""
    held = Membership(
        case=case,
        hat=hat.id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset(Section),
        starts=datetime.now(UTC),
    )
    grant(connection, COUNTY, new_id(), held)


class _Duties:
    """What the county's process can be told."""

    def __init__(self, county: TestCounty, hat: Hat, cases: list[CaseId]) -> None:
        self._county = county
        self._hat = hat
        self._cases = cases
        self._begun = county.sql("SELECT feed_n FROM county")[0][0]

    def compare(self, digits: str) -> None:
        """Do what a supervisor does."""
        self._county.compare(digits)

    def invite(self) -> str:
        """A fresh invite for the hat that sees every case."""
        return self._county.invite(self._hat)

    def change(self, count: int) -> None:
        """Write new notes into some cases."""
        fields: dict[str, JsonValue] = {
            "text": f"A colleague's note of {new_id()}.",
            "happened_at": "2026-11-20T10:00:00Z",
            "entered_at": "2026-11-20T11:00:00Z",
        }
        made = [
            make_record(
                self._cases[number % len(self._cases)],
                RecordId(new_id()),
                RecordKind.CONTACT_NOTE,
                dict(fields),
                self._hat,
                TOLD_AT,
            )
            for number in range(count)
        ]
        with self._county.database.administer() as connection:
            add_records(connection, COUNTY, made)

    def reset(self) -> None:
        """Take back whatever was written since the beginning, so that every run pulls the same."""
        for query in (
            "DELETE FROM feed WHERE n > :n",
            "DELETE FROM record WHERE version > :n",
            "UPDATE county SET feed_n = :n",
        ):
            self._county.sql(query, n=self._begun)
        self._county.sql("ANALYZE")

    def memory(self) -> int:
        """Bytes the server and its PostgreSQL hold, what they share counted once."""
        this = psutil.Process()
        total = 0
        for one in (this, *this.children(recursive=True)):
            with suppress(psutil.Error):
                total += int(one.memory_full_info().pss)
        return total

    def laptops(self, count: int, file: str) -> None:
        """Put laptops on record and their keys into a file.

        Each is of a person of its own, with a case of its own and one that ten of them share.
        """
        told = []
        with self._county.database.administer() as connection:
            for number in range(count):
                if number % 10 == 0:
                    shared = self._open(connection)
                told.append(self._join(connection, number, shared))
        Path(file).write_text(json.dumps(told), encoding="utf-8")
        self._county.sql("ANALYZE")

    def _open(self, connection: Any, notes: int = 1) -> CaseId:
        case = CaseId(new_id())
        open_case(connection, COUNTY, case, date(2026, 1, 2))
        youth: dict[str, JsonValue] = {"legal_name": "Test Youth", "opened_on": "2026-01-02"}
        made = make_record(case, RecordId(new_id()), RecordKind.YOUTH, youth, self._hat, TOLD_AT)
        told: dict[str, JsonValue] = {
            "text": "A note from last week. " * 20,
            "happened_at": "2026-11-20T10:00:00Z",
            "entered_at": "2026-11-20T11:00:00Z",
        }
        kind = RecordKind.CONTACT_NOTE
        many = [
            make_record(case, RecordId(new_id()), kind, dict(told), self._hat, TOLD_AT)
            for _ in range(notes)
        ]
        add_records(connection, COUNTY, [made, *many])
        return case

    def _join(self, connection: Any, number: int, shared: CaseId) -> dict[str, Any]:
        hat = a_hat(1).model_copy(
            update={
                "id": HatId(an_id(1_000_000 + number)),
                "person": PersonId(an_id(2_000_000 + number)),
                "person_name": f"Worker {number}",
            }
        )
        add_hat(connection, COUNTY, hat)
        own = self._open(connection, RECORDS_OF_A_CASE)
        for case in (own, shared):
            assign(connection, hat, case)
        key, now, name = Ed25519PrivateKey.generate(), datetime.now(UTC), new_id()
        connection.execute(
            insert(device).values(
                county=COUNTY,
                id=name,
                hat=hat.id,
                key_id=name_key(key.public_key()),
                public_key=encode_public_key(key.public_key()),
                name="Bench laptop",
                enrolled_at=now,
                last_counter=0,
                head=FIRST_PREVIOUS,
                commitment="",
                nonce="",
                confirmed_at=now,
                certified_at=now,
                certified_until=now + timedelta(days=180),
                lease_number=0,
                version="",
                unsent=0,
                clock_drift=0,
                served_n=0,
                applied_n=0,
            )
        )
        return {
            "key": key.private_bytes_raw().hex(),
            "device": name,
            "hat": hat.id,
            "person": hat.person,
            "own": own,
            "shared": shared,
        }


def main(folder: Path, records: int, cases: int) -> None:
    """Serve until the input closes."""
    with durable_county(folder) as county:
        duties = _Duties(county, *fill(county, records, cases))
        settle_memory()
        county.start()
        key = encode_public_key(county.signing_key.public_key())
        ready = {"url": county.url, "certificate": county.certificate_pem, "signing_key": key}
        print(json.dumps(ready), flush=True)
        for line in sys.stdin:
            told = json.loads(line)
            answer = getattr(duties, told.pop("do"))(**told)
            print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
