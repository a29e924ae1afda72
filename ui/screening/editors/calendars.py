# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a day is called in the other calendars a form may ask for.

Dates are typed and kept in the Gregorian calendar. Islamic (civil) and Persian come from Qt; the
Buddhist year is ours and 543. Coptic and Ethiopian have a fixed rule (12 months of 30 days and a
13th, a leap year every fourth) and are counted here. Bikram Sambat and Myanmar follow tables of
their own, which we do not have.
"""

from datetime import date
from typing import Final

from PySide6.QtCore import QCalendar, QCoreApplication, QDate

SYSTEMS: Final = (
    "ethiopian",
    "coptic",
    "islamic",
    "persian",
    "buddhist",
    "bikram-sambat",
    "myanmar",
)
BY_QT: Final = {
    "islamic": QCalendar.System.IslamicCivil,
    "persian": QCalendar.System.Jalali,
}
EPOCHS: Final = {"ethiopian": date(8, 8, 27).toordinal(), "coptic": date(284, 8, 29).toordinal()}
"""Ordinals of the first day of the year 1, from the Julian dates 8-08-29 and 284-08-29."""
YEAR, FOUR_YEARS, MONTH = 365, 1461, 30
BUDDHIST = 543


def say_calendar(system: str) -> str:
    """The name of a calendar."""
    translate = QCoreApplication.translate
    return {
        "ethiopian": translate("words", "Ethiopian calendar"),
        "coptic": translate("words", "Coptic calendar"),
        "islamic": translate("words", "Islamic calendar"),
        "persian": translate("words", "Persian calendar"),
        "buddhist": translate("words", "Buddhist calendar"),
        "bikram-sambat": translate("words", "Bikram Sambat calendar"),
        "myanmar": translate("words", "Myanmar calendar"),
    }[system]


def say_day(system: str, day: date) -> str | None:
    """A day as year-month-day of another calendar; None when we cannot count it."""
    if system in EPOCHS:
        counted = _count(day, EPOCHS[system])
    elif system in BY_QT:
        parts = QCalendar(BY_QT[system]).partsFromDate(QDate(day.year, day.month, day.day))
        counted = (parts.year, parts.month, parts.day) if parts.isValid() else None
    elif system == "buddhist":
        counted = (day.year + BUDDHIST, day.month, day.day)
    else:
        counted = None
    return None if counted is None else "{:04d}-{:02d}-{:02d}".format(*counted)


def _count(day: date, epoch: int) -> tuple[int, int, int] | None:
    days = day.toordinal() - epoch
    if days < 0:
        return None
    # The third year of each four is the leap year, so a cycle is counted from one day later.
    cycle, rest = divmod(days, FOUR_YEARS)
    year = min(rest // YEAR, 3) if rest < 3 * YEAR else 2 if rest == 3 * YEAR else 3
    within = rest - (year * YEAR + (1 if year == 3 else 0))
    return 4 * cycle + year + 1, within // MONTH + 1, within % MONTH + 1
