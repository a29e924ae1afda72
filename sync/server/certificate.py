# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's own certificate: made once, pinned by every laptop.

Laptops trust this one certificate and no authority, so it is its own issuer. The key is P-256 and
never leaves the data folder, which only the server's account can read.
"""

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from sync.server.errors import StartFailed

VALID = timedelta(days=3650)
NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Certificate:
    """Where certificate and key are; `pem` is what laptops pin."""

    certificate_file: Path
    key_file: Path

    @property
    def pem(self) -> str:
        """The certificate as text."""
        return self.certificate_file.read_text(encoding="ascii")

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, lower-case hex."""
        return x509.load_pem_x509_certificate(self.pem.encode()).fingerprint(hashes.SHA256()).hex()


def keep_certificate(folder: Path, now: datetime, names: tuple[str, ...] = NAMES) -> Certificate:
    """The certificate of a folder, made when there is none.

    Raises:
        StartFailed: the folder cannot be written or what is in it cannot be read.
    """
    kept = Certificate(folder / "certificate.pem", folder / "key.pem")
    try:
        if not kept.certificate_file.exists() and not kept.key_file.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            _make(kept, now, names)
        load_pem_private_key(kept.key_file.read_bytes(), password=None)
        x509.load_pem_x509_certificate(kept.certificate_file.read_bytes())
    except (OSError, ValueError) as error:
        raise StartFailed(
            f"The certificate in {folder} cannot be read or written; restore it from the backup, "
            "since every laptop has it pinned."
        ) from error
    return kept


def _make(kept: Certificate, now: datetime, names: tuple[str, ...]) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Fieldfare county server")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + VALID)
        .add_extension(x509.SubjectAlternativeName([_name(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    write_secret(kept.key_file, secret)
    write_secret(kept.certificate_file, certificate.public_bytes(Encoding.PEM))


def _name(text: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ip_address(text))
    except ValueError:
        return x509.DNSName(text)


def write_secret(file: Path, content: bytes) -> None:
    """Write a file that only this account reads; it is on the disk when this returns."""
    file.unlink(missing_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
