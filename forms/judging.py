# SPDX-License-Identifier: AGPL-3.0-or-later
"""Turning answers into scores: sums, counts and largest points, trip-wires, gate and cuts.

Invariants:
- A score is the exact sum of what its trace says each item adds, whatever order answers came in.
- A missing item adds nothing and is told apart from zero; too many of them withhold the score.
- A trip-wire lifts a band and never lowers one; the band the number alone gives is kept beside.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Context, Decimal, localcontext
from typing import Literal, NamedTuple, Protocol

from forms.answers import Answer, Missing
from forms.evidence import (
    NO_EVIDENCE,
    CountyCut,
    EvidenceRules,
    Gate,
    Method,
    NamedScore,
    Term,
    TripWire,
    scores_of,
)
from forms.scoring import (
    AgeCheck,
    Band,
    CutResult,
    ScoredItem,
    ScoreResult,
    ScoringRules,
    ScreeningResult,
    TrippedWire,
    find_band_in,
    in_language,
)

MISSING_POINTS = "–"
ZERO = Decimal(0)
EXACT = Context(prec=400)
"""More digits than points, weights and answers within the limits can ever make together."""


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


Asked = Mapping[str, Sequence[AskedItem]]
"""Relevant questions by name, in document order, one per instance of a repeat; a question that is
not relevant is not in it and counts neither as points nor as missing."""


class _Item(NamedTuple):
    item: AskedItem
    points: Decimal | None
    name: str


class Judgement(NamedTuple):
    """What a form is judged by and what was answered."""

    scoring: ScoringRules | None
    evidence: EvidenceRules
    asked: Asked
    language: str
    age: AgeCheck | None = None


def judge(given: Judgement) -> ScreeningResult | None:
    """Judge answers; None when the form has no score and no trip-wire."""
    rules = scores_of(given.scoring, given.evidence)
    if not rules:
        return None
    gate = _gate_state(given.evidence.gate, given.asked)
    wires = tuple(_tripped(given))
    with localcontext(EXACT):
        scores = tuple(_score(one, given, gate, wires) for one in rules)
    main, language = scores[0], given.language
    caution = given.scoring.caution if given.scoring is not None else {}
    reached = [one.band.name for one in scores if one.band is not None]
    clocks = [clock.value for name in reached for clock in given.evidence.clocks.get(name, ())]
    return ScreeningResult(
        score=main.score,
        band=main.band,
        band_label=main.band_label,
        caution=in_language(caution, language),
        next_step=in_language(main.band.next_step, language) if main.band else "",
        trace=main.trace,
        missing=main.missing,
        withheld_reason=main.withheld_reason,
        scores=scores,
        trip_wires=wires,
        gate=gate,
        clocks=tuple(dict.fromkeys(clocks)),
        age=given.age,
    )


def score_answers(
    rules: ScoringRules, asked: Mapping[str, AskedItem], language: str
) -> ScreeningResult:
    """Score the relevant items of plain rules, by name."""
    each = {name: (item,) for name, item in asked.items()}
    result = judge(Judgement(rules, NO_EVIDENCE, each, language))
    assert result is not None
    return result


def points_of(answer: Answer, weights: Mapping[str, Decimal]) -> Decimal | None:
    """Points of one answer: its choices', or the number itself; None without an answer."""
    match answer:
        case None | Missing():
            return None
        case tuple():
            return sum((weights.get(one, ZERO) for one in answer), ZERO)
        case bool():
            return None
        case int() | Decimal():
            return Decimal(answer)
        case _:
            return weights.get(str(answer), ZERO)


def _score(
    rules: NamedScore,
    given: Judgement,
    gate: Literal["open", "closed", "undecided"] | None,
    wires: Sequence[TrippedWire],
) -> ScoreResult:
    trace = tuple(line for term in rules.terms for line in _trace(term, given))
    missing = tuple(dict.fromkeys(one.path for one in trace if one.note))
    total = sum((Decimal(one.adds) for one in trace), ZERO)
    withheld = _withheld(rules, trace, missing, gate)
    summed = None if withheld else find_band_in(rules.bands, total)
    band = _lifted(summed, rules, wires)
    score = None if withheld else total
    return ScoreResult(
        name=rules.name,
        label=in_language(rules.label, given.language),
        score=score,
        band=band,
        band_label=in_language(band.label, given.language) if band else "",
        summed_band=summed,
        missing=missing,
        withheld_reason=withheld,
        trace=trace,
        cuts=tuple(_cut(one, score, given.language) for one in rules.cuts),
        max_missing=rules.max_missing,
    )


