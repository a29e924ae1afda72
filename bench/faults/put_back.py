# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.put_back [ROWS]`: an old page, log or file in the place of the new one.

Every page of the store is put back once in a closed store, and once in a store that a crash left
open, whose mark holds no fingerprint. Beside them: the whole file, an old log, the old header, and
the whole folder with and without what lies in the keystore. What is not noticed offline is counted
as such; of that the county notices at the next sync what goes back behind the last operation.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.work import Lost, State, change_all, check_whole, more_pages, prepare
from storage.errors import StorageError
from storage.rekey import unlock_store
from storage.store import STORE_FILE
from storage.vault.header import VAULT_FILE

PAGE = 4096
PHRASE = "marsh heron lantern"
ROWS = 1000
REFUSED, FULL_CHECK, UNNOTICED = "refused at unlock", "seen by a full check only", "not noticed"
SAME = "same page"


def put_back_all(rows: int) -> dict[str, Counter[str]]:
    """How many put-backs of each kind were noticed offline, and how many were not."""
    seen: dict[str, Counter[str]] = {}
    with TemporaryDirectory() as folder:
        home = Path(folder)
        state = prepare(home / "state")
        change_all(state, rows)
        old = state.copy(home / "old").base
        log = _log_of(state)
        change_all(state, rows)
        now = state.copy(home / "now")
        crashed = _crashed(state, home / "crashed")
        for name, base in (("closed", now), ("after a crash", crashed)):
            seen[f"page, {name}"] = _pages(base, old, home / "run")
        seen["log"] = Counter([_judge(now, home / "run", {f"vault/{STORE_FILE}-wal": log})])
        for name in (STORE_FILE, VAULT_FILE):
            content = (old / "vault" / name).read_bytes()
            changed = Counter([_judge(now, home / "run", {f"vault/{name}": content})])
            seen[f"file {name}"] = changed
        everything = {f"vault/{one.name}": one.read_bytes() for one in (old / "vault").iterdir()}
        seen["folder, keystore not"] = Counter([_judge(now, home / "run", everything)])
        file = "device/device-secrets.json"
        everything[file] = (old / file).read_bytes()
        seen["folder with the secrets' file"] = Counter([_judge(now, home / "run", everything)])
    return seen


def _pages(base: State, old: Path, run: Path) -> Counter[str]:
    content = (old / "vault" / STORE_FILE).read_bytes()
    present = (base.folder / STORE_FILE).read_bytes()
    seen: Counter[str] = Counter()
    for at in range(0, min(len(content), len(present)), PAGE):
        if content[at : at + PAGE] == present[at : at + PAGE]:
            seen[SAME] += 1
            continue
        mixed = present[:at] + content[at : at + PAGE] + present[at + PAGE :]
        seen[_judge(base, run, {f"vault/{STORE_FILE}": mixed})] += 1
    return seen


def _judge(base: State, run: Path, files: dict[str, bytes]) -> str:
    state = base.copy(run)
    for name, content in files.items():
        (run / name).write_bytes(content)
    try:
        if f"vault/{VAULT_FILE}" in files:
            unlock_store(state.vault(), state.folder, PHRASE).wipe()
        state.open().close()
    except StorageError:
        return REFUSED
    state = base.copy(run)
    for name, content in files.items():
        (run / name).write_bytes(content)
    try:
        check_whole(state).close()
    except (StorageError, Lost):
        return FULL_CHECK
    return UNNOTICED


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
