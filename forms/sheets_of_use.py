# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading what surrounds the scores: trip-wires, gate, licence, training, accuracy and ages."""

from collections.abc import Iterator
from typing import get_args

from forms.convert import Row
from forms.evidence import (
    MAIN_SCORE,
    Accuracy,
    Ages,
    EvidenceRules,
    Gate,
    GateQuestion,
    Licence,
    Measure,
    NamedScore,
    SuggestedClock,
    Training,
    TripWire,
)
from forms.sheets import Sheets, by_language
from forms.sheets_of_scores import NUMBERS

LICENCE_KEYS = frozenset({"holder", "valid_from", "valid_until", "agencies", "roles", "statement"})
MEASURES = frozenset(get_args(Measure.model_fields["name"].annotation))


def read_use(sheets: Sheets, scores: tuple[NamedScore, ...]) -> EvidenceRules:
    """Everything but the plain scoring."""
    first = scores[0].name if scores else MAIN_SCORE
    return EvidenceRules(
        scores=scores,
        trip_wires=tuple(_read_trip_wires(sheets, first)),
        gate=_read_gate(sheets),
        licence=_read_licence(sheets),
        trainings=tuple(_read_trainings(sheets)),
        accuracy=_read_accuracy(sheets),
        ages=_read_ages(sheets),
        clocks=dict(_read_clocks(sheets)),
    )


def _read_trip_wires(sheets: Sheets, first: str) -> Iterator[TripWire]:
    bands = {(row.get("score", first), row.get("name")) for row in sheets.rows("bands")}
    for row in sheets.rows("trip_wires"):
        name, answer, score = row.get("name", ""), row.get("answer", ""), row.get("score", first)
        question = sheets.questions.get(name)
        low = sheets.number("trip_wires", row, "at_least")
        high = sheets.number("trip_wires", row, "at_most")
        if question is None:
            sheets.wrong("trip_wires", row, "name", f"There is no question “{name[:40]}”.")
        elif answer and answer not in sheets.choices_of(question):
            what = f"“{name}” has no choice “{answer[:40]}”."
            sheets.wrong("trip_wires", row, "answer", what)
        elif not answer and (question.control not in NUMBERS or (low is None and high is None)):
            what = "A trip-wire needs the answer, or the number, that trips it."
            sheets.wrong("trip_wires", row, "answer", what)
        elif (score, row.get("band")) not in bands:
            what = f"“{row.get('band', '')[:40]}” is not a band of the score."
            sheets.wrong("trip_wires", row, "band", what)
        else:
            yield TripWire(
                question=name,
                answer=answer,
                at_least=low,
                at_most=high,
                score=score,
                band=row["band"],
                label=by_language(row, "label"),
            )


def _read_gate(sheets: Sheets) -> Gate | None:
    rows = sheets.rows("gate")
    if not rows:
        return None
    answers: dict[str, list[str]] = {}
    opens = tuple(dict.fromkeys(name for row in rows for name in row.get("opens", "").split()))
    behind = {name for group in opens for name in sheets.within(group)}
    for row in rows:
        name, answer = row.get("name", ""), row.get("answer", "")
        question = sheets.questions.get(name)
        if question is None or answer not in sheets.choices_of(question):
            what = f"“{name[:40]}” has no choice “{answer[:40]}”."
            sheets.wrong("gate", row, "answer" if question else "name", what)
        elif name in behind:
            what = f"“{name}” stands behind the gate that it opens."
            sheets.wrong("gate", row, "name", what, "Move it before the groups it opens.")
        else:
            answers.setdefault(name, []).append(answer)
        for group in row.get("opens", "").split():
            if group not in sheets.groups:
                sheets.wrong("gate", row, "opens", f"There is no group “{group[:40]}”.")
    if not opens:
        what = "The gate opens nothing."
        sheets.wrong("gate", rows[0], "opens", what, "Name the groups behind it.")
    note = sheets.note("gate_needed")
    needed = sheets.whole("score_notes", note, "value")
    if sheets.problems:
        return None
    asked = tuple(GateQuestion(question=n, answers=tuple(a)) for n, a in answers.items())
    if needed is not None and not 1 <= needed <= len(asked):
        what = f"The gate can never need {needed} of its {len(asked)} questions."
        sheets.wrong("score_notes", note, "value", what)
        return None
    return Gate(questions=asked, opens=opens, needed=needed or 1)


def _read_licence(sheets: Sheets) -> Licence | None:
    rows = {row.get("key", ""): row for row in sheets.rows("license")}
    for key, row in rows.items():
        if key not in LICENCE_KEYS:
            what = f"“{key[:40]}” is not known."
            sheets.wrong("license", row, "key", what, f"Use {', '.join(sorted(LICENCE_KEYS))}.")
    if not rows:
        return None

    def words(key: str) -> tuple[str, ...]:
        return tuple(rows.get(key, Row()).get("value", "").split())

    return Licence(
        holder=rows.get("holder", Row()).get("value", ""),
        starts=sheets.day("license", rows.get("valid_from", Row()), "value"),
        ends=sheets.day("license", rows.get("valid_until", Row()), "value"),
        agencies=words("agencies"),
        roles=words("roles"),
        statement=by_language(rows.get("statement", Row()), "text"),
    )


def _read_trainings(sheets: Sheets) -> Iterator[Training]:
    for row in sheets.rows("training"):
        if "code" not in row:
            sheets.wrong("training", row, "code", "A training needs a code.")
            continue
        months = sheets.whole("training", row, "months")
        yield Training(code=row["code"], label=by_language(row, "label"), months=months)


def _read_accuracy(sheets: Sheets) -> Accuracy | None:
    measures: list[Measure] = []
    statement: dict[str, str] = {}
    rows = sheets.rows("accuracy")
    for row in rows:
        key = row.get("key", "")
        if key == "statement":
            statement = by_language(row, "text")
        elif key in MEASURES and row.get("value"):
            measures.append(Measure.model_validate({"name": key, "value": row["value"]}))
        else:
            what = f"“{key[:40]}” is no figure with a value."
            mend = f"Use statement, {', '.join(sorted(MEASURES))}."
            sheets.wrong("accuracy", row, "key", what, mend)
    return Accuracy(measures=tuple(measures), statement=statement) if rows else None


def _read_ages(sheets: Sheets) -> Ages | None:
    least, most = sheets.note("age_from"), sheets.note("age_to")
    if not least and not most:
        return None
    ages = Ages(
        least=sheets.whole("score_notes", least, "value"),
        most=sheets.whole("score_notes", most, "value"),
    )
    if ages.least is not None and ages.most is not None and ages.least > ages.most:
        sheets.wrong("score_notes", most, "value", "The ages end before they begin.")
    return ages


def _read_clocks(sheets: Sheets) -> Iterator[tuple[str, tuple[SuggestedClock, ...]]]:
    for row in sheets.rows("bands"):
        written = row.get("clocks", "").split()
        unknown = [one for one in written if one not in set(SuggestedClock)]
        if unknown:
            mend = f"Use {', '.join(SuggestedClock)}."
            sheets.wrong("bands", row, "clocks", f"“{unknown[0][:40]}” is not a clock.", mend)
        elif written and "name" in row:
            yield row["name"], tuple(SuggestedClock(one) for one in written)
