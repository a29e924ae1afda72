# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store that was put back is noticed; one that crashed is not taken for it."""

import hmac
import json
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId
from storage import schema
from storage.errors import StorageUnreachable, StoreRolledBack, VaultRolledBack
from storage.keys import StoreKey
from storage.marked import PAGE, seal_of
from storage.store import STORE_FILE, Store
from storage.vault.device_secret import KeystoreSecrets
from storage.vault.marks import Mark, Marks
from tests.fakes.people import NOON, an_id, an_operation
from tests.fakes.stores import StillClock, a_page, enter, put
from tests.fakes.vaults import MemoryKeystore

KEY = bytes(range(32))
SECRET = bytes(range(32, 64))
IDS = iter(range(1, 10**6))


@pytest.fixture
def keystore() -> MemoryKeystore:
    return MemoryKeystore()


@pytest.fixture
def marks(keystore: MemoryKeystore) -> Marks:
    return Marks(KeystoreSecrets(keystore), "v1", SECRET)


def new_id() -> str:
    return an_id(next(IDS))


def make(folder: Path, marks: Marks) -> Store:
    return Store.create(folder, StoreKey(KEY), StillClock(), new_id, marks)


def reopen(folder: Path, marks: Marks) -> Store:
    return Store.open(folder, StoreKey(KEY), StillClock(), new_id, marks)


def write(store: Store) -> None:
    link = store.next_link()
    operation = an_operation(counter=link.counter, record=link.counter).model_copy(
        update={"previous": link.previous, "case": CaseId(an_id(5001))}
    )
    store.record_work([operation], author_name="Worker 1")


def test_a_store_closed_in_order_opens_again(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path, marks)
    for _ in range(3):
        write(store)
        store.close()
        store = reopen(tmp_path, marks)
    assert store.next_link().counter == 4
    store.close()


def test_a_store_whose_fingerprint_cannot_be_taken_back_is_not_changed(
    tmp_path: Path, keystore: MemoryKeystore, marks: Marks
) -> None:
    make(tmp_path, marks).close()
    before = (tmp_path / STORE_FILE).read_bytes()
    keystore.refuses = True
    with pytest.raises(StorageUnreachable):
        reopen(tmp_path, marks)
    assert (tmp_path / STORE_FILE).read_bytes() == before
    keystore.refuses = False
    reopen(tmp_path, marks).close()


