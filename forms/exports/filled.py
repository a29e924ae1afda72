# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filled form as every export reads it: the relevant nodes in order, with texts as said.

Invariants: what is not relevant is not in it; a way of not answering is never an empty answer;
the tree is complete, so that an export never asks the running form again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forms.answers import Answer, Instances, Kept, Missing
from forms.changes import QuestionState
from forms.definition import CHOOSING, Control, FormDefinition, NodeSpec, Question
from forms.entry import answer_of_text, text_of_answer
from forms.reading import answer_of
from forms.scoring import ScreeningResult
from forms.session import Session
from forms.xpath.nodes import Node
from forms.xpath.ports import Item


@dataclass(frozen=True)
class Chosen:
    """One choice that was made; `item` is its row of the list, empty when it has none."""

    value: str
    label: str
    item: Item


@dataclass(frozen=True)
class FilledNode:
    """One relevant node.

    Attributes:
        place: running path with positions from 1, as an ODK program names it.
        label: of the question or group, in the language of the export; may be empty.
        text: what the instance holds; empty for a group.
        answer: typed; a text for a node that is no question, None when there is none.
        answer_label: the answer as a person reads it.
        source: where the answer came from; empty when nobody said.
        chosen: the choices made, in order.
        children: in document order, attributes apart.
    """

    spec: NodeSpec
    place: str
    label: str = ""
    text: str = ""
    answer: Answer = None
    answer_label: str = ""
    source: str = ""
    chosen: tuple[Chosen, ...] = ()
    children: tuple["FilledNode", ...] = ()

    @property
    def missing(self) -> Missing | None:
        """Why there is no answer, when somebody said why."""
        return self.answer if isinstance(self.answer, Missing) else None

    def each(self) -> Iterator["FilledNode"]:
        """This node and all below it, in document order."""
        yield self
        for child in self.children:
            yield from child.each()


@dataclass(frozen=True)
class KeptAside:
    """An answer given in another version of the form, which has no place in this one."""

    version: str
    path: str
    label: str
    answer: str


@dataclass(frozen=True)
class Decided:
    """A person's own result, set beside the computed one."""

    label: str
    reason: str
    by: str


@dataclass(frozen=True)
class FilledForm:
    """One filled form.

    Attributes:
        root: the instance.
        xml: the instance as OpenRosa XML.
        instance_id: names this filling for good, `uuid:…`.
        is_complete: nothing required is open and no rule is broken.
        result: what it scored; None without scoring.
        signed_at, signed_by: of a signed one; None and empty before.
    """

    definition: FormDefinition
    language: str
    root: FilledNode
    xml: bytes
    instance_id: str
    is_complete: bool
    result: ScreeningResult | None = None
    signed_at: datetime | None = None
    signed_by: str = ""
    started_at: datetime | None = None
    files: Mapping[str, bytes] = field(default_factory=dict)
    aside: tuple[KeptAside, ...] = ()
    decided: Decided | None = None


@dataclass(frozen=True)
class Circumstances:
    """What is known of a filling beside its answers.

    Attributes:
        instance_id: names it for good, without `uuid:`.
        signed: what was signed, by the session's running paths; None for a form not yet signed.
        sources: where answers came from, by the same paths, beside what the session holds.
        files: content of attachments by name.
        aside: answers given in other versions of the form.
        decided: what a person set beside the computed result.
    """

    instance_id: str
    signed: Mapping[str, Kept] | None = None
    sources: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)
    started_at: datetime | None = None
    signed_at: datetime | None = None
    signed_by: str = ""
    aside: tuple[KeptAside, ...] = ()
    decided: Decided | None = None


def read_filled(session: Session, known: Circumstances) -> FilledForm:
    """The filled form as it stands in a session, in the session's language.

    What was signed is put back where the form would work it out anew and otherwise, such as a
    moment or a number drawn by chance; a session used for it is used for nothing else.
    """
    if known.signed is not None:
        _put_signed(session, known.signed)
    said = {path: source.value for path, source in session.relevant_sources().items()}
    sources = {**said, **known.sources}
    return FilledForm(
        definition=session.definition,
        language=session.language,
        root=_read_node(session, session.reading.root, session.reading.root.path, sources),
        xml=session.to_xml(known.instance_id),
        instance_id=f"uuid:{known.instance_id}",
        is_complete=known.signed_at is not None or not session.problems(),
        result=session.result(),
        signed_at=known.signed_at,
        signed_by=known.signed_by,
        started_at=known.started_at,
        files=known.files,
        aside=known.aside,
        decided=known.decided,
    )


def _put_signed(session: Session, signed: Mapping[str, Kept]) -> None:
    definition = session.definition
    for node in session.reading.root.each():
        if node.path not in definition.leaves:
            continue
        bind = definition.binds.get(node.path)
        asked = node.path in definition.questions
        if asked and (bind is None or bind.calculate is None):
            continue
        held = signed.get(session.reading.running_path(node.path, node))
        if held is None or isinstance(held, Instances):
            continue
        node.text = node.kept = text_of_answer(held)
        node.answer = held if asked else None


def _read_node(session: Session, node: Node, place: str, sources: Mapping[str, str]) -> FilledNode:
    definition = session.definition
    spec = definition.nodes[node.path]
    running = session.reading.running_path(node.path, node)
    question = definition.questions.get(node.path)
    if question is not None and question.control is not Control.NOTE:
        state, answer = session.question(running), _answer_submitted(node, question)
        return FilledNode(
            spec,
            place,
            label=state.label,
            text=node.text,
            answer=answer,
            answer_label=state.answer_label,
            source=sources.get(running, ""),
            chosen=tuple(_chosen(state, answer)) if question.control in CHOOSING else (),
        )
    if spec.is_leaf:
        label = session.question(running).label if question is not None else ""
        text = node.text
        return FilledNode(spec, place, label, text, text or None, text)
    return FilledNode(
        spec,
        place,
        label=session.reading.say_at(definition.group_labels.get(node.path, {}), node.path, node),
        children=tuple(_read_children(session, node, place, sources)),
    )


def _chosen(state: QuestionState, answer: Answer) -> Iterator[Chosen]:
    if answer is None or isinstance(answer, Missing):
        return
    labels = {one.value: one.label for one in state.choices}
    held = state.question.choices
    items = {one.value: one.item for one in held.items} if held is not None else {}
    for value in answer if isinstance(answer, tuple) else (str(answer),):
        yield Chosen(value, labels.get(value, value), items.get(value, {}))


def _answer_submitted(node: Node, question: Question) -> Answer:
    """A choice that is no longer offered is remembered by the form and not submitted."""
    return answer_of(node) if node.kept == node.text else answer_of_text(question, node.text)


def _read_children(
    session: Session, node: Node, place: str, sources: Mapping[str, str]
) -> Iterator[FilledNode]:
    for name, child in node.children.items():
        if isinstance(child, list):
            for number, one in enumerate(child, start=1):
                if one.shown:
                    yield _read_node(session, one, f"{place}/{name}[{number}]", sources)
        elif child.shown and not name.startswith("@"):
            yield _read_node(session, child, f"{place}/{name}", sources)
