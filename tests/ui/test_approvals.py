# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing and approving from the screens, and what waits on Today."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.referrals import Blocker, Referral, ReferralReply
from casework.sign_offs import Difference, SignOffAct
from casework.vocabulary import RecordKind
from tests.fakes.ui_papers import tags_of, text_of
from tests.ui.conftest import Desk, settle
from ui.approval_views import (
    AnsweredRow,
    AnswerLine,
    ApprovalState,
    ApprovalView,
    IncomingRow,
    PersonChoice,
    SignOffLine,
    WaitingRow,
)
from ui.errors import ShownError
from ui.models.rows import ROW_ROLE
from ui.pages.today_page import TodayPage
from ui.places import RecordPlace, Room
from ui.records.record_page import RecordPage

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

AT = datetime(2026, 11, 20, 18, tzinfo=UTC)
RECORD = RecordId("referral")
SEEN = "a" * 64


def open_referral(desk: Desk, view: ApprovalView) -> RecordPage:
    case = next(iter(desk.county.cases))
    referral = Referral.model_validate(
        {
            "purpose": "service",
            "to_agency": "Tern House",
            "why": "Asked for an advocate.",
            "referred_on": "2026-11-20",
        }
    )
    desk.county.records.saved[RECORD] = (case, RecordKind.REFERRAL, referral)
    desk.county.records.approvals.views[RECORD] = view
    desk.shell.open(RecordPlace(case, RecordKind.REFERRAL, RECORD))
    settle()
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    return page


def waits(**changes: object) -> ApprovalView:
    values = {
        "kind": RecordKind.REFERRAL,
        "state": ApprovalState.WAITS,
        "seen": SEEN,
        "may_decide": True,
    }
    return ApprovalView(**{**values, **changes})  # type: ignore[arg-type] # the test's own values


def test_a_supervisor_sees_what_changed_and_approves_exactly_that_version(desk: Desk) -> None:
    line = SignOffLine(SignOffAct.APPROVED, "Dolores Whitcombe", AT, "", is_present=False)
    page = open_referral(
        desk,
        waits(
            changed=(Difference("why", "Asked.", "Asked for an advocate."),),
            changed_since_approval=True,
            lines=(line,),
        ),
    )
    words = [one.text() for one in page.approval.findChildren(type(page.title))]
    assert "Why · Asked. → Asked for an advocate." in words
    assert any("an earlier version" in one for one in words)
    assert "Changed since it was approved." in page.approval.state.text()
    page.approval.approve.click()
    settle()
    assert desk.county.records.approvals.acts == [(RECORD, SignOffAct.APPROVED, "", SEEN)]


def test_what_keeps_a_referral_back_is_said_before_it_is_tried(desk: Desk) -> None:
    view = waits(
        state=ApprovalState.NOT_SIGNED,
        may_decide=False,
        blockers=(Blocker.MISSING,),
        from_county_rule=True,
    )
    page = open_referral(desk, view)
    assert "absent now" in page.approval.blockers.text()
    assert "County default, verify" in page.approval.blockers.text()
    assert not page.approval.sign.isVisible()


def test_while_people_disagree_it_says_so_and_can_only_be_returned(desk: Desk) -> None:
    page = open_referral(desk, waits(held_up=Reason.of(ReasonCode.CONFLICT_OPEN)))
    assert "nobody has decided yet" in page.approval.state.text()
    assert not page.approval.approve.isVisible()
    assert page.approval.send_back.isVisible()


def test_a_return_without_words_says_so_and_keeps_what_was_written(desk: Desk) -> None:
    page = open_referral(desk, waits())
    desk.county.records.approvals.refuses = ShownError("Say what is to be changed.")
    page.approval.words.setPlainText("Half a")
    page.approval.send_back.click()
    settle()
    assert "Say what is to be changed." in page.problem.text()
    assert page.approval.words.toPlainText() == "Half a"
    assert desk.window.focusWidget() is page.approval.words
    desk.county.records.approvals.refuses = None
    page.approval.send_back.click()
    settle()
    assert page.problem.isHidden()


def test_who_is_asked_passes_a_referral_on_to_a_colleague(desk: Desk) -> None:
    people = (PersonChoice(HatId("hat-2"), "Ben (Tern House)"),)
    view = waits(
        state=ApprovalState.APPROVED,
        may_decide=False,
        may_answer=True,
        receiver="Cora",
        people=people,
    )
    page = open_referral(desk, view)
    page.approval.people.setCurrentIndex(1)
    page.approval.pass_on.click()
    settle()
    assert desk.county.records.approvals.replies == [
        (RECORD, ReferralReply.PASSED_ON, "", HatId("hat-2"))
    ]


def test_today_lists_what_waits_and_opens_it(desk: Desk) -> None:
    case: CaseId = next(iter(desk.county.cases))
    shared = (case, RECORD, RecordKind.REFERRAL, "Wren", ("Tern House",), "Ana", AT)
    approvals = desk.county.records.approvals
    approvals.rows = (WaitingRow(*shared, changed=True),)
    approvals.coming = (IncomingRow(case, RECORD, "Wren", ("Tern House",), "Ana", AT),)
    answer = (case, RECORD, RecordId("answer"), "Wren", ReferralReply.PASSED_ON, "Cora")
    approvals.answers = (AnsweredRow(*answer, words="On leave.", to="Ben", at=AT),)
    open_referral(desk, waits())
    desk.shell.open(Room.TODAY)
    settle()
    page = desk.shell.page
    assert isinstance(page, TodayPage)
    index = page.waiting.approvals.rows.index(0, 0)
    assert index.data() == "Wren: Referral"
    assert page.waiting.referrals.rows.rowCount() == 1
    row = page.waiting.answers.rows.index(0, 0).data(ROW_ROLE)
    assert (row.detail, row.key.record) == ("Passed on to Ben · On leave. · Cora", RECORD)
    page.waiting.approvals.chosen.emit(RecordPlace(case, RecordKind.REFERRAL, RECORD))
    settle()
    assert isinstance(desk.shell.page, RecordPage)


def test_a_referral_on_paper_says_who_agreed_signed_and_answered_and_only_what_may_be_read(
    desk: Desk, tmp_path: Path
) -> None:
    clinic = AgencyId("clinic")
    signed = SignOffLine(SignOffAct.APPROVED, "Dolores Whitcombe", AT, "", is_present=False)
    answers = (
        AnswerLine(ReferralReply.PASSED_ON, "Cora Lee", AT, "On leave.", ""),
        AnswerLine(ReferralReply.ACCEPTED, "Ben Ito", AT, "On Monday.", "", clinic),
    )
    page = open_referral(desk, waits(lines=(signed,), answers=answers))
    page.referral.ask_path = lambda _parent, _caption, name: tmp_path / name
    page.referral.print.click()
    settle()
    assert page.problem.text() == "Saved as referral.pdf"
    assert len(desk.county.records.approvals.printed) == 1
    data = (tmp_path / "referral.pdf").read_bytes()
    text = text_of(data)
    for words in (
        *("Wren", "P-2031", "Tern House", "Asked for an advocate.", "The youth agreed"),
        *("Dolores Whitcombe", "an earlier version", "On leave.", "Dana Whitfield, Probation"),
    ):
        assert words in text
    assert "On Monday." not in text
    assert {"/H1", "/TH"} <= set(tags_of(data))
