# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can go wrong with the vault and the store, split by who must act.

StorageError
├── the user
│   ├── WrongPassphrase      the passphrase does not open this vault
│   ├── TriesSpent           too many wrong passphrases; carries how long to wait
│   ├── SecurityKeyMissing   the security key is not there, not touched or another one
│   ├── VaultExists          a vault is already here; it is never overwritten
│   ├── VaultMissing         there is no vault here
│   ├── StoreMissing         there is a vault, but no store beside it
│   ├── StoreUndamaged       there is nothing to recover
│   ├── UnsentWorkLeft       a vault with unsent work is not removed
│   ├── AttachmentTooLarge   a file to be kept with an answer is too large
│   └── StoreInUse           another window of the program has it open
├── the environment
│   ├── DiskFull             no room left
│   ├── StoreReadOnly        the file may not be written
│   ├── StorageUnreachable   the folder or drive does not answer
│   ├── VaultDamaged         the header is not what was written
│   ├── VaultRolledBack      an older copy of the vault was put in its place
│   ├── DeviceSecretMissing  the keystore no longer holds this laptop's part of the key
│   ├── VaultTooNew          the header comes from a newer program
│   ├── VaultTooWeak         the header asks for less protection than the program accepts
│   ├── StoreDamaged         the encrypted file is not what was written
│   ├── StoreRolledBack      an older copy of the store, or of a part, was put in its place
│   ├── SealBroken           a sealed file or answer is not what was sealed
│   ├── StoreTooNew          the store comes from a newer program
│   ├── StoreNotEncrypted    the file is plain SQLite
│   └── CipherMissing        the database library cannot encrypt
└── us
    ├── StoreClosed          a call after the store was closed or after an error closed it
    └── StorageBug           a call that makes no sense, or a fault in this room
"""

from casework.worded import WordedError


class StorageError(WordedError):
    """Base of every error that leaves storage; its text is one sentence for a worker."""


class WrongPassphrase(StorageError):
    """The passphrase does not open this vault."""


class TriesSpent(StorageError):
    """Too many wrong passphrases.

    Attributes:
        seconds_left: how long no passphrase is looked at.
    """

    def __init__(self, template: str, seconds_left: float, **parameters: object) -> None:
        super().__init__(template, **parameters)
        self.seconds_left = seconds_left


class SecurityKeyMissing(StorageError):
    """The security key is not plugged in, was not touched, or is another one."""


class VaultExists(StorageError):
    """A vault or store is already here and is never overwritten."""


class VaultMissing(StorageError):
    """There is no vault in this folder."""


class StoreMissing(StorageError):
    """There is no store in this folder."""


class StoreUndamaged(StorageError):
    """The store is whole; there is nothing to recover."""


class UnsentWorkLeft(StorageError):
    """There is work in this vault that the county does not have, so it is not removed."""


class AttachmentTooLarge(StorageError):
    """The file is larger than an answer may hold."""


class StoreInUse(StorageError):
    """Another process holds the store."""


class DiskFull(StorageError):
    """There is no room left on the disk."""


class StoreReadOnly(StorageError):
    """The store's file may not be written."""


class StorageUnreachable(StorageError):
    """A file could not be read or written for a reason outside the program."""


class VaultDamaged(StorageError):
    """The vault's header is not what was written."""


class VaultRolledBack(StorageError):
    """An older copy of the vault lies where the newest was."""


class DeviceSecretMissing(StorageError):
    """The keystore no longer holds what this laptop adds to the passphrase."""


class VaultTooNew(StorageError):
    """The vault's header has a version this program does not know."""


class VaultTooWeak(StorageError):
    """The vault's header asks for weaker key derivation than the floor."""


class StoreDamaged(StorageError):
    """The store's file is not what was written."""


class StoreRolledBack(StorageError):
    """The store's file is not the one this laptop wrote last."""


class SealBroken(StorageError):
    """A sealed file or answer does not open; the store stays open."""


class StoreTooNew(StorageError):
    """The store's schema has a major version this program does not know."""


class StoreNotEncrypted(StorageError):
    """The store's file is plain SQLite."""


class CipherMissing(StorageError):
    """The database library was built without encryption."""


class StoreClosed(StorageError):
    """The store was closed, or an earlier error closed it."""


class StorageBug(StorageError):
    """The caller or this room made a mistake; the store is as it was before the call."""
