# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records: the pieces of a case, as stored, synced and shown.

A `CaseRecord` is the generic form every room can carry. The typed views below it (`Youth`,
`ContactNote`, `Screening`) say what the fields of each kind mean; `read_view` is the boundary at
which a stranger's fields are checked.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from casework.absences import Absence, Debrief, SearchEffort
from casework.ages import KnownAge
from casework.clocks import Notice, RunningClock
from casework.counties import CountyOnCase, HandOff
from casework.disputes import Dispute, Writer
from casework.duties import CourtDate, SafetyFlag, Task
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
from casework.meetings import Meeting, Minutes
from casework.papers_given import PaperGiven
from casework.people_around import PersonAround, SelfDescription
from casework.placements import Placement
from casework.plan_versions import PlanVersion
from casework.record_parts import (
    Fault,
    FaultCode,
    Line,
    RecordView,
    Surroundings,
    Text,
    Word,
    number_to_find,
)
from casework.referrals import Referral, ReferralAnswer
from casework.safety_plans import TeamPlan, YouthPlan, YouthPlanPrivate
from casework.same_youth import SameYouth
from casework.services import Need, Service
from casework.sign_offs import SignOff
from casework.status_rows import StatusRow
from casework.vocabulary import RecordKind, Section

LONGEST_BOX = 100_000


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


class Youth(RecordView):
    """Who the case is about. Ages without a birth date are allowed (`birth_date` may be None).

    Attributes:
        agency_numbers: case numbers by agency name.
        opened_on: when this case began.
    """

    legal_name: Line = Field(min_length=1, title="Legal name")
    chosen_name: Line = Field(default="", title="Name the youth goes by")
    aliases: tuple[Line, ...] = Field(default=(), title="Other names")
    birth_date: date | None = Field(default=None, title="Birth date")
    said_age: Annotated[int, Field(ge=0, le=25)] | None = Field(
        default=None, title="Age, where no birth date is known"
    )
    said_age_on: date | None = Field(default=None, title="Age as of")
    pronouns: Line = ""
    languages: tuple[Line, ...] = Field(default=(), title="Languages")
    tribe: Line = Field(default="", title="Tribe")
    agency_numbers: dict[Line, Line] = Field(default={})
    opened_on: date | None = None
    closed_on: date | None = Field(default=None, title="Case closed on")
    closed_why: Line = Field(default="", title="Closed because")

    @property
    def shown_name(self) -> str:
        """The name the youth goes by, or the legal one."""
        return self.chosen_name or self.legal_name

    def age_on(self, day: date) -> int | None:
        """Full years on a day; of a youth without a birth date at least the age that was said."""
        return KnownAge(self.birth_date, self.said_age, self.said_age_on).on(day)

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        for name in ("birth_date", "said_age_on", "closed_on"):
            yield from replace(around, birth_date=None).check_past(name, getattr(self, name))
        if self.said_age is not None and self.said_age_on is None:
            yield Fault("said_age_on", FaultCode.MISSING)
        if self.closed_on is not None and not self.closed_why.strip():
            yield Fault("closed_why", FaultCode.REASON_MISSING)

    def names_and_words(self) -> tuple[str, str]:
        names = [self.legal_name, self.chosen_name, *self.aliases]
        numbers = map(number_to_find, self.agency_numbers.values())
        return " ".join(filter(None, [*names, *numbers])), self.tribe


class ContactNote(RecordView):
    """A contact with the youth or about the youth; append-only.

    Attributes:
        happened_at: when the contact took place; `entered_at` when it was written down.
        corrects: the note that this one puts right.
    """

    text: Text = Field(min_length=1)
    happened_at: datetime
    entered_at: datetime
    corrects: RecordId | None = None

    def happened(self) -> datetime:
        return self.happened_at

    def find_faults(self, around: Surroundings) -> Iterator[Fault]:
        yield from around.check_past("happened_at", self.happened_at)

    def names_and_words(self) -> tuple[str, str]:
        return "", self.text


class AttachedFile(RecordView):
    """A file that an answer names; `size` in bytes. The content travels apart, by its hash."""

    name: Line
    sha256: str
    size: int


class KeptAnswer(RecordView):
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


class Screening(RecordView):
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
    sources: dict[str, str] = Field(default={})
    scores: tuple[SignedScore, ...] = ()
    trip_wires: tuple[TripWireLine, ...] = ()
    gate: str | None = None
    age: AgeLine | None = None
    override: Override | None = None
    compared: Comparison | None = None
    suggestions: tuple[Suggestion, ...] = ()
    accuracy: dict[str, str] = Field(default={})
    accuracy_note: str = ""
    started_at: datetime
    signed_at: datetime
    signed_by: str
    audit: str = ""

    def happened(self) -> datetime:
        return self.signed_at

    def names_and_words(self) -> tuple[str, str]:
        spoken = (answer for answer in self.answers.values() if isinstance(answer, str))
        return "", " ".join(filter(None, [self.instrument_title, *spoken]))

    @property
    def result_label(self) -> str:
        """The result in words as it stands: a person's own, or the computed one."""
        return self.override.band_label if self.override is not None else self.band_label or ""


