# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log of how a form was filled, as ODK writes it (audit.csv).

Source: the client audit log sub-specification of the ODK XForms specification and ODK Collect's
documentation. A laptop has no place to log, so where a form asks for one those columns are empty.

Invariants: UTF-8, commas, one line feed per line; a value is quoted only where the specification
says so; moments are milliseconds since 1970-01-01 UTC; a change is told only where the form asks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from forms.answers import Instances, Kept, Missing
from forms.definition import FormDefinition
from forms.entry import text_of_answer

_EPOCH_MILLISECOND: Final = timedelta(milliseconds=1)
_PLACES: Final = ("latitude", "longitude", "accuracy")


class AuditKind(StrEnum):
    """What happened, in ODK's words."""

    FORM_START = "form start"
    FORM_RESUME = "form resume"
    QUESTION = "question"
    ADD_REPEAT = "add repeat"
    DELETE_REPEAT = "delete repeat"
    CHANGE_REASON = "change reason"
    FORM_SAVE = "form save"
    FORM_EXIT = "form exit"
    FORM_FINALIZE = "form finalize"


@dataclass(frozen=True)
class AuditEvent:
    """One line of the log.

    Attributes:
        node: path with positions from 1 where a repeat stands; empty where there is none.
        end: None for what has no duration.
    """

    kind: AuditKind
    start: datetime
    end: datetime | None = None
    node: str = ""
    old: str = ""
    new: str = ""
    reason: str = ""


@dataclass(frozen=True)
class AuditWishes:
    """What the form wants logged beside the events themselves."""

    changes: bool = False
    user: bool = False
    reasons: bool = False
    places: bool = False


@dataclass(frozen=True)
class JournalEntry:
    """One answer as it was kept: running path, what it became, and when."""

    path: str
    kept: Kept
    at: datetime


def read_wishes(definition: FormDefinition) -> AuditWishes | None:
    """What the form asks for; None when it asks for no log."""
    path = f"{definition.root}/meta/audit"
    if path not in definition.nodes:
        return None
    bind = definition.binds.get(path)
    asked: Mapping[str, str] = bind.extras if bind is not None else {}
    return AuditWishes(
        changes=asked.get("track-changes") == "true",
        user=asked.get("identify-user") == "true",
        reasons=bool(asked.get("track-changes-reasons")),
        places=bool(asked.get("location-priority")),
    )


def read_journal(
    entries: Sequence[JournalEntry], began: datetime, finished: datetime, *, reason: str = ""
) -> tuple[AuditEvent, ...]:
    """The events of one filling, from the journal of its answers in the order they were kept.

    A question is looked at from the answer before until its own; one answered twice stands twice.

    Args:
        reason: why a signed form was filled anew, for one that takes another's place.
    """
    events = [AuditEvent(AuditKind.FORM_START, began)]
    held: dict[str, str] = {}
    instances: dict[str, tuple[str, ...]] = {}
    before = began
    for entry in entries:
        if isinstance(entry.kept, Instances):
            known = instances.get(entry.path, ())
            events.extend(_repeat_events(entry, known, before))
            instances[entry.path] = entry.kept.keys
        elif not entry.path.rpartition("/")[2].partition("#")[2]:
            new = _text(entry.kept)
            old = held.get(entry.path, "")
            if new != old or entry.path not in held:
                node = _placed(entry.path, instances)
                events.append(AuditEvent(AuditKind.QUESTION, before, entry.at, node, old, new))
            held[entry.path] = new
        before = entry.at
    if reason:
        events.append(AuditEvent(AuditKind.CHANGE_REASON, finished, reason=reason))
    endings = (AuditKind.FORM_SAVE, AuditKind.FORM_EXIT, AuditKind.FORM_FINALIZE)
    return (*events, *(AuditEvent(kind, finished) for kind in endings))


def write_audit(events: Sequence[AuditEvent], wishes: AuditWishes, user: str = "") -> bytes:
    """The log as a file."""
    header = ["event", "node", "start", "end"]
    header += _PLACES if wishes.places else ()
    header += ("old-value", "new-value") if wishes.changes else ()
    header += ("user",) if wishes.user else ()
    header += ("change-reason",) if wishes.reasons else ()
    lines = [",".join(header)]
    for event in events:
        cells = [event.kind.value, event.node, _milliseconds(event.start)]
        cells.append(_milliseconds(event.end) if event.end is not None else "")
        cells += ("", "", "") if wishes.places else ()
        changed = event.old != event.new
        cells += ((event.old, event.new) if changed else ("", "")) if wishes.changes else ()
        cells += (user,) if wishes.user else ()
        cells += (event.reason,) if wishes.reasons else ()
        lines.append(",".join(map(_escaped, cells)))
    return ("\n".join(lines) + "\n").encode("utf-8")


def _repeat_events(
    entry: JournalEntry, known: tuple[str, ...], before: datetime
) -> Iterator[AuditEvent]:
    assert isinstance(entry.kept, Instances)
    for key in entry.kept.keys:
        if key not in known:
            node = f"{entry.path}[{entry.kept.keys.index(key) + 1}]"
            yield AuditEvent(AuditKind.ADD_REPEAT, before, entry.at, node)
    for key in known:
        if key not in entry.kept.keys:
            node = f"{entry.path}[{known.index(key) + 1}]"
            yield AuditEvent(AuditKind.DELETE_REPEAT, before, entry.at, node)


def _placed(path: str, instances: Mapping[str, tuple[str, ...]]) -> str:
    """A running path with positions instead of keys, as the repeats stood then."""
    placed = running = ""
    for step in path.split("/")[1:]:
        name, _, key = step.partition("[~")
        above = f"{running}/{name}"
        running, placed = f"{running}/{step}", f"{placed}/{name}"
        if key:
            keys = instances.get(above, ())
            held = key.removesuffix("]")
            placed += f"[{keys.index(held) + 1 if held in keys else held}]"
    return placed


def _text(kept: Kept) -> str:
    if isinstance(kept, Missing):
        return kept.value
    return "" if isinstance(kept, Instances) else text_of_answer(kept)


def _milliseconds(moment: datetime) -> str:
    return str((moment - datetime.fromtimestamp(0, moment.tzinfo)) // _EPOCH_MILLISECOND)


def _escaped(cell: str) -> str:
    """Quoted only where there is a comma or a line break, as the specification says."""
    if "," not in cell and "\n" not in cell:
        return cell
    return '"' + cell.replace('"', '""') + '"'
