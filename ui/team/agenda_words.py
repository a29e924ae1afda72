# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an agenda says about a youth, line by line."""

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication

from casework.agenda import AgendaItem, AgendaLine, Topic
from casework.meetings import SafetyStatus
from ui.record_words import say_parts, say_word
from ui.text import Moments
from ui.theme.tokens import Tone

_PRESSING = (Topic.IN_DANGER, Topic.ABSENT, Topic.CLOCK_OVERDUE)
_SOON = (Topic.FLAG, Topic.CLOCK, Topic.COURT, Topic.TASK_OVERDUE, Topic.AT_RISK, Topic.PLAN_DUE)


def say_line(line: AgendaLine, moments: Moments) -> str:
    """One line: what, when, and its own words."""
    when = _say_when(line.when, moments)
    said = f"{say_word(line.topic)} ({when})" if when else say_word(line.topic)
    words = say_parts(line.words)
    return f"{said}: {words}" if words else said


def say_item(item: AgendaItem) -> str:
    """Why a youth is spoken of, on one line."""
    topics = dict.fromkeys(say_word(one.topic) for one in item.lines)
    return " · ".join(topics) or QCoreApplication.translate("words", "Nothing new")


STATUS_TONES: dict[SafetyStatus, Tone] = {
    SafetyStatus.IMMEDIATE_DANGER: "danger",
    SafetyStatus.ELEVATED: "warning",
    SafetyStatus.STABLE: "good",
    SafetyStatus.UNKNOWN: "plain",
}


def tone_of(item: AgendaItem) -> Tone:
    """How pressing the first line is."""
    first = item.lines[0].topic if item.lines else None
    if first in _PRESSING:
        return "danger"
    return "warning" if first in _SOON else "plain"


def _say_when(when: date | datetime | None, moments: Moments) -> str:
    if when is None:
        return ""
    return moments.minute(when) if isinstance(when, datetime) else moments.day(when)
