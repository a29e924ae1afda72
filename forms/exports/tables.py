# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filled forms as tables: one row per filling, one table per repeat, and a code book.

Invariants: a row of a repeat names the row it belongs to (PARENT_KEY); why there is no answer
stands in a column of its own, never where an answer would; no table holds what is not relevant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

from forms.answers import Missing
from forms.definition import Control, FormDefinition, NodeSpec, Question
from forms.entry import text_of_answer
from forms.exports.filled import FilledForm, FilledNode
from forms.exports.labels import label_in

Cell: TypeAlias = str | int | Decimal
Row: TypeAlias = dict[str, Cell]

KEY: Final = "KEY"
PARENT_KEY: Final = "PARENT_KEY"
MISSING: Final = ":missing"
SOURCE: Final = ":source"
UNANSWERED: Final = "unanswered"
ANSWERS: Final = "answers"
CODE_BOOK: Final = "code_book"
CHOICES: Final = "choices"
KEPT: Final = "kept_answers"
_FACTS: Final = (
    "FORM_ID",
    "FORM_VERSION",
    "STARTED_AT",
    "SIGNED_AT",
    "SIGNED_BY",
    "SCORE",
    "BAND",
    "SCORE_WITHHELD",
    "DECIDED",
    "DECIDED_WHY",
    "DECIDED_BY",
)
_RESERVED: Final = frozenset({KEY, PARENT_KEY, *_FACTS, ANSWERS, CODE_BOOK, CHOICES, KEPT})
_NUMBERS: Final = frozenset({"int", "integer", "decimal"})


@dataclass(frozen=True)
class Table:
    """One table; every row has a cell for every column, empty where there is nothing."""

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass
class _Gathered:
    """What is gathered of one table: the columns it could have, and its rows."""

    columns: dict[str, None] = field(default_factory=dict)
    rows: list[Row] = field(default_factory=list)


def make_tables(forms: Sequence[FilledForm]) -> tuple[Table, ...]:
    """Tables of several fillings of one instrument: answers, one per repeat, code book, choices.

    Answers kept from other versions of the form have a table of their own when there are any.

    Versions may differ: a column is there when any of them has the question.
    """
    gathered: dict[str, _Gathered] = {ANSWERS: _Gathered()}
    gathered[ANSWERS].columns.update(dict.fromkeys((KEY, *_FACTS)))
    versions = {(one.definition.form_id, one.definition.version): one.definition for one in forms}
    for form in forms:
        gathered[ANSWERS].columns.update(dict.fromkeys(name for name, _ in _further_scores(form)))
    for definition in versions.values():
        _gather_columns(definition, gathered)
    for form in forms:
        row: Row = dict(zip(_FACTS, _facts(form), strict=True)) | dict(_further_scores(form))
        _gather_row(_Place(form, gathered, form.instance_id), form.root, row)
    tables = [_table_of(name, found) for name, found in gathered.items()]
    return (*tables, *_kept_aside(forms), *_describe(tuple(versions.values())))


@dataclass(frozen=True)
class _Place:
    """Where rows are being gathered: below which row of which filling."""

    form: FilledForm
    gathered: dict[str, _Gathered]
    key: str
    parent: str = ""

    def within(self, node: FilledNode) -> "_Place":
        """The place of an instance of a repeat."""
        below = node.place[len(self.form.definition.root) :]
        return _Place(self.form, self.gathered, self.form.instance_id + below, self.key)


def _gather_columns(definition: FormDefinition, gathered: dict[str, _Gathered]) -> None:
    for spec in definition.nodes.values():
        columns = gathered.setdefault(_table_name(definition, spec), _Gathered()).columns
        if spec.is_repeat:
            columns.update(dict.fromkeys((PARENT_KEY, KEY)))
        elif _holds_data(definition, spec):
            name = _column(definition, spec)
            columns.update(dict.fromkeys((name, name + MISSING, name + SOURCE)))


def _gather_row(place: _Place, node: FilledNode, row: Row) -> None:
    row[KEY] = place.key
    if place.parent:
        row[PARENT_KEY] = place.parent
    place.gathered[_table_name(place.form.definition, node.spec)].rows.append(row)
    _fill_row(place, node, row)


def _fill_row(place: _Place, node: FilledNode, row: Row) -> None:
    definition = place.form.definition
    for child in node.children:
        if child.spec.is_repeat:
            _gather_row(place.within(child), child, {})
        elif not child.spec.is_leaf:
            _fill_row(place, child, row)
        elif _holds_data(definition, child.spec):
            name = _column(definition, child.spec)
            row[name] = _cell(definition, child)
            row[name + MISSING] = _why_missing(definition, child)
            row[name + SOURCE] = child.source


