# SPDX-License-Identifier: AGPL-3.0-or-later
"""Hands for what a team does: sharing, planning and holding a meeting, a plan beside the youth."""

from collections.abc import Collection, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget

from casework.ids import CaseId
from casework.meetings import TeamLaw
from casework.vocabulary import Basis, RecordKind, Section
from desktop.window_walk import WindowWalk
from tests.fakes.laptops import PASSPHRASE
from tests.journeys.record_hands import begin_record, fill, open_record, save
from ui.dialogs.share_dialog import ShareDialog
from ui.pages.case_page import CasePage
from ui.pages.team_page import TeamPage
from ui.places import MeetingPlace, MeetingRoomPlace, Room
from ui.records.plan_questions import ChoiceQuestion, WordsQuestion
from ui.records.plan_screen import PlanScreen
from ui.records.record_page import RecordPage
from ui.team.meeting_page import MeetingPage
from ui.team.plan_page import MeetingPlanPage
from ui.team.room_page import MeetingRoomPage


def say_yes() -> None:
    """Confirm the question in front, as soon as it is there."""
    question = QApplication.activeModalWidget()
    if isinstance(question, QDialog):
        question.accept()
    else:
        QTimer.singleShot(20, say_yes)


def open_room(walk: WindowWalk, meeting: str) -> MeetingRoomPage:
    """Begin or go on with a meeting."""
    walk.shell.open(MeetingRoomPlace(meeting))
    page = walk.page(MeetingRoomPage)
    walk.wait(lambda: bool(page.name.text()), "the youth spoken of")
    return page


def seat_everybody(page: MeetingRoomPage, law: TeamLaw) -> None:
    """Everybody invited is there, trained and signed; then sharing is opened at the table."""
    for box in page.table.findChildren(QCheckBox):
        if not box.isChecked():
            box.click()
    page.table.law.setCurrentIndex(page.table.law.findData(law.value))
    page.table.law.activated.emit(page.table.law.currentIndex())
    assert page.table.share.isEnabled()
    page.table.share.click()
    page.who.click()


def found_first(page: MeetingPlanPage) -> str:
    """The name of the first youth that the words found."""
    rows = page.chooser.list.rows
    return str(rows.data(rows.index(0, 0))) if rows.rowCount() else ""


def plan_meeting(walk: WindowWalk, names: Collection[str], invited: int, kind: str = "") -> str:
    """Plan a meeting about some youths with everybody on the county's list; its id.

    Args:
        invited: how many cards the county's list has for it.
        kind: its type; the first of the list where nothing is said.
    """
    walk.shell.open(Room.TEAM)
    team = walk.page(TeamPage)
    walk.wait(lambda: team.types.count() > 0, "the roster")
    team.meetings.plan_wanted.emit()
    page = walk.page(MeetingPlanPage)
    walk.wait(lambda: page.types.count() > 0, "the types of meeting")
    if kind:
        page.types.setCurrentIndex(page.types.findData(kind))
        page.types.activated.emit(page.types.currentIndex())
    for name in names:
        page.chooser.box.setText(name.split()[0])
        walk.wait(lambda wanted=name: found_first(page) == wanted, f"the youth {name}")
        page.chooser.box.returnPressed.emit()
    walk.wait(lambda: len(page.people.boxes) == invited, "whom to invite")
    page.editors["place"].put("Room 12")
    page.save.click()
    walk.wait(lambda: isinstance(walk.shell.page, MeetingPage), "the planned meeting")
    place = walk.shell.place
    assert isinstance(place, MeetingPlace)
    page_of_it = walk.page(MeetingPage)
    walk.wait(lambda: page_of_it.agenda.rows.rowCount() == len(names), "the agenda")
    return place.meeting


def sign_minutes(walk: WindowWalk, page: MeetingRoomPage) -> None:
    """Press Sign and confirm."""
    QTimer.singleShot(20, say_yes)
    page.sign.click()
    walk.wait(lambda: not isinstance(walk.shell.page, MeetingRoomPage), "the signed end")


