# SPDX-License-Identifier: AGPL-3.0-or-later
"""Saving signed screenings for other programs.

Invariants: nothing is written before the worker has read that the copy is no longer protected;
the suggested name holds a day and nothing else; the answers never pass through this room.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from casework.ids import CaseId, RecordId
from forms.exports.kinds import ExportKind
from ui.dialogs.confirm import Confirm
from ui.dialogs.pick_screenings import PickScreenings
from ui.dialogs.save_file import ask_copy_path, ask_file_path
from ui.errors import ShownError
from ui.screening.saving_strip import SavingStrip
from ui.widgets.page_frame import PageFrame
from ui.widgets.press_button import PressButton

Records = Sequence[tuple[CaseId, RecordId]]


def agree_to_copy(parent: QWidget) -> bool:
    """Whether the worker wants a copy that is no longer protected."""
    return Confirm.ask(
        parent,
        QCoreApplication.translate("saving", "Save a copy outside Fieldfare?"),
        QCoreApplication.translate(
            "saving",
            "The copy is no longer protected by Fieldfare: whoever can open the file can read the "
            "answers. Keep it only where people who may see this case can reach it, and delete it "
            "when it has done its work.",
        ),
        QCoreApplication.translate("saving", "&Save copy"),
        QCoreApplication.translate("saving", "&Cancel"),
    )


@dataclass(frozen=True, slots=True)
class Asking:
    """How the worker is asked; replaced in tests."""

    agree: Callable[[QWidget], bool] = agree_to_copy
    where: Callable[[QWidget, ExportKind, str], Path | None] = ask_copy_path
    which: Callable[[QWidget, str, Sequence[str]], tuple[int, ...]] = PickScreenings.ask
    where_file: Callable[[QWidget, str], Path | None] = ask_file_path


def make_save_menu(text: str, name: str) -> tuple[QPushButton, QMenu]:
    """A button that opens a menu of ways to save."""
    button = PressButton(text)
    button.setAccessibleName(name)
    button.setAutoDefault(False)
    button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    menu = QMenu(button)
    menu.setAccessibleName(name)
    button.setMenu(menu)
    return button, menu


def fill_save_menu(menu: QMenu, chosen: Callable[[ExportKind], object]) -> None:
    """Offer every way of saving one screening."""
    for kind, words in kind_words():
        action = QAction(words, menu)
        action.triggered.connect(partial(_choose, chosen, kind))
        menu.addAction(action)


def kind_words() -> tuple[tuple[ExportKind, str], ...]:
    """What a screening can be saved as, in words."""
    return (
        (
            ExportKind.XLSX,
            QCoreApplication.translate("saving", "Spreadsheet with code book (.xlsx)"),
        ),
        (ExportKind.CSV, QCoreApplication.translate("saving", "Tables as text (.csv in a .zip)")),
        (
            ExportKind.OPENROSA,
            QCoreApplication.translate("saving", "Submission for ODK programs (.zip)"),
        ),
        (
            ExportKind.FHIR_R4,
            QCoreApplication.translate("saving", "Answers for health records (FHIR, .json)"),
        ),
    )


def save_copies(
    page: PageFrame, records: Records, kind: ExportKind, day: str, asking: Asking
) -> None:
    """Ask, then write a copy and say so on the page.

    Args:
        day: `2026-11-23`, for the suggested name.
    """
    if not asking.agree(page):
        return
    path = asking.where(page, kind, f"answers-{day}{kind.ending}")
    if path is None:
        return
    exports, runner = page.kit.workspace.exports, page.kit.runner
    strip = SavingStrip(len(records))
    page.column.insertWidget(0, strip)
    tell = runner.relay(strip.show_progress, context=strip)

    def write() -> Path | None:
        content = exports.export(records, kind, tell, strip.cancelled)
        if content is None:
            return None
        _write(path, content)
        return path

    def done(saved: Path | None) -> None:
        strip.hide()
        strip.deleteLater()
        if saved is not None:
            _say_saved(page, saved, None)
        else:
            page.problem.say(
                QCoreApplication.translate("saving", "Stopped: nothing was saved."), "plain"
            )

    def failed(error: ShownError) -> None:
        strip.hide()
        strip.deleteLater()
        page.show_problem(error)

    page.problem.say("")
    runner.run(write, context=page, done=done, failed=failed)


def save_file_copy(
    page: PageFrame, read: Callable[[], bytes | None], suggested: str, asking: Asking
) -> None:
    """Ask, then write a copy of one attached file and say so on the page."""
    if not asking.agree(page):
        return
    path = asking.where_file(page, suggested)
    if path is not None:
        page.fetch(lambda: _write(path, _held(read())), partial(_say_saved, page, path))


def _held(content: bytes | None) -> bytes:
    if content is None:
        raise ShownError("This file is not on this laptop.", "Sync, then try again.")
    return content


def _say_saved(page: PageFrame, path: Path, _: None) -> None:
    words = QCoreApplication.translate(
        "saving", "Saved as {name}. This copy is not protected by Fieldfare."
    )
    page.problem.say(words.format(name=path.name), "good")


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error


def _choose(chosen: Callable[[ExportKind], object], kind: ExportKind) -> None:
    chosen(kind)
