# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form as a FHIR Questionnaire, so that its responses can be read without Fieldfare.

Rules of relevance and calculation stay in the XForm: FHIR has other words for them, and a reader
of answers needs none of them. Everything the form works out is there, hidden and read-only.
"""

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from forms.definition import Control, FormDefinition, NodeSpec, Question, Template
from forms.exports.fhir_terms import (
    HIDDEN_EXTENSION,
    Json,
    Release,
    Resource,
    choice_coding,
    extension,
    form_url,
    is_item,
    item_type,
    language_tag,
    question_code,
)
from forms.exports.labels import label_in

_TRANSLATION: Final = "http://hl7.org/fhir/StructureDefinition/translation"
_ALWAYS: Final = frozenset({"true()", "1"})
_IN_R5: Final = MappingProxyType({"choice": "coding", "open-choice": "coding"})
_SEVERAL: Final = frozenset({Control.SELECT_MULTIPLE, Control.RANK})


def write_questionnaire(definition: FormDefinition, release: Release) -> Resource:
    """The Questionnaire whose address and version the responses name."""
    found: Resource = {"resourceType": "Questionnaire"}
    tag = language_tag(definition.default_language)
    if tag:
        found["language"] = tag
    found["url"] = form_url(definition)
    if definition.version:
        found["version"] = definition.version
    found["title"] = definition.title or definition.form_id
    found["status"] = "active"
    found["subjectType"] = ["Patient"]
    items: list[Json] = list(_items(definition, definition.nodes[definition.root], release))
    if items:
        found["item"] = items
    return found


def _items(definition: FormDefinition, spec: NodeSpec, release: Release) -> Iterator[Resource]:
    for path in spec.children:
        child = definition.nodes[path]
        if not is_item(definition, child):
            continue
        if child.is_leaf:
            yield _leaf(definition, child, release)
            continue
        below: list[Json] = list(_items(definition, child, release))
        if below:
            item = _begin(definition, child, definition.group_labels.get(path, {}))
            item["type"] = "group"
            if child.is_repeat:
                item["repeats"] = True
            yield {**item, "item": below}


def _leaf(definition: FormDefinition, spec: NodeSpec, release: Release) -> Resource:
    question = definition.questions.get(spec.path)
    item = _begin(definition, spec, question.label if question is not None else {})
    kind = item_type(definition, spec)
    options = _options(definition, question)
    if kind == "choice" and not options:
        kind = "open-choice"
    item["type"] = _IN_R5.get(kind, kind) if release is Release.R5 else kind
    if kind == "display":
        return item
    if release is Release.R5 and kind == "open-choice":
        item["answerConstraint"] = "optionsOrString"
    if _is_required(definition, spec, question):
        item["required"] = True
    if question is not None and question.control in _SEVERAL:
        item["repeats"] = True
    if question is None:
        item = {"extension": [extension(HIDDEN_EXTENSION, "valueBoolean", value=True)], **item}
        item["readOnly"] = True
    if options:
        item["answerOption"] = options
    return item


def _begin(definition: FormDefinition, spec: NodeSpec, label: Template) -> Resource:
    item: Resource = {"linkId": spec.path}
    code = question_code(definition, spec)
    if code is not None:
        item["code"] = [code]
    text = label_in(label, definition.default_language)
    if text:
        item["text"] = text
        said: list[Json] = list(_translations(definition, label))
        if said:
            item["_text"] = {"extension": said}
    return item


def _translations(definition: FormDefinition, label: Template) -> Iterator[Resource]:
    for language in definition.languages:
        tag, text = language_tag(language), label_in(label, language)
        if tag and text and language != definition.default_language and language in label:
            yield {
                "extension": [
                    extension("lang", "valueCode", tag),
                    extension("content", "valueString", text),
                ],
                "url": _TRANSLATION,
            }


def _options(definition: FormDefinition, question: Question | None) -> list[Json]:
    if question is None or question.choices is None:
        return []
    language = definition.default_language
    return [
        {
            "valueCoding": choice_coding(
                definition, question, value, label_in(one.label, language), one.item
            )
        }
        for value, one in {one.value: one for one in question.choices.items}.items()
    ]


def _is_required(definition: FormDefinition, spec: NodeSpec, question: Question | None) -> bool:
    """Whether every response has an answer: always asked, and no reason is taken for one."""
    bind = definition.binds.get(spec.path)
    above: str = spec.path
    while above:
        rule = definition.binds.get(above)
        if rule is not None and rule.relevant is not None:
            return False
        above = definition.nodes[above].parent
    if question is None or question.allows_missing or bind is None or bind.required is None:
        return False
    return bind.required.source.strip() in _ALWAYS
