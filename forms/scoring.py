# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a score is made of and what it came to, so that it can be explained.

Invariants:
- Arithmetic is exact decimal; a band's bounds are inclusive and exact at the edge.
- An item without an answer, for whatever reason, never counts as zero in silence: it stands in the
  trace as missing, and too many of them withhold the score.
- A result indicates a level of concern. It never sets anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

TextByLanguage = dict[str, str]


class Band(BaseModel):
    """A named range of scores.

    Attributes:
        lower, upper: inclusive; `upper` None means no upper bound.
    """

    model_config = ConfigDict(frozen=True)

    name: str
    lower: Decimal
    upper: Decimal | None = None
    label: TextByLanguage
    next_step: TextByLanguage = {}


class ScoringRules(BaseModel):
    """How an instrument scores.

    Attributes:
        items: item name → stored choice → points.
        max_missing: with more scored items missing than this the score is withheld; None never.
    """

    model_config = ConfigDict(frozen=True)

    items: dict[str, dict[str, Decimal]] = Field(min_length=1)
    bands: tuple[Band, ...]
    max_missing: int | None = None
    caution: TextByLanguage = {}


@dataclass(frozen=True, slots=True)
class ScoredItem:
    """One line of the trace; numbers are exact decimal text.

    Attributes:
        points: of the answer; "–" when missing.
        note: the way of not answering, or "unanswered"; empty when answered.
        weight: of the term it stands in; `rule`: `sum`, `count` or `max`.
        adds: what it adds to the score; the score is the sum of these.
        group: name of the group it was reduced with, empty for a lone item.
    """

    path: str
    label: str
    answer: str
    points: str
    note: str
    weight: str = "1"
    rule: str = "sum"
    adds: str = "0"
    group: str = ""


@dataclass(frozen=True, slots=True)
class CutResult:
    """A county's own line and whether the score reaches it; None when the score is withheld."""

    label: str
    at_least: Decimal
    reached: bool | None
    decided_by: str = ""
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class TrippedWire:
    """An answer that lifts a result: the item, its answer, and the author's words for it."""

    path: str
    item: str
    answer: str
    label: str
    score: str
    band: str


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """What one score came to.

    Attributes:
        score: None when withheld.
        band: after trip-wires; `summed_band` is what the number alone gives.
        missing: paths of its items without an answer.
        withheld_reason: `too_many_missing`, `nothing_asked`, `gate_closed`, `gate_undecided`.
        cuts: the county's own, beside the author's bands.
    """

    name: str
    label: str
    score: Decimal | None
    band: Band | None
    band_label: str
    summed_band: Band | None
    missing: tuple[str, ...]
    withheld_reason: str | None
    trace: tuple[ScoredItem, ...]
    cuts: tuple[CutResult, ...] = ()
    max_missing: int | None = None


@dataclass(frozen=True, slots=True)
class AgeCheck:
    """The youth's age beside the ages the instrument was made for; `age` None when unknown."""

    age: int | None
    least: int | None
    most: int | None

    @property
    def is_outside(self) -> bool:
        """Whether the age is known and lies outside."""
        if self.age is None:
            return False
        below = self.least is not None and self.age < self.least
        return below or (self.most is not None and self.age > self.most)


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    """What a screening came to. The plain fields are those of the first score.

    Attributes:
        scores: every score, in the author's order.
        gate: `open`, `closed` or `undecided` (a gate question has no answer); None without a gate.
        clocks: suggested by the bands reached; a person starts them or does not.
        age: None when the instrument names no ages.
    """

    score: Decimal | None
    band: Band | None
    band_label: str
    caution: str
    next_step: str
    trace: tuple[ScoredItem, ...]
    missing: tuple[str, ...]
    withheld_reason: str | None
    scores: tuple[ScoreResult, ...] = ()
    trip_wires: tuple[TrippedWire, ...] = ()
    gate: Literal["open", "closed", "undecided"] | None = None
    clocks: tuple[str, ...] = ()
    age: AgeCheck | None = None


def find_band(rules: ScoringRules, score: Decimal) -> Band | None:
    """The band of a score under an instrument's rules."""
    return find_band_in(rules.bands, score)


def find_band_in(bands: Iterable[Band], score: Decimal) -> Band | None:
    """The first band that holds a score, bounds included."""
    for band in bands:
        if band.lower <= score and (band.upper is None or score <= band.upper):
            return band
    return None


def in_language(texts: TextByLanguage, language: str) -> str:
    """The text in a language, or in the first there is."""
    return texts.get(language) or next(iter(texts.values()), "")
