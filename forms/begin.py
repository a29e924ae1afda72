# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a filling begins: afresh, or from what was kept of an earlier one."""

import uuid
from collections.abc import Mapping
from datetime import date

from forms.answers import SOURCE_MARK, Instances, Kept, Source
from forms.changes import Changed
from forms.definition import FormDefinition
from forms.entry import answer_of_text, cast_text, text_of_answer
from forms.errors import AnswerTypeError
from forms.recompute import Recomputing
from forms.running import RunningInstance
from forms.scope import RunningScope
from forms.xpath.values import to_text


def begin_afresh(
    definition: FormDefinition,
    instance: RunningInstance,
    scope: RunningScope,
    recompute: Recomputing,
    changed: Changed,
) -> None:
    """Defaults, preloads, and the form's own first-load actions, after a first computation."""
    _take_defaults(definition, instance)
    for path, bind in definition.binds.items():
        if bind.preload is None:
            continue
        text = _preload(*bind.preload, scope)
        # The record's own id becomes the instance's, so that one is not kept.
        kept = not path.endswith("/meta/instanceID")
        for node in instance.below(path, instance.root) if text else ():
            recompute.set_text(node, text, changed, hidden=kept)
    recompute.cascade_in(instance.root)
    recompute.enqueue_all(instance.each())
    recompute.drain(changed)
    for action in definition.on_first_load:
        for node in instance.below(action.target, instance.root):
            text = "" if action.value is None else to_text(scope.evaluate(action.value, node))
            recompute.set_text(node, text, changed, hidden=True)
            recompute.drain(changed)


def take_up(
    definition: FormDefinition, instance: RunningInstance, kept: Mapping[str, Kept]
) -> None:
    """Put what was kept back in its place.

    Raises:
        AnswerTypeError: it names a question or repeat the form does not have.
    """
    ranges = sorted(
        ((path, one) for path, one in kept.items() if isinstance(one, Instances)),
        key=lambda pair: pair[0].count("/"),
    )
    for path, found in ranges:
        above, _, name = path.rpartition("/")
        parent = instance.walk_to(above, make=True)
        repeat = f"{parent.path}/{name}" if parent is not None else ""
        if parent is None or repeat not in definition.repeats:
            raise AnswerTypeError(f"There is no repeat {path[:120]} in this form.")
        instance.arrange(parent, repeat, found.keys)
    _take_defaults(definition, instance)
    for path, answer in kept.items():
        if not isinstance(answer, Instances) and not path.endswith(SOURCE_MARK):
            _put(definition, instance, path, answer)


def _put(definition: FormDefinition, instance: RunningInstance, path: str, answer: Kept) -> None:
    node = instance.walk_to(path, make=True)
    spec = definition.nodes.get(node.path) if node is not None else None
    if node is None or spec is None or not spec.is_leaf:
        raise AnswerTypeError(f"There is no question {path[:120]} in this form.")
    assert not isinstance(answer, Instances | Source)
    if node.path in definition.questions:
        node.answer = answer
        node.text = node.kept = text_of_answer(answer)
    elif isinstance(answer, str):
        node.text = node.kept = answer
    else:
        raise AnswerTypeError(f"There is no question {path[:120]} in this form.")


def _take_defaults(definition: FormDefinition, instance: RunningInstance) -> None:
    """Take the texts nodes begin with as the answers to their questions."""
    for node in instance.each():
        if not node.text or node.answer is not None:
            continue
        bind = definition.binds.get(node.path)
        if bind is not None:
            node.text = node.kept = cast_text(bind.datatype, node.text)
        question = definition.questions.get(node.path)
        if question is not None:
            node.answer = answer_of_text(question, node.text)


def _preload(kind: str, parameter: str, scope: RunningScope) -> str:
    """What a preload gives; what only a telephone knows stays empty."""
    match kind, parameter:
        case "uid", _:
            return f"uuid:{uuid.UUID(int=scope.chance.getrandbits(128), version=4)}"
        case "timestamp", "start":
            return scope.now()
        case "date", "today":
            return scope.today()
        case "date", _:
            return _exact_date(parameter)
        case _:
            return ""


def _exact_date(parameter: str) -> str:
    try:
        return date.fromisoformat(parameter).isoformat()
    except ValueError:
        return ""
