# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our engine as the comparison sees it: open a form, do recorded operations, read every node."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.conformance.compare import Node, generic
from bench.forms_peer import MOMENT
from forms.entry import answer_of_text
from forms.errors import AnswerTypeError, FormError
from forms.loader import load_form
from forms.session import Session


def open_session(xform: bytes, attachments: Mapping[str, Path]) -> Session:
    """A session on a form at the moment the other engine's clock stands at.

    Raises:
        FormError: the form is refused.
    """
    files = {name: file.read_bytes() for name, file in attachments.items()}
    chance = random.Random(1)  # noqa: S311 - repeatable on purpose
    return Session(load_form(xform, files), today=MOMENT.date(), moment=MOMENT, chance=chance)


def replay(session: Session, operations: Sequence[Mapping[str, Any]]) -> list[tuple[int, str]]:
    """Do recorded operations; (number, sentence) of each that was refused."""
    refused = []
    for number, operation in enumerate(operations):
        try:
            apply(session, operation)
        except FormError as error:
            refused.append((number, str(error)))
    return refused


def apply(session: Session, operation: Mapping[str, Any]) -> None:
    """Do one recorded operation.

    Raises:
        FormError: it is refused.
    """
    match operation["op"]:
        case "set":
            _answer(session, operation["ref"], operation["value"])
        case "read":
            _ = session.question(operation["ref"]).choices
        case "add":
            session.add_instance(operation["repeat"])
        case "remove":
            session.remove_instance(f"{operation['repeat']}[{operation['index']}]")
        case "language":
            session.use_language(operation["value"])
        case other:
            raise ValueError(other)


def read_state(session: Session) -> dict[str, Node]:
    """Every node by path."""
    found = {}
    wrong = {path for path, _ in session.problems()}
    for one in session.nodes():
        path = generic(one.path)
        if path.count("/") < 2:
            continue
        is_question = path in session.definition.questions
        state = session.question(one.path) if is_question else None
        found[one.path] = Node(
            text=None if path in session.definition.groups else one.text,
            relevant=one.relevant,
            required=one.required,
            readonly=one.readonly,
            offered=tuple(choice.value for choice in state.choices) or None if state else None,
            valid=state.path not in wrong if state else None,
            label=state.label if state else None,
        )
    return found


def _answer(session: Session, path: str, text: str) -> None:
    question = session.question_at(path)
    answer = answer_of_text(question, text)
    if answer is None and text:
        raise AnswerTypeError(f"{text!r} is no answer to “{question.name}”.")
    session.answer(path, answer)
