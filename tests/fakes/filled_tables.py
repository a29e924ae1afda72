# SPDX-License-Identifier: AGPL-3.0-or-later
"""A row in every table of a county's database, whatever its schema, and what its catalogue says.

The same word stands in every text, so that rows refer to each other as foreign keys ask.
"""

import json
import re
from typing import Any, TypeAlias

import psycopg
from psycopg import sql

Connection: TypeAlias = psycopg.Connection[tuple[object, ...]]
Rows: TypeAlias = dict[str, list[dict[str, Any]]]

MOMENT = "2026-11-24 09:00+00"


def word(number: int) -> str:
    """The text that stands everywhere in the rows of this number."""
    return f"00000000-0000-7000-8000-{number:012d}"


def content(number: int) -> bytes:
    """What a program that knew no seals left, with a text that looks like part of it."""
    named = {"record": word(number), "hat": word(number)}
    said = f'He said "record":"{word(0)}" and "hat":"{word(0)}".'
    return json.dumps({**named, "text": said}, separators=(",", ":")).encode()


_BY_TYPE: dict[str, object] = {
    "bigint": 1,
    "integer": 1,
    "smallint": 1,
    "timestamp with time zone": MOMENT,
    "date": "2026-11-24",
    "boolean": True,
}
# A key that was destroyed is no key.
_EMPTY = {("content_key", "destroyed_at")}
# Of a pair of cases the second is the greater.
_GREATER = {("duplicate_decision", "second_case")}
_FIRST_OF = re.compile(r"\((\w+) = (?:ANY \(ARRAY\[)?'([^']+)'::text")


def fill_every_table(connection: Connection, number: int, county: str | None = None) -> None:
    """Add a row to each table; the connection is a superuser's."""
    values: dict[str, object] = {
        "text": word(number),
        "ARRAY": [word(number)],
        "bytea": content(number),
        **_BY_TYPE,
    }
    tables, allowed = list_columns(connection), _list_allowed(connection)
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        for table, columns in tables.items():
            row = [
                (county or word(number))
                if column == "county"
                else None
                if (table, column) in _EMPTY
                else word(number + 1)
                if (table, column) in _GREATER
                else allowed.get((table, column), values[kind])
                for column, kind in columns
            ]
            connection.execute(
                sql.SQL("INSERT INTO {} VALUES ({}) ON CONFLICT DO NOTHING").format(
                    sql.Identifier(table), sql.SQL(", ").join(sql.Placeholder() * len(columns))
                ),
                row,
            )


def _list_allowed(connection: Connection) -> dict[tuple[str, str], object]:
    """The first of the words that a column may hold, where a rule names them."""
    rules = connection.execute(
        "SELECT conrelid::regclass::text, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace AND contype = 'c'"
    )
    found: dict[tuple[str, str], object] = {}
    for table, rule in rules:
        for column, first in _FIRST_OF.findall(str(rule)):
            found[str(table), column] = first
    return found


def list_columns(connection: Connection) -> dict[str, list[tuple[str, str]]]:
    """Name and type of each column, in order, by table; without Alembic's own."""
    found: dict[str, list[tuple[str, str]]] = {}
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name <> 'alembic_version'"
        " ORDER BY table_name, ordinal_position"
    )
    for table, column, kind in rows:
        found.setdefault(str(table), []).append((str(column), str(kind)))
    return found


def read_rows(connection: Connection, tables: dict[str, list[tuple[str, str]]]) -> Rows:
    """Everything in some columns of some tables."""
    found: Rows = {}
    for table, columns in tables.items():
        names = [name for name, _ in columns]
        query = sql.SQL("SELECT {} FROM {}").format(
            sql.SQL(", ").join(map(sql.Identifier, names)), sql.Identifier(table)
        )
        rows = connection.execute(query)
        found[table] = [dict(zip(names, row, strict=True)) for row in rows]
    return found


def describe_schema(connection: Connection) -> list[tuple[object, ...]]:
    """What the catalogue says of columns, constraints, indexes, rules and grants."""
    told: list[tuple[object, ...]] = []
    for query in _CATALOGUE:
        told += connection.execute(query).fetchall()
    return sorted(told, key=str)


_CATALOGUE = (
    (
        "SELECT 'column', table_name, column_name, data_type, is_nullable, column_default,"
        " collation_name FROM information_schema.columns WHERE table_schema = 'public'"
    ),
    (
        "SELECT 'constraint', conrelid::regclass::text, pg_get_constraintdef(oid)"
        " FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'"
    ),
    "SELECT 'index', tablename, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "SELECT 'rule', tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies",
    (
        "SELECT 'wall', relname, relrowsecurity, relforcerowsecurity, pg_get_userbyid(relowner)"
        " FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    ),
    (
        "SELECT 'grant', table_name, column_name, privilege_type FROM"
        " information_schema.column_privileges WHERE grantee = 'fieldfare_app'"
    ),
    (
        "SELECT 'grant', table_name, privilege_type FROM information_schema.table_privileges"
        " WHERE grantee = 'fieldfare_app'"
    ),
)
