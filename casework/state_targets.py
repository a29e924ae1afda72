# SPDX-License-Identifier: AGPL-3.0-or-later
"""How CSEC status rows are called in the state's systems, and the order in which they are retyped.

Nothing is sent anywhere: no interface to any of the targets is known, so a worker retypes the rows.
A code stands here only because it was seen (facts D17, D19, D20); one that was inferred is marked
and is never shown as the state's own.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from casework.ids import RecordId
from casework.status_rows import StatusRow, StatusType


class StateCode(NamedTuple):
    """A code, and whether it was seen in use or only inferred."""

    code: str
    confirmed: bool


class StateTarget(NamedTuple):
    """A system of the state; `codes` is empty where none is known."""

    name: str
    codes: Mapping[StatusType, StateCode]


CWS_CMS = StateTarget(
    "CWS/CMS",
    {
        StatusType.AT_RISK: StateCode("6867", confirmed=True),
        StatusType.BEFORE_CARE: StateCode("6868", confirmed=False),
        StatusType.DURING_CARE: StateCode("6869", confirmed=False),
        StatusType.OPEN_CASE: StateCode("6870", confirmed=True),
        StatusType.WHILE_ABSENT: StateCode("6871", confirmed=True),
    },
)
TARGETS = (
    CWS_CMS,
    StateTarget("CWS-CARES", {}),
    StateTarget("AFCARS", {}),
    StateTarget("RHY-HMIS", {}),
)
CONFIRMED = {True: "yes", False: "no"}
HEADER = ("status", "code", "code_confirmed", "start", "end", "entered_on", "entered_by")


class GridRow(NamedTuple):
    """One row as it is retyped.

    Attributes:
        code: None where the target's is not known.
        entered_on, entered_by: in the state's system; None and empty while it is not.
    """

    record: RecordId
    type: StatusType
    code: StateCode | None
    started_on: date
    ended_on: date | None
    entered_on: date | None
    entered_by: str


def lay_out(
    rows: Iterable[tuple[RecordId, StatusRow]], target: StateTarget = CWS_CMS
) -> tuple[GridRow, ...]:
    """The rows in the order of the state's grid: by type, then by start."""
    order = list(StatusType)
    made = (
        GridRow(
            record=record,
            type=row.type,
            code=target.codes.get(row.type),
            started_on=row.started_on,
            ended_on=row.ended_on,
            entered_on=row.entered_in_state_on,
            entered_by=row.entered_in_state_by,
        )
        for record, row in rows
    )
    return tuple(sorted(made, key=lambda one: (order.index(one.type), one.started_on, one.record)))


def cells_of(row: GridRow) -> tuple[str, ...]:
    """The row under `HEADER`; days as YYYY-MM-DD, empty where there is nothing."""
    code, confirmed = (
        ("", "") if row.code is None else (row.code.code, CONFIRMED[row.code.confirmed])
    )
    days = (row.started_on, row.ended_on, row.entered_on)
    start, end, entered = ("" if one is None else one.isoformat() for one in days)
    return (row.type.label, code, confirmed, start, end, entered, row.entered_by)
