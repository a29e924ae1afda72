# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names an expression may refer to, and the texts of a form in all its languages."""

import re
from collections.abc import Mapping, Sequence

from forms.definition import Template
from forms.errors import ExpressionInvalid, FormInvalid, Problem
from forms.xml import XFORMS, Element, children, first_child, local_name, namespace_of
from forms.xpath.compile import compile_expression
from forms.xpath.ports import Compiled, Item

_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.+?)['\"]\s*\)\s*")
_ENGINE_FORMS = frozenset({"image", "audio", "video", "big-image", "guidance", "short"})


class FormNames:
    """Every node and list of a form (forms.xpath.ports.Names), and its translated texts.

    Attributes:
        leaves: initial texts by path, in document order.
        problems: what was found wrong while compiling; the loader raises them together.
        warnings: what was accepted but is probably not meant.
        namespaces: of the nodes that have one of their own, by path.
    """

    def __init__(self, instance: Element, lists: Mapping[str, tuple[Item, ...]]) -> None:
        self.leaves: dict[str, str] = {}
        self.groups: set[str] = set()
        self.lists = lists
        self.languages: tuple[str, ...] = ("default",)
        self.problems: list[Problem] = []
        self.warnings: list[str] = []
        self.namespaces: dict[str, str] = {}
        self.root = "/" + local_name(instance)
        self._texts: dict[str, dict[str, Element]] = {}
        self._indexes: dict[tuple[str, str], Mapping[str, tuple[int, ...]]] = {}
        self._open_texts: list[str] = []
        self._collect(instance, self.root, 0)

    def _collect(self, element: Element, path: str, depth: int) -> None:
        if depth > 50:
            raise FormInvalid("The form's groups are nested more than 50 deep; flatten them.")
        inner = children(element)
        namespace = namespace_of(element)
        if namespace not in ("", XFORMS):
            self.namespaces[path] = namespace
        if path in self.leaves or path in self.groups:
            raise FormInvalid(f"Two questions have the same name and place: {path}.")
        if not inner and depth > 0:
            self.leaves[path] = (element.text or "").strip()
            return
        self.groups.add(path)
        for child in inner:
            self._collect(child, f"{path}/{local_name(child)}", depth + 1)

    def has_leaf(self, path: str) -> bool:
        return path in self.leaves

    def has_group(self, path: str) -> bool:
        return path in self.groups

    def has_list(self, name: str) -> bool:
        return name in self.lists

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

    def absolute(self, written: str, parent: str) -> str:
        """The path a nodeset or ref names, without namespaces; relative to a parent's path.

        Empty when it names nothing or climbs above the form.
        """
        parts = [] if written.startswith("/") else parent.strip("/").split("/")
        for step in written.strip().strip("/").split("/"):
            if step == "..":
                parts = parts[:-1]
                if not parts:
                    return ""
            elif step not in ("", "."):
                parts.append(step.rpartition(":")[2])
        return "/" + "/".join(parts) if written.strip() else ""

    def read_itext(self, itext: Element | None) -> str:
        """Take in the translations; returns the default language."""
        if itext is None:
            return "default"
        default = ""
        languages: list[str] = []
        for translation in children(itext, "translation"):
            language = translation.get("lang") or "default"
            languages.append(language)
            if translation.get("default") is not None:
                default = language
            for text in children(translation, "text"):
                for value in children(text, "value"):
                    if (value.get("form") or "") not in _ENGINE_FORMS:
                        self._texts.setdefault(text.get("id") or "", {})[language] = value
        self.languages = tuple(languages) or ("default",)
        return default or self.languages[0]

    def compile(self, source: str, path: str, column: str) -> Compiled | None:
        """Compile an expression; a bad one is noted as a problem of its question."""
        try:
            compiled = compile_expression(source, path, self)
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


def read_lists(instances: Sequence[Element]) -> dict[str, tuple[Item, ...]]:
    """The secondary instances: name → rows, each a mapping of column to text."""
    lists: dict[str, tuple[Item, ...]] = {}
    for instance in instances:
        name, root = instance.get("id"), first_child(instance)
        if not name:
            continue
        if instance.get("src"):
            raise FormInvalid(
                f"The list {name!r} comes from another file, which this version cannot read yet; "
                "put its choices on the choices sheet."
            )
        rows = [] if root is None else children(root)
        lists[name] = tuple(
            {local_name(cell): cell.text or "" for cell in children(row)}
            or {".": (row.text or "").strip()}
            for row in rows
        )
    return lists
