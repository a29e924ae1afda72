# SPDX-License-Identifier: AGPL-3.0-or-later
"""The names an expression may refer to, and the texts of a form in all its languages."""

import re
from collections.abc import Mapping, Sequence

from forms.definition import Template
from forms.errors import ExpressionInvalid, FormInvalid, Problem
from forms.xml import Element, children, first_child, local_name
from forms.xpath.compile import Compiled, Item, compile_expression

_ITEXT = re.compile(r"\s*jr:itext\(\s*['\"](.+?)['\"]\s*\)\s*")
_ENGINE_FORMS = frozenset({"image", "audio", "video", "big-image", "guidance", "short"})


class FormNames:
    """Every node and list of a form (forms.xpath.compile.Names), and its translated texts.

    Attributes:
        leaves: initial texts by path, in document order.
        problems: what was found wrong while compiling; the loader raises them together.
    """

    def __init__(self, instance: Element, lists: Mapping[str, tuple[Item, ...]]) -> None:
        self.leaves: dict[str, str] = {}
        self.groups: set[str] = set()
        self.lists = lists
        self.languages: tuple[str, ...] = ("default",)
        self.problems: list[Problem] = []
        self._texts: dict[str, dict[str, Element]] = {}
        self._collect(instance, "/" + local_name(instance), 0)

    def _collect(self, element: Element, path: str, depth: int) -> None:
        if depth > 50:
            raise FormInvalid("The form's groups are nested more than 50 deep; flatten them.")
        inner = children(element)
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
            return compile_expression(source, path, self)
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
        return {language: self._parts(value, path) for language, value in found.items()}

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
            {local_name(cell): cell.text or "" for cell in children(row)} for row in rows
        )
    return lists
