# SPDX-License-Identifier: AGPL-3.0-or-later
"""Questions as an editor sees them, and a keeper of files in memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from forms.answers import Answer
from forms.definition import Control, Question, Range
from forms.session import Choice, QuestionState, Session
from ui.screening.editors.editor import Editor
from ui.screening.editors.means import Means
from ui.screening.editors.registry import make_editor
from ui.screening.question_box import QuestionBox

YES_NO = (("yes", "Yes"), ("no", "No"), ("unsure", "Not sure"))


def a_question(
    control: Control,
    appearance: str = "",
    *,
    answer: Answer = None,
    choices: tuple[tuple[str, str], ...] = (),
    scale: tuple[str, str, str] | None = None,
    datatype: str = "string",
    parameters: Mapping[str, str] | None = None,
    media: Mapping[str, str] | None = None,
    readonly: bool = False,
) -> QuestionState:
    """The state of a question that stands alone."""
    question = Question(
        path="/data/q",
        name="q",
        control=control,
        appearance=appearance,
        datatype=datatype,
        label={},
        hint={},
        choices=None,
        allows_missing=False,
        range=Range(*scale) if scale else None,
        parameters=parameters or {},
    )
    return QuestionState(
        path="/data/q",
        label="How is it?",
        hint="As told",
        choices=tuple(Choice(value, label) for value, label in choices),
        answer=answer,
        relevant=True,
        required=True,
        readonly=readonly,
        error=None,
        allows_missing=False,
        question=question,
        media=media or {},
    )


@dataclass
class Held:
    """Keeps files in memory; answers as `ui.screening.editors.attachments.Attachments`."""

    kept: dict[str, bytes] = field(default_factory=dict)
    form_files: dict[str, bytes] = field(default_factory=dict)

    def read(self, name: str) -> bytes | None:
        return self.kept.get(name)

    def keep(self, suggested_name: str, content: bytes) -> str:
        name = f"{len(self.kept) + 1}-{suggested_name}"
        self.kept[name] = content
        return name

    def media(self, name: str) -> bytes | None:
        return self.form_files.get(name)


class Desk:
    """One editor on a desk of its own: what it gave, what it said, and its state."""

    def __init__(self, state: QuestionState, means: Means | None = None) -> None:
        self.state = state
        editor = make_editor(state, means or Means(Held()))
        assert editor is not None
        self.editor: Editor = editor
        self.given: list[Answer] = []
        self.said: list[str] = []
        self.finished = 0
        editor.given.connect(self._on_given)
        editor.unreadable.connect(self.said.append)
        editor.finished.connect(self._on_finished)
        editor.show_state(state)
        editor.describe(state.label, state.hint)
        editor.resize(560, editor.sizeHint().height())
        editor.show()

    @property
    def last(self) -> Answer:
        """The latest answer given."""
        assert self.given, self.said
        return self.given[-1]

    def show(self, answer: Answer, *, readonly: bool = False) -> None:
        """Show another answer."""
        self.state = replace(self.state, answer=answer, readonly=readonly)
        self.editor.show_state(self.state)

    def _on_given(self, answer: Answer) -> None:
        self.given.append(answer)
        self.show(answer, readonly=self.state.readonly)

    def _on_finished(self) -> None:
        self.finished += 1


def heard(widget: QWidget) -> QAccessibleInterface:
    """What a screen reader sees of a widget."""
    seen = QAccessible.queryAccessibleInterface(widget)
    assert seen is not None
    return seen


class Asked:
    """A filling of loose questions, for the box that shows one."""

    def __init__(self, *states: QuestionState) -> None:
        self.states = {state.path: state for state in states}
        self.unreadable: dict[str, str] = {}
        self.boxes: list[object] = []

    @property
    def session(self) -> "Asked":
        """Stands in for the running form as well."""
        return self

    def question(self, path: str) -> QuestionState:
        return self.states[path]

    def question_at(self, path: str) -> Question:
        return self.states[path].question

    def error_of(self, path: str) -> str:
        return self.unreadable.get(path) or self.states[path].error or ""

    def give(self, path: str, answer: Answer) -> None:
        self.unreadable.pop(path, None)
        self.states[path] = replace(self.states[path], answer=answer)

    def set_unreadable(self, path: str, sentence: str) -> None:
        self.unreadable[path] = sentence


class Running:
    """A filling over a real form, without a journal."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.unreadable: dict[str, str] = {}
        self.boxes: list[QuestionBox] = []

    def error_of(self, path: str) -> str:
        return self.unreadable.get(path) or self.session.question(path).error or ""

    def give(self, path: str, answer: Answer) -> None:
        self.unreadable.pop(path, None)
        changed = self.session.answer(path, answer)
        for box in self.boxes:
            if box.path in {path, *changed.values, *changed.relevance, *changed.choices}:
                box.redraw()

    def set_unreadable(self, path: str, sentence: str) -> None:
        if sentence:
            self.unreadable[path] = sentence
        else:
            self.unreadable.pop(path, None)
