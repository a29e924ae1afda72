# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is said of a document."""

from PySide6.QtCore import QCoreApplication

from ui.document_views import DocumentRow
from ui.record_words import say_word
from ui.screening.editors.files import say_size
from ui.section_words import say_section
from ui.text import Moments, say_standing

translate = QCoreApplication.translate


def say_facts(row: DocumentRow, moments: Moments) -> str:
    """What it is, where it stands, who added it when, on one line."""
    pages = "" if row.is_picture else say_pages(row.pages)
    parts = (
        say_word(row.what),
        say_section(row.section),
        row.author_name,
        moments.day(row.added_at),
        pages,
        say_size(row.size),
    )
    return " · ".join(part for part in parts if part)


def say_pages(count: int) -> str:
    """A number of pages."""
    if count == 1:
        return translate("words", "1 page")
    return translate("words", "{count} pages").format(count=count)


def say_marks(row: DocumentRow) -> str:
    """What is special about it now; empty for most."""
    marks = [say_standing(row.standing)]
    if row.replaced:
        marks.append(translate("words", "Replaced"))
    if not row.is_here:
        marks.append(translate("words", "Not on this laptop yet"))
    return " · ".join(one for one in marks if one)
