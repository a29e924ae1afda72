# SPDX-License-Identifier: AGPL-3.0-or-later
"""Canonical JSON (RFC 8785), in which whatever is hashed or signed has one form.

Invariant: always the bytes that the library `rfc8785` gives. It is asked itself only where
pydantic's writer, many times faster, could give others: fractions, very large numbers, names beyond
ASCII (which are sorted differently), text that is none.
"""

from typing import Any

import rfc8785
from pydantic_core import PydanticSerializationError, to_json
from rfc8785 import CanonicalizationError as CanonicalizationError

LARGEST = 2**53 - 1


def to_canonical(value: Any) -> bytes:
    """JSON values as canonical bytes.

    Raises:
        CanonicalizationError, UnicodeEncodeError: there is no such form of it.
    """
    try:
        return to_json(_in_order(value))
    except (_NotPlain, PydanticSerializationError, UnicodeEncodeError):
        return rfc8785.dumps(value)


class _NotPlain(Exception):
    """A value that only the library writes."""


def _in_order(value: Any) -> Any:
    """The same value with the names of every object in their order."""
    kind = type(value)
    if kind is dict:
        try:
            names = sorted(value)
            if not "".join(names).isascii():
                raise _NotPlain
        except TypeError as error:
            raise _NotPlain from error
        return {name: one if type(one := value[name]) is str else _in_order(one) for name in names}
    if kind is str or kind is bool or value is None:
        return value
    if kind is int and -LARGEST <= value <= LARGEST:
        return value
    if kind is list or kind is tuple:
        return list(map(_in_order, value))
    raise _NotPlain
