# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is wrong is said in a sentence beside its field, in the real forms, and nothing is lost."""

from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from casework.ids import RecordId
from casework.kinds import check_answers
from casework.record_parts import Surroundings
from casework.records import VIEW_OF_KIND
from casework.vocabulary import RecordKind
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.dialogs.note_dialog import NoteDialog
from ui.places import RecordPlace
from ui.records.record_page import RecordPage

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

K = RecordKind
BORN = date(2010, 3, 1)
EARLY, AHEAD = "2001-01-01", "2031-01-01"
EARLY_AT, AHEAD_AT = f"{EARLY}T18:00:00+00:00", f"{AHEAD}T18:00:00+00:00"
FUTURE = "This lies in the future"
BIRTH = "before the youth was born"
ENDS = "The end lies before the start."
OPEN = "One of this kind is open already"
CLOSED = "This case is closed"

PLACED = {"type": "shelter", "place": "Heron House", "started_on": "2026-11-03"}
STATUS = {"type": "at_risk", "started_on": "2026-11-02", "determined_on": "Said so at intake."}
SERVICE = {"domain": "safety", "provider": "Tern House", "what": "Advocate"}
PLAN = {"made_on": "2026-11-01", "risks": "A debt.", "review_on": "2026-12-01"}
YOUTHS = {"made_on": "2026-11-01", "phase": "leaving", "review_on": "2026-12-01"}
GONE = {"discovered_at": "2026-11-10T18:00:00+00:00", "circumstances": "Did not come home."}
FLAG = {
    "kind": "threat",
    "words": "Not the bus stop.",
    "since": "2026-11-10",
    "until": "2026-12-01",
}
REFER = {
    "purpose": "service",
    "to_agency": "Tern House",
    "why": "Asked.",
    "referred_on": "2026-11-20",
}
EFFORT = {"at": "2026-11-11T18:00:00+00:00", "what": "Called the aunt.", "by": "Ana"}
DEBRIEF = {
    "at": "2026-11-12T18:00:00+00:00",
    "with_whom": "Ana",
    "factors": ["fear"],
    "experiences": ["unknown"],
    "response": "Another room.",
}
TOLD = {
    "outcome": "told",
    "told_at": "2026-11-20T18:00:00+00:00",
    "told_by": "Ana",
    "to_whom": "Desk",
    "channel": "phone",
    "reference": "LE-1",
}


class Bad(NamedTuple):
    """Good answers, what makes them bad, and the sentence; an empty field is the whole form."""

    kind: RecordKind
    good: dict[str, Any]
    bad: dict[str, Any]
    field: str
    sentence: str
    before: tuple[RecordKind, dict[str, Any]] | None = None


TABLE = [
    Bad(K.PLACEMENT, PLACED, {"started_on": AHEAD}, "started_on", FUTURE),
    Bad(K.PLACEMENT, PLACED, {"started_on": EARLY}, "started_on", BIRTH),
    Bad(K.PLACEMENT, PLACED, {"ended_on": "2026-10-01", "end_reason": "home"}, "ended_on", ENDS),
    Bad(K.PLACEMENT, PLACED, {}, "started_on", OPEN, (K.PLACEMENT, PLACED)),
    Bad(K.STATUS_ROW, STATUS, {"started_on": AHEAD}, "started_on", FUTURE),
    Bad(K.STATUS_ROW, STATUS, {"started_on": EARLY}, "started_on", BIRTH),
    Bad(K.STATUS_ROW, STATUS, {"ended_on": "2026-10-01"}, "ended_on", ENDS),
    Bad(K.STATUS_ROW, STATUS, {}, "type", OPEN, (K.STATUS_ROW, STATUS)),
    Bad(K.SERVICE, SERVICE, {"referred_on": AHEAD}, "referred_on", FUTURE),
    Bad(K.SERVICE, SERVICE, {"referred_on": EARLY}, "referred_on", BIRTH),
    Bad(
        K.SERVICE,
        {**SERVICE, "referred_on": "2026-11-05"},
        {"accepted_on": "2026-11-01"},
        "accepted_on",
        ENDS,
    ),
    Bad(K.TEAM_PLAN, PLAN, {"made_on": AHEAD}, "made_on", FUTURE),
    Bad(K.TEAM_PLAN, PLAN, {"made_on": EARLY}, "made_on", BIRTH),
    Bad(K.TEAM_PLAN, PLAN, {"ended_on": "2026-10-01"}, "ended_on", ENDS),
    Bad(K.YOUTH_PLAN, YOUTHS, {"made_on": AHEAD}, "made_on", FUTURE),
    Bad(K.YOUTH_PLAN, YOUTHS, {"ended_on": "2026-10-01"}, "ended_on", ENDS),
    Bad(K.ABSENCE, GONE, {"discovered_at": AHEAD_AT}, "discovered_at", FUTURE),
    Bad(K.ABSENCE, GONE, {"discovered_at": EARLY_AT}, "discovered_at", BIRTH),
    Bad(
        K.ABSENCE,
        GONE,
        {"ended_at": "2026-11-09T18:00:00+00:00", "end": "returned"},
        "ended_at",
        ENDS,
    ),
    Bad(K.ABSENCE, GONE, {}, "discovered_at", OPEN, (K.ABSENCE, GONE)),
    Bad(K.SAFETY_FLAG, FLAG, {"since": AHEAD, "until": AHEAD}, "since", FUTURE),
    Bad(K.SAFETY_FLAG, FLAG, {"until": "2026-11-01"}, "until", ENDS),
    Bad(K.REFERRAL, REFER, {"referred_on": AHEAD}, "referred_on", FUTURE),
    Bad(K.REFERRAL, REFER, {"withdrawn_on": "2026-11-01"}, "withdrawn_on", ENDS),
    Bad(K.SEARCH_EFFORT, EFFORT, {"at": AHEAD_AT}, "at", FUTURE, (K.ABSENCE, GONE)),
    Bad(K.DEBRIEF, DEBRIEF, {"at": EARLY_AT}, "at", BIRTH, (K.ABSENCE, GONE)),
]
PLANS = [(K.TEAM_PLAN, PLAN), (K.YOUTH_PLAN, YOUTHS), (K.REFERRAL, REFER), (K.PLACEMENT, PLACED)]


