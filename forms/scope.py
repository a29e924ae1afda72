# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running state that expressions read (forms.xpath.ports.Scope)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from random import Random

from forms.definition import ChoiceItem, FormDefinition, Question, Template
from forms.entry import cast_text
from forms.errors import BudgetExceeded
from forms.limits import LIMITS
from forms.running import RunningInstance
from forms.xpath.nodes import Node
from forms.xpath.ports import Compiled, Item
from forms.xpath.values import XValue, bounded, number_text, to_number, to_text

_STANDARD = {
    "required": {"en": "This item needs an answer.", "es": "Esta pregunta necesita respuesta."},
    "constraint": {"en": "This answer is not allowed.", "es": "Esta respuesta no es válida."},
    "source": {
        "en": "Say where this answer comes from.",
        "es": "Indique de dónde viene esta respuesta.",
    },
    "gone": {
        "en": "The chosen answer is no longer offered; choose again.",
        "es": "La respuesta elegida ya no se ofrece; elija de nuevo.",
    },
}


class RunningScope:
    """What expressions may ask, and a step budget."""

    def __init__(
        self,
        definition: FormDefinition,
        instance: RunningInstance,
        moment: datetime,
        chance: Random,
    ) -> None:
        self.chance = chance
        self.order_seed = chance.randrange(1, 2**31 - 1)
        self.version = definition.version
        self.node = self.origin = instance.root
        self.place = self.size = 0
        self.single: Mapping[str, Node] = instance.single
        self.item: Item | None = None
        self.language = definition.default_language
        self._definition = definition
        self._moment = moment
        self._left = LIMITS.steps

    def refill(self) -> None:
        """A fresh step budget, for the next answer."""
        self._left = LIMITS.steps

    def spend(self, steps: int) -> None:
        """Count steps.

        Raises:
            BudgetExceeded: this answer asked for more than the form may.
        """
        self._left -= steps
        if self._left < 0:
            raise BudgetExceeded("The form's expressions ask for too much work; simplify them.")

    def evaluate(self, compiled: Compiled, node: Node) -> XValue:
        """The value of an expression that belongs to a node."""
        before = self.node, self.origin, self.place
        self.node = self.origin = node
        self.place = 0
        try:
            return compiled.evaluate(self)
        finally:
            self.node, self.origin, self.place = before

    def items(self, name: str) -> Sequence[Item]:
        """The rows of a list."""
        return self._definition.lists[name]

    def choice_label(self, value: str, node: Node) -> str:
        """The label of a choice of a question, in the current language."""
        question = self._definition.questions.get(node.path)
        if question is None or question.choices is None:
            return value
        source = question.choices
        items = source.items if source.from_nodes is None else self.offered(question, node)
        for choice in items:
            if choice.value == value:
                return self.say(choice.label, node) or value
        return ""

    def today(self) -> str:
        """The session's day as an ISO date."""
        return self._moment.date().isoformat()

    def now(self) -> str:
        """The session's moment as an ISO date and time."""
        return self._moment.isoformat(timespec="milliseconds")

    def say(self, template: Template, node: Node | None = None, *, blank: bool = False) -> str:
        """A text in the current language, its expressions filled in, or left blank."""
        parts = template.get(self.language)
        if parts is None:
            parts = next(iter(template.values()), ())
        if len(parts) == 1 and isinstance(parts[0], str):
            return parts[0].strip()
        if blank:
            return "".join(part for part in parts if isinstance(part, str)).strip()
        place = node or self.origin
        said = (
            part if isinstance(part, str) else to_text(self.evaluate(part, place)) for part in parts
        )
        return bounded("".join(said).strip())

    def standard_message(self, which: str) -> str:
        """Our own message where the form gives none."""
        spanish = "es" in self.language.casefold().replace("(", " ").replace(")", " ").split()
        return _STANDARD[which]["es" if spanish or "español" in self.language.casefold() else "en"]

    def offered(self, question: Question, node: Node) -> Sequence[ChoiceItem]:
        """The choices offered now."""
        source = question.choices
        if source is None:
            return ()
        if source.is_fixed:
            return source.items
        before = self.node, self.origin, self.place
        self.node = self.origin = node
        self.place = 0
        try:
            if source.from_nodes is not None:
                return self._from_nodes(question, source.from_nodes.nodes(self))
            assert source.rows is not None
            return [source.items[row] for row in source.rows(self)]
        finally:
            self.node, self.origin, self.place = before

    def _from_nodes(self, question: Question, nodes: list[Node]) -> list[ChoiceItem]:
        assert question.choices is not None
        made_of = question.choices.from_nodes
        assert made_of is not None
        found: list[ChoiceItem] = []
        for node in nodes:
            value = to_text(self.evaluate(made_of.value, node))
            label = to_text(self.evaluate(made_of.label, node))
            if value:
                found.append(ChoiceItem(value, {self.language: (label,)}, {}))
        return found

    def as_type(self, datatype: str, value: XValue) -> str:
        """The text a calculation leaves in a node of a type."""
        if datatype in ("int", "integer") and not isinstance(value, str):
            number = to_number(value)
            finite = number - number == 0
            return number_text(float(int(number))) if finite else ""
        text = bounded(to_text(value))
        return "" if text == "NaN" else cast_text(datatype, text)
