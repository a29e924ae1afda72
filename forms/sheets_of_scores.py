# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading how an instrument scores: points, several scores, their terms, bands and county cuts.

Every score the items can reach must fall into exactly one band of a score that has bands.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from forms.convert import Row
from forms.definition import Control
from forms.evidence import MAIN_SCORE, CountyCut, Method, NamedScore, Term
from forms.scoring import Band, ScoringRules
from forms.sheets import Sheets, by_language

MOST_SCORES = 100_000
MOST_CHOICES = 12
"""Of a question with several answers, above which its sums are not tried one by one."""
NUMBERS = frozenset({Control.INTEGER, Control.DECIMAL, Control.RANGE})
Points = Mapping[str, Mapping[str, Decimal]]


def read_points(sheets: Sheets) -> dict[str, dict[str, Decimal]]:
    """Points by question and choice; every choice of a question named must have some."""
    found: dict[str, dict[str, Decimal]] = {}
    for row in sheets.rows("scoring"):
        name, answer = row.get("name", ""), row.get("answer", "")
        question = sheets.questions.get(name)
        if question is None or question.choices is None:
            what = f"“{name}” is not a question with choices of this form."
            sheets.wrong("scoring", row, "name", what)
        elif answer not in sheets.choices_of(question):
            sheets.wrong("scoring", row, "answer", f"“{name}” has no choice “{answer}”.")
        elif answer in found.get(name, {}):
            what = f"“{name}” has points for “{answer}” twice."
            sheets.wrong("scoring", row, "answer", what, "Keep one of them.")
        elif "points" not in row:
            sheets.wrong("scoring", row, "points", "Points are missing.", "Write 0 for none.")
        else:
            points = sheets.number("scoring", row, "points")
            if points is not None:
                found.setdefault(name, {})[answer] = points
    for row in sheets.rows("scoring"):
        name = row.get("name", "")
        question = sheets.questions.get(name)
        if question is None or name not in found or question.choices is None:
            continue
        left = [one.value for one in question.choices.items if one.value not in found[name]]
        if left and not sheets.problems:
            what = f"“{name}” has no points for its choice “{left[0]}”; 0 must be written too."
            sheets.wrong("scoring", row, "name", what)
    return found


def read_scores(sheets: Sheets, points: Points) -> tuple[NamedScore, ...]:
    """The named scores; none when there is no sheet `scores`."""
    rows = sheets.rows("scores")
    names = [row.get("score", "") for row in rows]
    for sheet in ("item_rules", "bands", "county_cuts", "trip_wires"):
        for row in sheets.rows(sheet):
            known = names or [MAIN_SCORE]
            if row.get("score", known[0]) not in known:
                sheets.wrong(sheet, row, "score", f"There is no score “{row['score'][:40]}”.")
    found: list[NamedScore] = []
    for row in rows:
        name = row.get("score", "")
        if not name or names.count(name) > 1:
            sheets.wrong("scores", row, "score", "A score needs a name of its own.")
            continue
        terms = tuple(_read_terms(sheets, name, names[0], points))
        if not terms:
            what = f"The score “{name}” is made of nothing."
            sheets.wrong("scores", row, "score", what, "Add rows to the sheet item_rules.")
            continue
        found.append(
            NamedScore(
                name=name,
                label=by_language(row, "label"),
                terms=terms,
                bands=tuple(_read_bands(sheets, name, names[0])),
                max_missing=sheets.whole("scores", row, "max_missing"),
                cuts=tuple(_read_cuts(sheets, name, names[0])),
            )
        )
    for one in found:
        _check_bands(sheets, one, points)
    return tuple(found)


def read_scoring(
    sheets: Sheets, points: Mapping[str, dict[str, Decimal]], scores: tuple[NamedScore, ...]
) -> ScoringRules | None:
    """The plain scoring: points of every choice, and the bands of the first score."""
    if not points:
        return None
    caution = by_language(sheets.note("caution"), "text")
    if scores:
        return ScoringRules(
            items=dict(points),
            bands=scores[0].bands,
            max_missing=scores[0].max_missing,
            caution=caution,
        )
    note = sheets.note("max_missing")
    plain = ScoringRules(
        items=dict(points),
        bands=tuple(_read_bands(sheets, MAIN_SCORE, MAIN_SCORE)),
        max_missing=sheets.whole("score_notes", note, "value"),
        caution=caution,
    )
    terms = tuple(Term(item=name, questions=(name,)) for name in points)
    _check_bands(sheets, NamedScore(name=MAIN_SCORE, terms=terms, bands=plain.bands), points)
    return plain


