# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hardened XML parser and the namespaces of an XForm."""

from typing import Final, NamedTuple

from lxml import etree

from forms.errors import FormUnreadable
from forms.limits import LIMITS

XFORMS: Final = "http://www.w3.org/2002/xforms"
XHTML: Final = "http://www.w3.org/1999/xhtml"
JAVAROSA: Final = "http://openrosa.org/javarosa"
OPENROSA: Final = "http://openrosa.org/xforms"
FIELDFARE: Final = "https://fieldfare.example/xforms"

Element = etree._Element  # noqa: SLF001 - lxml publishes no other name for its element type


def parse_xml(content: bytes) -> Element:
    """Parse XML of a stranger: no entities, no document type, no network, no huge trees.

    Raises:
        FormUnreadable: it is not well-formed or carries a document type.
    """
    if len(content) > LIMITS.xform_bytes:
        raise FormUnreadable(f"The form is larger than {LIMITS.xform_bytes // 1_000_000} MB.")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise FormUnreadable(f"The file is not well-formed XML: {error.msg}.") from error
    if root.getroottree().docinfo.internalDTD is not None or b"<!DOCTYPE" in content[:4096]:
        raise FormUnreadable(
            "The file carries a document type declaration, which a form never needs; remove it."
        )
    return root


def local_name(element: Element) -> str:
    """An element's name without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def namespace_of(element: Element) -> str:
    """An element's namespace; empty when it has none."""
    return (etree.QName(element).namespace or "") if isinstance(element.tag, str) else ""


def children(element: Element, *names: str) -> list[Element]:
    """Child elements with one of these local names, or all when none is given."""
    if not names:
        return [one for one in element if isinstance(one.tag, str)]
    return [one for one in element if local_name(one) in names]


def first_child(element: Element, *names: str) -> Element | None:
    """The first such child, or None."""
    found = children(element, *names)
    return found[0] if found else None


class Attribute(NamedTuple):
    """One attribute by local name."""

    name: str
    namespace: str
    value: str


def attributes(element: Element) -> list[Attribute]:
    """The attributes of an element, without those that only describe the form itself."""
    found: list[Attribute] = []
    for written, value in element.attrib.items():
        name = etree.QName(str(written))
        if name.namespace != JAVAROSA:
            found.append(Attribute(name.localname, name.namespace or "", str(value)))
    return found
