# SPDX-License-Identifier: AGPL-3.0-or-later
"""The watermark in words: for whom, made when, good until when."""

from PySide6.QtCore import QCoreApplication

from casework.paper import Mark
from ui.paper_views import PrintNote
from ui.text import Moments


def say_mark(note: PrintNote, moments: Moments) -> Mark:
    """What stands across every page of a logged paper."""
    expires = ""
    if note.expires is not None:
        template = QCoreApplication.translate("print", "Good until {moment}")
        expires = template.format(moment=moments.minute(note.expires))
    return Mark(note.recipient.name, moments.minute(note.at), expires)
