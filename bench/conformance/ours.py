# SPDX-License-Identifier: AGPL-3.0-or-later
"""Our engine as the comparison sees it: open a form, do recorded operations, read every node."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.conformance.compare import Node
from bench.forms_peer import MOMENT
from forms.entry import answer_of_text, text_of_answer
from forms.errors import FormError, FormUnsupported
from forms.loader import load_form
from forms.session import Session


def open_session(xform: bytes, attachments: Mapping[str, Path]) -> Session:
    """A session on a form at the moment the other engine's clock stands at.

    Raises:
        FormError: the form is refused.
    """
    if attachments:
        raise FormUnsupported("The form asks for files, which this version cannot read yet.")
    return Session(load_form(xform), today=MOMENT.date(), chance=random.Random(1))  # noqa: S311


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
            path, text = operation["ref"], operation["value"]
            question = session.definition.questions.get(path)
            if question is None:
                raise FormError(f"There is no question {path} in this form.")
            session.answer(path, answer_of_text(question, text))
        case "read":
            _ = session.question(operation["ref"]).choices
        case "language":
            session.use_language(operation["value"])
        case other:
            raise FormError(f"Repeats are not known yet: {other}.")


def read_state(session: Session) -> dict[str, Node]:
    """Every leaf by path."""
    known = session.relevant_answers()
    wrong = {path for path, _ in session.problems()}
    found = {}
    for path in session.definition.leaves:
        is_question = path in session.definition.questions
        state = session.question(path) if is_question else None
        found[path] = Node(
            text=text_of_answer(known.get(path)),
            relevant=session.is_relevant(path),
            required=state.required if state else None,
            readonly=state.readonly if state else None,
            offered=tuple(one.value for one in state.choices) or None if state else None,
            valid=path not in wrong if is_question else None,
            label=state.label if state else None,
        )
    return found
