# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county's database as a backup has it, and put back from there."""

from psycopg import sql

from sync.server.audit import Actor
from sync.server.put_back import begin_after_backup
from tests.fakes.county import COUNTY, TestCounty, new_id
from tests.fakes.county_databases import connect_as_superuser
from tests.fakes.filled_tables import list_columns

Backup = dict[str, list[tuple[object, ...]]]


def back_up(county: TestCounty) -> Backup:
    """Every row of every table."""
    with connect_as_superuser(county.database) as connection:
        return {
            table: connection.execute(
                sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))
            ).fetchall()
            for table in list_columns(connection)
        }


def put_back(county: TestCounty, backup: Backup) -> None:
    """Every row of every table as it was, and what an administrator says of it then."""
    with connect_as_superuser(county.database) as connection:
        connection.execute("SET session_replication_role = replica")
        for table, rows in backup.items():
            named = sql.Identifier(table)
            connection.execute(sql.SQL("DELETE FROM {}").format(named))
            for row in rows:
                places = sql.SQL(", ").join([sql.Placeholder()] * len(row))
                connection.execute(sql.SQL("INSERT INTO {} VALUES ({})").format(named, places), row)
    with county.database.administer() as owner:
        begin_after_backup(owner, COUNTY, new_id(), Actor("Ada", county.clock.now(), new_id()))
