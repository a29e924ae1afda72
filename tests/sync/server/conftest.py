# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county with two people and a laptop each."""

from collections.abc import Iterator

import pytest

from casework.policy import Hat
from tests.fakes.county import MovableClock, TestCounty, TestLaptop, county_in_memory
from tests.fakes.people import a_hat


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def county(clock: MovableClock) -> Iterator[TestCounty]:
    with county_in_memory(clock) as county:
        yield county


@pytest.fixture
def ana(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def ben(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(2))


@pytest.fixture
def laptop(county: TestCounty, ana: Hat) -> TestLaptop:
    """Ana's."""
    return enrolled(county, ana)


@pytest.fixture
def other_laptop(county: TestCounty, ben: Hat) -> TestLaptop:
    """Ben's."""
    return enrolled(county, ben)


def enrolled(county: TestCounty, hat: Hat) -> TestLaptop:
    made = TestLaptop(county)
    made.enrol(hat)
    return made
