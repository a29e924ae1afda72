# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which folder, such as a stick's, is meant."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_folder(parent: QWidget, caption: str) -> Path | None:
    """The folder chosen, or None when the worker changed their mind."""
    chosen = QFileDialog.getExistingDirectory(parent, caption)
    return Path(chosen) if chosen else None
