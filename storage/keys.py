# SPDX-License-Identifier: AGPL-3.0-or-later
"""The store key as an object that is hard to leak by accident.

Invariants: it shows nothing when printed, compared or pickled, and forgets its bytes on `wipe`.
"""

from typing import NoReturn

from storage.errors import StoreClosed

KEY_BYTES = 32


class StoreKey:
    """The 32 random bytes that open a store."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError("a store key has 32 bytes")
        self._secret = bytearray(secret)

    def reveal(self) -> bytes:
        """The raw bytes, for the cipher only.

        Raises:
            StoreClosed: the key has been wiped.
        """
        if not any(self._secret):
            raise StoreClosed("The store is locked; unlock it with your passphrase.")
        return bytes(self._secret)

    def wipe(self) -> None:
        """Overwrite the bytes in memory."""
        self._secret[:] = bytes(KEY_BYTES)

    def __repr__(self) -> str:
        return "StoreKey(hidden)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a store key is never copied out of the process")
