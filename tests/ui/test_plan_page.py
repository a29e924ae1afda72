# SPDX-License-Identifier: AGPL-3.0-or-later
"""A safety plan on paper: whole, or small and telling nothing to whoever finds it."""

from datetime import date
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from casework.ids import CaseId, RecordId
from casework.safety_plans import CopyKept, PlanPhase, YouthPlan
from casework.vocabulary import RecordKind
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.places import RecordPlace
from ui.records.plan_page import render_plan, render_small_page
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


def read(data: bytes) -> tuple[str, str]:
    reader = PdfReader(BytesIO(data))
    (page,) = reader.pages
    return " ".join(page.extract_text().split()), f"{reader.metadata}"


def test_the_whole_plan_holds_every_answer_on_one_page(qapp: QApplication) -> None:
    text, told = read(render_plan(MINE, MOMENTS))
    for words in ("Payday", "Music & walking", "Coach Lee 555-0102", "Library", "Bus 12"):
        assert words in text
    assert "afety" not in told


def test_the_small_page_holds_the_youths_words_and_tells_nothing(qapp: QApplication) -> None:
    data = render_small_page(MINE)
    text, told = read(data)
    for words in ("Aunt Rosa 555-0101", "Coach Lee 555-0102", "Music & walking", "Library on 4th"):
        assert words in text
    assert not [one for one in TELLING if one in (text + told).lower()]
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    assert float(box.width) < float(box.height) < 300


def test_what_does_not_fit_on_the_small_page_is_said(qapp: QApplication) -> None:
    long = MINE.model_copy(update={"what_helps": "walking and music\n" * 200})
    with pytest.raises(ShownError, match="does not fit"):
        render_small_page(long)


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
