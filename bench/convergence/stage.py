# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county and its ten enrolled laptops, made once and put back as they were for each seed.

Making them takes seconds; putting back is emptying tables, copying small files and opening them.
Nothing here is durable: the database does not wait for the disk.
"""

import random
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bench.convergence.oracle import Oracle
from casework.hats import Hat
from casework.ids import DeviceId, make_uuid7
from casework.vocabulary import AgencyKind, LegalRole
from storage.keys import StoreKey
from storage.store import STORE_FILE
from sync.server.app import CountyServer
from sync.server.database import CountyDatabase, open_embedded, prepare_cluster
from sync.server.embedded import SUPERUSER, Cluster
from sync.server.people import add_county
from sync.server.schema import migrate
from sync.server.succession import claim_key
from sync.server.tables import METADATA
from sync.wire.signatures import encode_public_key
from tests.fakes.county import COUNTY, TestCounty
from tests.fakes.county_keys import MemoryKeys
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

BEGIN = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DATABASE = "convergence"

# Three agencies whose work meets by grounds, an advocate with privileged notes, a clinician of a
# Part 2 program, and an administrator who may see nothing whatever is assigned.
_WORN: tuple[tuple[int, AgencyKind, LegalRole], ...] = (
    (1, AgencyKind.PROBATION, LegalRole.PROBATION_OFFICER),
    (1, AgencyKind.PROBATION, LegalRole.PROBATION_OFFICER),
    (1, AgencyKind.PROBATION, LegalRole.SUPERVISOR),
    (2, AgencyKind.CHILD_WELFARE, LegalRole.SOCIAL_WORKER),
    (2, AgencyKind.CHILD_WELFARE, LegalRole.SOCIAL_WORKER),
    (3, AgencyKind.MENTAL_HEALTH, LegalRole.CLINICIAN_MENTAL_HEALTH),
    (4, AgencyKind.ADVOCATE_ORGANIZATION, LegalRole.HUMAN_TRAFFICKING_CASEWORKER),
    (4, AgencyKind.ADVOCATE_ORGANIZATION, LegalRole.HUMAN_TRAFFICKING_CASEWORKER),
    (5, AgencyKind.SUBSTANCE_USE, LegalRole.CLINICIAN_SUBSTANCE_USE),
    (1, AgencyKind.PROBATION, LegalRole.COUNTY_ADMINISTRATOR),
)


@dataclass
class SimulatedClock:
    """The county's time; it moves only when it is moved."""

    at: datetime = BEGIN

    def now(self) -> datetime:
        return self.at

    def move(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


@dataclass
class SeededIds:
    """Ids that come the same for the same seed."""

    clock: SimulatedClock
    chance: random.Random

    def __call__(self) -> str:
        return make_uuid7(self.clock.now(), self.chance.randbytes(10))


@dataclass(frozen=True)
class Enrolled:
    """A laptop as it is before the first step of every seed."""

    hat: Hat
    device: DeviceId
    folder: Path
    store_key: StoreKey
    key: Ed25519PrivateKey


@dataclass
class Stage:
    """What every seed begins with.

    Attributes:
        kept: the rows of each table, in PostgreSQL's own text form.
        begins, oracle: when every seed begins, and what must be true then.
    """

    cluster: Cluster
    database: CountyDatabase
    signing_key: Ed25519PrivateKey
    folder: Path
    laptops: list[Enrolled] = field(default_factory=list)
    kept: dict[str, bytes] = field(default_factory=dict)
    begins: datetime = BEGIN
    oracle: Oracle | None = None

    def server(self, clock: SimulatedClock, ids: SeededIds) -> CountyServer:
        """The county's server, as started anew."""
        keys = {encode_public_key(self.signing_key.public_key()): self.signing_key}
        random_bytes = ids.chance.randbytes
        return CountyServer(COUNTY, self.database, clock, ids, random_bytes, keys.__getitem__)

    def put_back(self, folder: Path) -> None:
        """Put the county's rows back, and the laptops' stores into an empty folder."""
        with self.cluster.connect(SUPERUSER, DATABASE) as connection:
            # Rows come back as they were, in whatever order: nothing to check.
            connection.execute("SET session_replication_role = replica")
            connection.execute(f"TRUNCATE {', '.join(METADATA.tables)}".encode())
            for table, rows in self.kept.items():
                with connection.cursor().copy(f"COPY {table} FROM STDIN".encode()) as copy:
                    copy.write(rows)
        for one in self.laptops:
            place = folder / one.folder.name
            place.mkdir(parents=True)
            shutil.copyfile(one.folder / STORE_FILE, place / STORE_FILE)

    def begin_from(self, folder: Path, oracle: Oracle, at: datetime) -> None:
        """Let every seed begin with the county as it is, and laptops as they are in a folder."""
        self.laptops = [replace(one, folder=folder / one.folder.name) for one in self.laptops]
        self.oracle, self.begins = oracle, at
        self.keep()

    def keep(self) -> None:
        """Remember the county as it is now."""
        self.kept.clear()
        with self.cluster.connect(SUPERUSER, DATABASE) as connection:
            for table in METADATA.sorted_tables:
                with connection.cursor().copy(f"COPY {table.name} TO STDOUT".encode()) as copy:
                    rows = b"".join(map(bytes, copy))
                if rows:
                    self.kept[table.name] = rows


@contextmanager
def built_stage(folder: Path, cluster: Cluster) -> Iterator[Stage]:
    """Make it on a PostgreSQL, the laptops in a folder, best one in memory."""
    clock = SimulatedClock()
    ids = SeededIds(clock, random.Random(0))  # noqa: S311 - the same each time is the aim
    prepare_cluster(cluster, DATABASE)
    database = open_embedded(cluster, DATABASE, MemoryKeys())
    try:
        migrate(database.owner)
        stage = Stage(cluster, database, Ed25519PrivateKey.generate(), folder)
        with database.administer() as owner:
            add_county(owner, COUNTY, "Test County", "epoch1")
        with database.publish() as publishing:
            claim_key(publishing, COUNTY, stage.signing_key)
        _enrol_all(stage, clock, ids)
        stage.keep()
        yield stage
    finally:
        database.close()


def _enrol_all(stage: Stage, clock: SimulatedClock, ids: SeededIds) -> None:
    county = TestCounty(stage.server(clock, ids), clock, signing_key=stage.signing_key)
    for number, (agency, kind, role) in enumerate(_WORN, 1):
        plain = a_hat(number, role=role, agency=agency)
        hat = county.add_hat(plain.model_copy(update={"agency_kind": kind}))
        folder = stage.folder / "enrolled" / f"laptop{number:02d}"
        store_key = ids.chance.randbytes(32)
        with SyncLaptop.enrolled(county, hat, folder, clock=clock, store_key=store_key) as laptop:
            profile = laptop.store.profile()
            assert profile is not None
            stage.laptops.append(
                Enrolled(hat, profile.device, folder, StoreKey(store_key), laptop.key)
            )
