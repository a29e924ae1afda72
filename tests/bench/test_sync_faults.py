# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county that is killed while laptops push loses nothing it acknowledged and doubles nothing."""

import pytest

from bench.sync_faults import run


@pytest.mark.soak
def test_killing_server_and_database_under_load_loses_and_doubles_nothing() -> None:
    tally = run(rounds=2, seed=1, laptops=2)
    assert tally.kills == 2
    assert tally.count > 0
    assert (tally.lost, tally.twice, tally.wrong) == (0, 0, [])
