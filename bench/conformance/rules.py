# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an XForm says about each node, read apart from our loader so that it can judge it.

Only enough is read to know which nodes depend on chance, the device or the other engine's own
identity (those cannot be compared) and to let a row of
docs/forms-conformance.md name an expression.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

_CHANCE = re.compile(r"(?<![\w-])(random\(|uuid\(|randomize\((?![^()]*,)|version\()")
_TEXT = re.compile(r"jr:itext\(\s*['\"](.+?)['\"]\s*\)")
_PRELOADS = {"uid", "property", "patient", "context"}
_PATH = re.compile(r"(?:\.\./|\./|/|current\(\)/)[\w.:/-]*[\w.-]|(?:\.\./)+[\w.:-]+")


def read_rules(xform: bytes) -> dict[str, tuple[str, ...]]:
    """Generic path → the attributes and actions that govern the node, each `name: text`.

    `written: …` is a bind's nodeset as it stands; a relative one counts from the form's root.
    """
    root = etree.fromstring(xform, _parser())
    found: dict[str, list[str]] = defaultdict(list)
    top = _first_node(root)
    outputs = _outputs_by_text(root)
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
            found[path].extend(_control_rules(element, name, outputs))
    for path, text in _copied_defaults(root, top):
        found[path].append(f"copied default: {text}")
    for repeat in _repeats(root, top):
        inner = re.compile(rf"{re.escape(repeat)}/")
        for path, known in found.items():
            if path.startswith(f"{repeat}/") and any(_reads(inner, one) for one in known):
                known.append(f"own repeat: {repeat}")
    return {path: tuple(texts) for path, texts in found.items()}


def not_comparable(rules: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Generic paths that hold chance or an identity, and all that reads them."""
    found = {path for path, texts in rules.items() if any(map(_by_chance, texts))}
    found |= {path for path in rules if path.endswith("/instanceID")}
    readers = {
        path: set(_read_paths(path, [one for one in texts if not one.startswith("output:")]))
        for path, texts in rules.items()
    }
    grown = True
    while grown:
        more = {path for path, read in readers.items() if path not in found and read & found}
        grown = bool(more)
        found |= more
    return frozenset(found)


def not_sayable(rules: Mapping[str, tuple[str, ...]], without: frozenset[str]) -> frozenset[str]:
    """Generic paths whose label says chance, or what a node in `without` holds."""
    return frozenset(
        path
        for path, texts in rules.items()
        for outputs in [[one for one in texts if one.startswith("output:")]]
        if any(map(_by_chance, outputs)) or without & set(_read_paths(path, outputs))
    )


def plain_path(path: str) -> str:
    """A path without prefixes, positions and predicates."""
    without = re.sub(r"\[[^\]]*\]", "", path.strip())
    return "/".join(step.rpartition(":")[2] for step in without.split("/"))


def _first_element(instance: etree._Element | None) -> etree._Element | None:
    return None if instance is None else next(instance.iterchildren(etree.Element), None)


def _first_node(root: etree._Element) -> str:
    instance = next(root.iter("{*}instance"), None)
    top = _first_element(instance)
    return "" if top is None else f"/{etree.QName(top).localname}"


def _copied_defaults(root: etree._Element, top: str) -> Iterator[tuple[str, str]]:
    """Defaults of a repeat without a template, which its first instance then is."""
    instance = next(root.iter("{*}instance"), None)
    data = _first_element(instance)
    if data is None:
        return
    repeats = _repeats(root, top)
    templates = {_path_of(one) for one in data.iter(etree.Element) if _is_template(one)}
    for leaf in data.iter(etree.Element):
        path = _path_of(leaf)
        within = any(path.startswith(f"{one}/") for one in repeats - templates)
        if within and not len(leaf) and (leaf.text or "").strip():
            yield path, str(leaf.text)


def _repeats(root: etree._Element, top: str) -> set[str]:
    return {_absolute(one.get("nodeset") or "", top) for one in root.iter("{*}repeat")}


def _reads(paths: re.Pattern[str], text: str) -> bool:
    name, _, rest = text.partition(": ")
    return name not in ("written", "control", "copied default") and bool(paths.search(rest))


def _is_template(element: etree._Element) -> bool:
    return any(key == "template" for key, _ in _attributes(element))


def _path_of(element: etree._Element) -> str:
    steps = [element, *element.iterancestors()]
    names = [etree.QName(one).localname for one in steps]
    return "/" + "/".join(reversed(names[: names.index("instance")]))


def _control_rules(
    element: etree._Element, name: str, outputs: Mapping[str, list[str]]
) -> Iterator[str]:
    yield f"control: {name}"
    label = element.find("{*}label")
    if label is not None:
        yield from (f"output: {one}" for one in _outputs(label))
        known = _TEXT.fullmatch((label.get("ref") or "").strip())
        yield from (f"output: {one}" for one in (outputs.get(known.group(1), []) if known else []))
    if element.get("appearance"):
        yield f"appearance: {element.get('appearance')}"
    for child in element.iter("{*}itemset"):
        yield f"itemset: {child.get('nodeset')}"
    for key, text in _attributes(element):
        if key == "count":
            yield f"count: {text}"


def _outputs(element: etree._Element) -> list[str]:
    found = element.iter("{*}output")
    return [str(one.get("value") or one.get("ref") or "") for one in found]


def _outputs_by_text(root: etree._Element) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for text in root.iter("{*}text"):
        found[text.get("id") or ""] += _outputs(text)
    return found


def _attributes(element: etree._Element) -> Iterator[tuple[str, str]]:
    for key, text in element.items():
        yield str(key).rpartition("}")[2], str(text)


def _by_chance(text: str) -> bool:
    name, _, rest = text.partition(": ")
    return (name == "preload" and rest in _PRELOADS) or bool(_CHANCE.search(rest))


def _read_paths(path: str, texts: Iterable[str]) -> Iterator[str]:
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
