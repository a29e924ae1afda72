# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sealed box opens with the county's key for its purpose, and with nothing else."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.errors import SealedBoxUnreadable
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey, SealingKey, seal

RAW = bytes(range(SEALING_PRIVATE_BYTES))
COUNTY = OpeningKey(RAW)


@given(st.binary(max_size=200), st.binary(max_size=20))
def test_what_is_sealed_opens_again(plaintext: bytes, context: bytes) -> None:
    assert COUNTY.open(seal(COUNTY.public, plaintext, context), context) == plaintext


def test_two_boxes_of_the_same_content_have_nothing_in_common() -> None:
    first, second = (seal(COUNTY.public, b"same", b"x") for _ in range(2))
    assert first[:32] != second[:32]
    assert first[-20:] != second[-20:]


def test_any_altered_or_missing_part_is_refused() -> None:
    box = seal(COUNTY.public, b"store key", b"recovery")
    for at in (0, 31, 32, 700, 1119, 1120, len(box) - 1):
        altered = bytearray(box)
        altered[at] ^= 1
        with pytest.raises(SealedBoxUnreadable):
            COUNTY.open(bytes(altered), b"recovery")
    for length in (0, 100, 1135, len(box) - 1):
        with pytest.raises(SealedBoxUnreadable):
            COUNTY.open(box[:length], b"recovery")


def test_another_key_or_purpose_does_not_open() -> None:
    box = seal(COUNTY.public, b"store key", b"recovery")
    with pytest.raises(SealedBoxUnreadable, match="another county key"):
        OpeningKey(os.urandom(SEALING_PRIVATE_BYTES)).open(box, b"recovery")
    with pytest.raises(SealedBoxUnreadable):
        COUNTY.open(box, b"outbox")
    swapped = OpeningKey(RAW[:32] + os.urandom(64)), OpeningKey(os.urandom(32) + RAW[32:])
    for half in swapped:
        with pytest.raises(SealedBoxUnreadable):
            half.open(box, b"recovery")


def test_a_key_of_the_wrong_length_is_refused() -> None:
    with pytest.raises(SealedBoxUnreadable, match="length"):
        SealingKey(b"short")
    with pytest.raises(SealedBoxUnreadable, match="length"):
        OpeningKey(b"short")
    assert len(COUNTY.public.thumbprint) == 64
