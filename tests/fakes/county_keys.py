# SPDX-License-Identifier: AGPL-3.0-or-later
"""County keys that live as long as a test."""

import os
from collections.abc import Collection

from cryptography.hazmat.primitives.ciphers.aead import AESGCM


class MemoryKeys:
    """The port `CountyKeys`, with its first key already made."""

    def __init__(self) -> None:
        self.held: dict[str, bytes] = {}
        self.current = ""
        self.begin_next()

    def find_current(self) -> str | None:
        return self.current or None

    def begin_next(self) -> str:
        self.current = f"key{len(self.held) + 1}"
        self.held[self.current] = os.urandom(32)
        return self.current

    def retire_all_but(self, names: Collection[str]) -> None:
        self.held = {name: self.held[name] for name in names}

    def wrap(self, name: str, secret: bytes, bound: bytes) -> bytes:
        nonce = os.urandom(12)
        return nonce + AESGCM(self.held[name]).encrypt(nonce, secret, bound)

    def unwrap(self, name: str, wrapped: bytes, bound: bytes) -> bytes:
        return AESGCM(self.held[name]).decrypt(wrapped[:12], wrapped[12:], bound)
