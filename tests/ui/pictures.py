# SPDX-License-Identifier: AGPL-3.0-or-later
"""Renders every screen with an invented caseload: `python -m tests.ui.pictures OUTDIR`.

For looking, not for asserting. Renders light and dark, English and Spanish, and a 13-inch screen
at 200 % (QT_SCALE_FACTOR=2 makes 1280 x 800 dots from 640 x 400).
"""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from pydantic import JsonValue
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from casework.clock_rules import ClockStart
from casework.ids import CaseId
from casework.meetings import SafetyStatus
from casework.records import DocumentKind
from casework.signatures import Signer
from casework.vocabulary import RecordKind, Section
from forms.pack import load_definition, load_sample_packs
from tests.fakes.documents import a_pdf
from tests.fakes.pictures import a_photograph
from tests.fakes.ui_people import a_lived_in_county, fill
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.fakes.ui_settings import FakeSettings
from tests.fakes.ui_unlock import FakeUnlock
from ui.application import create_application
from ui.document_views import NewDocument
from ui.jobs import InlineRunner
from ui.pages.case_page import CasePage
from ui.pages.team_page import TeamPage
from ui.places import (
    CasePlace,
    DocumentPlace,
    DraftPlace,
    MeetingPlace,
    MeetingPlanPlace,
    MeetingRoomPlace,
    Place,
    RecordPlace,
    Room,
    SignedPlace,
)
from ui.records.plan_screen import PlanScreen
from ui.records.record_page import RecordPage
from ui.screening.draft_page import DraftPage
from ui.screening.handover_screen import HandoverScreen
from ui.shell import Shell
from ui.team.plan_page import MeetingPlanPage
from ui.team.room_page import MeetingRoomPage
from ui.text import is_in_language
from ui.widgets.page_frame import bring_into_sight
from ui.window import MainWindow

RECORDED: tuple[tuple[RecordKind, dict[str, JsonValue]], ...] = (
    (
        RecordKind.STATUS_ROW,
        {"type": "at_risk", "started_on": "2026-11-02", "determined_on": "Said so at intake."},
    ),
    (
        RecordKind.PLACEMENT,
        {"type": "shelter", "place": "Heron House", "started_on": "2026-11-03"},
    ),
    (RecordKind.NEED, {"domain": "basic", "words": "Winter coat, size S"}),
    (RecordKind.NEED, {"domain": "education", "words": "Back to school before the holidays"}),
)
LETTER = NewDocument(
    "Letter of the school", DocumentKind.SCHOOL_PAPER, Section.LEGAL, "letter.pdf", Path()
)
DRAWING = NewDocument(
    "Front door on the day of the visit", DocumentKind.PHOTOGRAPH, Section.CONTACTS, "d.jpg", b""
)
VARIANTS = (("en", "light"), ("en", "dark"), ("es", "light"))


def main(folder: Path) -> None:
    """Render every variant; each in a process of its own at its scale."""
    folder.mkdir(parents=True, exist_ok=True)
    if "--here" in sys.argv:
        application = create_application(sys.argv[:1])
        large = os.environ.get("QT_SCALE_FACTOR") == "2"
        for language, theme in VARIANTS[:1] if large else VARIANTS:
            _render(application, folder, language, theme, large=large)
            _render_handover(application, folder, language, theme, large=large)
        return
    for scale in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "tests.ui.pictures", str(folder), "--here"],
            env={**os.environ, "QT_SCALE_FACTOR": scale},
            check=True,
        )


