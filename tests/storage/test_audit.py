# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's log: on the disk before what it tells of, growing only, whole."""

import os
from datetime import timedelta
from pathlib import Path

import pytest

from casework.audit import AuditEntry, AuditEvent, AuditOutcome, walk_chains
from casework.errors import AuditBroken
from casework.ids import CountyId, DeviceId, DraftId, RecordId
from storage.audit import read_lines
from storage.errors import StorageBug
from storage.keys import StoreKey
from storage.model import Draft, Profile
from storage.store import Store
from storage.vault.attempts import ATTEMPTS_FILE, MOST, Attempts
from tests.fakes.people import NOON, a_hat, an_id, an_operation
from tests.fakes.stores import KEY, StillClock, a_case, a_page, enter, make_store, random_id

SECRET = bytes(range(32))


def a_store(folder: Path, clock: StillClock | None = None) -> Store:
    """An enrolled store with one case."""
    store = Store.create(folder, StoreKey(KEY), clock or StillClock(), random_id)
    hat = a_hat()
    profile = Profile(
        county=CountyId(an_id(1)),
        county_name="Test County",
        device=DeviceId(an_id(4001)),
        hat=hat,
        epoch="1",
        server_url="https://127.0.0.1:1",
        server_certificate_pem="",
        enrolled_at=NOON,
    )
    store.save_profile(profile, os.urandom(32))
    store.apply_page(a_page(enter()))
    return store


def everything(store: Store) -> list[AuditEntry]:
    found = store.audit.entries(
        since=NOON - timedelta(days=999), until=NOON + timedelta(days=999), limit=10_000
    )
    return list(reversed(found))


def told(store: Store) -> list[tuple[AuditEvent, AuditOutcome]]:
    return [(one.event, one.outcome) for one in everything(store)]


def test_an_entry_says_device_person_hat_moment_and_nothing_of_the_case(tmp_path: Path) -> None:
    clock = StillClock(NOON + timedelta(microseconds=1_239_999))
    store = a_store(tmp_path, clock)
    store.audit.note(AuditEvent.CASE_READ, case=a_case())
    entry = everything(store)[-1]
    hat = a_hat()
    assert (entry.device, entry.person, entry.hat) == (an_id(4001), hat.person, hat.id)
    assert (entry.case, entry.outcome) == (a_case(), AuditOutcome.OK)
    assert entry.at == NOON + timedelta(milliseconds=1230)
    assert store.audit.head() == entry.head()
    store.close()