class DocumentKind(Word):
    """What a document is."""

    PHOTOGRAPH = "photograph", "Photograph"
    COURT_PAPER = "court_paper", "Court paper"
    CONSENT = "consent", "Signed consent"
    HEALTH_PAPER = "health_paper", "Health record"
    SCHOOL_PAPER = "school_paper", "School record"
    IDENTITY_PAPER = "identity_paper", "Identity paper"
    LETTER = "letter", "Letter"
    OTHER = "other", "Other"


class Document(RecordView):
    """A photograph or a PDF of a case; append-only, put right by another that names it.

    Attributes:
        what: what it is.
        media: its content's kind, found in the content itself.
        pages: of a PDF; 1 of a photograph.
        attachments: the one file.
        corrects: the document this one takes the place of; both stay.
        added_at: UTC.
    """

    title: Line = Field(title="Title", min_length=1)
    what: DocumentKind = Field(title="What it is")
    media: Literal["application/pdf", "image/jpeg", "image/png"]
    pages: int = Field(default=1, ge=1)
    attachments: tuple[AttachedFile, ...] = Field(min_length=1, max_length=1)
    corrects: RecordId | None = None
    added_at: datetime

    @property
    def file(self) -> AttachedFile:
        """Its file."""
        return self.attachments[0]

    def names_and_words(self) -> tuple[str, str]:
        """Its title is what it is found by."""
        return "", self.title

    def headline(self) -> tuple[str | Word, ...]:
        """What it is called, and what it is."""
        return (self.title, self.what)

    def happened(self) -> datetime:
        """When it was added."""
        return self.added_at


class PrivilegedNote(RecordView):
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


VIEW_OF_KIND: dict[RecordKind, type[RecordView]] = {
    RecordKind.YOUTH: Youth,
    RecordKind.CONTACT_NOTE: ContactNote,
    RecordKind.SCREENING: Screening,
    RecordKind.PRIVILEGED_NOTE: PrivilegedNote,
    RecordKind.SELF_DESCRIPTION: SelfDescription,
    RecordKind.PERSON_AROUND: PersonAround,
    RecordKind.STATUS_ROW: StatusRow,
    RecordKind.NEED: Need,
    RecordKind.SERVICE: Service,
    RecordKind.PLACEMENT: Placement,
    RecordKind.TASK: Task,
    RecordKind.COURT_DATE: CourtDate,
    RecordKind.SAFETY_FLAG: SafetyFlag,
    RecordKind.DOCUMENT: Document,
    RecordKind.CLOCK: RunningClock,
    RecordKind.NOTICE: Notice,
    RecordKind.ABSENCE: Absence,
    RecordKind.SEARCH_EFFORT: SearchEffort,
    RecordKind.DEBRIEF: Debrief,
    RecordKind.YOUTH_PLAN: YouthPlan,
    RecordKind.YOUTH_PLAN_PRIVATE: YouthPlanPrivate,
    RecordKind.TEAM_PLAN: TeamPlan,
    RecordKind.REFERRAL: Referral,
    RecordKind.REFERRAL_ANSWER: ReferralAnswer,
    RecordKind.SIGN_OFF: SignOff,
    RecordKind.MEETING: Meeting,
    RecordKind.MINUTES: Minutes,
    RecordKind.PLAN_VERSION: PlanVersion,
    RecordKind.PAPER_GIVEN: PaperGiven,
    RecordKind.SAME_YOUTH: SameYouth,
    RecordKind.COUNTY_ON_CASE: CountyOnCase,
    RecordKind.HAND_OFF: HandOff,
}


def read_view(kind: RecordKind, fields: dict[str, JsonValue]) -> RecordView:
    """Check a record's fields against its kind and return the typed view.

    Raises:
        RecordInvalid: names the first field that is wrong and what is wrong with it.
    """
    try:
        return VIEW_OF_KIND[kind].model_validate(fields)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise RecordInvalid(f"{kind.value}: {where}: {first['msg']}") from error


def name_files(kind: RecordKind, fields: dict[str, JsonValue]) -> tuple[AttachedFile, ...]:
    """The files a record names.

    Raises:
        RecordInvalid: as `read_view`.
    """
    if not fields.get("attachments"):
        return ()
    view = read_view(kind, fields)
    return view.attachments if isinstance(view, Screening | Document) else ()


def searchable_text(record: CaseRecord) -> tuple[str, str]:
    """(names and numbers, free text) under which a record is found; both may be empty."""
    return read_view(record.kind, record.fields).names_and_words()
