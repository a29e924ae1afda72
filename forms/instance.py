# SPDX-License-Identifier: AGPL-3.0-or-later
"""Between a filled form and an OpenRosa instance.

A way of not answering is an attribute `fieldfare:missing` on the empty node, and the source of an
answer `fieldfare:source` beside it, so that any ODK reader still reads the rest. Reading an
instance back and writing it again gives the same.
"""

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from forms.answers import SOURCE_MARK, Instances, Kept, Missing, Source, decode_source
from forms.definition import FormDefinition, NodeSpec
from forms.entry import answer_of_text
from forms.errors import AnswerTypeError
from forms.xml import (
    FIELDFARE,
    OPENROSA,
    Element,
    attributes,
    children,
    local_name,
    parse_xml,
)
from forms.xpath.nodes import Node

_INSTANCE = re.compile(r"\[[^]]*\]")
_MISSING = f"{{{FIELDFARE}}}missing"
_SOURCE = f"{{{FIELDFARE}}}source"


def write_instance(
    definition: FormDefinition,
    root: Node,
    instance_id: str = "",
    sources: Mapping[Node, Source] | None = None,
) -> bytes:
    """The instance as UTF-8 XML, relevant nodes only.

    Args:
        root: the running instance's root.
        instance_id: written to meta/instanceID when the form has that node and it is given.
    """
    nodes = definition.nodes
    element = etree.Element(_tag(nodes[root.path]), nsmap=_prefixes(definition.namespaces))
    element.set("id", definition.form_id)
    if definition.version:
        element.set("version", definition.version)
    _fill(element, root, definition, sources or {})
    if instance_id:
        for meta in children(element, "meta"):
            for identity in children(meta, "instanceID"):
                identity.text = f"uuid:{instance_id}"
    return etree.tostring(element, encoding="utf-8", xml_declaration=True)


def _fill(
    element: Element, node: Node, definition: FormDefinition, sources: Mapping[Node, Source]
) -> None:
    nodes = definition.nodes
    for name, child in node.children.items():
        for one in child if isinstance(child, list) else (child,):
            spec = nodes[one.path]
            if name.startswith("@"):
                if one.text:
                    element.set(_attribute(spec), one.text)
                continue
            if not one.shown:
                continue
            inner = etree.SubElement(element, _tag(spec))
            if spec.is_leaf:
                inner.text = one.text or None
                if isinstance(one.answer, Missing):
                    inner.set(_MISSING, one.answer.value)
                source = sources.get(one)
                if source is not None and one.answer is not None:
                    inner.set(_SOURCE, source.value)
            _fill(inner, one, definition, sources)


def _tag(spec: NodeSpec) -> str:
    return f"{{{spec.namespace}}}{spec.name}" if spec.namespace else spec.name


def _attribute(spec: NodeSpec) -> str:
    name = spec.name.removeprefix("@")
    return f"{{{spec.namespace}}}{name}" if spec.namespace else name


def _prefixes(spaces: Mapping[str, str]) -> dict[str, str]:
    orx = {"orx": OPENROSA} if OPENROSA in spaces.values() else {}
    return {**orx, "fieldfare": FIELDFARE}


def read_instance_xml(definition: FormDefinition, content: bytes) -> dict[str, Kept]:
    """What a written instance holds, as `forms.session.Session` takes it up.

    Metadata that the form has no place for is left out: a submission names itself in any case.

    Raises:
        FormUnreadable: it is not XML.
        AnswerTypeError: it answers another form, or a question this form does not have.
    """
    root = parse_xml(content)
    name, form = local_name(root), root.get("id") or ""
    if name != definition.root[1:] or (form and form != definition.form_id):
        raise AnswerTypeError(
            f"These are answers to the form “{form or name}”, not to “{definition.form_id}”."
        )
    return dict(_read(root, definition.root, definition.root, definition))


def _read(
    element: Element, path: str, running: str, definition: FormDefinition
) -> Iterator[tuple[str, Kept]]:
    spec = definition.nodes[path]
    for one in attributes(element):
        at = f"{path}/@{one.name}"
        if at in definition.nodes and one.namespace != FIELDFARE and path != definition.root:
            yield f"{running}/@{one.name}", one.value
    if spec.is_leaf:
        yield running, _read_leaf(element, path, definition)
        source = element.get(_SOURCE)
        if source is not None:
            yield f"{running}{SOURCE_MARK}", decode_source(source)
        return
    keys: dict[str, list[str]] = {
        definition.nodes[one].name: [] for one in spec.children if definition.nodes[one].is_repeat
    }
    for child in children(element):
        name = local_name(child)
        below = f"{path}/{name}"
        if below not in definition.nodes:
            if f"{below}/".startswith(f"{definition.root}/meta/"):
                continue
            raise AnswerTypeError(f"There is no question {below} in this form.")
        mark = ""
        if name in keys:
            keys[name].append(str(len(keys[name]) + 1))
            mark = f"[~{keys[name][-1]}]"
        yield from _read(child, below, f"{running}/{name}{mark}", definition)
    for name, found in keys.items():
        yield f"{running}/{name}", Instances(tuple(found))


def _read_leaf(element: Element, path: str, definition: FormDefinition) -> Kept:
    missing = element.get(_MISSING)
    if missing is not None:
        try:
            return Missing(missing)
        except ValueError as error:
            raise AnswerTypeError(f"{path} has an unknown reason for no answer.") from error
    text = element.text or ""
    question = definition.questions.get(path)
    if question is None:
        return text
    answer = answer_of_text(question, text)
    if answer is None and text.strip():
        raise AnswerTypeError(f"“{question.name}” holds {text[:40]!r}, which is no answer to it.")
    return answer


def refuse_unlisted(definition: FormDefinition, kept: Mapping[str, Kept]) -> None:
    """Refuse what was chosen elsewhere and is in no list of this form.

    A list that a choice is filtered out of still holds it; one that comes from answers, or from a
    file that is not here, cannot be judged.

    Raises:
        AnswerTypeError: names the question and the choice.
    """
    listed = {
        path: frozenset(item.value for item in question.choices.items)
        for path, question in definition.questions.items()
        if question.choices is not None and question.choices.from_nodes is None
    }
    for path, answer in kept.items():
        known = listed.get(_INSTANCE.sub("", path))
        if not known or isinstance(answer, Missing):
            continue
        chosen = answer if isinstance(answer, tuple) else (answer,)
        unknown = [one for one in chosen if isinstance(one, str) and one not in known]
        if unknown:
            raise AnswerTypeError(
                f"{path} holds {unknown[0][:40]!r}, which is none of its choices; use the version "
                "of the form it was filled with, or correct it."
            )
