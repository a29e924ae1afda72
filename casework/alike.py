# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of many youths are alike, without comparing each with each.

Two are compared where they share a number, a birth date, the sound of two names, or the sound of
one name together with birth dates that differ by a slip, or an age that fits. A sound more than 400
share says nothing and is left out.

Invariant: however `AlikeYouths` came to its youths, it holds the same pairs, but for what so large
a block leaves out.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Generic, TypeVar

from casework.likeness import ALIKE, Likeness, Sketch, compare, is_slip, may_be_alike, sounds_of

_LARGEST_BLOCK = 400

Key = TypeVar("Key", bound=Hashable)


class _Blocks(Generic[Key]):
    """Youths by what they may have in common with others."""

    def __init__(self) -> None:
        self._blocks: defaultdict[object, dict[Key, frozenset[str]]] = defaultdict(dict)

    def put(self, key: Key, sketch: Sketch) -> None:
        sounds = _sounds(sketch)
        for mark in _marks(sketch):
            self._blocks[mark][key] = sounds

    def drop(self, key: Key, sketch: Sketch) -> None:
        for mark in _marks(sketch):
            self._blocks[mark].pop(key, None)

    def near(self, key: Key, sketch: Sketch) -> set[Key]:
        """Those to compare with, without itself."""
        found: set[Key] = set()
        for mark in _asked(sketch):
            found.update(self._block(mark))
        if sketch.birth_date is not None:
            mine = _sounds(sketch)
            for born in _slips(sketch.birth_date):
                block = self._block(("born", born))
                found.update(one for one, sounds in block.items() if mine & sounds)
        return found - {key}

    def _block(self, mark: object) -> dict[Key, frozenset[str]]:
        block = self._blocks.get(mark, {})
        return block if len(block) <= _LARGEST_BLOCK else {}


class AlikeYouths(Generic[Key]):
    """Youths that come one after another, each compared with those that are there.

    Attributes:
        alike: every pair a person should look at.
    """

    def __init__(self, at_least: float = ALIKE) -> None:
        self.alike: dict[frozenset[Key], Likeness] = {}
        self._at_least = at_least
        self._blocks = _Blocks[Key]()
        self._sketches: dict[Key, Sketch] = {}

    def put(self, key: Key, sketch: Sketch) -> None:
        """Take a youth in, or what is known of them now."""
        if self._sketches.get(key) == sketch:
            return
        self.drop(key)
        for other in self._blocks.near(key, sketch):
            likeness = _judge(sketch, self._sketches[other], self._at_least)
            if likeness is not None:
                self.alike[frozenset((key, other))] = likeness
        self._blocks.put(key, sketch)
        self._sketches[key] = sketch

    def drop(self, key: Key) -> None:
        """Forget a youth and the pairs with them."""
        sketch = self._sketches.pop(key, None)
        if sketch is not None:
            self._blocks.drop(key, sketch)
            for pair in [one for one in self.alike if key in one]:
                del self.alike[pair]


def find_alike(
    sketches: Mapping[Key, Sketch], at_least: float = ALIKE
) -> Iterator[tuple[Key, Key, Likeness]]:
    """Every pair a person should look at, each once."""
    blocks = _Blocks[Key]()
    place = {key: at for at, key in enumerate(sketches)}
    for key, sketch in sketches.items():
        blocks.put(key, sketch)
    for key, sketch in sketches.items():
        near = (one for one in blocks.near(key, sketch) if place[one] < place[key])
        for other in sorted(near, key=place.__getitem__):
            likeness = _judge(sketches[other], sketch, at_least)
            if likeness is not None:
                yield other, key, likeness


def _judge(one: Sketch, other: Sketch, at_least: float) -> Likeness | None:
    if not may_be_alike(one, other, at_least):
        return None
    likeness = compare(one, other)
    return likeness if likeness.score >= at_least else None


def _marks(sketch: Sketch) -> set[object]:
    """The blocks in which a youth stands."""
    kind = "undated" if sketch.birth_date is None else "dated"
    return _shared_marks(sketch) | _about(sketch, kind)


def _asked(sketch: Sketch) -> set[object]:
    """The blocks in which a youth's like may stand; two birth dates are compared as dates alone."""
    asked = _shared_marks(sketch) | _about(sketch, "undated")
    return asked | _about(sketch, "dated") if sketch.birth_date is None else asked


def _shared_marks(sketch: Sketch) -> set[object]:
    marks: set[object] = {("number", one) for one in sketch.numbers}
    for name in sketch.names:
        marks |= {("sound", *pair) for pair in combinations(sorted(sounds_of(name)), 2)}
    if sketch.birth_date is not None:
        marks.add(("born", sketch.birth_date))
    return marks


def _about(sketch: Sketch, kind: str) -> set[object]:
    if sketch.year is None:
        return set()
    return {(kind, sound, sketch.year // 2 + one) for sound in _sounds(sketch) for one in (0, 1)}


def _sounds(sketch: Sketch) -> frozenset[str]:
    return frozenset(sound for name in sketch.names for sound in sounds_of(name))


@lru_cache(maxsize=8192)
def _slips(born: date) -> tuple[date, ...]:
    """The dates that differ from one by a slip of the pen, as `is_slip` tells them."""
    text = born.isoformat()
    texts = {f"{born.year:04d}-{born.day:02d}-{born.month:02d}"}
    for at, one in enumerate(text):
        if one != "-":
            texts |= {f"{text[:at]}{digit}{text[at + 1 :]}" for digit in "0123456789"}
    for at, (one, other) in enumerate(pairwise(text)):
        texts.add(f"{text[:at]}{other}{one}{text[at + 2 :]}")
    dates = {found for one in texts if (found := _read_date(one)) is not None}
    return tuple(one for one in sorted(dates) if one != born and is_slip(born, one))


def _read_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
