# SPDX-License-Identifier: AGPL-3.0-or-later
"""What changes for a form being filled when it moves to another version of itself.

Invariant: every answer is either placed in the other version, where it means what it meant, or
named as unfit; none is left out. A question is the same when its path is.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forms.answers import SOURCE_MARK, Answer, Instances, Kept, Missing, Source
from forms.definition import FormDefinition, NodeSpec, Question, Template
from forms.entry import check_answer, text_of_answer
from forms.errors import AnswerTypeError

_INSTANCE = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class VersionDifference:
    """How a version differs from the one a form is filled in; questions by generic path.

    Attributes:
        renamed: questions whose label is another.
        unfit: running paths of answers that have no place or no longer fit.
        scoring_changed: points, bands or rules of the score are others.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[str, ...]
    unfit: tuple[str, ...]
    scoring_changed: bool


def compare_versions(
    before: FormDefinition, after: FormDefinition, kept: Mapping[str, Kept], language: str
) -> VersionDifference:
    """What moving from one version to another would change, in the order of the forms."""
    old, new = before.questions, after.questions
    unfit = {path for path, one in kept.items() if one is not None and not fits(after, path, one)}
    return VersionDifference(
        added=tuple(path for path in new if path not in old),
        removed=tuple(path for path in old if path not in new),
        renamed=tuple(
            path
            for path in old
            if path in new
            and label_in(old[path].label, language) != label_in(new[path].label, language)
        ),
        unfit=tuple(
            path
            for path, one in kept.items()
            if one is not None and (path in unfit or answered_path(path) in unfit)
        ),
        scoring_changed=(before.scoring, before.evidence) != (after.scoring, after.evidence),
    )


def fits(definition: FormDefinition, path: str, kept: Kept) -> bool:
    """Whether something kept has its place in a form and is one of the answers it takes there."""
    generic = generic_path(answered_path(path))
    question = definition.questions.get(generic)
    if isinstance(kept, Instances):
        return generic in definition.repeats
    if path.endswith(SOURCE_MARK):
        return question is not None and bool(question.wants_source) and isinstance(kept, Source)
    if question is None:
        spec: NodeSpec | None = definition.nodes.get(generic)
        return spec is not None and spec.is_leaf and (kept is None or isinstance(kept, str))
    try:
        check_answer(question, kept, _offered(question, kept))
    except AnswerTypeError:
        return False
    return True


def placed(definition: FormDefinition, kept: Mapping[str, Kept]) -> dict[str, Kept]:
    """What is kept without answers taken back whose place is gone."""
    return {
        path: one
        for path, one in kept.items()
        if one is not None or generic_path(answered_path(path)) in definition.questions
    }


def label_of(definition: FormDefinition, path: str, language: str) -> str:
    """The label of a question or repeat; empty for what is never shown."""
    generic = generic_path(path)
    part = definition.questions.get(generic) or definition.repeats.get(generic)
    if part is None:
        return ""
    return label_in(part.label, language) or generic.rpartition("/")[2]


def answer_in_words(definition: FormDefinition, path: str, kept: Kept, language: str) -> str:
    """An answer as text, choices by their labels; empty for one that is missing."""
    if isinstance(kept, Instances):
        return str(len(kept.keys))
    if kept is None or isinstance(kept, Missing | Source):
        return ""
    question = definition.questions.get(generic_path(path))
    if question is None or question.choices is None:
        return text_of_answer(kept)
    labels = {one.value: label_in(one.label, language) for one in question.choices.items}
    return ", ".join(labels.get(one, one) for one in _chosen(kept))


def answered_path(path: str) -> str:
    """The path of the answer whose source is kept under a path; any other path as it is."""
    return path.removesuffix(SOURCE_MARK)


def generic_path(path: str) -> str:
    """A running path without its instances."""
    return _INSTANCE.sub("", path)


def label_in(template: Template, language: str) -> str:
    """A text in a language, or in the first it has; what answers would fill in is left open."""
    parts = template.get(language) or next((one for one in template.values() if one), ())
    return "".join(one if isinstance(one, str) else "…" for one in parts).strip()


def _offered(question: Question, answer: Answer) -> list[str]:
    """Every choice of the list; where choices are made of answers, whatever was chosen."""
    if question.choices is None or question.choices.from_nodes is not None:
        return list(_chosen(answer))
    return [one.value for one in question.choices.items]


def _chosen(answer: Answer) -> Iterator[str]:
    match answer:
        case str() if not isinstance(answer, Missing):
            yield answer
        case tuple():
            yield from answer
        case _:
            return
