# SPDX-License-Identifier: AGPL-3.0-or-later
"""Workbooks made to do harm, or saved wrongly, are refused in one sentence."""

import io
import zipfile

import pytest

from forms.convert import convert_spreadsheet
from forms.errors import FormUnreadable


def _archive(members: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


@pytest.mark.parametrize("suffix", [".xlsx", ".xlsm", ".xls"])
def test_a_workbook_under_a_password_is_named_as_such(suffix: str) -> None:
    """Hostile input 32."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(FormUnreadable, match="protected by a password; open it"):
        convert_spreadsheet(ole, suffix)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_a_document_type_is_refused(encoding: str) -> None:
    """Hostile input 2."""
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'.encode(encoding)
    with pytest.raises(FormUnreadable, match="document type"):
        convert_spreadsheet(_archive({"xl/workbook.xml": bomb}), ".xlsx")


def test_a_workbook_of_thousands_of_parts_is_refused() -> None:
    """Hostile input 4."""
    parts = {f"xl/part{number}.bin": b"" for number in range(2_001)}
    with pytest.raises(FormUnreadable, match="more than 2000 parts"):
        convert_spreadsheet(_archive({"xl/workbook.xml": b"<x/>", **parts}), ".xlsx")
