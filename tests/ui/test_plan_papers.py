# SPDX-License-Identifier: AGPL-3.0-or-later
"""A safety plan on paper: whole, or small and telling nothing to whoever finds it."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from casework.ids import CaseId, RecordId
from casework.paper import GrantedPaper
from casework.safety_plans import CopyKept, PlanPhase, YouthPlan
from casework.signatures import Signature, Signer
from casework.vocabulary import RecordKind
from tests.fakes.ui_papers import A_WORKER, tags_of, text_of
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.paper.plan import write_plan, write_small_page
from ui.paper.typeset import render_paper
from ui.paper_views import PlanPrint, PrintNote
from ui.places import RecordPlace
from ui.records.record_page import RecordPage
from ui.text import Moments

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

MOMENTS = Moments(ZoneInfo("America/Los_Angeles"))
MINE = YouthPlan(
    made_on=date(2026, 11, 20),
    phase=PlanPhase.LEAVING,
    triggers="Payday",
    what_helps="Music & walking",
    adults=("Aunt Rosa 555-0101", "Coach Lee 555-0102"),
    places="Library on 4th",
    if_i_run="Bus 12",
    how_kept=CopyKept.WALLET,
    review_on=date(2026, 12, 20),
)
TELLING = ("safe", "plan", "youth", "risk", "leaving", "payday", "fieldfare", "run", "wren")


PRINT = PlanPrint(MINE, PrintNote(datetime(2026, 11, 23, 18, 30, tzinfo=UTC), A_WORKER))


def read(paper: GrantedPaper) -> tuple[str, str]:
    data = render_paper(paper)
    reader = PdfReader(BytesIO(data))
    assert len(reader.pages) == 1
    return text_of(data), f"{reader.metadata}"


def test_the_whole_plan_holds_every_answer_on_one_page(qapp: QApplication) -> None:
    text, told = read(write_plan(PRINT, MOMENTS))
    for words in ("Payday", "Music & walking", "Coach Lee 555-0102", "Library", "Bus 12"):
        assert words in text
    assert "afety" not in told
    # What the youth carries names no worker and no agency.
    assert "My copy Nov 23, 2026, 10:30" in text
    assert "Whitfield" not in text


def test_the_small_page_holds_the_youths_words_and_tells_nothing(qapp: QApplication) -> None:
    text, told = read(write_small_page(PRINT, MOMENTS))
    for words in ("Aunt Rosa 555-0101", "Coach Lee 555-0102", "Music & walking", "Library on 4th"):
        assert words in text
    assert not [one for one in TELLING if one in (text + told).lower()]


def test_what_does_not_fit_on_the_small_page_is_said(qapp: QApplication) -> None:
    long = MINE.model_copy(update={"what_helps": "walking and music\n" * 200})
    with pytest.raises(ShownError, match="does not fit"):
        render_paper(write_small_page(replace(PRINT, plan=long), MOMENTS))


def a_page(desk: Desk, folder: Path, names: list[str]) -> RecordPage:
    def ask(parent: QWidget, title: str, name: str) -> Path:
        del parent, title
        names.append(name)
        return folder / name

    case, record = CaseId(next(iter(desk.county.cases))), RecordId("plan-1")
    desk.county.records.saved[record] = (case, RecordKind.YOUTH_PLAN, MINE)
    page = RecordPage(desk.shell.kit, RecordPlace(case, RecordKind.YOUTH_PLAN, record), ask)
    page.refresh()
    settle()
    return page


def test_both_pages_are_logged_before_they_are_saved(desk: Desk, tmp_path: Path) -> None:
    names: list[str] = []
    page = a_page(desk, tmp_path, names)
    page.plans.whole.click()
    page.plans.small.click()
    settle()
    assert names == ["page-1.pdf", "page-2.pdf"]
    assert all((tmp_path / one).stat().st_size for one in names)
    assert len(desk.county.records.printed) == len(names)
    page.deleteLater()


def test_what_cannot_be_logged_or_is_not_saved_yet_is_not_written(
    desk: Desk, tmp_path: Path
) -> None:
    page = a_page(desk, tmp_path, [])
    desk.county.records.refuses_sheets = ShownError("This is not for you.", "Ask.")
    page.plans.small.click()
    settle()
    assert "not for you" in page.problem.text()
    page.editors["places"].changed.emit()
    page.plans.whole.click()
    settle()
    assert "only what is saved" in page.problem.text()
    assert not list(tmp_path.iterdir())
    page.deleteLater()


def test_a_plan_is_in_the_language_the_youth_reads_whatever_the_screens_speak(
    desk: Desk, tmp_path: Path
) -> None:
    page = a_page(desk, tmp_path, [])
    page.plans.language.setCurrentIndex(1)
    page.plans.whole.click()
    settle()
    data = (tmp_path / "page-1.pdf").read_bytes()
    for words in ("Lo que me ayuda", "Saliendo", "Mi copia", "20 dic 2026", "Music & walking"):
        assert words in text_of(data)
    assert PdfReader(BytesIO(data)).trailer["/Root"]["/Lang"] == "es-US"
    page.deleteLater()


def test_the_youths_copy_shows_their_signature_and_not_the_workers(qapp: QApplication) -> None:
    digest = YouthPlan.digest_of_words(MINE.model_dump(mode="json"))
    at, strokes = datetime(2026, 11, 23, 18, tzinfo=UTC), (((1, 2), (900, 200)),)
    signed = tuple(
        Signature(signer=who, by=by, at=at, signed=digest, height=300, strokes=strokes)
        for who, by in ((Signer.YOUTH, ""), (Signer.WORKER, "Dana Whitfield"))
    )
    plan = MINE.model_copy(update={"signatures": signed})
    data = render_paper(write_plan(replace(PRINT, plan=plan), MOMENTS))
    assert tags_of(data).count("/Figure") == 1
    assert "Signed, Nov 23, 2026, 10:00" in text_of(data)
    assert "Whitfield" not in text_of(data)
