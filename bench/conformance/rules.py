# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an XForm says about each node, read apart from our loader so that it can judge it.

Only enough is read to know which nodes depend on chance, the device or the other engine's own
identity (those cannot be compared) and to let a row of
docs/forms-conformance.md name an expression.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from lxml import etree

_CHANCE = re.compile(r"(?<![\w-])(random\(|uuid\(|randomize\((?![^()]*,)|version\()")
_PRELOADS = {"uid", "property", "patient", "context"}
_PATH = re.compile(r"(?:\.\./|\./|/|current\(\)/)[\w.:/-]*[\w.-]|(?:\.\./)+[\w.:-]+")


def read_rules(xform: bytes) -> dict[str, tuple[str, ...]]:
    """Generic path → the attributes and actions that govern the node, each `name: text`.

    `written: …` is a bind's nodeset as it stands; a relative one counts from the form's root.
    """
    root = etree.fromstring(xform, _parser())
    found: dict[str, list[str]] = defaultdict(list)
    top = _first_node(root)
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        written = (element.get("nodeset") or element.get("ref") or "").strip()
        if written.startswith(("jr:", "instance(")):
            continue
        path = _absolute(written, top) if written else ""
        if name == "bind":
            found[path].append(f"written: {written}")
            texts = (f"{key}: {text}" for key, text in _attributes(element))
            found[path].extend(one for one in texts if not one.startswith("nodeset:"))
        elif name == "setvalue":
            found[path].append(f"setvalue: {element.get('value') or element.text or ''}")
        elif path:
            found[path].extend(_control_rules(element, name))
    return {path: tuple(texts) for path, texts in found.items()}


def not_comparable(rules: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Generic paths that hold chance or an identity, and all that reads them."""
    found = {path for path, texts in rules.items() if any(map(_by_chance, texts))}
    found |= {path for path in rules if path.endswith("/instanceID")}
    readers = {path: set(_read_paths(path, texts)) for path, texts in rules.items()}
    grown = True
    while grown:
        more = {path for path, read in readers.items() if path not in found and read & found}
        grown = bool(more)
        found |= more
    return frozenset(found)


def plain_path(path: str) -> str:
    """A path without prefixes, positions and predicates."""
    without = re.sub(r"\[[^\]]*\]", "", path.strip())
    return "/".join(step.rpartition(":")[2] for step in without.split("/"))


def _first_node(root: etree._Element) -> str:
    instance = next(root.iter("{*}instance"), None)
    top = next(iter(instance), None) if instance is not None else None
    return "" if top is None else f"/{etree.QName(top).localname}"


def _control_rules(element: etree._Element, name: str) -> Iterator[str]:
    yield f"control: {name}"
    if element.get("appearance"):
        yield f"appearance: {element.get('appearance')}"
    for child in element.iter("{*}itemset"):
        yield f"itemset: {child.get('nodeset')}"
    for key, text in _attributes(element):
        if key == "count":
            yield f"count: {text}"


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for key, text in element.items():
        yield str(key).rpartition("}")[2], str(text)


def _by_chance(text: str) -> bool:
    name, _, rest = text.partition(": ")
    return (name == "preload" and rest in _PRELOADS) or bool(_CHANCE.search(rest))


def _read_paths(path: str, texts: tuple[str, ...]) -> Iterator[str]:
    for text in texts:
        for match in _PATH.finditer(text.partition(": ")[2]):
            yield _absolute(match.group().removeprefix("current()/"), path)


def _absolute(written: str, context: str) -> str:
    parts = [] if written.startswith("/") else context.strip("/").split("/")
    for step in plain_path(written).split("/"):
        if step == "..":
            parts = parts[:-1]
        elif step not in ("", "."):
            parts.append(step)
    return "/" + "/".join(parts)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
