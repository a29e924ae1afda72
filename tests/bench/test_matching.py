# SPDX-License-Identifier: AGPL-3.0-or-later
"""The small form of the measurement: most of what was entered twice is found, and little else."""

from bench.bench_matching import judge, make_county
from casework.alike import find_alike


def test_most_youths_entered_twice_are_found_and_few_others() -> None:
    sketches, pairs = make_county(5, 600, 150)
    found = {(min(one, two), max(one, two)) for one, two, _ in find_alike(sketches)}
    precision, recall = judge(found, pairs)
    assert precision >= 90
    assert recall >= 88


def test_the_same_seed_invents_the_same_county() -> None:
    assert make_county(3, 50, 10) == make_county(3, 50, 10)
