# SPDX-License-Identifier: AGPL-3.0-or-later
"""Screening: start, keep every answer, go on later, sign, read again.

A draft stays on the exact instrument content it was started with: the pack itself is kept with
the draft.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from random import Random

from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.errors import RecordInvalid
from casework.ids import CaseId, DraftId, RecordId
from casework.records import Screening, Youth, read_view
from casework.vocabulary import Action, RecordKind, Section
from desktop.instruments import InstrumentShelf
from desktop.services.conflicts import require_no_conflict
from desktop.services.draft_files import DraftFiles
from desktop.services.draft_versions import DraftVersions
from desktop.services.filling_log import write_log
from desktop.services.held_case import visible_records
from desktop.services.may_start import refuse_start
from desktop.services.paper_log import log_print
from desktop.services.rows import draft_row, standing_of, work_row
from desktop.services.sign_screening import Signing, describe_screening, title_in, to_fields
from desktop.services.work import record_new
from desktop.services.youth_of_case import find_youth
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from forms.answers import decode_kept
from forms.pack import InstrumentPack
from forms.scoring import AgeCheck
from forms.session import Session
from forms.versions import placed
from storage.model import CaseFile, Changes, Draft, StoredRecord
from ui.draft_views import PreviousView, SigningChoices, VersionChange
from ui.errors import ShownError
from ui.paper_views import PrintNote
from ui.views import (
    DraftView,
    InstrumentView,
    ScreeningsView,
    SignedView,
)

LISTED_ROWS = 200
AS_COMPUTED = SigningChoices()


class Screenings:
    """Fulfils ui.ports.ScreeningPort."""

    def __init__(self, session: OpenSession, shelf: InstrumentShelf) -> None:
        self._session = session
        self._shelf = shelf
        self._files = DraftFiles(session)
        self._versions = DraftVersions(session, shelf)

    def overview(self) -> ScreeningsView:
        """Drafts and signed screenings, newest first."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            drafts = self._session.store.drafts()
            signed = self._session.store.recent_records(
                limit=LISTED_ROWS, kind=RecordKind.SCREENING
            )
            listed = self._session.only_seen(signed)
        return ScreeningsView(
            drafts=tuple(draft_row(one, hidden) for one in drafts),
            signed=tuple(work_row(one) for one in listed),
        )

    def instruments(self, case: CaseId) -> tuple[InstrumentView, ...]:
        """What may be started for a case, and what this worker may not start."""
        with shown_errors():
            youth = find_youth(self._session.store.case(case))
            age = youth.age_on(self._today()) if youth else None
            return tuple(self._instrument(pack, age) for pack in self._startable().values())

    def start(self, case: CaseId, form_id: str, language: str) -> DraftId:
        """Begin a draft.

        Raises:
            ShownError: the hat may not screen in this case, or the instrument's licence or
                training does not let them.
        """
        session = self._session
        with shown_errors():
            session.require(case, Section.SCREENING, Action.WRITE)
            pack = self._startable().get(form_id)
            if pack is None:
                raise ShownError(
                    "This form can no longer be started: the county retired it or its last day is "
                    "over.",
                    "Choose another form; screenings already begun go on.",
                )
            refused = refuse_start(pack.evidence, session.hat, self._today(), language)
            if refused is not None:
                raise refused
            draft = Draft(
                id=DraftId(session.new_id()),
                case=case,
                instrument_id=pack.form_id,
                instrument_version=pack.version,
                instrument_sha256=pack.sha256,
                pack_json=pack.model_dump_json(),
                title=title_in(pack, language),
                language=language,
                started_at=session.clock.now(),
                last_saved_at=None,
                page=0,
            )
            session.store.start_draft(draft)
        return draft.id

    def open(self, draft: DraftId) -> DraftView:
        """A draft with the latest answer to each question."""
        session = self._session
        with shown_errors():
            kept, answers = session.store.draft(draft)
            pack = InstrumentPack.model_validate_json(kept.pack_json)
            definition = self._shelf.definition(pack)
            aside = self._versions.aside(draft)
            decoded = {path: decode_kept(value) for path, value in answers.items()}
            here = placed(definition, decoded)
            seen = self._seen(kept.case)
            youth = find_youth(seen)
            session.store.audit.note(AuditEvent.CASE_READ, case=kept.case)
        return DraftView(
            draft=draft,
            case=kept.case,
            shown_name=youth.shown_name if youth else "",
            title=pack.title,
            definition=definition,
            answers={path: value for path, value in answers.items() if path in here},
            language=kept.language,
            page=kept.page,
            today=self._today(),
            last_saved_at=kept.last_saved_at,
            signer_name=session.hat.person_name,
            kept_answers=aside,
            sha256=pack.sha256,
            birth_date=youth.birth_date if youth else None,
            previous=_previous(seen, pack.form_id),
        )

    def journal(self, draft: DraftId, path: str, answer: JsonValue) -> datetime:
        """Keep one answer durably."""
        with shown_errors():
            return self._session.store.journal_answer(draft, path, answer)

    def save_place(self, draft: DraftId, page: int, language: str) -> None:
        """Remember where the worker was."""
        with shown_errors():
            self._session.store.save_draft_place(draft, page, language)

    def remove_empty(self, draft: DraftId) -> bool:
        """Remove a draft without answers; False (and kept) when it has any."""
        with shown_errors():
            return self._session.store.remove_empty_draft(draft)

    def sign(
        self, draft: DraftId, language: str, choices: SigningChoices = AS_COMPUTED
    ) -> tuple[RecordId, Changes]:
        """Freeze the journalled answers as a signed screening.

        Raises:
            ShownError: a required item is open, a rule is broken, an override has no reason,
                people disagree about the youth, or the hat may not write.
        """
        session = self._session
        with shown_errors():
            kept, answers = session.store.draft(draft)
            require_no_conflict(session, kept.case)
            pack = InstrumentPack.model_validate_json(kept.pack_json)
            seen = self._seen(kept.case)
            filled = self._fill(pack, draft, answers, language, find_youth(seen))
            problems = filled.problems()
            if problems:
                raise ShownError(
                    "The screening cannot be signed yet: {problem}",
                    "Open the items listed and complete them.",
                    {"problem": problems[0][1]},
                )
            signing = Signing(
                pack,
                kept.started_at,
                session.clock.now(),
                session.hat,
                choices,
                _previous(seen, pack.form_id),
            )
            screening = describe_screening(filled, signing)
            log = write_log(session, kept, filled.definition, screening.signed_at)
            along = (*screening.kept_answers, *self._versions.signed_along(draft))
            files = self._files.named_in(draft, screening.answers, *(one.answer for one in along))
            screening = screening.model_copy(update={"kept_answers": along, "attachments": files})
            record = RecordId(session.new_id())
            changes = record_new(
                session,
                kept.case,
                RecordKind.SCREENING,
                to_fields(screening.model_copy(update={"audit": log})),
                record=record,
                closes_draft=draft,
                attached=[one.name for one in files],
            )
        return record, changes

    def signed(self, case: CaseId, record: RecordId) -> SignedView:
        """A signed screening, when this hat may read it."""
        session = self._session
        with shown_errors():
            event = AuditEvent.RECORD_READ
            decision = session.require(case, Section.SCREENING, Action.READ, event, record)
            held = session.store.case(case)
            stored = _find(held, record)
            session.store.audit.note(event, case=case, record=record)
            view = read_view(stored.record.kind, stored.record.fields)
            if not isinstance(view, Screening):
                raise RecordInvalid("This record is not a screening.")
            youth = find_youth(held)
            pack = self._shelf.pack(view.instrument_sha256, session.store.instruments)
            definition = None if pack is None else self._shelf.definition(pack)
        return SignedView(
            record=record,
            case=case,
            shown_name=youth.shown_name if youth else "",
            reference=next(iter(youth.agency_numbers.values()), "") if youth else "",
            screening=view,
            definition=definition,
            standing=standing_of(stored),
            reason=decision.reason,
            refusal=stored.refused,
        )

    def keep_attachment(self, draft: DraftId, suggested_name: str, content: bytes) -> str:
        """Keep a file of an answer."""
        return self._files.keep(draft, suggested_name, content)

    def read_attachment(self, draft: DraftId, name: str) -> bytes | None:
        """A file kept with a draft, or None."""
        return self._files.read(draft, name)

    def form_media(self, draft: DraftId, name: str) -> bytes | None:
        """A file that came with the draft's form, or None."""
        return self._files.media(draft, name)

    def signed_attachment(
        self, case: CaseId, record: RecordId, name: str, *, to_save: bool = False
    ) -> bytes | None:
        """A file of a signed screening, or None."""
        return self._files.read_signed(case, record, name, to_save=to_save)

    def note_print(self, case: CaseId, record: RecordId) -> PrintNote:
        """Log that a signed screening is about to be printed."""
        event = AuditEvent.PRINTED
        with shown_errors():
            self._session.require(case, Section.SCREENING, Action.READ, event, record)
            return log_print(self._session, case, record)

    def newer_version(self, draft: DraftId) -> VersionChange | None:
        """What moving to a newer version would change."""
        return self._versions.newer(draft)

    def earlier_version(self, draft: DraftId) -> VersionChange | None:
        """What moving back would change."""
        return self._versions.earlier(draft)

    def move_draft(self, draft: DraftId, sha256: str) -> None:
        """Move a draft to another version."""
        self._versions.move(draft, sha256)

    def _fill(
        self,
        pack: InstrumentPack,
        draft: DraftId,
        answers: Mapping[str, JsonValue],
        language: str,
        youth: Youth | None,
    ) -> Session:
        definition = self._shelf.definition(pack)
        decoded = {path: decode_kept(value) for path, value in answers.items()}
        decoded = placed(definition, decoded)
        return Session(
            definition,
            today=self._today(),
            language=language or None,
            answers=decoded,
            chance=Random(str(draft)),  # noqa: S311 - an order to read in, no secret
            birth_date=youth.birth_date if youth else None,
        )

    def _seen(self, case: CaseId) -> CaseFile | None:
        """A case as this hat may see it now; a draft outlives the right to its youth."""
        held = self._session.store.case(case)
        if held is None or case in self._session.reach.hidden_cases():
            return None
        return replace(held, records=tuple(visible_records(self._session, held)))

    def _startable(self) -> Mapping[str, InstrumentPack]:
        return self._shelf.startable(self._session.store.instruments, self._today())

    def _today(self) -> date:
        return self._session.clock.now().astimezone(COUNTY_ZONE).date()

    def _instrument(self, pack: InstrumentPack, age: int | None) -> InstrumentView:
        definition, hat = self._shelf.definition(pack), self._session.hat
        licence, ages = pack.evidence.licence, pack.evidence.ages
        return InstrumentView(
            form_id=pack.form_id,
            version=pack.version,
            title=pack.title,
            languages=definition.languages,
            usable_until=licence.ends if licence else None,
            refusal=refuse_start(pack.evidence, hat, self._today(), definition.default_language),
            age=None if ages is None else AgeCheck(age, ages.least, ages.most),
        )


def _find(held: CaseFile | None, record: RecordId) -> StoredRecord:
    for stored in held.records if held else ():
        if stored.record.record == record:
            return stored
    raise ShownError("This screening is not on this laptop.", "Go back to the list.")


def _previous(held: CaseFile | None, instrument: str) -> PreviousView | None:
    """The youth's latest signed screening with an instrument that the county has not refused."""
    found: list[PreviousView] = []
    for stored in held.records if held else ():
        if stored.record.kind is RecordKind.SCREENING and stored.refused is None:
            view = read_view(RecordKind.SCREENING, stored.record.fields)
            if isinstance(view, Screening) and view.instrument == instrument:
                found.append(PreviousView(stored.record.record, view))
    return max(found, key=lambda one: one.screening.signed_at, default=None)
