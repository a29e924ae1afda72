# SPDX-License-Identifier: AGPL-3.0-or-later
"""`randomize()`: the order every ODK engine gives for the same seed.

Park and Miller's minimal standard generator drives an inside-out Fisher-Yates shuffle, as in
JavaRosa. Without a seed the order is drawn once per session, so that choices do not jump about
while a person reads them.
"""

import hashlib
import math
from collections.abc import Sequence
from typing import TypeVar

from forms.xpath.ports import Closure, Scope
from forms.xpath.values import to_number, to_text

_MODULUS = 2**31 - 1
_FACTOR = 16_807
_LONG = 2**63
_Thing = TypeVar("_Thing")


def shuffle(things: Sequence[_Thing], seed: int) -> list[_Thing]:
    """The things in the order of a seed."""
    # JavaRosa takes the remainder of the seed as a double, which large seeds do not fit exactly.
    state = int(math.fmod(seed, _MODULUS))
    if state <= 0:
        state += _MODULUS - 1
    mixed: list[_Thing] = []
    for thing in things:
        state = state * _FACTOR % _MODULUS
        place = math.floor((state - 1) / (_MODULUS - 1) * (len(mixed) + 1))
        mixed.append(thing)
        mixed[-1], mixed[place] = mixed[place], thing
    return mixed


def seed_of(scope: Scope, seed: Closure | None) -> int:
    """The seed an expression gives: a number without its fraction, or a text by its hash."""
    if seed is None:
        return scope.order_seed
    value = seed(scope)
    number = to_number(value)
    if not math.isnan(number):
        return (
            int(number) if abs(number) < _LONG else int(math.copysign(_LONG, number)) - (number > 0)
        )
    text = to_text(value)
    if text == "" or isinstance(value, float):
        return 0
    digest = hashlib.sha256(text.encode()).digest()
    return int.from_bytes(digest[:8], "big", signed=True)