def _render(
    application: QApplication, folder: Path, language: str, theme: str, *, large: bool
) -> None:
    county = a_lived_in_county()
    county.start(list(county.cases)[1], county.pack.form_id, "")
    window = MainWindow(FakeUnlock(county), InlineRunner(), FakeSettings(language, theme))
    window.resize(*((640, 400) if large else (1280, 800)))
    window.show()
    stem = f"{language}-{theme}{'-200' if large else ''}"

    def shoot(name: str) -> None:
        for _ in range(4):
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            application.processEvents()
        window.grab().save(str(folder / f"{name}-{stem}.png"))

    shoot("01-unlock")
    page = window.unlock_page
    assert page is not None
    page.passphrase.setText("wrong words")
    page.button.click()
    shoot("02-wrong-passphrase")
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    shell = window.shell
    assert shell is not None
    for name, place, after in _tour(county):
        shell.open(place)
        application.processEvents()
        after(shell)
        shoot(name)
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _render_handover(
    application: QApplication, folder: Path, language: str, theme: str, *, large: bool
) -> None:
    county = a_lived_in_county()
    packs = {pack.form_id: pack for pack in load_sample_packs()}
    county.pack = packs["fieldfare_how_i_am"]
    county.definition = load_definition(county.pack)
    county.drafts.clear()
    county.signed_views.clear()
    spoken = next(one for one in county.definition.languages if is_in_language(one, language))
    draft = county.start(list(county.cases)[1], county.pack.form_id, spoken)
    window = MainWindow(FakeUnlock(county), InlineRunner(), FakeSettings(language, theme))
    size = (640, 400) if large else (1280, 800)
    window.resize(*size)
    window.show()
    stem = f"{language}-{theme}{'-200' if large else ''}"

    def shoot(name: str) -> None:
        window.showNormal()
        window.resize(*size)
        for _ in range(4):
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            application.processEvents()
        window.grab().save(str(folder / f"{name}-{stem}.png"))

    assert window.unlock_page is not None
    window.unlock_page.passphrase.setText(PASSPHRASE)
    window.unlock_page.button.click()
    assert window.shell is not None
    window.shell.open(DraftPlace(draft))
    page = window.shell.page
    assert isinstance(page, DraftPage)
    page.handed_over.emit(page.filling)
    screen = window.handover
    assert isinstance(screen, HandoverScreen)
    shoot("15-handover-start")
    screen.go_on()
    shoot("16-handover-question")
    screen.stop()
    shoot("17-handover-end")
    screen.ask_worker()
    shoot("18-handover-worker")
    screen.returned.emit()
    _shoot_plan(window, next(iter(county.cases)), shoot)
    window.lock()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _shoot_plan(window: MainWindow, case: CaseId, shoot: Callable[[str], None]) -> None:
    """The youth's plan, filled beside the youth."""
    assert window.shell is not None
    window.shell.open(RecordPlace(case, RecordKind.YOUTH_PLAN, None))
    page = window.shell.page
    assert isinstance(page, RecordPage)
    page.beside.fetch()
    screen = window.handover
    assert isinstance(screen, PlanScreen)
    shoot("19-plan-start")
    for step, name in (("phase", "20-plan-choice"), ("triggers", "21-plan-words")):
        screen.begin_at(step)
        shoot(name)
    screen.begin_at(Signer.YOUTH)
    shoot("22-plan-signature")


