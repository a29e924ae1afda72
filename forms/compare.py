# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is answered otherwise than the last time the same instrument was used."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from forms.answers import Answer, Instances, Kept, Missing, Source
from forms.definition import CHOOSING, Control
from forms.entry import describe_answer
from forms.errors import AnswerTypeError
from forms.session import Session

_KEY = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """One item; a note is a way of not answering, `unanswered`, or empty when answered."""

    path: str
    label: str
    before: str
    before_note: str
    now: str
    now_note: str


def changed_items(session: Session, before: Mapping[str, Kept]) -> tuple[ChangedItem, ...]:
    """Questions of a filled form whose answer differs from an earlier filling, in its order.

    Args:
        before: what was submitted then, by path; questions that are gone since come last.
    """
    now = session.relevant_answers()
    order = [path for page in session.pages() for path in page.question_paths]
    paths = dict.fromkeys([*order, *now, *before])
    found = (_compare(session, path, before.get(path), now.get(path)) for path in paths)
    return tuple(one for one in found if one is not None)


def _compare(session: Session, path: str, before: Kept, now: Kept) -> ChangedItem | None:
    if before == now and type(before) is type(now):
        return None
    if isinstance(before, Instances | Source) or isinstance(now, Instances | Source):
        return None
    asked = session.definition.questions.get(_KEY.sub("", path))
    if asked is None and _KEY.sub("", path) in session.definition.nodes:
        return None
    if asked is not None and asked.control is Control.NOTE:
        return None
    label, labels = path.rpartition("/")[2], {}
    try:
        state = session.question(path)
        label = state.label or label
        if state.question.control in CHOOSING:
            labels = {one.value: one.label for one in state.choices}
    except AnswerTypeError:
        # Asked then and gone since, with the form or with an instance of a repeat.
        pass
    return ChangedItem(
        path=path,
        label=label,
        before=describe_answer(before, labels),
        before_note=_note(before),
        now=describe_answer(now, labels),
        now_note=_note(now),
    )


def _note(answer: Answer) -> str:
    if isinstance(answer, Missing):
        return answer.value
    return "unanswered" if answer is None else ""
