# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading what a form's model says of its nodes: rules, and actions on events."""

from collections.abc import Iterator
from typing import NamedTuple, cast, get_args

from forms.definition import Action, Bind, Template, WantsSource
from forms.errors import Problem
from forms.names import FormNames
from forms.xml import FIELDFARE, JAVAROSA, Element, children, local_name
from forms.xpath.ports import Compiled

FIRST_LOAD = frozenset({"odk-instance-first-load", "xforms-ready"})
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"
_NUMBERS = frozenset({"int", "integer", "decimal"})
_OURS = ("missing", "source", "rates")
_KNOWN = frozenset(
    {"nodeset", "ref", "id", "type", "relevant", "required", "readonly", "constraint", "calculate"}
    | {f"{{{FIELDFARE}}}{name}" for name in _OURS}
)


def read_binds(model: Element, names: FormNames) -> Iterator[tuple[str, Bind]]:
    """The rules of each node; ones for nodes that do not exist are left out with a warning."""
    binds = children(model, "bind")
    for bind in binds:
        if _datatype(bind) in _NUMBERS:
            names.numbers.add(names.absolute(_nodeset(bind), names.root))
    for bind in binds:
        written = _nodeset(bind)
        path = names.absolute(written, names.root)
        if bind.get("id"):
            names.bind_ids[bind.get("id") or ""] = path
        if not path:
            names.problems.append(
                Problem(what=f"A rule is set for {written or 'nothing'}, which is not in the form.")
            )
        elif names.node(path) is None:
            names.warnings.append(
                f"A rule is set for {path}, which is not in the form; the rule does nothing."
            )
        else:
            yield path, _read_bind(bind, path, names)


def _nodeset(bind: Element) -> str:
    return bind.get("nodeset") or bind.get("ref") or ""


def _datatype(bind: Element) -> str:
    return (bind.get("type") or "string").rsplit(":", 1)[-1]


def _read_bind(bind: Element, path: str, names: FormNames) -> Bind:
    def rule(attribute: str, column: str) -> Compiled | None:
        source = bind.get(attribute)
        return names.compile(source, path, column) if source and source.strip() else None

    def message(attribute: str) -> Template:
        text = bind.get(f"{{{JAVAROSA}}}{attribute}")
        return names.itext(text, path) if text else {}

    preload = bind.get(f"{{{JAVAROSA}}}preload")
    return Bind(
        datatype=_datatype(bind),
        relevant=rule("relevant", "relevant"),
        required=rule("required", "required"),
        readonly=rule("readonly", "read_only"),
        constraint=rule("constraint", "constraint"),
        calculate=rule("calculate", "calculation"),
        constraint_message=message("constraintMsg"),
        required_message=message("requiredMsg"),
        allows_missing=(bind.get(f"{{{FIELDFARE}}}missing") or "").lower() == "yes",
        wants_source=_wants_source(bind, path, names),
        rates=(bind.get(f"{{{FIELDFARE}}}rates") or "").strip(),
        for_youth=(bind.get(f"{{{FIELDFARE}}}youth") or "").strip().lower() == "yes",
        preload=(preload, bind.get(f"{{{JAVAROSA}}}preloadParams") or "") if preload else None,
        extras={
            str(name).rpartition("}")[2]: str(value)
            for name, value in bind.attrib.items()
            if str(name) not in _KNOWN and not str(name).startswith(f"{{{JAVAROSA}}}")
        },
    )


def _wants_source(bind: Element, path: str, names: FormNames) -> WantsSource:
    written = (bind.get(f"{{{FIELDFARE}}}source") or "").strip().lower()
    for known in get_args(WantsSource):
        if written == known:
            return cast("WantsSource", known)
    if written != "no":
        names.problems.append(
            Problem(
                what=f"“{written[:40]}” says nothing about the source of an answer.",
                mend="Write yes, required or no.",
                column="bind::fieldfare:source",
                question=path.rpartition("/")[2],
            )
        )
    return ""


class _Happening(NamedTuple):
    event: str
    trigger: str


class Actions:
    """Collects the actions of a form, from its model and from the controls they hang on.

    Attributes:
        first_load: in order.
        new_repeat: by path of the repeat.
        change: by path of the question.
    """

    def __init__(self, names: FormNames) -> None:
        self._names = names
        self.first_load: list[Action] = []
        self.new_repeat: dict[str, list[Action]] = {}
        self.change: dict[str, list[Action]] = {}

    def read(self, element: Element, holder: str) -> None:
        """Take in one action element; others are left out with a warning.

        Args:
            element: the action.
            holder: path of the control or repeat it hangs on; the root for the model's own.
        """
        names = self._names
        kind, events = local_name(element), (element.get("event") or "").split()
        if kind != "setvalue":
            names.warnings.append(
                f"This laptop cannot do “{kind}” by itself; the answer can be given by hand."
            )
            return
        target = names.target(element, holder)
        if not names.has_leaf(target):
            names.warnings.append(
                f"A value is set for {target or 'nothing'}, which is no question of the form; "
                "it does nothing."
            )
            return
        action = Action(target, self._value_of(element, target), holder)
        for event in events:
            self._keep(_Happening(event, holder), action)

    def _value_of(self, element: Element, target: str) -> Compiled | None:
        source = element.get("value")
        if source is not None:
            return self._names.compile(source, target, "default") if source.strip() else None
        text = (element.text or "").strip()
        return Compiled(text, lambda _scope: text) if text else None

    def _keep(self, happening: _Happening, action: Action) -> None:
        if happening.event in FIRST_LOAD:
            self.first_load.append(action)
        elif happening.event == NEW_REPEAT:
            spec = self._names.node(happening.trigger)
            repeat = spec.repeats[-1] if spec is not None and spec.repeats else ""
            self.new_repeat.setdefault(repeat, []).append(action)
        elif happening.event == VALUE_CHANGED:
            self.change.setdefault(happening.trigger, []).append(action)
        else:
            self._names.warnings.append(
                f"The event “{happening.event}” is not known; what hangs on it does nothing."
            )
