# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the store hands out and takes in, as frozen values without SQL or input and output.

Screens and use cases keep these; none of them is tied to an open store.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from casework.ages import KnownAge
from casework.clock import HybridTime
from casework.ids import CaseId, CountyId, DeviceId, DraftId, OperationId, RecordId
from casework.policy import Hat, Membership
from casework.reasons import Reason
from casework.records import CaseRecord
from casework.vocabulary import RecordKind
from casework.worded import WordedError


class Profile(BaseModel):
    """Who this laptop belongs to. The device's private key is not in it.

    Attributes:
        epoch: the county feed's epoch at enrolment.
        server_certificate_pem: the county's certificate, the only one this laptop trusts.
        enrolled_at: UTC.
    """

    model_config = ConfigDict(frozen=True)

    county: CountyId
    county_name: str
    device: DeviceId
    hat: Hat
    epoch: str
    server_url: str
    server_certificate_pem: str
    enrolled_at: datetime


@dataclass(frozen=True)
class Draft:
    """A screening that is being filled in.

    Attributes:
        pack_json: the whole instrument, so that an update never changes a draft under way.
        started_at, last_saved_at: UTC; the latter is None before the first answer.
        page: where the worker was.
        title: the instrument's title as the worker sees it.
    """

    id: DraftId
    case: CaseId
    instrument_id: str
    instrument_version: str
    instrument_sha256: str
    pack_json: str
    language: str
    started_at: datetime
    last_saved_at: datetime | None = None
    page: int = 0
    title: str = ""


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list.

    Attributes:
        shown_name: empty when the case is no longer within reach.
        answered: number of items with an answer.
    """

    id: DraftId
    case: CaseId
    shown_name: str
    title: str
    language: str
    answered: int
    started_at: datetime
    last_saved_at: datetime | None


@dataclass(frozen=True)
class CaseRow:
    """A case in a list.

    Attributes:
        agency_numbers: case numbers as one line of text.
        last_activity: hybrid time text of the newest record (casework.clock), or None.
        has_unsent: some work on this case has not reached the county, or was refused.
    """

    case: CaseId
    shown_name: str
    legal_name: str
    age: KnownAge
    agency_numbers: str
    last_activity: str | None
    has_unsent: bool


@dataclass(frozen=True)
class CasePage:
    """Part of a list of cases; `total` counts all that match."""

    total: int
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True)
class StoredRecord:
    """A record as this laptop shows it: the county's, with own unsent work laid over it.

    Attributes:
        unsent: some of it has not been answered by the county.
        refused: why the county refused the newest refused work on it, or None.
        conflict: own work on it disagrees with the county's value, which is the one shown.
    """

    record: CaseRecord
    unsent: bool = False
    refused: Reason | None = None
    conflict: bool = False


@dataclass(frozen=True)
class RecordRow:
    """A record in a list across cases; `shown_name` is empty when its case has left."""

    shown_name: str
    stored: StoredRecord


@dataclass(frozen=True)
class CaseFile:
    """Everything this laptop holds of one case.

    Attributes:
        membership: None for a case made here and for one that has left.
        reason: why it may be seen, or why it has left.
        records: oldest first.
    """

    case: CaseId
    membership: Membership | None
    reason: Reason | None
    records: tuple[StoredRecord, ...]


@dataclass(frozen=True)
class CaseScreeningFacts:
    """What decides when a case's next screening is due (casework.due)."""

    case: CaseId
    shown_name: str
    opened_on: date | None
    age: KnownAge
    last_screened: date | None


class ChainLink(NamedTuple):
    """What the next operation of this device must carry.

    Attributes:
        counter: its number.
        previous: hash of the operation before it.
        last: hybrid time of the operation before it.
    """

    counter: int
    previous: str
    last: HybridTime


@dataclass(frozen=True)
class OutboxRow:
    """One piece of own work in the sync screen; `shown_name` is empty for a case that has left.

    Attributes:
        reason: why it was refused or cannot be seen any more; None while it simply waits.
        at: hybrid time text.
    """

    operation: OperationId
    kind: RecordKind
    case: CaseId
    shown_name: str
    reason: Reason | None
    at: str
    record: RecordId


class KeptOut(BaseModel):
    """A form that was not taken; `sentence` is an English template with `{form}`."""

    model_config = ConfigDict(frozen=True)

    sentence: str
    form: str


class Receipt(BaseModel):
    """What one sync did.

    Attributes:
        at: UTC.
        sent: operations the county took.
        held: operations that stay here, refused or not yet sent.
        received, left: records and cases that came, cases that went.
        note: one sentence for the worker, or empty.
        note_template, note_parameters: the note before it is filled in, where it has such places.
        kept_out: forms of the county that were not taken, each with the sentence that says why.
    """

    model_config = ConfigDict(frozen=True)

    at: datetime
    sent: int = 0
    held: int = 0
    received: int = 0
    left: int = 0
    note: str = ""
    note_template: str = ""
    note_parameters: Mapping[str, str] = {}
    kept_out: tuple[KeptOut, ...] = ()

    def because(self, why: WordedError | None) -> "Receipt":
        """The receipt of a sync that ended with an error; the same where there was none."""
        if why is None or not why.parameters:
            return self
        words = {"note_template": why.template, "note_parameters": why.parameters}
        return self.model_copy(update=words)


@dataclass(frozen=True)
class WorkSummary:
    """What has not reached the county.

    Attributes:
        unsent: records with waiting work, oldest first, in cases within reach.
        unsent_by_kind: number of waiting operations by kind, wherever they belong.
        refused: work the county refused; kept until a person decides.
        held: waiting work on cases that have left this laptop.
        conflicts: own work that disagreed with the county's value; the county holds both.
        drafts: number of drafts that are not signed yet.
        files, file_bytes: files of signed records the county does not have whole, also of cases
            that have left this laptop.
        cases: number of cases within reach.
        held_bytes: size of all that is held here.
        entries, refused_entries: of the cross-agency index, that wait or that the county refused.
        traces_wait: a full disk or another program kept from writing over what left.
    """

    unsent: tuple[RecordRow, ...]
    unsent_by_kind: Mapping[RecordKind, int]
    refused: tuple[OutboxRow, ...]
    held: tuple[OutboxRow, ...]
    conflicts: tuple[OutboxRow, ...]
    last_receipt: Receipt | None
    drafts: int
    files: int
    file_bytes: int
    cases: int
    held_bytes: int
    entries: int = 0
    refused_entries: int = 0
    traces_wait: bool = False


NOTE_PLACE, ADVOCATE_NOTE_PLACE = "", "advocate note"


class KeptPlace(NamedTuple):
    """Where something typed is kept.

    Attributes:
        place: of a form of the case (storage.kept_forms), or its half-written note.
    """

    case: CaseId
    place: str


@dataclass(frozen=True)
class Changes:
    """What a write changed, for screens to refresh from.

    Attributes:
        kinds: record kinds (casework.vocabulary) and `case`, `draft`, `work`, `receipt`,
            `profile`, `instrument`.
        cases: the cases concerned.
    """

    kinds: frozenset[str] = field(default_factory=frozenset)
    cases: frozenset[CaseId] = field(default_factory=frozenset)
