# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a submission makes of, or changes in, the lists a county keeps (ODK entities).

Source: the entities sub-specification of the ODK XForms specification up to 2025.1, and what ODK
Central checks. The instance itself carries the entity; this reads it back, so that a person sees
beforehand what a server will do, and why it would refuse.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from forms.definition import FormDefinition, NodeSpec
from forms.xml import Element, children, first_child, local_name, parse_xml

_YES: Final = frozenset({"1", "true"})
_ID: Final = re.compile(
    r"(?:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE
)


@dataclass(frozen=True)
class EntityChange:
    """One entity a submission creates or updates.

    Attributes:
        base_version: the version the form knew, for an update; None when it is no number.
        properties: by name, only those the answers hold; an empty text empties a property.
        problem: one sentence when a server would refuse it, else empty.
    """

    dataset: str
    entity_id: str
    creates: bool
    updates: bool
    base_version: int | None
    label: str
    properties: Mapping[str, str]
    problem: str


def read_entities(definition: FormDefinition, xml: bytes) -> tuple[EntityChange, ...]:
    """Every entity that a filled instance creates or updates, in document order."""
    return tuple(_within(parse_xml(xml), definition.root, definition))


def _within(element: Element, path: str, definition: FormDefinition) -> Iterator[EntityChange]:
    for child in children(element):
        below = f"{path}/{local_name(child)}"
        spec = definition.nodes.get(below)
        if spec is None or (spec.is_leaf and f"{below}/@dataset" not in definition.nodes):
            continue
        if f"{below}/@dataset" in definition.nodes:
            change = _read(child, spec, definition)
            if change.creates or change.updates:
                yield change
        else:
            yield from _within(child, below, definition)


def _read(entity: Element, spec: NodeSpec, definition: FormDefinition) -> EntityChange:
    label = first_child(entity, "label")
    version = entity.get("baseVersion") or ""
    change = EntityChange(
        dataset=entity.get("dataset") or "",
        entity_id=entity.get("id") or "",
        creates=(entity.get("create") or "").strip().casefold() in _YES,
        updates=(entity.get("update") or "").strip().casefold() in _YES,
        base_version=int(version) if version.isascii() and version.isdecimal() else None,
        label=(label.text or "") if label is not None else "",
        properties=dict(_properties(entity, spec, definition)),
        problem="",
    )
    return _judged(change)


def _properties(
    entity: Element, spec: NodeSpec, definition: FormDefinition
) -> Iterator[tuple[str, str]]:
    """What is saved to the entity: from the instance it stands in and no inner one."""
    base = spec.repeats[-1] if spec.repeats else definition.root
    holder: Element | None = entity
    for _ in range(spec.path.count("/") - base.count("/")):
        holder = holder.getparent() if holder is not None else None
    for path, bind in definition.binds.items():
        name = bind.extras.get("saveto")
        node = definition.nodes.get(path)
        if not name or node is None or node.repeats != spec.repeats:
            continue
        found = holder
        for step in path[len(base) + 1 :].split("/"):
            found = first_child(found, step) if found is not None else None
        if found is not None:
            yield name, found.text or ""


def _judged(change: EntityChange) -> EntityChange:
    problem = ""
    if not _ID.fullmatch(change.entity_id):
        problem = f"The entity of “{change.dataset}” has no id that is a random UUID."
    elif change.creates and not change.label.strip():
        problem = f"The new entity of “{change.dataset}” has no label."
    elif change.updates and change.base_version is None:
        problem = f"The entity of “{change.dataset}” does not say which version it changes."
    return replace(change, problem=problem)