def test_work_is_logged_with_the_work_or_neither_is_kept(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    before = store.audit.head()
    wrong = an_operation(counter=7)
    with pytest.raises(Exception, match="does not follow"):
        store.record_work([wrong], author_name="Worker 1")
    assert store.audit.head() == before
    right = an_operation(counter=1)
    store.record_work([right], author_name="Worker 1")
    entry = everything(store)[-1]
    assert (entry.event, entry.case, entry.record) == (
        AuditEvent.RECORD_CREATED,
        right.case,
        right.record,
    )
    store.close()


def test_where_the_log_cannot_be_written_the_draft_is_not_begun(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    draft = Draft(
        id=DraftId(an_id(77)),
        case=a_case(),
        instrument_id="x",
        instrument_version="1",
        instrument_sha256="",
        pack_json="{}",
        language="en",
        started_at=NOON,
    )
    with store._database.write() as connection:
        connection.execute(
            "CREATE TRIGGER no_room BEFORE INSERT ON audit BEGIN SELECT raise(ABORT, 'full'); END"
        )
    with pytest.raises(StorageBug):
        store.start_draft(draft)
    again = Store.open(tmp_path, StoreKey(KEY), StillClock(), random_id)
    assert again.drafts() == ()
    again.close()


def test_nothing_in_the_program_or_the_database_takes_an_entry_back(tmp_path: Path) -> None:
    for statement in ("DELETE FROM audit", "UPDATE audit SET outcome = 'ok'"):
        folder = tmp_path / statement[:6]
        store = a_store(folder)
        store.audit.note(AuditEvent.CASE_READ, case=a_case())
        head = store.audit.head()
        with pytest.raises(StorageBug), store._database.write() as connection:
            connection.execute(statement)
        again = Store.open(folder, StoreKey(KEY), StillClock(), random_id)
        assert again.audit.head() == head
        again.close()


def test_what_the_county_confirmed_stays_and_is_not_sent_again(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    for number in range(5):
        store.audit.note(AuditEvent.RECORD_READ, case=a_case(), record=RecordId(an_id(number)))
    first = store.audit.unsent(2)
    store.audit.note_received(first[-1].number, "{}")
    assert store.audit.unsent(100)[0].number == first[-1].number + 1
    assert store.audit.entry(1) == first[0]
    assert store.audit.count_unsent() == 4
    assert (store.audit.sent(), store.audit.tree()) == (2, "{}")
    store.close()


def test_the_database_writes_the_very_lines_that_are_hashed(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.audit.note(AuditEvent.PRINTED, case=a_case(), record=RecordId(an_id(3)))
    with store._database.read() as connection:
        lines = list(read_lines(connection))
    assert lines == [one.line() for one in everything(store)]
    assert len(list(walk_chains(lines))) == store.audit.head().number
    assert store.audit.verify() == store.audit.head()
    store.close()


def test_an_entry_altered_from_outside_is_found(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    for _ in range(3):
        store.audit.note(AuditEvent.CASE_READ, case=a_case())
    with store._database.write() as connection:
        connection.execute("DROP TRIGGER audit_keeps_what_was_written")
        connection.execute("UPDATE audit SET outcome = 'refused' WHERE number = 2")
    with pytest.raises(AuditBroken, match="Entry 3 of device"):
        store.audit.verify()
    store.close()


def test_a_store_nobody_enrolled_logs_as_nobody(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.audit.note(AuditEvent.LOG_ON)
    assert everything(store)[0].person == "none"
    store.close()


# Log-ons that failed, from beside the vault


def test_failed_log_ons_come_into_the_log_once_with_their_own_moments(tmp_path: Path) -> None:
    clock = StillClock()
    store = a_store(tmp_path, clock)
    attempts = Attempts(tmp_path, "v", SECRET)
    attempts.begin(NOON + timedelta(minutes=1))
    attempts.begin(NOON + timedelta(minutes=2))
    attempts.settle(AuditOutcome.REFUSED)
    attempts.begin(NOON + timedelta(minutes=3))
    clock.moment = NOON + timedelta(minutes=3)
    before = len(everything(store))
    store.audit.note_log_on(attempts.standing())
    found = everything(store)[before:]
    assert [(one.event, one.outcome, (one.at - NOON) // timedelta(minutes=1)) for one in found] == [
        (AuditEvent.LOG_ON, AuditOutcome.FAILED, 1),
        (AuditEvent.LOG_ON, AuditOutcome.REFUSED, 2),
        (AuditEvent.LOG_ON, AuditOutcome.OK, 3),
    ]
    # The program died before the list was cleared: nothing is told twice.
    attempts.begin(NOON + timedelta(minutes=4))
    store.audit.note_log_on(attempts.standing())
    assert told(store)[before + 3 :] == [(AuditEvent.LOG_ON, AuditOutcome.OK)]
    attempts.clear()
    attempts.begin(NOON + timedelta(minutes=5))
    store.audit.note_log_on(attempts.standing())
    assert told(store)[before + 4 :] == [(AuditEvent.LOG_ON, AuditOutcome.OK)]
    store.close()


@pytest.mark.parametrize("how", ["removed", "garbled", "older copy", "other secret"])
def test_a_list_of_attempts_that_was_tampered_with_is_told(tmp_path: Path, how: str) -> None:
    store = a_store(tmp_path / "store")
    attempts, file = Attempts(tmp_path, "v", SECRET), tmp_path / ATTEMPTS_FILE
    attempts.begin(NOON)
    older = file.read_bytes()
    store.audit.note_log_on(attempts.standing())
    attempts.clear()
    attempts.begin(NOON)
    attempts.begin(NOON)
    match how:
        case "removed":
            file.unlink()
        case "garbled":
            file.write_bytes(b"{}")
        case "older copy":
            file.write_bytes(older)
        case _:
            attempts = Attempts(tmp_path, "v", bytes(32))
    if how != "older copy":
        attempts.begin(NOON + timedelta(seconds=1))
    store.audit.note_log_on(attempts.standing())
    assert (AuditEvent.ATTEMPTS_ALTERED, AuditOutcome.FAILED) in told(store)
    assert told(store)[-1] == (AuditEvent.LOG_ON, AuditOutcome.OK)
    store.close()


def test_the_list_of_attempts_does_not_fill_the_disk(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path, "v", SECRET)
    for number in range(3):
        attempts.begin(NOON + timedelta(seconds=number))
    held = attempts.standing()
    assert held is not None
    many = held.model_copy(update={"attempts": held.attempts[:1] * MOST})
    attempts._keep(many)
    attempts.begin(NOON + timedelta(hours=1))
    held = attempts.standing()
    assert held is not None
    assert len(held.attempts) == MOST
    assert held.attempts[-1].at == NOON + timedelta(hours=1)


def test_the_release_of_a_wait_comes_into_the_log_between_the_tries(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    attempts = Attempts(tmp_path, "v", SECRET)
    attempts.begin(NOON)
    attempts.begin(NOON, AuditEvent.TRIES_RELEASED)
    attempts.settle(AuditOutcome.OK)
    attempts.begin(NOON)
    store.audit.note_log_on(attempts.standing())
    assert told(store)[-3:] == [
        (AuditEvent.LOG_ON, AuditOutcome.FAILED),
        (AuditEvent.TRIES_RELEASED, AuditOutcome.OK),
        (AuditEvent.LOG_ON, AuditOutcome.OK),
    ]
    store.close()
