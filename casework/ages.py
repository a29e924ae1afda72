# SPDX-License-Identifier: AGPL-3.0-or-later
"""How old a youth is: by a birth date, or at least by what was said of their age and when."""

from datetime import date
from typing import NamedTuple


class KnownAge(NamedTuple):
    """What is known of an age: a birth date, or else what was said and when."""

    birth_date: date | None
    said_age: int | None = None
    said_age_on: date | None = None

    def on(self, day: date) -> int | None:
        """Full years on a day, or at least so many where no birth date is known."""
        if self.birth_date is not None:
            return full_years(self.birth_date, day)
        if self.said_age is None or self.said_age_on is None:
            return self.said_age
        return self.said_age + max(0, (day - self.said_age_on).days // 366)


def full_years(birth_date: date, day: date) -> int:
    """Age on a day of whoever was born on another."""
    before = (day.month, day.day) < (birth_date.month, birth_date.day)
    return day.year - birth_date.year - before
