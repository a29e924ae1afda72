# SPDX-License-Identifier: AGPL-3.0-or-later
"""Paper that says what came of it and names nobody."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QWidget

from tests.fakes.ui_papers import A_WORKER, text_of
from tests.ui.conftest import Desk, settle
from ui.errors import ShownError
from ui.paper.saving import save_pdf
from ui.paper.typeset import render_paper
from ui.paper_views import PrintNote
from ui.places import SignedPlace
from ui.screening.outcome import Outcome, OutcomeLine
from ui.screening.printing import SummaryPrint, write_summary
from ui.screening.signed_page import SignedPage
from ui.text import Moments

OUTCOME = Outcome(
    score="2.5",
    band_label="Few signs of concern",
    next_step="Keep in contact.",
    caution="Not a determination.",
    lines=(OutcomeLine("Is <b>this</b> & that so?", "No concern", "0", missing=False),),
    missing_count=1,
)
NOTE = PrintNote(datetime(2026, 11, 23, 18, 30, tzinfo=UTC), A_WORKER)
CONTENT = SummaryPrint("Check", (("Case reference", "P-2031"),), OUTCOME, True, NOTE)
MOMENTS = Moments(ZoneInfo("America/Los_Angeles"))


def test_the_summary_says_score_band_and_why(qapp: QApplication) -> None:
    text = text_of(render_paper(write_summary(CONTENT, MOMENTS)))
    for words in ("2.5", "Few signs of concern", "P-2031", "Why this score", "Keep in contact."):
        assert words in text


def test_words_of_a_form_are_never_markup(qapp: QApplication) -> None:
    assert "Is <b>this</b> & that so?" in text_of(render_paper(write_summary(CONTENT, MOMENTS)))


def test_the_paper_and_its_metadata_name_nobody(desk: Desk, tmp_path: Path) -> None:
    record, view = next(iter(desk.county.signed_views.items()))
    suggested: list[str] = []

    def ask(parent: QWidget, caption: str, name: str) -> Path:
        suggested.append(name)
        return tmp_path / name

    page = SignedPage(desk.shell.kit, view.case, record, ask)
    page.refresh()
    page.print.click()
    settle()
    assert suggested == ["summary-2026-11-23.pdf"]
    data = (tmp_path / suggested[0]).read_bytes()
    reader = PdfReader(BytesIO(data))
    assert reader.metadata is not None
    assert reader.metadata.title == "Summary"
    assert "Maya" not in text_of(data)
    assert "Castellanos" not in text_of(data)
    assert "P-2031" in text_of(data)
    assert page.problem.text() == "Saved as summary-2026-11-23.pdf"
    page.deleteLater()


def test_a_place_that_cannot_be_written_to_is_said(qapp: QApplication, tmp_path: Path) -> None:
    with pytest.raises(ShownError, match="could not be saved there"):
        save_pdf(tmp_path / "missing" / "summary.pdf", b"%PDF")


def test_a_signed_screening_shows_its_answers_to_read(desk: Desk) -> None:
    record, view = next(iter(desk.county.signed_views.items()))
    desk.shell.open(SignedPlace(view.case, record))
    page = desk.shell.page
    assert isinstance(page, SignedPage)
    assert page.print.isVisible()
