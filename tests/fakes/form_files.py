# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small forms made in a test: XForms from a few lines and workbooks from rows."""

import io
from collections.abc import Iterable, Mapping, Sequence
from xml.sax.saxutils import quoteattr

import openpyxl


def an_xform(binds: Mapping[str, Mapping[str, str]], shown: Iterable[str] | None = None) -> bytes:
    """An XForm with one text or number input per bind, flat below /data."""
    visible = list(binds if shown is None else shown)
    rules = "".join(
        f'<bind nodeset="/data/{name}" '
        + " ".join(f"{key}={quoteattr(value)}" for key, value in bind.items())
        + "/>"
        for name, bind in binds.items()
    )
    nodes = "".join(f"<{name}/>" for name in binds)
    body = "".join(f'<input ref="/data/{name}"><label>{name}</label></input>' for name in visible)
    return (
        '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
        'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>t</h:title><model><instance>'
        f'<data id="t" version="1">{nodes}</data></instance>{rules}</model></h:head>'
        f"<h:body>{body}</h:body></h:html>"
    ).encode()


def a_workbook(**sheets: Sequence[Sequence[object]]) -> bytes:
    """A workbook with these sheets, each a list of rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
