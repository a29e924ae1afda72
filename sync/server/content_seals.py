# SPDX-License-Identifier: AGPL-3.0-or-later
"""Content sealed at rest: AES-256-GCM under a random key for each case, wrapped by the county key.

What belongs to a case is sealed under the case's key, also the work that was done on it. Answers
to a laptop, and work that fits no case, are sealed under a key of the laptop, so that destroying
the key of a case destroys all of its content and no answer.

Invariants:
- A seal opens only in its own place: county, case, row and version are authenticated with it.
- A key's wrapped form is asked of the database in every transaction, so that a destroyed key is out
  of use with the next request; only unwrapping is remembered, for a bounded number of keys.
- Keys are made before records and the feed's counter are locked, in the order of their names.
- A key is wrapped under the county key that is current while the table is locked against rotation.
"""

import os
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from threading import Lock
from typing import NamedTuple, NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Connection, text

from casework.ids import CaseId, CountyId, DeviceId
from sync.server.arrays import Words
from sync.server.county_keys import CountyKeys
from sync.server.driver import Question, Rows, ask_driver
from sync.server.errors import ContentUnreadable, StartFailed
from sync.server.limits import LIMITS

OPTION = "county_keys"
KEY_BITS = 256
NONCE_BYTES = 12
DRAWN = 64
OVERHEAD = 1 + NONCE_BYTES + 16
_BEGIN = 1 + NONCE_BYTES
_NOT_SEALED = "Content in the county's database is not sealed as it must be."
_ALTERED = "Content in the county's database was altered or moved; restore it from the backup."
_MARKS = {"case": b"\x01", "device": b"\x02"}


class KeyName(NamedTuple):
    """Whose key: of a `case` or a `device`, and its id."""

    kind: str
    id: str

    def bind(self, county: CountyId) -> bytes:
        """What the wrapped key is bound to."""
        return f"fieldfare content key 1\n{county}\n{self.kind}\n{self.id}".encode()


@lru_cache(maxsize=LIMITS.remembered_keys)
def case_key(case: CaseId) -> KeyName:
    """The key of a case's content."""
    return KeyName("case", case)


def device_key(device: DeviceId) -> KeyName:
    """The key of what the county keeps about a laptop's sending."""
    return KeyName("device", device)


PlacedRow = tuple[KeyName, str, int, bytes]
"""The key of a row, what tells the row and its version, and its content, clear or sealed."""


class Ready(NamedTuple):
    """A key in use: its cipher, and how all it seals begins, in the row and in what is bound."""

    cipher: AESGCM
    mark: bytes
    bound: bytes


class KeyKeeper:
    """The county key and the content keys that were unwrapped last; shared by all threads."""

    def __init__(self, county_keys: CountyKeys, remembered: int = LIMITS.remembered_keys) -> None:
        self.county_keys = county_keys
        self._remembered = remembered
        self._ciphers: OrderedDict[tuple[CountyId, KeyName], tuple[bytes, Ready]] = OrderedDict()
        self._lock = Lock()

    def unwrap(self, county: CountyId, name: KeyName, by: str, wrapped: bytes) -> Ready:
        """A wrapped key, ready for use."""
        place = (county, name)
        with self._lock:
            known = self._ciphers.get(place)
            if known is not None and known[0] == wrapped:
                self._ciphers.move_to_end(place)
                return known[1]
        cipher = AESGCM(self.county_keys.unwrap(by, wrapped, name.bind(county)))
        bound = f"fieldfare content 1\n{county}\n{name.kind}\n{name.id}\n".encode()
        ready = Ready(cipher, _MARKS[name.kind], bound)
        with self._lock:
            self._ciphers[place] = (wrapped, ready)
            while len(self._ciphers) > self._remembered:
                self._ciphers.popitem(last=False)
        return ready

    def forget(self, county: CountyId, name: KeyName) -> None:
        """Drop a key that was destroyed."""
        with self._lock:
            self._ciphers.pop((county, name), None)


