# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the vault costs: unlocking beside Argon2id alone, queries beside the library without a key.

The plain copy has the same schema, rows, indexes and settings; only pages are not encrypted. Both
stores are warm, and their queries alternate, so that what else the machine does weighs on both.
"""

import os
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from sqlcipher3 import dbapi2 as sqlcipher

from bench.results import Beside, Result, make_result, time_ms
from bench.store_data import KEY, StillClock, make_pages, make_records
from casework.ids import CaseId
from casework.records import CaseRecord
from storage.database import Database
from storage.keys import StoreKey
from storage.limits import LIMITS
from storage.store import Store
from storage.vault.device_secret import FileSecrets
from storage.vault.header import KeyDerivation
from storage.vault.vault import Vault

TOPIC = "vault"
UNLOCKS = 9
OWN_CASES, OWN_RECORDS = 40, 2_000
CASES, RECORDS = 10_000, 20_000
QUERIES = 150
MOST_UNLOCK, MOST_QUERY = 1.15, 1.10
PHRASE = "marsh heron lantern"


class SteadyBoot:
    """One run of the computer."""

    def boot(self) -> str:
        """Its name."""
        return "bench"

    def seconds(self) -> float:
        """Since its start."""
        return 1.0


class PlainDatabase(Database):
    """The same library, schema and settings without a key; only to measure beside."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._open: Any = sqlcipher.connect(str(path), isolation_level=None)
        for pragma in (
            "locking_mode = EXCLUSIVE",
            "temp_store = MEMORY",
            "secure_delete = ON",
            "journal_mode = WAL",
            "synchronous = FULL",
            f"cache_size = -{LIMITS.cache_ceiling_kib}",
        ):
            self._open.execute(f"PRAGMA {pragma}").fetchall()


def measure() -> list[Result]:
    """Both promises."""
    return [*measure_unlock(), *measure_queries()]


def measure_unlock(derivation: KeyDerivation | None = None) -> list[Result]:
    """Unlocking alone and with its store, and Argon2id with the same parameters beside both."""
    chosen = derivation or KeyDerivation()
    alone, vault_only, with_store = [], [], []
    with TemporaryDirectory() as folder:
        home = Path(folder) / "vault"
        vault = Vault(home, FileSecrets(Path(folder) / "device"), os.urandom, SteadyBoot(), chosen)
        store = Store.create(home, vault.create(PHRASE), StillClock(), lambda: "", vault.marks())
        for page in make_pages(make_records(cases=OWN_CASES, records=OWN_RECORDS)):
            store.apply_page(page)
        store.close()
        for _ in range(UNLOCKS):
            alone.append(time_ms(lambda: _stretch(chosen)))
            vault_only.append(time_ms(vault.unlock, PHRASE))
            begin = perf_counter()
            store = _open(vault, home)
            with_store.append((perf_counter() - begin) * 1000)
            store.close()
    beside = Beside("Argon2id alone, same parameters", alone, most=MOST_UNLOCK)
    opened = f"Unlocking the vault and opening its store of {OWN_CASES} cases"
    return [
        make_result("Unlocking the vault", vault_only, "ms", beside=beside),
        make_result(opened, with_store, "ms", beside=beside),
    ]


def _open(vault: Vault, home: Path) -> Store:
    key = vault.unlock(PHRASE)
    return Store.open(home, key, StillClock(), lambda: "", vault.marks())


def measure_queries(cases: int = CASES, records: int = RECORDS) -> list[Result]:
    """The queries of the screens, p95, warm."""
    rng = random.Random(7)  # noqa: S311 - the same queries every time
    made = make_records(cases=cases, records=records)
    with _both(made) as (ours, plain):
        return [_measure(name, ask, ours, plain) for name, ask in _queries(made, rng).items()]


def _measure(name: str, ask: Callable[[Store], object], ours: Store, plain: Store) -> Result:
    for store in (ours, plain):
        for _ in range(3):
            ask(store)
    encrypted, bare = [], []
    for _ in range(QUERIES):
        encrypted.append(time_ms(ask, ours))
        bare.append(time_ms(ask, plain))
    beside = Beside("the same library without a key", bare, most=MOST_QUERY)
    return make_result(name, encrypted, "ms", beside=beside, summarize=_p95)


def _queries(made: list[CaseRecord], rng: random.Random) -> dict[str, Callable[[Store], object]]:
    words = [str(one.fields["legal_name"]).split()[0] for one in made if "legal_name" in one.fields]
    cases = sorted({one.case for one in made})
    # Each store is asked the same things in the same order.
    asked = [(rng.choice(words), CaseId(rng.choice(cases))) for _ in range(20)]

    def every(ask: Callable[[Store, str, CaseId], object]) -> Callable[[Store], object]:
        return lambda store: [ask(store, word, case) for word, case in asked]

    return {
        "20 searches for a name among 10,000 cases, p95": every(
            lambda store, word, _: store.search_cases(word, offset=0, limit=50)
        ),
        "20 case files opened among 10,000 cases, p95": every(
            lambda store, _, case: store.case(case)
        ),
        "20 pages of the list of 10,000 cases, p95": every(
            lambda store, word, _: store.search_cases("", offset=len(word) * 100, limit=50)
        ),
        "When 10,000 cases are screened next, p95": lambda store: store.screening_facts(),
        "The newest 50 records, p95": lambda store: store.recent_records(limit=50),
    }


@contextmanager
def _both(made: list[CaseRecord]) -> Iterator[tuple[Store, Store]]:
    with TemporaryDirectory() as folder:
        home = Path(folder)
        store = Store.create(home, StoreKey(KEY), StillClock(), lambda: "")
        for page in make_pages(made):
            store.apply_page(page)
        copy = home / "plain.db"
        with store._database.read() as connection:  # noqa: SLF001 - the same rows without a key
            connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(copy),))
            connection.execute("SELECT sqlcipher_export('plain')").fetchall()
            connection.execute("DETACH DATABASE plain")
        store.close()
        # Opened anew, so that the cache is cut to the file as on any day but the first.
        store = Store.open(home, StoreKey(KEY), StillClock(), lambda: "")
        plain = Store(PlainDatabase(copy), StillClock(), lambda: "")
        try:
            yield store, plain
        finally:
            plain.close()
            store.close()


def _stretch(cost: KeyDerivation) -> bytes:
    return hash_secret_raw(
        PHRASE.encode(),
        b"0123456789abcdef",
        time_cost=cost.iterations,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _p95(samples: Any) -> float:
    return float(quantiles(samples, n=20)[-1])
