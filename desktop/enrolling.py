# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting a laptop up: redeem the invite, then make the vault and keep the profile in it.

The county is asked first, so that a refused invite leaves nothing behind. When making the vault
fails after that, the invite is used up and a new one is needed; no work can be lost, there is none.
"""

import secrets
from pathlib import Path

from casework.clock import Clock
from casework.ids import NewId
from casework.passphrases import is_strong_enough
from desktop.county_process import CountyAddress
from desktop.paths import Places
from desktop.vaults import find_vault
from storage.errors import VaultExists, VaultTooWeak
from storage.model import Profile
from storage.store import Store
from storage.vault.vault import vault_exists
from sync.client.enrolment import enrol
from sync.client.errors import SyncError
from sync.client.transport import HttpsTransport


class PassphraseTooWeak(VaultTooWeak):
    """The user: the passphrase would not protect the laptop."""


class CertificateUnreadable(SyncError):
    """The user: the county's certificate cannot be read from the file given."""


def read_certificate(file: Path) -> str:
    """The PEM text of the county's certificate.

    Raises:
        CertificateUnreadable: the file is not there or holds no certificate.
    """
    try:
        text = file.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise CertificateUnreadable(
            f"The certificate {file.name or file} cannot be read; choose the .pem file you got."
        ) from error
    if "BEGIN CERTIFICATE" not in text:
        raise CertificateUnreadable(f"{file.name} holds no certificate; choose the .pem file.")
    return text


def enrol_laptop(
    places: Places,
    address: CountyAddress,
    *,
    invite: str,
    passphrase: str,
    device_name: str,
    clock: Clock,
    new_id: NewId,
) -> Profile:
    """Set this laptop up for the person an invite was made for.

    Raises:
        PassphraseTooWeak: nothing was done.
        VaultExists: it is set up already; what is in it is never overwritten.
        SyncError: the county refused the invite or could not be asked.
        StorageError: the vault could not be made.
    """
    if not is_strong_enough(passphrase):
        raise PassphraseTooWeak(
            "The passphrase is too weak: use at least 10 characters with upper and lower case, a "
            "digit and a sign, or at least 20 characters."
        )
    if vault_exists(places.vault):
        raise VaultExists(
            f"This laptop is set up already; its work is in {places.vault}. "
            "Use another folder with --home to set up a second worker."
        )
    with HttpsTransport(address.url, address.certificate_pem) as transport:
        enrolled = enrol(transport, invite, device_name, clock, secrets.token_bytes)
    answer = enrolled.enrolment
    profile = Profile(
        county=answer.county,
        county_name=answer.county_name,
        device=answer.device,
        hat=answer.hat,
        epoch=answer.epoch,
        server_url=address.url,
        server_certificate_pem=address.certificate_pem,
        enrolled_at=answer.enrolled_at,
    )
    key = find_vault(places).create(passphrase)
    store = Store.create(places.vault, key, clock, new_id)
    try:
        store.save_profile(profile, enrolled.private_key)
        if answer.signing_key:
            store.instruments.pin_signing_key(answer.signing_key)
    finally:
        store.close()
    return profile
