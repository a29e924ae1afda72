# SPDX-License-Identifier: AGPL-3.0-or-later
"""What one answer changed, and a question as it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from forms.answers import Answer, Source
from forms.definition import Question
from forms.entry import describe_answer


@dataclass
class Changed:
    """Exactly what one answer changed, by running path.

    Attributes:
        structure: repeats whose instances came, went or moved.
        hidden: texts of nodes that are no question and that the session cannot work out again.
        sources: where answers come from.
    """

    values: dict[str, Answer] = field(default_factory=dict)
    relevance: dict[str, bool] = field(default_factory=dict)
    required: dict[str, bool] = field(default_factory=dict)
    readonly: dict[str, bool] = field(default_factory=dict)
    errors: dict[str, str | None] = field(default_factory=dict)
    labels: set[str] = field(default_factory=set)
    choices: set[str] = field(default_factory=set)
    structure: set[str] = field(default_factory=set)
    hidden: dict[str, str] = field(default_factory=dict)
    sources: dict[str, Source | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice as shown; `media` maps `image`, `audio`, … to a file of the form."""

    value: str
    label: str
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionState:
    """One question as it stands now."""

    path: str
    label: str
    hint: str
    choices: tuple[Choice, ...]
    answer: Answer
    relevant: bool
    required: bool
    readonly: bool
    error: str | None
    allows_missing: bool
    question: Question
    guidance: str = ""
    notice: str = ""
    media: Mapping[str, str] = field(default_factory=dict)
    source: Source | None = None

    @property
    def answer_label(self) -> str:
        """The answer as shown to a person."""
        return describe_answer(self.answer, {one.value: one.label for one in self.choices})
