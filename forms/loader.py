# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an XForm to a form definition.

Every name, reference and expression is checked here, and all problems are told at once, so that
an author mends a form in one go and a worker never meets a broken one.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, TypedDict

from forms.binds import Actions, read_binds
from forms.body import BodyReader, repeats_in
from forms.definition import Entity, FormDefinition
from forms.errors import FormInvalid, FormUnreadable
from forms.graph import build_graph
from forms.lists import read_lists, read_pulled, read_trees
from forms.names import FormNames
from forms.nodes import Instance, read_instance
from forms.pages import static_pages
from forms.xml import OPENROSA, Element, children, first_child, local_name, parse_xml

ENTITY_VERSIONS = ("2022.1.", "2023.1.", "2024.1.", "2025.1.")
_ACTIONS = ("setvalue", "setgeopoint", "recordaudio")


class _Outline(NamedTuple):
    head: Element
    body: Element
    model: Element
    data: Element
    lists: list[Element]


def load_form(xform: bytes, files: Mapping[str, bytes] | None = None) -> FormDefinition:
    """Load an XForm.

    Args:
        xform: the XForm.
        files: content of the lists that came with it, by file name.

    Raises:
        FormUnreadable: not XML, or not an XForm.
        FormInvalid: names, references or expressions are wrong; lists every problem.
    """
    outline = _read_outline(parse_xml(xform))
    instance = read_instance(outline.data, repeats_in(outline.body))
    names = _read_names(outline, instance, files or {}, xform)
    binds = dict(read_binds(outline.model, names))
    actions = Actions(names)
    for action in children(outline.model, *_ACTIONS):
        actions.read(action, names.root)
    reader = BodyReader(names, binds, actions)
    body = reader.read(outline.body)
    entity = _read_entity(outline, instance)
    submission_key = _read_submission(outline.model, names)
    if names.problems:
        raise FormInvalid(*names.problems)
    loaded = FormDefinition(
        **_describe(outline),
        languages=names.languages,
        default_language=names.default_language,
        root=names.root,
        nodes=instance.nodes,
        seed=instance.seed,
        templates=instance.templates,
        leaves=_first_texts(instance),
        groups=frozenset(path for path, one in instance.nodes.items() if not one.is_leaf),
        binds=binds,
        body=body,
        pages=static_pages(body, reader.questions),
        questions=reader.questions,
        repeats=reader.repeats,
        group_labels=reader.group_labels,
        lists=names.lists,
        on_first_load=tuple(actions.first_load),
        on_new_repeat={path: tuple(found) for path, found in actions.new_repeat.items()},
        on_change={path: tuple(found) for path, found in actions.change.items()},
        warnings=tuple(dict.fromkeys(names.warnings)),
        namespaces={path: one.namespace for path, one in instance.nodes.items() if one.namespace},
        entity=entity,
        submission_key=submission_key,
    )
    return replace(loaded, graph=build_graph(loaded))


def _read_names(
    outline: _Outline, instance: Instance, files: Mapping[str, bytes], xform: bytes
) -> FormNames:
    lists, warnings = read_lists(outline.lists, files)
    names = FormNames(instance.nodes, lists, read_trees(outline.lists, files))
    names.warnings.extend(warnings)
    # Without its zero bytes a form in UTF-16 reads like one in UTF-8, as far as this matters.
    if b"pulldata" in xform.replace(b"\0", b""):
        pulled, missing = read_pulled(outline.model, outline.body, lists, files)
        names.lists = lists | pulled
        names.warnings.extend(missing)
    names.read_itext(first_child(outline.model, "itext"))
    return names


class _Description(TypedDict):
    form_id: str
    version: str
    title: str
    appearance: str


def _describe(outline: _Outline) -> _Description:
    data, title = outline.data, first_child(outline.head, "title")
    return {
        "form_id": data.get("id") or local_name(data),
        "version": data.get("version") or data.get(f"{{{OPENROSA}}}version") or "",
        "title": (title.text if title is not None else None) or data.get("id") or "",
        "appearance": outline.body.get("class") or "",
    }


def _read_outline(root: Element) -> _Outline:
    head, body = first_child(root, "head"), first_child(root, "body")
    model = first_child(head, "model") if head is not None else None
    if head is None or body is None or model is None:
        raise FormUnreadable("The XML is not an XForm: it has no head, model or body.")
    instances = children(model, "instance")
    data = first_child(instances[0]) if instances else None
    if data is None:
        raise FormUnreadable("The form has no instance, so there is nothing to fill.")
    return _Outline(head, body, model, data, instances[1:])


def _first_texts(instance: Instance) -> dict[str, str]:
    texts = dict(instance.seed.texts)
    for seed in instance.templates.values():
        for path, text in seed.texts.items():
            texts.setdefault(path, text)
    return {
        path: texts.get(path, "")
        for path, spec in instance.nodes.items()
        if spec.is_leaf and not spec.name.startswith("@")
    }


def _read_entity(outline: _Outline, instance: Instance) -> Entity | None:
    version = next(
        (
            str(value)
            for name, value in outline.model.attrib.items()
            if str(name).endswith("entities-version")
        ),
        "",
    )
    if version and not version.startswith(ENTITY_VERSIONS):
        raise FormInvalid(
            f"The form was made for entities {version[:20]}, which this program does not know; "
            "update the program, or make the form anew."
        )
    for path, spec in instance.nodes.items():
        if spec.name == "entity" and f"{path}/@dataset" in instance.nodes:
            dataset = instance.seed.texts.get(f"{path}/@dataset", "")
            return Entity(path=path, dataset=dataset, version=version)
    return None


def _read_submission(model: Element, names: FormNames) -> str:
    """The author's public key; where a form asks to be sent is never followed."""
    submission = first_child(model, "submission")
    if submission is None:
        return ""
    if submission.get("action"):
        names.warnings.append(
            "The form asks to be sent to an address of its own; that is ignored, answers go to "
            "the county only."
        )
    return submission.get("base64RsaPublicKey") or ""
