# SPDX-License-Identifier: AGPL-3.0-or-later
"""Functions over chosen answers, which are names with blanks between, and over lists of flags."""

from collections.abc import Sequence

from forms.errors import ExpressionInvalid
from forms.xpath.texts import texts_of
from forms.xpath.values import BLANKS, XValue, to_boolean, to_number, to_text, to_whole


def selected(chosen: XValue, wanted: XValue) -> bool:
    """Whether a name is among those chosen; no name is chosen when none is."""
    return f" {to_text(wanted).strip(BLANKS)} " in f" {to_text(chosen)} "


def selected_at(chosen: XValue, place: XValue) -> str:
    """The chosen name at a place counted from 0; empty outside."""
    parts, number = _parts(chosen), to_whole(place)
    return parts[number] if 0 <= number < len(parts) else ""


def count_selected(chosen: XValue) -> float:
    """How many are chosen."""
    return float(len(_parts(chosen)))


def _parts(chosen: XValue) -> list[str]:
    return [part for part in to_text(chosen).split(" ") if part]


def checklist(least: XValue, most: XValue, *flags: XValue) -> bool:
    """Whether enough and not too many are true; a negative bound is none."""
    low, high = to_whole(least), to_whole(most)
    ticked = sum(map(to_boolean, _expanded(flags)))
    return (low < 0 or ticked >= low) and (high < 0 or ticked <= high)


def weighted_checklist(least: XValue, most: XValue, *pairs: XValue) -> bool:
    """Whether the weights of what is true add up to within bounds; negative bounds count too.

    Raises:
        ExpressionInvalid: there is not a weight for every flag.
    """
    flags: Sequence[XValue] = pairs[0::2]
    weights: Sequence[XValue] = pairs[1::2]
    if len(pairs) == 2:
        flags, weights = _expanded(flags), _expanded(weights)
    if len(flags) != len(weights):
        raise ExpressionInvalid("weighted-checklist() needs a weight for every value.")
    added = 0.0
    for flag, weight in zip(flags, weights, strict=True):
        if to_boolean(flag):
            added += to_number(weight)
    return to_number(least) <= added <= to_number(most)


def _expanded(values: Sequence[XValue]) -> Sequence[XValue]:
    return texts_of(values) if any(isinstance(one, tuple) for one in values) else values


def boolean_from_string(value: XValue) -> bool:
    """True for "1" and for "true" in any case."""
    text = to_text(value)
    return text == "1" or text.casefold() == "true"


def count(nodes: XValue) -> float:
    """How many nodes there are."""
    return float(len(_nodes("count", nodes)))


def count_non_empty(nodes: XValue) -> float:
    """How many of the nodes hold a text."""
    return float(sum(1 for text in _nodes("count-non-empty", nodes) if text))


def _nodes(name: str, value: XValue) -> tuple[str, ...]:
    if not isinstance(value, tuple):
        raise ExpressionInvalid(f"{name}() counts questions: give it a path, not a value.")
    return value
