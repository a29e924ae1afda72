# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.flips [FLIPS] [SEED]`: one flipped bit in one file of a vault.

Each flip is judged by opening the vault the way the program does and reading every row: refused,
the same as before, or older but whole (pages of the feed in a log that was never merged; the cursor
goes back with them, so the next sync brings them again). Anything else is a silent loss.
"""

import json
import random
import sys
from collections import Counter
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.work import PHRASES, Lost, State, check_whole, more_pages, prepare
from storage.errors import StorageError
from storage.rekey import unlock_store
from storage.store import STORE_FILE, Store

DATABASE, LOG = f"vault/{STORE_FILE}", f"vault/{STORE_FILE}-wal"
HEADER, SECRETS = "vault/vault.json", "device/device-secrets.json"
SHARES = {DATABASE: 6, LOG: 2, HEADER: 1, SECRETS: 1}
_ALL = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY 1"


def flip_many(flips: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How many flips ended how, by file, and which were silent losses."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    ended: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        closed = prepare(Path(folder) / "closed")
        crashed = _crash(closed, Path(folder) / "crashed")
        run = Path(folder) / "run"
        right = {
            "closed": _read_all(closed.copy(run)),
            "crashed": _read_all(crashed.copy(run)),
        }
        for _ in range(flips):
            name = rng.choices(list(SHARES), list(SHARES.values()))[0]
            kind = "crashed" if name == LOG or rng.random() < 0.2 else "closed"
            state = (crashed if kind == "crashed" else closed).copy(run)
            where = _flip(state.base / name, rng)
            ending = _judge(
                state, right[kind], right["closed"], by_phrase=name in (HEADER, SECRETS)
            )
            ended[f"{name.rpartition('/')[2]}: {ending}"] += 1
            if ending == "lost":
                wrong.append(f"{kind} {name}, seed {seed}, bit {where}")
    return ended, wrong


def _judge(state: State, right: str, older: str, *, by_phrase: bool) -> str:
    try:
        read = _read_all(state, by_phrase=by_phrase)
    except StorageError:
        return "refused"
    except Lost:
        return "lost"
    if read == right:
        return "harmless"
    return "older but whole, comes again" if read == older else "lost"


def _read_all(state: State, *, by_phrase: bool = True) -> str:
    """A hash over every row, by the passphrase or, where only the store is in question, its key."""
    key = unlock_store(state.vault(), state.folder, PHRASES[0]) if by_phrase else None
    store = check_whole(state, key)
    try:
        return _hash(store)
    finally:
        store.close()


def _hash(store: Store) -> str:
    hashed = sha256()
    with store._database.read() as connection:  # noqa: SLF001 - every row, not what screens show
        for (table,) in connection.execute(_ALL).fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"').fetchall():
                hashed.update(repr((table, row)).encode())
    return hashed.hexdigest()


def _crash(closed: State, base: Path) -> State:
    """The state as a crash leaves it: pages of the feed in the log, nothing merged."""
    working = closed.copy(base.with_name("working"))
    store = working.open()
    store.apply_page(more_pages())
    made = working.copy(base)
    store.close()
    return made


def _flip(path: Path, rng: random.Random) -> int:
    content = bytearray(path.read_bytes())
    bit = rng.randrange(len(content) * 8)
    content[bit // 8] ^= 1 << (bit % 8)
    path.write_bytes(content)
    return bit


if __name__ == "__main__":
    endings, bad = flip_many(int(sys.argv[1]), int(sys.argv[2]))
    print(json.dumps({"flips": sum(endings.values()), "ended": endings, "lost": bad}, indent=1))
