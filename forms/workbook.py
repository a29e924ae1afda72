# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a workbook's outside tells before anything parses it.

A file is named for what it is, not for its ending; nothing here unpacks more than a member's start.
"""

import re
import zipfile
import zlib
from collections.abc import Collection

from forms.errors import FormUnreadable, Problem

MEMBERS = 2_000
_PROLOG_BYTES = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


_ZIP = b"PK\x03\x04"
_SHEET_WORDS = re.compile(rb"\btype\b|\bsurvey\b", re.IGNORECASE)
_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"\x1f\x8b", "a packed archive"),
    (b"{\\rtf", "a text document"),
)
_ARCHIVED_KINDS: tuple[tuple[str, str], ...] = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a presentation"),
    ("content.xml", "an OpenDocument file (.ods, .odt)"),
    ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ("Index/Document.iwa", "an Apple Numbers or Pages file"),
)
_SAVE_AS = "open it in a spreadsheet program and save it as .xlsx."


def true_kind(content: bytes, suffix: str, told: list[Problem]) -> str:
    """The ending that a spreadsheet's content calls for; told when the file is named otherwise.

    Raises:
        FormUnreadable: it is no spreadsheet, or a password protects it.
    """
    refuse_protected(content)
    start = content.lstrip(b"\xef\xbb\xbf\r\n\t ")[:512]
    if not start:
        raise FormUnreadable("The file is empty; save the form again.")
    _refuse_other_kinds(start)
    is_archive, is_old = content.startswith(_ZIP), content.startswith(_OLE)
    kind = suffix
    if is_archive and suffix not in {".xlsx", ".xlsm"}:
        kind = ".xlsx"
    elif is_old and suffix != ".xls":
        kind = ".xls"
    elif not is_archive and suffix in {".xlsx", ".xlsm"} and _is_text_table(content):
        kind = ".csv"
    if kind != suffix:
        what = f"The file is named {suffix} but is {kind}; it was read as that."
        told.append(Problem(what, severity="warning"))
    if suffix == ".xlsm":
        told.append(Problem("The macros in the file were not run.", severity="warning"))
    return kind


def _refuse_other_kinds(start: bytes) -> None:
    lower = start.lower()
    if lower.startswith((b"<!doctype html", b"<html", b"<table")):
        raise FormUnreadable(f"The file is a web page, not a spreadsheet; {_SAVE_AS}")
    if lower.startswith((b"<?xml", b"<h:html")):
        raise FormUnreadable(
            "The file is XML, not a spreadsheet; rename it to .xml if it is an XForm, or "
            f"{_SAVE_AS}"
        )
    for mark, name in _OTHER_KINDS:
        if start.startswith(mark):
            raise FormUnreadable(f"The file is {name}, not a spreadsheet; {_SAVE_AS}")


def _is_text_table(content: bytes) -> bool:
    return b"\0" not in content and b"," in content and bool(_SHEET_WORDS.search(content[:4_096]))


def refuse_other_archives(names: Collection[str]) -> None:
    """Refuse an archive that is not a workbook, by what it is.

    Raises:
        FormUnreadable: it is not one.
    """
    if "xl/workbook.xml" in names:
        return
    for member, name in _ARCHIVED_KINDS:
        if member in names:
            raise FormUnreadable(f"The file is {name}, not an Excel workbook; {_SAVE_AS}")
    raise FormUnreadable("The file is an archive but not a spreadsheet; save it as .xlsx.")


def refuse_protected(content: bytes) -> None:
    """Refuse a workbook that a password protects.

    Raises:
        FormUnreadable: it is an encrypted package.
    """
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise FormUnreadable(
            "The workbook is protected by a password; open it, remove the password, save it and "
            "try again."
        )


def refuse_hostile_members(archive: zipfile.ZipFile) -> None:
    """Refuse an archive of too many members, or whose XML declares a document type.

    Raises:
        FormUnreadable: either is so, or a member is damaged.
    """
    members = archive.infolist()
    if len(members) > MEMBERS:
        raise FormUnreadable(
            f"The workbook holds more than {MEMBERS} parts; copy its sheets into a new workbook."
        )
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and _declares_a_type(archive, member):
            raise FormUnreadable(
                "The workbook declares a document type, which spreadsheet programs never do; "
                "copy its sheets into a new workbook."
            )


def _declares_a_type(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bool:
    try:
        with archive.open(member) as part:
            prolog = part.read(_PROLOG_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise FormUnreadable(
            "The workbook is damaged or protected by a password; save it again without a password."
        ) from error
    return b"<!DOCTYPE" in prolog.replace(b"\0", b"")
