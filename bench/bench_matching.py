# SPDX-License-Identifier: AGPL-3.0-or-later
"""How well likeness finds one youth entered twice: precision and recall on invented youths.

Names are drawn from lists as people in California have them, so that many youths share a family
name and some a whole name. A second entry of the same youth is made as a second agency makes one:
another spelling, order or accent, a nickname, a slip in the birth date or an age in its place, a
number now and then. Nothing of a real person is in it. The threshold is the one at which precision
and recall together are best (F1); `casework.likeness.ALIKE` must lie within 0.05 of it.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from bench.results import Result, make_result, time_ms
from casework.alike import find_alike
from casework.likeness import ALIKE, Sketch, compare, draw

TOPIC = "casework"
YOUTHS, TWICE = 4_000, 1_000
SEEDS = (11, 12, 13)
ON = date(2026, 11, 30)
FIRST_NAMES = (
    "Rosa Maria Marisol Ana Guadalupe Ximena Daniela Valeria Camila Esperanza Luz José Luis Juan "
    "Carlos Miguel Ángel Diego Mateo Santiago Alejandro Aaliyah Imani Keisha Nevaeh Destiny Jada "
    "Malik DeShawn Tyrone Jamal Kim Linh Thảo Mai Minh Jin Yuki Mei Xia Priya Anjali Fatima Layla "
    "Omar Yusuf Emily Emma Catherine Katherine Sarah Sara Steven Stephen Michael Jacob Tyler Kayla "
    "Brianna Breanna Ashley Ashleigh Jasmine Yasmin Lupe Nayeli Itzel Citlali Savannah Sky Dakota"
)
FAMILY_NAMES = (
    "Garcia Hernandez Lopez Martinez Rodriguez Gonzalez Gonzales Perez Sanchez Ramirez Torres "
    "Flores Rivera Gomez Diaz Reyes Cruz Morales Ortiz Gutierrez Vega Quiroga Peña Muñoz Nguyen "
    "Tran Le Pham Kim Lee Park Chen Wang Li Singh Patel Khan Smith Smyth Johnson Williams Brown "
    "Jones Davis Miller Washington Jefferson Jackson Robinson Phillips Fillips O’Neil McDonald "
    "Okafor Abebe Tesfaye Xiong Vang Yang Santos DelaCruz Whitehorse Begay Castellanos Villanueva"
)
FIRST, LAST = tuple(FIRST_NAMES.split()), tuple(FAMILY_NAMES.split())
SHORT = {"Guadalupe": "Lupe", "Katherine": "Kate", "Catherine": "Cathy", "Alejandro": "Alex"}
SWAPS = (("ph", "f"), ("ca", "ka"), ("y", "i"), ("z", "s"), ("ll", "l"), ("th", "t"), ("e", "a"))


class Inventor:
    """One county of invented youths."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - invented names, no secret

    def youth(self) -> tuple[tuple[str, ...], date, str]:
        """Names, birth date and a number."""
        first = self.chance.choice(FIRST)
        family = [self.chance.choice(LAST)]
        if self.chance.random() < 0.35:
            family.append(self.chance.choice(LAST))
        if self.chance.random() < 0.3:
            first += " " + self.chance.choice(FIRST)
        born = date(2008, 1, 1) + timedelta(days=self.chance.randrange(8 * 365))
        alias = (self.chance.choice(FIRST),) if self.chance.random() < 0.25 else ()
        number = f"{self.chance.choice('PCJ')}-{self.chance.randrange(10_000, 99_999)}"
        return (" ".join([first, *family]), *alias), born, number

    def again(self, names: tuple[str, ...], born: date, number: str) -> Sketch:
        """The same youth as another agency enters it."""
        name = names[0]
        words = name.split()
        if len(words) > 2 and self.chance.random() < 0.4:
            words.pop(self.chance.randrange(1, len(words) - 1))
        words = [SHORT.get(one, one) if self.chance.random() < 0.4 else one for one in words]
        if self.chance.random() < 0.35:
            at = self.chance.randrange(len(words))
            words[at] = self._misspell(words[at])
        if self.chance.random() < 0.25:
            words = [words[-1], *words[:-1]]
        aliases = names[1:] if self.chance.random() < 0.5 else ()
        told: date | None = born
        age: int | None = None
        draws = self.chance.random()
        if draws < 0.12:
            told = self._slip(born)
        elif draws < 0.22:
            told, age = None, (ON - born).days // 365
        elif draws < 0.26:
            told = None
        numbers = (number,) if self.chance.random() < 0.15 else ()
        return draw((" ".join(words), *aliases), told, numbers, age=age, on=ON)

    def _misspell(self, word: str) -> str:
        for old, new in self.chance.sample(SWAPS, len(SWAPS)):
            if old in word.casefold():
                return word.casefold().replace(old, new, 1)
        at = self.chance.randrange(len(word))
        return word[:at] + word[at + 1 :] if len(word) > 3 else word + word[-1]

    def _slip(self, born: date) -> date:
        if born.day <= 12 and self.chance.random() < 0.5:
            return date(born.year, born.day, born.month)
        other_day = born.day + (10 if born.day < 19 else -10)
        return date(born.year, born.month, other_day)