def _table_of(name: str, found: _Gathered) -> Table:
    """Columns that only ever explain are left out when nothing is to be explained."""
    header = tuple(
        column
        for column in found.columns
        if not column.endswith((MISSING, SOURCE)) or any(row.get(column) for row in found.rows)
    )
    rows = tuple(tuple(row.get(column, "") for column in header) for row in found.rows)
    return Table(name, header, rows)


def _facts(form: FilledForm) -> Iterator[Cell]:
    result = form.result
    yield form.definition.form_id
    yield form.definition.version
    yield form.started_at.isoformat(timespec="seconds") if form.started_at else ""
    yield form.signed_at.isoformat(timespec="seconds") if form.signed_at else ""
    yield form.signed_by
    yield result.score if result is not None and result.score is not None else ""
    yield result.band_label if result is not None else ""
    yield (result.withheld_reason or "") if result is not None else ""
    decided = form.decided
    yield from ("", "", "") if decided is None else (decided.label, decided.reason, decided.by)


def _further_scores(form: FilledForm) -> Iterator[tuple[str, Cell]]:
    """Every score but the first, in columns of its own; a colon is in no question's name."""
    for one in form.result.scores[1:] if form.result is not None else ():
        yield f"SCORE:{one.name}", one.score if one.score is not None else ""
        yield f"BAND:{one.name}", one.band_label
        yield f"SCORE_WITHHELD:{one.name}", one.withheld_reason or ""


def _holds_data(definition: FormDefinition, spec: NodeSpec) -> bool:
    if not spec.is_leaf or spec.name.startswith("@"):
        return False
    if spec.path in (f"{definition.root}/meta/instanceID", f"{definition.root}/meta/audit"):
        return False
    question = definition.questions.get(spec.path)
    return question is None or question.control is not Control.NOTE


def _column(definition: FormDefinition, spec: NodeSpec) -> str:
    """Groups and name; neither slash nor colon can stand in a name, so no two are the same."""
    below = spec.path[len(spec.repeats[-1] if spec.repeats else definition.root) + 1 :]
    return f"./{below}" if below in _RESERVED else below


def _table_name(definition: FormDefinition, spec: NodeSpec) -> str:
    if not spec.repeats:
        return ANSWERS
    below = spec.repeats[-1][len(definition.root) + 1 :]
    return f"./{below}" if below in _RESERVED else below


def _cell(definition: FormDefinition, node: FilledNode) -> Cell:
    answer = node.answer
    if answer is None or isinstance(answer, Missing):
        return ""
    if isinstance(answer, int | Decimal):
        return answer
    bind = definition.binds.get(node.spec.path)
    if bind is not None and bind.datatype in _NUMBERS and isinstance(answer, str):
        return _number(answer)
    return text_of_answer(answer)


def _number(text: str) -> Cell:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    return number if number.is_finite() else text


def _why_missing(definition: FormDefinition, node: FilledNode) -> str:
    if node.missing is not None:
        return node.missing.value
    question = definition.questions.get(node.spec.path)
    if question is not None and question.allows_missing and node.answer is None:
        return UNANSWERED
    return ""


def _kept_aside(forms: Sequence[FilledForm]) -> Iterator[Table]:
    rows = tuple(
        (form.instance_id, one.version, one.path, one.label, one.answer)
        for form in forms
        for one in form.aside
    )
    if rows:
        yield Table(KEPT, (KEY, "FORM_VERSION", "path", "label", "answer"), rows)


def _describe(definitions: Sequence[FormDefinition]) -> tuple[Table, Table]:
    """The code book and the choices, of the last version in which each column stands."""
    languages = tuple(dict.fromkeys(one for each in definitions for one in each.languages))
    entries: dict[tuple[str, str], tuple[Cell, ...]] = {}
    choices: dict[tuple[str, str, str], tuple[Cell, ...]] = {}
    for definition in definitions:
        for path, spec in definition.nodes.items():
            if not _holds_data(definition, spec):
                continue
            table, column = _table_name(definition, spec), _column(definition, spec)
            question = definition.questions.get(path)
            entries[table, column] = (
                table,
                column,
                path,
                _kind(definition, spec, question),
                *(label_in(question.label, one) if question else "" for one in languages),
            )
            for value, labels in _choices_of(question, languages):
                choices[table, column, value] = (table, column, value, *labels)
    labels = tuple(f"label::{one}" for one in languages)
    return (
        Table(CODE_BOOK, ("table", "column", "path", "type", *labels), tuple(entries.values())),
        Table(CHOICES, ("table", "column", "value", *labels), tuple(choices.values())),
    )


def _kind(definition: FormDefinition, spec: NodeSpec, question: Question | None) -> str:
    if question is not None:
        return question.control.value
    bind = definition.binds.get(spec.path)
    if bind is None:
        return "hidden"
    return "calculate" if bind.calculate is not None else "hidden"


def _choices_of(
    question: Question | None, languages: Sequence[str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    if question is None or question.choices is None:
        return
    for one in question.choices.items:
        yield one.value, tuple(label_in(one.label, language) for language in languages)
