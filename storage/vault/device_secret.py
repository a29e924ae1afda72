# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the laptop adds to the passphrase, kept where a copy of the vault's folder does not reach.

Where the system has a keystore (Credential Manager, Keychain, Secret Service) small secrets lie
there. Where it has none they lie in a file with owner-only rights in another folder; the Security
page calls that weaker, because whoever copies the whole disk has it.

Invariants: a keystore is used only after it has given back what was put into it; a value that was
there is never replaced by accident (`keep` is called by name only).
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import keyring
from keyring.backend import KeyringBackend
from keyring.errors import KeyringError

from storage.errors import StorageUnreachable
from storage.files import make_private_folder, wrapping_file_errors, write_durably
from storage.vault.header import SecretPlace

SERVICE = "Fieldfare"
SECRETS_FILE = "device-secrets.json"
_PROBE = "probe"


class DeviceSecrets(Protocol):
    """Small secrets beside the vault, by name."""

    @property
    def place(self) -> SecretPlace:
        """Where they lie."""
        ...

    def read(self, name: str) -> bytes | None:
        """The secret, or None when there is none of this name.

        Raises:
            StorageUnreachable: the keystore does not answer.
        """
        ...

    def keep(self, name: str, secret: bytes) -> None:
        """Keep a secret, in place of an older one of this name.

        Raises:
            StorageUnreachable: it was not kept.
        """
        ...

    def forget(self, name: str) -> None:
        """Remove a secret; nothing happens when there is none."""
        ...


class KeystoreSecrets:
    """In the system's keystore."""

    place = SecretPlace.KEYSTORE

    def __init__(self, backend: KeyringBackend) -> None:
        self._backend = backend

    def read(self, name: str) -> bytes | None:
        """As DeviceSecrets.read."""
        try:
            text = self._backend.get_password(SERVICE, name)
            return None if text is None else b64decode(text, validate=True)
        except (KeyringError, ValueError) as error:
            raise _keystore_silent() from error

    def keep(self, name: str, secret: bytes) -> None:
        """As DeviceSecrets.keep."""
        try:
            self._backend.set_password(SERVICE, name, b64encode(secret).decode("ascii"))
        except KeyringError as error:
            raise _keystore_silent() from error

    def forget(self, name: str) -> None:
        """As DeviceSecrets.forget."""
        if self.read(name) is None:
            return
        try:
            self._backend.delete_password(SERVICE, name)
        except KeyringError as error:
            raise _keystore_silent() from error


class FileSecrets:
    """In one file, private to its owner."""

    place = SecretPlace.FILE

    def __init__(self, folder: Path) -> None:
        self._path = folder / SECRETS_FILE

    def read(self, name: str) -> bytes | None:
        """As DeviceSecrets.read."""
        text = self._all().get(name)
        try:
            return None if text is None else b64decode(text, validate=True)
        except ValueError as error:
            raise self._unreadable() from error

    def keep(self, name: str, secret: bytes) -> None:
        """As DeviceSecrets.keep."""
        make_private_folder(self._path.parent)
        self._write({**self._all(), name: b64encode(secret).decode("ascii")})

    def forget(self, name: str) -> None:
        """As DeviceSecrets.forget."""
        held = self._all()
        if held.pop(name, None) is not None:
            self._write(held)

    def _all(self) -> dict[str, str]:
        if not self._path.exists():
            return {}
        with wrapping_file_errors(self._path):
            content = self._path.read_text(encoding="utf-8", errors="replace")
        try:
            held = json.loads(content)
        except ValueError as error:
            raise self._unreadable() from error
        if not isinstance(held, dict) or not all(isinstance(one, str) for one in held.values()):
            raise self._unreadable()
        return held

    def _write(self, held: dict[str, str]) -> None:
        write_durably(self._path, json.dumps(held, sort_keys=True, indent=1).encode() + b"\n")

    def _unreadable(self) -> StorageUnreachable:
        return StorageUnreachable(
            "The file {path} with this laptop's part of the key is damaged; put back a copy "
            "of it from your backup, or ask your administrator for recovery.",
            path=self._path,
        )


def choose_device_secrets(
    folder: Path,
    random: Callable[[int], bytes],
    find_keystore: Callable[[], KeyringBackend] = keyring.get_keyring,
) -> DeviceSecrets:
    """The system's keystore when it keeps what it is given, else a file in `folder`."""
    keystore = KeystoreSecrets(find_keystore())
    probe = random(16)
    try:
        keystore.keep(_PROBE, probe)
        kept = keystore.read(_PROBE) == probe
        keystore.forget(_PROBE)
    except StorageUnreachable:
        kept = False
    return keystore if kept else FileSecrets(folder)


def _keystore_silent() -> StorageUnreachable:
    return StorageUnreachable(
        "The system's keystore does not answer; log on to the computer again, and ask your "
        "administrator if it stays so."
    )
