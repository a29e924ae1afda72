# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed minutes on paper: what was decided, who was there, and for whom the paper is."""

from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from casework.ids import RecordId
from casework.meetings import Attendee, Minutes, RequiredAgency, SafetyStatus
from casework.paper import Recipient
from casework.vocabulary import RecordKind, Section
from tests.fakes.ui_papers import A_WORKER, tags_of, text_of
from tests.ui.conftest import Desk, settle
from ui.paper.minutes import write_minutes
from ui.paper.typeset import render_paper
from ui.paper_views import MinutesPrint, PrintNote
from ui.places import RecordPlace
from ui.records.record_page import RecordPage
from ui.text import Moments

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
MOMENTS = Moments(ZoneInfo("America/Los_Angeles"))
HERE = Attendee(
    name="Noor Haddad",
    agency="Public Health",
    hat="Nurse",
    present=True,
    agreed_on=date(2026, 1, 5),
)
MINUTES = Minutes(
    meeting="m-1",
    type="case_review_weekly",
    held_from=AT,
    held_until=AT.replace(hour=20),
    safety=SafetyStatus.ELEVATED,
    decisions=("Ask for a bed at Heron House.", "Call the school."),
    words="She wants her sister to come along.",
    attendance=(HERE, Attendee(name="Kit Lee", agency="Sheriff")),
    missing=(RequiredAgency.PROBATION,),
    signed_at=AT,
    signed_by="Dana Whitfield",
)


def made_for(recipient: Recipient, section: Section = Section.SAFETY_PLAN) -> bytes:
    note = PrintNote(AT, recipient)
    return render_paper(write_minutes(MinutesPrint(MINUTES, section, "P-2031", note), MOMENTS))


def test_the_minutes_say_what_was_decided_and_who_was_there(qapp: QApplication) -> None:
    data = made_for(A_WORKER)
    text = text_of(data)
    for words in (
        *("P-2031", "At raised risk", "Ask for a bed at Heron House.", "Call the school."),
        *("She wants her sister to come along.", "Noor Haddad", "signed", "Dana Whitfield"),
        *("Not at the table: Probation", "Nov 23, 2026, 10:30 – 12:30", "Safety plan"),
    ):
        assert words in text
    assert "Kit Lee" not in text
    assert {"/L", "/Table", "/TH", "/H1"} <= set(tags_of(data))


def test_who_may_not_read_the_part_gets_a_paper_without_a_word_of_it(qapp: QApplication) -> None:
    only = Recipient("Noor Haddad, Public Health", frozenset({(Section.PLACEMENT, None)}))
    text = text_of(made_for(only))
    for words in ("sister", "Heron", "P-2031", "Noor Haddad Public"):
        assert words not in text
    assert "sister" in text_of(made_for(only, Section.PLACEMENT))


def test_the_page_of_the_minutes_prints_them_logged_before(desk: Desk, tmp_path: Path) -> None:
    def ask(parent: QWidget, title: str, name: str) -> Path:
        del parent, title
        return tmp_path / name

    case, record = next(iter(desk.county.cases)), RecordId("minutes-1")
    desk.county.records.saved[record] = (case, RecordKind.MINUTES, MINUTES)
    page = RecordPage(desk.shell.kit, RecordPlace(case, RecordKind.MINUTES, record), ask)
    page.refresh()
    settle()
    page.minutes.print.click()
    settle()
    assert desk.county.records.printed == [(case, record)]
    assert "Call the school." in text_of((tmp_path / "minutes.pdf").read_bytes())
    assert page.problem.text() == "Saved as minutes.pdf"
    page.deleteLater()
