# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every number of this room in one place, each with its reason."""

from dataclasses import dataclass


@dataclass(frozen=True)
class StorageLimits:
    """Limits of the vault and the store.

    Attributes:
        derivation_floor: least Argon2id memory (KiB; design D4: 64 MiB), passes and lanes a vault
            may ask for.
        derivation_ceiling: most it may ask for, so that a forged header cannot exhaust a laptop.
        header_bytes: longest vault header that is read.
        cache_floor_kib, cache_ceiling_kib: page cache; a warm scan is 2.9 times slower than plain
            SQLite when the store does not fit and as fast when it does (design D5).
        log_pages: of the write-ahead log before it is merged within a pull.
        search_words, search_characters: of a search; what is beyond is not looked for.
        lookup_batch: ids named in one SQL statement.
        attachment_bytes: largest file of an answer or a document.
        spare_bytes: room left on the disk beyond what a file needs, for the answers after it.
    """

    derivation_floor: tuple[int, int, int] = (64 * 1024, 1, 1)
    derivation_ceiling: tuple[int, int, int] = (2 * 1024 * 1024, 64, 64)
    header_bytes: int = 16 * 1024
    cache_floor_kib: int = 16 * 1024
    cache_ceiling_kib: int = 256 * 1024
    log_pages: int = 16_000
    search_words: int = 8
    search_characters: int = 400
    lookup_batch: int = 1000
    attachment_bytes: int = 100_000_000
    spare_bytes: int = 20_000_000


LIMITS = StorageLimits()
