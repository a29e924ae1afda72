# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sync carried by hand does what one over the network does, and believes as little."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from casework.vocabulary import RecordKind
from sync.client.errors import AnswerNotGenuine, DeviceRefused, StickAnswerRefused
from sync.client.limits import ClientLimits
from sync.server.errors import BundleRefused
from sync.wire.bundles import open_answer, seal_answer
from tests.fakes import sticks
from tests.fakes.county import MovableClock, TestCounty, a_note
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

NOTES_KEPT = "SELECT count(*) FROM record WHERE section = 'contacts'"


@pytest.fixture
def hats(county: TestCounty) -> list[Hat]:
    return [county.add_hat(a_hat(number)) for number in (1, 2)]


@pytest.fixture
def case(county: TestCounty, hats: list[Hat]) -> CaseId:
    case = county.add_case(legal_name="Test Youth", author=hats[0])
    for hat in hats:
        county.grant(hat, case)
    return case


@pytest.fixture
def laptop(county: TestCounty, hats: list[Hat], tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hats[0], tmp_path / "one") as made:
        made.sync()
        yield made


def test_work_and_its_receipt_travel_by_hand(laptop: SyncLaptop, case: CaseId) -> None:
    laptop.sync()
    laptop.write_note(case, "Met at the heronry.")
    written = sticks.write(laptop)
    assert b"heronry" not in written.content
    assert len(laptop.store.pending_operations(10)) == 1
    taken = sticks.take(laptop.county, written.content)
    assert laptop.county.sql(NOTES_KEPT) == [(1,)]
    assert len(laptop.store.pending_operations(10)) == 1
    receipt = sticks.read(laptop, taken.answer)
    assert (receipt.sent, receipt.held, receipt.note) == (1, 0, "")
    assert laptop.store.pending_operations(10) == ()
    assert laptop.sync().sent == 0


def test_rights_given_and_taken_travel_by_hand(
    county: TestCounty, hats: list[Hat], laptop: SyncLaptop
) -> None:
    fresh = county.add_case(legal_name="Another Youth", author=hats[1])
    county.grant(hats[0], fresh)
    assert sticks.carry(laptop).received == 1
    assert laptop.may_write(fresh)
    county.revoke(hats[0], fresh)
    assert sticks.carry(laptop).left == 1
    assert not laptop.may_write(fresh)


def test_what_a_stick_says_of_rights_is_as_old_as_the_day_the_county_wrote_it(
    county: TestCounty, hats: list[Hat], case: CaseId, tmp_path: Path
) -> None:
    clock = MovableClock()
    with SyncLaptop.enrolled(county, hats[0], tmp_path / "two", clock=clock) as laptop:
        laptop.sync()
        answer = sticks.take(county, sticks.write(laptop).content).answer
        told = clock.now()
        clock.move(timedelta(days=3))
        sticks.read(laptop, answer)
        as_of = laptop.store.rest.rights_told_at()
        assert as_of is not None
        assert abs(as_of - told) < timedelta(hours=1)
        later = sticks.take(county, sticks.write(laptop).content).answer
        laptop.sync()
        sticks.read(laptop, later)
        assert laptop.store.rest.rights_told_at() == clock.now()


def test_many_pages_come_on_one_stick(
    county: TestCounty, hats: list[Hat], case: CaseId, laptop: SyncLaptop
) -> None:
    laptop.sync()
    notes = [
        {
            "text": f"Contact {number}",
            "happened_at": "2026-11-20T10:00:00Z",
            "entered_at": "2026-11-20T11:00:00Z",
        }
        for number in range(7)
    ]
    county.add_records(case, RecordKind.CONTACT_NOTE, notes, author=hats[1])
    receipt = sticks.carry(laptop, ClientLimits(page_records=2))
    assert (receipt.received, receipt.note) == (7, "")
    assert laptop.sync().received == 0


def test_an_answer_is_read_once_and_an_older_one_not_any_more(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    laptop.write_note(case, "first")
    older = sticks.take(laptop.county, sticks.write(laptop).content)
    newer = sticks.take(laptop.county, sticks.write(laptop).content)
    sticks.read(laptop, newer.answer)
    before = laptop.store.last_receipt()
    for answer in (newer.answer, older.answer):
        with pytest.raises(StickAnswerRefused, match="read already"):
            sticks.read(laptop, answer)
    assert laptop.store.last_receipt() == before


def test_another_laptops_answer_is_not_read(
    county: TestCounty, hats: list[Hat], case: CaseId, laptop: SyncLaptop, tmp_path: Path
) -> None:
    with SyncLaptop.enrolled(county, hats[1], tmp_path / "two") as other:
        other.sync()
        answer = sticks.take(county, sticks.write(other).content).answer
        with pytest.raises(StickAnswerRefused, match="another laptop"):
            sticks.read(laptop, answer)
    assert not sticks.carry(laptop).note


def test_a_network_sync_in_between_breaks_nothing(
    county: TestCounty, hats: list[Hat], case: CaseId, laptop: SyncLaptop
) -> None:
    laptop.sync()
    laptop.write_note(case, "on the stick")
    written = sticks.write(laptop)
    laptop.write_note(case, "after it")
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("of a colleague"), author=hats[1])
    assert laptop.sync().sent == 2
    taken = sticks.take(county, written.content)
    lease = laptop.store.papers.lease()
    cursor = laptop.store.cursor()
    laptop.sync()
    receipt = sticks.read(laptop, taken.answer)
    assert (receipt.sent, receipt.received) == (0, 0)
    assert laptop.store.cursor() == cursor
    assert laptop.store.papers.lease() != lease
    assert county.sql(NOTES_KEPT) == [(3,)]


