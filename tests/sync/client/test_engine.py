# SPDX-License-Identifier: AGPL-3.0-or-later
"""One exchange: what waits goes out once, what is new comes in once, whatever breaks in between."""

from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import RecordKind, Section
from storage.errors import StorageBug
from sync.client.engine import Phase, Progress
from sync.client.errors import ConnectionCut, DeviceRefused, SyncCancelled
from sync.client.limits import ClientLimits
from sync.server.audit import Actor
from sync.server.inbox import accept, send_back
from sync.wire.messages import PATH_PUSH
from tests.fakes.county import COUNTY, TestCounty, new_id
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import CountingTransport, MemoryTransport, SyncLaptop

NOTES_KEPT = "SELECT count(*) FROM record WHERE section = 'contacts'"
NOTE = {
    "text": "Met at the library.",
    "happened_at": "2026-11-20T10:00:00Z",
    "entered_at": "2026-11-20T11:00:00Z",
}


ONE_BY_ONE = ClientLimits(page_records=1)


@pytest.mark.usefixtures("case")
def test_a_first_sync_brings_the_cases_with_the_reason_why(laptop: SyncLaptop) -> None:
    receipt = laptop.sync()
    assert (receipt.sent, receipt.received) == (0, 1)
    (membership,) = laptop.store.memberships()
    held = laptop.store.case(membership.case)
    assert held is not None
    assert held.reason is not None
    assert held.reason.code is ReasonCode.ASSIGNED


def test_work_goes_out_once_even_when_its_reply_was_lost(
    laptop: SyncLaptop, case: CaseId, county: TestCounty
) -> None:
    laptop.sync()
    laptop.write_note(case, "Phone call.")
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=0)
    assert len(laptop.store.pending_operations(10)) == 1
    receipt = laptop.sync()
    assert receipt.sent == 1
    assert laptop.store.pending_operations(10) == ()
    assert county.sql(NOTES_KEPT) == [(1,)]


def test_refused_work_stays_with_its_reason_and_does_not_hold_up_the_rest(
    laptop: SyncLaptop, case: CaseId, county: TestCounty, hat: Hat
) -> None:
    other = county.add_case(legal_name="Second Youth", author=hat)
    county.grant(hat, other)
    laptop.sync()
    county.revoke(hat, case)
    laptop.write_note(case, "Written before the right was taken back.")
    laptop.write_note(other, "Still allowed.")
    receipt = laptop.sync()
    assert (receipt.sent, receipt.held, receipt.left) == (1, 1, 1)
    (refused,) = laptop.store.work_summary().refused
    assert refused.case == case
    assert refused.reason is not None
    assert refused.reason.code is ReasonCode.REVOKED


def test_a_section_that_is_not_granted_never_arrives(
    county: TestCounty, hat: Hat, tmp_path: Path
) -> None:
    case = county.add_case(legal_name="Test Youth", author=hat)
    county.add_record(case, RecordKind.CONTACT_NOTE, NOTE, author=hat)
    colleague = county.add_hat(a_hat(2))
    county.grant(colleague, case, sections=frozenset({Section.IDENTITY}))
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as laptop:
        laptop.sync()
        held = laptop.store.case(case)
        assert held is not None
        assert [one.record.kind for one in held.records] == [RecordKind.YOUTH]


@pytest.mark.usefixtures("case")
def test_a_cancelled_sync_keeps_what_it_did_and_the_next_goes_on(laptop: SyncLaptop) -> None:
    with pytest.raises(SyncCancelled):
        laptop.sync(cancel_after=1, limits=ONE_BY_ONE)
    assert len(laptop.store.memberships()) == 1
    assert laptop.sync().received == 1
    assert laptop.store.search_cases("", offset=0, limit=10).total == 1


@pytest.mark.usefixtures("case")
def test_a_refused_laptop_is_told_so_and_keeps_everything(
    laptop: SyncLaptop, county: TestCounty
) -> None:
    laptop.sync()
    profile = laptop.store.profile()
    assert profile is not None
    county.revoke_device(profile.device)
    with pytest.raises(DeviceRefused):
        laptop.sync()
    assert laptop.store.search_cases("", offset=0, limit=10).total == 1


@pytest.mark.usefixtures("case")
def test_a_feed_that_began_anew_is_taken_in_anew_and_drops_what_is_gone(
    laptop: SyncLaptop, county: TestCounty, hat: Hat
) -> None:
    gone = county.add_case(legal_name="Second Youth", author=hat)
    county.grant(hat, gone)
    laptop.sync()
    laptop.write_note(gone, "Not sent yet.")
    laptop.sync()
    begin_anew(county, without=gone)
    laptop.sync()
    assert laptop.store.search_cases("", offset=0, limit=10).total == 1
    assert laptop.store.cursor().startswith("epoch2")


@pytest.mark.parametrize("replies", [1, 2, 3, 4])
def test_a_new_feed_cut_short_still_takes_away_what_is_gone(
    laptop: SyncLaptop, case: CaseId, county: TestCounty, hat: Hat, replies: int
) -> None:
    second, gone = (county.add_case(legal_name="Youth", author=hat) for _ in range(2))
    county.grant(hat, second)
    county.grant(hat, gone)
    laptop.sync()
    begin_anew(county, without=gone)
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=replies, limits=ONE_BY_ONE)
    laptop.sync()
    assert {one.case for one in laptop.store.memberships()} == {case, second}
    assert laptop.store.cursor().startswith("epoch2")


