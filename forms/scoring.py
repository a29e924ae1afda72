# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning answers into a score that can be explained.

Invariants:
- Arithmetic is exact decimal; a band's bounds are inclusive and exact at the edge.
- An item without an answer, for whatever reason, never counts as zero in silence: it stands in the
  trace as missing, and too many of them withhold the score.
- A result indicates a level of concern. It never sets anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pydantic import BaseModel, ConfigDict, Field

from forms.answers import Answer, Missing

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
    """One line of the trace; `points` is exact decimal text, "–" when missing."""

    path: str
    label: str
    answer: str
    points: str
    note: str


@dataclass(frozen=True, slots=True)
class ScreeningResult:
    """What a screening came to.

    Attributes:
        score: None when withheld.
        missing: paths of scored items without an answer.
        withheld_reason: "too_many_missing" or None.
    """

    score: Decimal | None
    band: Band | None
    band_label: str
    caution: str
    next_step: str
    trace: tuple[ScoredItem, ...]
    missing: tuple[str, ...]
    withheld_reason: str | None


class AskedItem(Protocol):
    """What scoring asks of a question."""

    @property
    def path(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def answer(self) -> Answer: ...
    @property
    def answer_label(self) -> str: ...


MISSING_POINTS = "–"


def score_answers(
    rules: ScoringRules, asked: Mapping[str, AskedItem], language: str
) -> ScreeningResult:
    """Score the relevant items.

    Args:
        rules: the instrument's rules.
        asked: relevant scored items by name, in document order; one that is not relevant is not
            in it and counts neither as points nor as missing.
        language: of labels and texts.
    """
    total = Decimal(0)
    trace: list[ScoredItem] = []
    missing: list[str] = []
    for name, item in asked.items():
        weights = rules.items[name]
        if item.answer is None or isinstance(item.answer, Missing):
            missing.append(item.path)
            note = item.answer.value if isinstance(item.answer, Missing) else "unanswered"
            trace.append(ScoredItem(item.path, item.label, item.answer_label, MISSING_POINTS, note))
            continue
        points = _points(item.answer, weights)
        total += points
        trace.append(ScoredItem(item.path, item.label, item.answer_label, str(points), ""))
    withheld = rules.max_missing is not None and len(missing) > rules.max_missing
    band = None if withheld else find_band(rules, total)
    return ScreeningResult(
        score=None if withheld else total,
        band=band,
        band_label=in_language(band.label, language) if band else "",
        caution=in_language(rules.caution, language),
        next_step=in_language(band.next_step, language) if band else "",
        trace=tuple(trace),
        missing=tuple(missing),
        withheld_reason="too_many_missing" if withheld else None,
    )


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


def _points(answer: Answer, weights: Mapping[str, Decimal]) -> Decimal:
    if isinstance(answer, tuple):
        return sum((weights.get(one, Decimal(0)) for one in answer), Decimal(0))
    return weights.get(str(answer), Decimal(0))