def _tour(county: FakeCounty) -> list[tuple[str, Place, Callable[[Shell], None]]]:
    cases = list(county.cases)
    drafts = list(county.drafts)
    half, empty = drafts
    record = next(iter(county.signed_views))

    def nothing(shell: Shell) -> None:
        del shell

    def to_summary(shell: Shell) -> None:
        page = shell.page
        assert isinstance(page, DraftPage)
        page.go_to(99)

    def ready(shell: Shell) -> None:
        fill(county, half)
        shell.open(Room.TODAY)
        shell.open(DraftPlace(half))
        to_summary(shell)

    def wrong(shell: Shell) -> None:
        page = shell.page
        assert isinstance(page, RecordPage)
        page.save.click()

    def clocks(shell: Shell) -> None:
        county.clocks.begin(cases[0], "Maya", ClockStart.ABSENT, 20)
        county.clocks.begin(cases[1], "Jayden", ClockStart.ABUSE_SUSPECTED, 30)
        county.clocks.begin(cases[1], "Jayden", ClockStart.VICTIM_KNOWN, 30)
        shell.page.refresh()

    def recorded(shell: Shell) -> None:
        for kind, answers in RECORDED:
            county.records.save(cases[0], kind, None, answers)
        shell.page.refresh()

    def search(shell: Shell) -> None:
        shell.search("ma")

    def team(shell: Shell) -> None:
        page = shell.page
        assert isinstance(page, TeamPage)
        page.chooser.chosen.emit(county.search("Maya", 0, 1).rows[0])

    def documents(shell: Shell) -> None:
        page = shell.page
        assert isinstance(page, CasePage)
        page.refresh()
        area = page.scroll_area
        bring_into_sight(area, page.documents)
        bar = area.verticalScrollBar()
        bar.setValue(bar.value() + 60)

    meeting = county.meetings.a_meeting(cases)
    county.documents.keep(cases[0], LETTER, a_pdf(3))
    county.documents.keep(cases[0], DRAWING, a_photograph(900, 600, "JPEG"))
    [drawing, letter] = county.documents.rows

    return [
        ("03-today", Room.TODAY, nothing),
        ("04-youths", Room.YOUTHS, nothing),
        ("05-search", Room.YOUTHS, search),
        ("06-case", CasePlace(cases[0]), nothing),
        ("07-case-due", CasePlace(cases[5]), nothing),
        ("08-screenings", Room.SCREENINGS, nothing),
        ("09-draft", DraftPlace(half), nothing),
        ("10-draft-empty", DraftPlace(empty), nothing),
        ("11-summary-open", DraftPlace(half), to_summary),
        ("12-summary", DraftPlace(half), ready),
        ("13-signed", SignedPlace(cases[0], record), nothing),
        ("14-sync", Room.SYNC, nothing),
        ("19-security", Room.SECURITY, nothing),
        ("25-team", Room.TEAM, team),
        ("26-meeting-plan", MeetingPlanPlace(), partial(_choose_youths, county)),
        ("27-meeting", MeetingPlace(meeting), nothing),
        ("28-meeting-room", MeetingRoomPlace(meeting), _write_minutes),
        ("29-meeting-table", MeetingRoomPlace(meeting), _show_table),
        ("30-meetings", Room.TEAM, nothing),
        ("20-record", RecordPlace(cases[0], RecordKind.PLACEMENT, None), wrong),
        ("22-absence", RecordPlace(cases[0], RecordKind.ABSENCE, None), nothing),
        ("23-today-clocks", Room.TODAY, clocks),
        ("24-case-clocks", CasePlace(cases[0]), nothing),
        ("21-case-file", CasePlace(cases[0]), recorded),
        ("22-documents", CasePlace(cases[0]), documents),
        ("23-document", DocumentPlace(cases[0], letter.record), nothing),
        ("24-photograph", DocumentPlace(cases[0], drawing.record), nothing),
    ]


def _choose_youths(county: FakeCounty, shell: Shell) -> None:
    page = shell.page
    assert isinstance(page, MeetingPlanPage)
    for row in county.search("", 0, 3).rows:
        page.chooser.chosen.emit(row)


def _write_minutes(shell: Shell) -> None:
    page = shell.page
    assert isinstance(page, MeetingRoomPage)
    page.who.click()
    page.sheet.safety[SafetyStatus.ELEVATED].click()
    page.sheet.decisions.setPlainText("The advocate calls every day.\nA bed is looked for.")
    page.sheet.words.setPlainText("Is sleeping at the aunt’s and wants to stay there.")
    page.sheet.tasks.add_task()
    page.sheet.tasks.rows[0].words.setText("Call the aunt")
    page.sheet.tasks.rows[0].owner.setText("R. Testman")


def _show_table(shell: Shell) -> None:
    page = shell.page
    assert isinstance(page, MeetingRoomPage)
    page.table.law.setCurrentIndex(1)
    page.table.law.activated.emit(1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
