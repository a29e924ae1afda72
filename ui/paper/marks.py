# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a paper says of itself: for whom, made when, good until when, and what is undecided."""

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from casework.paper import Look, Mark, Paragraph
from casework.vocabulary import RecordKind
from ui.field_words import Say, field_name
from ui.paper_views import PrintNote
from ui.text import Moments

_UNDECIDED = QT_TRANSLATE_NOOP(
    "print", "People disagree about {fields}, and nobody has decided yet. Ask first."
)


def say_mark(note: PrintNote, moments: Moments) -> Mark:
    """What stands across every page of a logged paper."""
    expires = ""
    if note.expires is not None:
        template = QCoreApplication.translate("print", "Good until {moment}")
        expires = template.format(moment=moments.minute(note.expires))
    return Mark(note.recipient.name, moments.minute(note.at), expires)


def say_undecided(
    fields: Iterable[tuple[RecordKind, str]], say: Say = QCoreApplication.translate
) -> tuple[Paragraph, ...]:
    """That people disagree about something a paper says; nothing where they do not."""
    names = ", ".join(f"“{field_name(field, kind, say)}”" for kind, field in fields)
    if not names:
        return ()
    return (Paragraph(say("print", str(_UNDECIDED)).format(fields=names), Look.STRONG),)
