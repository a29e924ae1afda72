# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens of a case's records show: lines of a list, and the form of one record."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from pydantic import JsonValue

from casework.absences import Absence
from casework.clock_rules import Party
from casework.field_specs import FieldSpec
from casework.ids import AgencyId, CaseId, RecordId
from casework.people_around import PersonAround
from casework.placements import Placement
from casework.plan_versions import Difference
from casework.reasons import Reason
from casework.record_parts import Fault, Word
from casework.records import Youth
from casework.signatures import Signature
from casework.vocabulary import RecordKind, Section
from ui.approval_views import PersonChoice
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.views import Standing


@dataclass(frozen=True, slots=True)
class UndoOffer:
    """An edit that may be taken back."""

    case: CaseId
    kind: RecordKind


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One record in a list.

    Attributes:
        headline: what tells it from others of its kind.
        happened: the day or moment it is about, None where only its entry is known.
        ended: when it ended; None while it is open or where nothing ends.
        is_open: it began and has not ended.
        entered_at: when it was written down.
        late_why: of a notice that was given late, why.
    """

    record: RecordId
    kind: RecordKind
    headline: tuple[str | Word, ...]
    happened: date | datetime | None
    ended: date | datetime | None
    is_open: bool
    entered_at: datetime
    author_name: str
    standing: Standing
    reason: Reason | None = None
    late_why: str = ""


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """The records of one kind in a case, the newest first.

    Attributes:
        may_add: this hat may write one; `refusal` says why not.
        half_filled: a new one was begun and not saved.
    """

    kind: RecordKind
    lines: tuple[RecordLine, ...]
    may_add: bool
    refusal: Reason | None = None
    half_filled: bool = False


@dataclass(frozen=True, slots=True)
class FieldChange:
    """Who wrote the present value of a field, and when."""

    field: str
    author_name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlanVersionView:
    """A saved version of a plan.

    Attributes:
        differences: from the version before it; none for the first.
        declined: the youth did not want to sign.
    """

    number: int
    at: datetime
    by: str
    differences: tuple[Difference, ...] = ()
    signatures: tuple[Signature, ...] = ()
    declined: bool = False


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What somebody does for a plan by a day; `done_on` None while it is to be done."""

    record: RecordId
    words: str
    owner: str
    due_on: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class SeenRecord:
    """A record as a form was filled from it: what stood in its fields, and in which version."""

    fields: Mapping[str, JsonValue]
    versions: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RecordForm:
    """The form of a new or a present record.

    Attributes:
        record: None for a new one.
        values: what stands in the fields: the record's own, with what was typed and not saved
            laid over it.
        half_filled: something typed here was not saved.
        may_write: this hat may save; `refusal` says why not.
        final: a record of this kind is not changed, only corrected by a new one.
        now: the present moment, for new dates and times.
        about: what the record belongs to, such as the clock a notice closes.
        children: kinds of records that may be added to this one.
        people: colleagues, for a field that names one.
        versions: of a plan, the first one first.
        actions: of a plan, those to be done first.
        seen: what a present record was when this was filled from it; given back with what is typed.
        undecided: fields about which people disagree.
    """

    case: CaseId
    kind: RecordKind
    record: RecordId | None
    shown_name: str
    specs: tuple[FieldSpec, ...]
    values: Mapping[str, JsonValue]
    half_filled: bool
    may_write: bool
    refusal: Reason | None
    final: bool
    now: datetime
    changes: tuple[FieldChange, ...] = ()
    about: tuple[str | Word, ...] = ()
    children: tuple[RecordKind, ...] = ()
    people: tuple[PersonChoice, ...] = ()
    versions: tuple[PlanVersionView, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    seen: SeenRecord | None = None
    undecided: tuple[str, ...] = ()


class SheetPhoto(NamedTuple):
    """The photograph a worker chose for a sheet: where it stands and whose it is."""

    record: RecordId
    section: Section
    owner: AgencyId | None


@dataclass(frozen=True, slots=True)
class AbsenceSheet:
    """What a report of one absence says, as far as this hat may see it.

    Attributes:
        earlier: absences before this one, the newest first.
        place: where the youth is placed, None where that is not known.
        guardians: who has custody or did.
        numbers: reference numbers that were given for this absence, by who gave them.
        reporter: name, hat and agency of who reports.
        photo: of the youth, None where the worker chose none.
    """

    youth: Youth
    absence: Absence
    earlier: tuple[Absence, ...]
    place: Placement | None
    guardians: tuple[PersonAround, ...]
    numbers: Mapping[Party, str]
    reporter: tuple[str, ...]
    note: PrintNote
    photo: SheetPhoto | None = None


class FieldsWrong(ShownError):
    """Something in a form is wrong; each fault stands beside its field.

    Attributes:
        faults: the empty field name means the whole form.
        case: whose record it is, where several are saved at once.
    """

    def __init__(self, faults: tuple[Fault, ...], case: CaseId | None = None) -> None:
        super().__init__("This is not saved yet.", "Mend what is marked, then save again.")
        self.faults, self.case = faults, case
