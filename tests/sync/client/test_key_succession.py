# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop follows its county's signing key from the one it joined with, and no other."""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from casework.ids import CountyId
from casework.policy import Hat
from storage.errors import StorageBug
from storage.model import Receipt
from sync.client.errors import AnswerNotGenuine
from sync.wire.messages import PATH_INSTRUMENTS, PATH_PAPERS
from sync.wire.signatures import encode_public_key
from sync.wire.statements import SignedStatement
from sync.wire.successions import SignedSuccession, leads_to, sign_succession
from tests.fakes.county import COUNTY, TestCounty, county_in_memory
from tests.fakes.packs import a_pack
from tests.fakes.people import NOON
from tests.fakes.sync_laptops import LyingTransport, SyncLaptop

KEYS = [Ed25519PrivateKey.generate() for _ in range(5)]
CHAIN = [sign_succession(COUNTY, old, new.public_key(), NOON) for old, new in pairwise(KEYS)]


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as running:
        running.publish(a_pack())
        yield running


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        made.sync()
        yield made


def public(key: Ed25519PrivateKey) -> str:
    return encode_public_key(key.public_key())


def said(receipt: Receipt) -> str:
    return " ".join(one.sentence for one in receipt.kept_out)


def versions(laptop: SyncLaptop) -> list[str]:
    return [one.version for one in laptop.store.instruments.known() if one.is_here]


def test_a_laptop_pins_the_key_when_it_joins(county: TestCounty, hat: Hat, tmp_path: Path) -> None:
    with SyncLaptop.enrolled(county, hat, tmp_path / "two") as fresh:
        assert fresh.store.instruments.signing_key() == public(county.signing_key)
        other = Ed25519PrivateKey.generate()
        county.signing_key = county.keys[public(other)] = other
        county.sql("UPDATE county SET signing_key = NULL")
        county.publish(a_pack(version="2"))
        with pytest.raises(AnswerNotGenuine, match="another key"):
            fresh.sync()
        assert versions(fresh) == []


def test_a_laptop_that_joined_before_keys_were_pinned_pins_it_at_its_next_sync(
    county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    with SyncLaptop.enrolled(county, hat, tmp_path / "early", early=True) as early:
        assert early.store.instruments.signing_key() is None
        assert early.store.papers.lease() is None
        early.sync()
        assert early.store.instruments.signing_key() == public(county.signing_key)
        assert early.store.papers.lease() is not None


@pytest.mark.parametrize("times", [1, 2, 3])
def test_a_laptop_follows_rotations_it_has_not_seen(
    laptop: SyncLaptop, county: TestCounty, times: int
) -> None:
    for _ in range(times):
        county.rotate_key()
    county.publish(a_pack(version="2"))
    assert said(laptop.sync()) == ""
    assert versions(laptop) == ["1", "2"]
    assert laptop.store.instruments.signing_key() == public(county.signing_key)
    for kept in laptop.store.instruments.known():
        SignedStatement.model_validate_json(kept.statement).verify(public(county.signing_key))


def test_a_rotation_is_followed_step_by_step_and_brings_nothing_anew(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    for _ in range(2):
        county.rotate_key()
        assert said(laptop.sync()) == ""
        assert laptop.store.instruments.signing_key() == public(county.signing_key)
    assert versions(laptop) == ["1"]


def lying(
    county: TestCounty, change: Callable[[dict[str, Any]], None], path: str = PATH_PAPERS
) -> LyingTransport:
    def lie(heard: list[dict[str, Any]]) -> dict[str, Any]:
        told = json.loads(json.dumps(heard[-1]))
        change(told)
        return dict(told)

    return LyingTransport(county, path, lie)


def forge(told: dict[str, Any]) -> None:
    told["successions"][0]["signature"] = "A" * 86


def name_another(told: dict[str, Any]) -> None:
    told["successions"][0]["succession"]["stated_at"] = "2030-01-01T00:00:00Z"


def sign_by_the_new_key(told: dict[str, Any]) -> None:
    thief = Ed25519PrivateKey.generate()
    old = told["successions"][-1]["succession"]["old_key"]
    forged = sign_succession(COUNTY, thief, thief.public_key(), NOON).model_dump(mode="json")
    forged["succession"]["old_key"] = old
    told["successions"] = [forged]
    told["signing_key"] = public(thief)


def leave_a_step_out(told: dict[str, Any]) -> None:
    told["successions"] = told["successions"][:1]


def leave_all_out(told: dict[str, Any]) -> None:
    told["successions"] = []


@pytest.mark.parametrize(
    "lie", [forge, name_another, sign_by_the_new_key, leave_a_step_out, leave_all_out]
)
def test_a_key_that_does_not_follow_is_refused_and_nothing_is_lost(
    laptop: SyncLaptop, county: TestCounty, lie: Callable[[dict[str, Any]], None]
) -> None:
    pinned = laptop.store.instruments.signing_key()
    county.rotate_key()
    county.rotate_key()
    county.publish(a_pack(version="2"))
    with pytest.raises(AnswerNotGenuine, match="another key"):
        laptop.sync(transport=lying(county, lie))
    assert laptop.store.instruments.signing_key() == pinned
    assert versions(laptop) == ["1"]
    assert said(laptop.sync()) == ""
    assert versions(laptop) == ["1", "2"]


def test_a_laptop_never_goes_back_to_an_earlier_key(laptop: SyncLaptop, county: TestCounty) -> None:
    before: list[dict[str, Any]] = []
    forms = PATH_INSTRUMENTS
    laptop.stir()
    laptop.sync(transport=lying(county, lambda told: before.append(dict(told)), forms))
    county.rotate_key()
    laptop.sync()
    laptop.stir()
    [old] = before
    assert "another key than before" in said(
        laptop.sync(transport=lying(county, lambda told: told.update(old), forms))
    )
    assert laptop.store.instruments.signing_key() == public(county.signing_key)


def test_the_store_takes_a_successor_of_the_pinned_key_only(laptop: SyncLaptop) -> None:
    with pytest.raises(StorageBug, match="follows another"):
        laptop.store.instruments.succeed_signing_key(public(KEYS[0]), public(KEYS[1]))


@given(st.permutations(CHAIN), st.integers(0, 4), st.integers(0, 4))
def test_the_order_in_which_successions_come_changes_nothing(
    told: list[SignedSuccession], start: int, end: int
) -> None:
    reached = leads_to(public(KEYS[start]), public(KEYS[end]), told, COUNTY)
    assert reached is (start <= end)


@given(st.sets(st.sampled_from(range(4))))
def test_a_missing_step_ends_the_way(left: set[int]) -> None:
    told = [CHAIN[number] for number in left]
    assert leads_to(public(KEYS[0]), public(KEYS[4]), told, None) is (len(left) == 4)


def test_two_successors_of_one_key_are_none_and_a_circle_ends() -> None:
    start, end = public(KEYS[0]), public(KEYS[4])
    other = sign_succession(COUNTY, KEYS[0], KEYS[4].public_key(), NOON)
    assert leads_to(start, end, [other], COUNTY)
    assert not leads_to(start, end, [*CHAIN, other], COUNTY)
    back = sign_succession(COUNTY, KEYS[1], KEYS[0].public_key(), NOON)
    assert not leads_to(start, end, [CHAIN[0], back], COUNTY)


def test_a_succession_of_another_county_is_not_followed() -> None:
    assert not leads_to(public(KEYS[0]), public(KEYS[1]), CHAIN, CountyId("elsewhere"))
