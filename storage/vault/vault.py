# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault's door: make it, open it, change who may open it.

Invariants:
- A header is only ever replaced whole; until the new one is on the disk the old one opens.
- No header is overwritten by `create` and none is deleted.
- A passphrase is counted before it is tried.
- The last way in is never removed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from casework.sealing import OpeningKey, SealingKey
from storage.errors import (
    DeviceSecretMissing,
    SecurityKeyMissing,
    StorageBug,
    VaultDamaged,
    VaultExists,
)
from storage.files import make_private_folder
from storage.keys import KEY_BYTES, StoreKey
from storage.vault.attempts import Attempts
from storage.vault.device_secret import DeviceSecrets
from storage.vault.first_version import FirstVault
from storage.vault.header import (
    VAULT_FILE,
    CountySlot,
    Header,
    KeyDerivation,
    KeyRing,
    SecretPlace,
    SecurityKeyQuestion,
    decode_header,
    require_strength,
    version_of,
)
from storage.vault.header_file import HeaderFile, phone_name
from storage.vault.marks import Marks
from storage.vault.slots import (
    SecurityKey,
    make_county_slot,
    make_worker_slot,
    open_county_slot,
    open_worker_slot,
    wrong_passphrase,
)
from storage.vault.tries import SteadyClock, Tries, TryStanding


@dataclass(frozen=True)
class VaultProtection:
    """What protects this vault, for the Security page.

    Attributes:
        derivation: the cost of one guess.
        secret_place: where the device secret lies.
        security_key: whether a security key is asked.
        county_key: thumbprint of the county's recovery key, or None.
    """

    derivation: KeyDerivation
    secret_place: SecretPlace
    security_key: bool
    county_key: str | None


def vault_exists(folder: Path) -> bool:
    """True when a vault has been made in this folder."""
    return (folder / VAULT_FILE).exists()


