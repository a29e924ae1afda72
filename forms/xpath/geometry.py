# SPDX-License-Identifier: AGPL-3.0-or-later
"""Areas and distances on the earth, with JavaRosa's formulas so that figures agree with Collect.

A place is "latitude longitude [altitude [accuracy]]" in degrees and metres; a line or shape is
places joined by ";". What cannot be read as places has no area and no distance (NaN).
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from forms.errors import BudgetExceeded
from forms.xpath.values import XValue, to_text

Place: TypeAlias = tuple[float, float]
RADIUS_M = 6_378_100
METRES_PER_DEGREE = 2 * math.pi * RADIUS_M / 360
MOST_PLACES = 1_000


def read_places(*values: XValue) -> list[Place] | None:
    """(latitude, longitude) of every place; None when one of them is not a place."""
    texts = [text for value in values for text in (value if isinstance(value, tuple) else (value,))]
    found: list[Place] = []
    for text in ";".join(to_text(one) for one in texts).split(";"):
        if not text.strip():
            continue
        place = read_place(text)
        if place is None:
            return None
        found.append(place)
    return found


def read_place(text: str) -> Place | None:
    """One place, or None when the text is none."""
    try:
        numbers = [float(part) for part in text.split()]
    except ValueError:
        return None
    if not 2 <= len(numbers) <= 4 or not all(map(math.isfinite, numbers)):
        return None
    latitude, longitude = numbers[:2]
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def area(*values: XValue) -> float:
    """Square metres a shape encloses; 0 below three places."""
    places = read_places(*values)
    if places is None:
        return math.nan
    if len(places) < 3:
        return 0.0
    first = places[0]
    ys = [(one[0] - first[0]) * METRES_PER_DEGREE for one in places[1:]]
    xs = [
        (one[1] - first[1]) * METRES_PER_DEGREE * math.cos(math.radians(one[0]))
        for one in places[1:]
    ]
    pairs = zip(zip(xs, ys, strict=True), zip(xs[1:], ys[1:], strict=True), strict=False)
    return abs(sum((y1 * x2 - x1 * y2) / 2 for (x1, y1), (x2, y2) in pairs))


def distance(*values: XValue) -> float:
    """Metres along the places in their order; 0 below two."""
    places = read_places(*values)
    if places is None:
        return math.nan
    return math.fsum(map(_between, places, places[1:]))


def _between(one: Place, other: Place) -> float:
    low, high = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(one[1] - other[1])
    cosine = math.sin(low) * math.sin(high) + math.cos(low) * math.cos(high) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * RADIUS_M


def geofence(point: XValue, shape: XValue) -> bool:
    """Whether a place lies inside a closed shape (even-odd rule)."""
    at, fence = read_place(to_text(point)), read_places(shape)
    if at is None or fence is None:
        return False
    y, x = at
    inside = False
    for (y1, x1), (y2, x2) in pairwise(fence):
        if (y2 > y) != (y1 > y) and x < (x1 - x2) * (y - y2) / (y1 - y2) + x2:
            inside = not inside
    return inside


def intersects(*values: XValue) -> bool:
    """Whether a line or shape crosses, touches or folds back onto itself, as ODK Collect has it.

    Sides that follow each other may share their end, and the last place of a shape its first.

    Raises:
        BudgetExceeded: there are too many places to compare every side with every other.
    """
    places = read_places(*values) or []
    if len(places) > MOST_PLACES:
        raise BudgetExceeded(f"intersects() takes at most {MOST_PLACES} places; draw with fewer.")
    sides = [(one, other) for one, other in pairwise(places) if one != other]
    closed = len(sides) > 2 and places[0] == places[-1]
    following = [*pairwise(sides), *([(sides[-1], sides[0])] if closed else [])]
    if any(_folds_back(before[0], *after) for before, after in following):
        return True
    return _any_meet(sides, closed=closed)


def _any_meet(sides: Sequence[tuple[Place, Place]], *, closed: bool) -> bool:
    # Every side runs north here, so that a line gives the same answer backwards, and those that
    # begin beyond where a side ends are not compared with it.
    last = len(sides) - 1
    northward = sorted((min(side), max(side), number) for number, side in enumerate(sides))
    for at, (start, end, number) in enumerate(northward):
        for start_2, end_2, number_2 in northward[at + 1 :]:
            if start_2[0] > end[0]:
                break
            apart = abs(number - number_2)
            if 1 < apart < (last if closed else last + 1) and _meet(start, end, start_2, end_2):
                return True
    return False


def _folds_back(before: Place, corner: Place, after: Place) -> bool:
    there = (before[0] - corner[0], before[1] - corner[1])
    here = (after[0] - corner[0], after[1] - corner[1])
    across = there[0] * here[1] - there[1] * here[0]
    return across == 0 and there[0] * here[0] + there[1] * here[1] > 0


def _meet(a: Place, b: Place, c: Place, d: Place) -> bool:
    turns = [_turn(a, b, c), _turn(a, b, d), _turn(c, d, a), _turn(c, d, b)]
    if turns[0] * turns[1] < 0 and turns[2] * turns[3] < 0:
        return True
    ends: Sequence[tuple[float, Place, Place, Place]] = (
        (turns[0], a, b, c),
        (turns[1], a, b, d),
        (turns[2], c, d, a),
        (turns[3], c, d, b),
    )
    return any(turn == 0 and _within(start, end, point) for turn, start, end, point in ends)


def _turn(a: Place, b: Place, c: Place) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])


def _within(start: Place, end: Place, point: Place) -> bool:
    return all(
        min(low, high) <= at <= max(low, high)
        for low, high, at in zip(start, end, point, strict=True)
    )
