# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's log reaches the county whole, and the laptop does not believe a county that lies."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId
from casework.policy import Hat
from storage.keys import StoreKey
from storage.store import Store
from sync.client.audit import NOT_IN_IT, REWRITTEN, UNSIGNED
from sync.client.errors import ConnectionCut, DeviceRefused, ReplyMalformed
from sync.wire.audit import PATH_AUDIT, SignedTreeHead
from tests.fakes.county import SystemClock, TestCounty, county_in_memory, new_id
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import LyingTransport, SyncLaptop

OUR_LOG = "SELECT number FROM audit_entry ORDER BY position"
LEAVES = "SELECT count(*) FROM audit_tree"


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "laptop") as made:
        yield made


def work(laptop: SyncLaptop, times: int = 1) -> None:
    for _ in range(times):
        laptop.store.audit.note(AuditEvent.CASE_READ, case=CaseId(new_id()))


def kept_tree(laptop: SyncLaptop) -> SignedTreeHead:
    text = laptop.store.audit.tree()
    assert text is not None
    return SignedTreeHead.model_validate_json(text)


def numbers(laptop: SyncLaptop) -> list[tuple[int]]:
    return [(one,) for one in range(1, laptop.store.audit.head().number + 1)]


def test_every_entry_reaches_the_county_once_and_is_confirmed(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    work(laptop, 3)
    assert laptop.sync().note == ""
    assert laptop.store.audit.count_unsent() == 0
    assert county.sql(OUR_LOG) == numbers(laptop)
    laptop.sync()
    assert county.sql(OUR_LOG) == numbers(laptop)


def test_the_tree_the_laptop_keeps_grows_with_each_sync(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    for round_ in range(1, 6):
        work(laptop, round_)
        assert laptop.sync().note == ""
        tree = kept_tree(laptop)
        tree.verify(laptop.store.instruments.signing_key() or "")
        assert [(tree.said.size,)] == county.sql(LEAVES)


def test_two_laptops_share_one_tree(laptop: SyncLaptop, county: TestCounty, tmp_path: Path) -> None:
    other_hat = county.add_hat(a_hat(2))
    with SyncLaptop.enrolled(county, other_hat, tmp_path / "other") as other:
        for one in (laptop, other, laptop, other):
            work(one, 2)
            assert one.sync().note == ""
        assert sorted(county.sql(OUR_LOG)) == sorted([*numbers(laptop), *numbers(other)])
        assert [(kept_tree(other).said.size,)] == county.sql(LEAVES)
        assert kept_tree(laptop).said.size < kept_tree(other).said.size


def test_a_lost_answer_is_harmless(laptop: SyncLaptop, county: TestCounty) -> None:
    work(laptop, 2)

    def lose(_: dict[str, Any]) -> None:
        raise ConnectionCut("The connection broke off.")

    with pytest.raises(ConnectionCut):
        laptop.sync(transport=lying(county, lose))
    assert county.sql(OUR_LOG) == numbers(laptop)
    assert laptop.store.audit.count_unsent() == laptop.store.audit.head().number
    assert laptop.sync().note == ""
    assert county.sql(OUR_LOG) == numbers(laptop)
    assert laptop.store.audit.count_unsent() == 0


def test_a_changed_signing_key_is_followed_along_its_succession(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    laptop.sync()
    before = laptop.store.instruments.signing_key()
    county.rotate_key()
    work(laptop)
    assert laptop.sync().note == ""
    assert laptop.store.instruments.signing_key() != before
    kept_tree(laptop).verify(laptop.store.instruments.signing_key() or "")


def test_a_county_that_lost_entries_is_sent_them_again(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    work(laptop, 5)
    laptop.sync()
    _restore(county, keep=3)
    work(laptop)
    # What was shown before is gone, and the laptop says so, although all is there again.
    assert laptop.sync().note == REWRITTEN
    assert county.sql(OUR_LOG) == numbers(laptop)
    ((aside,),) = county.sql("SELECT count(*) FROM audit_quarantine")
    assert aside > 0


def _restore(county: TestCounty, keep: int) -> None:
    """As from a backup: only the superuser can take lines out."""
    with county.database.owner.begin() as connection:
        for table, column in (
            ("audit_entry", "position"),
            ("audit_tree", "position"),
            ("audit_head", "size"),
        ):
            connection.exec_driver_sql(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE {column} >= {keep}")
            connection.exec_driver_sql(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def test_a_copied_laptop_is_set_aside_with_what_it_logged(
    laptop: SyncLaptop, county: TestCounty, tmp_path: Path
) -> None:
    laptop.sync()
    key = StoreKey(bytes(range(32)))
    laptop.store._database.export_to(tmp_path / "store.db", key)
    work(laptop)
    laptop.sync()
    copy = Store.open(tmp_path, key, SystemClock(), new_id)
    twin = SyncLaptop(county, copy, laptop.key)
    work(twin, 2)
    held = county.sql("SELECT previous FROM audit_entry ORDER BY position")
    with pytest.raises(DeviceRefused):
        twin.sync()
    waiting = copy.audit.count_unsent()
    assert waiting >= 2
    assert len(county.sql("SELECT line FROM audit_quarantine")) == waiting
    assert county.sql("SELECT previous FROM audit_entry ORDER BY position") == held
    copy.close()
    work(laptop)
    with pytest.raises(DeviceRefused):
        laptop.sync()
    assert laptop.store.audit.count_unsent() >= 1


Lie = Callable[[dict[str, Any]], None]


def _other_root(told: dict[str, Any]) -> None:
    told["tree"]["said"]["root"] = "0" * 64


def _other_signature(told: dict[str, Any]) -> None:
    told["chain"]["signature"] = told["tree"]["signature"]


def _other_device(told: dict[str, Any]) -> None:
    told["chain"]["said"]["device"] = new_id()


@pytest.mark.parametrize("spoil", [_other_root, _other_signature, _other_device])
def test_a_word_that_is_not_the_countys_confirms_nothing(
    laptop: SyncLaptop, county: TestCounty, spoil: Lie
) -> None:
    work(laptop)
    assert laptop.sync(transport=lying(county, spoil)).note == UNSIGNED
    assert laptop.store.audit.count_unsent() == laptop.store.audit.head().number
    assert laptop.store.audit.tree() is None
    assert laptop.sync().note == ""


def lying(county: TestCounty, spoil: Lie) -> LyingTransport:
    return LyingTransport(county, PATH_AUDIT, lambda heard: _spoiled(heard, spoil))


def _spoiled(heard: list[dict[str, Any]], spoil: Lie) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(json.dumps(heard[-1]))
    spoil(told)
    return told


def test_a_log_that_was_rewritten_is_told_and_the_tree_seen_before_stays(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    work(laptop, 4)
    laptop.sync()
    before = laptop.store.audit.tree()

    def hide(told: dict[str, Any]) -> None:
        told["consistency"] = []

    work(laptop)
    assert laptop.sync(transport=lying(county, hide)).note == REWRITTEN
    assert laptop.store.audit.tree() == before
    assert laptop.store.audit.count_unsent() == 0


def test_a_tree_without_this_laptops_entry_is_told(laptop: SyncLaptop, county: TestCounty) -> None:
    def elsewhere(told: dict[str, Any]) -> None:
        told["position"] = 0

    work(laptop, 2)
    assert laptop.sync(transport=lying(county, elsewhere)).note == NOT_IN_IT
    assert laptop.store.audit.tree() is None


def test_an_answer_about_other_entries_is_refused(laptop: SyncLaptop, county: TestCounty) -> None:
    def fewer(told: dict[str, Any]) -> None:
        told["number"], told["digest"] = 0, "0" * 64

    def other(told: dict[str, Any]) -> None:
        told["digest"] = "1" * 64

    lies: tuple[tuple[Lie, type[Exception]], ...]
    lies = ((fewer, ReplyMalformed), (other, DeviceRefused))
    for lie, error in lies:
        work(laptop)
        with pytest.raises(error):
            laptop.sync(transport=lying(county, lie))
    assert laptop.sync().note == ""
