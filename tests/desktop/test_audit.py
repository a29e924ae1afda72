# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker does on a laptop stands in its log before they see it, offline too."""

from datetime import timedelta
from pathlib import Path

import pytest

from casework.audit import AuditEntry, AuditEvent, AuditOutcome
from casework.ids import CaseId
from casework.vocabulary import Section
from desktop.paths import Places
from desktop.system import new_id
from desktop.vaults import find_vault
from forms.exports.kinds import ExportKind
from storage.store import Store
from tests.desktop.test_casework_services import fill_all
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import NOON, an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError
from ui.jobs import Cancellation

CASE, ELSEWHERE = CaseId(an_id(5001)), CaseId(an_id(5999))
AT_FIRST = {AuditEvent.ENROLLED, AuditEvent.LEASE_TAKEN, AuditEvent.POLICY_TAKEN}
OK, REFUSED, FAILED = AuditOutcome.OK, AuditOutcome.REFUSED, AuditOutcome.FAILED


def open_store(places: Places) -> Store:
    key = find_vault(places).unlock(PASSPHRASE)
    return Store.open(places.vault, key, StillClock(NOW), new_id)


def log_of(places: Places) -> list[AuditEntry]:
    """Every entry after setting up, the oldest first; the chain is followed on the way."""
    store = open_store(places)
    store.audit.verify()
    span = timedelta(days=999)
    found = store.audit.entries(since=NOON - span, until=NOON + span, limit=1_000)
    store.close()
    assert found[-1].event is AuditEvent.ENROLLED
    return [one for one in reversed(found) if one.event not in AT_FIRST]


def told(places: Places) -> list[tuple[AuditEvent, AuditOutcome]]:
    return [(one.event, one.outcome) for one in log_of(places)]


