# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county in memory, a worker, a case of theirs, and their laptop, enrolled and not yet synced."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from tests.fakes.county import TestCounty, county_in_memory
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as running:
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    case = county.add_case(legal_name="Test Youth", author=hat)
    county.grant(hat, case)
    return case


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        yield made
