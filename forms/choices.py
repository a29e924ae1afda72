# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading where the choices of a question come from.

Choices of one list are built once per way of labelling them, however many questions share it.
"""

from collections.abc import Iterator, Sequence

from forms.definition import ChoiceItem, ChoiceSource, NodeChoices, Template
from forms.errors import ExpressionInvalid, Problem
from forms.names import FormNames
from forms.xml import Element, children, first_child
from forms.xpath.compile import compile_items_query
from forms.xpath.lists import ItemsQuery
from forms.xpath.ports import Item, References


class ChoiceReader:
    """Reads the choices of one form's questions."""

    def __init__(self, names: FormNames) -> None:
        self._names = names
        self._listed: dict[tuple[str, str, str], tuple[ChoiceItem, ...]] = {}

    def read(self, element: Element, path: str) -> ChoiceSource:
        """The choices of one control; what is wrong is noted as a problem of its question."""
        itemset = first_child(element, "itemset")
        if itemset is None:
            return ChoiceSource(items=tuple(self._written(element, path)))
        names = self._names
        try:
            asked, references, warnings = compile_items_query(
                itemset.get("nodeset") or "", path, names
            )
            names.warnings.extend(warnings)
            return self._from_query(asked, references, itemset, path)
        except ExpressionInvalid as error:
            question = path.rsplit("/", 1)[-1]
            names.problems.append(
                Problem(
                    what=f"The choices of “{question}” cannot be used: {error.problems[0].what}",
                    question=question,
                    column="choice_filter",
                )
            )
            return ChoiceSource(items=())

    def _from_query(
        self, asked: ItemsQuery, references: References, itemset: Element, path: str
    ) -> ChoiceSource:
        value, label = first_child(itemset, "value"), first_child(itemset, "label")
        value_column = (value.get("ref") if value is not None else None) or "name"
        label_column = (label.get("ref") if label is not None else None) or "label"
        if asked.nodes is None:
            rows = self._names.lists[asked.name] if asked.items is None else asked.items
            items = self._of_list(
                f"{asked.name} {len(rows)}", rows, (value_column, label_column), path
            )
            return ChoiceSource(items=items, rows=asked.rows, references=references)
        names = self._names
        shown = names.compile(label_column, asked.path, "label")
        stored = names.compile(value_column, asked.path, "choices")
        if shown is None or stored is None:
            return ChoiceSource(items=())
        read = dict(references)
        for compiled in (shown, stored):
            for reference in compiled.references:
                read[reference] = references.get(asked.path, "")
        return ChoiceSource((), None, read, NodeChoices(asked.nodes, stored, shown))

    def _written(self, element: Element, path: str) -> Iterator[ChoiceItem]:
        for item in children(element, "item"):
            value, label = first_child(item, "value"), first_child(item, "label")
            text = (value.text or "").strip() if value is not None else ""
            yield ChoiceItem(
                text,
                self._names.template(label, path),
                {"name": text},
                self._names.media(label, path),
            )

    def _of_list(
        self, name: str, rows: Sequence[Item], columns: tuple[str, str], path: str
    ) -> tuple[ChoiceItem, ...]:
        known = self._listed.get((name, *columns))
        if known is None:
            known = tuple(self._listed_items(rows, *columns, path))
            self._listed[(name, *columns)] = known
        return known

    def _listed_items(
        self, rows: Sequence[Item], value_column: str, label_column: str, path: str
    ) -> Iterator[ChoiceItem]:
        translated = label_column.startswith("jr:itext(")
        column = label_column.removeprefix("jr:itext(").rstrip(")").strip()
        texts: dict[str, tuple[Template, dict[str, Template]]] = {}
        for item in rows:
            text = item.get(column, "")
            if not translated:
                label = dict.fromkeys(self._names.languages, (text,))
                yield ChoiceItem(item.get(value_column, ""), label, item)
                continue
            if text not in texts:
                texts[text] = (self._names.by_id(text, path), self._names.media_by_id(text, path))
            yield ChoiceItem(item.get(value_column, ""), texts[text][0], item, texts[text][1])
