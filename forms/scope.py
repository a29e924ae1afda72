# SPDX-License-Identifier: AGPL-3.0-or-later
"""The running state that expressions read (forms.xpath.ports.Scope)."""

from collections.abc import Sequence
from datetime import datetime
from random import Random

from forms.answers import Answer
from forms.definition import ChoiceItem, FormDefinition, Question, Template
from forms.errors import BudgetExceeded
from forms.limits import LIMITS
from forms.xpath.ports import Item
from forms.xpath.values import XValue, bounded, number_text, to_number, to_text

_STANDARD = {
    "required": {"en": "This item needs an answer.", "es": "Esta pregunta necesita respuesta."},
    "constraint": {"en": "This answer is not allowed.", "es": "Esta respuesta no es válida."},
    "gone": {
        "en": "The chosen answer is no longer offered; choose again.",
        "es": "La respuesta elegida ya no se ofrece; elija de nuevo.",
    },
}


class RunningScope:
    """Texts of every node, effective relevance, and a step budget.

    Attributes:
        texts: value of every leaf by path, whether relevant or not.
        shown: effective relevance by path of every node with a relevance rule.
        item: the row a choice filter looks at.
        chance: source of random numbers.
        order_seed: seed of random orders nobody gave a seed for.
        version: of the form.
    """

    def __init__(self, definition: FormDefinition, moment: datetime, chance: Random) -> None:
        self.chance = chance
        self.order_seed = chance.randrange(1, 2**31 - 1)
        self.version = definition.version
        self.texts: dict[str, str] = dict(definition.leaves)
        self.shown: dict[str, bool] = {}
        self.item: Item | None = None
        self.language = definition.default_language
        self._definition = definition
        self._governed = definition.graph.governed
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

    def text(self, path: str) -> str:
        """The value an expression sees: empty when the node is not relevant."""
        self.spend(1)
        return self.texts.get(path, "") if self.is_relevant(path) else ""

    def own_text(self, path: str) -> str:
        """What a node holds, relevant or not: what fills itself must not lose it while hidden."""
        self.spend(1)
        return self.texts.get(path, "")

    def is_relevant(self, path: str) -> bool:
        """Effective relevance; a node no rule governs is always relevant."""
        governor = self._governed.get(path)
        return governor is None or self.shown.get(governor, True)

    def items(self, name: str) -> Sequence[Item]:
        """The rows of a list."""
        return self._definition.lists[name]

    def choice_label(self, value: str, path: str) -> str:
        """The label of a choice of a question, in the current language."""
        question = self._definition.questions.get(path)
        for choice in question.choices.items if question and question.choices else ():
            if choice.value == value:
                return self.say(choice.label)
        return value

    def today(self) -> str:
        """The session's day as an ISO date."""
        return self._moment.date().isoformat()

    def now(self) -> str:
        """The session's moment as an ISO date and time."""
        return self._moment.isoformat(timespec="milliseconds")

    def say(self, template: Template) -> str:
        """A text in the current language, its expressions filled in."""
        parts = template.get(self.language)
        if parts is None:
            parts = next(iter(template.values()), ())
        said = (part if isinstance(part, str) else to_text(part.evaluate(self)) for part in parts)
        return bounded("".join(said).strip())

    def standard_message(self, which: str) -> str:
        """Our own message where the form gives none."""
        spanish = "es" in self.language.casefold().replace("(", " ").replace(")", " ").split()
        return _STANDARD[which]["es" if spanish or "español" in self.language.casefold() else "en"]

    def offered(self, question: Question) -> Sequence[ChoiceItem]:
        """The choices offered now."""
        source = question.choices
        if source is None:
            return ()
        if source.rows is None:
            return source.items
        return [source.items[row] for row in source.rows(self)]

    def no_longer_offered(self, question: Question, answer: Answer) -> bool:
        """Whether a chosen answer has been filtered away since."""
        if question.choices is None or question.choices.rows is None:
            return False
        offered = {one.value for one in self.offered(question)}
        if isinstance(answer, tuple):
            return not offered.issuperset(answer)
        return isinstance(answer, str) and answer not in offered

    def as_type(self, datatype: str, value: XValue) -> str:
        """The text a calculation leaves in a node of a type."""
        if datatype in ("int", "integer") and not isinstance(value, str):
            number = to_number(value)
            return "" if number != number else number_text(float(int(number)))
        text = bounded(to_text(value))
        return "" if text == "NaN" else text