def _withheld(
    rules: NamedScore, trace: Sequence[ScoredItem], missing: Sequence[str], gate: str | None
) -> str | None:
    if not trace:
        return f"gate_{gate}" if gate in ("closed", "undecided") else "nothing_asked"
    if len(missing) == len({one.path for one in trace}):
        return "too_many_missing"
    if rules.max_missing is not None and len(missing) > rules.max_missing:
        return "too_many_missing"
    return None


def _trace(term: Term, given: Judgement) -> Iterator[ScoredItem]:
    """The lines of one term; what they add is exact and adds up to the term."""
    points = given.scoring.items if given.scoring is not None else {}
    items = [
        _Item(item, points_of(item.answer, points.get(name, {})), name)
        for name in term.questions
        for item in given.asked.get(name, ())
    ]
    known = [one.points for one in items if one.points is not None]
    largest = max(known, default=None)
    taken = False
    for one in items:
        number, note = ZERO, ""
        if one.points is None:
            way = one.item.answer
            note = way.value if isinstance(way, Missing) else "unanswered"
        elif term.method is Method.SUM:
            number = one.points
        elif term.method is Method.COUNT:
            least = term.at_least
            number = Decimal(one.points > 0 if least is None else one.points >= least)
        elif one.points == largest and not taken:
            number, taken = one.points, True
        yield ScoredItem(
            path=one.item.path,
            label=one.item.label,
            answer=one.item.answer_label,
            points=MISSING_POINTS if one.points is None else format(one.points, "f"),
            note=note,
            weight=format(term.weight, "f"),
            rule=term.method.value,
            adds=format(number * term.weight, "f"),
            group="" if term.questions == (term.item,) else term.item,
        )


def _lifted(summed: Band | None, rules: NamedScore, wires: Sequence[TrippedWire]) -> Band | None:
    names = {one.band for one in wires if one.score == rules.name}
    reached = [band for band in rules.bands if band.name in names]
    return max([*reached, *([summed] if summed else [])], key=_height, default=None)


def _height(band: Band) -> Decimal:
    return band.lower


def _cut(rules: CountyCut, score: Decimal | None, language: str) -> CutResult:
    return CutResult(
        label=in_language(rules.label, language),
        at_least=rules.at_least,
        reached=None if score is None else score >= rules.at_least,
        decided_by=rules.decided_by,
        decided_on=rules.decided_on,
    )


def _tripped(given: Judgement) -> Iterator[TrippedWire]:
    for wire in given.evidence.trip_wires:
        for item in given.asked.get(wire.question, ()):
            if _trips(wire, item.answer):
                yield TrippedWire(
                    path=item.path,
                    item=item.label,
                    answer=item.answer_label,
                    label=in_language(wire.label, given.language),
                    score=wire.score,
                    band=wire.band,
                )


def _trips(wire: TripWire, answer: Answer) -> bool:
    match answer:
        case None | Missing() | bool():
            return False
        case tuple():
            return wire.answer in answer
        case int() | Decimal():
            low, high = wire.at_least, wire.at_most
            inside = (low is None or answer >= low) and (high is None or answer <= high)
            return not wire.answer and inside
        case _:
            return bool(wire.answer) and str(answer) == wire.answer


def _gate_state(gate: Gate | None, asked: Asked) -> Literal["open", "closed", "undecided"] | None:
    if gate is None:
        return None
    counted, without = 0, 0
    for one in gate.questions:
        for item in asked.get(one.question, ()):
            answer = item.answer
            if answer is None or isinstance(answer, Missing):
                without += 1
            else:
                chosen = answer if isinstance(answer, tuple) else (str(answer),)
                counted += any(choice in one.answers for choice in chosen)
    if counted >= gate.needed:
        return "open"
    return "undecided" if counted + without >= gate.needed else "closed"
