# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values that screens show.

Invariants: every value is complete when it arrives (nothing is fetched while painting); every
datetime is timezone-aware and is shown in the workspace's zone; names are data, every other word
is chosen and translated by the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from pydantic import JsonValue

from casework.counties import Lead
from casework.due import Due
from casework.ids import CaseId, DraftId, RecordId
from casework.reasons import Reason
from casework.records import Screening
from casework.status_rows import StatusType
from casework.vocabulary import RecordKind, Section
from forms.definition import FormDefinition
from forms.scoring import AgeCheck
from ui.draft_views import KeptAnswerRow, PreviousView
from ui.errors import ShownError
from ui.rights_views import ReleasedView, SectionRights
from ui.timeline_views import Standing as Standing
from ui.timeline_views import TimelineEntry


@dataclass(frozen=True, slots=True)
class UnlockView:
    """What the unlock screen knows before unlocking.

    Attributes:
        training_passphrase: shown openly on a training laptop; None on a real one.
        problem: English sentence when the store cannot be unlocked at all, else empty.
        advice: how to mend the problem.
        may_set_up: there is nothing here yet, so the laptop can be set up.
    """

    training_passphrase: str | None = None
    problem: str = ""
    advice: str = ""
    may_set_up: bool = False


@dataclass(frozen=True, slots=True)
class EnrolRequest:
    """What a worker gives to set a laptop up.

    Attributes:
        server: `https://host:port`.
        certificate: file with the county's certificate.
        label: a neutral label of the worker; empty for none.
        same_vault: the vault is here and only its store is made anew.
    """

    server: str
    certificate: Path
    invite: str
    passphrase: str
    label: str = ""
    same_vault: bool = False


@dataclass(frozen=True, slots=True)
class WhoView:
    """Who works here, in which role; `training` marks a training county."""

    person_name: str
    hat_title: str
    agency_name: str
    county_name: str
    training: bool = False


@dataclass(frozen=True, slots=True)
class DueRow:
    """Something due for a youth."""

    case: CaseId
    shown_name: str
    due: Due


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A screening begun and not signed.

    Attributes:
        answered: questions with an answer.
        total: relevant questions, or None when not counted.
        last_saved_at: None while nothing was answered.
    """

    draft: DraftId
    case: CaseId
    shown_name: str
    title: str
    answered: int
    total: int | None
    last_saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A record somebody made, as listed on Today, Screenings and Sync.

    Attributes:
        title: instrument title of a screening; empty for other kinds.
        band_label: result of a screening in words; empty when none.
        reason: why it was refused or is in conflict, else None.
    """

    record: RecordId
    kind: RecordKind
    case: CaseId
    shown_name: str
    at: datetime
    title: str = ""
    band_label: str = ""
    author_name: str = ""
    standing: Standing = Standing.SENT
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A CSEC status row that is not in the state's system yet, and who recorded it here."""

    case: CaseId
    shown_name: str
    type: StatusType
    started_on: date
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """The Today screen; `due` by urgency, the others newest first; `conflicts` to decide."""

    today: date
    due: tuple[DueRow, ...]
    drafts: tuple[DraftRow, ...]
    unsent: tuple[WorkRow, ...]
    recent: tuple[WorkRow, ...]
    youth_count: int
    conflicts: int = 0
    not_in_state: tuple[StateRow, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseHeader:
    """Identity of a youth as the hat may see it."""

    shown_name: str
    legal_name: str
    aliases: tuple[str, ...] = ()
    birth_date: date | None = None
    age: int | None = None
    pronouns: str = ""
    languages: tuple[str, ...] = ()
    agency_numbers: tuple[tuple[str, str], ...] = ()
    opened_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseView:
    """The case page.

    Attributes:
        reason: why this hat may see the case; `until` when that ends, None for no end.
        sections: the parts of the case this hat may see.
        may_note, may_screen: whether this hat may write; `write_refusal` says why not.
        now: the present moment, default for a new contact note.
        timeline: the newest events first, `timeline_total` in all.
        conflicts: fields about which people disagree.
        kept_note: words of a contact note that was begun and not saved, else empty.
        rights: why each part is open, whose work it is and until when.
        rights_as_of: when the county last told of consents and other grounds; None before it did.
        reach_as_of: when it last told who of other agencies sees the own agency's work.
        released: texts released to this worker; `advocate`: there is a page of advocate notes.
        lead: which county leads; None where nothing is recorded of counties.
    """

    case: CaseId
    header: CaseHeader
    reason: Reason
    until: datetime | None
    sections: tuple[Section, ...]
    may_note: bool
    may_screen: bool
    write_refusal: Reason | None
    due: Due | None
    now: datetime
    drafts: tuple[DraftRow, ...]
    timeline: tuple[TimelineEntry, ...]
    timeline_total: int = 0
    kept_note: str = ""
    rights: tuple[SectionRights, ...] = ()
    rights_as_of: datetime | None = None
    reach_as_of: datetime | None = None
    conflicts: int = 0
    released: tuple[ReleasedView, ...] = ()
    advocate: bool = False
    lead: Lead | None = None


@dataclass(frozen=True, slots=True)
class InstrumentView:
    """An instrument; `title` by language.

    Attributes:
        usable_until: last day on which its licence lets a screening be started.
        refusal: why this worker may not start it, None when they may.
        age: the youth's beside the ages the form was made for; None when it names none.
    """

    form_id: str
    version: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    usable_until: date | None = None
    refusal: ShownError | None = None
    age: AgeCheck | None = None


@dataclass(frozen=True, slots=True)
class ScreeningsView:
    """The Screenings place; both newest first."""

    drafts: tuple[DraftRow, ...]
    signed: tuple[WorkRow, ...]


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft opened for work.

    Attributes:
        definition: built from the pack the draft was started with.
        answers: encoded answers by path, the latest of each.
        language: language in which the form was last shown; empty for the form's default.
        page: index of the page last shown.
        today: what the form's expressions take for today.
        kept_answers: answers from another version that have no place in this one.
        sha256: of the pack the draft was started with.
        birth_date: the youth's, None when not known.
        previous: what this screening is compared with, None when it is the first.
    """

    draft: DraftId
    case: CaseId
    shown_name: str
    title: Mapping[str, str]
    definition: FormDefinition
    answers: Mapping[str, JsonValue]
    language: str
    page: int
    today: date
    last_saved_at: datetime | None
    signer_name: str
    kept_answers: tuple[KeptAnswerRow, ...] = ()
    sha256: str = ""
    birth_date: date | None = None
    previous: PreviousView | None = None


@dataclass(frozen=True, slots=True)
class SignedView:
    """A signed screening.

    Attributes:
        reference: what stands on paper instead of the youth's name, e.g. the agency number.
        definition: the instrument it was filled in, None when this laptop does not hold it.
        reason: why this hat may see it.
    """

    record: RecordId
    case: CaseId
    shown_name: str
    reference: str
    screening: Screening
    definition: FormDefinition | None
    standing: Standing
    reason: Reason
    refusal: Reason | None = None


@dataclass(frozen=True, slots=True)
class SignedGroup:
    """Signed screenings of one instrument, which can be saved as one table.

    Attributes:
        title: of the instrument, in the language of the newest.
        rows: the screenings, newest first.
        day: today in the county, for the name of the file.
    """

    form_id: str
    title: str
    rows: tuple[WorkRow, ...]
    day: date

    @property
    def records(self) -> tuple[tuple[CaseId, RecordId], ...]:
        """What names each screening."""
        return tuple((one.case, one.record) for one in self.rows)
