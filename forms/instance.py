# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a filled form as an OpenRosa instance.

A way of not answering is an attribute `fieldfare:missing` on the empty node, so that any ODK
reader still reads the rest.
"""

from collections.abc import Mapping

from lxml import etree

from forms.answers import Missing
from forms.definition import FormDefinition
from forms.xml import FIELDFARE, OPENROSA

_ATTRIBUTE = f"{{{FIELDFARE}}}missing"


def write_instance(
    definition: FormDefinition,
    texts: Mapping[str, str],
    missing: Mapping[str, Missing],
    instance_id: str,
) -> bytes:
    """The instance as UTF-8 XML.

    Args:
        definition: the form.
        texts: value of each relevant leaf.
        missing: leaves without an answer, and why.
        instance_id: written to meta/instanceID when the form has that node and it is given.
    """
    spaces = definition.namespaces
    root = etree.Element(_tag(definition.root, spaces), nsmap=_prefixes(spaces))
    root.set("id", definition.form_id)
    if definition.version:
        root.set("version", definition.version)
    made = {definition.root: root}
    for path, text in texts.items():
        element = _make(path, made, spaces)
        element.text = text or None
        if path in missing:
            element.set(_ATTRIBUTE, missing[path].value)
    identity = f"{definition.root}/meta/instanceID"
    if instance_id and identity in made:
        made[identity].text = f"uuid:{instance_id}"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _tag(path: str, spaces: Mapping[str, str]) -> str:
    name, space = path.rpartition("/")[2], spaces.get(path)
    return f"{{{space}}}{name}" if space else name


def _prefixes(spaces: Mapping[str, str]) -> dict[str, str]:
    orx = {"orx": OPENROSA} if OPENROSA in spaces.values() else {}
    return {**orx, "fieldfare": FIELDFARE}


def _make(path: str, made: dict[str, etree._Element], spaces: Mapping[str, str]) -> etree._Element:
    known = made.get(path)
    if known is not None:
        return known
    outer = _make(path.rpartition("/")[0], made, spaces)
    element = etree.SubElement(outer, _tag(path, spaces))
    made[path] = element
    return element
