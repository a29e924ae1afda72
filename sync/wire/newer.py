# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a newer end sends that this program does not know yet: passed over, counted, asked again.

Work of a newer laptop keeps its place in the laptop's chain and is refused for now, so that what
follows it is taken; once the county is updated it is judged.

A record of a kind, or in a section, that this program has no word for stays at the county; all else
of the message is taken. Once the program is updated the comparing of sections brings what was
passed over.

Invariant: nothing else is forgiven; a message that is wrong in any other way is refused as before.
"""

import json
from typing import Any

from pydantic import BaseModel

from casework.feed import FeedPage
from casework.operations import Operation
from casework.vocabulary import RecordKind, Section
from sync.wire.messages import PushRequest, SectionsReply

_KINDS = frozenset(one.value for one in RecordKind)
_SECTIONS = frozenset(one.value for one in Section)
_PARTS = frozenset(Operation.model_fields)


def without_newer(kind: type[BaseModel], text: bytes) -> bytes | None:
    """The message without what is newer; None where nothing in it is, or it is no such message."""
    spare = _SPARE.get(kind)
    if spare is None:
        return None
    try:
        message = json.loads(text)
        passed = spare(message)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return json.dumps(message | {"passed_over": passed}).encode() if passed else None


def _spare_page(page: dict[str, Any]) -> int:
    entries = page["entries"]
    kept = [one for one in entries if one["entry"] != "put" or _is_known(one["record"])]
    passed = len(entries) - len(kept)
    for one in kept:
        if one["entry"] == "enter":
            membership = one["membership"]
            for part in (membership, *membership.get("grounds", ())):
                passed += _spare_names(part, "sections") + _spare_names(part, "assigned")
    page["entries"] = kept
    return passed


def _spare_sections(reply: dict[str, Any]) -> int:
    told = reply["differing"]
    known = [one for one in told if one["section"] in _SECTIONS]
    passed = len(told) - len(known)
    for one in known:
        kept = [record for record in one["records"] if _is_known(record)]
        passed += len(one["records"]) - len(kept)
        one["records"] = kept
    reply["differing"] = known
    return passed


def _spare_names(part: dict[str, Any], name: str) -> int:
    told = part.get(name)
    if told is None:
        return 0
    part[name] = [one for one in told if one in _SECTIONS]
    return len(told) - len(part[name])


def _spare_work(push: dict[str, Any]) -> int:
    told = push["operations"]
    newer = [not _is_known(one) or bool(one.keys() - _PARTS) for one in told]
    push["operations"] = [one for one, is_newer in zip(told, newer, strict=True) if not is_newer]
    push["newer"] = [one for one, is_newer in zip(told, newer, strict=True) if is_newer]
    return len(push["newer"])


_SPARE = {FeedPage: _spare_page, SectionsReply: _spare_sections, PushRequest: _spare_work}


def _is_known(record: dict[str, Any]) -> bool:
    return record["kind"] in _KINDS and record["section"] in _SECTIONS
