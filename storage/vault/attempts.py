# SPDX-License-Identifier: AGPL-3.0-or-later
"""Log-ons that failed, and changes of a vault's keys, until the next unlock moves them to the log.

The log of who did what lies in the sealed store, which is closed then.

Invariants:
- An attempt is written down as failed before it is made, so that a program killed in the middle
  leaves it there.
- The list is authenticated by the device secret. Where it was altered, removed or an older copy put
  back, the log says so (storage.audit); the vault opens all the same.
- It names nobody and holds nothing that was typed. It does not grow without end: of more than
  `MOST` attempts in a row the newest takes the place of the last.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from casework.audit import AuditEvent, AuditNote, AuditOutcome
from casework.clock import to_milliseconds
from storage.files import wrapping_file_errors, write_durably

ATTEMPTS_FILE = "attempts.json"
MOST = 1_000


class Attempt(BaseModel):
    """One log-on, or what else was done to a vault while its store was closed.

    Attributes:
        number: grows by one with each attempt on a list.
        at: UTC.
        outcome: failed, until it is known to have ended otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    number: Annotated[int, Field(ge=1)]
    at: AwareDatetime
    event: AuditEvent = AuditEvent.LOG_ON
    outcome: AuditOutcome = AuditOutcome.FAILED

    @property
    def note(self) -> AuditNote:
        """What the log says of it."""
        return AuditNote(self.event, outcome=self.outcome)


class AttemptList(BaseModel):
    """Attempts, the oldest first.

    Attributes:
        begun: milliseconds since 1970 UTC at which this list was begun, because there was none or
            the one there was not genuine; tells one list from another.
        last: number given last.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    vault: str
    begun: int
    last: Annotated[int, Field(ge=0)] = 0
    attempts: tuple[Attempt, ...] = ()


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    list: AttemptList
    mac: str


class Attempts:
    """What was attempted on one vault since the last log-on that succeeded.

    Args:
        folder: the vault's folder.
        vault: the vault's id.
        device_secret: the laptop's part of the key.
    """

    def __init__(self, folder: Path, vault: str, device_secret: bytes) -> None:
        self._path = folder / ATTEMPTS_FILE
        self._vault = vault
        self._key = hmac.new(device_secret, b"fieldfare attempts 1", sha256).digest()

    def begin(self, at: datetime, event: AuditEvent = AuditEvent.LOG_ON) -> None:
        """Write an attempt down as failed, before it is made."""
        held = self._read() or AttemptList(vault=self._vault, begun=to_milliseconds(at))
        fresh = Attempt(number=held.last + 1, at=at, event=event)
        attempts = (*held.attempts[: MOST - 1], fresh)
        self._keep(held.model_copy(update={"last": fresh.number, "attempts": attempts}))

    def settle(self, outcome: AuditOutcome) -> None:
        """Say how the attempt begun last has ended."""
        held = self._read()
        if held is not None and held.attempts:
            last = held.attempts[-1].model_copy(update={"outcome": outcome})
            self._keep(held.model_copy(update={"attempts": (*held.attempts[:-1], last)}))

    def standing(self) -> AttemptList | None:
        """All that were begun, the one that succeeded now among them; None when there is no list.

        Raises:
            StorageUnreachable: the file does not answer.
        """
        return self._read()

    def clear(self) -> None:
        """Forget them; they are in the log."""
        held = self._read()
        if held is not None:
            self._keep(held.model_copy(update={"attempts": ()}))

    def _read(self) -> AttemptList | None:
        if not self._path.exists():
            return None
        with wrapping_file_errors(self._path):
            content = self._path.read_bytes()
        try:
            kept = _Kept.model_validate_json(content)
        except ValidationError:
            return None
        genuine = hmac.compare_digest(kept.mac, self._mac(kept.list))
        return kept.list if genuine and kept.list.vault == self._vault else None

    def _keep(self, held: AttemptList) -> None:
        kept = _Kept(list=held, mac=self._mac(held))
        write_durably(self._path, kept.model_dump_json().encode())

    def _mac(self, held: AttemptList) -> str:
        return hmac.new(self._key, held.model_dump_json().encode(), sha256).hexdigest()
