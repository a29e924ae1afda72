# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.flips [FLIPS] [SEED]`: one flipped bit in one file of a vault.

Each flip is judged by opening the vault the way the program does and reading every row: refused,
the same as before, or older but whole (pages of the feed in a log that was never merged; the cursor
goes back with them, so the next sync brings them again). Anything else is a silent loss. Pages of
attachments and of the audit log are hit on purpose; what was flipped in the list of failed log-ons
must be said in the audit log.
"""

import json
import random
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.faults.rows import hash_rows, pages_of
from bench.faults.work import NOON, PHRASES, Lost, State, check_whole, more_pages, prepare
from casework.audit import AuditEvent, AuditOutcome
from storage.errors import StorageError
from storage.rekey import unlock_store
from storage.store import STORE_FILE
from storage.vault.attempts import ATTEMPTS_FILE, Attempts
from storage.vault.tries import TRIES_FILE

PAGE = 4096
STORE = f"vault/{STORE_FILE}"
ATTEMPTS = f"vault/{ATTEMPTS_FILE}"
FAILED = 3


class Target(NamedTuple):
    """A file that is hit.

    Attributes:
        share: how often, beside the others.
        tables: only the pages of these; all when empty.
        by_phrase: it is read with the passphrase rather than the key.
    """

    file: str
    share: int
    tables: tuple[str, ...] = ()
    by_phrase: bool = False


TARGETS = {
    "database": Target(STORE, 4),
    "attachments": Target(STORE, 2, ("attachments", "attachment_parts")),
    "audit": Target(STORE, 2, ("audit",)),
    "log": Target(f"{STORE}-wal", 2),
    "header": Target("vault/vault.json", 1, by_phrase=True),
    "device secrets": Target("device/device-secrets.json", 1, by_phrase=True),
    "tries": Target(f"vault/{TRIES_FILE}", 1, by_phrase=True),
    "failed log-ons": Target(ATTEMPTS, 1, by_phrase=True),
}
AGAIN = "older but whole, comes again"
TOLD = "told in the audit log"


@dataclass(frozen=True)
class _Start:
    """A state to begin from, and what its rows are."""

    state: State
    rows: str


def flip_many(flips: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How many flips ended how, by target, and which were silent losses."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    names, shares = list(TARGETS), [one.share for one in TARGETS.values()]
    with TemporaryDirectory() as folder:
        run = Path(folder) / "run"
        closed = _start(_closed(Path(folder) / "closed"), run)
        crashed = _start(_crash(closed.state, Path(folder) / "crashed"), run)
        pages = {name: pages_of(closed.state, one.tables) for name, one in TARGETS.items()}
        for _ in range(flips):
            name = rng.choices(names, shares)[0]
            target = TARGETS[name]
            is_crashed = name == "log" or (not target.tables and rng.random() < 0.2)
            start = crashed if is_crashed else closed
            state = start.state.copy(run)
            where = _flip(state.base / target.file, rng, pages[name])
            ending = _judge(state, target, start.rows, closed.rows)
            ended[f"{name}: {ending}"] += 1
            if ending == "lost":
                kind = "crashed" if is_crashed else "closed"
                wrong.append(f"{kind} {name}, seed {seed}, bit {where}")
    return ended, wrong


def _closed(base: Path) -> State:
    state = prepare(base)
    attempts = _attempts(state)
    attempts.begin(NOON)
    store = state.open()
    store.audit.note_log_on(attempts.standing())
    store.close()
    attempts.clear()
    for _ in range(FAILED):
        attempts.begin(NOON)
    return state


def _start(state: State, run: Path) -> _Start:
    return _Start(state, _read_all(state.copy(run)))


def _judge(state: State, target: Target, right: str, older: str) -> str:
    try:
        read = _read_all(state, by_phrase=target.by_phrase)
        if target.file == ATTEMPTS:
            return _log_on(state)
    except StorageError:
        return "refused"
    except Lost:
        return "lost"
    if read == right:
        return "harmless"
    return AGAIN if read == older else "lost"


def _read_all(state: State, *, by_phrase: bool = True) -> str:
    """A hash over every row, by the passphrase or, where only the store is in question, its key."""
    key = unlock_store(state.vault(), state.folder, PHRASES[0]) if by_phrase else None
    store = check_whole(state, key)
    try:
        return hash_rows(store)
    finally:
        store.close()


def _log_on(state: State) -> str:
    """Whether failed log-ons, or that their list was altered, are in the audit log."""
    attempts = _attempts(state)
    attempts.begin(NOON + timedelta(minutes=5))
    store = check_whole(state)
    try:
        store.audit.note_log_on(attempts.standing())
        with store._database.read() as connection:  # noqa: SLF001 - the log as it lies there
            said = Counter(connection.execute("SELECT event, outcome FROM audit").fetchall())
    finally:
        store.close()
    if said[AuditEvent.ATTEMPTS_ALTERED.value, AuditOutcome.FAILED.value]:
        return TOLD
    whole = said[AuditEvent.LOG_ON.value, AuditOutcome.FAILED.value] == FAILED
    return "harmless" if whole else "lost"


def _attempts(state: State) -> Attempts:
    found = state.vault().attempts()
    assert found is not None
    return found


def _crash(closed: State, base: Path) -> State:
    """The state as a crash leaves it: pages of the feed in the log, nothing merged."""
    working = closed.copy(base.with_name("working"))
    store = working.open()
    store.apply_page(more_pages())
    made = working.copy(base)
    store.close()
    return made


def _flip(path: Path, rng: random.Random, pages: list[int]) -> int:
    content = bytearray(path.read_bytes())
    bit = rng.randrange(len(content) * 8)
    if pages:
        bit = (rng.choice(pages) - 1) * PAGE * 8 + rng.randrange(PAGE * 8)
    content[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(content)
    return bit


if __name__ == "__main__":
    endings, bad = flip_many(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"flips": sum(endings.values()), "ended": endings, "lost": bad}, indent=1))
