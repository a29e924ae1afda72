# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed screenings are saved for other programs only after the worker read what that means."""

from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from forms.exports.kinds import ExportKind
from tests.fakes.ui_papers import text_of
from tests.fakes.ui_people import fill
from tests.ui.conftest import Desk, settle
from tests.ui.test_printing import MOMENTS, NOTE
from ui.dialogs.pick_screenings import PickScreenings
from ui.pages.screenings_page import ScreeningsPage
from ui.paper.typeset import render_paper
from ui.screening.printing import SummaryPrint, write_summary
from ui.screening.report import ReportLine, ReportSection, read_report
from ui.screening.saving import Asking
from ui.screening.saving_strip import SavingStrip
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


def every(parent: QWidget, title: str, names: Sequence[str]) -> tuple[int, ...]:
    return tuple(range(len(names)))


def test_the_screenings_ticked_of_one_instrument_are_saved_as_one_spreadsheet(
    desk: Desk, tmp_path: Path
) -> None:
    offered: list[str] = []
    county = desk.county
    draft = county.start(list(county.cases)[3], county.pack.form_id, "")
    fill(county, draft)
    county.sign(draft, "")

    def second(parent: QWidget, title: str, names: Sequence[str]) -> tuple[int, ...]:
        offered.extend(names)
        return (1,)

    asking = Asking(lambda _: True, lambda *_: tmp_path / "x.xlsx", second)
    page = ScreeningsPage(desk.shell.kit, asking)
    page.refresh()
    settle()
    (action,) = page.save_menu.actions()
    assert f"{len(desk.county.signed_views)} signed" in action.text()
    action.trigger()
    settle()
    group = desk.county.groups()[0]
    assert [one.partition(" · ")[0] for one in offered] == [one.shown_name for one in group.rows]
    assert desk.county.exported == [((group.records[1],), ExportKind.XLSX)]
    page.deleteLater()


def test_saving_many_says_how_far_it_is_and_stops_without_a_file(
    desk: Desk, tmp_path: Path
) -> None:
    asking = Asking(lambda _: True, lambda *_: tmp_path / "x.xlsx", every)
    page = ScreeningsPage(desk.shell.kit, asking)
    page.refresh()
    settle()
    seen: list[str] = []

    def stop() -> None:
        strip = page.findChild(SavingStrip)
        assert strip is not None
        seen.append(strip.words.text())
        strip.stop.click()

    desk.county.while_exporting = stop
    page.save_menu.actions()[0].trigger()
    settle()
    assert seen == [f"Saving: 1 of {len(desk.county.signed_views)}"]
    assert not list(tmp_path.iterdir())
    assert page.problem.text() == "Stopped: nothing was saved."
    assert page.findChild(SavingStrip) is None
    page.deleteLater()


def test_all_are_ticked_at_first_and_none_cannot_be_saved(desk: Desk) -> None:
    dialog = PickScreenings(desk.window, "Form", ["a", "b", "c"])
    assert dialog.chosen() == (0, 1, 2)
    dialog.none.click()
    assert not dialog.save.isEnabled()
    dialog.list.item(2).setCheckState(Qt.CheckState.Checked)
    assert dialog.save.isEnabled()
    assert (dialog.chosen(), dialog.count.text()) == ((2,), "1 of 3 chosen")
    dialog.deleteLater()


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
    content = SummaryPrint("Check", (), None, False, NOTE, sections)
    text = text_of(render_paper(write_summary(content, MOMENTS)))
    assert "Question Answer Source Seen <b>safe</b>? Declined Third party" in text
