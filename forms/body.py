# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading what a form shows: questions, groups and repeats, in order."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation

from forms.binds import Actions
from forms.choices import ChoiceReader
from forms.definition import (
    Bind,
    BodyPart,
    Control,
    Group,
    Question,
    Range,
    Repeat,
    Template,
)
from forms.errors import Problem
from forms.names import FormNames
from forms.xml import JAVAROSA, Element, children, first_child, local_name
from forms.xpath.ports import Compiled

_BY_TYPE = {
    "int": Control.INTEGER,
    "integer": Control.INTEGER,
    "long": Control.INTEGER,
    "decimal": Control.DECIMAL,
    "date": Control.DATE,
    "time": Control.TIME,
    "dateTime": Control.DATETIME,
    "geopoint": Control.GEOPOINT,
    "geotrace": Control.GEOTRACE,
    "geoshape": Control.GEOSHAPE,
    "barcode": Control.BARCODE,
}
_BY_MEDIA = {"image": Control.IMAGE, "audio": Control.AUDIO, "video": Control.VIDEO}
_QUESTIONS = frozenset(
    {"input", "select", "select1", "trigger", "upload", "range", "rank", "secret", "textarea"}
)
_ACTIONS = frozenset({"setvalue", "setgeopoint", "recordaudio"})
_TEXTS = frozenset({"label", "hint"})
_PLAIN_PATH = re.compile(r"(?!\d)(?:current\(\)/)?[\w.:/-]+")
_PROGRAM = re.compile(r"(?:^|\s)ex:", re.IGNORECASE)
_OWN = frozenset({"ref", "nodeset", "appearance", "start", "end", "step", "bind"})


def repeats_in(body: Element) -> frozenset[str]:
    """Generic paths of everything the body repeats."""
    found: set[str] = set()

    def walk(element: Element, parent: str) -> None:
        for child in children(element):
            written = child.get("nodeset") or child.get("ref") or ""
            path = join_path(written, parent) if written else parent
            if local_name(child) == "repeat":
                found.add(path)
            if local_name(child) in ("group", "repeat"):
                walk(child, path)

    walk(body, "")
    return frozenset(found)


def join_path(written: str, parent: str) -> str:
    """An absolute generic path without namespaces."""
    parts = [] if written.startswith("/") else parent.strip("/").split("/")
    parts += [one.rpartition(":")[2] for one in written.strip("/").split("/") if one != "."]
    return "/" + "/".join(one for one in parts if one)


