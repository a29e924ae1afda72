# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.put_back [ROWS]`: an old page, log or file in the place of the new one.

Every page of the store is put back once in a closed store, and once in a store that a crash left
open, whose mark holds no fingerprint. Beside them: the whole file, an old log, the old header, and
the whole folder with and without what lies in the keystore. What is not refused offline is opened,
and every row compared: the same again where it was worked out anew; older settings and an older
place in the feed, which the next sync brings up to date; or other rows, of which the county finds
those of its own at the next sync. The last count as not noticed.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.rows import hash_rows
from bench.faults.work import DRAFT, Lost, State, change_all, check_whole, more_pages, prepare
from casework.audit import AuditEvent
from storage.errors import StorageError
from storage.rekey import unlock_store
from storage.store import STORE_FILE
from storage.vault.header import VAULT_FILE
from tests.fakes.stores import a_case

PAGE = 4096
PHRASE = "marsh heron lantern"
ROWS = 1000
REFUSED, UNNOTICED = "refused at unlock", "not noticed"
RENEWED, AGAIN = "every row as it was", "older settings, comes again"
SAME = "same page"
SETTINGS = "values_by_name"
EVERYTHING = "folder with the secrets' file"


def put_back_all(rows: int) -> dict[str, Counter[str]]:
    """How many put-backs of each kind were noticed offline, and how many were not."""
    seen: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        state = prepare(home / "state")
        _work(state, rows)
        old = state.copy(home / "old").base
        log = _log_of(state)
        _work(state, rows)
        now = state.copy(home / "now")
        crashed = _crashed(state, home / "crashed")
        for name, base in (("closed", now), ("after a crash", crashed)):
            judge = _Judge(base, home / "run")
            seen[f"page, {name}"] = _pages(judge, old)
            seen[f"log, {name}"] = Counter([judge.judge({f"vault/{STORE_FILE}-wal": log})])
            content = {f"vault/{STORE_FILE}": (old / "vault" / STORE_FILE).read_bytes()}
            seen[f"file {STORE_FILE}, {name}"] = Counter([judge.judge(content)])
        judge = _Judge(now, home / "run")
        content = {f"vault/{VAULT_FILE}": (old / "vault" / VAULT_FILE).read_bytes()}
        seen[f"file {VAULT_FILE}"] = Counter([judge.judge(content)])
        everything = {f"vault/{one.name}": one.read_bytes() for one in (old / "vault").iterdir()}
        seen["folder, keystore not"] = Counter([judge.judge(everything)])
        file = "device/device-secrets.json"
        everything[file] = (old / file).read_bytes()
        seen[EVERYTHING] = Counter([judge.judge(everything)])
    return seen


class _Judge:
    """Puts files back into copies of one state."""

    def __init__(self, base: State, run: Path) -> None:
        self.base = base
        self._run = run
        self._right = self._read(base.copy(run))

    def judge(self, files: dict[str, bytes]) -> str:
        """What becomes of the state with these files in it."""
        state = self.base.copy(self._run)
        for name, content in files.items():
            (self._run / name).write_bytes(content)
        try:
            if f"vault/{VAULT_FILE}" in files:
                unlock_store(state.vault(), state.folder, PHRASE).wipe()
            read = self._read(state)
        except StorageError:
            return REFUSED
        except Lost:
            return UNNOTICED
        if read == self._right:
            return RENEWED
        return AGAIN if read[1] == self._right[1] else UNNOTICED

    @staticmethod
    def _read(state: State) -> tuple[str, str]:
        """A hash over every row, and over those that are no settings."""
        store = check_whole(state)
        try:
            return hash_rows(store), hash_rows(store, (SETTINGS,))
        finally:
            store.close()


def _work(state: State, rows: int) -> None:
    """Every record written anew, and some of all that a laptop writes besides."""
    change_all(state, rows)
    store = state.open()
    for number in range(rows // 10):
        store.journal_answer(DRAFT, f"/form/item{number}", {"integer": str(number)})
    store.audit.note(AuditEvent.CASE_READ, case=a_case())
    store.save_setting("worked", str(store.audit.head().number))
    store.close()


def _pages(judge: _Judge, old: Path) -> Counter[str]:
    content = (old / "vault" / STORE_FILE).read_bytes()
    present = (judge.base.folder / STORE_FILE).read_bytes()
    seen: Counter[str] = Counter()
    for at in range(0, min(len(content), len(present)), PAGE):
        if content[at : at + PAGE] == present[at : at + PAGE]:
            seen[SAME] += 1
            continue
        mixed = present[:at] + content[at : at + PAGE] + present[at + PAGE :]
        seen[judge.judge({f"vault/{STORE_FILE}": mixed})] += 1
    return seen


def _log_of(state: State) -> bytes:
    """A log as it lies there while the store is open."""
    store = state.open()
    try:
        store.apply_page(more_pages())
        return (state.folder / f"{STORE_FILE}-wal").read_bytes()
    finally:
        store.close()


def _crashed(state: State, base: Path) -> State:
    store = state.open()
    try:
        return state.copy(base)
    finally:
        store.close()


if __name__ == "__main__":
    print(json.dumps(put_back_all(int(sys.argv[1])), indent=1))
