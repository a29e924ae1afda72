# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county that answers what it should not: nothing of it is taken over, the next sync is whole."""

from collections.abc import Callable
from typing import Any

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from casework.vocabulary import RecordKind
from storage.errors import StorageBug
from sync.client.errors import ReplyMalformed, VersionsDiffer
from sync.client.limits import ClientLimits
from sync.wire.messages import PATH_PULL, PATH_PUSH
from tests.fakes.county import TestCounty, a_note, new_id
from tests.fakes.sync_laptops import LyingTransport, SyncLaptop

Heard = list[dict[str, Any]]
Lie = Callable[[Heard], dict[str, Any]]
RECORDS = 4


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    case = county.add_case(author=hat)
    county.add_records(case, RecordKind.CONTACT_NOTE, [a_note()] * (RECORDS - 1), author=hat)
    county.grant(hat, case)
    return case


def change_first_result(**told: object) -> Lie:
    def lie(heard: Heard) -> dict[str, Any]:
        first, *others = heard[-1]["results"]
        return heard[-1] | {"results": [first | told, *others]}

    return lie


PUSH_LIES: dict[str, Lie] = {
    "an operation that was not sent": change_first_result(id=new_id()),
    "a counter that was not sent": change_first_result(counter=77),
    "one result missing": lambda heard: heard[-1] | {"results": heard[-1]["results"][1:]},
    "one result twice": lambda heard: heard[-1] | {"results": heard[-1]["results"] * 2},
    "another order": lambda heard: heard[-1] | {"results": heard[-1]["results"][::-1]},
    "an outcome nobody knows": change_first_result(outcome="perhaps"),
    "no results": lambda heard: {"protocol": 1},
}


@pytest.mark.parametrize("told", PUSH_LIES)
def test_answers_for_other_work_settle_nothing(
    laptop: SyncLaptop, case: CaseId, county: TestCounty, told: str
) -> None:
    laptop.sync()
    laptop.write_note(case, "Phone call.")
    laptop.write_note(case, "Visit.")
    waiting = laptop.store.pending_operations(10)
    with pytest.raises(ReplyMalformed):
        laptop.sync(transport=LyingTransport(county, PATH_PUSH, PUSH_LIES[told]))
    assert laptop.store.pending_operations(10) == waiting
    assert laptop.sync().sent == 2
    assert laptop.store.pending_operations(10) == ()


def test_a_county_of_another_protocol_is_named_so(
    laptop: SyncLaptop, case: CaseId, county: TestCounty
) -> None:
    laptop.sync()
    laptop.write_note(case, "Phone call.")
    with pytest.raises(VersionsDiffer, match="must be updated"):
        laptop.sync(
            transport=LyingTransport(county, PATH_PUSH, lambda heard: heard[-1] | {"protocol": 2})
        )
    assert len(laptop.store.pending_operations(10)) == 1


def repeat_first_cursor(heard: Heard) -> dict[str, Any]:
    return heard[-1] | {"cursor": heard[0]["cursor"], "done": False}


def circle(heard: Heard) -> dict[str, Any]:
    return heard[-1] | {"cursor": heard[(len(heard) - 1) % 2]["cursor"], "done": False}


def go_back_at_the_end(heard: Heard) -> dict[str, Any]:
    if not heard[-1]["done"]:
        return heard[-1]
    return heard[-1] | {"cursor": heard[0]["cursor"]}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("lie", [repeat_first_cursor, circle, go_back_at_the_end])
def test_a_feed_that_goes_back_is_left(laptop: SyncLaptop, county: TestCounty, lie: Lie) -> None:
    with pytest.raises(ReplyMalformed, match="does not move on"):
        laptop.sync(
            transport=LyingTransport(county, PATH_PULL, lie), limits=ClientLimits(page_records=1)
        )
    laptop.sync()
    assert len(laptop.shown()) == RECORDS


def test_a_feed_without_end_is_left(laptop: SyncLaptop, county: TestCounty) -> None:
    def go_on_forever(heard: Heard) -> dict[str, Any]:
        return heard[-1] | {"cursor": f"epoch1.{len(heard)}", "done": False}

    county.sql("UPDATE county SET feed_n = 1000")
    with pytest.raises(ReplyMalformed, match="does not come to an end"):
        laptop.sync(
            transport=LyingTransport(county, PATH_PULL, go_on_forever), limits=ClientLimits(pages=5)
        )


PAGE_LIES: dict[str, Lie] = {
    "more than asked for": lambda heard: heard[-1] | {"entries": heard[-1]["entries"] * 1000},
    "no cursor": lambda heard: heard[-1] | {"cursor": ""},
    "an endless cursor": lambda heard: heard[-1] | {"cursor": "1" * 201},
    "an entry nobody knows": lambda heard: heard[-1] | {"entries": [{"entry": "perhaps"}]},
    "no entries": lambda heard: {"cursor": "1", "done": True},
}


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize("told", PAGE_LIES)
def test_a_page_that_is_none_is_not_applied(
    laptop: SyncLaptop, county: TestCounty, told: str
) -> None:
    with pytest.raises(ReplyMalformed):
        laptop.sync(transport=LyingTransport(county, PATH_PULL, PAGE_LIES[told]))
    assert (laptop.store.cursor(), laptop.shown()) == ("", {})
    laptop.sync()
    assert len(laptop.shown()) == RECORDS


def only_records(heard: Heard) -> dict[str, Any]:
    return heard[-1] | {"entries": [one for one in heard[-1]["entries"] if one["entry"] == "put"]}


@pytest.mark.usefixtures("case")
def test_records_of_a_case_that_was_never_let_in_are_not_kept(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    with pytest.raises(StorageBug, match="never let in"):
        laptop.sync(transport=LyingTransport(county, PATH_PULL, only_records))
    assert laptop.store.cursor() == ""
    laptop.sync()
    assert len(laptop.shown()) == RECORDS


def test_a_feed_that_always_begins_anew_is_left(laptop: SyncLaptop, county: TestCounty) -> None:
    laptop.sync()
    kept = laptop.store.cursor()

    def forget(heard: Heard) -> dict[str, Any]:
        county.sql("UPDATE county SET epoch = epoch || 'x'")
        return heard[-1] | {"done": False}

    county.sql("UPDATE county SET epoch = 'other'")
    with pytest.raises(ReplyMalformed, match="twice in a row"):
        laptop.sync(transport=LyingTransport(county, PATH_PULL, forget))
    assert laptop.store.cursor() != kept
    laptop.sync()
    assert laptop.store.cursor().startswith("otherx")
