# SPDX-License-Identifier: AGPL-3.0-or-later
"""A damaged store: what is whole around the damage is saved, and the original is kept as it is."""

import os
import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from casework.ids import CountyId, DeviceId
from casework.vocabulary import RecordKind
from storage import schema
from storage.aside import set_store_aside, stores_set_aside
from storage.database import Database
from storage.errors import StorageError, StoreDamaged, StoreInUse, StoreUndamaged
from storage.inspection import inspect_store
from storage.keys import StoreKey
from storage.model import Profile
from storage.outbox import gather_outbox
from storage.repair import recover_store
from storage.salvage import salvage_into_memory
from storage.snapshot import PAGE, take_snapshot
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON, a_hat, an_id, an_operation
from tests.fakes.small_disks import small_disk
from tests.fakes.stores import (
    KEY,
    StillClock,
    a_case,
    a_draft,
    a_page,
    enter,
    make_store,
    note_fields,
    put,
    random_id,
    reopen_store,
)

ROOT = Path(__file__).resolve().parents[2]
DRAFTS = 6
LARGE = random.Random(7).randbytes(700_000)


@pytest.fixture
def folder(tmp_path: Path, filled: Path) -> Path:
    """A store with cases, drafts, files, notes and an outbox."""
    return Path(shutil.copytree(filled, tmp_path / "vault"))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once."""
    tmp_path = tmp_path_factory.mktemp("filled")
    store = make_store(tmp_path)
    notes = [
        put(note_fields(f"word {n} " * 60), kind=RecordKind.CONTACT_NOTE, record=n, version=n)
        for n in range(2, 160)
    ]
    store.apply_page(a_page(enter(), put(), *notes))
    for number in range(1, DRAFTS + 1):
        store.start_draft(a_draft(number))
        for at in range(20):
            store.journal_answer(a_draft(number).id, f"/a{at}", f"answer {number} {at}")
    store.attachments.keep(a_draft(1).id, "large.bin", LARGE)
    store.attachments.keep(a_draft(2).id, "small.jpg", b"a picture")
    store.notes.keep(a_case(), "half a note")
    previous = "0" * 64
    for counter in range(1, 9):
        work = an_operation(
            counter=counter,
            kind=RecordKind.CONTACT_NOTE,
            fields=note_fields(f"waiting {counter} " * 30),
            record=300 + counter,
            previous=previous,
        )
        store.record_work([work], author_name="Worker 1")
        previous = work.digest()
    store.close()
    return tmp_path


def change(path: Path, at: int, content: bytes = b"") -> None:
    whole = bytearray(path.read_bytes())
    whole[at : at + max(1, len(content))] = content or bytes([whole[at] ^ 1])
    path.write_bytes(whole)


def outbox_of(path: Path) -> Any:
    connection, salvage = salvage_into_memory(take_snapshot(path, StoreKey(KEY)))
    outbox = gather_outbox(connection, NOON)
    connection.close()
    return outbox, salvage


def test_a_whole_store_is_told_to_be_whole_and_is_not_changed(folder: Path) -> None:
    path = folder / STORE_FILE
    before = path.read_bytes()
    found = inspect_store(path, StoreKey(KEY))
    assert found.snapshot.is_whole
    assert found.salvage.has_all_work
    assert (found.unsent.operations, found.unsent.drafts, found.unsent.notes) == (8, DRAFTS, 1)
    with pytest.raises(StoreUndamaged):
        recover_store(folder, StoreKey(KEY), NOON)
    assert path.read_bytes() == before
    assert [one.name for one in folder.iterdir()] == [STORE_FILE]


def test_what_a_salvage_reads_of_a_whole_store_is_all_of_it(folder: Path) -> None:
    store = reopen_store(folder)
    waiting = store.pending_operations(99)
    store.close()
    outbox, _ = outbox_of(folder / STORE_FILE)
    assert tuple(one.operation for one in outbox.work) == waiting
    assert [len(one.journal) for one in outbox.drafts] == [20] * DRAFTS
    assert {one.name: one.content for one in outbox.files} == {
        "large.bin": LARGE,
        "small.jpg": b"a picture",
    }
    assert [one.text for one in outbox.notes] == ["half a note"]
    assert outbox.unreadable == 0
    assert outbox.find_fault() == ""


def test_every_single_damaged_page_costs_little_and_is_told(folder: Path) -> None:
    path = folder / STORE_FILE
    pages = path.stat().st_size // PAGE
    whole = path.read_bytes()
    lost_something = 0
    for number in random.Random(5).sample(range(1, pages), 25):
        change(path, number * PAGE + 1000)
        snapshot = take_snapshot(path, StoreKey(KEY))
        assert snapshot.damaged == 1
        try:
            outbox, salvage = outbox_of(path)
        except StoreDamaged:
            lost_something += 1
            path.write_bytes(whole)
            continue
        found = len(outbox.work), sum(len(one.journal) for one in outbox.drafts)
        files = [one.content for one in outbox.files]
        is_all = (*found, len(files)) == (8, 20 * DRAFTS, 2)
        assert is_all or outbox.unreadable or not salvage.has_all_work
        assert all(one in (LARGE, b"a picture") for one in files)
        assert found[0] >= 1
        lost_something += not is_all
        path.write_bytes(whole)
    assert lost_something < 25


def test_a_damaged_first_page_loses_nothing_when_only_its_header_is_hit(folder: Path) -> None:
    path = folder / STORE_FILE
    change(path, 20)
    with pytest.raises(StoreDamaged):
        reopen_store(folder)
    outbox, salvage = outbox_of(path)
    assert len(outbox.work) == 8
    assert salvage.has_all_work


def test_a_damaged_salt_makes_nothing_verified_and_is_told(folder: Path) -> None:
    path = folder / STORE_FILE
    change(path, 3)
    with pytest.raises(StoreDamaged):
        reopen_store(folder)
    assert not take_snapshot(path, StoreKey(KEY)).is_verified
    outbox, salvage = outbox_of(path)
    assert len(outbox.work) == 8
    assert outbox.find_fault() == ""
    assert not salvage.may_go_on
    recovered = recover_store(folder, StoreKey(KEY), NOON)
    assert not recovered.in_place


def test_another_key_reads_nothing(folder: Path) -> None:
    with pytest.raises(StoreDamaged, match="this vault's key"):
        take_snapshot(folder / STORE_FILE, StoreKey(bytes([9] * 32)))


@pytest.mark.parametrize("keep", [0.3, 0.6, 0.95])
def test_a_truncated_file_gives_what_is_left_of_it(folder: Path, keep: float) -> None:
    path = folder / STORE_FILE
    size = path.stat().st_size
    os.truncate(path, int(size * keep) // 100 * 100)
    with pytest.raises(StorageError):
        read_everything(folder)
    before = path.read_bytes()
    snapshot = take_snapshot(path, StoreKey(KEY))
    assert not snapshot.is_whole
    try:
        recovered = recover_store(folder, StoreKey(KEY), NOON)
    except StoreDamaged:
        assert path.read_bytes() == before
        return
    assert (recovered.original / STORE_FILE).read_bytes() == before
    assert recovered.salvage.tables


def read_everything(folder: Path) -> None:
    store = reopen_store(folder)
    try:
        store.recent_records(limit=10_000)
        store.work_summary()
        for draft in store.drafts():
            store.draft(draft.id)
        store.attachments.read(a_draft(1).id, "large.bin")
    finally:
        store.close()


def leave_log(folder: Path, write: Callable[[Store], None]) -> None:
    """Do some work and leave the folder as a killed program does: with a log beside the store."""
    store = reopen_store(folder)
    with store._database.read() as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
    store._database.checkpoint = lambda: None  # type: ignore[method-assign]  # the kill
    write(store)
    killed = folder.with_name("killed")
    shutil.copytree(folder, killed)
    store._database._poison()
    shutil.rmtree(folder)
    killed.rename(folder)


def more_answers(store: Store) -> None:
    for at in range(12):
        store.journal_answer(a_draft(1).id, f"/more{at}", "m" * 500)


def test_committed_work_in_the_log_is_read_too(folder: Path) -> None:
    leave_log(folder, more_answers)
    assert (folder / f"{STORE_FILE}-wal").stat().st_size > PAGE
    snapshot = take_snapshot(folder / STORE_FILE, StoreKey(KEY))
    assert snapshot.is_whole
    outbox, _ = outbox_of(folder / STORE_FILE)
    assert [len(one.journal) for one in outbox.drafts] == [32] + [20] * (DRAFTS - 1)


def test_a_flipped_bit_in_the_log_is_told_and_the_work_after_it_is_still_found(
    folder: Path,
) -> None:
    leave_log(folder, more_answers)
    log = folder / f"{STORE_FILE}-wal"
    whole = log.read_bytes()
    # SQLite drops everything behind a flipped bit without a word; here it is seen.
    change(log, 32 + 24 + 100)
    snapshot = take_snapshot(folder / STORE_FILE, StoreKey(KEY))
    assert snapshot.damaged_frames == 1
    outbox, salvage = outbox_of(folder / STORE_FILE)
    assert len(outbox.drafts[0].journal) >= 30
    assert not salvage.may_go_on
    assert len(whole) == log.stat().st_size


def test_a_missing_log_leaves_the_last_merged_state(folder: Path) -> None:
    leave_log(folder, more_answers)
    (folder / f"{STORE_FILE}-wal").unlink()
    outbox, _ = outbox_of(folder / STORE_FILE)
    assert [len(one.journal) for one in outbox.drafts] == [20] * DRAFTS


def test_a_recovered_store_takes_its_place_and_the_damaged_one_is_kept(folder: Path) -> None:
    store = reopen_store(folder)
    store.save_profile(a_profile(), bytes(32))
    store.close()
    path = folder / STORE_FILE
    harmed = harm_a_record_page(folder)
    recovered = recover_store(folder, StoreKey(KEY), NOON)
    assert recovered.in_place
    assert (recovered.original / STORE_FILE).read_bytes() == harmed
    assert stores_set_aside(folder) == (recovered.original,)
    again = reopen_store(folder)
    assert len(again.pending_operations(99)) == 8
    assert again.next_link().counter == 9
    assert again.search_cases("waiting", offset=0, limit=9).total == 1
    assert len(again.work_summary().unsent) == 8
    assert again.cursor() == ""
    assert again.attachments.read(a_draft(1).id, "large.bin") == LARGE
    again.close()
    assert path.read_bytes() != harmed


def harm_a_record_page(folder: Path) -> bytes:
    """Damage one page so that only records of the county are lost; the file's bytes then."""
    path = folder / STORE_FILE
    whole = path.read_bytes()
    for number in range(2, len(whole) // PAGE):
        change(path, number * PAGE + 50)
        try:
            _, salvage = outbox_of(path)
        except StoreDamaged:
            path.write_bytes(whole)
            continue
        partly = {one.name for one in salvage.tables if not one.is_whole}
        if partly == {"records"} and salvage.has_all_work:
            return path.read_bytes()
        path.write_bytes(whole)
    raise AssertionError("no page holds records only")


def a_profile() -> Any:
    return Profile(
        county=CountyId(an_id(1)),
        county_name="Test County",
        device=DeviceId(an_id(4001)),
        hat=a_hat(),
        epoch="1",
        server_url="https://127.0.0.1:1",
        server_certificate_pem="",
        enrolled_at=NOON,
    )


def test_without_the_chain_the_recovered_store_lies_aside_and_nothing_forks(folder: Path) -> None:
    change(folder / STORE_FILE, 3)
    recovered = recover_store(folder, StoreKey(KEY), NOON)
    assert not recovered.in_place
    assert not (folder / STORE_FILE).exists()
    assert len(stores_set_aside(folder)) == 2
    aside = Store.open(recovered.place, StoreKey(KEY), *clock_and_ids())
    assert len(aside.pending_operations(99)) == 8
    aside.close()


def clock_and_ids() -> Any:
    return StillClock(), random_id


HOLDING = """
import sys
from pathlib import Path
from tests.fakes.stores import reopen_store
store = reopen_store(Path(sys.argv[1]))
store.save_setting("a", "b")
print("open", flush=True)
sys.stdin.read()
store.close()
"""


def test_a_store_that_another_window_has_open_is_not_touched(folder: Path) -> None:
    # Another process, because a file's locks say nothing to the process that holds them.
    command = [sys.executable, "-c", HOLDING, str(folder)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as window:
        assert window.stdout is not None
        assert window.stdout.readline() == "open\n"
        with pytest.raises(StoreInUse):
            recover_store(folder, StoreKey(KEY), NOON)
        window.communicate()
    assert window.returncode == 0
    store = reopen_store(folder)
    assert store.setting("a") == "b"
    store.close()


def test_random_damage_never_ends_in_anything_but_a_sentence_or_a_store(folder: Path) -> None:
    path = folder / STORE_FILE
    whole = path.read_bytes()
    rng = random.Random(11)
    for _ in range(12):
        harmed = bytearray(whole)
        for _ in range(rng.choice([1, 5, 60])):
            harmed[rng.randrange(len(harmed))] ^= 1 << rng.randrange(8)
        path.write_bytes(harmed)
        try:
            outbox, _ = outbox_of(path)
        except StoreDamaged as error:
            assert str(error).endswith(".")
            continue
        assert all(one.content in (LARGE, b"a picture") for one in outbox.files)
        answers = {str(a.answer) for one in outbox.drafts for a in one.journal}
        assert all(one.startswith("answer ") for one in answers)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()
    }


def test_a_full_disk_keeps_the_damaged_store_where_it_is_and_its_work_readable(
    folder: Path,
) -> None:
    change(folder / STORE_FILE, 20)
    with small_disk(folder.with_name("small"), folder, spare=65_536) as full:
        before = contents(full)
        with pytest.raises(StorageError) as refusal:
            recover_store(full, StoreKey(KEY), NOON)
        assert str(refusal.value).endswith(".")
        left = contents(full)
        assert {name: left[name] for name in before} == before
        assert not any((full / "set-aside").glob("*"))
        outbox, _ = outbox_of(full / STORE_FILE)
        assert len(outbox.work) == 8
        assert set_store_aside(full, NOON, "disk-full") is not None
        [place] = stores_set_aside(full)
        assert (place / STORE_FILE).read_bytes() == before[STORE_FILE]


def test_an_update_on_a_full_disk_leaves_the_older_store_as_it_was(tmp_path: Path) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    schema.make_store(folder / STORE_FILE, StoreKey(KEY), schema.STEPS[:2])
    with small_disk(tmp_path / "small", folder, spare=40_000) as full:
        before = (full / STORE_FILE).read_bytes()
        with pytest.raises(StorageError):
            reopen_store(full)
        assert (full / STORE_FILE).read_bytes() == before
    reopen_store(folder).close()


def test_what_a_folder_holds_that_may_not_be_written_is_still_read(folder: Path) -> None:
    change(folder / STORE_FILE, 20)
    before = contents(folder)
    folder.chmod(0o500)
    (folder / STORE_FILE).chmod(0o400)
    try:
        outbox, salvage = outbox_of(folder / STORE_FILE)
    finally:
        folder.chmod(0o700)
    assert len(outbox.work) == 8
    assert salvage.has_all_work
    assert contents(folder) == before


@pytest.mark.parametrize("version", [(1, 1), (2, 2), (3, 7)])
def test_a_damaged_store_of_an_older_program_is_recovered_with_its_unsent_work(
    tmp_path: Path, version: tuple[int, int]
) -> None:
    path, key = tmp_path / STORE_FILE, StoreKey(KEY)
    steps = [one for one in schema.STEPS if one.version <= version]
    schema.make_store(path, key, steps)
    work = an_operation(kind=RecordKind.CONTACT_NOTE, fields=note_fields("waiting"))
    database = Database(path, key)
    with database.write() as connection:
        connection.execute(
            "INSERT INTO operations (counter, operation_id, case_id, record_id, kind, at, state,"
            " author_name, body) VALUES (1, ?, ?, ?, ?, ?, 'waiting', 'Worker 1', ?)",
            (work.id, work.case, work.record, work.kind.value, work.at, work.model_dump_json()),
        )
        connection.executemany(
            "INSERT INTO values_by_name VALUES (?, ?)", [(f"x{n}", "y" * 200) for n in range(300)]
        )
    database.close()
    change(path, path.stat().st_size - 3 * PAGE + 1000)
    found = inspect_store(path, key)
    assert (found.schema, found.snapshot.damaged, found.unsent.operations) == (version, 1, 1)
    outbox, _ = outbox_of(path)
    assert [one.operation for one in outbox.work] == [work]
    recovered = recover_store(tmp_path, key, NOON)
    store = Store.open(recovered.place, key, StillClock(), random_id)
    assert store.pending_operations(9) == (work,)
    store.close()
