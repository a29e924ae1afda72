# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county whose database is put back from a backup gets again what its laptops sent since then."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.clock import stamp
from casework.ids import CaseId, OperationId, RecordId
from casework.operations import Operation
from casework.policy import Hat
from casework.vocabulary import RecordKind
from sync.server.devices import Device, list_devices
from sync.server.put_back import UNHEARD, may_leave_out
from sync.wire.errors import PUT_BACK
from tests.fakes.backups import back_up, put_back
from tests.fakes.county import COUNTY, TestCounty, new_id
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        yield made


@pytest.fixture
def colleague(county: TestCounty, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, county.add_hat(a_hat(2)), tmp_path / "two") as made:
        yield made


@pytest.fixture
def case(county: TestCounty, laptop: SyncLaptop, colleague: SyncLaptop) -> CaseId:
    made = county.add_case(author=hat_of(laptop))
    for one in (laptop, colleague):
        county.grant(hat_of(one), made)
        one.sync()
    return made


def hat_of(laptop: SyncLaptop) -> Hat:
    profile = laptop.store.profile()
    assert profile is not None
    return profile.hat


def notes(laptop: SyncLaptop) -> list[str]:
    shown = laptop.shown().values()
    return sorted(str(one.fields["text"]) for one in shown if one.kind is RecordKind.CONTACT_NOTE)


def test_what_was_sent_since_the_backup_comes_again_and_later_work_follows(
    county: TestCounty, laptop: SyncLaptop, colleague: SyncLaptop, case: CaseId
) -> None:
    laptop.write_note(case, "one")
    laptop.sync()
    backup = back_up(county)
    laptop.write_note(case, "two")
    laptop.sync()
    colleague.write_note(case, "theirs")
    colleague.sync()
    laptop.sync()
    put_back(county, backup)
    laptop.write_note(case, "three")
    receipt = laptop.sync()
    assert receipt.note == PUT_BACK
    assert laptop.store.work_summary().refused == ()
    assert {"one", "two", "three"} <= set(notes(laptop))
    assert colleague.sync().note == PUT_BACK
    laptop.write_note(case, "four")
    assert laptop.sync().note == ""
    assert colleague.sync().note == ""
    assert notes(laptop) == notes(colleague) == ["four", "one", "theirs", "three", "two"]
    assert laptop.store.unsent.count().operations == 0
    told = [one.event for one in laptop.store.audit.unsent(99)]
    assert AuditEvent.COUNTY_PUT_BACK not in told


def change(laptop: SyncLaptop, record: RecordId, **fields: JsonValue) -> None:
    """Change fields of a record as it is shown here."""
    shown, profile, link = laptop.shown()[record], laptop.store.profile(), laptop.store.next_link()
    assert profile is not None
    work = Operation(
        id=OperationId(new_id()),
        device=profile.device,
        counter=link.counter,
        author=profile.hat.person,
        hat=profile.hat.id,
        case=shown.case,
        record=record,
        kind=shown.kind,
        section=shown.section,
        fields=fields,
        base={name: shown.versions.get(name, 0) for name in fields},
        at=stamp(link.last, datetime.now(UTC)).encode(),
        previous=link.previous,
    )
    laptop.store.record_work([work], author_name=profile.hat.person_name)


def test_a_lost_change_that_comes_again_meets_what_a_colleague_changed_meanwhile(
    county: TestCounty, laptop: SyncLaptop, colleague: SyncLaptop, case: CaseId
) -> None:
    """Numbers of the lost feed may be higher than any that the colleague's change would get."""
    stay = {"type": "shelter", "place": "Heron House", "started_on": "2026-11-01"}
    record = laptop.write(case, RecordKind.PLACEMENT, stay)
    laptop.sync()
    colleague.sync()
    backup = back_up(county)
    for number in range(4):
        laptop.write_note(case, f"note {number}")
        laptop.sync()
    change(laptop, record, place="Tern House")
    change(laptop, record, notes="Moved on foot.")
    laptop.sync()
    put_back(county, backup)
    colleague.sync()
    change(colleague, record, place="Wren House")
    colleague.sync()
    laptop.sync()
    laptop.stir()
    laptop.sync()
    colleague.sync()
    for one in (laptop, colleague):
        shown = one.shown()[record]
        assert shown.fields["notes"] == "Moved on foot."
        [dispute] = shown.open_disputes
        assert {claim.value for claim in dispute.claims} == {"Tern House", "Wren House"}
    assert len(notes(colleague)) == 4


