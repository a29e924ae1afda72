# SPDX-License-Identifier: AGPL-3.0-or-later
"""What makes a screening evidence is on the screen and on paper, each thing apart."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from forms.answers import Kept, Missing, Source, encode_answer
from forms.pack import build_pack, load_definition
from tests.fakes.evidence_forms import workbook
from tests.ui.conftest import Desk, settle
from ui.draft_views import PreviousView, SigningChoices
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.evidence_words import say_adds, say_age, say_cut, say_withheld
from ui.screening.sign_dialog import SignDialog
from ui.screening.signed_page import SignedPage
from ui.screening.source_row import RatedLine, SourceRow

PACK = build_pack(workbook(), "t.xlsx")
FULL: Mapping[str, Kept] = {
    "/data/worry": "yes",
    "/data/again": "no",
    "/data/full/sleep": "possible",
    "/data/full/sleep#source": Source.RECORD,
    "/data/full/company": "clear",
    "/data/full/company_seen": "none",
    "/data/full/money": Missing.DECLINED,
}


@pytest.fixture
def evidence(desk: Desk) -> Desk:
    """A desk whose one instrument has everything."""
    county = desk.county
    county.drafts.clear()
    county.pack, county.definition = PACK, load_definition(PACK)
    return desk


def begin(desk: Desk, answers: Mapping[str, Kept] = FULL) -> DraftPage:
    county = desk.county
    draft = county.start(list(county.cases)[3], PACK.form_id, "English (en)")
    for path, answer in answers.items():
        county.journal(draft, path, encode_answer(answer))
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    return page


def journal_of(desk: Desk) -> dict[str, object]:
    return dict(list(desk.county.drafts.values())[-1].answers)


def said_on(page: QWidget) -> str:
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def rows_of(page: DraftPage) -> dict[str, SourceRow]:
    assert page.questions is not None
    found = {path: box.findChild(SourceRow) for path, box in page.questions.boxes.items()}
    return {path: row for path, row in found.items() if isinstance(row, SourceRow)}


def test_a_source_is_chosen_by_a_switch_and_journalled_at_once(evidence: Desk) -> None:
    page = begin(evidence)
    page.go_to(1)
    rows = rows_of(page)
    assert set(rows) == {"/data/full/sleep", "/data/full/company", "/data/full/money"}
    row = rows["/data/full/sleep"]
    assert row.buttons[Source.RECORD].isChecked()
    row.buttons[Source.OBSERVED].click()
    assert journal_of(evidence)["/data/full/sleep#source"] == {"source": "observed"}
    assert [one for one, button in row.buttons.items() if button.isChecked()] == [Source.OBSERVED]
    row.buttons[Source.OBSERVED].click()
    assert journal_of(evidence)["/data/full/sleep#source"] is None
    assert row.buttons[Source.OBSERVED].accessibleDescription() == "Sleep"


def test_an_answer_without_its_source_stops_signing_beside_the_question(evidence: Desk) -> None:
    page = begin(evidence, {path: one for path, one in FULL.items() if "#" not in path})
    page.go_to(99)
    assert "Say where this answer comes from." in page.filling.problems()[0][1]  # type: ignore[union-attr] # open
    assert not page.onward.isEnabled()


def test_sources_wait_until_there_is_an_answer(evidence: Desk) -> None:
    page = begin(evidence, {"/data/worry": "yes"})
    page.go_to(1)
    row = rows_of(page)["/data/full/money"]
    assert not row.buttons[Source.RECORD].isEnabled()
    assert page.filling is not None
    page.filling.give("/data/full/money", "clear")
    assert row.buttons[Source.RECORD].isEnabled()


def test_the_youths_answer_stands_beside_the_raters_and_follows_it(evidence: Desk) -> None:
    page = begin(evidence)
    page.go_to(1)
    (line,) = page.findChildren(RatedLine)
    assert line.text == "The youth’s answer to “Company”: Clear"
    assert page.filling is not None
    page.filling.give("/data/full/company", Missing.DECLINED)
    assert line.text.endswith("Declined")
    page.filling.give("/data/full/company", None)
    assert line.text.endswith("Not answered")


def test_an_age_outside_the_range_is_told_where_the_form_begins(evidence: Desk) -> None:
    evidence.county.birth_date = date(2008, 1, 1)
    page = begin(evidence)
    assert "made for ages 12 to 17" in said_on(page)
    page.go_to(1)
    assert "made for ages" not in said_on(page)
    page.go_to(99)
    assert "made for ages 12 to 17" in said_on(page)


def test_the_summary_shows_scores_both_cuts_trip_wires_and_what_it_is_not(evidence: Desk) -> None:
    page = begin(evidence)
    page.go_to(99)
    said = said_on(page)
    for words in (
        "Level of concern",
        "High",
        "By the number alone: Some",
        "County’s own cut, 7.5 or more: not reached – County line",
        "Decided by Steering group, 2026-07-01",
        "One answer lifts the result by itself: A clear answer here (Clear)",
        "Report to law enforcement: at once, within 24 hours at most",
        "About one in five.",
        "It is not a determination",
        "adds 3 (weight 2)",
        "Declined",
    ):
        assert words in said, words


def test_a_closed_gate_says_so_instead_of_a_score(evidence: Desk) -> None:
    page = begin(evidence, {"/data/worry": "no", "/data/again": "no"})
    page.go_to(99)
    assert "the first questions did not open the full form" in said_on(page)


@pytest.mark.qt_log_ignore("does not support propagateSizeHints")
def test_signing_asks_about_what_is_suggested_and_takes_a_reason(
    evidence: Desk, qtbot: QtBot
) -> None:
    page = begin(evidence)
    page.go_to(99)

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SignDialog)
        assert not any(tick.isChecked() for tick in dialog.ticks.values())
        dialog.ticks["police_24h"].setChecked(True)
        dialog.own.setChecked(True)
        assert not dialog.yes.isEnabled()
        assert [dialog.band.itemText(at) for at in range(dialog.band.count())] == ["Low", "Some"]
        dialog.band.setCurrentIndex(1)
        dialog.reason.setPlainText("Two records disagree.")
        dialog.yes.click()

    QTimer.singleShot(0, answer)
    page.onward.click()
    settle()
    signed = evidence.shell.page
    assert isinstance(signed, SignedPage)
    said = said_on(signed)
    for words in (
        "Result set by Dana Whitfield (",
        "Reason: Two records disagree.",
        "Result as computed",
        "within 24 hours at most – taken up",
        "36 hours – not taken up",
        "Comes from: Record",
    ):
        assert words in said, words


def test_paper_and_screen_say_what_changed_since_the_last_time(
    evidence: Desk, tmp_path: Path
) -> None:
    county = evidence.county
    begin(evidence)
    record, _ = county.sign(next(iter(county.drafts)), "English (en)", SigningChoices())
    county.previous = PreviousView(record, county.signed_views[record].screening)
    page = begin(evidence, {**FULL, "/data/full/money": "clear"})
    page.go_to(99)
    assert "Since the last time" in said_on(page)
    page.sign(SigningChoices("some", "Two records disagree."))
    settle()
    signed = evidence.shell.page
    assert isinstance(signed, SignedPage)
    assert "Since the last time" in said_on(signed)
    signed.save_print(tmp_path / "one.pdf")
    pages = PdfReader(tmp_path / "one.pdf").pages
    text = " ".join(" ".join(one.extract_text().split()) for one in pages)
    for words in (
        "Result set by Dana",
        "Since the last time",
        "Money Declined Clear",
        "County’s own cut",
        "It is not a determination",
        "as its author states",
    ):
        assert words in text, words


def test_every_rule_of_a_trace_has_words(qapp: QApplication) -> None:
    trace = {
        one.rule: one
        for score in PACK.evidence.scores
        for one in _lines(score.terms[0].method.value)
    }
    assert say_adds(trace["sum"]) == ""
    assert say_adds(trace["count"]) == "adds 1 (items are counted)"
    assert say_adds(trace["max"]) == "adds 1 (only the largest of its group counts)"
    assert say_age(9, 10, None).startswith("The youth is 9; this form was made for ages 10 and up")
    assert "up to 17" in say_age(18, None, 17)
    assert say_cut("Line", "7.50", reached=None) == "County’s own cut, 7.5 or more: Line"
    assert "no answer" in say_withheld("gate_undecided")
    assert "none of its items" in say_withheld("nothing_asked")


def _lines(rule: str) -> list["_Line"]:
    return [_Line(rule)]


class _Line:
    points, weight, adds, group = "1", "1", "1.0", ""

    def __init__(self, rule: str) -> None:
        self.rule = rule
