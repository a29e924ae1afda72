# SPDX-License-Identifier: AGPL-3.0-or-later
"""What of a workbook reaches outside the form: other programs, folders, addresses.

None of it is followed. It is taken out of what was read, each time with a warning that names it.
"""

import re

from forms.repairs import column
from forms.tables import Book, Sheet

_MEDIA = re.compile(r"(?:media::?)?(?:image|big-image|audio|video)(?:::?.*)?", re.IGNORECASE)
_PROGRAM = re.compile(r"\bex:\S*(?:\([^)]*\))?", re.IGNORECASE)
_INTENT = re.compile(r"(?:body|control)::?intent", re.IGNORECASE)


def close_off(book: Book) -> None:
    """Take out every way to the outside that a form's sheets name, telling each."""
    for name in ("survey", "choices"):
        sheet = book.sheets.get(name)
        if sheet is not None:
            _leave_out_media(book, sheet)
    survey = book.sheets.get("survey")
    if survey is not None:
        _leave_out_programs(book, survey)
        _check_language(book, survey)


def _leave_out_media(book: Book, sheet: Sheet) -> None:
    columns = [one for one in sheet.header if one and _MEDIA.fullmatch(one)]
    for number, row in sheet.numbered():
        for name in columns:
            cell = row.get(name, "")
            if re.search(r"[/\\:]", cell) and "${" not in cell:
                del row[name]
                book.tell(
                    f"The file “{cell[:80]}” is named with a folder or an address and was left "
                    "out; name the file alone, beside the form.",
                    sheet.name,
                    number,
                    name,
                )


def _leave_out_programs(book: Book, sheet: Sheet) -> None:
    appearances = [
        one
        for one in sheet.header
        if one and (_INTENT.fullmatch(one) or one == column(sheet, "appearance"))
    ]
    for number, row in sheet.numbered():
        for name in appearances:
            old = row.get(name, "")
            new = "" if _INTENT.fullmatch(name) else _PROGRAM.sub("", old).strip()
            if new == old:
                continue
            row[name] = new
            if not new:
                del row[name]
            book.tell(
                "The question would start another program; it is answered by hand instead.",
                sheet.name,
                number,
                name,
            )


def _check_language(book: Book, sheet: Sheet) -> None:
    settings = book.sheets.get("settings")
    name = column(settings, "default_language") if settings is not None else None
    language = settings.rows[0].get(name) if settings and settings.rows and name else None
    spoken = {
        one.split(":")[-1].strip()
        for one in sheet.header
        if one and re.match(r"(?i)label\s*:", one)
    }
    if language and spoken and language not in spoken and column(sheet, "label") is None:
        known = ", ".join(sorted(spoken))
        book.tell(
            f"The default language “{language}” is none of the form's: {known}.",
            "settings",
            2,
            name,
        )
