# SPDX-License-Identifier: AGPL-3.0-or-later
"""How view values read as rows of a list."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from casework.clocks import Urgency
from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind
from ui.clock_views import ClockRow
from ui.models.rows import Row
from ui.places import (
    AdvocatePlace,
    CasePart,
    CasePlace,
    DocumentPlace,
    DraftPlace,
    Place,
    RecordPlace,
    SignedPlace,
    TimelinePlace,
)
from ui.record_words import say_word
from ui.sharing_views import DecisionView
from ui.sharing_words import say_decision
from ui.text import Moments, say_due, say_due_kind, say_kind, say_reason, say_standing
from ui.theme.tokens import Tone
from ui.views import DraftRow, DueRow, Standing, StateRow, WorkRow
from ui.youth_views import Match, MatchedBy, YouthRow

SOON_DAYS = 7

ICON_OF_KIND = {
    RecordKind.YOUTH: "youth",
    RecordKind.CONTACT_NOTE: "note",
    RecordKind.SCREENING: "screening",
    RecordKind.PRIVILEGED_NOTE: "note",
    RecordKind.SELF_DESCRIPTION: "youth",
    RecordKind.PERSON_AROUND: "youths",
    RecordKind.STATUS_ROW: "shield",
    RecordKind.NEED: "open",
    RecordKind.SERVICE: "send",
    RecordKind.PLACEMENT: "case",
    RecordKind.TASK: "check",
    RecordKind.COURT_DATE: "log",
    RecordKind.SAFETY_FLAG: "warning",
    RecordKind.DOCUMENT: "document",
    RecordKind.CLOCK: "clock",
    RecordKind.NOTICE: "send",
    RecordKind.ABSENCE: "missing",
    RecordKind.SEARCH_EFFORT: "search",
    RecordKind.DEBRIEF: "note",
    RecordKind.YOUTH_PLAN: "shield",
    RecordKind.YOUTH_PLAN_PRIVATE: "lock",
    RecordKind.TEAM_PLAN: "youths",
    RecordKind.REFERRAL: "send",
    RecordKind.REFERRAL_ANSWER: "send",
    RecordKind.SIGN_OFF: "check",
    RecordKind.MEETING: "team",
    RecordKind.MINUTES: "log",
    RecordKind.PLAN_VERSION: "log",
    RecordKind.PAPER_GIVEN: "print",
    RecordKind.SAME_YOUTH: "youths",
    RecordKind.COUNTY_ON_CASE: "case",
    RecordKind.HAND_OFF: "send",
}

TONE_OF_STANDING: dict[Standing, Tone] = {
    Standing.SENT: "plain",
    Standing.UNSENT: "accent",
    Standing.REFUSED: "danger",
    Standing.CONFLICT: "warning",
}


def due_tone(on: date, today: date) -> Tone:
    """Overdue, soon, or later."""
    if on < today:
        return "danger"
    return "warning" if (on - today).days <= SOON_DAYS else "plain"


def due_row(row: DueRow, today: date, moments: Moments) -> Row:
    """Something due."""
    return Row(
        key=CasePlace(row.case),
        title=row.shown_name,
        detail=say_due_kind(row.due.kind),
        tag=say_due(row.due, today),
        tone=due_tone(row.due.on, today),
        aside=moments.day(row.due.on),
        icon="clock",
    )


def state_row(row: StateRow, moments: Moments) -> Row:
    """A status row to be retyped; it leads to the case's copy-sheet."""
    recorded = QCoreApplication.translate("words", "recorded {day} by {person}")
    since = QCoreApplication.translate("words", "from {day}").format(
        day=moments.day(row.started_on)
    )
    said = recorded.format(day=moments.day(row.recorded_at), person=row.recorded_by)
    return Row(
        key=CasePlace(row.case, CasePart.STATE_GRID),
        title=row.shown_name,
        detail=f"{say_word(row.type)}, {since} · {said}",
        icon="shield",
    )


def draft_row(row: DraftRow, moments: Moments, *, named: bool = True) -> Row:
    """A draft; `named` puts the youth's name first."""
    if row.total is None:
        progress = QCoreApplication.translate("words", "{done} answered").format(done=row.answered)
    else:
        progress = QCoreApplication.translate("words", "{done} of {total} answered").format(
            done=row.answered, total=row.total
        )
    saved = (
        ""
        if row.last_saved_at is None
        else QCoreApplication.translate("words", "Saved {moment}").format(
            moment=moments.minute(row.last_saved_at)
        )
    )
    return Row(
        key=DraftPlace(row.draft),
        title=row.shown_name if named else row.title,
        detail=row.title if named else progress,
        tag=progress if named else QCoreApplication.translate("words", "Draft"),
        tone="warning",
        aside=saved,
        icon="draft",
    )


