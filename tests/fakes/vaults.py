# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a vault stands on, in memory: a keystore, a clock nobody can set, a security key."""

import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.compat import properties
from keyring.errors import PasswordDeleteError, PasswordSetError

from storage.errors import SecurityKeyMissing
from storage.limits import LIMITS
from storage.vault.device_secret import DeviceSecrets, FileSecrets, KeystoreSecrets
from storage.vault.header import KeyDerivation, SecurityKeyQuestion
from storage.vault.vault import Vault

QUICK = KeyDerivation(memory_kib=LIMITS.derivation_floor[0], iterations=1, lanes=1)


class MemoryKeystore(KeyringBackend):
    """A system keystore that forgets everything when the test ends."""

    def __init__(self) -> None:
        begin: Callable[[], None] = super().__init__
        begin()
        self.held: dict[tuple[str, str], str] = {}
        self.refuses = False

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805 - keyring's own way of declaring it
        """Never chosen by keyring itself."""
        return -1

    def get_password(self, service: str, username: str) -> str | None:
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        if self.refuses:
            raise PasswordSetError("locked")
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        if (service, username) not in self.held:
            raise PasswordDeleteError("none")
        del self.held[service, username]


@dataclass
class StillSteady:
    """Seconds since the computer started, moved by hand."""

    passed: float = 1000.0
    started: str = "boot-1"

    def boot(self) -> str:
        return self.started

    def seconds(self) -> float:
        return self.passed

    def restart(self) -> None:
        """The computer was switched off and on."""
        self.started, self.passed = f"{self.started}+", 5.0


@dataclass
class SoftSecurityKey:
    """A security key in software: one credential per enrolment, secrets by HMAC."""

    secret: bytes = field(default_factory=lambda: os.urandom(32))
    plugged_in: bool = True
    made: set[bytes] = field(default_factory=set)

    def enrol(self, label: str) -> bytes:
        self._require_touch()
        credential = label.encode() + os.urandom(16)
        self.made.add(credential)
        return credential

    def answer(self, question: SecurityKeyQuestion) -> bytes:
        self._require_touch()
        if question.credential not in self.made:
            raise SecurityKeyMissing("This is another security key; plug in the one enrolled.")
        return hmac.digest(self.secret, question.credential + question.salt, "sha256")

    def _require_touch(self) -> None:
        if not self.plugged_in:
            raise SecurityKeyMissing("No security key answered; plug it in and touch it.")


def a_vault(
    folder: Path,
    *,
    secrets: DeviceSecrets | None = None,
    steady: StillSteady | None = None,
    derivation: KeyDerivation = QUICK,
) -> Vault:
    """The vault in a folder, cheap to open, its device secret in a file beside it."""
    return Vault(
        folder,
        secrets or FileSecrets(folder.parent / "device"),
        os.urandom,
        steady or StillSteady(),
        derivation,
    )


def in_keystore() -> KeystoreSecrets:
    """Device secrets in a keystore of their own."""
    return KeystoreSecrets(MemoryKeystore())
