# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare form check` and `form fill`: a form without the window, for authors and scripts."""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from desktop.export_commands import (
    add_export_options,
    add_export_parser,
    describe_entities,
    export_filled,
)
from forms.answers import SOURCE_MARK, decode_source, encode_answer
from forms.apart import build_pack_apart, check_form_apart
from forms.check import CheckReport
from forms.entry import read_answer
from forms.errors import AnswerTypeError, FormError
from forms.pack import load_definition
from forms.scoring import ScoreResult
from forms.session import Session


def add_form_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add the `form` commands."""
    form = commands.add_parser("form", help="check or fill a form file")
    steps = form.add_subparsers(dest="step", required=True)
    check = steps.add_parser("check", help="say what a form is and everything wrong with it")
    check.add_argument("file", type=Path, help="XLSForm (.xlsx, .xls) or XForm (.xml)")
    check.set_defaults(run=run_check)
    fill = steps.add_parser("fill", help="fill a form from a file of answers, in document order")
    fill.add_argument("file", type=Path, help="XLSForm (.xlsx, .xls) or XForm (.xml)")
    fill.add_argument(
        "--answers",
        type=Path,
        required=True,
        help='JSON object of answers by path or name; {"missing": "declined"} for none; '
        "NAME#source for where an answer comes from",
    )
    fill.add_argument("--xml", type=Path, help="write the filled instance here")
    add_export_options(fill)
    fill.set_defaults(run=run_fill)
    add_export_parser(steps)


def run_check(arguments: argparse.Namespace) -> int:
    """Print what a form is and its problems; 0 when it is usable, else 1."""
    content = _read(arguments.file)
    report = check_form_apart(content, arguments.file.name)
    for line in _describe(report):
        sys.stdout.write(line + "\n")
    return 0 if report.is_usable else 1


def run_fill(arguments: argparse.Namespace) -> int:
    """Fill a form and print values, relevance, validity and scores as JSON; 1 when not valid."""
    definition = load_definition(build_pack_apart(_read(arguments.file), arguments.file.name))
    filled = Session(definition, today=datetime.now(UTC).astimezone().date())
    refused = _fill(filled, _read_answers(arguments.answers))
    problems = dict(filled.problems()) | refused
    result = filled.result()
    shown: dict[str, JsonValue] = {
        "form_id": definition.form_id,
        "version": definition.version,
        "values": {path: encode_answer(one) for path, one in filled.relevant_answers().items()},
        "relevance": {path: filled.is_relevant(path) for path in definition.questions},
        "validity": {path: problems.get(path) for path in definition.questions},
        "scores": None
        if result is None
        else {
            "score": None if result.score is None else str(result.score),
            "band": result.band.name if result.band else None,
            "band_label": result.band_label,
            "withheld_reason": result.withheld_reason,
            "missing": list(result.missing),
            "trace": [
                {"path": one.path, "answer": one.answer, "points": one.points, "note": one.note}
                for one in result.trace
            ],
            "all": {one.name: _score(one) for one in result.scores},
            "trip_wires": [one.path for one in result.trip_wires],
            "gate": result.gate,
        },
        "sources": {path: one.value for path, one in filled.relevant_sources().items()},
        "entities": describe_entities(filled),
    }
    if arguments.xml is not None:
        arguments.xml.write_bytes(filled.to_xml())
    export_filled(filled, arguments)
    sys.stdout.write(json.dumps(shown, ensure_ascii=False, indent=1) + "\n")
    return 1 if problems else 0


def _score(one: ScoreResult) -> dict[str, JsonValue]:
    return {
        "score": None if one.score is None else str(one.score),
        "band": one.band.name if one.band else None,
        "band_of_the_sum": one.summed_band.name if one.summed_band else None,
        "withheld_reason": one.withheld_reason,
        "county_cuts": {cut.label: cut.reached for cut in one.cuts},
    }


def _fill(filled: Session, answers: Mapping[str, JsonValue]) -> dict[str, str]:
    """Give the answers in document order; returns those that were refused, with the reason."""
    refused: dict[str, str] = {}
    by_name = {one.name: path for path, one in filled.definition.questions.items()}
    wanted = {by_name.get(key, key): value for key, value in answers.items() if "#" not in key}
    unknown = [path for path in wanted if path not in filled.definition.questions]
    if unknown:
        raise AnswerTypeError(f"There is no question {unknown[0]} in this form.")
    for path, question in filled.definition.questions.items():
        if path not in wanted:
            continue
        try:
            filled.answer(path, read_answer(question, wanted[path]))
        except AnswerTypeError as error:
            refused[path] = str(error)
    for key, value in answers.items():
        name, mark, _ = key.partition(SOURCE_MARK)
        if mark:
            filled.set_source(by_name.get(name, name), decode_source(str(value)))
    return refused


def _describe(report: CheckReport) -> list[str]:
    lines = [f"{report.kind}: {report.title or 'not usable'}"]
    if report.form_id:
        lines += [
            f"form id: {report.form_id}, version: {report.version or 'none'}",
            f"questions: {report.question_count}",
            f"languages: {', '.join(report.languages)}",
            f"score: {'yes' if report.has_score else 'no'}",
        ]
    lines += [f"{one.severity}: {one}" for one in report.problems]
    lines.append("usable" if report.is_usable else f"not usable: {len(report.problems)} problem(s)")
    return lines


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FormError(f"{file} cannot be read: {error.strerror}.") from error


def _read_answers(file: Path) -> Mapping[str, JsonValue]:
    try:
        answers = json.loads(_read(file))
    except ValueError as error:
        raise FormError(f"{file} is not JSON: {error}.") from error
    if not isinstance(answers, dict):
        raise FormError(f"{file} must hold one JSON object of answers by path or name.")
    return answers
