# SPDX-License-Identifier: AGPL-3.0-or-later
"""A store that cannot be trusted is refused in one sentence, and nothing saved is lost."""

import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from storage import schema
from storage.database import Database
from storage.errors import (
    DiskFull,
    StorageBug,
    StorageError,
    StoreClosed,
    StoreDamaged,
    StoreInUse,
    StoreMissing,
    StoreNotEncrypted,
    StoreReadOnly,
    StoreTooNew,
    VaultExists,
)
from storage.files import set_aside
from storage.keys import StoreKey
from storage.store import STORE_FILE
from tests.fakes.people import NOON
from tests.fakes.stores import (
    KEY,
    a_page,
    enter,
    make_store,
    note_fields,
    put,
    reopen_store,
)

MAJOR = schema.STEPS[-1].version[0]


def is_one_sentence(error: StorageError) -> bool:
    text = str(error)
    return text.endswith(".") and ". " not in text.replace(".db", "") and "\n" not in text


def test_a_plain_store_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / STORE_FILE
    plain = sqlite3.connect(path)
    plain.execute("CREATE TABLE youths (name)")
    plain.commit()
    plain.close()
    before = path.read_bytes()
    with pytest.raises(StoreNotEncrypted) as refusal:
        reopen_store(tmp_path)
    assert is_one_sentence(refusal.value)
    assert path.read_bytes() == before


def test_the_stores_file_shows_nothing_without_its_key(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"})))
    store.close()
    path = tmp_path / STORE_FILE
    assert b"Moonpath" not in path.read_bytes()
    assert not path.read_bytes().startswith(b"SQLite")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_key_does_not_open_the_store(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    with pytest.raises(StoreDamaged):
        schema.open_store(tmp_path / STORE_FILE, StoreKey(bytes([9] * 32)))
    reopen_store(tmp_path).close()


@pytest.mark.parametrize("at", [0, 20, 2000, 4090])
def test_damage_on_the_first_page_is_seen_at_once(tmp_path: Path, at: int) -> None:
    make_store(tmp_path).close()
    path = tmp_path / STORE_FILE
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreDamaged) as refusal:
        reopen_store(tmp_path)
    assert is_one_sentence(refusal.value)
    assert path.read_bytes() == content


def test_damage_elsewhere_is_told_when_it_is_read_and_closes_the_store(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    puts = [
        put(note_fields("word " * 500), kind="contact_note", record=n)  # type: ignore[arg-type]  # read by pydantic
        for n in range(2, 90)
    ]
    store.apply_page(a_page(enter(), put(), *puts))
    store.close()
    path = tmp_path / STORE_FILE
    content = bytearray(path.read_bytes())
    for at in range(8 * 4096 + 100, len(content), 4096):
        content[at] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreDamaged):
        read_everything(tmp_path)


def read_everything(folder: Path) -> None:
    store = reopen_store(folder)
    try:
        store.search_cases("wo", offset=0, limit=9)
        store.recent_records(limit=1000)
    except StorageError:
        with pytest.raises(StoreClosed):
            store.cursor()
        raise


def test_a_missing_store_and_a_second_store_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        reopen_store(tmp_path)
    make_store(tmp_path).close()
    with pytest.raises(VaultExists):
        make_store(tmp_path)


def test_a_store_open_elsewhere_is_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_setting("a", "b")
    with pytest.raises(StoreInUse):
        reopen_store(tmp_path)
    assert store.setting("a") == "b"
    store.close()


def test_a_store_of_a_newer_program_is_refused_politely_and_untouched(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    path = tmp_path / STORE_FILE
    database = Database(path, StoreKey(KEY))
    with database.write() as connection:
        connection.execute(f"PRAGMA user_version = {(MAJOR + 1) * 65_536}")
    database.close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew, match="update the program"):
        reopen_store(tmp_path)
    assert path.read_bytes() == before


def test_a_newer_minor_version_is_opened(tmp_path: Path) -> None:
    make_store(tmp_path).close()
    database = Database(tmp_path / STORE_FILE, StoreKey(KEY))
    with database.write() as connection:
        connection.execute(f"PRAGMA user_version = {MAJOR * 65_536 + 7}")
    database.close()
    reopen_store(tmp_path).close()


def add_shoes(connection: Any) -> None:
    connection.execute("CREATE TABLE shoes (size)")


def fail_half_way(connection: Any) -> None:
    connection.execute("CREATE TABLE shoes (size)")
    raise StorageBug("The step failed.")


def test_an_older_store_is_migrated_with_its_content(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_setting("a", "b")
    store.close()
    steps = (*schema.STEPS, schema.Step((MAJOR + 1, 0), add_shoes))
    database = schema.open_store(tmp_path / STORE_FILE, StoreKey(KEY), steps)
    with database.read() as connection:
        assert connection.execute("PRAGMA user_version").fetchone()[0] == (MAJOR + 1) * 65_536
        assert connection.execute("SELECT count(*) FROM shoes").fetchone()[0] == 0
        assert connection.execute("SELECT count(*) FROM values_by_name").fetchone()[0] == 1
    database.close()
    assert [one.name for one in tmp_path.iterdir()] == [STORE_FILE]


def test_a_migration_that_fails_leaves_the_older_store_as_it_was(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_setting("a", "b")
    store.close()
    before = (tmp_path / STORE_FILE).read_bytes()
    steps = (*schema.STEPS, schema.Step((MAJOR + 1, 0), fail_half_way))
    with pytest.raises(StorageBug):
        schema.open_store(tmp_path / STORE_FILE, StoreKey(KEY), steps)
    assert (tmp_path / STORE_FILE).read_bytes() == before
    again = reopen_store(tmp_path)
    assert again.setting("a") == "b"
    again.close()


def test_a_full_disk_is_told_and_loses_nothing_saved(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.save_setting("kept", "yes")
    with store._database.read() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(DiskFull) as refusal:
        store.save_setting("long", "x" * 100_000)
    assert is_one_sentence(refusal.value)
    with pytest.raises(StoreClosed):
        store.setting("kept")
    again = reopen_store(tmp_path)
    assert again.setting("kept") == "yes"
    assert again.setting("long") is None
    again.close()


def test_a_store_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    with store._database.read() as connection:
        connection.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreReadOnly):
        store.save_setting("a", "b")


def test_a_damaged_file_is_set_aside_not_deleted(tmp_path: Path) -> None:
    names = set()
    for content in (b"one", b"two"):
        path = tmp_path / STORE_FILE
        path.write_bytes(content)
        aside = set_aside(path, NOON)
        assert aside.read_bytes() == content
        names.add(aside.name)
    assert names == {one.name for one in tmp_path.iterdir()}
    assert len(names) == 2


def test_closing_twice_is_harmless_and_calls_after_it_are_refused(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.close()
    store.close()
    with pytest.raises(StoreClosed):
        store.profile()
