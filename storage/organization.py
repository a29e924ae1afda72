# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate organization's roster and keys on a member's laptop, and half-written advocate notes.

Invariants:
- A chain is kept only where it follows what was followed before.
- Private keys are kept before their public half leaves the laptop, so that no cut loses one; they
  go, all of them, once the chain says that this laptop is no member any more.
- A half-written note is sealed to the organization's key before it is sealed under its case's, so
  that also a box for the county holds ciphertext.
"""

import os
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter

from casework.ids import AgencyId, CaseId, DeviceId
from casework.rosters import Roster, SignedEntry, follow
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from storage.case_keys import ADVOCATE_NOTE, forget_unused_keys, seal_for, seal_of
from storage.database import Database
from storage.profiles import ask_for_scrub, read_profile, read_value, remove_value, write_value

SECRET = "organization.secret"  # noqa: S105 - the name of a value
FOUNDING = "organization.founding"
FOUNDING_TOLD = "organization.founding_told"
LAPTOPS = "organization.laptops"
_TEXTS = TypeAdapter(list[str])


class OrganizationKeys:
    """The organization's part of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def roster(self) -> Roster:
        """Where the chain kept here leads; empty before any was trusted."""
        with self._database.read() as connection:
            return _read_roster(connection)

    def founding(self) -> str | None:
        """Hash of the chain's first entry, which two people compared; None before."""
        with self._database.read() as connection:
            return read_value(connection, FOUNDING)

    def trust(self, founding: str) -> None:
        """From now on follow the chain that begins so."""
        self._put(FOUNDING, founding)

    def founding_told(self) -> str | None:
        """Hash of the first entry as the county told it, before two people compared it."""
        with self._database.read() as connection:
            return read_value(connection, FOUNDING_TOLD)

    def note_founding_told(self, founding: str) -> None:
        """Keep what the county told."""
        self._put(FOUNDING_TOLD, founding)

    def take_entries(self, entries: Sequence[SignedEntry]) -> Roster:
        """Follow further entries and keep them; a laptop that is removed loses every key.

        Raises:
            casework.errors.RosterBroken: they do not follow; nothing was kept.
        """
        with self._database.write() as connection:
            before = _read_roster(connection)
            after = follow(before, entries)
            connection.executemany(
                "INSERT INTO organization_entries (number, text, signature) VALUES (?, ?, ?)",
                [
                    (before.number + at, one.text, one.signature)
                    for at, one in enumerate(entries, 1)
                ],
            )
            device = _device(connection)
            if device in before.members and device not in after.members:
                _forget_keys(connection)
        self._database.checkpoint()
        return after

    def entries_after(self, number: int) -> list[SignedEntry]:
        """The entries kept here after the one of this number, in their order."""
        with self._database.read() as connection:
            return _read_entries(connection, number)

    def own_key(self) -> OpeningKey:
        """What keys are sealed to for this laptop; made at the first call."""
        with self._database.write() as connection:
            held = read_value(connection, SECRET)
            if held is None:
                held = os.urandom(SEALING_PRIVATE_BYTES).hex()
                write_value(connection, SECRET, held)
        self._database.checkpoint()
        return OpeningKey(bytes.fromhex(held))

    def keep_secret(self, secret: bytes) -> None:
        """Keep a generation's private key (96 bytes)."""
        public = OpeningKey(secret).public.raw
        with self._database.write() as connection:
            connection.execute(
                "INSERT OR IGNORE INTO organization_keys (public, secret) VALUES (?, ?)",
                (public, secret),
            )
        self._database.checkpoint()

    def secrets(self) -> Mapping[int, bytes]:
        """The private keys held here, by generation."""
        with self._database.read() as connection:
            found = connection.execute("SELECT public, secret FROM organization_keys").fetchall()
            held = {bytes(row[0]): bytes(row[1]) for row in found}
            keys = _read_roster(connection).keys
        return {number: held[one.raw] for number, one in enumerate(keys, 1) if one.raw in held}

    def forget(self) -> None:
        """Destroy every key, since this laptop's wearer holds no privilege any more."""
        with self._database.write() as connection:
            _forget_keys(connection)
        self._database.checkpoint()

    def note_laptops(self, laptops: Sequence[str]) -> None:
        """Keep which laptops of the organization ever asked, as the county told last (JSON)."""
        self._put(LAPTOPS, _TEXTS.dump_json(list(laptops)).decode())

    def laptops(self) -> list[str]:
        """Those laptops."""
        with self._database.read() as connection:
            return _TEXTS.validate_json(read_value(connection, LAPTOPS) or "[]")

    # Half-written notes

    def read_draft(self, case: CaseId) -> bytes:
        """A half-written note as it was sealed; empty when there is none."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT note FROM kept_advocate_notes WHERE case_id = ?", (case,)
            ).fetchone()
            if row is None:
                return b""
            return seal_of(connection, case).open(ADVOCATE_NOTE, bytes(row[0]))

    def keep_draft(self, case: CaseId, box: bytes) -> None:
        """Keep a half-written note; an empty one leaves nothing behind."""
        with self._database.write() as connection:
            write_draft(connection, case, box)
        self._database.checkpoint()

    def _put(self, name: str, value: str) -> None:
        with self._database.write() as connection:
            write_value(connection, name, value)
        self._database.checkpoint()


def _read_roster(connection: Any) -> Roster:
    profile = read_profile(connection)
    agency = AgencyId("") if profile is None else profile.hat.agency
    return follow(Roster(agency), _read_entries(connection, 0))


def _read_entries(connection: Any, after: int) -> list[SignedEntry]:
    rows = connection.execute(
        "SELECT text, signature FROM organization_entries WHERE number > ? ORDER BY number",
        (after,),
    ).fetchall()
    return [SignedEntry(text=row[0], signature=row[1]) for row in rows]


def _device(connection: Any) -> DeviceId:
    profile = read_profile(connection)
    return DeviceId("") if profile is None else profile.device


def _forget_keys(connection: Any) -> None:
    connection.execute("DELETE FROM organization_keys")
    remove_value(connection, SECRET)
    ask_for_scrub(connection)


def write_draft(connection: Any, case: CaseId, box: bytes) -> None:
    """Keep a half-written note; an empty one leaves nothing behind."""
    if box:
        sealed = seal_for(connection, case).seal(ADVOCATE_NOTE, box)
        connection.execute("REPLACE INTO kept_advocate_notes VALUES (?, ?)", (case, sealed))
    else:
        connection.execute("DELETE FROM kept_advocate_notes WHERE case_id = ?", (case,))
        forget_unused_keys(connection)
