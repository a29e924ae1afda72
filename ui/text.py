# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that screens share: reasons, errors, moments, and names of kinds.

Sentences that come from below arrive as English templates with parameters; the template is
translated first and filled in afterwards, so that one translation serves every value.
"""

from collections.abc import Mapping
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, Qt, QTime

from casework.due import Due, DueKind
from casework.kinds import KIND_WORDS
from casework.reasons import Reason
from casework.vocabulary import RecordKind
from casework.worded import fill_in
from ui.errors import ShownError
from ui.views import CaseView, Standing


def say_reason(reason: Reason) -> str:
    """A reason in the language of the screens."""
    template = QCoreApplication.translate("reasons", reason.template)
    spoken = {name: _say_parameter(name, value) for name, value in reason.parameters.items()}
    return template.format_map(spoken)


def say_write_refusal(view: CaseView) -> str:
    """Why something cannot be written in a case, and what; empty where everything can."""
    if view.write_refusal is None:
        return ""
    words = "{why}"
    if view.may_note:
        words = QCoreApplication.translate("CasePage", "No screening: {why}")
    elif view.may_screen:
        words = QCoreApplication.translate("CasePage", "No contact note: {why}")
    return words.format(why=say_reason(view.write_refusal))


def _say_parameter(name: str, value: str) -> str:
    if name == "date":
        day = QDate.fromString(value, Qt.DateFormat.ISODate)
        if day.isValid():
            return QLocale().toString(day, _day_pattern(QLocale()))
    return QCoreApplication.translate("roles", value)


def _day_pattern(locale: QLocale) -> str:
    spanish = locale.language() == QLocale.Language.Spanish
    return "d MMM yyyy" if spanish else "MMM d, yyyy"


def say_note(template: str, parameters: Mapping[str, str] | None = None) -> str:
    """An English sentence from below in the language of the screens, filled in."""
    if not template:
        return ""
    said = QCoreApplication.translate("errors", template)
    if said == template:
        said = QCoreApplication.translate("reasons", template)
    given = (parameters or {}).items()
    return fill_in(said, {name: _say_parameter(name, value) for name, value in given})


def say_error(error: ShownError) -> str:
    """What happened and how to mend it, in the language of the screens."""
    return " ".join(
        say_note(part, error.parameters) for part in (error.sentence, error.advice) if part
    )


def say_kind(kind: RecordKind) -> str:
    """What kind of work a record is."""
    return QCoreApplication.translate("kinds", KIND_WORDS[kind])


def say_standing(standing: Standing) -> str:
    """Where a piece of work stands; empty when there is nothing to say."""
    match standing:
        case Standing.SENT:
            return ""
        case Standing.UNSENT:
            return QCoreApplication.translate("words", "Not sent yet")
        case Standing.REFUSED:
            return QCoreApplication.translate("words", "Not taken")
        case Standing.CONFLICT:
            return QCoreApplication.translate("words", "Needs a decision")


def say_due(due: Due, today: date) -> str:
    """How soon something is due."""
    days = (due.on - today).days
    if days < -1:
        return QCoreApplication.translate("words", "{days} days overdue").format(days=-days)
    if days == -1:
        return QCoreApplication.translate("words", "1 day overdue")
    if days == 0:
        return QCoreApplication.translate("words", "Due today")
    if days == 1:
        return QCoreApplication.translate("words", "Due tomorrow")
    return QCoreApplication.translate("words", "Due in {days} days").format(days=days)


def say_due_kind(kind: DueKind) -> str:
    """What is due."""
    match kind:
        case DueKind.FIRST_SCREENING:
            return QCoreApplication.translate("words", "First screening")
        case DueKind.RESCREENING:
            return QCoreApplication.translate("words", "Screening again")
        case DueKind.AFTER_RETURN:
            return QCoreApplication.translate("words", "Screening after the return")
        case DueKind.YOUTH_PLAN_REVIEW:
            return QCoreApplication.translate("words", "Look at the youth's safety plan again")
        case DueKind.TEAM_PLAN_REVIEW:
            return QCoreApplication.translate("words", "Look at the team's safety plan again")


def is_in_language(form_language: str, code: str) -> bool:
    """Whether a form's language, `es` or `Español (es)`, is the one with this code."""
    return form_language == code or form_language.endswith(f"({code})")


class Moments:
    """Dates and times as people read them, in the county's zone.

    Args:
        language: `en` or `es`; the screens' where it is empty.
    """

    def __init__(self, zone: tzinfo, language: str = "") -> None:
        self._zone = zone
        named = QLocale.Language.Spanish if language == "es" else QLocale.Language.English
        country = QLocale.Country.UnitedStates
        self._locale = QLocale(named, country) if language else QLocale()

    @property
    def language(self) -> str:
        """`en` or `es`: the language of the screens."""
        return "es" if self._locale.language() == QLocale.Language.Spanish else "en"

    @property
    def zone(self) -> tzinfo:
        """The zone in which moments are shown."""
        return self._zone

    def day(self, moment: datetime | date) -> str:
        """A calendar day, e.g. `Nov 23, 2026`."""
        value = moment.astimezone(self._zone).date() if isinstance(moment, datetime) else moment
        pattern = _day_pattern(self._locale)
        return self._locale.toString(QDate(value.year, value.month, value.day), pattern)

    def long_day(self, day: date) -> str:
        """A calendar day with its weekday, e.g. `Monday, November 23`."""
        pattern = "dddd, d 'de' MMMM" if self.language == "es" else "dddd, MMMM d"
        words = self._locale.toString(QDate(day.year, day.month, day.day), pattern)
        return words[:1].upper() + words[1:]

    def minute(self, moment: datetime) -> str:
        """A day and a time to the minute."""
        local = moment.astimezone(self._zone)
        return f"{self.day(moment)}, {local:%H:%M}"

    def weekday_minute(self, moment: datetime) -> str:
        """A weekday and a time, e.g. `Thursday, November 26, 18:00`."""
        local = moment.astimezone(self._zone)
        return f"{self.long_day(local.date())}, {local:%H:%M}"

    def minute_of_day(self, moment: datetime) -> str:
        """A time of day to the minute, e.g. `14:02`."""
        return moment.astimezone(self._zone).strftime("%H:%M")

    def second(self, moment: datetime) -> str:
        """A time of day to the second, e.g. `14:02:31`."""
        return moment.astimezone(self._zone).strftime("%H:%M:%S")

    def day_of_widget(self, day: QDate) -> date:
        """A day chosen in a widget."""
        return date(day.year(), day.month(), day.day())

    def to_widget(self, moment: datetime) -> QDateTime:
        """The wall-clock reading in the county's zone, for an editor."""
        local = moment.astimezone(self._zone)
        return QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute))

    def from_widget(self, shown: QDateTime, offered: datetime) -> datetime:
        """The moment that an editor's wall-clock reading means in the county's zone.

        Args:
            offered: what the editor began with; of a reading that the clocks show twice on the
                night they go back, it is the one that is meant while nobody changed it.
        """
        day, time = shown.date(), shown.time()
        read = datetime(
            day.year(), day.month(), day.day(), time.hour(), time.minute(), tzinfo=self._zone
        )
        began = offered.astimezone(self._zone)
        return read.replace(fold=began.fold) if self.to_widget(offered) == shown else read
