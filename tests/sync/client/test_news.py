# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop at rest asks one short question, and hears of everything all the same."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.policy import Hat, TrainingHeld
from casework.vocabulary import RecordKind
from sync.client.errors import DeviceRefused, OrderGiven
from sync.client.transport import Reply, Transport
from sync.server.trainings import record_training
from sync.wire.messages import PATH_PAPERS, PATH_PULL
from sync.wire.news import PATH_NEWS
from sync.wire.orders import OrderKind
from sync.wire.rest import PATH_REST
from tests.fakes.county import COUNTY, TestCounty, a_note
from tests.fakes.packs import a_pack
from tests.fakes.sync_laptops import CountingTransport, LyingTransport, MemoryTransport, SyncLaptop


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        made.sync()
        assert asked(made) == [PATH_REST], "not at rest"
        yield made


def asked(laptop: SyncLaptop, *, knows_rest: bool = True) -> list[str]:
    """The paths of one sync; with a county that was there before the shortest form, or today's."""
    way = CountingTransport(
        MemoryTransport(laptop.county)
        if knows_rest
        else LyingTransport(laptop.county, PATH_PAPERS, lambda told: told[-1] | {"at_rest": False})
    )
    laptop.sync(transport=way)
    return way.paths


@dataclass
class _Altering:
    """Alters what is answered to the shortest question."""

    inner: Transport
    lie: Callable[[bytes], bytes]

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = self.inner.send(path, headers, body)
        told = self.lie(reply.body) if path.startswith(PATH_REST) else reply.body
        return Reply(reply.status, told, reply.headers)


def test_what_is_new_comes_with_the_answer(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    record = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("News."), author=hat)
    assert asked(laptop) == [PATH_REST]
    assert record in laptop.shown()
    receipt = laptop.store.last_receipt()
    assert receipt is not None
    assert receipt.received == 1
    assert asked(laptop) == [PATH_REST]


def test_more_news_than_fit_come_with_a_whole_sync(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    county.add_records(case, RecordKind.CONTACT_NOTE, [a_note()] * 501, author=hat)
    paths = asked(laptop)
    assert {PATH_REST, PATH_PULL} <= set(paths)
    assert len(laptop.shown()) == 502


def test_a_case_that_leaves_goes_at_once(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    county.revoke(hat, case)
    assert asked(laptop) == [PATH_REST]
    assert not laptop.may_write(case)


def _train(county: TestCounty, hat: Hat) -> None:
    now = county.clock.now()
    held = TrainingHeld(code="csec-101", passed_on=now.date())
    with county.database.administer() as connection:
        record_training(connection, COUNTY, hat.person, held, now)


CHANGES: dict[str, Callable[[TestCounty, Hat], object]] = {
    "a policy": lambda county, _: county.change_policy(sync_every_minutes=30),
    "a form": lambda county, _: county.publish(a_pack(version="1")),
    "a training": _train,
    "another key": lambda county, _: county.rotate_key(),
    "work that waits": lambda county, hat: None,
}


@pytest.mark.parametrize("what", CHANGES)
def test_whatever_else_changes_brings_a_whole_sync(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat, what: str
) -> None:
    if what == "work that waits":
        laptop.write_note(case, "Not sent yet.")
    CHANGES[what](county, hat)
    assert PATH_PAPERS in asked(laptop)
    assert asked(laptop) == [PATH_REST]


def test_an_order_and_a_refusal_are_heard(laptop: SyncLaptop, county: TestCounty) -> None:
    profile = laptop.store.profile()
    assert profile is not None
    county.order(profile.device, OrderKind.SUSPEND)
    with pytest.raises(OrderGiven):
        laptop.sync()
    county.revoke_device(profile.device)
    with pytest.raises(DeviceRefused):
        laptop.sync()


def test_a_county_that_does_not_know_the_question_gets_a_whole_sync(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    laptop.stir()
    while PATH_PAPERS in asked(laptop, knows_rest=False):
        pass
    way = LyingTransport(county, PATH_NEWS, lambda _: {"sync": "perhaps"})
    assert laptop.sync(transport=way).note == ""


def test_a_county_that_does_not_know_the_shortest_form_is_asked_the_longer_question(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    laptop.stir()
    while PATH_PAPERS in (paths := asked(laptop, knows_rest=False)):
        pass
    assert paths == [PATH_NEWS]
    record = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("News."), author=hat)
    assert asked(laptop) == [PATH_NEWS]
    assert record in laptop.shown()


@pytest.mark.parametrize("lie", [lambda _: b"", lambda true: true[:-1] + b"!", lambda _: b"x" * 64])
def test_an_altered_answer_to_the_shortest_question_is_not_taken(
    laptop: SyncLaptop, county: TestCounty, lie: Callable[[bytes], bytes]
) -> None:
    way = CountingTransport(_Altering(MemoryTransport(county), lie))
    laptop.sync(transport=way)
    assert way.paths == [PATH_REST, PATH_NEWS]


def test_a_store_that_was_opened_anew_is_compared_first(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    laptop.stir()
    assert PATH_PAPERS in asked(laptop)
