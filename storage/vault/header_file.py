# SPDX-License-Identifier: AGPL-3.0-or-later
"""`vault.json` on the disk, and the laptop's part of the key that belongs to it.

Invariants: a header replaces another whole or not at all; one that is older than the newest this
laptop wrote is refused where the device secrets remember which that was.
"""

import os
from collections.abc import Callable
from hmac import compare_digest
from pathlib import Path

from storage.errors import DeviceSecretMissing, VaultMissing, VaultRolledBack
from storage.files import flush_to_disk, wrapping_file_errors, write_durably
from storage.keys import KEY_BYTES, StoreKey
from storage.limits import LIMITS
from storage.vault.attempts import Attempts
from storage.vault.device_secret import DeviceSecrets
from storage.vault.header import (
    VAULT_FILE,
    Header,
    KeyRing,
    damaged,
    decode_header,
    encode_header,
    version_of,
)
from storage.vault.marks import Mark, Marks, mark_name
from storage.vault.tries import tries_name


class HeaderFile:
    """The header of one vault.

    Attributes:
        path: of `vault.json`.
        secrets: where the device secret lies.
    """

    def __init__(self, folder: Path, secrets: DeviceSecrets) -> None:
        self.path = folder / VAULT_FILE
        self.secrets = secrets

    def content(self) -> bytes:
        """The bytes as they lie there.

        Raises:
            VaultMissing: there are none.
        """
        if not self.path.exists():
            raise VaultMissing(
                "There is no vault in {folder}; set this laptop up first.",
                folder=self.path.parent,
            )
        with wrapping_file_errors(self.path), self.path.open("rb") as file:
            return file.read(LIMITS.header_bytes + 1)

    def read(self) -> Header:
        """The header.

        Raises:
            VaultMissing, VaultDamaged, VaultTooNew, VaultTooWeak: it cannot be used.
        """
        return decode_header(self.content(), self.path)

    def write(
        self, header: Header, key: StoreKey, ring: KeyRing, offered: StoreKey | None = None
    ) -> None:
        """Put a header with these ways in place, authenticated by its key, and by the offered one.

        Raises:
            DiskFull, StoreReadOnly: the one before it stays.
        """
        bare = Header(
            vault=header.vault,
            generation=header.generation + 1,
            device_secret=header.device_secret,
            ring=ring,
            next_ring=header.next_ring,
        )
        rings = {"ring": ring.model_copy(update={"mac": bare.authenticate(key)})}
        if offered is not None and bare.next_ring is not None:
            mac = bare.authenticate(offered)
            rings["next_ring"] = bare.next_ring.model_copy(update={"mac": mac})
        whole = bare.model_copy(update=rings)
        write_durably(self.path, encode_header(whole))
        # After the header: were it the other way round, a crash between the two would leave a
        # vault that calls itself rolled back.
        self.secrets.keep(_generation_name(whole.vault), str(whole.generation).encode())

    def refuse_older(self, header: Header) -> None:
        """Refuse a header that is not the newest this laptop wrote.

        Raises:
            VaultRolledBack: it is older.
        """
        known = self.secrets.read(_generation_name(header.vault))
        if known is not None and known.isdigit() and int(known) > header.generation:
            raise VaultRolledBack(
                "The vault header {path} is an older copy of the one this laptop wrote last; put "
                "the newest copy back or ask your administrator for recovery.",
                path=self.path,
            )

    def require_authentic(self, header: Header, key: StoreKey, ring: KeyRing | None = None) -> None:
        """Refuse a header whose writer did not know the store key; the key is wiped then.

        Raises:
            VaultDamaged: it was altered.
        """
        if not compare_digest(header.authenticate(key), (ring or header.ring).mac):
            key.wipe()
            raise damaged(self.path)

    def device_secret(self, vault: str) -> bytes:
        """What this laptop adds to the passphrase.

        Raises:
            DeviceSecretMissing: it is no longer there.
        """
        secret = self.secrets.read(_secret_name(vault))
        if secret is None or len(secret) != KEY_BYTES:
            raise DeviceSecretMissing(
                "The part of the key that this computer keeps is no longer there; nothing is "
                "lost, ask your administrator to recover the vault with the county's key."
            )
        return secret

    def settle_device_secret(self, vault: str, random: Callable[[int], bytes]) -> bytes:
        """After recovery: the secret that is still there, else a new one, and a mark that fits it.

        A mark nobody can authenticate any more would keep the store shut for ever.
        """
        try:
            secret = self.device_secret(vault)
        except DeviceSecretMissing:
            secret = random(KEY_BYTES)
            self.keep_device_secret(vault, secret)
        marks = Marks(self.secrets, vault, secret)
        try:
            marks.read()
        except VaultRolledBack:
            marks.keep(Mark())
        return secret

    def attempts(self) -> Attempts | None:
        """The list of attempts beside the vault; None for a vault of the first version.

        Raises:
            VaultMissing, VaultDamaged, DeviceSecretMissing: there is no vault to attempt.
        """
        content = self.content()
        if version_of(content, self.path) == 1:
            return None
        vault = decode_header(content, self.path).vault
        return Attempts(self.path.parent, vault, self.device_secret(vault))

    def keep_device_secret(self, vault: str, secret: bytes) -> None:
        """Keep what this laptop adds to the passphrase."""
        self.secrets.keep(_secret_name(vault), secret)

    def destroy(self) -> None:
        """Forget everything kept for this vault outside it, then overwrite and remove the header.

        Raises:
            VaultDamaged: it cannot be read; what opened it may be forgotten already.
        """
        vault = self.read().vault
        for name in (tries_name, phone_name, mark_name, _secret_name, _generation_name):
            self.secrets.forget(name(vault))
        with wrapping_file_errors(self.path):
            with self.path.open("r+b") as file:
                file.write(bytes(self.path.stat().st_size))
                file.flush()
                os.fsync(file.fileno())
            self.path.unlink()
            flush_to_disk(self.path.parent)


def phone_name(vault: str) -> str:
    """Under which name the secret for codes by phone lies."""
    return f"phone {vault}"


def _secret_name(vault: str) -> str:
    return f"secret {vault}"


def _generation_name(vault: str) -> str:
    return f"generation {vault}"
