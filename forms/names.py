# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names an expression may refer to, and the texts of a form in all its languages."""

import re
from collections.abc import Mapping

from forms.definition import NodeSpec, Template
from forms.errors import ExpressionInvalid, FormInvalid, Problem
from forms.lists import file_name
from forms.xml import Element, children, local_name
from forms.xpath.compile import compile_expression
from forms.xpath.nodes import Row
from forms.xpath.parser import parse
from forms.xpath.ports import Compiled, Item
from forms.xpath.tree import Expression

_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.+?)['\"]\s*\)\s*")
_FILES = frozenset({"image", "audio", "video", "big-image"})
_MEDIA = _FILES | {"guidance"}

_TRUTHS = frozenset({"relevant", "required", "read_only", "constraint"})


class FormNames:
    """Every node and list of a form (forms.xpath.ports.Names), and its translated texts.

    Attributes:
        problems: what was found wrong while compiling; the loader raises them together.
        warnings: what was accepted but is probably not meant.
        bind_ids: paths by the ids that binds were given.
    """

    def __init__(
        self,
        nodes: Mapping[str, NodeSpec],
        lists: Mapping[str, tuple[Item, ...]],
        trees: Mapping[str, Row] | None = None,
    ) -> None:
        self.nodes = nodes
        self.lists: Mapping[str, tuple[Item, ...]] = lists
        self._trees = trees or {}
        self.languages: tuple[str, ...] = ("default",)
        self.default_language = "default"
        self.numbers: set[str] = set()
        self._parsed: dict[str, Expression] = {}
        self.bind_ids: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self.root = next(iter(nodes))
        self._texts: dict[str, dict[str, Element]] = {}
        self._media: dict[str, dict[str, dict[str, Element]]] = {}
        self._indexes: dict[tuple[str, str], Mapping[str, tuple[int, ...]]] = {}
        self._open_texts: list[str] = []

    def node(self, path: str) -> NodeSpec | None:
        """One node of the form by its generic path."""
        return self.nodes.get(path)

    def has_leaf(self, path: str) -> bool:
        """Whether a path names a value."""
        spec = self.nodes.get(path)
        return spec is not None and spec.is_leaf

    def has_group(self, path: str) -> bool:
        """Whether a path names a group or repeat."""
        spec = self.nodes.get(path)
        return spec is not None and not spec.is_leaf

    def is_number(self, path: str) -> bool:
        """Whether a node holds a number, by the type the form gives it."""
        return path in self.numbers

    def has_list(self, name: str) -> bool:
        return name in self.lists

    def tree(self, name: str) -> Row:
        """A list as the tree it was written as; flat ones are made into one."""
        return self._trees.get(name) or Row("", {}, [Row("item", one) for one in self.lists[name]])

    def index(self, name: str, column: str) -> Mapping[str, tuple[int, ...]]:
        """Numbers of the rows of a list by their text in a column; built once."""
        known = self._indexes.get((name, column))
        if known is None:
            found: dict[str, list[int]] = {}
            for number, item in enumerate(self.lists[name]):
                found.setdefault(item.get(column, ""), []).append(number)
            known = {text: tuple(rows) for text, rows in found.items()}
            self._indexes[(name, column)] = known
        return known

    def target(self, element: Element, parent: str) -> str:
        """The path a control or action is about, by its own reference or by a bind's id."""
        bound = self.bind_ids.get(element.get("bind") or "")
        return bound or self.absolute(element.get("ref") or element.get("nodeset") or "", parent)

    def absolute(self, written: str, parent: str) -> str:
        """The path a nodeset or ref names, without namespaces; relative to a parent's path.

        Empty when it names nothing or climbs above the form.
        """
        parts = [] if written.startswith("/") else parent.strip("/").split("/")
        for step in written.strip().removeprefix("current()/").strip("/").split("/"):
            if step == "..":
                parts = parts[:-1]
                if not parts:
                    return ""
            elif step not in ("", "."):
                at = "@" if step.startswith("@") else ""
                parts.append(at + step.lstrip("@").rpartition(":")[2])
        return "/" + "/".join(parts) if written.strip() else ""

    def read_itext(self, itext: Element | None) -> None:
        """Take in the translations and the default language."""
        if itext is None:
            return
        default = ""
        languages: list[str] = []
        for translation in children(itext, "translation"):
            language = translation.get("lang") or "default"
            languages.append(language)
            if translation.get("default") is not None:
                default = language
            for text in children(translation, "text"):
                self._take_text(text, language)
        self.languages = tuple(dict.fromkeys(languages)) or ("default",)
        self.default_language = default or self.languages[0]

    def _take_text(self, text: Element, language: str) -> None:
        name = text.get("id") or ""
        for value in children(text, "value"):
            form = value.get("form") or ""
            file = _written_name(value) if form in _FILES else ""
            if _lies_outside(file):
                self.warnings.append(
                    f"The file “{file[:80]}” of the text “{name[:80]}” is named with a folder or "
                    "an address and was left out; name the file alone, beside the form."
                )
            elif form in _MEDIA:
                self._media.setdefault(name, {}).setdefault(form, {})[language] = value
            elif form == "short":
                self._texts.setdefault(name, {}).setdefault(language, value)
            else:
                self._texts.setdefault(name, {})[language] = value

    def parsed(self, source: str) -> Expression:
        """The tree of an expression; forms repeat most of theirs (WHO VA: 387 of 1,368 differ).

        Raises:
            ExpressionInvalid: it cannot be parsed.
        """
        known = self._parsed.get(source)
        if known is None:
            known = self._parsed[source] = parse(source)
        return known

    def compile(self, source: str, path: str, column: str) -> Compiled | None:
        """Compile an expression; a bad one is noted as a problem of its question."""
        try:
            compiled = compile_expression(source, path, self, is_truth=column in _TRUTHS)
        except ExpressionInvalid as error:
            name = path.rsplit("/", 1)[-1]
            self.problems.append(
                Problem(
                    what=f"The {column} of “{name}” cannot be used: {error.problems[0].what}",
                    mend=f"It reads: {source[:120]}",
                    question=name,
                    column=column,
                )
            )
            return None
        self.warnings.extend(compiled.warnings)
        return compiled

    def media(self, element: Element | None, path: str) -> dict[str, Template]:
        """Media of a label or hint: form (`image`, `guidance`, …) → text by language."""
        match = _ITEXT.fullmatch((element.get("ref") or "") if element is not None else "")
        return self.media_by_id(match.group(1), path) if match is not None else {}

    def media_by_id(self, text_id: str, path: str) -> dict[str, Template]:
        """Media of one text id."""
        return {
            form: {language: self._parts(value, path) for language, value in found.items()}
            for form, found in self._media.get(text_id, {}).items()
        }

    def template(self, element: Element | None, path: str) -> Template:
        """The text of a label, hint or value element in every language."""
        if element is None:
            return {}
        reference = element.get("ref")
        if reference:
            return self.itext(reference, path)
        parts = self._parts(element, path)
        return dict.fromkeys(self.languages, parts)

    def itext(self, reference: str, path: str) -> Template:
        """The text behind `jr:itext('id')`; a text that is not a reference stands for itself."""
        match = _ITEXT.fullmatch(reference)
        if match is None:
            return dict.fromkeys(self.languages, (reference,))
        return self.by_id(match.group(1), path)

    def by_id(self, text_id: str, path: str) -> Template:
        """The translations of one text id."""
        found = self._texts.get(text_id, {})
        if text_id in self._open_texts:
            raise ExpressionInvalid(f"The text {text_id!r} is made of itself.")
        self._open_texts.append(text_id)
        template = {language: self._parts(value, path) for language, value in found.items()}
        self._open_texts.pop()
        return template

    def _parts(self, element: Element, path: str) -> tuple[str | Compiled, ...]:
        parts: list[str | Compiled] = [element.text or ""]
        for output in children(element):
            source = output.get("value") or output.get("ref")
            if local_name(output) == "output" and source:
                compiled = self.compile(source, path, "label")
                if compiled is not None:
                    parts.append(compiled)
            parts.append(output.tail or "")
        return tuple(part for part in parts if part != "")


def _written_name(value: Element) -> str:
    """The name of a file, with … for what answers fill in."""
    rest = (f"…{one.tail or ''}" for one in children(value))
    return f"{value.text or ''}{''.join(rest)}".strip()


def _lies_outside(file: str) -> bool:
    """Whether a file is named elsewhere than beside the form."""
    if not re.search(r"[/\\:]", file):
        return False
    try:
        return not file_name(file)
    except FormInvalid:
        return True
