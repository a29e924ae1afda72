# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every version of a safety plan that was saved, and what became different from one to the next.

A version is a record of its own that is never changed: the plan's fields as they were saved, with
the signatures under them. It stands in the section of the plan and goes wherever the plan goes.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from pydantic import JsonValue

from casework.ids import RecordId
from casework.record_parts import Fields, Line, RecordView

# Set by the program or about the paper, not words of the plan.
NOT_COMPARED = frozenset({"signatures", "declined_to_sign"})


class PlanVersion(RecordView):
    """One saved version.

    Attributes:
        plan: the record it is a version of.
        at, by: when it was saved and who saved it.
    """

    plan: RecordId
    at: datetime
    by: Line
    fields: Fields

    def happened(self) -> datetime:
        return self.at


class Difference(NamedTuple):
    """A field that is not as it was; None where it was, or is, empty."""

    field: str
    before: JsonValue
    after: JsonValue


def differences(before: Fields, after: Fields) -> tuple[Difference, ...]:
    """What changed, in the order of the later version's fields."""
    names = [*after, *(one for one in before if one not in after)]
    found = (Difference(one, _said(before, one), _said(after, one)) for one in names)
    return tuple(one for one in found if one.field not in NOT_COMPARED and one.before != one.after)


def in_order(versions: Sequence[PlanVersion]) -> tuple[PlanVersion, ...]:
    """The first one first."""
    return tuple(sorted(versions, key=lambda one: one.at))


def _said(fields: Fields, name: str) -> JsonValue:
    value = fields.get(name)
    return None if value in ("", []) else value
