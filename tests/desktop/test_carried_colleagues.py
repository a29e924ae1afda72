# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate whose laptop has no network: admitted, given keys and let go by stick alone."""

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.ids import CaseId
from desktop.services.sticks import Sticks
from sync.server.bundle_duties import take_all
from sync.server.sources import Source
from tests.fakes.advocates import NOTES, DeskLaptop, NoCancel, an_advocate_hat, call_here
from tests.fakes.county import SystemClock, TestCounty, county_in_memory, new_id
from ui.advocate_views import KeyStanding

SAID = "planted-confidence: he waits for her at the harbour."


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def laptops(county: TestCounty, tmp_path: Path) -> Iterator[list[DeskLaptop]]:
    """Two colleagues of one organization; the second goes off the network after its first sync."""
    with ExitStack() as stack:
        made = []
        for number in (11, 12):
            hat = county.add_hat(an_advocate_hat(number))
            place = tmp_path / str(number)
            made.append(stack.enter_context(DeskLaptop.of(county, hat, place)))
            made[-1].sync()
        made[1].online[0] = False
        yield made


@pytest.fixture
def case(county: TestCounty, laptops: list[DeskLaptop]) -> CaseId:
    case = county.add_case(author=laptops[0].session.hat)
    for one in laptops:
        county.grant(one.session.hat, case, sections=NOTES)
    laptops[0].sync()
    return case


def carry(county: TestCounty, laptop: DeskLaptop, stick: Path) -> None:
    """To the county and back."""
    stick.mkdir(exist_ok=True)
    sticks = Sticks(laptop.session, call_here, lambda _: pytest.fail("no order was given"))
    assert sticks.write(stick, lambda _: None, NoCancel()) is not None
    assert county.bundle_key is not None
    source = Source(SystemClock(), new_id, os.urandom)
    lines = list(take_all(county.server, county.bundle_key, source, [stick], None, "Officer"))
    assert [one.split("\t")[1] for one in lines] == ["taken"]
    assert sticks.read(stick, lambda _: None, NoCancel()) is not None


def test_a_colleague_is_admitted_reads_and_is_let_go_by_stick(
    county: TestCounty, laptops: list[DeskLaptop], case: CaseId, tmp_path: Path
) -> None:
    first, second = laptops
    stick = tmp_path / "stick"
    first.notes.found()
    first.write(case, SAID)
    first.sync()
    carry(county, second, stick)
    number = second.notes.page(case).number
    first.sync()
    [asking] = first.notes.page(case).asking
    assert number
    assert asking.number == number
    second.notes.confirm(number)
    first.notes.admit(asking.device, number)
    assert SAID not in second.texts(case)
    carry(county, second, stick)
    assert second.notes.page(case).standing is KeyStanding.MEMBER
    assert second.texts(case) == [SAID]
    second.write(case, "from the field")
    carry(county, second, stick)
    first.sync()
    assert sorted(first.texts(case)) == sorted(["from the field", SAID])
    [other] = [one for one in first.notes.page(case).members if not one.here]
    first.notes.remove(other.device)
    carry(county, second, stick)
    assert second.notes.page(case).standing is KeyStanding.REMOVED
