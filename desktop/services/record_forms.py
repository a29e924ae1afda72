# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a form was filled from: a sync may change its record while somebody types in it.

Invariants: a field its writer did not touch is never written; one that they touched names the
version that stood in the form, so that a colleague's change meanwhile is told as a disagreement and
never undone unnoticed. What this hat wrote itself counts as seen.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict

from pydantic import JsonValue, TypeAdapter

from casework.ids import HatId
from casework.record_parts import RecordView
from casework.records import CaseRecord, read_view
from ui.record_views import SeenRecord

_SEEN = "/seen"
"""Beside what is typed; no field is named so."""
_KEPT = TypeAdapter(SeenRecord)


def seen_of(record: CaseRecord | None) -> SeenRecord | None:
    """A record as a form shows it."""
    return None if record is None else SeenRecord(record.fields, record.versions)


def encode_typed(answers: Mapping[str, JsonValue], seen: SeenRecord | None) -> str:
    """What is kept of a half-filled form; empty where nothing is typed."""
    if not answers:
        return ""
    along = {} if seen is None else {_SEEN: asdict(seen)}
    return json.dumps({**answers, **along}, ensure_ascii=False)


def decode_typed(words: str) -> tuple[dict[str, JsonValue], SeenRecord | None]:
    """What is typed, and what it was typed over."""
    typed: dict[str, JsonValue] = json.loads(words) if words else {}
    along = typed.pop(_SEEN, None)
    return typed, None if along is None else _KEPT.validate_python(along)


def go_on(
    present: CaseRecord, typed: Mapping[str, JsonValue], seen: SeenRecord | None
) -> tuple[dict[str, JsonValue], SeenRecord]:
    """What a form shows in which somebody goes on typing, and what it was filled from now."""
    fields, versions = dict(present.fields), dict(present.versions)
    values = dict(present.fields)
    for name, value in typed.items():
        if seen is not None and _is_same(value, seen.fields.get(name)):
            continue
        values[name] = value
        if seen is not None and name in seen.fields:
            fields[name], versions[name] = seen.fields[name], seen.versions.get(name, 0)
    return values, SeenRecord(fields, versions)


def find_typed(record: CaseRecord, seen: SeenRecord, view: RecordView) -> dict[str, JsonValue]:
    """The fields of a filled form that differ from what stood there."""
    was = read_view(record.kind, dict(seen.fields)).model_dump(mode="json")
    filled = view.model_dump(mode="json")
    return {name: one for name, one in filled.items() if was.get(name) != one}


def as_seen(
    record: CaseRecord, seen: SeenRecord, typed: Mapping[str, object], hat: HatId
) -> CaseRecord:
    """The record with those versions of the touched fields that their writer saw."""
    theirs = {name: seen.versions.get(name, 0) for name in typed if _hat_of(record, name) != hat}
    return record.model_copy(update={"versions": {**record.versions, **theirs}})


def _hat_of(record: CaseRecord, name: str) -> HatId:
    writer = record.writers.get(name)
    return record.hat if writer is None else writer.hat


def _is_same(one: JsonValue, other: JsonValue) -> bool:
    return one == other or (one in ("", None, []) and other in ("", None, []))
