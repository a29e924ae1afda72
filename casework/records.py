# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records: the pieces of a case, as stored, synced and shown.

A `CaseRecord` is the generic form every room can carry. The typed views below it (`Youth`,
`ContactNote`, `Screening`) say what the fields of each kind mean; `read_view` is the boundary at
which a stranger's fields are checked.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from casework.disputes import Dispute, Writer
from casework.errors import RecordInvalid
from casework.evidence import (
    AgeLine,
    Comparison,
    Override,
    ScoreLine,
    SignedScore,
    Suggestion,
    TripWireLine,
)
from casework.ids import AgencyId, CaseId, HatId, PersonId, RecordId
from casework.vocabulary import RecordKind, Section

LONGEST_BOX = 100_000

Text = Annotated[str, Field(max_length=20_000)]
Line = Annotated[str, Field(max_length=200)]


class CaseRecord(BaseModel):
    """One record of a case.

    Attributes:
        version: county feed number of its last change; 0 while it exists on this laptop only.
        fields: current values by name.
        versions: county feed number at which each field last changed.
        author: who made it; `author_name` is how they are shown.
        writers: who wrote the present value of each field; only of kinds that can be changed.
        disputes: open and decided ones, by when they began.
    """

    model_config = ConfigDict(frozen=True)

    case: CaseId
    record: RecordId
    kind: RecordKind
    section: Section
    version: int
    fields: dict[str, JsonValue]
    versions: dict[str, int]
    author: PersonId
    author_name: str
    hat: HatId
    at: str
    writers: dict[str, Writer] = {}
    disputes: tuple[Dispute, ...] = ()

    @property
    def open_disputes(self) -> tuple[Dispute, ...]:
        """Those that wait for a person."""
        return tuple(one for one in self.disputes if one.is_open)


class _View(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Youth(_View):
    """Who the case is about. Ages without a birth date are allowed (`birth_date` may be None).

    Attributes:
        agency_numbers: case numbers by agency name.
        opened_on: when this case began.
    """

    legal_name: Line = Field(min_length=1)
    chosen_name: Line = ""
    aliases: tuple[Line, ...] = ()
    birth_date: date | None = None
    pronouns: Line = ""
    languages: tuple[Line, ...] = ()
    agency_numbers: dict[Line, Line] = {}
    opened_on: date | None = None

    @property
    def shown_name(self) -> str:
        """The name the youth goes by, or the legal one."""
        return self.chosen_name or self.legal_name

    def age_on(self, day: date) -> int | None:
        """Full years on a day, or None without a birth date."""
        if self.birth_date is None:
            return None
        before = (day.month, day.day) < (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - before


class ContactNote(_View):
    """A contact with the youth or about the youth; append-only.

    Attributes:
        happened_at: when the contact took place; `entered_at` when it was written down.
    """

    text: Text = Field(min_length=1)
    happened_at: datetime
    entered_at: datetime


class AttachedFile(_View):
    """A file that an answer names; `size` in bytes. The content travels apart, by its hash."""

    name: Line
    sha256: str
    size: int


class KeptAnswer(_View):
    """An answer that has no place among the signed ones and is not lost.

    Attributes:
        version: of the form it was given in; the signed one's own where its question ceased to be
            asked while the form was filled.
        answer: encoded as in `Screening.answers`.
        source: where it comes from, as in `Screening.sources`; empty when not said.
    """

    path: str
    label: str
    version: str
    answer: JsonValue
    source: str = ""


class Screening(_View):
    """A signed screening: immutable evidence.

    Attributes:
        instrument, instrument_version, instrument_sha256: exactly what was asked.
        instrument_title: title in the language it was filled in.
        answers: encoded answers by path (forms.answers.encode_answer).
        attachments: files that answers name.
        kept_answers: what another version of the form asked, or this one until it no longer did.
        sources: where an answer comes from, by path (forms.answers.Source).
        score: exact decimal as text, or None when withheld (`withheld_reason` says why); like
            band, trace and missing, of the first of `scores`.
        scores: every score with its own trace and the county's cuts.
        gate: `open`, `closed`, `undecided`, or None without a gate.
        override: a person's own result; the computed one stays in `band`.
        compared: beside the previous screening with the same instrument, None for the first.
        accuracy: what the instrument's author states, by name (`ppv`, …), and a sentence.
        started_at, signed_at: UTC.
        audit: log of how it was filled (ODK audit.csv), when the form asks for one.
    """

    instrument: str
    instrument_version: str
    instrument_sha256: str
    instrument_title: Line
    language: str
    answers: dict[str, JsonValue]
    score: str | None = None
    band: str | None = None
    band_label: str | None = None
    withheld_reason: str | None = None
    caution: str = ""
    next_step: str = ""
    trace: tuple[ScoreLine, ...] = ()
    missing: tuple[str, ...] = ()
    attachments: tuple[AttachedFile, ...] = ()
    kept_answers: tuple[KeptAnswer, ...] = ()
    sources: dict[str, str] = {}
    scores: tuple[SignedScore, ...] = ()
    trip_wires: tuple[TripWireLine, ...] = ()
    gate: str | None = None
    age: AgeLine | None = None
    override: Override | None = None
    compared: Comparison | None = None
    suggestions: tuple[Suggestion, ...] = ()
    accuracy: dict[str, str] = {}
    accuracy_note: str = ""
    started_at: datetime
    signed_at: datetime
    signed_by: str
    audit: str = ""

    @property
    def result_label(self) -> str:
        """The result in words as it stands: a person's own, or the computed one."""
        return self.override.band_label if self.override is not None else self.band_label or ""


class PrivilegedNote(BaseModel):
    """A note as everybody but its organization sees it.

    Attributes:
        organization: whose members open it.
        generation: of the organization's key.
        box: ciphertext, base64 (`casework.privileged`).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    organization: AgencyId
    generation: Annotated[int, Field(ge=1)]
    box: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]+={0,2}$", max_length=LONGEST_BOX)]


VIEW_OF_KIND: dict[RecordKind, type[BaseModel]] = {
    RecordKind.YOUTH: Youth,
    RecordKind.CONTACT_NOTE: ContactNote,
    RecordKind.SCREENING: Screening,
    RecordKind.PRIVILEGED_NOTE: PrivilegedNote,
}

View = Youth | ContactNote | Screening | PrivilegedNote


def read_view(kind: RecordKind, fields: dict[str, JsonValue]) -> View:
    """Check a record's fields against its kind and return the typed view.

    Raises:
        RecordInvalid: names the first field that is wrong and what is wrong with it.
    """
    try:
        view = VIEW_OF_KIND[kind].model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordInvalid(f"{kind.value}: {where}: {first['msg']}") from error
    assert isinstance(view, Youth | ContactNote | Screening | PrivilegedNote)
    return view


def searchable_text(record: CaseRecord) -> tuple[str, str]:
    """(names and numbers, free text) under which a record is found; both may be empty."""
    match read_view(record.kind, record.fields):
        case Youth() as youth:
            names = [youth.legal_name, youth.chosen_name, *youth.aliases]
            return " ".join(filter(None, [*names, *youth.agency_numbers.values()])), ""
        case ContactNote() as note:
            return "", note.text
        case Screening() as screening:
            spoken = (answer for answer in screening.answers.values() if isinstance(answer, str))
            return "", " ".join(filter(None, [screening.instrument_title, *spoken]))
        case PrivilegedNote():
            return "", ""