def share_from_case(
    walk: WindowWalk, case: CaseId, sections: Collection[Section], reported: datetime
) -> str:
    """Share the own agency's work in a team's window from the case page; what was said of it."""
    page = walk.open_case(case)
    page.sharing.share.click()
    _decide(walk, page.sharing, sections, reported)
    walk.wait(lambda: bool(page.done.text()), "what became of it")
    return page.done.text()


def share_from_meeting(
    walk: WindowWalk, page: MeetingRoomPage, sections: Collection[Section], reported: datetime
) -> str:
    """The same for the youth spoken of in a meeting."""
    page.share.click()
    dialog = _decide(walk, page, sections, reported)
    assert dialog.wish().basis is Basis.S18961_7_WINDOW
    walk.wait(lambda: bool(page.shared.text()), "what became of it")
    return page.shared.text()


def _decide(
    walk: WindowWalk, parent: QWidget, sections: Collection[Section], reported: datetime
) -> ShareDialog:
    """Choose, look at the preview, decide."""
    walk.wait(lambda: bool(parent.findChildren(ShareDialog)), "the choices")
    dialog = parent.findChildren(ShareDialog)[-1]
    dialog.ground.setCurrentIndex(dialog.ground.findData(Basis.S18961_7_WINDOW))
    for at in range(dialog.sections.count()):
        item = dialog.sections.item(at)
        if Section(str(item.data(Qt.ItemDataRole.UserRole))) in sections:
            item.setCheckState(Qt.CheckState.Checked)
    moments = walk.shell.kit.moments
    dialog.reported.setDateTime(moments.to_widget(reported))
    assert not dialog.share.isEnabled()
    dialog.look.click()
    walk.wait(dialog.share.isEnabled, "the preview")
    dialog.share.click()
    return dialog


def plan_beside_the_youth(
    walk: WindowWalk, case: CaseId, told: Mapping[str, str], after: Mapping[str, str]
) -> None:
    """Fill a youth's plan one question at a time, take the laptop back, and save.

    Args:
        told: what the youth says, by question.
        after: what the worker adds in the form.
    """
    page = begin_record(walk, case, RecordKind.YOUTH_PLAN)
    QTimer.singleShot(20, say_yes)
    page.beside.begin.click()
    walk.wait(lambda: isinstance(walk.window.handover, PlanScreen), "the youth's view")
    screen = walk.window.handover
    assert isinstance(screen, PlanScreen)
    assert walk.window.shell is None
    screen.begin.click()
    for step, answer in told.items():
        while screen.step != step:
            screen.foot.onward.click()
        question = screen.question
        if isinstance(question, ChoiceQuestion):
            question.choices[answer].click()
        else:
            assert isinstance(question, WordsQuestion)
            question.box.setPlainText(answer)
    screen.stop()
    screen.ask_worker()
    assert screen.worker is not None
    screen.worker.passphrase.setText(PASSPHRASE)
    screen.worker.enter.click()
    walk.wait(lambda: walk.window.handover is None, "the laptop given back")
    walk.wait(lambda: bool(walk.page(RecordPage).editors), "the form with what was told")
    fill(walk, after)
    save(walk)


def refer_and_sign(walk: WindowWalk, case: CaseId, answers: Mapping[str, str | bool]) -> str:
    """Write a referral, save it, sign it; where it stands then."""
    begin_record(walk, case, RecordKind.REFERRAL)
    fill(walk, answers)
    save(walk)
    walk.page(CasePage).refresh()
    page = open_record(walk, RecordKind.REFERRAL)
    approval = page.approval
    walk.wait(lambda: bool(approval.state.text()), "where the referral stands")
    before = approval.state.text()
    approval.sign.click()
    walk.wait(lambda: approval.state.text() != before, "the signature")
    return approval.state.text()
