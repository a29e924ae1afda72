# SPDX-License-Identifier: AGPL-3.0-or-later
"""Columns of many rows as PostgreSQL's binary arrays, one parameter for each column.

The driver writes an array value by value, each through its own table of types: for a batch of work
that was a tenth of all it took. Invariant: the bytes are those of PostgreSQL's `array_send` for a
one-dimensional array without nulls.
"""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

import psycopg
from psycopg.adapt import Buffer, Dumper
from psycopg.pq import Format

_HEAD = struct.Struct("!iiIii")
_LENGTH = struct.Struct("!i")
_BIGINT, _TEXT, _BYTEA = 20, 25, 17
_ONE_BYTE = 128


@dataclass(frozen=True)
class Column:
    """One column: how many values, and their bytes, each after its length."""

    element: ClassVar[int]

    count: int
    content: bytes


class Numbers(Column):
    """Of bigint."""

    element = _BIGINT

    @classmethod
    def of(cls, values: Sequence[int]) -> "Numbers":
        """A column of whole numbers."""
        told = [part for one in values for part in (8, one)]
        return cls(len(values), struct.pack("!" + "iq" * len(values), *told))


class Words(Column):
    """Of text."""

    element = _TEXT

    @classmethod
    def of(cls, values: Iterable[str]) -> "Words":
        """A column of texts."""
        told = list(values)
        lengths = set(map(len, told))
        if len(lengths) == 1 and (length := lengths.pop()) < _ONE_BYTE:
            # Ids, hashes and the like: where all is ASCII, their lengths can be joined as text.
            head = "\0\0\0" + chr(length)
            content = (head + head.join(told)).encode()
            if len(content) == len(told) * (len(head) + length):
                return cls(len(told), content)
        return cls(len(told), _join([one.encode() for one in told]))


class Blobs(Column):
    """Of bytea."""

    element = _BYTEA

    @classmethod
    def of(cls, values: Sequence[bytes]) -> "Blobs":
        """A column of bytes."""
        return cls(len(values), _join(values))


def _join(values: Sequence[bytes]) -> bytes:
    pack = _LENGTH.pack
    return b"".join([part for one in values for part in (pack(len(one)), one)])


class _ColumnDumper(Dumper):
    format = Format.BINARY

    def dump(self, obj: Column) -> Buffer:
        dimensions = 1 if obj.count else 0
        head = _HEAD.pack(dimensions, 0, obj.element, obj.count, 1)
        return (head if dimensions else head[:12]) + obj.content


class _NumbersDumper(_ColumnDumper):
    oid = 1016


class _WordsDumper(_ColumnDumper):
    oid = 1009


class _BlobsDumper(_ColumnDumper):
    oid = 1001


for _column, _dumper in (
    (Numbers, _NumbersDumper),
    (Words, _WordsDumper),
    (Blobs, _BlobsDumper),
):
    psycopg.adapters.register_dumper(_column, _dumper)
