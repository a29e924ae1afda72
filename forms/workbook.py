# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a workbook's outside tells before anything parses it.

A file is named for what it is, not for its ending; nothing here unpacks more than a member's start.
"""

import zipfile
import zlib

from forms.errors import FormUnreadable

MEMBERS = 2_000
_PROLOG_BYTES = 4_096
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


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
