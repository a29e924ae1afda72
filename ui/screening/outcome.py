# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a screening came to, in one shape for a draft, a signed record and paper."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casework.evidence import CutLine, Override, ScoreLine, SignedScore
from casework.records import Screening
from forms.definition import FormDefinition
from forms.evidence import NamedScore, highest_score, scores_of
from forms.scoring import CutResult, ScoredItem, ScoreResult, ScreeningResult, in_language
from ui.missing_words import say_missing_note
from ui.screening.evidence_words import say_adds


@dataclass(frozen=True, slots=True)
class ScaleBand:
    """One band of the scale; `upper` is inclusive."""

    label: str
    lower: Decimal
    upper: Decimal


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One line of "why": an item, its answer, its points; `missing` when it has none.

    Attributes:
        adds: what it adds to the score and by which rule; empty when that is its points.
    """

    label: str
    answer: str
    points: str
    missing: bool
    adds: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeCut:
    """The county's own cut beside the author's bands; `reached` None when withheld."""

    label: str
    at_least: str
    reached: bool | None
    decided: str


@dataclass(frozen=True, slots=True)
class OutcomeScore:
    """One of several scores.

    Attributes:
        summed_label: the band of the number alone, when a trip-wire lifted the result.
    """

    label: str
    score: str | None
    band_label: str
    summed_label: str
    withheld_reason: str
    missing_count: int
    cuts: tuple[OutcomeCut, ...]
    lines: tuple[OutcomeLine, ...]
    scale: tuple[ScaleBand, ...] = ()


@dataclass(frozen=True, slots=True)
class OutcomeAge:
    """The youth's age outside the ages the form was made for; None for no bound."""

    age: int
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A score and how it came about; the plain fields are those of the first score.

    Attributes:
        score: exact decimal text; None when withheld.
        scale: bands from low to high; empty when the instrument is not at hand.
        scores: every score; empty in a record signed before there were several.
        trip_wires: (the author's words or the item, the answer).
        clocks: suggested, and whether the worker took them up; None while not asked.
        age: only when it lies outside the form's range.
    """

    score: str | None
    band_label: str
    next_step: str
    caution: str
    lines: tuple[OutcomeLine, ...]
    missing_count: int
    scale: tuple[ScaleBand, ...] = ()
    withheld_reason: str = ""
    scores: tuple[OutcomeScore, ...] = ()
    trip_wires: tuple[tuple[str, str], ...] = ()
    clocks: tuple[tuple[str, bool | None], ...] = ()
    age: OutcomeAge | None = None
    accuracy: tuple[tuple[str, str], ...] = ()
    accuracy_note: str = ""
    override: Override | None = None


def plain_score(outcome: Outcome) -> OutcomeScore:
    """The one score of a record signed before there were several."""
    withheld = outcome.withheld_reason or ("" if outcome.score is not None else "too_many_missing")
    return OutcomeScore(
        label="",
        score=outcome.score,
        band_label=outcome.band_label,
        summed_label="",
        withheld_reason=withheld,
        missing_count=outcome.missing_count,
        cuts=(),
        lines=outcome.lines,
        scale=outcome.scale,
    )


def outcome_of_result(
    result: ScreeningResult, definition: FormDefinition, language: str
) -> Outcome:
    """The outcome of a draft as it stands."""
    rules = scores_of(definition.scoring, definition.evidence)
    scores = tuple(
        _score(one, named, definition, language)
        for one, named in zip(result.scores, rules, strict=True)
    )
    accuracy, age = definition.evidence.accuracy, result.age
    return Outcome(
        score=scores[0].score,
        band_label=result.band_label,
        next_step=result.next_step,
        caution=result.caution,
        lines=scores[0].lines,
        missing_count=len(result.missing),
        scale=scores[0].scale,
        withheld_reason=result.withheld_reason or "",
        scores=scores,
        trip_wires=tuple((one.label or one.item, one.answer) for one in result.trip_wires),
        clocks=tuple((one, None) for one in result.clocks),
        age=_age(age.age, age.least, age.most) if age is not None and age.is_outside else None,
        accuracy=tuple((one.name, one.value) for one in accuracy.measures) if accuracy else (),
        accuracy_note=in_language(accuracy.statement, language) if accuracy else "",
    )


def outcome_of_record(screening: Screening, definition: FormDefinition | None) -> Outcome:
    """The outcome as it was signed."""
    rules: tuple[NamedScore, ...] = ()
    if definition is not None:
        rules = scores_of(definition.scoring, definition.evidence)
    named = {one.name: one for one in rules}
    language, age = screening.language, screening.age
    scores = tuple(
        _score(one, named.get(one.name), definition, language) for one in screening.scores
    )
    return Outcome(
        score=screening.score,
        band_label=screening.band_label or "",
        next_step=screening.next_step,
        caution=screening.caution,
        lines=_lines(screening.trace),
        missing_count=len(screening.missing),
        scale=scores[0].scale if scores else _scale(rules[:1], definition, language),
        withheld_reason=screening.withheld_reason or "",
        scores=scores,
        trip_wires=tuple((one.label or one.item, one.answer) for one in screening.trip_wires),
        clocks=tuple((one.clock, one.taken) for one in screening.suggestions),
        age=_age(age.age, age.least, age.most) if age is not None and age.outside else None,
        accuracy=tuple(screening.accuracy.items()),
        accuracy_note=screening.accuracy_note,
        override=screening.override,
    )


def _age(age: int | None, least: int | None, most: int | None) -> OutcomeAge | None:
    return None if age is None else OutcomeAge(age, least, most)


def _score(
    one: ScoreResult | SignedScore,
    rules: NamedScore | None,
    definition: FormDefinition | None,
    language: str,
) -> OutcomeScore:
    if isinstance(one, SignedScore):
        score, summed = one.score, one.summed_band_label
    else:
        score = None if one.score is None else format(one.score, "f")
        summed = in_language(one.summed_band.label, language) if one.summed_band else ""
    return OutcomeScore(
        label=one.label,
        score=score,
        band_label=one.band_label,
        summed_label=summed if summed != one.band_label else "",
        withheld_reason=one.withheld_reason or "",
        missing_count=len(one.missing),
        cuts=tuple(_cut(cut) for cut in one.cuts),
        lines=_lines(one.trace),
        scale=_scale((rules,) if rules is not None else (), definition, language),
    )


def _cut(cut: CutResult | CutLine) -> OutcomeCut:
    at_least = cut.at_least if isinstance(cut.at_least, str) else format(cut.at_least, "f")
    day = cut.decided_on.isoformat() if cut.decided_on else ""
    decided = ", ".join(part for part in (cut.decided_by, day) if part)
    return OutcomeCut(cut.label, at_least, cut.reached, decided)


def _lines(trace: Iterable[ScoredItem | ScoreLine]) -> tuple[OutcomeLine, ...]:
    return tuple(
        OutcomeLine(
            one.label,
            say_missing_note(one.note) if one.note else one.answer,
            one.points,
            bool(one.note),
            "" if one.note else say_adds(one),
        )
        for one in trace
    )


def _scale(
    rules: Sequence[NamedScore], definition: FormDefinition | None, language: str
) -> tuple[ScaleBand, ...]:
    if not rules or not rules[0].bands or definition is None:
        return ()
    highest = highest_score(rules[0], definition.scoring)
    bands: list[ScaleBand] = []
    for band in sorted(rules[0].bands, key=lambda one: one.lower):
        upper = band.upper if band.upper is not None else max(highest or band.lower, band.lower)
        bands.append(ScaleBand(in_language(band.label, language), band.lower, upper))
    return tuple(bands)
