# SPDX-License-Identifier: AGPL-3.0-or-later
"""A transaction begins on a connection that holds, and several things are asked in one way."""

import os
import socket

import psycopg
import pytest

from sync.server.database import CountyDatabase, Identity
from sync.server.driver import ask_all, ask_driver
from tests.fakes.county import COUNTY, TestCounty


def test_a_connection_that_broke_while_it_was_held_is_replaced(county: TestCounty) -> None:
    for _ in range(2):
        break_what_is_held(county.database)
        with county.database.act_as(Identity(COUNTY)) as connection:
            [[found]] = ask_driver(connection, "SELECT current_setting('fieldfare.county')", {})
        assert found == COUNTY


def break_what_is_held(database: CountyDatabase) -> None:
    """Cut the connection that the next transaction would be given."""
    with database.act_as(Identity(COUNTY)) as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        handle = os.dup(driver.fileno())
    with socket.socket(fileno=handle) as held:
        held.shutdown(socket.SHUT_RDWR)


def test_what_is_asked_together_is_answered_in_its_order(county: TestCounty) -> None:
    with county.database.act_as(Identity(COUNTY)) as connection:
        told = ask_all(
            connection,
            ("SELECT %(one)s::int", {"one": 1}),
            ("SELECT set_config('fieldfare.device', 'told', true)", {}),
            ("SELECT current_setting('fieldfare.device')", {}),
            ("SELECT 1 WHERE false", {}),
        )
    assert told == [[(1,)], [("told",)], [("told",)], []]


def test_one_fault_among_several_questions_undoes_the_transaction(county: TestCounty) -> None:
    with (
        pytest.raises(psycopg.Error, match="division by zero"),
        county.database.act_as(Identity(COUNTY)) as connection,
    ):
        ask_all(
            connection,
            ("UPDATE county SET feed_n = 7 WHERE county = %(county)s", {"county": COUNTY}),
            ("SELECT 1 / 0", {}),
        )
    assert county.sql("SELECT feed_n FROM county") == [(0,)]
