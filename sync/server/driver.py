# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking PostgreSQL's driver itself, inside a transaction that `sync.server.database` began.

For what is asked in every request: a statement that stays the same is prepared by the driver, and
SQLAlchemy's own work around it cost more than the question.
"""

from collections.abc import Mapping
from typing import Any

import psycopg
from sqlalchemy import Connection

Rows = list[tuple[Any, ...]]
Question = tuple[str, Mapping[str, object]]


def ask_driver(connection: Connection, query: str, told: Mapping[str, object]) -> Rows:
    """Ask the driver itself, in this transaction; rows, or none for a statement.

    Results come in binary, and so goes what is marked `%(name)b`: nothing is spelled out in hex.
    """
    driver: psycopg.Connection[tuple[Any, ...]] | None = connection.connection.driver_connection
    assert driver is not None
    cursor = driver.execute(query.encode(), told, binary=True)
    return cursor.fetchall() if cursor.description else []


def ask_all(connection: Connection, *questions: Question) -> list[Rows]:
    """As `ask_driver`, several things in their order, in one way to the database and back."""
    driver: psycopg.Connection[tuple[Any, ...]] | None = connection.connection.driver_connection
    assert driver is not None
    with driver.pipeline():
        cursors = [driver.execute(query.encode(), told, binary=True) for query, told in questions]
    return [one.fetchall() if one.description else [] for one in cursors]