def test_a_restored_county_that_counts_from_further_back_is_followed(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    for _ in range(3):
        county.add_case(author=hat)
    record = county.add_record(case, RecordKind.CONTACT_NOTE, NOTE, author=hat)
    laptop.sync()
    assert laptop.shown()[record].version > 2
    [kept] = [one for one in county.kept_records() if one.record == record]
    fields = kept.fields | {"text": "As the backup has it."}
    versions = dict.fromkeys(NOTE, 2)
    county.put_back(kept.model_copy(update={"version": 2, "versions": versions, "fields": fields}))
    county.sql("UPDATE county SET epoch = 'epoch2'")
    laptop.sync()
    assert laptop.shown()[record].fields["text"] == "As the backup has it."
    assert laptop.shown()[record].version == 2


def begin_anew(county: TestCounty, *, without: CaseId) -> None:
    """As after a restore: a new epoch whose feed never says that the case left."""
    county.sql("DELETE FROM feed WHERE case_id = :gone", gone=without)
    county.sql("DELETE FROM membership WHERE case_id = :gone", gone=without)
    county.sql("UPDATE county SET epoch = 'epoch2'")


def test_work_goes_out_in_requests_no_larger_than_allowed(laptop: SyncLaptop, case: CaseId) -> None:
    laptop.sync()
    for number in range(5):
        laptop.write_note(case, f"{number} " + "word " * 400)
    asked = CountingTransport(MemoryTransport(laptop.county))
    receipt = laptop.sync(transport=asked, limits=ClientLimits(push_bytes=6_000))
    assert receipt.sent == 5
    assert asked.paths.count(PATH_PUSH) == 3


def test_a_stop_between_two_requests_keeps_the_answers_to_the_first(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    for number in range(5):
        laptop.write_note(case, f"Contact {number}")
    asked = CountingTransport(MemoryTransport(laptop.county))
    with pytest.raises(SyncCancelled):
        laptop.sync(
            transport=asked,
            is_cancelled=lambda: PATH_PUSH in asked.paths,
            limits=ClientLimits(push_operations=2),
        )
    assert asked.paths.count(PATH_PUSH) == 1
    assert len(laptop.store.pending_operations(10)) == 3
    assert laptop.sync().sent == 3


def test_one_piece_of_work_above_the_size_goes_alone(laptop: SyncLaptop, case: CaseId) -> None:
    laptop.sync()
    for number in range(3):
        laptop.write_note(case, f"Contact {number}")
    assert laptop.sync(limits=ClientLimits(push_bytes=1)).sent == 3


@pytest.mark.usefixtures("case")
def test_a_store_that_fails_is_heard_and_not_that_it_closed(laptop: SyncLaptop) -> None:
    laptop.store._database._connection().execute("DROP TABLE terms")
    with pytest.raises(StorageBug, match="could not do what the program asked"):
        laptop.sync()


def test_a_sync_that_broke_off_leaves_a_receipt_that_says_so(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    laptop.write_note(case, "Phone call.")
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=2)
    receipt = laptop.store.last_receipt()
    assert receipt is not None
    assert (receipt.sent, receipt.note) == (1, "The connection broke off.")


def test_what_a_supervisor_decided_about_refused_work_is_heard_at_the_next_sync(
    laptop: SyncLaptop, case: CaseId, county: TestCounty, hat: Hat
) -> None:
    county.grant(hat, case, sections=frozenset({Section.SCREENING}))
    laptop.write_note(case, "First.")
    laptop.write_note(case, "Second.")
    laptop.sync()
    first, second = laptop.store.pending_operations(10, refused=True)
    actor = Actor("Test supervisor", county.clock.now(), new_id())
    with county.database.administer() as connection:
        accept(connection, COUNTY, first.device, first.counter, actor)
        actor = Actor("Test supervisor", county.clock.now(), new_id())
        send_back(connection, COUNTY, second.device, second.counter, "Shorter, please.", actor)
    receipt = laptop.sync()
    assert (receipt.sent, receipt.held) == (1, 1)
    [kept] = laptop.store.work_summary().refused
    assert kept.reason is not None
    assert kept.reason.parameters == {"note": "Shorter, please"}
    assert laptop.sync().held == 1
    assert len(laptop.store.work_summary().refused) == 1


def test_accepted_work_of_a_part_that_is_closed_leaves_no_row_on_the_laptop(
    laptop: SyncLaptop, case: CaseId, county: TestCounty, hat: Hat
) -> None:
    county.grant(hat, case, sections=frozenset({Section.SCREENING}))
    laptop.write_note(case, "Kestrel.")
    laptop.sync()
    [made] = laptop.store.pending_operations(10, refused=True)
    assert made.record in laptop.shown()
    actor = Actor("Test supervisor", county.clock.now(), new_id())
    with county.database.administer() as connection:
        accept(connection, COUNTY, made.device, made.counter, actor)
    assert laptop.sync().sent == 1
    assert made.record not in laptop.shown()
    with laptop.store._database.read() as connection:
        for place in ("operations", "records"):
            query = f"SELECT count(*) FROM {place} WHERE record_id = ?"
            assert connection.execute(query, (made.record,)).fetchone() == (0,)
        found = connection.execute("SELECT count(*) FROM terms WHERE terms MATCH 'kestrel'")
        assert found.fetchone() == (0,)


def test_progress_counts_pieces_against_their_whole_and_bytes(
    laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    for number in range(3):
        laptop.write_note(case, f"Contact {number}.")
    seen: list[Progress] = []
    laptop.sync(progress=seen.append, limits=ClientLimits(push_operations=2))
    sent = [one for one in seen if one.phase is Phase.SENDING]
    assert [(one.done, one.total) for one in sent] == [(0, 3), (2, 3), (3, 3)]
    sizes = [one.size for one in seen if one.phase in (Phase.SENDING, Phase.RECEIVING)]
    assert sizes == sorted(sizes)
    assert sizes[0] > 0
