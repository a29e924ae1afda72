# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop takes in the county's forms, and nothing that only pretends to be one."""

import base64
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.ids import CountyId
from forms.pack import InstrumentPack
from storage.model import Receipt
from sync.client.engine import Exchange
from sync.client.errors import AnswerNotGenuine, ConnectionCut
from sync.client.transport import Transport
from sync.wire.messages import PATH_INSTRUMENT, PATH_INSTRUMENTS
from sync.wire.signatures import encode_public_key
from tests.fakes.county import MovableClock, TestCounty, county_in_memory
from tests.fakes.packs import a_pack
from tests.fakes.sync_laptops import (
    CountingTransport,
    LyingTransport,
    MemoryTransport,
    SyncLaptop,
)


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock()


@pytest.fixture
def county(clock: MovableClock) -> Iterator[TestCounty]:
    with county_in_memory(clock) as running:
        yield running


def said(receipt: Receipt) -> str:
    return " ".join(one.sentence.format(form=one.form) for one in receipt.kept_out)


def packs_on(laptop: SyncLaptop) -> list[InstrumentPack]:
    kept = laptop.store.instruments
    contents = [kept.content(one.sha256) for one in kept.known() if one.is_here]
    return [InstrumentPack.from_content(one) for one in contents if one is not None]


def test_a_form_arrives_once_and_is_not_asked_for_again(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    pack = a_pack()
    county.publish(pack)
    assert said(laptop.sync()) == ""
    assert packs_on(laptop) == [pack]
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert asked.paths.count(PATH_INSTRUMENT) == 0


def test_a_large_form_goes_on_after_a_cut(laptop: SyncLaptop, county: TestCounty) -> None:
    noise = os.urandom(2_500_000)
    picture = '<itext><translation lang="en"><text id="a"><value form="image">'
    picture += "jr://images/a.png</value></text></translation></itext>"
    pack = a_pack(files={"a.png": noise}, more=picture)
    county.publish(pack)
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=5)
    assert laptop.store.instruments.known() == ()
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert packs_on(laptop)[0].read_file("a.png") == noise
    assert asked.paths.count(PATH_INSTRUMENT) < 3


def test_retiring_is_heard_and_the_content_stays(
    laptop: SyncLaptop, county: TestCounty, clock: MovableClock
) -> None:
    county.publish(a_pack())
    laptop.sync()
    clock.move(timedelta(minutes=1))
    county.retire("small", "1")
    laptop.sync()
    (word,) = laptop.store.instruments.known()
    assert (word.retired, word.is_here) == (True, True)


def lie_about_statement(change: dict[str, Any]) -> Any:
    def lie(heard: list[dict[str, Any]]) -> dict[str, Any]:
        told = json.loads(json.dumps(heard[-1]))
        for one in told["instruments"]:
            one["statement"] |= change
        return dict(told)

    return lie


@pytest.mark.parametrize(
    "change",
    [{"form_id": "other"}, {"until": "2099-01-01"}, {"sha256": "0" * 64}, {"standing": "retired"}],
)
def test_an_altered_statement_is_kept_out_and_said(
    laptop: SyncLaptop, county: TestCounty, change: dict[str, Any]
) -> None:
    county.publish(a_pack())
    lying = LyingTransport(county, PATH_INSTRUMENTS, lie_about_statement(change))
    receipt = laptop.sync(transport=lying)
    assert "is not genuine" in said(receipt)
    assert laptop.store.instruments.known() == ()
    assert said(laptop.sync()) == ""
    assert packs_on(laptop) == [a_pack()]


def test_a_form_signed_by_another_key_than_the_pinned_one_is_kept_out(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    county.publish(a_pack())
    laptop.sync()
    other = Ed25519PrivateKey.generate()
    county.signing_key = county.keys[encode_public_key(other.public_key())] = other
    county.sql("UPDATE county SET signing_key = NULL")
    county.publish(a_pack(version="2"))
    with pytest.raises(AnswerNotGenuine, match="another key than the one"):
        laptop.sync()
    assert packs_on(laptop) == [a_pack()]


def test_content_that_is_not_what_was_signed_is_kept_out_and_fetched_again(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    county.publish(a_pack())

    def lie(heard: list[dict[str, Any]]) -> dict[str, Any]:
        size = len(base64.urlsafe_b64decode(heard[-1]["content"] + "=="))
        return heard[-1] | {"content": base64.urlsafe_b64encode(bytes(size)).decode()}

    receipt = laptop.sync(transport=LyingTransport(county, PATH_INSTRUMENT, lie))
    assert "arrived damaged" in said(receipt)
    assert laptop.store.instruments.known() == ()
    laptop.sync()
    assert packs_on(laptop) == [a_pack()]


def test_the_same_version_with_other_content_is_refused_on_the_laptop_too(
    laptop: SyncLaptop, county: TestCounty, clock: MovableClock
) -> None:
    county.publish(a_pack())
    laptop.sync()
    with county.database.publish() as connection:
        connection.exec_driver_sql("DELETE FROM instrument")
    clock.move(timedelta(minutes=1))
    county.publish(a_pack(questions={"name": "Full name"}))
    assert "other content than before" in said(laptop.sync())
    assert packs_on(laptop) == [a_pack()]


def test_a_form_that_comes_with_the_program_cannot_be_replaced(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    county.publish(a_pack())
    receipt = sync_as(laptop, MemoryTransport(county), built_in={("small", "1"): "0" * 64})
    assert "other content than before" in said(receipt)
    assert laptop.store.instruments.known() == ()


def test_a_statement_for_another_county_is_kept_out(laptop: SyncLaptop, county: TestCounty) -> None:
    county.publish(a_pack())
    receipt = sync_as(laptop, MemoryTransport(county), county=CountyId("elsewhere"))
    assert "is not genuine" in said(receipt)
    assert laptop.store.instruments.known() == ()


def test_an_older_word_never_replaces_a_newer_one(
    laptop: SyncLaptop, county: TestCounty, clock: MovableClock
) -> None:
    county.publish(a_pack())
    laptop.sync()
    (early,) = laptop.store.instruments.known()
    clock.move(timedelta(minutes=1))
    county.retire("small", "1")
    laptop.sync()

    def lie(heard: list[dict[str, Any]]) -> dict[str, Any]:
        return heard[-1] | {"instruments": [json.loads(early.statement)]}

    laptop.sync(transport=LyingTransport(county, PATH_INSTRUMENTS, lie))
    (word,) = laptop.store.instruments.known()
    assert word.retired
    assert replace(word, retired=False) != early


def sync_as(laptop: SyncLaptop, transport: Transport, **more: Any) -> Receipt:
    clock = laptop.county.clock
    exchange = Exchange(
        laptop.store,
        laptop.conversation(transport),
        clock,
        progress=lambda _: None,
        is_cancelled=lambda: False,
        **more,
    )
    return exchange.run()[0]
