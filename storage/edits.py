# SPDX-License-Identifier: AGPL-3.0-or-later
"""The edits of this laptop that may be taken back, the newest first, and those that may come again.

What takes an edit back is an operation as well, which says so (`takes_back`): whoever looks for the
next edit goes on before the one it took back, so that taking back twice takes back two edits.

Invariant: operations are only read here, but for that word, which nobody else is told.
"""

from typing import Any, NamedTuple

from casework.ids import RecordId
from casework.operations import Operation
from storage import rows
from storage.model import StoredRecord
from storage.overlay import WorkState, lay_over
from storage.work import read_work


class Edit(NamedTuple):
    """An operation that is still kept here.

    Attributes:
        waits: the county has not answered it.
        is_last: no later edit was taken back before.
        before, shown: its record without it, and as it is shown; None where there is none.
    """

    operation: Operation
    waits: bool
    is_last: bool
    before: StoredRecord | None
    shown: StoredRecord | None


class _Step(NamedTuple):
    counter: int
    record: RecordId
    takes_back: int | None
    waits: bool


def read_edit(connection: Any) -> Edit | None:
    """The newest edit that was not taken back; None where it is not kept here any more."""
    last = _last(connection)
    at = last
    while at is not None and at.takes_back is not None and at.waits:
        at = _step(connection, at.takes_back - 1)
    return None if at is None else _read(connection, at, is_last=at == last)


def read_taken_back(connection: Any) -> Edit | None:
    """What took an edit back last and was followed by nothing else; None where nothing did."""
    last = _last(connection)
    at = last
    while at is not None and at.takes_back is not None:
        taken = _step(connection, at.takes_back)
        if taken is None or taken.takes_back is None:
            return _read(connection, at, is_last=at == last)
        at = _step(connection, at.takes_back - 1)
    return None


def note_taking_back(connection: Any, counter: int, taken: int) -> None:
    """Note that an operation takes back another."""
    connection.execute("UPDATE operations SET takes_back = ? WHERE counter = ?", (taken, counter))


def _last(connection: Any) -> _Step | None:
    row = connection.execute("SELECT counter FROM chain").fetchone()
    return None if row is None else _step(connection, row[0])


def _step(connection: Any, counter: int) -> _Step | None:
    row = connection.execute(
        "SELECT counter, record_id, takes_back, state FROM operations WHERE counter = ?",
        (counter,),
    ).fetchone()
    if row is None:
        return None
    return _Step(row[0], RecordId(row[1]), row[2], row[3] == WorkState.WAITING.value)


def _read(connection: Any, at: _Step, *, is_last: bool) -> Edit:
    kept = read_work(connection, at.record)
    server = rows.read_server_record(connection, at.record)
    this = next(one for one in kept if one.operation.counter == at.counter)
    earlier = [one for one in kept if one.operation.counter < at.counter]
    before, shown = lay_over(server, earlier), lay_over(server, kept)
    return Edit(this.operation, at.waits, is_last, before, shown)