def open_form(desk: Desk, kind: RecordKind, about: RecordId | None = None) -> RecordPage:
    case = next(iter(desk.county.cases))
    desk.shell.open(RecordPlace(case, kind, None, about))
    settle()
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    return page


def save(page: RecordPage, answers: dict[str, Any]) -> None:
    for name, value in answers.items():
        page.editors[name].put(value)
    page.save.click()
    settle()


def is_same(read: object, typed: object) -> bool:
    """A moment may be read in another zone than it was given in."""
    if isinstance(read, str) and isinstance(typed, str) and "T18:" in typed:
        return datetime.fromisoformat(read) == datetime.fromisoformat(typed)
    return read == typed


def keep_before(desk: Desk, bad: Bad) -> RecordId | None:
    if bad.before is None:
        return None
    case = next(iter(desk.county.cases))
    desk.county.records.save(case, bad.before[0], None, bad.before[1])
    return next(iter(desk.county.records.saved))


def test_what_is_wrong_stands_beside_its_field_and_nothing_typed_is_lost(desk: Desk) -> None:
    records = desk.county.records
    records.birth_date = BORN
    for bad in TABLE:
        told = f"{bad.kind.value}: {bad.field}: {bad.sentence}"
        records.saved.clear()
        records.kept.clear()
        about = keep_before(desk, bad)
        count = len(records.saved)
        page = open_form(desk, bad.kind, about)
        answers = {**bad.good, **bad.bad}
        save(page, answers)
        assert desk.shell.page is page, told
        assert bad.sentence in page.editors[bad.field].fault, told
        assert len(records.saved) == count, told
        lost = [one for one in answers if not is_same(page.editors[one].read(), answers[one])]
        assert not lost, told


def test_a_closed_case_takes_no_new_plan_and_says_so(desk: Desk) -> None:
    desk.county.records.closed = True
    for kind, good in PLANS:
        page = open_form(desk, kind)
        save(page, good)
        assert CLOSED in page.problem.text()
        assert not desk.county.records.saved
        assert all(is_same(page.editors[name].read(), value) for name, value in good.items())


def test_an_evidence_number_that_proves_another_duty_is_refused_beside_it(desk: Desk) -> None:
    case, records = next(iter(desk.county.cases)), desk.county.records
    for party in ("law_enforcement", "ncmec"):
        clock = {
            "rule": f"absence_{party}",
            "start": "absent" if party == "ncmec" else "victim_known",
            "party": party,
            "started_at": "2026-11-20T10:00:00+00:00",
            "due_at": "2026-11-21T10:00:00+00:00",
        }
        records.save(case, K.CLOCK, None, clock)
    first, second = records.saved
    records.save(case, K.NOTICE, None, TOLD, first)
    page = open_form(desk, K.NOTICE, second)
    save(page, TOLD)
    assert "This number stands on another record" in page.editors["reference"].fault
    assert page.editors["to_whom"].read() == "Desk"


def test_a_pasted_megabyte_is_told_to_be_too_long_and_stays_as_it_was_pasted(desk: Desk) -> None:
    page = open_form(desk, K.NEED)
    box = page.editors["words"].control
    assert isinstance(box, QPlainTextEdit)
    pasted = "word " * 200_000 + "end"
    save(page, {"domain": "safety", "words": pasted})
    assert "at most 20000 fit" in page.editors["words"].fault
    assert page.editors["words"].read() == pasted
    assert not desk.county.records.saved


def test_a_megabyte_pasted_into_a_contact_note_is_not_saved_and_not_lost(desk: Desk) -> None:
    kept: list[str] = []
    dialog = NoteDialog(desk.window, desk.shell.kit.moments, NOW, keep=kept.append)
    dialog.words.setPlainText("x" * 1_000_000)
    assert "1000000 characters" in dialog.fault.text()
    assert not dialog.save.isEnabled()
    dialog.keep_typed()
    assert len(kept[0]) == 1_000_000
    dialog.words.setPlainText("Met at the library.")
    assert (dialog.fault.text(), dialog.save.isEnabled()) == ("", True)
    dialog.deleteLater()


@pytest.mark.parametrize("kind", VIEW_OF_KIND)
def test_every_text_of_every_kind_has_an_end(kind: RecordKind) -> None:
    around = Surroundings(NOW, ZoneInfo("America/Los_Angeles"))
    for name, info in VIEW_OF_KIND[kind].model_fields.items():
        if info.annotation is not str or not info.title:
            continue
        faults = check_answers(kind, {name: "x" * 1_000_000}, around).faults
        assert any(one.field == name and "too long" in one.template for one in faults)
