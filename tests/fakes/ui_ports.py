# SPDX-License-Identifier: AGPL-3.0-or-later
"""The screens' ports over plain dictionaries: an invented county that really remembers."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from pydantic import JsonValue

from casework.due import screening_due
from casework.ids import CaseId, DraftId, HatId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.records import Screening
from casework.vocabulary import RecordKind, Section
from desktop.services.sign_screening import Signing, describe_screening
from forms.answers import decode_kept
from forms.definition import Control, FormDefinition
from forms.exports.kinds import ExportKind
from forms.pack import InstrumentPack, load_definition, load_sample_packs
from forms.session import Session
from tests.fakes.people import a_hat
from tests.fakes.ui_clocks import FakeClocks
from tests.fakes.ui_conflicts import FakeConflicts
from tests.fakes.ui_documents import FakeDocuments
from tests.fakes.ui_drafts import FakeDraft
from tests.fakes.ui_half_typed import FakeHalfTyped
from tests.fakes.ui_inbox import FakeInbox
from tests.fakes.ui_index import FakeChanges, FakeIndex
from tests.fakes.ui_log import FakeLog
from tests.fakes.ui_meetings import FakeMeetings
from tests.fakes.ui_papers import a_summary
from tests.fakes.ui_records import FakeRecords
from tests.fakes.ui_security import FakeSecurity
from tests.fakes.ui_sharing import FakeSharing
from tests.fakes.ui_sticks import FakeSticks
from tests.fakes.ui_team import FakeTeam
from tests.fakes.ui_youths import FakeYouths, newest_first
from ui.auto_lock import LockRules
from ui.auto_sync import BY_HAND
from ui.draft_views import PreviousView, SigningChoices, VersionChange
from ui.errors import ShownError
from ui.lease_views import LeaseStage, LeaseView
from ui.left_words_port import LeftWordsView
from ui.paper_views import CaseSummary, PageRecipient, SummaryLine
from ui.port_values import CancelToken
from ui.ports import Workspace
from ui.rights_views import SectionRights
from ui.sync_progress import SyncPhase, SyncProgress
from ui.sync_views import ReceiptView, SyncView
from ui.team_views import TeamPorts
from ui.views import (
    CaseView,
    DraftRow,
    DraftView,
    DueRow,
    InstrumentView,
    ScreeningsView,
    SignedGroup,
    SignedView,
    Standing,
    StateRow,
    TimelineEntry,
    TodayView,
    WhoView,
    WorkRow,
)

ZONE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2026, 11, 23, 22, 2, 31, tzinfo=UTC)
TODAY = date(2026, 11, 23)
PASSPHRASE = "green kettle morning"
ASSIGNED = Reason.of(ReasonCode.ASSIGNED, role="probation officer")
SIGNER = "Dana Whitfield"
AS_COMPUTED = SigningChoices()


class FakeCounty(FakeYouths, FakeLog):
    """Every port of an unlocked workspace."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[DraftId, FakeDraft] = {}
        self.signed_views: dict[RecordId, SignedView] = {}
        self.kept_notes: dict[CaseId, str] = {}
        self.not_in_state: tuple[StateRow, ...] = ()
        self.rights: tuple[SectionRights, ...] = ()
        self.reach_as_of: datetime | None = None
        self.receipt: ReceiptView | None = None
        self.files_waiting = self.locked = self._ids = 0
        self.entries_waiting = self.entries_refused = 0
        self.traces_wait = False
        self.left: list[LeftWordsView] = []
        self.half_typed = FakeHalfTyped()
        self.exported: list[tuple[tuple[tuple[CaseId, RecordId], ...], ExportKind]] = []
        self.files: dict[tuple[DraftId, str], bytes] = {}
        self.other_instruments: tuple[InstrumentView, ...] = ()
        self.while_exporting: Callable[[], None] = lambda: None
        self.newer: VersionChange | None = None
        self.moved: set[DraftId] = set()
        self.journal_refuses = False
        self.previous: PreviousView | None = None
        self.recipients = (PageRecipient(a_hat().id, "A. Testman · Social worker"),)
        self.noted_papers: list[tuple[CaseId, HatId | None, str]] = []
        self.birth_date: date | None = None
        self.sync_refuses: ShownError | None = None
        self.authorized_until: datetime | None = None
        self.lease_view = LeaseView(may_read=True, until=None, stage=LeaseStage.CALM)
        self.pack: InstrumentPack = load_sample_packs()[0]
        self.definition: FormDefinition = load_definition(self.pack)
        self.moment, self.rules = NOW, LockRules()
        self.sync_rules, self.security = BY_HAND, FakeSecurity(PASSPHRASE)
        self.conflicts = FakeConflicts()
        self.records, self.documents = FakeRecords(NOW, ZONE), FakeDocuments(NOW)
        self.clocks, self.sharing, self.inbox = FakeClocks(NOW), FakeSharing(), FakeInbox()
        self.sticks, self.team = FakeSticks(), FakeTeam(NOW)
        self.meetings = FakeMeetings(NOW, lambda case: self.cases[case].header.shown_name)
        self.index: FakeIndex | None = FakeIndex()

    def workspace(self) -> Workspace:
        who = WhoView(
            SIGNER, "Deputy probation officer", "Probation", "Alder County", training=True
        )
        log, inbox = (self, self.inbox) if self.supervises else (None, None)
        return Workspace(
            who,
            ZONE,
            *(self,) * 7,
            conflicts=self.conflicts,
            security=self.security,
            records=self.records,
            documents=self.documents,
            clocks=self.clocks,
            half_typed=self.half_typed,
            rules=self.rules,
            sync_rules=self.sync_rules,
            log=log,
            inbox=inbox,
            sticks=self.sticks,
            sharing=self.sharing,
            advocate=self.sharing.advocate,
            index=self.index,
            team=TeamPorts(self.team, self.meetings),
        )

    def next_id(self) -> str:
        self._ids += 1
        return f"00000000-0000-7000-8000-{self._ids:012x}"

    def lease(self) -> LeaseView:
        return self.lease_view

    def today(self) -> TodayView:
        due = [
            DueRow(case, one.header.shown_name, found)
            for case, one in self.cases.items()
            if (
                found := screening_due(
                    opened_on=one.header.opened_on,
                    age=one.header.age,
                    last_screened=one.last_screened,
                )
            )
            and (found.on - TODAY).days <= 30
        ]
        work = self._work()
        return TodayView(
            today=TODAY,
            due=tuple(sorted(due, key=lambda row: row.due.on)),
            drafts=self._draft_rows(),
            unsent=tuple(row for row in work if row.standing is Standing.UNSENT),
            recent=tuple(row for row in work if row.standing is Standing.SENT)[:5],
            youth_count=len(self.cases),
            conflicts=len(self.conflicts.open),
            not_in_state=self.not_in_state,
        )

    def case(self, case: CaseId) -> CaseView:
        one = self.cases.get(case)
        if one is None:
            raise ShownError("This case is no longer on this laptop.", "Ask your supervisor.")
        return CaseView(
            case=case,
            header=one.header,
            reason=ASSIGNED,
            until=NOW + timedelta(days=128),
            sections=tuple(Section),
            may_note=one.may_write,
            may_screen=one.may_write,
            write_refusal=None if one.may_write else Reason.of(ReasonCode.SECTION_NOT_GRANTED),
            due=screening_due(
                opened_on=one.header.opened_on, age=one.header.age, last_screened=one.last_screened
            ),
            now=NOW,
            drafts=tuple(row for row in self._draft_rows() if row.case == case),
            timeline=newest_first(one.timeline),
            timeline_total=len(one.timeline),
            released=self.sharing.released,
            advocate=self.sharing.advocate is not None,
            kept_note=self.kept_notes.get(case, ""),
            rights=self.rights,
            rights_as_of=NOW if self.rights else None,
            reach_as_of=self.reach_as_of,
            conflicts=sum(one.case == case for one in self.conflicts.open),
        )

    def add_note(self, case: CaseId, text: str, happened_at: datetime) -> FakeChanges:
        entry = TimelineEntry(
            record=RecordId(self.next_id()),
            kind=RecordKind.CONTACT_NOTE,
            at=happened_at,
            entered_at=NOW,
            author_name=SIGNER,
            standing=Standing.UNSENT,
            text=text,
        )
        self.cases[case].timeline.append(entry)
        self.kept_notes.pop(case, None)
        return FakeChanges(frozenset({"contact_note"}), frozenset({case}))

    def keep_note(self, case: CaseId, text: str) -> None:
        self.kept_notes[case] = text

    def summary_recipients(self, case: CaseId) -> tuple[PageRecipient, ...]:
        del case
        return self.recipients

    def preview_summary(self, case: CaseId, hat: HatId) -> tuple[SummaryLine, ...]:
        return self.summary(case, hat).lines

    def summary(self, case: CaseId, hat: HatId) -> CaseSummary:
        own = self.recipients[0].hat == hat
        return replace(a_summary(self.case(case), NOW), hat=None if own else hat)

    def note_summary(self, case: CaseId, summary: CaseSummary, sha256: str) -> None:
        self.noted_papers.append((case, summary.hat, sha256))

    # ScreeningPort
    def overview(self) -> ScreeningsView:
        signed = [row for row in self._work() if row.kind is RecordKind.SCREENING]
        return ScreeningsView(self._draft_rows(), tuple(signed))

    def instruments(self, case: CaseId) -> tuple[InstrumentView, ...]:
        pack, definition = self.pack, self.definition
        own = InstrumentView(pack.form_id, pack.version, pack.title, definition.languages)
        return (own, *self.other_instruments)

    def start(self, case: CaseId, form_id: str, language: str) -> DraftId:
        draft = DraftId(self.next_id())
        self.drafts[draft] = FakeDraft(case, language)
        return draft

    def open(self, draft: DraftId) -> DraftView:
        found = self.drafts[draft]
        return DraftView(
            draft=draft,
            case=found.case,
            shown_name=self.cases[found.case].header.shown_name,
            title=self.pack.title,
            definition=self.definition,
            answers=dict(found.answers),
            language=found.language,
            page=found.page,
            today=TODAY,
            last_saved_at=found.saved_at,
            signer_name=SIGNER,
            sha256=self.pack.sha256,
            birth_date=self.birth_date,
            previous=self.previous,
        )

    def journal(self, draft: DraftId, path: str, answer: JsonValue) -> datetime:
        if self.journal_refuses:
            raise ShownError("The disk of this laptop is full.", "Free some space and try again.")
        self.moment += timedelta(seconds=7)
        found = self.drafts[draft]
        found.answers[path] = answer
        found.saved_at = self.moment
        return self.moment

    def save_place(self, draft: DraftId, page: int, language: str) -> None:
        if draft in self.drafts:
            self.drafts[draft].page = page
            self.drafts[draft].language = language

    def remove_empty(self, draft: DraftId) -> bool:
        if self.drafts[draft].answers:
            return False
        del self.drafts[draft]
        return True

    def sign(
        self, draft: DraftId, language: str, choices: SigningChoices = AS_COMPUTED
    ) -> tuple[RecordId, FakeChanges]:
        found = self.drafts.pop(draft)
        filled = self._session(found, language)
        record = RecordId(self.next_id())
        one = self.cases[found.case]
        screening = self._describe(filled, choices)
        numbers = one.header.agency_numbers
        self.signed_views[record] = SignedView(
            record=record,
            case=found.case,
            shown_name=one.header.shown_name,
            reference=numbers[0][1] if numbers else "–",
            screening=screening,
            definition=self.definition,
            standing=Standing.UNSENT,
            reason=ASSIGNED,
        )
        one.timeline.append(self._entry(self.signed_views[record]))
        one.last_screened = TODAY
        return record, FakeChanges(frozenset({"screening"}), frozenset({found.case}))

    def signed(self, case: CaseId, record: RecordId) -> SignedView:
        return self.signed_views[record]

    # ExportPort
    def groups(self) -> tuple[SignedGroup, ...]:
        rows = tuple(row for row in self._work() if row.record in self.signed_views)
        title = next((one.screening.instrument_title for one in self.signed_views.values()), "")
        return (SignedGroup(self.pack.form_id, title, rows, TODAY),) if rows else ()

    def export(
        self,
        records: Sequence[tuple[CaseId, RecordId]],
        kind: ExportKind,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bytes | None:
        for at in range(len(records)):
            progress(at + 1)
            self.while_exporting()
            if cancel.is_cancelled():
                return None
        self.exported.append((tuple(records), kind))
        return b"a copy"

    def keep_attachment(self, draft: DraftId, suggested_name: str, content: bytes) -> str:
        name = f"{len(self.files)}-{suggested_name}"
        self.files[draft, name] = content
        return name

    def read_attachment(self, draft: DraftId, name: str) -> bytes | None:
        return self.files.get((draft, name))

    def form_media(self, draft: DraftId, name: str) -> bytes | None:
        assert draft in self.drafts
        return self.pack.read_file(name)

    def newer_version(self, draft: DraftId) -> VersionChange | None:
        return None if draft in self.moved else self.newer

    def earlier_version(self, draft: DraftId) -> VersionChange | None:
        return self.newer if draft in self.moved else None

    def move_draft(self, draft: DraftId, sha256: str) -> None:
        assert self.newer is not None
        assert sha256 == self.newer.sha256
        self.moved ^= {draft}

    # SyncPort
    def state(self) -> SyncView:
        work = self._work()
        return SyncView(
            unsent=tuple(row for row in work if row.standing is Standing.UNSENT),
            refused=tuple(
                row for row in work if row.standing in (Standing.REFUSED, Standing.CONFLICT)
            ),
            draft_count=len(self.drafts),
            receipt=self.receipt,
            server="county.example.test:8443",
            authorized_until=self.authorized_until,
            files=self.files_waiting,
            file_bytes=self.files_waiting * 1_500_000,
            cases=len(self.cases),
            held_bytes=38_000_000,
            conflicts=len(self.conflicts.open),
            entries=self.entries_waiting,
            refused_entries=self.entries_refused,
            traces_wait=self.traces_wait,
        )

    def sync(self, progress: Callable[[SyncProgress], None], cancel: CancelToken) -> FakeChanges:
        if self.sync_refuses is not None:
            raise self.sync_refuses
        unsent = self.state().unsent
        sent = 0
        for at, row in enumerate(unsent, start=1):
            if cancel.is_cancelled():
                break
            progress(SyncProgress(SyncPhase.SENDING, at, len(unsent)))
            self._settle(row)
            sent += 1
        self.receipt = ReceiptView(NOW, sent, 0, 0, 0)
        return FakeChanges(frozenset({"screening"}), frozenset(row.case for row in unsent))

    def left_words(self) -> tuple[LeftWordsView, ...]:
        return tuple(self.left)

    def throw_away(self, words: LeftWordsView) -> None:
        self.left.remove(words)

    # SessionPort
    def lock(self) -> None:
        self.locked += 1

    def confirm_passphrase(self, passphrase: str) -> bool:
        return passphrase == PASSPHRASE

    def _settle(self, row: WorkRow) -> None:
        one = self.cases[row.case]
        one.timeline = [
            replace(entry, standing=Standing.SENT) if entry.record == row.record else entry
            for entry in one.timeline
        ]
        if row.record in self.signed_views:
            self.signed_views[row.record] = replace(
                self.signed_views[row.record], standing=Standing.SENT
            )

    def _session(self, draft: FakeDraft, language: str) -> Session:
        answers = {path: decode_kept(value) for path, value in draft.answers.items()}
        return Session(
            self.definition,
            today=TODAY,
            language=language or None,
            answers=answers or None,
            birth_date=self.birth_date,
        )

    def _describe(self, filled: Session, choices: SigningChoices) -> Screening:
        hat = a_hat().model_copy(update={"person_name": SIGNER})
        signing = Signing(self.pack, NOW - timedelta(minutes=24), NOW, hat, choices, self.previous)
        return describe_screening(filled, signing)

    def _entry(self, view: SignedView) -> TimelineEntry:
        return TimelineEntry(
            record=view.record,
            kind=RecordKind.SCREENING,
            at=view.screening.signed_at,
            entered_at=view.screening.signed_at,
            author_name=view.screening.signed_by,
            standing=view.standing,
            title=view.screening.instrument_title,
            band_label=view.screening.band_label or "",
            score=view.screening.score,
        )

    def _draft_rows(self) -> tuple[DraftRow, ...]:
        return tuple(
            DraftRow(
                draft=draft,
                case=one.case,
                shown_name=self.cases[one.case].header.shown_name,
                title=self.pack.title.get(one.language, next(iter(self.pack.title.values()))),
                answered=sum(value is not None for value in one.answers.values()),
                total=self._count_asked(one),
                last_saved_at=one.saved_at,
            )
            for draft, one in self.drafts.items()
        )

    def _count_asked(self, draft: FakeDraft) -> int:
        session = self._session(draft, draft.language)
        return sum(
            session.is_relevant(path) and question.control is not Control.NOTE
            for path, question in self.definition.questions.items()
        )

    def _work(self) -> list[WorkRow]:
        rows = [
            WorkRow(
                record=entry.record,
                kind=entry.kind,
                case=case,
                shown_name=one.header.shown_name,
                at=entry.at,
                title=entry.title,
                band_label=entry.band_label,
                author_name=entry.author_name,
                standing=entry.standing,
                reason=entry.reason,
            )
            for case, one in self.cases.items()
            for entry in one.timeline
            if entry.kind is not RecordKind.YOUTH
        ]
        return sorted(rows, key=lambda row: row.at, reverse=True)
