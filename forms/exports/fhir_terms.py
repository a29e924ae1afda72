# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a FHIR Questionnaire and its response share: names, codes, types, and exact JSON.

Invariants: a linkId is the generic path of the node, so that every instance of a repeat has the
same; a code is the author's own (columns `bind::fieldfare:code` and `bind::fieldfare:system` of a
question, `fieldfare_code` and `fieldfare_system` of a choice) or, for a choice, the stored value in
a system named after the form; decimals keep every digit.
"""

import json
import re
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import quote

from forms.definition import Control, FormDefinition, NodeSpec, Question
from forms.xpath.ports import Item

Json: TypeAlias = "str | int | bool | Decimal | list[Json] | dict[str, Json]"
Resource: TypeAlias = dict[str, Json]

BASE: Final = "https://fieldfare.example/fhir"
SOURCE_EXTENSION: Final = f"{BASE}/answer-source"
ADDS_EXTENSION: Final = f"{BASE}/score-adds"
HIDDEN_EXTENSION: Final = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"
ABSENT_EXTENSION: Final = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
_SYSTEMS: Final = MappingProxyType(
    {
        "loinc": "http://loinc.org",
        "snomed": "http://snomed.info/sct",
        "snomedct": "http://snomed.info/sct",
        "icd-10-cm": "http://hl7.org/fhir/sid/icd-10-cm",
    }
)
_TAG: Final = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
_DATATYPES: Final = MappingProxyType(
    {
        "int": "integer",
        "integer": "integer",
        "decimal": "decimal",
        "date": "date",
        "time": "time",
        "dateTime": "dateTime",
        "boolean": "boolean",
        "binary": "attachment",
    }
)
_CONTROLS: Final = MappingProxyType(
    {
        Control.INTEGER: "integer",
        Control.DECIMAL: "decimal",
        Control.DATE: "date",
        Control.TIME: "time",
        Control.DATETIME: "dateTime",
        Control.SELECT_ONE: "choice",
        Control.SELECT_MULTIPLE: "choice",
        Control.RANK: "choice",
        Control.TRIGGER: "boolean",
        Control.NOTE: "display",
        Control.IMAGE: "attachment",
        Control.AUDIO: "attachment",
        Control.VIDEO: "attachment",
        Control.FILE: "attachment",
    }
)


class Release(StrEnum):
    """Which FHIR; R4 stands for R4B too, in which these resources are the same."""

    R4 = "R4"
    R5 = "R5"


def item_type(definition: FormDefinition, spec: NodeSpec) -> str:
    """The type of a leaf's item, in words of R4."""
    question = definition.questions.get(spec.path)
    if question is None:
        bind = definition.binds.get(spec.path)
        return _DATATYPES.get(bind.datatype, "string") if bind is not None else "string"
    if question.control is Control.RANGE:
        return "integer" if question.datatype in ("int", "integer") else "decimal"
    if question.control is Control.TEXT and question.looks("multiline"):
        return "text"
    return _CONTROLS.get(question.control, "string")


def is_item(definition: FormDefinition, spec: NodeSpec) -> bool:
    """Whether a node is part of a questionnaire: neither an attribute nor metadata."""
    holder = spec.repeats[-1] if spec.repeats else definition.root
    meta = f"{holder}/meta"
    return "@" not in spec.name and spec.path != meta and not spec.path.startswith(f"{meta}/")


def form_url(definition: FormDefinition) -> str:
    """The canonical address that names a form."""
    return f"{BASE}/Questionnaire/{quote(definition.form_id, safe='')}"


def question_code(definition: FormDefinition, spec: NodeSpec) -> Resource | None:
    """The author's code of a question, or None."""
    bind = definition.binds.get(spec.path)
    code = _as_code(bind.extras.get("code", "")) if bind is not None else ""
    if bind is None or not code:
        return None
    system = system_url(bind.extras.get("system", ""))
    return {**({"system": system} if system else {}), "code": code}


def choice_coding(
    definition: FormDefinition, question: Question, value: str, display: str, item: Item
) -> Resource:
    """One choice as a coding.

    Args:
        item: its row of the list, where the author's own code may stand.
    """
    code = _as_code(item.get("fieldfare_code", ""))
    coding: Resource = {"code": code}
    system = system_url(item.get("fieldfare_system", ""))
    if not code:
        coding["code"] = _as_code(value) or "empty"
        path = quote(question.path.strip("/"), safe="/")
        system = f"{form_url(definition)}/choices/{path}"
    if system:
        coding = {"system": system, **coding}
    return {**coding, "display": display} if display.strip() else coding


def system_url(written: str) -> str:
    """A code system as an address: a known short name, or the address as written."""
    known = _SYSTEMS.get(written.strip().casefold().replace(" ", "").replace("_", ""))
    return known or ("".join(written.split()) if ":" in written else "")


def language_tag(language: str) -> str:
    """The BCP 47 tag of a form's language such as `English (en)`; empty when it has none."""
    found = _TAG.search(language)
    return found.group(1) if found else ""


def extension(url: str, value_name: str, value: Json) -> Resource:
    """One extension."""
    return {"url": url, value_name: value}


def write_json(resource: Json) -> bytes:
    """A resource as UTF-8 JSON; decimals are written digit for digit."""
    return (_write(resource, "") + "\n").encode("utf-8")


def _write(value: Json, indent: str) -> str:
    inner = indent + " "
    match value:
        case dict():
            held = [f"{inner}{_text(key)}: {_write(one, inner)}" for key, one in value.items()]
            return "{\n" + ",\n".join(held) + f"\n{indent}}}" if held else "{}"
        case list():
            held = [f"{inner}{_write(one, inner)}" for one in value]
            return "[\n" + ",\n".join(held) + f"\n{indent}]" if held else "[]"
        case Decimal():
            return format(value, "f")
        case _:
            return _text(value)


def _text(value: str | int) -> str:
    return json.dumps(value, ensure_ascii=False)


def _as_code(text: str) -> str:
    """A FHIR code: no white space around it, and single spaces within."""
    return " ".join(text.split())
