# SPDX-License-Identifier: AGPL-3.0-or-later
"""How alike two descriptions of a youth are: by name and its sound, alias, birth date, number.

Software only says how alike and by which signs; a person says whether it is the same youth.

Invariants: symmetric; nothing but the two descriptions is looked at; a description without a name
and without a number is like no other. `ALIKE` is the threshold measured on invented youths by
`bench/bench_matching.py`.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from jellyfish import metaphone, nysiis
from rapidfuzz.distance import JaroWinkler

ALIKE = 0.6
_MOST_FOR_A_NAME = 0.45
_LIKE_WORD = 0.8
_NOT_LETTERS = re.compile(r"[^\w]+|_")
_NOT_NUMBER = re.compile(r"[^0-9a-z]+")
_NAME_WORD = re.compile(r"[^\W\d_]{3,}")


class Sign(StrEnum):
    """What speaks for two descriptions being of one youth."""

    SAME_NUMBER = "same_number"
    SAME_NAME = "same_name"
    LIKE_NAME = "like_name"
    SOUNDS_ALIKE = "sounds_alike"
    SAME_BIRTH_DATE = "same_birth_date"
    NEAR_BIRTH_DATE = "near_birth_date"
    AGE_FITS = "age_fits"
    JOINED = "joined"


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is known of a youth, made comparable by `draw`.

    Attributes:
        names: legal, chosen and other names: lower case, without accents, words parted by blanks.
        born_about: year of birth by an age that was told, where no birth date is known.
        numbers: case numbers, letters and digits only.
    """

    names: tuple[str, ...] = ()
    birth_date: date | None = None
    born_about: int | None = None
    numbers: frozenset[str] = frozenset()

    @property
    def year(self) -> int | None:
        """Year of birth, however it is known."""
        return self.born_about if self.birth_date is None else self.birth_date.year


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two sketches are.

    Attributes:
        score: 0 to 1; from `ALIKE` on a person should look.
    """

    score: float = 0.0
    signs: frozenset[Sign] = frozenset()

    @property
    def is_alike(self) -> bool:
        """Whether a person should look."""
        return self.score >= ALIKE


def draw(
    names: tuple[str, ...],
    birth_date: date | None = None,
    numbers: tuple[str, ...] = (),
    *,
    age: int | None = None,
    on: date | None = None,
) -> Sketch:
    """A sketch of what is known.

    Args:
        age: full years on the day `on`, where no birth date is known.
    """
    plain = tuple(dict.fromkeys(filter(None, map(_plain, names))))
    about = on.year - age if age is not None and on is not None else None
    bare = frozenset(filter(None, (_NOT_NUMBER.sub("", one.casefold()) for one in numbers)))
    return Sketch(plain, birth_date, None if birth_date else about, bare)


def compare(one: Sketch, other: Sketch) -> Likeness:
    """How alike two sketches are."""
    signs: set[Sign] = set()
    score = 0.0
    if one.numbers & other.numbers:
        signs.add(Sign.SAME_NUMBER)
        score += 0.55
    name, sign = _compare_names(one.names, other.names)
    if sign is None and not signs:
        return Likeness()
    if sign is not None:
        signs.add(sign)
        score += name
    born, sign = _compare_births(one, other)
    if sign is not None:
        signs.add(sign)
    return Likeness(min(max(score + born, 0.0), 1.0), frozenset(signs))


def sound_keys(names: str) -> tuple[str, ...]:
    """How the words of names sound, as terms of a search; numbers and short words have no sound."""
    keys = set()
    for word in _NAME_WORD.findall(_plain(names)):
        keys |= {f"m{metaphone(word)}", f"n{nysiis(word)}"}
    return tuple(sorted(one.lower() for one in keys if len(one) > 2))


def _compare_names(mine: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[float, Sign | None]:
    best: tuple[float, Sign | None] = (0.0, None)
    for one in mine:
        for other in theirs:
            found = _compare_two_names(one, other)
            if found[0] > best[0]:
                best = found
    return best


@lru_cache(maxsize=65_536)
def _compare_two_names(one: str, other: str) -> tuple[float, Sign | None]:
    mine, theirs = set(one.split()), set(other.split())
    fewer = min(len(mine), len(theirs))
    if mine == theirs:
        # One word alone, as an alias often is, says less than a whole name.
        return (_MOST_FOR_A_NAME if fewer > 1 else 0.3), Sign.SAME_NAME
    if fewer == 1:
        if _sound_alike(one, other):
            return 0.22, Sign.SOUNDS_ALIKE
        return (0.15, Sign.LIKE_NAME) if mine & theirs else (0.0, None)
    if mine < theirs or theirs < mine:
        return 0.42, Sign.SAME_NAME
    alike = _compare_words(mine, theirs)
    if alike >= 0.88:
        return 0.38, Sign.LIKE_NAME
    if _sound_alike(one, other):
        return 0.35, Sign.SOUNDS_ALIKE
    return (0.28, Sign.LIKE_NAME) if alike >= _LIKE_WORD else (0.0, None)


def _compare_words(mine: set[str], theirs: set[str]) -> float:
    """How alike the least alike word of the shorter name is to its best match in the longer.

    Zero where a word has no match at all, which ends most comparisons at their first word.
    """
    short, long = sorted((mine, theirs), key=lambda words: (len(words), sorted(words)))
    least = 1.0
    for one in short:
        best = max([JaroWinkler.similarity(one, other) for other in long])
        if best < _LIKE_WORD:
            return 0.0
        least = min(least, best)
    return least


def _sound_alike(one: str, other: str) -> bool:
    return sounds_of(one) == sounds_of(other) or _sounds_thoroughly(one) == _sounds_thoroughly(
        other
    )


def may_be_alike(one: Sketch, other: Sketch, at_least: float) -> bool:
    """Whether number and birth leave it open; quicker than `compare`, which asks the names."""
    if one.numbers & other.numbers:
        return True
    return _MOST_FOR_A_NAME + _compare_births(one, other)[0] >= at_least


def _compare_births(one: Sketch, other: Sketch) -> tuple[float, Sign | None]:
    mine, theirs = one.birth_date, other.birth_date
    if mine is not None and theirs is not None:
        if mine == theirs:
            return 0.4, Sign.SAME_BIRTH_DATE
        if is_slip(mine, theirs):
            return 0.27, Sign.NEAR_BIRTH_DATE
        return (-0.35 if abs(mine.year - theirs.year) > 1 else -0.2), None
    if one.year is None or other.year is None:
        return 0.0, None
    apart = abs(one.year - other.year)
    return (0.17, Sign.AGE_FITS) if apart <= 1 else (-0.3 if apart > 2 else -0.1, None)


def is_slip(one: date, other: date) -> bool:
    """Whether two dates differ as a slip of the pen makes them differ."""
    if abs(one.year - other.year) > 1:
        return False
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return True
    mine, theirs = one.isoformat(), other.isoformat()
    differing = [at for at in range(len(mine)) if mine[at] != theirs[at]]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return mine[first] == theirs[second] and mine[second] == theirs[first]


@lru_cache(maxsize=65_536)
def _plain(name: str) -> str:
    bare = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(_NOT_LETTERS.sub(" ", letters.replace("'", "").replace("’", "")).split())


@lru_cache(maxsize=65_536)
def sounds_of(name: str) -> frozenset[str]:
    """How each word of a name sounds, or the word where it has no sound."""
    return frozenset(metaphone(word) or word for word in name.split())


@lru_cache(maxsize=65_536)
def _sounds_thoroughly(name: str) -> frozenset[str]:
    return frozenset(nysiis(word) or word for word in name.split())
