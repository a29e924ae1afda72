# SPDX-License-Identifier: AGPL-3.0-or-later
"""Secondary instances: lists inside the form, and lists that come as files beside it.

Every list becomes rows of texts by column name. Files are read by name from what came with the
form, never from a path or an address; a file that is not there is an empty list and a warning.
"""

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from forms.errors import FormInvalid, FormUnreadable
from forms.limits import LIMITS
from forms.xml import Element, attributes, children, first_child, local_name, parse_xml
from forms.xpath.nodes import Row
from forms.xpath.ports import Item

Rows = tuple[Item, ...]

_PULLED = re.compile(r"""\bpulldata\(\s*(?:'([^']*)'|"([^"]*)"|)""")
_MISSING = (
    "The list “{}” is not with the form, so its choices are missing; add the file beside the form."
)


def read_lists(
    instances: Sequence[Element], files: Mapping[str, bytes]
) -> tuple[dict[str, Rows], list[str]]:
    """The lists of a form by name, and warnings for the author.

    Args:
        instances: the secondary instance elements.
        files: content of the files that came with the form, by name.

    Raises:
        FormInvalid: a list points outside the form's own files.
        FormUnreadable: a file is not what its name says.
    """
    lists: dict[str, Rows] = {}
    warnings: list[str] = []
    for instance in instances:
        name, source = instance.get("id"), instance.get("src") or ""
        if not name:
            continue
        root = first_child(instance)
        if root is not None or not source:
            lists[name] = tuple(_read_element(root)) if root is not None else ()
            continue
        if source.endswith("instance/last-saved"):
            lists[name] = ()
            warnings.append(
                "The form asks for answers of the last form saved; they may be another youth's, "
                "so they stay empty."
            )
            continue
        wanted = file_name(source)
        content = files.get(wanted)
        lists[name] = read_list_file(wanted, content) if content is not None else ()
        if content is None:
            warnings.append(_MISSING.format(wanted))
    return lists, warnings


def read_pulled(
    head: Element, body: Element, lists: Mapping[str, Rows], files: Mapping[str, bytes]
) -> tuple[dict[str, Rows], list[str]]:
    """The lists `pulldata()` reads although the form declares none, and warnings.

    Forms older than declared lists name the file alone: `pulldata('trees', …)` reads trees.csv.
    One that an answer names may be any CSV file that came with the form.

    Raises:
        FormUnreadable: a file is not what its name says.
    """
    named = {
        name.removesuffix(".csv")
        for part in (head, body)
        for element in part.iter()
        for written in element.attrib.values()
        for call in _PULLED.finditer(str(written))
        for name in [call[1] or call[2] or ""]
    }
    if not named:
        return {}, []
    beside = {one.removesuffix(".csv") for one in files if one.endswith(".csv")}
    found: dict[str, Rows] = {}
    warnings = []
    for name in sorted((named | beside) - lists.keys() - {""}):
        wanted = file_name(f"jr://file-csv/{name}.csv")
        content = files.get(wanted)
        found[name] = read_list_file(wanted, content) if content is not None else ()
        if content is None:
            warnings.append(_MISSING.format(wanted))
    return found, warnings


def read_trees(instances: Sequence[Element], files: Mapping[str, bytes]) -> dict[str, Row]:
    """The XML lists that are no plain rows of cells, as trees."""
    found: dict[str, Row] = {}
    for instance in instances:
        name, root = instance.get("id"), first_child(instance)
        source = instance.get("src") or ""
        if root is None and source.endswith(".xml"):
            content = files.get(file_name(source))
            root = parse_xml(content) if content is not None else None
        if name and root is not None and not _is_flat(root):
            found[name] = _read_row(root)
    return found


def _is_flat(root: Element) -> bool:
    rows = children(root)
    one_kind = len({local_name(row) for row in rows}) <= 1
    return one_kind and not any(children(cell) for row in rows for cell in children(row))


def _read_row(element: Element) -> Row:
    inner = children(element)
    item = {local_name(one): (one.text or "").strip() for one in inner if not children(one)}
    item.setdefault(".", (element.text or "").strip())
    return Row(local_name(element), item, [_read_row(one) for one in inner])


def file_name(source: str) -> str:
    """The bare name of a file a `jr://` address means.

    Raises:
        FormInvalid: it points elsewhere than into the form's own files.
    """
    if not source.startswith("jr://"):
        raise FormInvalid(f"The form asks for {source[:80]}, which is outside its own files.")
    path = source.removeprefix("jr://").partition("/")[2]
    bare = PurePosixPath(path.replace("\\", "/"))
    if not path or len(bare.parts) != 1 or bare.name in (".", ".."):
        raise FormInvalid(
            f"The file “{path[:80]}” is named with a folder; name the file alone, beside the form."
        )
    return bare.name


def read_list_file(name: str, content: bytes) -> Rows:
    """The rows of a CSV, XML or GeoJSON file.

    Raises:
        FormUnreadable: the file is larger than allowed, or not of the kind its name says.
    """
    if len(content) > LIMITS.xform_bytes:
        raise FormUnreadable(
            f"The list {name} is larger than {LIMITS.xform_bytes // 1_000_000} MB."
        )
    match PurePosixPath(name).suffix.casefold():
        case ".xml":
            return tuple(_read_element(parse_xml(content)))
        case ".geojson" | ".json":
            return tuple(_read_geojson(name, content))
        case _:
            return tuple(_read_csv(name, content))


def _read_element(root: Element) -> Iterator[Item]:
    for row in children(root):
        cells = dict(_cells(row, ""))
        yield cells or {".": (row.text or "").strip()}


def _cells(element: Element, prefix: str) -> Iterator[tuple[str, str]]:
    for one in attributes(element):
        yield f"{prefix}@{one.name}", one.value
    for child in children(element):
        name = f"{prefix}{local_name(child)}"
        if children(child):
            yield from _cells(child, f"{name}/")
        else:
            yield name, child.text or ""


def _read_csv(name: str, content: bytes) -> Iterator[Item]:
    text = content.decode("utf-8-sig", errors="replace")
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield {key: value or "" for key, value in row.items() if isinstance(key, str)}
    except csv.Error as error:
        raise FormUnreadable(f"The list {name} is not a table of values: {error}.") from error


def _read_geojson(name: str, content: bytes) -> Iterator[Item]:
    try:
        features = json.loads(content)["features"]
        for feature in features:
            properties = feature.get("properties") or {}
            row = {str(key): _as_text(value) for key, value in properties.items()}
            row["geometry"] = _geometry(feature.get("geometry") or {})
            if "id" in feature:
                row["id"] = _as_text(feature["id"])
            yield row
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FormUnreadable(f"The list {name} is not GeoJSON with features.") from error


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _geometry(geometry: Mapping[str, object]) -> str:
    """A geometry as ODK writes it: `lat lon alt accuracy`, points parted by semicolons."""
    points = geometry.get("coordinates")
    if geometry.get("type") == "Polygon" and isinstance(points, list):
        points = points[0]
    if geometry.get("type") == "Point":
        points = [points]
    if not isinstance(points, list):
        return ""
    return "; ".join(f"{_as_text(one[1])} {_as_text(one[0])} 0 0" for one in points)
