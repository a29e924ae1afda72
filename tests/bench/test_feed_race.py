# SPDX-License-Identifier: AGPL-3.0-or-later
"""Slow writers that race, in the small size; `make soak` lets them write 100,000 changes."""

from bench.feed_race import race


def test_no_follower_misses_what_slow_writers_write_at_once() -> None:
    outcome = race(300, writers=8)
    assert outcome.entries == 300
    assert (outcome.skipped, outcome.twice, outcome.gaps, outcome.wrong) == (0, 0, 0, [])