class Vault:
    """One worker's vault on this laptop.

    Args:
        folder: where `vault.json` and the store lie.
        secrets: where the device secret lies.
        random: source of random bytes, such as `os.urandom`.
        steady: a clock nobody can set.
        derivation: cost of one guess for new slots; the default takes about a second on a laptop
            of 2020.
    """

    def __init__(
        self,
        folder: Path,
        secrets: DeviceSecrets,
        random: Callable[[int], bytes],
        steady: SteadyClock,
        derivation: KeyDerivation | None = None,
    ) -> None:
        self._file = HeaderFile(folder, secrets)
        self._folder = folder
        self._random = random
        self._steady = steady
        self._derivation = derivation or KeyDerivation()

    # Making and opening

    def create(self, passphrase: str, county: SealingKey | None = None) -> StoreKey:
        """Make the vault with a new random store key and return the key.

        Raises:
            VaultExists, VaultTooWeak: one is here already; the derivation lies below the floor.
        """
        if self._file.path.exists():
            raise VaultExists(
                "There is already a vault in {folder}; unlock it, or choose another folder.",
                folder=self._folder,
            )
        require_strength(self._derivation, self._file.path)
        make_private_folder(self._folder)
        key = StoreKey(self._random(KEY_BYTES))
        self._write_first(key, passphrase, county)
        return key

    def unlock(self, passphrase: str, security_key: SecurityKey | None = None) -> StoreKey:
        """Open the vault and return the store key.

        Raises:
            WrongPassphrase: it does not open this vault.
            TriesSpent: too many wrong ones; this one was not looked at.
            SecurityKeyMissing: this vault asks for a security key and none answered.
            VaultMissing, VaultDamaged, VaultTooNew, VaultTooWeak, DeviceSecretMissing,
            VaultRolledBack: the vault cannot be opened this way.
        """
        content = self._file.content()
        if version_of(content, self._file.path) == 1:
            return self._upgrade(FirstVault.read(content, self._file.path), passphrase)
        header = decode_header(content, self._file.path)
        self._file.refuse_older(header)
        slot = header.ring.worker
        if slot is None:
            raise wrong_passphrase()
        secret = self._file.device_secret(header.vault)
        tries = self._tries(header.vault, secret)
        answer = self._ask(slot.security_key, security_key)
        tries.use_one()
        key = open_worker_slot(header, slot, passphrase, secret, answer)
        tries.forgive()
        self._file.require_authentic(header, key)
        return key

    def recover(self, opening: OpeningKey, new_passphrase: str) -> StoreKey:
        """Open the vault with the county's offline key and give it a new passphrase.

        Raises:
            casework.errors.SealedBoxUnreadable: the vault was sealed to another county key.
            VaultMissing, VaultDamaged: there is nothing to recover.
        """
        header = self._file.read()
        rings = [one for one in (header.ring, header.next_ring) if one is not None]
        slots = [one.county for one in rings]
        if None in slots:
            raise DeviceSecretMissing(
                "This vault was made without a county recovery key; only its passphrase opens it."
            )
        keys = [open_county_slot(header, one, opening) for one in slots if one is not None]
        return self.recover_with_keys(keys, new_passphrase)

    def recover_with_keys(self, keys: Sequence[StoreKey], new_passphrase: str) -> StoreKey:
        """Give the vault a new passphrase by its store key, as the county's two people sent it.

        Works without the old passphrase, the security key and the device secret.

        Args:
            keys: the store key, and while it is being changed the new one after it.

        Raises:
            VaultMissing, VaultDamaged: there is nothing to recover, or the keys are another's.
        """
        header = self._file.read()
        rings = [one for one in (header.ring, header.next_ring) if one is not None]
        if len(keys) != len(rings):
            raise VaultDamaged(
                "The recovery file is for another state of {path}; copy that to the county anew.",
                path=self._file.path,
            )
        for key, ring in zip(keys, rings, strict=True):
            self._file.require_authentic(header, key, ring)
        secret = self._file.settle_device_secret(header.vault, self._random)
        header = header.model_copy(update={"device_secret": self._file.secrets.place})
        opened = [self._ring(header, key, new_passphrase, secret, None) for key in keys]
        if len(opened) > 1:
            header = header.model_copy(update={"next_ring": opened[1]})
        self._file.write(header, keys[0], opened[0], keys[-1] if len(keys) > 1 else None)
        self._tries(header.vault, secret).begin()
        return keys[0]

    # Changing who may open it

    def change_passphrase(
        self, old: str, new: str, security_key: SecurityKey | None = None
    ) -> None:
        """Replace the worker's passphrase.

        Raises:
            WrongPassphrase, TriesSpent: the old one is wrong; nothing changed.
        """
        key = self.unlock(old, security_key)
        header = self._settled()
        secret = self._file.device_secret(header.vault)
        question = None if header.ring.worker is None else header.ring.worker.security_key
        asked = None if question is None else (question, self._ask(question, security_key))
        self._file.write(header, key, self._ring(header, key, new, secret, asked))
        key.wipe()

    def require_security_key(self, passphrase: str, security_key: SecurityKey) -> None:
        """From now on ask for this security key beside the passphrase.

        Raises:
            SecurityKeyMissing: it did not answer; nothing changed.
            WrongPassphrase, TriesSpent: as `unlock`.
        """
        key = self.unlock(passphrase, security_key)
        header = self._settled()
        question = SecurityKeyQuestion(
            credential=security_key.enrol(header.vault), salt=self._random(32)
        )
        asked = (question, security_key.answer(question))
        secret = self._file.device_secret(header.vault)
        self._file.write(header, key, self._ring(header, key, passphrase, secret, asked))
        key.wipe()

    def release_security_key(self, passphrase: str, security_key: SecurityKey) -> None:
        """Ask for the passphrase only, from now on."""
        key = self.unlock(passphrase, security_key)
        header = self._settled()
        secret = self._file.device_secret(header.vault)
        self._file.write(header, key, self._ring(header, key, passphrase, secret, None))
        key.wipe()

    def seal_to_county(self, key: StoreKey, county: SealingKey) -> None:
        """Make, or replace, the county's way in."""
        header = self._settled()
        others = tuple(one for one in header.ring.slots if not isinstance(one, CountySlot))
        slot = make_county_slot(header, key, county)
        self._file.write(header, key, KeyRing(slots=(*others, slot)))

    # A new key for the store, in three steps (storage.rekey)

    def offer_new_key(
        self, old: StoreKey, passphrase: str, security_key: SecurityKey | None = None
    ) -> StoreKey:
        """Write the ways to a new store key beside those to the old one; both open from now on."""
        header = self._file.read()
        question = None if header.ring.worker is None else header.ring.worker.security_key
        asked = None if question is None else (question, self._ask(question, security_key))
        new = StoreKey(self._random(KEY_BYTES))
        secret = self._file.device_secret(header.vault)
        ring = self._ring(header, new, passphrase, secret, asked)
        self._file.write(header.model_copy(update={"next_ring": ring}), old, header.ring, new)
        return new

    def is_changing_key(self) -> bool:
        """Whether a new key was offered and neither taken nor dropped."""
        return self._file.read().next_ring is not None

    def open_offered(self, passphrase: str, security_key: SecurityKey | None = None) -> StoreKey:
        """The key that was offered.

        Raises:
            WrongPassphrase: it does not open it.
        """
        header = self._file.read()
        slot = None if header.next_ring is None else header.next_ring.worker
        if header.next_ring is None or slot is None:
            raise wrong_passphrase()
        answer = self._ask(slot.security_key, security_key)
        key = open_worker_slot(
            header, slot, passphrase, self._file.device_secret(header.vault), answer
        )
        self._file.require_authentic(header, key, header.next_ring)
        return key

    def take_offered(self, new: StoreKey) -> None:
        """From now on only the new key; the store is written with it."""
        header = self._file.read()
        if header.next_ring is not None:
            self._file.write(header.model_copy(update={"next_ring": None}), new, header.next_ring)

    def drop_offered(self, old: StoreKey) -> None:
        """Forget the new key; the store is still written with the old one."""
        header = self._file.read()
        self._file.write(header.model_copy(update={"next_ring": None}), old, header.ring)

    def destroy(self) -> None:
        """Destroy every way to the store key; only `storage.removal` calls this, once asked."""
        self._file.destroy()

    # What can be told without a passphrase

    def protection(self) -> VaultProtection:
        """What protects this vault."""
        header = self._file.read()
        worker, county = header.ring.worker, header.ring.county
        return VaultProtection(
            derivation=self._derivation if worker is None else worker.derivation,
            secret_place=header.device_secret,
            security_key=worker is not None and worker.security_key is not None,
            county_key=None if county is None else SealingKey(county.public).thumbprint,
        )

    def standing(self) -> TryStanding:
        """How many wrong passphrases are left and how long to wait."""
        return self.tries().standing()

    def tries(self) -> Tries:
        """The count of wrong passphrases, for the release by code."""
        vault = self._file.read().vault
        return self._tries(vault, self._file.device_secret(vault))

    def marks(self) -> Marks:
        """What is remembered of this vault's store outside it."""
        vault = self._file.read().vault
        return Marks(self._file.secrets, vault, self._file.device_secret(vault))

    def keep_phone_secret(self, secret: bytes) -> None:
        """Keep the secret for codes by phone, where it can be read before unlocking."""
        self._file.secrets.keep(phone_name(self._file.read().vault), secret)

    def phone_secret(self) -> bytes | None:
        """The secret for codes by phone; None where the county gave none."""
        return self._file.secrets.read(phone_name(self._file.read().vault))

    def attempts(self) -> Attempts | None:
        """What was attempted since the last log-on; None for a vault of the first version."""
        return self._file.attempts()

    # Inside

    def _settled(self) -> Header:
        header = self._file.read()
        if header.next_ring is not None:
            raise StorageBug(
                "This vault's key is being changed; unlock it once, which finishes that, and try "
                "again."
            )
        return header

    def _write_first(self, key: StoreKey, passphrase: str, county: SealingKey | None) -> None:
        vault, secret = self._random(16).hex(), self._random(KEY_BYTES)
        self._file.keep_device_secret(vault, secret)
        self._tries(vault, secret).begin()
        header = Header.model_construct(
            format="fieldfare-vault",
            version=2,
            vault=vault,
            generation=0,
            device_secret=self._file.secrets.place,
            ring=KeyRing.model_construct(slots=()),
            next_ring=None,
        )
        ring = self._ring(header, key, passphrase, secret, None)
        if county is not None:
            ring = KeyRing(slots=(*ring.slots, make_county_slot(header, key, county)))
        self._file.write(header, key, ring)

    def _upgrade(self, first: FirstVault, passphrase: str) -> StoreKey:
        key = first.open(passphrase)
        self._write_first(key, passphrase, None)
        return key

    def _ring(
        self,
        header: Header,
        key: StoreKey,
        passphrase: str,
        secret: bytes,
        asked: tuple[SecurityKeyQuestion, bytes] | None,
    ) -> KeyRing:
        worker = make_worker_slot(
            header,
            key,
            passphrase,
            secret,
            random=self._random,
            derivation=self._derivation,
            asked=asked,
        )
        county = header.ring.county
        if county is None:
            return KeyRing(slots=(worker,))
        # Sealed anew: it is for another key, or the device secret lies in another place now.
        return KeyRing(slots=(worker, make_county_slot(header, key, SealingKey(county.public))))

    def _tries(self, vault: str, secret: bytes) -> Tries:
        return Tries(self._folder, vault, self._file.secrets, secret, self._steady)

    def _ask(self, question: SecurityKeyQuestion | None, key: SecurityKey | None) -> bytes:
        if question is None:
            return b""
        if key is None:
            raise SecurityKeyMissing(
                "This vault asks for its security key; plug it in, unlock again and touch it."
            )
        return key.answer(question)
