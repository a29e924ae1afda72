# SPDX-License-Identifier: AGPL-3.0-or-later
"""PostgreSQL reads columns of many rows as they were written."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sync.server.arrays import Blobs, Numbers, Words
from sync.server.database import Identity
from sync.server.driver import ask_driver
from tests.fakes.county import COUNTY, TestCounty

ROW = st.tuples(
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=20),
    st.binary(max_size=20),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(rows=st.lists(ROW, max_size=5))
def test_what_comes_back_is_what_was_written(
    county: TestCounty, rows: list[tuple[int, str, bytes]]
) -> None:
    told = {
        "numbers": Numbers.of([one[0] for one in rows]),
        "words": Words.of([one[1] for one in rows]),
        "blobs": Blobs.of([one[2] for one in rows]),
    }
    with county.database.act_as(Identity(COUNTY)) as connection:
        come = ask_driver(
            connection, "SELECT * FROM unnest(%(numbers)s, %(words)s, %(blobs)s)", told
        )
    assert [(number, word, bytes(blob)) for number, word, blob in come] == rows