class Seals:
    """The keys that one transaction uses."""

    def __init__(self, connection: Connection, county: CountyId, keeper: KeyKeeper) -> None:
        self._connection = connection
        self.county = county
        self._keeper = keeper
        self._ready: dict[KeyName, Ready] = {}
        self._nonces: list[bytes] = []

    def load(self, names: Iterable[KeyName]) -> None:
        """Read keys that may be there; one that is not there or was destroyed stays unknown."""
        self._look_up(list(set(names) - self._ready.keys()))

    def ask(self, names: Iterable[KeyName]) -> Question:
        """As `load`, to be asked together with other things; what is found goes to `take`."""
        wanted = list(set(names))
        told = {
            "county": self.county,
            "kinds": Words.of([one.kind for one in wanted]),
            "ids": Words.of([one.id for one in wanted]),
        }
        return _FIND, told

    def take(self, rows: Rows) -> set[KeyName]:
        """The names that are on record, alive or destroyed; the living are ready for use after."""
        seen = set()
        for kind, id_, county_key, wrapped in rows:
            name = KeyName(kind, id_)
            seen.add(name)
            if wrapped is None:
                self._keeper.forget(self.county, name)
                continue
            self._ready[name] = self._keeper.unwrap(self.county, name, county_key, wrapped)
        return seen

    def prepare(self, names: Iterable[KeyName]) -> None:
        """As `load`, and make those that never were."""
        wanted = sorted(set(names) - self._ready.keys())
        seen = self._look_up(wanted)
        missing = [name for name in wanted if name not in seen]
        if missing:
            self._make(missing)
            self._look_up(missing)

    def has(self, name: KeyName) -> bool:
        """Whether a key was loaded; a destroyed one never is."""
        return name in self._ready

    def seal(self, name: KeyName, content: bytes, *place: object) -> bytes:
        """Seal content into its place: the table, then what tells its row and version."""
        cipher, mark, bound = self._ready.get(name) or self._refuse(name)
        nonce = self._draw_nonce()
        where = bound + "\n".join(map(str, place)).encode()
        return mark + nonce + cipher.encrypt(nonce, content, where)

    def open(self, sealed: bytes, names: tuple[KeyName, ...], *place: object) -> bytes:
        """What was sealed in a place, under whichever of these keys.

        Raises:
            ContentUnreadable: its key was destroyed, or it was altered or moved.
        """
        mark = sealed[:1]
        for name in names:
            if _MARKS[name.kind] == mark:
                break
        else:
            raise ContentUnreadable(_NOT_SEALED)
        cipher, _, bound = self._ready.get(name) or self._refuse(name)
        nonce, rest = sealed[1:_BEGIN], sealed[_BEGIN:]
        try:
            return cipher.decrypt(nonce, rest, bound + "\n".join(map(str, place)).encode())
        except (InvalidTag, ValueError) as error:
            raise ContentUnreadable(_ALTERED) from error

    def seal_each(self, table: str, rows: Sequence[PlacedRow]) -> list[bytes]:
        """As `seal`, rows of one table."""
        heads = self._begin_places(table, rows)
        nonces, sealed = os.urandom(NONCE_BYTES * len(rows)), []
        for at, (name, row, version, content) in enumerate(rows):
            key, head = heads[name]
            nonce = nonces[at * NONCE_BYTES : (at + 1) * NONCE_BYTES]
            where = b"%b%b\n%d" % (head, row.encode(), version)
            sealed.append(key.mark + nonce + key.cipher.encrypt(nonce, content, where))
        return sealed

    def open_each(self, table: str, rows: Sequence[PlacedRow]) -> list[bytes]:
        """As `open`, rows of one table, each under its one key."""
        heads, opened = self._begin_places(table, rows), []
        try:
            for name, row, version, sealed in rows:
                key, head = heads[name]
                if not sealed.startswith(key.mark):
                    raise ContentUnreadable(_NOT_SEALED)
                where = b"%b%b\n%d" % (head, row.encode(), version)
                opened.append(key.cipher.decrypt(sealed[1:_BEGIN], sealed[_BEGIN:], where))
        except (InvalidTag, ValueError) as error:
            raise ContentUnreadable(_ALTERED) from error
        return opened

    def _begin_places(
        self, table: str, rows: Sequence[PlacedRow]
    ) -> dict[KeyName, tuple[Ready, bytes]]:
        """By key, the key and how every place in a table begins that is under it."""
        heads = {}
        for name in {row[0] for row in rows}:
            key = self._ready.get(name) or self._refuse(name)
            heads[name] = key, b"%b%b\n" % (key.bound, table.encode())
        return heads

    def _draw_nonce(self) -> bytes:
        """Bytes that are used once; many are drawn at a time, since each draw asks the system."""
        if not self._nonces:
            drawn = os.urandom(NONCE_BYTES * DRAWN)
            self._nonces = [
                drawn[at : at + NONCE_BYTES] for at in range(0, len(drawn), NONCE_BYTES)
            ]
        return self._nonces.pop()

    def _refuse(self, name: KeyName) -> NoReturn:
        raise ContentUnreadable(
            f"The key of the {name.kind} {name.id} was destroyed or never made; what it sealed "
            "cannot be read again."
        )

    def _look_up(self, names: list[KeyName]) -> set[KeyName]:
        return self.take(ask_driver(self._connection, *self.ask(names))) if names else set()

    def _make(self, names: list[KeyName]) -> None:
        self._connection.execute(_HOLD_ROTATION)
        keys = self._keeper.county_keys
        current = keys.find_current()
        if current is None:
            raise StartFailed(
                "The county has no key to seal content with yet; start it once with "
                "`fieldfare-county serve`, or give the right --data."
            )
        made = [
            {
                "county": self.county,
                "kind": one.kind,
                "id": one.id,
                "county_key": current,
                "wrapped": keys.wrap(
                    current, AESGCM.generate_key(bit_length=KEY_BITS), one.bind(self.county)
                ),
            }
            for one in names
        ]
        self._connection.execute(_ADD, made)


def open_seals(connection: Connection, county: CountyId) -> Seals:
    """The seals of a transaction; no key is read yet.

    Raises:
        StartFailed: the database was opened without the county's keys.
    """
    keeper = connection.get_execution_options().get(OPTION)
    if not isinstance(keeper, KeyKeeper):
        raise StartFailed("Content was asked for without the county's keys; give --data.")
    return Seals(connection, county, keeper)


_FIND = """
SELECT k.kind, k.id, k.county_key, k.wrapped
FROM content_key AS k
JOIN unnest(%(kinds)s, %(ids)s) AS w (kind, id) ON k.kind = w.kind AND k.id = w.id
WHERE k.county = %(county)s
"""
_HOLD_ROTATION = text("LOCK TABLE content_key IN ROW EXCLUSIVE MODE")
_ADD = text(
    "INSERT INTO content_key (county, kind, id, county_key, wrapped)"
    " VALUES (:county, :kind, :id, :county_key, :wrapped) ON CONFLICT DO NOTHING"
)
