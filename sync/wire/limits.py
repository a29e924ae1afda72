# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much either end takes from the other, so that no message can exhaust a machine."""

from dataclasses import dataclass
from datetime import timedelta

MEBIBYTE = 1024 * 1024


@dataclass(frozen=True)
class MessageLimit:
    """Bytes of one message as it travels and as it unpacks."""

    packed: int
    unpacked: int


@dataclass(frozen=True)
class WireLimits:
    """Everything that is capped on the wire.

    Attributes:
        request: what the county takes from a laptop.
        reply: what a laptop takes from the county.
        page_bytes: the county closes a feed page early once its entries reach this size.
        instrument: one packed instrument with its files.
        instrument_part: bytes of it in one answer; a cut costs no more than this.
        instruments: versions of instruments one county may have on record.
        successions: of the signing key in one answer; a laptop further behind is enrolled anew.
        compared_cases: cases whose sections are compared in one message.
        audit_lines: entries of the log in one message.
        attachment: bytes of the largest file of a record.
        attachment_part: bytes of it in one message.
        bundle: bytes of one file that carries a sync by hand.
        bundle_messages: messages in it.
        bundle_pages, bundle_files: bytes of feed pages, and of files and forms, in one; the rest
            comes with the next.
        bundle_lasts: how long it is taken after it was written, and its answer after that.
        clock_skew: how far a signature's time may lie from the reader's clock, either way.
        nonce_length: shortest and longest nonce taken, in characters.
    """

    request: MessageLimit = MessageLimit(8 * MEBIBYTE, 32 * MEBIBYTE)
    reply: MessageLimit = MessageLimit(32 * MEBIBYTE, 96 * MEBIBYTE)
    page_bytes: int = 16 * MEBIBYTE
    instrument: MessageLimit = MessageLimit(32 * MEBIBYTE, 96 * MEBIBYTE)
    instrument_part: int = MEBIBYTE
    instruments: int = 2000
    successions: int = 200
    compared_cases: int = 2000
    audit_lines: int = 2000
    attachment: int = 100_000_000
    attachment_part: int = MEBIBYTE
    bundle: int = 256 * MEBIBYTE
    bundle_messages: int = 10_000
    bundle_pages: int = 64 * MEBIBYTE
    bundle_files: int = 64 * MEBIBYTE
    bundle_lasts: timedelta = timedelta(days=14)
    clock_skew: timedelta = timedelta(minutes=5)
    nonce_length: tuple[int, int] = (16, 64)


LIMITS = WireLimits()
