# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is remembered of the store outside it, so that an older one put back is noticed.

The pages of an encrypted store are each authentic, but an old page, an old log or the whole file
of last week is authentic too (design D4: a revoked row came back and both integrity checks passed).
So the newest operation, the newest lease, the latest moment and a fingerprint of the closed file
lie beside the device secret. Where that is the system's keystore, whoever copies files back has
not copied this; where it is a file, the county finds out at the next sync.

Invariants: a mark is authenticated with the device secret; a store that is newer than its mark is
accepted (the crash came between the two), an older one never.
"""

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from storage.errors import VaultRolledBack
from storage.vault.device_secret import DeviceSecrets


class Mark(BaseModel):
    """The newest this laptop has seen of its own store.

    Attributes:
        counter, head: the last operation.
        audit_count, audit_head: the last entry of the log.
        lease: number of the newest lease taken.
        order: number of the newest order heard.
        latest_seen: the latest moment, UTC; None before the first.
        seal: fingerprint of the file as it was closed last; empty while it is open.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    counter: Annotated[int, Field(ge=0)] = 0
    head: str = ""
    audit_count: Annotated[int, Field(ge=0)] = 0
    audit_head: str = ""
    lease: Annotated[int, Field(ge=0)] = 0
    order: Annotated[int, Field(ge=0)] = 0
    latest_seen: datetime | None = None
    seal: str = ""


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    mark: Mark
    mac: str


class Marks:
    """The mark of one vault.

    Args:
        secrets: where it lies.
        vault: the vault's id.
        device_secret: authenticates it.
    """

    def __init__(self, secrets: DeviceSecrets, vault: str, device_secret: bytes) -> None:
        self._secrets = secrets
        self._name = mark_name(vault)
        self._key = hmac.new(device_secret, b"fieldfare mark 1 " + vault.encode(), sha256).digest()

    def read(self) -> Mark:
        """The mark; an empty one before the first.

        Raises:
            VaultRolledBack: it was altered.
            StorageUnreachable: the keystore does not answer.
        """
        content = self._secrets.read(self._name)
        if content is None:
            return Mark()
        try:
            kept = _Kept.model_validate_json(content)
        except ValidationError as error:
            raise _altered() from error
        if not hmac.compare_digest(kept.mac, self._mac(kept.mark)):
            raise _altered()
        return kept.mark

    def keep(self, mark: Mark) -> None:
        """Keep a mark in place of the one before.

        Raises:
            StorageUnreachable: the keystore does not answer; the one before stays.
        """
        kept = _Kept(mark=mark, mac=self._mac(mark))
        self._secrets.keep(self._name, kept.model_dump_json().encode())

    def begin_again(self) -> None:
        """Expect another store from now on, none of whose work or leases is known yet."""
        self.keep(Mark(latest_seen=self.read().latest_seen))

    def _mac(self, mark: Mark) -> str:
        # A mark that was kept before orders were remembered has none.
        content = mark.model_dump_json(exclude=None if mark.order else {"order"})
        return hmac.new(self._key, content.encode(), sha256).hexdigest()


def mark_name(vault: str) -> str:
    """Under which name a mark lies."""
    return f"mark {vault}"


def _altered() -> VaultRolledBack:
    return VaultRolledBack(
        "What this laptop remembers of its own store was altered; nothing is opened, ask your "
        "administrator for recovery."
    )