def work_row(row: WorkRow, moments: Moments) -> Row:
    """A record somebody made."""
    what = row.title or say_kind(row.kind)
    parts = (what, row.band_label, row.author_name)
    return Row(
        key=place_of(row),
        title=row.shown_name,
        detail=" · ".join(part for part in parts if part),
        tag=say_standing(row.standing),
        tone=TONE_OF_STANDING[row.standing],
        aside=moments.minute(row.at),
        icon=ICON_OF_KIND[row.kind],
        text="" if row.reason is None else say_reason(row.reason),
    )


def decision_row(row: DecisionView, moments: Moments) -> Row:
    """A decision about sharing that the county has not taken."""
    standing = Standing.UNSENT if row.reason is None else Standing.REFUSED
    return Row(
        key=None if row.case is None else CasePlace(row.case),
        title=row.shown_name or say_decision(row.kind),
        detail=say_decision(row.kind) if row.shown_name else "",
        tag=say_standing(standing),
        tone=TONE_OF_STANDING[standing],
        aside=moments.minute(row.at),
        icon="shield",
        text="" if row.reason is None else say_reason(row.reason),
    )


def youth_row(row: YouthRow, moments: Moments, number: int | None = None) -> Row:
    """A youth in the list; `number` is what chooses it."""
    age = (
        ""
        if row.age is None
        else QCoreApplication.translate("words", "Age {age}").format(age=row.age)
    )
    legal = row.legal_name if row.legal_name != row.shown_name else ""
    aside = "" if row.last_activity is None else moments.day(row.last_activity)
    detail = " · ".join(part for part in (legal, age, row.agency_numbers) if part)
    if row.matches and number is None:
        best = match_row(row.case, row.matches[0], moments)
        detail = f"{best.detail}, {best.aside}: {best.title}"
    elif row.clock is not None:
        detail = say_clock(row.clock, moments)
    elif row.due is not None:
        detail = f"{say_due_kind(row.due.kind)}: {moments.day(row.due.on)}"
    return Row(
        key=CasePlace(row.case),
        title=row.shown_name,
        detail=detail,
        aside=aside if number is None else f"Alt+{number}",
        tag=say_standing(Standing.UNSENT) if row.has_unsent else "",
        tone="accent",
        icon="pin" if row.is_pinned else "youth",
        icon_tone="text_soft",
    )


def say_clock(one: ClockRow, moments: Moments) -> str:
    """Which clock runs, and when it runs out."""
    words = QCoreApplication.translate("words", "Due {moment}: {party} ({start})")
    if one.urgency is Urgency.AT_ONCE:
        words = QCoreApplication.translate("words", "At once: {party} ({start})")
    party, start = say_word(one.party), say_word(one.start)
    return words.format(party=party, start=start, moment=moments.minute(one.due_at))


def match_row(case: CaseId, match: Match, moments: Moments) -> Row:
    """A place in a case at which the words looked for stand."""
    what = say_kind(match.kind)
    if match.by is MatchedBy.SOUND:
        what = QCoreApplication.translate("words", "{kind}, sounds alike").format(kind=what)
    return Row(
        key=place_of_record(case, match.kind, match.record),
        title=match.text,
        detail=what,
        aside=moments.day(match.on),
        icon=ICON_OF_KIND[match.kind],
        icon_tone="text_soft",
        inner=True,
    )


def place_of(row: WorkRow) -> Place:
    """Where a record is read."""
    return place_of_record(row.case, row.kind, row.record)


def place_of_record(case: CaseId, kind: RecordKind, record: RecordId) -> Place:
    """Where a record of a kind is read."""
    match kind:
        case RecordKind.SCREENING:
            return SignedPlace(case, record)
        case RecordKind.DOCUMENT:
            return DocumentPlace(case, record)
        case RecordKind.YOUTH:
            return CasePlace(case)
        case RecordKind.CONTACT_NOTE | RecordKind.CLOCK:
            return TimelinePlace(case, record)
        case RecordKind.PRIVILEGED_NOTE:
            return AdvocatePlace(case)
        case _:
            return RecordPlace(case, kind, record)
