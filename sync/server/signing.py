# SPDX-License-Identifier: AGPL-3.0-or-later
"""The key with which the county signs what it publishes, and the file it lies in.

It lies beside the certificate's key, readable by the server's account only, and belongs in the
backup: without it nothing new can be published. A change of key writes the new one beside the old
one before the database names it and puts it in the old one's place after; a change that was cut
short in between is brought to its end by whoever opens the key next. Whoever calls here holds the
lock on the county's row, so that two changes never meet.
"""

from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from casework.ids import CountyId
from sync.server.audit import Actor
from sync.server.certificate import write_secret
from sync.server.errors import StartFailed
from sync.wire.signatures import encode_public_key

KEY_FILE = "signing-key.pem"
NEXT_KEY_FILE = "signing-key-next.pem"


@dataclass(frozen=True)
class Publisher:
    """The county that speaks, the key it signs with, and who does it."""

    county: CountyId
    key: Ed25519PrivateKey
    actor: Actor


def keep_signing_key(folder: Path, known: str | None) -> Ed25519PrivateKey:
    """The signing key of a folder; made where neither the folder nor the county has one.

    Args:
        known: the public key the county's laptops know, None before the first.

    Raises:
        StartFailed: the folder cannot be written or what is in it cannot be read, or the county
            has a key that is not here.
    """
    file, fresh = folder / KEY_FILE, folder / NEXT_KEY_FILE
    try:
        if known is not None and fresh.exists() and _holds(fresh, known):
            fresh.replace(file)
        if known is not None and not file.exists():
            raise StartFailed(
                f"The county's signing key {file} is missing; restore it from the backup, or give "
                "the right --data."
            )
        return _read(file) if file.exists() else _make(file)
    except (OSError, ValueError, TypeError) as error:
        raise StartFailed(
            f"The signing key {file} cannot be read or written; restore it from the backup, since "
            "every laptop has it pinned."
        ) from error


def make_next_key(folder: Path) -> Ed25519PrivateKey:
    """A new key beside the present one, on the disk before anything speaks of it.

    Raises:
        StartFailed: the folder cannot be written.
    """
    file = folder / NEXT_KEY_FILE
    try:
        return _make(file)
    except OSError as error:
        raise StartFailed(
            f"The new signing key {file} cannot be written; the old one stays in use."
        ) from error


def _make(file: Path) -> Ed25519PrivateKey:
    file.parent.mkdir(mode=0o700, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    write_secret(file, key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return key


def _read(file: Path) -> Ed25519PrivateKey:
    key = load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise StartFailed(f"{file} is not the county's signing key; restore it from the backup.")
    return key


def _holds(file: Path, known: str) -> bool:
    """False also for a file cut short: no county names its key before it is written whole."""
    try:
        return encode_public_key(_read(file).public_key()) == known
    except (ValueError, TypeError):
        return False
