# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed screenings are saved for other programs only after the worker read what that means."""

from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from forms.exports.kinds import ExportKind
from tests.ui.conftest import Desk, settle
from tests.ui.test_printing import text_of
from ui.pages.screenings_page import ScreeningsPage
from ui.screening.printing import SummaryPrint, render_summary
from ui.screening.report import ReportLine, ReportSection, read_report
from ui.screening.saving import Asking
from ui.screening.signed_page import SignedPage

KINDS = [ExportKind.XLSX, ExportKind.CSV, ExportKind.OPENROSA, ExportKind.FHIR_R4]


def signed_page(desk: Desk, asking: Asking) -> SignedPage:
    record, view = next(iter(desk.county.signed_views.items()))
    page = SignedPage(desk.shell.kit, view.case, record, asking=asking)
    page.refresh()
    settle()
    return page


@pytest.mark.parametrize("kind", KINDS)
def test_a_signed_screening_is_saved_under_a_name_that_names_nobody(
    desk: Desk, tmp_path: Path, kind: ExportKind
) -> None:
    suggested: list[str] = []

    def where(parent: QWidget, chosen: ExportKind, name: str) -> Path:
        suggested.append(name)
        return tmp_path / name

    page = signed_page(desk, Asking(lambda _: True, where))
    page.save_menu.actions()[KINDS.index(kind) + 1].trigger()
    settle()
    assert suggested == [f"answers-2026-11-23{kind.ending}"]
    assert (tmp_path / suggested[0]).read_bytes() == b"a copy"
    assert [found for _, found in desk.county.exported] == [kind]
    assert "not protected by Fieldfare" in page.problem.text()
    page.deleteLater()


def test_without_the_workers_yes_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    page = signed_page(desk, Asking(lambda _: False, lambda *_: tmp_path / "x"))
    for action in page.save_menu.actions():
        action.trigger()
    settle()
    assert not desk.county.exported
    assert not list(tmp_path.iterdir())
    page.deleteLater()


def test_a_folder_that_cannot_be_written_to_is_said(desk: Desk, tmp_path: Path) -> None:
    page = signed_page(desk, Asking(lambda _: True, lambda *_: tmp_path / "none" / "x.csv"))
    page.save_menu.actions()[1].trigger()
    settle()
    assert "could not be saved there" in page.problem.text()
    page.deleteLater()


def test_all_signed_screenings_of_one_instrument_are_saved_as_one_spreadsheet(
    desk: Desk, tmp_path: Path
) -> None:
    page = ScreeningsPage(desk.shell.kit, Asking(lambda _: True, lambda *_: tmp_path / "x.xlsx"))
    page.refresh()
    settle()
    (action,) = page.save_menu.actions()
    assert f"{len(desk.county.signed_views)} signed" in action.text()
    action.trigger()
    settle()
    (found,) = desk.county.exported
    assert found == (desk.county.groups()[0].records, ExportKind.XLSX)
    page.deleteLater()


def test_the_full_report_holds_every_answer_its_source_and_why_there_is_none(
    desk: Desk, tmp_path: Path
) -> None:
    record, view = next(iter(desk.county.signed_views.items()))
    assert view.definition is not None
    page = SignedPage(
        desk.shell.kit,
        view.case,
        record,
        lambda _parent, _caption, name: tmp_path / name,
        Asking(lambda _: True),
    )
    page.refresh()
    settle()
    page.report.trigger()
    content = (tmp_path / "report-2026-11-23.pdf").read_bytes()
    text = normalize("NFKC", text_of(content))
    for section in read_report(view.definition, view.screening):
        for line in section.lines:
            assert " ".join(line.label.split()) in text
            assert line.answer.split()[0] in text
    assert "All answers" in text
    assert "Maya" not in text
    page.deleteLater()


def test_where_an_answer_came_from_stands_in_a_column_of_its_own(qapp: QApplication) -> None:
    line = ReportLine("Seen <b>safe</b>?", "Declined", "Third party")
    sections = (ReportSection("Home", (line,)),)
    text = text_of(render_summary(SummaryPrint("Check", (), None, False, sections)))
    assert "Question Answer Source Seen <b>safe</b>? Declined Third party" in text