@pytest.mark.expected_logs("fieldfare.storage")
def test_a_closed_store_that_cannot_be_read_again_opens_without_a_fingerprint(
    tmp_path: Path, marks: Marks, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = make(tmp_path, marks)
    write(store)

    def fail(_: Path) -> str:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("storage.marked.seal_of", fail)
    store.close()
    monkeypatch.undo()
    assert marks.read().seal == ""
    again = reopen(tmp_path, marks)
    assert again.next_link().counter == 2
    again.close()


def test_the_file_of_yesterday_is_refused(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path, marks)
    store.close()
    before = (tmp_path / STORE_FILE).read_bytes()
    store = reopen(tmp_path, marks)
    write(store)
    store.close()
    newest = (tmp_path / STORE_FILE).read_bytes()
    (tmp_path / STORE_FILE).write_bytes(before)
    with pytest.raises(StoreRolledBack, match="put back"):
        reopen(tmp_path, marks)
    assert (tmp_path / STORE_FILE).read_bytes() == before
    (tmp_path / STORE_FILE).write_bytes(newest)
    reopen(tmp_path, marks).close()


def test_each_old_page_put_back_is_noticed(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path, marks)
    for _ in range(5):
        write(store)
    store.close()
    file = tmp_path / STORE_FILE
    old = file.read_bytes()
    store = reopen(tmp_path, marks)
    for _ in range(5):
        write(store)
    store.close()
    new = file.read_bytes()
    changed = [at for at in range(0, len(old), PAGE) if old[at : at + PAGE] != new[at : at + PAGE]]
    assert len(changed) > 5
    for at in changed:
        file.write_bytes(new[:at] + old[at : at + PAGE] + new[at + PAGE :])
        with pytest.raises(StoreRolledBack):
            reopen(tmp_path, marks)
    file.write_bytes(new)
    reopen(tmp_path, marks).close()


def test_an_old_log_put_beside_a_closed_store_is_noticed(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path, marks)
    write(store)
    store.close()
    (tmp_path / f"{STORE_FILE}-wal").write_bytes(os.urandom(4128))
    with pytest.raises(StoreRolledBack):
        reopen(tmp_path, marks)


def test_a_store_whose_program_was_killed_opens_as_it_is(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path / "here", marks)
    write(store)
    shutil.copytree(tmp_path / "here", tmp_path / "killed")
    again = reopen(tmp_path / "killed", marks)
    assert again.next_link().counter == 2
    again.close()
    store.close()


def test_after_a_crash_an_older_store_is_still_found_out_by_its_work(
    tmp_path: Path, marks: Marks
) -> None:
    store = make(tmp_path / "here", marks)
    shutil.copytree(tmp_path / "here", tmp_path / "older")
    write(store)
    with pytest.raises(StoreRolledBack):
        reopen(tmp_path / "older", marks)
    store.close()


@pytest.mark.expected_logs("fieldfare.storage")
def test_a_keystore_that_fell_silent_costs_no_work(
    tmp_path: Path,
    keystore: MemoryKeystore,
    marks: Marks,
) -> None:
    store = make(tmp_path, marks)
    keystore.refuses = True
    write(store)
    store.close()
    keystore.refuses = False
    store = reopen(tmp_path, marks)
    assert store.next_link().counter == 2
    store.close()


def test_a_mark_that_was_altered_opens_nothing(keystore: MemoryKeystore, marks: Marks) -> None:
    marks.keep(Mark(counter=7))
    other = Marks(KeystoreSecrets(keystore), "v1", bytes(32))
    with pytest.raises(VaultRolledBack, match="altered"):
        other.read()
    KeystoreSecrets(keystore).keep("mark v1", b"{}")
    with pytest.raises(VaultRolledBack, match="altered"):
        marks.read()


def test_a_store_whose_log_was_cut_back_is_refused(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path, marks)
    store.audit.note(AuditEvent.LOG_ON)
    shutil.copyfile(tmp_path / STORE_FILE, tmp_path / "before")
    store.audit.note(AuditEvent.LOG_OFF)
    store.close()
    shutil.copyfile(tmp_path / "before", tmp_path / STORE_FILE)
    marks.keep(marks.read().model_copy(update={"seal": ""}))
    with pytest.raises(StoreRolledBack):
        reopen(tmp_path, marks)


def test_a_crash_right_after_an_update_does_not_make_the_store_look_put_back(
    tmp_path: Path, marks: Marks, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(Exception):
        """The program died here."""

    def cut(*_: object) -> None:
        raise Cut

    schema.make_store(tmp_path / STORE_FILE, StoreKey(KEY), schema.STEPS[:2])
    marks.keep(Mark(seal=seal_of(tmp_path / STORE_FILE)))
    with monkeypatch.context() as dying:
        dying.setattr("storage.marked.StoreMark.require_newest", cut)
        with pytest.raises(Cut):
            reopen(tmp_path, marks)
    store = reopen(tmp_path, marks)
    write(store)
    store.close()


def test_after_a_crash_a_page_from_before_an_order_is_refused(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path / "here", marks)
    shutil.copytree(tmp_path / "here", tmp_path / "before")
    store.papers.suspend(1, NOON)
    store.audit.note(AuditEvent.DEVICE_SUSPENDED)
    shutil.copytree(tmp_path / "here", tmp_path / "killed")
    killed = reopen(tmp_path / "killed", marks)
    assert killed.papers.suspended_at() == NOON
    with killed._database.write() as connection:
        # As it looks when only the page of the settings is an older one.
        connection.execute("DELETE FROM values_by_name WHERE name LIKE 'county.%'")
    killed._database.checkpoint()
    shutil.copytree(tmp_path / "killed", tmp_path / "altered")
    with pytest.raises(StoreRolledBack):
        reopen(tmp_path / "altered", marks)
    killed.close()
    store.close()


def test_a_mark_kept_before_orders_were_remembered_is_still_believed(
    keystore: MemoryKeystore, marks: Marks
) -> None:
    mark = {"counter": 3, "head": "h", "audit_count": 0, "audit_head": "", "lease": 2}
    mark |= {"latest_seen": None, "seal": ""}
    key = hmac.new(SECRET, b"fieldfare mark 1 v1", sha256).digest()
    code = hmac.new(key, json.dumps(mark, separators=(",", ":")).encode(), sha256).hexdigest()
    KeystoreSecrets(keystore).keep("mark v1", json.dumps({"mark": mark, "mac": code}).encode())
    assert marks.read() == Mark(counter=3, head="h", lease=2)


def test_after_a_crash_search_and_dates_are_worked_out_anew(tmp_path: Path, marks: Marks) -> None:
    store = make(tmp_path / "here", marks)
    store.apply_page(a_page(enter(), put({"legal_name": "Amara O'Neil"})))
    with store._database.write() as connection:
        connection.execute("INSERT INTO terms (terms) VALUES ('delete-all')")
        connection.execute("UPDATE cases SET last_activity = NULL")
    store._database.checkpoint()
    shutil.copytree(tmp_path / "here", tmp_path / "killed")
    killed = reopen(tmp_path / "killed", marks)
    [row] = killed.search_cases("amara", offset=0, limit=5).rows
    assert row.last_activity
    killed.close()
    store.close()
