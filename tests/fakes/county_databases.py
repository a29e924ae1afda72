# SPDX-License-Identifier: AGPL-3.0-or-later
"""Empty databases for counties under test, on one PostgreSQL for the whole run."""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cache
from itertools import count
from pathlib import Path

from sqlalchemy import text

from sync.server.county_keys import CountyKeys
from sync.server.database import OWNER_ROLE, CountyDatabase, open_embedded, prepare_cluster
from sync.server.embedded import SUPERUSER, Cluster, running_cluster
from sync.server.schema import migrate
from sync.server.tables import METADATA
from tests.fakes.county_keys import MemoryKeys
from tests.fakes.filled_tables import Connection

TEMPLATE = "template_fieldfare"
_numbers = count(1)


@contextmanager
def fresh_database(keys: CountyKeys | None = None) -> Iterator[CountyDatabase]:
    """An empty database with the present schema; emptied and used again afterwards."""
    shared = share_cluster()
    name = shared.free.pop() if shared.free else shared.make()
    database = open_embedded(shared.cluster, name, keys or MemoryKeys())
    try:
        yield database
        with database.owner.begin() as connection:
            connection.execute(text(f"TRUNCATE {', '.join(METADATA.tables)} CASCADE"))
        shared.free.append(name)
    finally:
        database.close()


def connect_as_superuser(database: CountyDatabase) -> Connection:
    """A connection to the database of a test that sees past every wall."""
    name = database.app.url.database
    assert name is not None
    return share_cluster().cluster.connect(SUPERUSER, name)


@dataclass
class _Shared:
    """The PostgreSQL of a test run and its databases that nobody uses at the moment."""

    cluster: Cluster
    free: list[str] = field(default_factory=list)

    def make(self) -> str:
        """A new database from the migrated template."""
        name = f"test_{next(_numbers)}"
        query = f"CREATE DATABASE {name} OWNER {OWNER_ROLE} TEMPLATE {TEMPLATE}"
        with self.cluster.connect(SUPERUSER, "postgres") as connection:
            connection.execute(query.encode())
        return name


@cache
def share_cluster() -> _Shared:
    """One PostgreSQL for the whole test run, with a migrated template; not durable."""
    stack = ExitStack()
    atexit.register(stack.close)
    folder = Path(tempfile.mkdtemp(prefix="fieldfare-test-"))
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    cluster = stack.enter_context(running_cluster(folder / "pg", durable=False))
    prepare_cluster(cluster, TEMPLATE)
    template = open_embedded(cluster, TEMPLATE)
    migrate(template.owner)
    template.close()
    return _Shared(cluster)
