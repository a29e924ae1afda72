# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop obeys its county's orders and nothing that only pretends to be one."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.ids import DeviceId
from casework.policy import Hat
from sync.client.errors import OrderGiven, PapersRefused
from sync.wire.messages import PATH_PAPERS
from sync.wire.orders import OrderKind
from tests.fakes.county import TestCounty
from tests.fakes.people import NOON
from tests.fakes.sync_laptops import LyingTransport, SyncLaptop

Told = dict[str, Any]


def device_of(laptop: SyncLaptop) -> DeviceId:
    profile = laptop.store.profile()
    assert profile is not None
    return profile.device


def changing(county: TestCounty, change: Callable[[Told], None]) -> LyingTransport:
    def lie(heard: list[Told]) -> Told:
        told: Told = json.loads(json.dumps(heard[-1]))
        change(told)
        return told

    return LyingTransport(county, PATH_PAPERS, lie)


def order_of(laptop: SyncLaptop, county: TestCounty, kind: OrderKind) -> Told:
    """The order as the county hands it to this laptop, which does not hear it."""
    kept: list[Told] = []
    county.order(device_of(laptop), kind)
    with pytest.raises(OrderGiven):
        laptop.sync(transport=changing(county, lambda told: kept.append(told["order"])))
    return kept[0]


def wipe_instead(told: Told) -> None:
    told["order"]["order"]["kind"] = "wipe"


def later_instead(told: Told) -> None:
    told["order"]["order"]["given_at"] = "2030-01-01T00:00:00Z"


def unsigned(told: Told) -> None:
    told["order"]["signature"] = "A" * 86


@pytest.mark.parametrize("lie", [wipe_instead, later_instead, unsigned])
def test_a_forged_order_is_not_obeyed(
    laptop: SyncLaptop, county: TestCounty, lie: Callable[[Told], None]
) -> None:
    county.order(device_of(laptop), OrderKind.SUSPEND)
    with pytest.raises(PapersRefused, match="not signed by"):
        laptop.sync(transport=changing(county, lie))
    assert laptop.store.papers.suspended_at() is None


def test_the_order_of_another_laptop_is_not_obeyed(
    laptop: SyncLaptop, county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    with SyncLaptop.enrolled(county, hat, tmp_path / "two") as other:
        theirs = order_of(other, county, OrderKind.WIPE)

    def put(told: Told) -> None:
        told.update(papers=None, order=theirs)

    with pytest.raises(PapersRefused, match="another laptop"):
        laptop.sync(transport=changing(county, put))
    assert laptop.store.papers.suspended_at() is None


def test_an_order_that_was_lifted_is_not_obeyed_when_it_comes_again(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    lifted = order_of(laptop, county, OrderKind.WIPE)
    county.lift(device_of(laptop))
    laptop.sync()

    def put(told: Told) -> None:
        told.update(papers=None, order=lifted)

    laptop.stir()
    with pytest.raises(PapersRefused, match="lifted"):
        laptop.sync(transport=changing(county, put))
    laptop.sync()


def test_an_order_of_a_county_that_counts_anew_is_obeyed(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    laptop.store.papers.suspend(7, NOON)
    county.order(device_of(laptop), OrderKind.SUSPEND)
    with pytest.raises(OrderGiven) as given:
        laptop.sync()
    laptop.store.papers.suspend(given.value.order.number, NOON)
    assert given.value.order.number < laptop.store.papers.order() == 7
