# SPDX-License-Identifier: AGPL-3.0-or-later
"""Canonical JSON (RFC 8785), in which whatever is hashed or signed has one form.

Invariant: always the bytes that the library `rfc8785` gives. It is asked itself only where Python's
own writer, many times faster, could give others: fractions, very large numbers, names beyond ASCII
(which are sorted differently).
"""

import json
from typing import Any

import rfc8785
from rfc8785 import CanonicalizationError as CanonicalizationError

LARGEST = 2**53 - 1
_WRITER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def to_canonical(value: Any) -> bytes:
    """JSON values as canonical bytes.

    Raises:
        CanonicalizationError, UnicodeEncodeError: there is no such form of it.
    """
    return _WRITER.encode(value).encode() if _is_plain(value) else rfc8785.dumps(value)


def _is_plain(value: Any) -> bool:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if kind is int:
        return bool(-LARGEST <= value <= LARGEST)
    if kind is dict:
        for name, one in value.items():
            if type(name) is not str or not name.isascii():
                return False
            if type(one) is not str and not _is_plain(one):
                return False
        return True
    return (kind is list or kind is tuple) and all(map(_is_plain, value))
