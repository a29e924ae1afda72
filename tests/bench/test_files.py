# SPDX-License-Identifier: AGPL-3.0-or-later
"""A large file goes on where its connection was cut, on its way up and down."""

import pytest

from bench.bench_files import CUT, run


@pytest.mark.soak
def test_a_file_cut_after_every_64_kib_arrives_once_and_costs_little_more_than_its_size() -> None:
    done = run(1_000_000, CUT)
    assert done.same
    assert done.twice == 0
    for way in (done.up, done.down):
        assert way.connections >= 1_000_000 // CUT
        assert way.passed / done.size < 1.10
