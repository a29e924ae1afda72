# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a print or a copy shall be saved; the suggested name says nothing about anybody."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from forms.exports.kinds import ExportKind
from ui.errors import ShownError


def ask_pdf_path(parent: QWidget, caption: str, suggested: str) -> Path | None:
    """The path chosen, with its ending, or None when the worker changed their mind."""
    return _ask(parent, caption, suggested, "PDF (*.pdf)", ".pdf")


def ask_copy_path(parent: QWidget, kind: ExportKind, suggested: str) -> Path | None:
    """The path of a copy for another program, with its ending, or None."""
    caption = QCoreApplication.translate("saving", "Save a copy")
    ending = kind.ending
    return _ask(parent, caption, suggested, f"{ending[1:].upper()} (*{ending})", ending)


def ask_file_path(parent: QWidget, suggested: str) -> Path | None:
    """The path of a copy of an attached file, with its ending, or None."""
    caption = QCoreApplication.translate("saving", "Save a copy")
    ending = Path(suggested).suffix.casefold()
    known = f"{ending[1:].upper()} (*{ending})" if ending else ""
    return _ask(parent, caption, suggested, known, ending)


def save_copy(path: Path, content: bytes) -> None:
    """Write a copy for another program.

    Raises:
        ShownError: it could not be written there.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error


def _ask(parent: QWidget, caption: str, suggested: str, known: str, ending: str) -> Path | None:
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, suggested, known)
    if not chosen:
        return None
    path = Path(chosen)
    fits = not ending or path.suffix.casefold() == ending
    return path if fits else path.with_name(f"{path.name}{ending}")