class BodyReader:
    """Walks the body once, in document order.

    Attributes:
        questions, repeats, group_labels: by generic path, in order of appearance.
    """

    def __init__(self, names: FormNames, binds: Mapping[str, Bind], actions: Actions) -> None:
        self._names = names
        self._binds = binds
        self._actions = actions
        self._choices = ChoiceReader(names)
        self.questions: dict[str, Question] = {}
        self.repeats: dict[str, Repeat] = {}
        self.group_labels: dict[str, Template] = {}

    def read(self, body: Element) -> tuple[BodyPart, ...]:
        """The parts of the body."""
        return tuple(self._parts(body, self._names.root))

    def _parts(self, element: Element, parent: str) -> Iterator[BodyPart]:
        for child in children(element):
            kind = local_name(child)
            if kind in _TEXTS:
                continue
            if kind == "group":
                yield self._group(child, parent)
            elif kind == "repeat":
                yield self._repeat(child, parent, {}, "")
            elif kind in _QUESTIONS:
                path = self._question(child, kind, parent)
                if path:
                    yield path
            elif kind in _ACTIONS:
                self._actions.read(child, parent)
            else:
                self._names.warnings.append(f"The element “{kind}” is not known and is left out.")

    def _group(self, element: Element, parent: str) -> Group | Repeat:
        written = element.get("ref") or element.get("nodeset") or ""
        path = self._names.absolute(written, parent) or parent
        shown = [one for one in children(element) if local_name(one) not in _TEXTS]
        repeats = len(shown) == 1 and local_name(shown[0]) == "repeat"
        place = self._names.absolute(shown[0].get("nodeset") or "", path) if repeats else path
        label = self._names.template(first_child(element, "label"), place)
        if repeats:
            return self._repeat(shown[0], path, label, element.get("appearance") or "")
        self._note_program(element, path)
        if label:
            self.group_labels.setdefault(path, label)
        return Group(
            path=path,
            label=label,
            appearance=element.get("appearance") or "",
            children=tuple(self._parts(element, path)),
            hint=self._names.template(first_child(element, "hint"), path),
        )

    def _repeat(self, element: Element, parent: str, label: Template, appearance: str) -> Repeat:
        names = self._names
        path = names.absolute(element.get("nodeset") or element.get("ref") or "", parent)
        spec = names.node(path)
        if spec is None or not spec.is_repeat:
            shown = element.get("nodeset") or "nothing"
            names.problems.append(
                Problem(what=f"A repeat refers to {shown[:120]}, which is not a group of the form.")
            )
        count = self._count(element, path, parent)
        own = names.template(first_child(element, "label"), path)
        fixed = (element.get(f"{{{JAVAROSA}}}noAddRemove") or "").strip() in ("true()", "true")
        if label:
            self.group_labels.setdefault(path, label)
        repeat = Repeat(
            path=path,
            label=own or label,
            appearance=element.get("appearance") or appearance,
            children=tuple(self._parts(element, path)),
            count=count,
            may_change=count is None and not fixed,
        )
        self.repeats[path] = repeat
        return repeat

    def _count(self, element: Element, path: str, parent: str) -> Compiled | None:
        written = element.get(f"{{{JAVAROSA}}}count")
        if not written:
            return None
        spec = self._names.node(path)
        context = spec.parent if spec is not None else parent
        if _PLAIN_PATH.fullmatch(written.strip()):
            # A path counts from the repeat itself, an expression from where the repeat stands.
            written = self._names.absolute(written.strip().removeprefix("current()/"), path)
        return self._names.compile(written, context, "repeat_count")

    def _question(self, element: Element, kind: str, parent: str) -> str:
        names = self._names
        path = names.target(element, parent)
        if not names.has_leaf(path):
            shown = path or element.get("bind") or "nothing"
            names.problems.append(
                Problem(what=f"A question refers to {shown}, which is not in the form.")
            )
            return ""
        bind = self._binds.get(path, Bind())
        self._note_program(element, path)
        for action in children(element, *_ACTIONS):
            self._actions.read(action, path)
        control = self._control(element, kind, bind)
        label, hint = first_child(element, "label"), first_child(element, "hint")
        media = names.media(label, path)
        asked = Question(
            path=path,
            name=path.rsplit("/", 1)[-1],
            control=control,
            appearance=element.get("appearance") or "",
            datatype=bind.datatype,
            label=names.template(label, path),
            hint=names.template(hint, path),
            choices=self._choices.read(element, path) if kind in _WITH_CHOICES else None,
            allows_missing=bind.allows_missing,
            guidance=names.media(hint, path).get("guidance", {}),
            media={form: text for form, text in media.items() if form != "guidance"},
            range=self._range(element, path) if kind == "range" else None,
            parameters=_parameters(element, bind),
            wants_source=bind.wants_source,
            rates=self._rated(bind.rates, path),
        )
        # A node asked at two places is one question; the first place shows it best.
        self.questions.setdefault(path, asked)
        return path

    def _note_program(self, element: Element, path: str) -> None:
        if _PROGRAM.search(element.get("appearance") or "") or element.get("intent"):
            self._names.warnings.append(
                f"“{path.rpartition('/')[2]}” would start another program; it is answered by "
                "hand instead."
            )

    def _rated(self, written: str, path: str) -> str:
        """The path of the question another one rates, by name or path; empty for none."""
        if not written:
            return ""
        names, wanted = self._names, written.strip("${} ")
        found = [
            one
            for one in names.nodes
            if names.has_leaf(one)
            and (one == wanted or one.rpartition("/")[2] == wanted)
            and one != path
        ]
        if len(found) == 1:
            return found[0]
        names.problems.append(
            Problem(
                what=f"“{wanted[:60]}” is not one other question of this form.",
                mend="Write the name of the question whose answer is rated.",
                column="bind::fieldfare:rates",
                question=path.rpartition("/")[2],
            )
        )
        return ""

    def _control(self, element: Element, kind: str, bind: Bind) -> Control:
        match kind:
            case "select":
                return Control.SELECT_MULTIPLE
            case "select1":
                return Control.SELECT_ONE
            case "rank":
                return Control.RANK
            case "trigger":
                return Control.TRIGGER
            case "range":
                return Control.RANGE
            case "upload":
                mediatype = (element.get("mediatype") or "").partition("/")[0]
                return _BY_MEDIA.get(mediatype, Control.FILE)
        fixed = bind.readonly is not None and bind.readonly.source.strip() in ("true()", "1")
        if fixed and bind.datatype == "string":
            return Control.NOTE
        return _BY_TYPE.get(bind.datatype, Control.TEXT)

    def _range(self, element: Element, path: str) -> Range:
        ends = {"start": "1", "end": "10", "step": "1"}
        for name, usual in ends.items():
            written = (element.get(name) or usual).strip()
            try:
                finite = Decimal(written).is_finite()
            except InvalidOperation:
                finite = False
            if not finite or (name == "step" and Decimal(written) == 0):
                question = path.rpartition("/")[2]
                what = f"The {name} of the scale “{question}” is “{written[:40]}”, not a number."
                self._names.problems.append(Problem(what=what, question=question))
                written = usual
            ends[name] = written
        return Range(**ends)


_WITH_CHOICES = frozenset({"select", "select1", "rank"})


def _parameters(element: Element, bind: Bind) -> dict[str, str]:
    own = {
        str(name).rpartition("}")[2]: str(value)
        for name, value in element.attrib.items()
        if str(name) not in _OWN
    }
    return {**bind.extras, **own}
