# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a screening came to, in one shape for a draft, a signed record and paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from casework.records import Screening
from forms.definition import FormDefinition
from forms.scoring import ScoringRules, ScreeningResult, in_language
from ui.missing_words import say_missing_note


@dataclass(frozen=True, slots=True)
class ScaleBand:
    """One band of the scale; `upper` is inclusive."""

    label: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One line of "why": an item, its answer, its points; `missing` when it has none."""

    label: str
    answer: str
    points: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """A score and how it came about.

    Attributes:
        score: exact decimal text; None when withheld.
        scale: bands from low to high; empty when the instrument is not at hand.
    """

    score: str | None
    band_label: str
    next_step: str
    caution: str
    lines: tuple[OutcomeLine, ...]
    missing_count: int
    scale: tuple[ScaleBand, ...] = ()


def outcome_of_result(
    result: ScreeningResult, definition: FormDefinition, language: str
) -> Outcome:
    """The outcome of a draft as it stands."""
    return Outcome(
        score=None if result.score is None else format(result.score, "f"),
        band_label=result.band_label,
        next_step=result.next_step,
        caution=result.caution,
        lines=_lines((one.label, one.answer, one.points, one.note) for one in result.trace),
        missing_count=len(result.missing),
        scale=_scale(definition.scoring, language),
    )


def outcome_of_record(screening: Screening, definition: FormDefinition | None) -> Outcome:
    """The outcome as it was signed."""
    rules = None if definition is None else definition.scoring
    return Outcome(
        score=screening.score,
        band_label=screening.band_label or "",
        next_step=screening.next_step,
        caution=screening.caution,
        lines=_lines((one.label, one.answer, one.points, one.note) for one in screening.trace),
        missing_count=len(screening.missing),
        scale=_scale(rules, screening.language),
    )


def _lines(trace: Iterable[tuple[str, str, str, str]]) -> tuple[OutcomeLine, ...]:
    return tuple(
        OutcomeLine(label, say_missing_note(note) if note else answer, points, bool(note))
        for label, answer, points, note in trace
    )


def _scale(rules: ScoringRules | None, language: str) -> tuple[ScaleBand, ...]:
    if rules is None or not rules.bands:
        return ()
    most = sum((max(points.values()) for points in rules.items.values()), Decimal(0))
    bands = [
        ScaleBand(
            in_language(band.label, language),
            band.lower,
            most if band.upper is None else band.upper,
        )
        for band in rules.bands
    ]
    return tuple(sorted(bands, key=lambda band: band.lower))
