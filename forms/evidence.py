# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makes a form evidence: several scores, trip-wires, gate, cuts, and who may use it.

Invariants: all of it is data of the pack and stands under its hash; arithmetic is exact decimal;
an author's band and a county's own cut are kept apart and are never merged.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from forms.scoring import Band, ScoringRules, TextByLanguage

MAIN_SCORE = "score"
"""The name of the only score of an instrument that does not name its scores."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True)


class Method(StrEnum):
    """How the items of a term become one number."""

    SUM = "sum"
    COUNT = "count"
    MAX = "max"


class SuggestedClock(StrEnum):
    """A legal deadline a result may suggest; a person starts it or does not.

    Sources: PC 11165.9 and 11166 (mandated report), 11166(j)(2) (police), 11166(j)(3) (missing).
    """

    MANDATED_REPORT = "mandated_report"
    POLICE_24H = "police_24h"
    MISSING_24H = "missing_24h"
    TEAM_MEETING = "team_meeting"


class Term(_Rule):
    """A part of a score: one question, or the questions of a group reduced to one number.

    Attributes:
        item: name of the question or group as the author wrote it.
        questions: names of the questions it stands for.
        weight: multiplies the term's number.
        at_least: with COUNT, points from which an item counts; None for any above 0.
    """

    item: str
    questions: tuple[str, ...] = Field(min_length=1)
    method: Method = Method.SUM
    weight: Decimal = Decimal(1)
    at_least: Decimal | None = None


class CountyCut(_Rule):
    """The county's own line, kept beside the author's bands.

    Attributes:
        at_least: inclusive.
        decided_by: who in the county decided it.
    """

    at_least: Decimal
    label: TextByLanguage
    decided_by: str = ""
    decided_on: date | None = None


class NamedScore(_Rule):
    """One of an instrument's scores: a weighted sum of terms.

    Attributes:
        max_missing: with more of its items missing than this it is withheld; None never.
    """

    name: str
    label: TextByLanguage = {}
    terms: tuple[Term, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = ()
    max_missing: int | None = None
    cuts: tuple[CountyCut, ...] = ()


class TripWire(_Rule):
    """One answer that lifts the result whatever the sum.

    Attributes:
        question: name of the question.
        answer: the choice that trips it; empty when a number does.
        at_least, at_most: inclusive bounds of a number that trips it.
        score: name of the score it lifts.
        band: name of the band it lifts to, when the sum gives a lower one.
    """

    question: str
    answer: str = ""
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    score: str
    band: str
    label: TextByLanguage = {}


class GateQuestion(_Rule):
    """A question of the gate and the choices that count towards opening."""

    question: str
    answers: tuple[str, ...] = Field(min_length=1)


class Gate(_Rule):
    """A few questions that decide whether the full form opens.

    Attributes:
        opens: names of the groups behind the gate.
        needed: how many gate questions must be answered so that they count.
    """

    questions: tuple[GateQuestion, ...] = Field(min_length=1)
    opens: tuple[str, ...] = Field(min_length=1)
    needed: int = 1


class Licence(_Rule):
    """Under which licence an instrument is used.

    Attributes:
        starts, ends: first and last day on which a screening may be started.
        agencies, roles: kinds of agency and legal roles that may use it; empty for all.
    """

    holder: str = ""
    starts: date | None = None
    ends: date | None = None
    agencies: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    statement: TextByLanguage = {}


class Training(_Rule):
    """A training whoever uses the instrument must hold.

    Attributes:
        months: how long it holds; None without an end.
    """

    code: str
    label: TextByLanguage = {}
    months: int | None = None


class Measure(_Rule):
    """One stated figure of accuracy, e.g. `ppv` 20.2 percent; the value is text as published."""

    name: Literal["sensitivity", "specificity", "ppv", "npv", "sample", "agreement"]
    value: str


class Accuracy(_Rule):
    """What the instrument's author states about how often it is right."""

    measures: tuple[Measure, ...] = ()
    statement: TextByLanguage = {}


class Ages(_Rule):
    """The ages an instrument was made for, both inclusive; None for no bound."""

    least: int | None = None
    most: int | None = None

    def holds(self, age: int) -> bool:
        """Whether an age in full years lies in the range."""
        return (self.least is None or age >= self.least) and (self.most is None or age <= self.most)


class EvidenceRules(_Rule):
    """Everything of a pack beyond the form and its plain scoring.

    Attributes:
        clocks: suggested clocks by name of the band that suggests them.
    """

    scores: tuple[NamedScore, ...] = ()
    trip_wires: tuple[TripWire, ...] = ()
    gate: Gate | None = None
    licence: Licence | None = None
    trainings: tuple[Training, ...] = ()
    accuracy: Accuracy | None = None
    ages: Ages | None = None
    clocks: dict[str, tuple[SuggestedClock, ...]] = {}


NO_EVIDENCE = EvidenceRules()


def scores_of(scoring: ScoringRules | None, evidence: EvidenceRules) -> tuple[NamedScore, ...]:
    """The scores of an instrument; one that names none has one, the sum of its scored items."""
    if evidence.scores or scoring is None:
        return evidence.scores
    terms = tuple(Term(item=name, questions=(name,)) for name in scoring.items)
    return (
        NamedScore(
            name=MAIN_SCORE, terms=terms, bands=scoring.bands, max_missing=scoring.max_missing
        ),
    )


def highest_score(score: NamedScore, scoring: ScoringRules | None) -> Decimal | None:
    """The largest a score can be; None when numbers without a bound count in it."""
    points = scoring.items if scoring is not None else {}
    total = Decimal(0)
    for term in score.terms:
        most = [max(points[name].values()) for name in term.questions if name in points]
        if len(most) < len(term.questions):
            return None
        match term.method:
            case Method.SUM:
                best = sum(most, Decimal(0))
            case Method.COUNT:
                best = Decimal(len(most))
            case Method.MAX:
                best = max(most)
        total += best * term.weight
    return total


def full_years(birth_date: date, day: date) -> int:
    """Age in full years on a day."""
    before = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before


def judged_questions(scoring: ScoringRules | None, evidence: EvidenceRules) -> frozenset[str]:
    """Names of every question that a score, a trip-wire or the gate reads."""
    scored = (
        name
        for score in scores_of(scoring, evidence)
        for term in score.terms
        for name in term.questions
    )
    wires = (one.question for one in evidence.trip_wires)
    gate = (one.question for one in evidence.gate.questions) if evidence.gate else ()
    return frozenset((*scored, *wires, *gate))
