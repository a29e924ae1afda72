# SPDX-License-Identifier: AGPL-3.0-or-later
"""Entries of the cross-agency index, their receipts and designations, carried by hand."""

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import ReasonCode
from tests.fakes import sticks
from tests.fakes.county import TestCounty
from tests.fakes.index import a_change, an_entry, designate, switch_on, undesignate
from tests.fakes.sync_laptops import SyncLaptop


@pytest.fixture
def county(county: TestCounty) -> TestCounty:
    switch_on(county)
    return county


@pytest.fixture
def laptop(laptop: SyncLaptop, case: CaseId) -> SyncLaptop:
    laptop.sync()
    return laptop


def may_ask(laptop: SyncLaptop) -> bool:
    word = laptop.store.index.word()
    return word is not None and word.power.may_ask


def versions(laptop: SyncLaptop) -> list[int]:
    return [one.version for one in laptop.store.index.entries()]


def test_a_designation_an_entry_and_its_receipt_come_and_go_by_hand(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    designate(county, hat)
    sticks.carry(laptop)
    assert may_ask(laptop)
    change = a_change(case)
    laptop.store.index.enter(change)
    written = sticks.write(laptop)
    assert written.out.operations == 1
    assert b"Marsh Lane" not in written.content
    answer = sticks.take(county, written.content).answer
    assert sticks.take(county, written.content).again
    assert [one.change for one in laptop.store.index.work()] == [change]
    receipt = sticks.read(laptop, answer)
    assert (receipt.sent, receipt.held) == (1, 0)
    assert laptop.store.index.work() == ()
    assert versions(laptop) == [1]
    undesignate(county, hat.id)
    sticks.carry(laptop)
    assert not may_ask(laptop)
    assert versions(laptop) == []


def test_an_entry_the_county_refuses_stays_and_is_carried_again_once_it_may_be(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    laptop.store.index.enter(a_change(case))
    assert sticks.carry(laptop).held == 1
    [kept] = laptop.store.index.work()
    assert kept.refused is not None
    assert kept.refused.code is ReasonCode.INDEX_NOT_DESIGNATED
    assert sticks.write(laptop).out.operations == 0
    designate(county, hat)
    sticks.carry(laptop)
    assert sticks.carry(laptop).sent == 1
    assert versions(laptop) == [1]


def test_an_answer_that_a_network_sync_overtook_takes_nothing_back(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    designate(county, hat)
    laptop.sync()
    laptop.store.index.enter(a_change(case))
    answer = sticks.take(county, sticks.write(laptop).content).answer
    newer = a_change(case, an_entry("Rosa M. Vega"), base=0)
    laptop.store.index.enter(newer)
    laptop.sync()
    assert versions(laptop) == [2]
    last = a_change(case, an_entry("Rosa Vega"), base=2)
    laptop.store.index.enter(last)
    undesignate(county, hat.id)
    designate(county, hat)
    receipt = sticks.read(laptop, answer)
    assert (receipt.sent, receipt.held) == (0, 0)
    assert versions(laptop) == [2]
    assert [one.change.id for one in laptop.store.index.work()] == [last.id]
    assert laptop.sync().sent == 1
    assert versions(laptop) == [3]
