# SPDX-License-Identifier: AGPL-3.0-or-later
"""One exchange: what waits goes out once, what is new comes in once, whatever breaks in between."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import RecordKind, Section
from sync.client.errors import ConnectionCut, DeviceRefused, SyncCancelled
from tests.fakes.county import TestCounty, county_in_memory
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

NOTES_KEPT = "SELECT count(*) FROM record WHERE section = 'contacts'"
NOTE = {
    "text": "Met at the library.",
    "happened_at": "2026-11-20T10:00:00Z",
    "entered_at": "2026-11-20T11:00:00Z",
}


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as running:
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    case = county.add_case(legal_name="Test Youth", author=hat)
    county.grant(hat, case)
    return case


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        yield made


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
        laptop.sync(cancel_after=1, page_records=1)
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
    county.sql("DELETE FROM feed WHERE case_id = :gone", gone=gone)
    county.sql("DELETE FROM membership WHERE case_id = :gone", gone=gone)
    county.sql("UPDATE county SET epoch = 'epoch2'")
    laptop.sync()
    assert laptop.store.search_cases("", offset=0, limit=10).total == 1
    assert laptop.store.cursor().startswith("epoch2")


STEPS = st.lists(
    st.sampled_from(["note", "grant", "revoke", "new case", "cut", "lost", "sync"]), max_size=10
)


@given(STEPS)
@settings(max_examples=12)
def test_whatever_happens_the_laptop_ends_as_the_county_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    with county_in_memory() as county:
        hat = county.add_hat(a_hat(1))
        cases = [county.add_case(legal_name="Youth 0", author=hat)]
        granted = {cases[0]}
        county.grant(hat, cases[0])
        with SyncLaptop.enrolled(county, hat, tmp_path_factory.mktemp("laptop")) as laptop:
            laptop.sync()
            written = 0
            for step in steps:
                written += take_step(step, county, hat, laptop, cases, granted)
            laptop.sync()
            shown = {one.case for one in laptop.store.memberships()}
            assert shown == granted
            summary = laptop.store.work_summary()
            kept = county.sql(NOTES_KEPT)[0][0]
            assert kept + len(summary.refused) == written
            assert laptop.store.pending_operations(100) == ()


def take_step(
    step: str,
    county: TestCounty,
    hat: Hat,
    laptop: SyncLaptop,
    cases: list[CaseId],
    granted: set[CaseId],
) -> int:
    """One step; returns how many notes were written."""
    case = cases[-1]
    match step:
        case "note" if laptop.store.case(case) is not None and laptop.may_write(case):
            laptop.write_note(case, "A contact.")
            return 1
        case "grant" if case not in granted:
            county.grant(hat, case)
            granted.add(case)
        case "revoke" if case in granted:
            county.revoke(hat, case)
            granted.discard(case)
        case "new case":
            cases.append(county.add_case(legal_name=f"Youth {len(cases)}", author=hat))
            county.grant(hat, cases[-1])
            granted.add(cases[-1])
        case "cut" | "lost":
            with pytest.raises(ConnectionCut):
                laptop.sync(replies=0)
        case "sync":
            laptop.sync()
    return 0