def _of_score(sheets: Sheets, sheet: str, score: str, first: str) -> Iterator[Row]:
    """Rows about a score; a row that names none is about the first."""
    return (row for row in sheets.rows(sheet) if row.get("score", first) == score)


def _read_terms(sheets: Sheets, score: str, first: str, points: Points) -> Iterator[Term]:
    for row in _of_score(sheets, "item_rules", score, first):
        item = row.get("item", "")
        names = _scored_names(sheets, item, points)
        if not names:
            what = (
                f"“{item[:40]}” is neither a question with points or a number, nor a group of such."
            )
            sheets.wrong("item_rules", row, "item", what)
            continue
        written = row.get("rule", Method.SUM.value)
        if written not in set(Method):
            what = f"“{written[:40]}” is not a rule."
            sheets.wrong("item_rules", row, "rule", what, "Write sum, count or max.")
            continue
        weight = sheets.number("item_rules", row, "weight")
        yield Term(
            item=item,
            questions=names,
            method=Method(written),
            weight=Decimal(1) if weight is None else weight,
            at_least=sheets.number("item_rules", row, "at_least"),
        )


def _scored_names(sheets: Sheets, item: str, points: Points) -> tuple[str, ...]:
    names = (item,) if item in sheets.questions else sheets.within(item)
    return tuple(
        name for name in names if name in points or sheets.questions[name].control in NUMBERS
    )


def _read_bands(sheets: Sheets, score: str, first: str) -> Iterator[Band]:
    for row in _of_score(sheets, "bands", score, first):
        lower = sheets.number("bands", row, "lower")
        if "name" not in row or "lower" not in row:
            what = "A band needs a name and a lower bound that is a number."
            sheets.wrong("bands", row, "lower" if "name" in row else "name", what)
        elif lower is not None:
            yield Band(
                name=row["name"],
                lower=lower,
                upper=sheets.number("bands", row, "upper"),
                label=by_language(row, "label"),
                next_step=by_language(row, "next_step"),
            )


def _read_cuts(sheets: Sheets, score: str, first: str) -> Iterator[CountyCut]:
    for row in _of_score(sheets, "county_cuts", score, first):
        at_least = sheets.number("county_cuts", row, "at_least")
        if "at_least" not in row:
            sheets.wrong("county_cuts", row, "at_least", "A cut needs the number it starts at.")
        elif at_least is not None:
            yield CountyCut(
                at_least=at_least,
                label=by_language(row, "label"),
                decided_by=row.get("decided_by", ""),
                decided_on=sheets.day("county_cuts", row, "decided_on"),
            )


def _check_bands(sheets: Sheets, score: NamedScore, points: Points) -> None:
    """Every score that can be reached falls into exactly one band."""
    reachable = _reachable(sheets, score, points) if score.bands else None
    for number in sorted(reachable or ()):
        held = [
            band
            for band in score.bands
            if band.lower <= number and (band.upper is None or number <= band.upper)
        ]
        if len(held) != 1:
            row = next(_of_score(sheets, "bands", score.name, score.name), Row())
            what = f"A score of {number} falls into no band."
            mend = "Close the gap between bands."
            if held:
                what = f"A score of {number} falls into both “{held[0].name}” and “{held[1].name}”."
                mend = "Let each band begin above the one before."
            sheets.wrong("bands", row, "lower", what, mend)
            return


def _reachable(sheets: Sheets, score: NamedScore, points: Points) -> set[Decimal] | None:
    """Every score that answers can make; None when there are too many to try."""
    sums = {Decimal(0)}
    for term in score.terms:
        made = _numbers_of(sheets, term, points)
        if made is None:
            return None
        for numbers in made:
            sums = {total + number * term.weight for total in sums for number in numbers}
            if len(sums) > MOST_SCORES:
                return None
    return sums


def _numbers_of(sheets: Sheets, term: Term, points: Points) -> list[set[Decimal]] | None:
    """For each addend of a term, what it can be; one left without an answer adds nothing."""
    each: list[set[Decimal]] = []
    for name in term.questions:
        question = sheets.questions[name]
        values = points.get(name)
        if values is None or "[" in question.path:
            return None
        several = question.control is not Control.SELECT_ONE
        if several and len(values) > MOST_CHOICES:
            return None
        each.append(_sums(values.values()) if several else {Decimal(0), *values.values()})
    match term.method:
        case Method.SUM:
            return each
        case Method.COUNT:
            return [{Decimal(0), Decimal(1)} for _ in each]
        case Method.MAX:
            return [set().union(*each)]


def _sums(values: Iterable[Decimal]) -> set[Decimal]:
    sums = {Decimal(0)}
    for one in values:
        sums |= {total + one for total in sums}
    return sums