def test_what_was_written_after_the_stick_waits_for_the_next(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    laptop.write_note(case, "on the stick")
    written = sticks.write(laptop)
    laptop.write_note(case, "after it")
    assert sticks.read(laptop, sticks.take(laptop.county, written.content).answer).sent == 1
    assert [one.fields["text"] for one in laptop.store.pending_operations(9)] == ["after it"]
    assert sticks.carry(laptop).sent == 1


def test_a_file_that_was_altered_anywhere_changes_nothing(laptop: SyncLaptop, case: CaseId) -> None:
    laptop.sync()
    laptop.write_note(case, "on the stick")
    written = sticks.write(laptop).content
    for content in sticks.harmed(written):
        with pytest.raises(BundleRefused):
            sticks.take(laptop.county, content)
    assert laptop.county.sql("SELECT count(*) FROM bundle") == [(0,)]
    answer = sticks.take(laptop.county, written).answer
    before = laptop.store.last_receipt()
    for content in sticks.harmed(answer):
        with pytest.raises(StickAnswerRefused):
            sticks.read(laptop, content)
    assert laptop.store.last_receipt() == before
    assert sticks.read(laptop, answer).sent == 1


def test_an_answer_under_another_key_or_to_another_file_is_not_believed(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    laptop.write_note(case, "on the stick")
    written = sticks.write(laptop)
    opened = open_answer(sticks.take(laptop.county, written.content).answer, written.out.key)
    to = written.out.key.public
    body, headers = opened.body, opened.envelope.headers
    lies = [
        seal_answer(to, 200, headers, body + b" "),
        seal_answer(to, 200, {}, body),
        seal_answer(to, 403, headers, body),
        seal_answer(sticks.write(laptop).out.key.public, 200, headers, body),
    ]
    for lie in lies:
        with pytest.raises((AnswerNotGenuine, StickAnswerRefused)):
            sticks.read(laptop, lie)
    assert len(laptop.store.pending_operations(10)) == 1


def test_a_laptop_that_was_refused_hears_why(laptop: SyncLaptop, case: CaseId) -> None:
    laptop.write_note(case, "kept here")
    written = sticks.write(laptop)
    profile = laptop.store.profile()
    assert profile is not None
    laptop.county.revoke_device(profile.device)
    taken = sticks.take(laptop.county, written.content)
    assert "taken back" in taken.refusal
    with pytest.raises(DeviceRefused, match="taken back"):
        sticks.read(laptop, taken.answer)
    assert len(laptop.store.pending_operations(10)) == 1


def test_a_conflict_made_by_hand_is_a_conflict(
    county: TestCounty, hats: list[Hat], case: CaseId, laptop: SyncLaptop, tmp_path: Path
) -> None:
    with SyncLaptop.enrolled(county, hats[1], tmp_path / "two") as other:
        for one in (laptop, other):
            one.sync()
        youth = next(one for one in laptop.shown().values() if one.kind is RecordKind.YOUTH)
        for one, name in ((laptop, "Robin"), (other, "Wren")):
            sticks.rename(one, youth, name)
        assert sticks.carry(laptop).sent == 1
        sticks.carry(other)
        sticks.carry(laptop)
        assert laptop.shown() == other.shown()
        assert laptop.shown()[youth.record].disputes


def test_a_later_program_and_other_files_are_told_apart(laptop: SyncLaptop) -> None:
    written = sticks.write(laptop).content
    later = written.replace(b"bundle-1", b"bundle-2", 1)
    answer = sticks.take(laptop.county, written).answer
    for content, words in (
        (later, "newer version"),
        (b"holiday.jpg", "no bundle"),
        (answer, "not the one that belongs here"),
        (b"", "no bundle"),
    ):
        with pytest.raises(BundleRefused, match=words):
            sticks.take(laptop.county, content)
    with pytest.raises(StickAnswerRefused, match="newer version"):
        sticks.read(laptop, answer.replace(b"bundle-1", b"bundle-2", 1))
