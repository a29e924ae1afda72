# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county's database of any earlier program is brought up to date with all it holds."""

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from sync.server.database import CountyDatabase, open_embedded, prepare_cluster
from sync.server.embedded import SUPERUSER, Cluster, running_cluster
from sync.server.errors import DatabaseUnusable
from sync.server.schema import LATEST, check_version, migrate, read_version
from tests.fakes.filled_tables import (
    Rows,
    describe_schema,
    fill_every_table,
    list_columns,
    read_rows,
    word,
)
from tests.fakes.own_postgres import find_oldest

EARLIER = [f"{number:04d}" for number in range(1, int(LATEST))]
# Columns that were given up on purpose, since what they held stands elsewhere too.
MOVED = {"disclosure.purpose"}
# What a migration sets anew on purpose: more is to be sealed at the next start.
RESET = {("county", "sealed_at")}
_names = count(1)


@pytest.fixture(scope="module", params=["the wheel's", "the oldest"])
def cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    programs = find_oldest() if request.param == "the oldest" else None
    if request.param == "the oldest" and programs is None:
        pytest.skip("PostgreSQL 15 is not installed (Debian: postgresql-15)")
    # Not below pytest's folder, which another run of pytest closes to other accounts.
    folder = Path(tempfile.mkdtemp(prefix="fieldfare-test-"))
    try:
        with running_cluster(folder / "pg", durable=False, programs=programs) as made:
            yield made
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def database(cluster: Cluster) -> Iterator[CountyDatabase]:
    """Empty, without a schema."""
    made = fresh(cluster)
    yield made
    made.close()


def fresh(cluster: Cluster) -> CountyDatabase:
    name = f"schema_{next(_names)}"
    prepare_cluster(cluster, name)
    return open_embedded(cluster, name)


def test_every_row_of_every_earlier_schema_is_there_in_todays(
    cluster: Cluster, database: CountyDatabase
) -> None:
    with cluster.connect(SUPERUSER, database.owner.url.database or "") as connection:
        kept: list[tuple[str, dict[str, list[tuple[str, str]]], Rows]] = []
        for number, revision in enumerate(EARLIER, 1):
            migrate(database.owner, revision)
            assert read_version(database.owner) == revision
            fill_every_table(connection, number)
            columns = list_columns(connection)
            rows = read_rows(connection, columns)
            assert all(rows.values()), "a table without a row shows nothing"
            kept.append((revision, columns, rows))
        migrate(database.owner)
        for revision, columns, rows in kept:
            present = list_columns(connection)
            still = {
                table: [one for one in named if one in present[table]]
                for table, named in columns.items()
            }
            gone = {
                f"{table}.{name}"
                for table, named in columns.items()
                for name, _ in set(named) - set(still[table])
            }
            assert gone <= MOVED, "a column with its content went"
            now = read_rows(connection, still)
            for table, before in rows.items():
                names = [name for name, _ in still[table] if (table, name) not in RESET]
                kept_rows = [{name: row[name] for name in names} for row in now[table]]
                for row in before:
                    assert {name: row[name] for name in names} in kept_rows, (revision, table)
        of_the_first = connection.execute(
            "SELECT o.record, r.hat FROM operation AS o JOIN record AS r USING (county)"
            " WHERE o.county = %s",
            [word(1)],
        )
        assert of_the_first.fetchall() == [(word(1), word(1))]
    check_version(database.app)


def test_a_county_that_grew_up_has_the_schema_of_a_new_one(cluster: Cluster) -> None:
    told = []
    for steps in ([*EARLIER, LATEST], [LATEST]):
        made = fresh(cluster)
        for revision in steps:
            migrate(made.owner, revision)
        with cluster.connect(SUPERUSER, made.owner.url.database or "") as connection:
            told.append(describe_schema(connection))
        made.close()
    assert told[0] == told[1]


def test_a_schema_of_a_later_program_is_left_alone(database: CountyDatabase) -> None:
    migrate(database.owner)
    with database.owner.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="update the program"):
        migrate(database.owner)
    with pytest.raises(DatabaseUnusable, match="update the program"):
        check_version(database.app)


def test_a_migration_that_is_cut_short_leaves_the_schema_it_found(
    cluster: Cluster, database: CountyDatabase
) -> None:
    migrate(database.owner, "0006")
    with cluster.connect(SUPERUSER, database.owner.url.database or "") as connection:
        before = describe_schema(connection)
        connection.execute("CREATE TABLE inbox_decision (id text)")
        with pytest.raises(Exception, match="inbox_decision"):
            migrate(database.owner)
        connection.execute("DROP TABLE inbox_decision")
        assert describe_schema(connection) == before
    assert read_version(database.owner) == "0006"
    migrate(database.owner)