def make_county(
    seed: int, youths: int = YOUTHS, twice: int = TWICE
) -> tuple[dict[int, Sketch], set[tuple[int, int]]]:
    """Sketches by number, and the pairs that are of one youth."""
    inventor = Inventor(seed)
    sketches: dict[int, Sketch] = {}
    pairs = set()
    for at in range(youths):
        names, born, number = inventor.youth()
        sketches[at] = draw(names, born, (number,))
        if at < twice:
            sketches[youths + at] = inventor.again(names, born, number)
            pairs.add((at, youths + at))
    return sketches, pairs


def judge(found: set[tuple[int, int]], pairs: set[tuple[int, int]]) -> tuple[float, float]:
    """Precision and recall, in percent."""
    right = len(found & pairs)
    return 100 * right / max(len(found), 1), 100 * right / len(pairs)


def best_threshold(sketches: dict[int, Sketch], pairs: set[tuple[int, int]]) -> float:
    """Where precision and recall together are best, among candidates that are close at all."""
    scored = [(one, compare(sketches[one[0]], sketches[one[1]]).score) for one in pairs]
    close = [(pair, score) for pair, score in candidates(sketches) if pair not in pairs]
    best, at = 0.0, 0.0
    for step in range(40, 86):
        threshold = step / 100
        right = sum(score >= threshold for _, score in scored)
        wrong = sum(score >= threshold for _, score in close)
        precision, recall = right / max(right + wrong, 1), right / len(pairs)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        if f1 > best:
            best, at = f1, threshold
    return at


def candidates(sketches: dict[int, Sketch]) -> Iterator[tuple[tuple[int, int], float]]:
    """Every pair that looks alike at all."""
    for first, second, likeness in find_alike(sketches, at_least=0.4):
        yield (min(first, second), max(first, second)), likeness.score


def measure() -> list[Result]:
    """Precision, recall, the best threshold, and how long a county takes."""
    precisions, recalls, times, best = [], [], [], []
    for seed in SEEDS:
        sketches, pairs = make_county(seed)
        found: set[tuple[int, int]] = set()
        times.append(
            time_ms(
                lambda known=sketches, into=found: into.update(
                    (min(a, b), max(a, b)) for a, b, _ in find_alike(known)
                )
            )
        )
        precision, recall = judge(found, pairs)
        precisions.append(precision)
        recalls.append(recall)
        best.append(abs(best_threshold(sketches, pairs) - ALIKE))
    county = f"{YOUTHS:,} invented youths, {TWICE:,} of them entered twice"
    command = "python -m bench matching"
    return [
        make_result(
            f"One youth twice, {county}: precision",
            precisions,
            "%",
            bar=90,
            better="higher",
            command=command,
        ),
        make_result(
            f"One youth twice, {county}: recall",
            recalls,
            "%",
            bar=90,
            better="higher",
            command=command,
        ),
        make_result(
            "Distance of the threshold from the best one", best, "points", bar=0.05, command=command
        ),
        make_result(f"Finding them among {YOUTHS + TWICE:,}", times, "ms", command=command),
    ]
