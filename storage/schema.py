# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which schema a store has, and how an older one becomes today's.

`PRAGMA user_version` holds major × 65,536 + minor. A newer minor only adds what an older program
may ignore; a newer major is refused politely. An older store is migrated on a copy, and the
original keeps its place until the copy is whole and on the disk.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from storage.database import Database, require_file
from storage.errors import StorageError, StoreDamaged, StoreRolledBack, StoreTooNew
from storage.files import put_in_place, remove_with_log, wrapping_file_errors
from storage.keys import StoreKey
from storage.migrations import (
    m0001_cases_and_work,
    m0002_instruments_and_attachments,
    m0003_case_keys,
    m0004_audit,
    m0005_claims,
    m0006_kept_forms,
    m0007_large_files,
    m0008_clocks,
    m0009_words_once,
    m0010_organization,
    m0011_index,
    m0012_safety_plans,
    m0013_sign_offs,
    m0014_sharing,
    m0015_meetings,
    m0016_same_youth,
    m0017_finding,
    m0018_debriefs,
    m0019_running_clocks,
    m0020_said_ages_and_taken_back,
    m0021_index_in_fewer_merges,
    m0022_referrals,
    m0023_sent_work,
)


class Step(NamedTuple):
    """One migration: the version it reaches and what it does."""

    version: tuple[int, int]
    apply: Callable[[Any], None]


STEPS: tuple[Step, ...] = tuple(
    Step(one.VERSION, one.apply)
    for one in (
        m0001_cases_and_work,
        m0002_instruments_and_attachments,
        m0003_case_keys,
        m0004_audit,
        m0005_claims,
        m0006_kept_forms,
        m0007_large_files,
        m0008_clocks,
        m0009_words_once,
        m0010_organization,
        m0011_index,
        m0012_safety_plans,
        m0013_sign_offs,
        m0014_sharing,
        m0015_meetings,
        m0016_same_youth,
        m0017_finding,
        m0018_debriefs,
        m0019_running_clocks,
        m0020_said_ages_and_taken_back,
        m0021_index_in_fewer_merges,
        m0022_referrals,
        m0023_sent_work,
    )
)


def make_store(path: Path, key: StoreKey, steps: Sequence[Step] = STEPS) -> None:
    """Write a new empty store; `path` appears only when it is whole."""
    making = _beside(path, "making")
    remove_with_log(making)
    database = Database(making, key)
    try:
        _run(database, steps)
    finally:
        database.close()
    put_in_place(making, path)


def open_store(
    path: Path,
    key: StoreKey,
    steps: Sequence[Step] = STEPS,
    before_replacing: Callable[[], None] = lambda: None,
    *,
    whole: bool = False,
) -> Database:
    """Open a store, bringing an older one up to date first.

    Args:
        before_replacing: called when the file is about to become another.
        whole: look at all of it first, because a crash left it open.

    Raises:
        StoreRolledBack: what a crash left does not fit together.
        StoreMissing, StoreNotEncrypted, StoreDamaged, StoreTooNew, StoreInUse: it is untouched.
    """
    require_file(path)
    database = Database(path, key)
    try:
        version = _version(database)
        _refuse_newer(version, steps, path)
        if whole:
            require_whole(database)
    except StorageError:
        database.close()
        raise
    waiting = [step for step in steps if step.version > version]
    if waiting:
        database.close()
        _migrate(path, key, waiting, before_replacing)
        database = Database(path, key)
    # Only now is the older file known to be needed no more; it holds cases that may leave later.
    remove_with_log(_beside(path, "before"))
    remove_with_log(_beside(path, "making"))
    return database


def _migrate(
    path: Path, key: StoreKey, waiting: Sequence[Step], before_replacing: Callable[[], None]
) -> None:
    copy = _beside(path, "making")
    before = _beside(path, "before")
    remove_with_log(copy)
    with wrapping_file_errors(path):
        shutil.copyfile(path, copy)
    database = Database(copy, key)
    try:
        _run(database, waiting)
        _require_sound(database)
    finally:
        database.close()
    with wrapping_file_errors(path):
        shutil.copyfile(path, before)
    put_in_place(before, before)
    before_replacing()
    put_in_place(copy, path)


def _run(database: Database, steps: Sequence[Step]) -> None:
    for step in steps:
        with database.write() as connection:
            step.apply(connection)
            major, minor = step.version
            connection.execute(f"PRAGMA user_version = {major * 65_536 + minor}")


def _version(database: Database) -> tuple[int, int]:
    with database.read() as connection:
        number = connection.execute("PRAGMA user_version").fetchone()[0]
    return divmod(int(number), 65_536)


def _refuse_newer(version: tuple[int, int], steps: Sequence[Step], path: Path) -> None:
    if version[0] > steps[-1].version[0]:
        raise StoreTooNew(
            "The case store {path} was written by a newer version of this program; update "
            "the program, the store has not been changed.",
            path=path,
        )


def require_whole(database: Database) -> None:
    """Look at every page and every index of a store that a crash left open.

    Each page is read through the log, with its authentication code. Most old pages put back
    meanwhile do not fit to the others; what does is found at the next sync (`storage/sections.py`).

    Raises:
        StoreRolledBack: something does not fit.
    """
    with database.read() as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if found != "ok" or loose:
        raise StoreRolledBack(
            "The case store {path} does not fit together; after a crash a part of it was "
            "damaged, or an older part put back. Have it looked at with `fieldfare vault "
            "inspect`.",
            path=database.path,
        )


def _require_sound(database: Database) -> None:
    with database.read() as connection:
        found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise StoreDamaged(
            "The case store {path} did not survive its update; the store from before is in "
            "its place, report this.",
            path=database.path,
        )


def _beside(path: Path, word: str) -> Path:
    return path.with_name(f"{path.name}.{word}")
