# SPDX-License-Identifier: AGPL-3.0-or-later
"""Verifying a log of 1,000,000 entries: the county's with its tree and signed heads, a laptop's.

Beside it, in the same run, the same lines hashed once: what no verification can do without. The
entries are of twenty laptops, taken in turn; the county signed a head after every thousandth.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, text

from bench.results import Beside, Result, make_result, time_ms
from bench.store_data import empty_store
from casework.audit import NO_RECORD, AuditEntry, AuditEvent, AuditHead, AuditOutcome, to_stamp
from casework.ids import CaseId, CountyId, DeviceId, HatId, PersonId
from casework.merkle import GrowingTree
from sync.server.audit_check import check_audit
from sync.server.database import CountyDatabase, open_embedded, prepare_cluster
from sync.server.embedded import SUPERUSER, Cluster, running_cluster
from sync.server.people import add_county
from sync.server.schema import migrate
from sync.wire.audit import TreeHead, sign_tree_head
from sync.wire.signatures import encode_public_key

TOPIC = "vault"
ENTRIES = 1_000_000
LAPTOPS = 20
RUNS = 3
BAR_SECONDS = 10.0
BATCH = 50_000
COUNTY = CountyId("00000000-0000-7000-8000-0000000c0047")
BEGIN = to_stamp(datetime(2026, 1, 1, tzinfo=UTC))
_ENTRY_COLUMNS = (
    "county, position, number, stamp, device, person, hat, event, case_id, record, outcome,"
    " previous"
)


def measure() -> list[Result]:
    """The county's log, then a laptop's."""
    with TemporaryDirectory() as folder, running_cluster(Path(folder), durable=False) as cluster:
        prepare_cluster(cluster)
        database = open_embedded(cluster)
        migrate(database.owner)
        _fill_county(cluster, database)
        county = [_seconds(_check_county, database) for _ in range(RUNS)]
        database.close()
    with _filled_laptop() as store:
        laptop = [_seconds(store.audit.verify) for _ in range(RUNS)]
    lines = [one.line() for one in _make_entries(1)]
    alone = [_seconds(_hash_alone, lines) for _ in range(RUNS)]
    beside = Beside("the lines hashed once", alone)
    return [
        make_result(
            f"County's log of {ENTRIES:,} entries verified, with tree and signed heads",
            county,
            "s",
            bar=BAR_SECONDS,
            beside=beside,
            command="python -m bench audit",
        ),
        make_result(
            f"Laptop's log of {ENTRIES:,} entries verified",
            laptop,
            "s",
            bar=BAR_SECONDS,
            beside=beside,
            command="python -m bench audit",
        ),
    ]


def _seconds(job: Any, *arguments: object) -> float:
    return time_ms(job, *arguments) / 1000


def _check_county(database: CountyDatabase) -> None:
    with database.administer() as connection:
        found = check_audit(connection, COUNTY)
    assert (found.entries, found.heads) == (ENTRIES, ENTRIES // 1000), found


def _hash_alone(lines: Iterable[bytes]) -> None:
    for line in lines:
        hashlib.sha256(line).digest()


def _make_entries(laptops: int) -> Iterator[AuditEntry]:
    heads = [AuditHead()] * laptops
    for count in range(ENTRIES):
        mine = count % laptops
        head = heads[mine]
        entry = AuditEntry(
            head.number + 1,
            BEGIN + count,
            DeviceId(_an_id(4000 + mine)),
            PersonId(_an_id(2000 + mine)),
            HatId(_an_id(1000 + mine)),
            AuditEvent.CASE_READ,
            CaseId(_an_id(5000 + count % 997)),
            NO_RECORD,
            AuditOutcome.OK,
            head.digest,
        )
        heads[mine] = entry.head()
        yield entry


def _an_id(number: int) -> str:
    return f"00000000-0000-7000-8000-{number:012x}"


def _fill_county(cluster: Cluster, database: CountyDatabase) -> None:
    """As the superuser, who alone may write past the rules; the tree and its heads are real."""
    key, tree = Ed25519PrivateKey.generate(), GrowingTree()
    public = encode_public_key(key.public_key())
    with database.administer() as connection:
        add_county(connection, COUNTY, "Bench County", "epoch1")
        _name_key(connection, public)
    with cluster.connect(SUPERUSER, database.owner.url.database or "") as raw:
        raw.execute("SET session_replication_role = replica")
        lines: list[str] = []
        leaves: list[str] = []
        heads: list[str] = []
        for position, entry in enumerate(_make_entries(LAPTOPS)):
            line = entry.line()
            nodes = b"".join(tree.append(hashlib.sha256(line).digest()))
            lines.append(f"{COUNTY}\t{position}\t{line.decode()}")
            leaves.append(f"{COUNTY}\t{position}\t\\\\x{nodes.hex()}\n")
            if tree.size % 1000 == 0:
                heads.append(_head_row(tree, key, public))
            if tree.size % BATCH == 0 or tree.size == ENTRIES:
                _copy(raw, "audit_tree (county, position, nodes)", leaves)
                _copy(raw, f"audit_entry ({_ENTRY_COLUMNS})", lines)
                _copy(raw, "audit_head (county, size, signing_key, root, statement)", heads)
        raw.execute("ANALYZE")


def _name_key(connection: Connection, public: str) -> None:
    connection.execute(text("UPDATE county SET signing_key = :key"), {"key": public})


def _head_row(tree: GrowingTree, key: Ed25519PrivateKey, public: str) -> str:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    root = tree.root().hex()
    head = TreeHead(county=COUNTY, size=tree.size, root=root, stated_at=now)
    statement = sign_tree_head(head, key).model_dump_json().encode().hex()
    return f"{COUNTY}\t{tree.size}\t{public}\t{root}\t\\\\x{statement}\n"


def _copy(raw: Any, into: str, rows: list[str]) -> None:
    with raw.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        copy.write("".join(rows))
    rows.clear()


@contextmanager
def _filled_laptop() -> Iterator[Any]:
    with empty_store() as store:
        marks = ", ".join("?" * 10)
        with store._database.write() as connection:  # noqa: SLF001 - no door writes a million at once
            connection.executemany(f"INSERT INTO audit VALUES ({marks})", _make_entries(1))
        yield store
