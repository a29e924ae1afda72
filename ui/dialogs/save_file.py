# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a print shall be saved; the suggested name says nothing about anybody."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_pdf_path(parent: QWidget, caption: str, suggested: str) -> Path | None:
    """The path chosen, with its ending, or None when the worker changed their mind."""
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, suggested, "PDF (*.pdf)")
    if not chosen:
        return None
    path = Path(chosen)
    return path if path.suffix.casefold() == ".pdf" else path.with_name(f"{path.name}.pdf")
