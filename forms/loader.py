# SPDX-License-Identifier: AGPL-3.0-or-later
"""From an XForm to a form definition.

Every name, reference and expression is checked here, and all problems are told at once, so that
an author mends a form in one go and a worker never meets a broken one.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from forms.definition import (
    Bind,
    ChoiceItem,
    ChoiceSource,
    Control,
    FormDefinition,
    Page,
    Question,
    Template,
)
from forms.errors import ExpressionInvalid, FormInvalid, FormUnreadable, FormUnsupported, Problem
from forms.graph import build_graph
from forms.names import FormNames, read_lists
from forms.xml import (
    FIELDFARE,
    JAVAROSA,
    Element,
    children,
    first_child,
    local_name,
    parse_xml,
)
from forms.xpath.compile import compile_list_query
from forms.xpath.ports import Compiled

_CONTROLS = {
    "int": Control.INTEGER,
    "integer": Control.INTEGER,
    "decimal": Control.DECIMAL,
    "date": Control.DATE,
}
_UNSUPPORTED = {
    "repeat": "repeating groups",
    "upload": "photographs and files",
    "range": "range pickers",
    "rank": "ranking",
    "secret": "secret entry",
}


class _Parts(NamedTuple):
    names: FormNames
    binds: dict[str, Bind]
    item_texts: dict[str, dict[str, Template]]


def load_form(xform: bytes) -> FormDefinition:
    """Load an XForm.

    Raises:
        FormUnreadable: not XML, or not an XForm.
        FormUnsupported: it uses a kind of question this version cannot show.
        FormInvalid: names, references or expressions are wrong; lists every problem.
    """
    root = parse_xml(xform)
    head, body = first_child(root, "head"), first_child(root, "body")
    model = first_child(head, "model") if head is not None else None
    if head is None or body is None or model is None:
        raise FormUnreadable("The XML is not an XForm: it has no head, model or body.")
    instances = children(model, "instance")
    data = first_child(instances[0]) if instances else None
    if data is None:
        raise FormUnreadable("The form has no instance, so there is nothing to fill.")
    if any(local_name(one) == "repeat" for one in body.iter()):
        raise FormUnsupported(_unsupported("repeat"))
    names = FormNames(data, read_lists(instances[1:]))
    default_language = names.read_itext(first_child(model, "itext"))
    binds = dict(_read_binds(model, names))
    reader = _BodyReader(_Parts(names, binds, {}), names.root)
    reader.read(body)
    on_first_load = tuple(_read_actions(model, names))
    if names.problems:
        raise FormInvalid(*names.problems)
    title = first_child(head, "title")
    loaded = FormDefinition(
        form_id=data.get("id") or local_name(data),
        version=data.get("version") or "",
        title=(title.text if title is not None else None) or data.get("id") or "",
        languages=names.languages,
        default_language=default_language,
        root=names.root,
        leaves=names.leaves,
        groups=frozenset(names.groups),
        binds=binds,
        pages=tuple(reader.pages),
        questions=reader.questions,
        group_labels=reader.group_labels,
        lists=names.lists,
        on_first_load=on_first_load,
        warnings=tuple(dict.fromkeys([*names.warnings, *reader.warnings])),
        namespaces=names.namespaces,
    )
    return replace(loaded, graph=build_graph(loaded))


def _unsupported(kind: str) -> str:
    return f"The form uses {_UNSUPPORTED[kind]}, which this version cannot show yet."


def _read_binds(model: Element, names: FormNames) -> Iterator[tuple[str, Bind]]:
    for bind in children(model, "bind"):
        written = bind.get("nodeset") or bind.get("ref") or ""
        path = names.absolute(written, names.root)
        if not path:
            names.problems.append(
                Problem(what=f"A rule is set for {written or 'nothing'}, which is not in the form.")
            )
            continue
        if not names.has_leaf(path) and not names.has_group(path):
            names.warnings.append(
                f"A rule is set for {path}, which is not in the form; the rule does nothing."
            )
            continue

        def rule(
            attribute: str, column: str, bind: Element = bind, path: str = path
        ) -> Compiled | None:
            source = bind.get(attribute)
            return names.compile(source, path, column) if source else None

        def message(attribute: str, bind: Element = bind, path: str = path) -> Template:
            text = bind.get(f"{{{JAVAROSA}}}{attribute}")
            return names.itext(text, path) if text else {}

        yield (
            path,
            Bind(
                datatype=(bind.get("type") or "string").rsplit(":", 1)[-1],
                relevant=rule("relevant", "relevant"),
                required=rule("required", "required"),
                readonly=rule("readonly", "read_only"),
                constraint=rule("constraint", "constraint"),
                calculate=rule("calculate", "calculation"),
                constraint_message=message("constraintMsg"),
                required_message=message("requiredMsg"),
                allows_missing=(bind.get(f"{{{FIELDFARE}}}missing") or "").lower() == "yes",
            ),
        )


def _read_actions(model: Element, names: FormNames) -> Iterator[tuple[str, Compiled]]:
    for action in children(model, "setvalue"):
        path, source = names.absolute(action.get("ref") or "", names.root), action.get("value")
        events = (action.get("event") or "").split()
        if not {"odk-instance-first-load", "xforms-ready"} & set(events) or not source:
            continue
        if names.has_leaf(path):
            compiled = names.compile(source, path, "default")
            if compiled is not None:
                yield path, compiled


class _BodyReader:
    """Walks the body once, in document order."""

    def __init__(self, parts: _Parts, root: str) -> None:
        self._names = parts.names
        self._binds = parts.binds
        self._item_texts = parts.item_texts
        self._root = root
        self.pages: list[Page] = []
        self.questions: dict[str, Question] = {}
        self.group_labels: dict[str, Template] = {}
        self.warnings: list[str] = []

    def read(self, body: Element) -> None:
        for element in children(body):
            before = len(self.questions)
            path = self._walk(element, self._root)
            added = tuple(self.questions)[before:]
            if added:
                title = self.group_labels.get(path, {})
                self.pages.append(Page(path=path, title=title, question_paths=added))

    def _walk(self, element: Element, parent: str) -> str:
        kind = local_name(element)
        if kind in _UNSUPPORTED:
            raise FormUnsupported(_unsupported(kind))
        if kind == "group":
            written = element.get("ref") or element.get("nodeset") or ""
            path = self._names.absolute(written, parent) or parent
            label = self._names.template(first_child(element, "label"), path)
            if label:
                self.group_labels[path] = label
            for child in children(element):
                if local_name(child) not in ("label", "hint"):
                    self._walk(child, path)
            return path
        if kind in ("input", "select", "select1", "trigger"):
            return self._question(element, kind, parent)
        self.warnings.append(f"The element “{kind}” is not known and is left out.")
        return parent

    def _question(self, element: Element, kind: str, parent: str) -> str:
        path = self._names.absolute(element.get("ref") or "", parent)
        if not self._names.has_leaf(path):
            self._names.problems.append(
                Problem(what=f"A question refers to {path or 'nothing'}, which is not in the form.")
            )
            return parent
        bind = self._binds.get(path, Bind())
        self.questions[path] = Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            control=self._control(kind, bind),
            appearance=element.get("appearance") or "",
            datatype=bind.datatype,
            label=self._names.template(first_child(element, "label"), path),
            hint=self._names.template(first_child(element, "hint"), path),
            choices=self._choices(element, path) if kind.startswith("select") else None,
            allows_missing=bind.allows_missing,
        )
        return path

    def _control(self, kind: str, bind: Bind) -> Control:
        if kind == "select":
            return Control.SELECT_MULTIPLE
        if kind == "select1":
            return Control.SELECT_ONE
        fixed = bind.readonly is not None and bind.readonly.source.strip() == "true()"
        if kind == "trigger" or (fixed and bind.calculate is None):
            return Control.NOTE
        if bind.datatype in ("time", "dateTime", "geopoint", "geotrace", "geoshape", "barcode"):
            self.warnings.append(f"A question of type {bind.datatype} is shown as plain text.")
        return _CONTROLS.get(bind.datatype, Control.TEXT)

    def _choices(self, element: Element, path: str) -> ChoiceSource:
        itemset = first_child(element, "itemset")
        if itemset is None:
            return ChoiceSource(items=tuple(self._written_items(element, path)))
        query = itemset.get("nodeset") or ""
        try:
            asked, references, warnings = compile_list_query(query, path, self._names)
        except ExpressionInvalid as error:
            question = path.rsplit("/", 1)[-1]
            self._names.problems.append(
                Problem(
                    what=f"The choices of “{question}” cannot be used: {error.problems[0].what}",
                    question=question,
                    column="choice_filter",
                )
            )
            return ChoiceSource(items=())
        value, label = first_child(itemset, "value"), first_child(itemset, "label")
        value_column = (value.get("ref") if value is not None else None) or "name"
        label_column = (label.get("ref") if label is not None else None) or "label"
        self._names.warnings.extend(warnings)
        items = tuple(self._listed_items(asked.name, value_column, label_column, path))
        return ChoiceSource(items=items, rows=asked.rows, references=references)

    def _written_items(self, element: Element, path: str) -> Iterator[ChoiceItem]:
        for item in children(element, "item"):
            value, label = first_child(item, "value"), first_child(item, "label")
            text = (value.text or "").strip() if value is not None else ""
            yield ChoiceItem(text, self._names.template(label, path), {"name": text})

    def _listed_items(
        self, name: str, value_column: str, label_column: str, path: str
    ) -> Iterator[ChoiceItem]:
        translated = label_column.startswith("jr:itext(")
        column = label_column.removeprefix("jr:itext(").rstrip(")") if translated else label_column
        for item in self._names.lists[name]:
            text = item.get(column, "")
            if translated:
                known = self._item_texts.setdefault(name, {})
                if text not in known:
                    known[text] = self._names.by_id(text, path)
                label = known[text]
            else:
                label = dict.fromkeys(self._names.languages, (text,))
            yield ChoiceItem(item.get(value_column, ""), label, item)
