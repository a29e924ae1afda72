# SPDX-License-Identifier: AGPL-3.0-or-later
"""The values of a range: counted in whole steps from its start, so that decimals stay exact."""

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from forms.answers import Answer, Missing
from forms.definition import Question

MOST_STEPS = 1_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """A range as numbers.

    Attributes:
        step: from one value to the next; negative when the range falls.
        steps: how many of them there are.
        whole: values are whole numbers.
    """

    start: Decimal
    step: Decimal
    steps: int
    whole: bool

    @property
    def end(self) -> Decimal:
        """The last value that is reached."""
        return self.start + self.step * self.steps

    def value_at(self, at: int) -> int | Decimal:
        """The value after a number of steps."""
        value = self.start + self.step * at
        return int(value) if self.whole else value

    def at(self, answer: Answer) -> int | None:
        """How many steps a value is from the start; None when it is none of the scale."""
        if isinstance(answer, Missing) or not isinstance(answer, int | Decimal):
            return None
        steps = (Decimal(answer) - self.start) / self.step
        whole = steps == steps.to_integral_value()
        return int(steps) if whole and 0 <= steps <= self.steps else None

    def words_at(self, at: int) -> str:
        """The value as read."""
        return format(self.value_at(at), "f") if not self.whole else str(self.value_at(at))


def scale_of(question: Question) -> Scale | None:
    """The scale of a range question; None when its ends or its step make none."""
    asked = question.range
    if asked is None:
        return None
    try:
        start, end, step = Decimal(asked.start), Decimal(asked.end), abs(Decimal(asked.step))
        if not (start.is_finite() and end.is_finite() and step.is_finite()) or step == 0:
            return None
        steps = int(abs(end - start) // step)
    except (InvalidOperation, OverflowError):
        return None
    if not 1 <= steps <= MOST_STEPS:
        return None
    whole = question.datatype in ("int", "integer")
    if whole and (start != int(start) or step != int(step)):
        return None
    return Scale(start, step if end >= start else -step, steps, whole)