def test_log_on_wrong_and_right_and_log_off_are_logged_in_order(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    clock = StillClock(NOW)
    desk = a_desk(places, clock)
    with pytest.raises(ShownError):
        desk.unlock("Wrong-Passphrase-2026")
    clock.moment += timedelta(minutes=5)
    desk.unlock(PASSPHRASE)
    desk.lock()
    desk.lock()
    found = log_of(places)
    assert [(one.event, one.outcome) for one in found] == [
        (AuditEvent.LOG_ON, FAILED),
        (AuditEvent.LOG_ON, OK),
        (AuditEvent.LOG_OFF, OK),
    ]
    assert found[1].at - found[0].at == timedelta(minutes=5)


def test_tries_that_are_not_looked_at_are_logged_as_refused(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    for _ in range(6):
        with pytest.raises(ShownError):
            desk.unlock("Wrong-Passphrase-2026")
    listed = find_vault(places).attempts()
    assert listed is not None
    standing = listed.standing()
    assert standing is not None
    assert [one.outcome for one in standing.attempts] == [FAILED] * 5 + [REFUSED]


def test_a_program_killed_during_a_try_leaves_the_try_in_the_log(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    begun = find_vault(places).attempts()
    assert begun is not None
    begun.begin(NOW)
    desk = a_desk(places)
    desk.unlock(PASSPHRASE)
    desk.lock()
    assert told(places)[:2] == [(AuditEvent.LOG_ON, FAILED), (AuditEvent.LOG_ON, OK)]


def test_being_asked_again_is_logged_however_it_ends(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    session = desk.unlock(PASSPHRASE).session
    assert not session.confirm_passphrase("Wrong-Words-77")
    assert session.confirm_passphrase(PASSPHRASE)
    desk.lock()
    asked = AuditEvent.ASKED_AGAIN
    assert told(places)[1:3] == [(asked, FAILED), (asked, OK)]


def test_opening_a_case_is_logged_each_time_also_when_it_is_refused(tmp_path: Path) -> None:
    later = NOW + timedelta(hours=1)
    places = a_workspace_folder(tmp_path, [CASE], ends=later)
    clock = StillClock(NOW)
    desk = a_desk(places, clock)
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.case(CASE)
    workspace.cases.case(CASE)
    with pytest.raises(ShownError):
        workspace.cases.case(ELSEWHERE)
    clock.moment = later
    with pytest.raises(ShownError):
        workspace.cases.case(CASE)
    desk.lock()
    read = [one for one in log_of(places) if one.event is AuditEvent.CASE_READ]
    assert [(one.case, one.outcome) for one in read] == [
        (CASE, OK),
        (CASE, OK),
        (ELSEWHERE, FAILED),
        (CASE, REFUSED),
    ]


def test_a_case_whose_reading_cannot_be_logged_is_not_shown(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    store = open_store(places)
    with store._database.write() as connection:
        connection.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON audit WHEN new.event = 'case-read'"
            " BEGIN SELECT raise(ABORT, 'no room'); END"
        )
    store.close()
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError):
        workspace.cases.case(CASE)
    desk.lock()
    assert (AuditEvent.CASE_READ, OK) not in told(places)


def test_a_laptop_locks_also_where_the_log_off_cannot_be_logged(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    store = open_store(places)
    with store._database.write() as connection:
        connection.execute(
            "CREATE TRIGGER full_disk BEFORE INSERT ON audit WHEN new.event = 'log-off'"
            " BEGIN SELECT raise(ABORT, 'no room'); END"
        )
    store.close()
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    desk.lock()
    with pytest.raises(ShownError):
        workspace.youths.search("", 0, 10)


def test_a_screening_is_logged_from_its_start_to_its_print_and_copy(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    draft = fill_all(workspace, CASE)
    record, _ = workspace.screenings.sign(draft, "")
    workspace.screenings.signed(CASE, record)
    workspace.screenings.note_print(CASE, record)
    workspace.screenings.signed_attachment(CASE, record, "none.png")
    workspace.screenings.signed_attachment(CASE, record, "none.png", to_save=True)
    workspace.exports.export([(CASE, record)], ExportKind.CSV, lambda _: None, Cancellation())
    workspace.cases.add_note(CASE, "Met at school.", NOW)
    desk.lock()
    found = log_of(places)
    assert [one.event for one in found[1:-1]] == [
        AuditEvent.DRAFT_STARTED,
        AuditEvent.CASE_READ,
        AuditEvent.RECORD_SIGNED,
        AuditEvent.RECORD_READ,
        AuditEvent.PRINTED,
        AuditEvent.FILE_READ,
        AuditEvent.EXPORTED,
        AuditEvent.EXPORTED,
        AuditEvent.RECORD_CREATED,
    ]
    assert {one.case for one in found[1:-1]} == {CASE}
    assert {one.record for one in found[3:8]} == {record}


def test_a_copy_that_was_stopped_or_refused_is_not_logged_as_made(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE], sections=frozenset({Section.IDENTITY}))
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    wanted = [(CASE, CASE)]
    stopped = Cancellation()
    stopped.cancel()
    assert workspace.exports.export(wanted, ExportKind.CSV, lambda _: None, stopped) is None  # type: ignore[arg-type] # any id
    for ask in (
        lambda: workspace.exports.export(wanted, ExportKind.CSV, lambda _: None, Cancellation()),  # type: ignore[arg-type] # any id
        lambda: workspace.screenings.note_print(CASE, CASE),  # type: ignore[arg-type] # any id
        lambda: workspace.cases.add_note(CASE, "Met at school.", NOW),
    ):
        with pytest.raises(ShownError):
            ask()
    desk.lock()
    assert told(places)[1:-1] == [
        (AuditEvent.EXPORTED, REFUSED),
        (AuditEvent.PRINTED, REFUSED),
        (AuditEvent.RECORD_CREATED, REFUSED),
    ]


def test_no_entry_holds_a_name_or_a_word_of_the_case(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.add_note(CASE, "Wholly secret words", NOW)
    workspace.cases.case(CASE)
    desk.lock()
    lines = b"".join(one.line() for one in log_of(places))
    for word in (b"secret", b"Test", b"Youth", b"Worker", PASSPHRASE.encode()):
        assert word not in lines


def test_setting_up_and_the_countys_papers_are_logged(tmp_path: Path) -> None:
    store = open_store(a_workspace_folder(tmp_path, [CASE]))
    span = timedelta(days=999)
    found = store.audit.entries(since=NOON - span, until=NOON + span, limit=10)
    store.close()
    assert [one.event for one in reversed(found)][:2] == [
        AuditEvent.ENROLLED,
        AuditEvent.LEASE_TAKEN,
    ]
