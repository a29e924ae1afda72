# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms of a folder as XForms, with the files they ask for.

Spreadsheets are converted once, and both engines are given the same XForm. A file a form asks for
is taken from beside it; where there is none, a small one is made with the columns the form reads,
so that lists are not empty.
"""

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from bench.results import ROOT
from forms.convert import convert_spreadsheet
from forms.errors import FormError

WORKBOOKS = (".xlsx", ".xlsm", ".xls")
WORK = ROOT / "build" / "conformance"
_ROWS = 6


@dataclass(frozen=True)
class Form:
    """One form file.

    Attributes:
        name: its path below the folder.
        xform: where the XForm lies; None when the spreadsheet was refused.
        refusal: the sentence of a refused spreadsheet.
        attachments: file name → where it lies.
    """

    name: str
    xform: Path | None
    refusal: str = ""
    attachments: dict[str, Path] = field(default_factory=dict)


def find_forms(folder: Path) -> Iterator[Form]:
    """Every form below a folder, by name; other files are passed over."""
    for file in sorted(folder.rglob("*")):
        name = str(file.relative_to(folder))
        if file.suffix.lower() in WORKBOOKS:
            yield _converted(file, name)
        elif (
            file.suffix.lower() == ".xml" and b"http://www.w3.org/2002/xforms" in file.read_bytes()
        ):
            yield Form(name, file, attachments=_attachments(file.read_bytes(), file, name))


def _converted(file: Path, name: str) -> Form:
    try:
        xform = convert_spreadsheet(file.read_bytes(), file.suffix.lower()).xform
    except FormError as error:
        return Form(name, None, refusal=str(error))
    made = _place(name, "form.xml")
    made.write_bytes(xform)
    return Form(name, made, attachments=_attachments(xform, file, name))


def _place(name: str, file: str) -> Path:
    place = WORK / re.sub(r"[^\w.-]+", "_", name) / file
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def _attachments(xform: bytes, file: Path, name: str) -> dict[str, Path]:
    try:
        root = etree.fromstring(xform, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return {}
    wanted = {
        one.get("src", "").rsplit("/", 1)[-1]: one.get("id", "")
        for one in root.iter("{*}instance")
        if one.get("src", "").startswith("jr://file")
    }
    found = {}
    for wish, identity in wanted.items():
        lies = next((one for one in _beside(file, wish) if one.exists()), None)
        found[wish] = lies or _made(xform.decode("utf-8", "replace"), name, wish, identity)
    return found


def _beside(file: Path, wish: str) -> Iterator[Path]:
    for folder in (file.parent, file.with_name(f"{file.stem}-media"), file.parent / "media"):
        yield folder / wish


def _made(xform: str, name: str, wish: str, identity: str) -> Path:
    columns = _columns(xform, identity)
    rows = [{one: f"{one}{number}" for one in columns} for number in range(_ROWS)]
    for number, row in enumerate(rows):
        row.update({one: f"{'ab'[number % 2]}" for one in columns if one not in ("name", "label")})
    made = _place(name, wish)
    if wish.endswith(".csv"):
        text = io.StringIO()
        writer = csv.DictWriter(text, columns)
        writer.writeheader()
        writer.writerows(rows)
        made.write_text(text.getvalue(), encoding="utf-8")
    elif wish.endswith(".geojson"):
        made.write_text(json.dumps(_geojson(rows)), encoding="utf-8")
    else:
        made.write_bytes(_xml(rows))
    return made


def _columns(xform: str, identity: str) -> list[str]:
    quoted = re.escape(identity)
    text = xform.replace("&apos;", "'").replace("&quot;", "'").replace('"', "'")
    columns = ["name", "label"]
    for match in re.finditer(
        rf"instance\('{quoted}'\)/root/item((?:\[[^\]]*\])*)(/[\w.-]+)?", text
    ):
        columns += re.findall(r"\[\s*([A-Za-z_][\w.-]*)\s*=", match.group(1))
        columns += [match.group(2).strip("/")] if match.group(2) else []
    for match in re.finditer(rf"pulldata\('{quoted}',\s*'([^']+)',\s*'([^']+)'", text):
        columns += match.groups()
    columns += re.findall(r"<value ref='([\w.-]+)'", text)
    return [one for one in dict.fromkeys(columns) if one != "geometry"]


def _geojson(rows: list[dict[str, str]]) -> dict[str, object]:
    def feature(number: int, row: dict[str, str]) -> dict[str, object]:
        point = {"type": "Point", "coordinates": [number + 0.5, number + 1.25]}
        return {"type": "Feature", "geometry": point, "properties": {"id": str(number), **row}}

    found = [feature(number, row) for number, row in enumerate(rows)]
    return {"type": "FeatureCollection", "features": found}


def _xml(rows: list[dict[str, str]]) -> bytes:
    root = etree.Element("root")
    for row in rows:
        item = etree.SubElement(root, "item")
        for column, text in row.items():
            etree.SubElement(item, column).text = text
    return etree.tostring(root)
