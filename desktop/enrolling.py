# SPDX-License-Identifier: AGPL-3.0-or-later
"""Setting a laptop up: redeem the invite, then make the vault and keep the profile in it.

The county is asked first, so that a refused invite leaves nothing behind. When making the vault
fails after that, the invite is used up and a new one is needed; no work can be lost, there is none.
"""

import base64
import secrets
from pathlib import Path

from casework.clock import Clock
from casework.county_policy import PassphraseRule
from casework.errors import SealedBoxUnreadable
from casework.ids import NewId
from casework.passphrases import Weakness, find_weakness
from casework.policy import is_privileged
from casework.sealing import SealingKey
from desktop.county_process import CountyAddress
from desktop.keeping import key_of_vault_without_store
from desktop.paths import Places
from desktop.vaults import find_vault
from storage.errors import VaultExists, VaultTooWeak
from storage.keys import StoreKey
from storage.model import Profile
from storage.store import Store
from storage.vault.vault import Vault, vault_exists
from sync.client.enrolment import Comparing, enrol
from sync.client.errors import ReplyMalformed, SyncError
from sync.client.papers import as_checked
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
            "The certificate {file} cannot be read; choose the .pem file you got.",
            file=file.name or file,
        ) from error
    if "BEGIN CERTIFICATE" not in text:
        raise CertificateUnreadable(
            "{file} holds no certificate; choose the .pem file.",
            file=file.name,
        )
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
    comparing: Comparing,
) -> Profile:
    """Set this laptop up for the person an invite was made for.

    Args:
        comparing: shows the six digits a supervisor compares, and may stop the waiting.

    Raises:
        PassphraseTooWeak: nothing was done.
        VaultExists: it is set up already; what is in it is never overwritten. A vault whose store
            was set aside gets a new store instead, under its own passphrase.
        SyncError: the county refused the invite or could not be asked.
        StorageError: the vault could not be made.
    """
    reopened = key_of_vault_without_store(places, passphrase)
    if reopened is None:
        require_strong(passphrase, PassphraseRule())
    if reopened is None and vault_exists(places.vault):
        raise VaultExists(
            "This laptop is set up already; its work is in {folder}. Say --another to set up "
            "a second worker on it.",
            folder=places.vault,
        )
    with HttpsTransport(address.url, address.certificate_pem) as transport:
        enrolled = enrol(transport, invite, device_name, clock, secrets.token_bytes, comparing)
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
    vault, papers = find_vault(places), as_checked(answer.papers)
    if reopened is not None:
        # Another store begins in this vault; what is remembered outside was of the one before.
        vault.marks().begin_again()
    # What an advocate writes in confidence is nobody's to recover, the county's neither.
    county = None if is_privileged(answer.hat) else read_sealing_key(papers.sealing_key)
    key = reopened or vault.create(passphrase, county)
    vault.keep_phone_secret(answer.phone_secret)
    store = Store.create(places.vault, key, clock, new_id, vault.marks())
    try:
        store.save_profile(profile, enrolled.private_key)
        store.instruments.pin_signing_key(answer.signing_key)
        store.papers.keep_phone_secret(answer.phone_secret)
        store.papers.take(papers)
    finally:
        store.close()
    return profile


def require_strong(passphrase: str, rule: PassphraseRule) -> None:
    """Refuse a passphrase the rule does not take.

    Raises:
        PassphraseTooWeak: it is too short, or made of what is guessed first.
    """
    weakness = find_weakness(passphrase, rule)
    if weakness is Weakness.SHORT:
        raise PassphraseTooWeak(
            "The passphrase is too weak: use at least {short} characters with upper and "
            "lower case, a digit and a sign, or at least {long} characters.",
            short=rule.short,
            long=rule.long,
        )
    if weakness is not None:
        raise PassphraseTooWeak(
            "The passphrase is too weak: it is made of words or signs that are guessed first; put "
            "more of your own in it."
        )


def read_sealing_key(text: str) -> SealingKey | None:
    """The county's public key for sealing; None where it has none.

    Raises:
        ReplyMalformed: it is none.
    """
    if not text:
        return None
    try:
        return SealingKey(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, SealedBoxUnreadable) as error:
        raise ReplyMalformed(
            "The county's key for sealing is damaged; nothing was set up."
        ) from error


def keep_county_way(vault: Vault, key: StoreKey, text: str) -> None:
    """Make the county's way into the vault, or make it anew after the county changed its key."""
    county = read_sealing_key(text)
    if county is not None and vault.protection().county_key != county.thumbprint:
        vault.seal_to_county(key, county)
