# SPDX-License-Identifier: AGPL-3.0-or-later
"""How many wrong passphrases there were, and how long no more are looked at.

CJIS Security Policy v5.8, 5.5.3: at most five in a row, then at least ten minutes or release by an
administrator. Each further five double the wait.

Invariants:
- A try is counted before it is made: a program killed in the middle has used it up.
- The count lies in the vault's folder and beside the device secret; the newer one holds, so an old
  copy of the folder brings no tries back. Where neither can be read, the wait is on.
- Waiting is measured by a clock nobody can set (seconds since the computer started). After a
  restart what was left is waited for again; the calendar clock plays no part.
"""

import hmac
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Protocol

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.phone_codes import RELEASE_OF_TRIES, fits, new_challenge
from storage.errors import TriesSpent
from storage.files import wrapping_file_errors, write_durably
from storage.vault.device_secret import DeviceSecrets

TRIES_FILE = "tries.json"
TRIES_ALLOWED = 5
FIRST_WAIT_SECONDS = 600.0
MOST_DOUBLINGS = 10


class SteadyClock(Protocol):
    """Time since the computer started, also while it slept."""

    def boot(self) -> str:
        """Names this run of the computer; another after each start."""
        ...

    def seconds(self) -> float:
        """Seconds since the start."""
        ...


class _Count(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    vault: str
    sequence: Annotated[int, Field(ge=1)]
    failed: Annotated[int, Field(ge=0)] = 0
    waits: Annotated[int, Field(ge=0)] = 0
    seconds_left: Annotated[float, Field(ge=0)] = 0.0
    boot: str = ""
    at: float = 0.0
    challenge: str | None = None
    codes_tried: Annotated[int, Field(ge=0)] = 0


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    count: _Count
    mac: str


@dataclass(frozen=True)
class TryStanding:
    """Where the count stands.

    Attributes:
        left: passphrases that are still looked at; 0 while waiting.
        seconds_left: how long to wait; 0.0 when not waiting.
    """

    left: int
    seconds_left: float


class Tries:
    """The count for one vault.

    Args:
        folder: the vault's folder.
        vault: the vault's id.
        secrets: where the second copy lies.
        device_secret: the laptop's part of the key; authenticates the count.
        steady: the clock nobody can set.
    """

    def __init__(
        self,
        folder: Path,
        vault: str,
        secrets: DeviceSecrets,
        device_secret: bytes,
        steady: SteadyClock,
    ) -> None:
        self._path = folder / TRIES_FILE
        self._name = tries_name(vault)
        self._vault = vault
        self._secrets = secrets
        self._key = hmac.new(device_secret, b"fieldfare tries 1", sha256).digest()
        self._steady = steady

    def begin(self) -> None:
        """Start counting, for a new vault."""
        self._keep(_Count(vault=self._vault, sequence=1))

    def standing(self) -> TryStanding:
        """How many tries are left and how long to wait."""
        count = self._settled()
        left = 0 if count.seconds_left else TRIES_ALLOWED - count.failed % TRIES_ALLOWED
        return TryStanding(left, count.seconds_left)

    def use_one(self) -> None:
        """Count a try, before it is made.

        Raises:
            TriesSpent: no passphrase is looked at now; nothing was counted.
        """
        count = self._settled()
        if count.seconds_left:
            raise _spent(count.seconds_left)
        failed = count.failed + 1
        if failed % TRIES_ALLOWED:
            self._keep(count.model_copy(update={"failed": failed}))
            return
        self._keep(_waiting(count.model_copy(update={"failed": failed})))

    def forgive(self) -> None:
        """Start anew, after the right passphrase."""
        count = self._read()
        self._keep(_Count(vault=self._vault, sequence=count.sequence))

    def challenge(self, random: Callable[[int], bytes]) -> str:
        """What the worker reads to the administrator; the same until it was used or spent."""
        count = self._settled()
        if count.challenge is None:
            count = count.model_copy(update={"challenge": new_challenge(random), "codes_tried": 0})
            self._keep(count)
        return str(count.challenge)

    def release(self, typed: str, secret: bytes) -> bool:
        """End the wait when the administrator's code fits; a code works once.

        After five wrong codes the challenge is spent and a new one must be read out.
        """
        count = self._settled()
        if count.challenge is None:
            return False
        tried = count.codes_tried + 1
        spent = {"challenge": None, "codes_tried": 0}
        wrong = spent if tried >= TRIES_ALLOWED else {"codes_tried": tried}
        self._keep(count.model_copy(update=wrong))
        if not fits(secret, RELEASE_OF_TRIES, count.challenge, typed):
            return False
        self._keep(self._read().model_copy(update={**spent, "failed": 0, "seconds_left": 0.0}))
        return True

    def _settled(self) -> _Count:
        count = self._read()
        boot, now = self._steady.boot(), self._steady.seconds()
        if not count.seconds_left or (count.boot == boot and count.at == now):
            return count
        passed = max(0.0, now - count.at) if count.boot == boot else 0.0
        left = max(0.0, count.seconds_left - passed)
        settled = count.model_copy(update={"seconds_left": left, "boot": boot, "at": now})
        self._keep(settled)
        return settled

    def _read(self) -> _Count:
        found = [one for one in (self._from_file(), self._from_secrets()) if one is not None]
        if found:
            return max(found, key=lambda one: one.sequence)
        # Both copies gone or altered: somebody was here. Not fewer tries than after five wrong.
        return self._keep(_waiting(_Count(vault=self._vault, sequence=1, failed=TRIES_ALLOWED)))

    def _from_file(self) -> _Count | None:
        if not self._path.exists():
            return None
        with wrapping_file_errors(self._path):
            return self._authentic(self._path.read_bytes())

    def _from_secrets(self) -> _Count | None:
        content = self._secrets.read(self._name)
        return None if content is None else self._authentic(content)

    def _authentic(self, content: bytes) -> _Count | None:
        try:
            kept = _Kept.model_validate_json(content)
        except ValidationError:
            return None
        same = hmac.compare_digest(kept.mac, self._mac(kept.count))
        return kept.count if same and kept.count.vault == self._vault else None

    def _keep(self, count: _Count) -> _Count:
        stamped = count.model_copy(
            update={
                "sequence": count.sequence + 1,
                "boot": self._steady.boot(),
                "at": self._steady.seconds(),
            }
        )
        content = _Kept(count=stamped, mac=self._mac(stamped)).model_dump_json().encode()
        self._secrets.keep(self._name, content)
        write_durably(self._path, content)
        return stamped

    def _mac(self, count: _Count) -> str:
        return hmac.new(self._key, count.model_dump_json().encode(), sha256).hexdigest()


def tries_name(vault: str) -> str:
    """Under which name the second copy lies."""
    return f"tries {vault}"


def _waiting(count: _Count) -> _Count:
    wait = FIRST_WAIT_SECONDS * 2 ** min(count.waits, MOST_DOUBLINGS)
    return count.model_copy(update={"seconds_left": wait, "waits": count.waits + 1})


def _spent(seconds_left: float) -> TriesSpent:
    minutes = -int(-seconds_left // 60)
    return TriesSpent(
        "Too many wrong passphrases; wait {minutes} more minutes, or call your "
        "administrator for a release code.",
        seconds_left,
        minutes=minutes,
    )