def test_a_change_written_over_a_lost_one_does_not_pass_for_newer_than_what_came_since(
    county: TestCounty, laptop: SyncLaptop, colleague: SyncLaptop, case: CaseId, tmp_path: Path
) -> None:
    """The lost feed may have given higher numbers than the new one would give to that."""
    stay = {"type": "shelter", "place": "Heron House", "started_on": "2026-11-01"}
    record = laptop.write(case, RecordKind.PLACEMENT, stay)
    laptop.sync()
    hat = county.add_hat(a_hat(3))
    county.grant(hat, case)
    with SyncLaptop.enrolled(county, hat, tmp_path / "three") as third:
        for one in (colleague, third):
            one.sync()
        backup = back_up(county)
        for number in range(4):
            colleague.write_note(case, f"note {number}")
        change(colleague, record, place="Tern House")
        colleague.sync()
        laptop.sync()
        change(laptop, record, place="Wren House")
        laptop.sync()
        put_back(county, backup)
        third.sync()
        change(third, record, place="Crane House")
        third.sync()
        laptop.sync()
        third.sync()
        [dispute] = third.shown()[record].open_disputes
        assert {claim.value for claim in dispute.claims} == {"Wren House", "Crane House"}


def test_a_case_that_was_opened_since_the_backup_is_opened_again(
    county: TestCounty, laptop: SyncLaptop, case: CaseId
) -> None:
    backup = back_up(county)
    opened = CaseId(new_id())
    youth = {"legal_name": "Robin Ames", "opened_on": "2026-11-20"}
    laptop.write(opened, RecordKind.YOUTH, youth)
    laptop.write_note(opened, "Met at the hall.")
    laptop.sync()
    put_back(county, backup)
    laptop.sync()
    assert laptop.may_write(opened)
    assert notes(laptop) == ["Met at the hall."]
    laptop.write_note(opened, "Met again.")
    assert laptop.sync().sent == 1
    assert laptop.store.unsent.count().operations == 0


def test_work_that_is_nowhere_any_more_leaves_a_gap_and_later_work_still_follows(
    county: TestCounty, laptop: SyncLaptop, case: CaseId
) -> None:
    gone = county.add_case(author=hat_of(laptop))
    backup = back_up(county)
    county.grant(hat_of(laptop), gone)
    laptop.sync()
    laptop.write_note(gone, "lost for good")
    laptop.write_note(case, "kept")
    laptop.sync()
    county.revoke(hat_of(laptop), gone)
    laptop.sync()
    put_back(county, backup)
    laptop.write_note(case, "later")
    assert laptop.sync().held == 0
    assert notes(laptop) == ["kept", "later"]
    laptop.write_note(case, "later still")
    assert laptop.sync().held == 0
    texts = {str(one.fields.get("text")) for one in county.kept_records()}
    assert {"kept", "later", "later still"} <= texts


def test_a_laptop_leaves_nothing_out_before_it_heard_and_nothing_after(
    county: TestCounty, laptop: SyncLaptop, case: CaseId
) -> None:
    [(standing,)] = county.sql("SELECT rejoins FROM device WHERE rejoins IS NOT NULL") or [(None,)]
    assert standing is None
    backup = back_up(county)
    laptop.write_note(case, "one")
    laptop.sync()
    put_back(county, backup)
    heard = {row[0] for row in county.sql("SELECT rejoins FROM device")}
    assert heard == {UNHEARD}
    laptop.sync()
    [sender] = [one for one in devices(county) if one.rejoins != UNHEARD]
    assert sender.rejoins == sender.last_counter == 1
    assert not may_leave_out(sender, 1, 3)
    assert may_leave_out(replace(sender, rejoins=5), 1, 3)
    assert not may_leave_out(replace(sender, rejoins=5), 1, 2)
    assert not may_leave_out(replace(sender, rejoins=5), 5, 7)
    assert not may_leave_out(replace(sender, rejoins=UNHEARD), 1, 3)


def devices(county: TestCounty) -> list[Device]:
    with county.database.administer() as connection:
        return list_devices(connection, COUNTY)
