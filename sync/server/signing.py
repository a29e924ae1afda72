# SPDX-License-Identifier: AGPL-3.0-or-later
"""The key with which the county signs what it publishes: made once, pinned by every laptop.

It lies beside the certificate's key, readable by the server's account only. A laptop pins its
public half the first time it hears it over the pinned certificate, so the key is never replaced:
without it nothing new can be published, and it belongs in the backup.
"""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from sync.server.certificate import write_secret
from sync.server.errors import StartFailed

KEY_FILE = "signing-key.pem"


def keep_signing_key(folder: Path) -> Ed25519PrivateKey:
    """The signing key of a folder, made when there is none.

    Raises:
        StartFailed: the folder cannot be written or what is in it cannot be read.
    """
    file = folder / KEY_FILE
    try:
        if not file.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            secret = Ed25519PrivateKey.generate().private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            )
            write_secret(file, secret)
        key = load_pem_private_key(file.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise StartFailed(
            f"The signing key {file} cannot be read or written; restore it from the backup, since "
            "every laptop has it pinned."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise StartFailed(f"{file} is not the county's signing key; restore it from the backup.")
    return key
