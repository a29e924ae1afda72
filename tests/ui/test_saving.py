# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed screenings are saved for other programs only after the worker read what that means."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from forms.exports.kinds import ExportKind
from tests.ui.conftest import Desk, settle
from ui.pages.screenings_page import ScreeningsPage
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
    page.save_menu.actions()[KINDS.index(kind)].trigger()
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
    page.save_menu.actions()[0].trigger()
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
