# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures drawn on the screen, kept as strokes inside the record they sign.

Invariants: a signature says which words it was put under (`signed`), and counts for no others; it
is small, however long somebody scribbles.
"""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, JsonValue, model_validator

from casework.canonical import to_canonical
from casework.paper import Drawing, Point, Strokes
from casework.record_parts import Line, Word

MOST_STROKES, MOST_POINTS = 200, 4_000
Spot = tuple[Annotated[int, Field(ge=0, le=1000)], Annotated[int, Field(ge=0, le=2000)]]


class Signer(Word):
    """In which place somebody signs."""

    YOUTH = "youth", "The youth"
    WORKER = "worker", "The worker"


class Signature(BaseModel):
    """One signature.

    Attributes:
        by: the name of a worker; empty for the youth, whose case it is.
        signed: `digest_of` the words it stands under.
        strokes: across in thousandths of the width of what was drawn on, and down in the same.
        height: of what was drawn on, in thousandths of its width.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    signer: Signer
    by: Line = ""
    at: datetime
    signed: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    height: Annotated[int, Field(ge=1, le=2000)]
    strokes: Annotated[tuple[tuple[Spot, ...], ...], Field(min_length=1, max_length=MOST_STROKES)]

    @model_validator(mode="after")
    def _check_size(self) -> Self:
        if sum(map(len, self.strokes)) > MOST_POINTS:
            raise ValueError(f"a signature has at most {MOST_POINTS} points")
        return self

    def drawing(self, caption: str) -> Drawing:
        """As it goes on paper."""
        strokes = tuple(tuple(Point(x, y) for x, y in one) for one in self.strokes)
        return Drawing(strokes, self.height, caption)


def bound_strokes(strokes: Strokes) -> Strokes:
    """Strokes that fit into a signature: every second point is left out until they do."""
    kept = tuple(one for one in strokes if one)[:MOST_STROKES]
    while sum(map(len, kept)) > MOST_POINTS:
        kept = tuple((*one[:-1:2], one[-1]) if len(one) > 1 else one for one in kept)
    return kept


def digest_of(words: Mapping[str, JsonValue]) -> str:
    """The hash of what is signed; what is empty counts for nothing, and so do spaces around it."""
    said = {name: _trim(value) for name, value in words.items()}
    kept = {name: value for name, value in said.items() if value not in ("", None, [])}
    return hashlib.sha256(to_canonical(kept)).hexdigest()


def _trim(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list | tuple):
        return [one for one in map(_trim, value) if one not in ("", None)]
    return value
