# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing a filled form as an OpenRosa instance.

A way of not answering is an attribute `fieldfare:missing` on the empty node, so that any ODK
reader still reads the rest.
"""

from collections.abc import Mapping

from lxml import etree

from forms.answers import Missing
from forms.definition import FormDefinition
from forms.xml import FIELDFARE

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
    name = definition.root.strip("/")
    root = etree.Element(name, nsmap={"fieldfare": FIELDFARE})
    root.set("id", definition.form_id)
    if definition.version:
        root.set("version", definition.version)
    made = {definition.root: root}
    for path, text in texts.items():
        element = _make(path, made)
        element.text = text or None
        if path in missing:
            element.set(_ATTRIBUTE, missing[path].value)
    identity = f"{definition.root}/meta/instanceID"
    if instance_id and identity in made:
        made[identity].text = f"uuid:{instance_id}"
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def _make(path: str, made: dict[str, etree._Element]) -> etree._Element:
    known = made.get(path)
    if known is not None:
        return known
    parent, _, name = path.rpartition("/")
    element = etree.SubElement(_make(parent, made), name)
    made[path] = element
    return element
