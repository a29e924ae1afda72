# SPDX-License-Identifier: AGPL-3.0-or-later
"""The laptop's case store: one door to everything that is kept.

Invariants:
- Every write is one transaction that is on the disk when the call returns.
- What a screen reads is the county's record with own unsent work laid over it.
- All calls come from one thread; the first database error closes the store.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Self

from pydantic import JsonValue

from casework.audit import AuditEvent, AuditNote
from casework.clock import Clock
from casework.feed import CaseEntered, FeedPage
from casework.ids import CaseId, DraftId, NewId
from casework.operations import Operation, OperationResult
from casework.policy import Membership
from casework.reasons import Reason
from casework.vocabulary import RecordKind
from storage import draft_versions, drafts, feed, profiles, rows, search, upkeep, work
from storage.attachments import Attachments, tie_to_record
from storage.audit import AuditLog, actor_of, append_notes, append_work
from storage.authors import Authors
from storage.carrying import Carrying
from storage.clocks import Clocks
from storage.database import Database
from storage.errors import StorageBug, VaultExists
from storage.files import make_private_folder
from storage.finding import Finding, find_cases
from storage.index import CountyIndex
from storage.instruments import Instruments
from storage.kept_forms import KeptForms
from storage.keys import StoreKey
from storage.marked import StoreMark
from storage.meetings import Meetings
from storage.model import (
    CaseFile,
    CasePage,
    CaseScreeningFacts,
    ChainLink,
    Changes,
    Draft,
    DraftRow,
    KeptPlace,
    Profile,
    Receipt,
    RecordRow,
    WorkSummary,
)
from storage.notes import Notes
from storage.organization import OrganizationKeys
from storage.papers import CountyPapers
from storage.rest import Resting
from storage.rights_here import RightsHere
from storage.schema import make_store, open_store
from storage.sections import Sections
from storage.sharing import CountySharing, read_rights
from storage.sign_offs import SignOffs
from storage.unsent import Unsent
from storage.vault.marks import Marks

STORE_FILE = "store.db"


class Store:
    """An open case store.

    Attributes:
        instruments, attachments: the county's instruments; files of answers.
        papers: lease, certificate and policy of the county.
        audit, authors: who did what; whose work a record is.
        notes, unsent: half-written contact notes; what the county does not have.
        sections, rest, carrying: the county's records; whether all agreed; of syncs by hand.
        organization: an advocate organization's roster, keys and half-written notes.
        index, sharing: the cross-agency index; decisions about sharing.
    """

    def __init__(
        self, database: Database, clock: Clock, new_id: NewId, mark: StoreMark | None = None
    ) -> None:
        self._database, self._clock, self._new_id = database, clock, new_id
        self._mark = mark or StoreMark(database.path, None)
        self._profile: Profile | None = None
        self.instruments, self.attachments = Instruments(database), Attachments(database)
        self.papers = CountyPapers(database, self._mark)
        self.audit = AuditLog(database, clock, lambda: actor_of(self._profile), self._mark)
        self.notes, self.clocks, self.finding = Notes(database), Clocks(database), Finding(database)
        self.kept_forms, self.organization = KeptForms(database), OrganizationKeys(database)
        self.authors, self.carrying = Authors(database), Carrying(database)
        self.sections, self.sign_offs = Sections(database), SignOffs(database)
        self.meetings, self.unsent = Meetings(database), Unsent(database)
        self.rest = Resting(database, self.papers, self.instruments, self.sections)
        self._late_receipt: Receipt | None = None
        self.index = CountyIndex(database, lambda: actor_of(self._profile))
        self.sharing = CountySharing(database, lambda: actor_of(self._profile))
        self._rights = RightsHere(database, self.sharing, self.sections)

    @classmethod
    def create(
        cls, folder: Path, key: StoreKey, clock: Clock, new_id: NewId, marks: Marks | None = None
    ) -> Self:
        """Make a new store in `folder` and open it.

        Raises:
            VaultExists: there is a store already; it is never overwritten.
        """
        path = folder / STORE_FILE
        if path.exists():
            raise VaultExists("A case store is already in {folder}; unlock it.", folder=folder)
        make_private_folder(folder)
        make_store(path, key)
        return cls.open(folder, key, clock, new_id, marks)

    @classmethod
    def open(
        cls, folder: Path, key: StoreKey, clock: Clock, new_id: NewId, marks: Marks | None = None
    ) -> Self:
        """Open the store in `folder`; an older one is brought up to date on a copy first.

        Raises:
            StorageError: as `open_store`, CipherMissing, StoreRolledBack.
        """
        path = folder / STORE_FILE
        mark = StoreMark(path, marks)
        mark.require_unaltered()
        database = open_store(path, key, before_replacing=mark.begin, whole=mark.was_left_open)
        store = cls(database, clock, new_id, mark)
        try:
            papers = store.papers
            mark.require_newest(
                store.next_link(), papers.lease(), papers.order(), store.audit.head()
            )
            if mark.was_left_open:
                upkeep.renew_derived(database)
            mark.begin()
        except BaseException:
            store._database.close()
            raise
        store.attachments.tidy()
        upkeep.scrub_if_asked(database)
        store._read_profile()
        return store

    def close(self) -> None:
        """Merge the log into the main file and let go of it; may be called again."""
        was_open = self._database.is_open
        self._database.close()
        if was_open:
            self._mark.end()

    def profile(self) -> Profile | None:
        """The enrolment, or None before it; as it was when the store was last written."""
        with self._database.read():
            return self._profile

    def save_profile(self, profile: Profile, device_private_key: bytes) -> Changes:
        """Keep the enrolment and the device's private key."""
        with self._database.write() as connection:
            is_new = profiles.read_profile(connection) is None
            profiles.write_profile(connection, profile, device_private_key)
            event = AuditEvent.ENROLLED if is_new else AuditEvent.PERMISSION_CHANGED
            append_notes(connection, actor_of(profile), [AuditNote(event)], self._clock.now())
        self._database.checkpoint()
        self._read_profile()
        return Changes(kinds=frozenset({"profile"}))

    def device_private_key(self) -> bytes:
        """The device's private key, as it was saved."""
        with self._database.read() as connection:
            return profiles.read_private_key(connection)

    def setting(self, name: str) -> str | None:
        """A setting of this laptop's worker, or None."""
        with self._database.read() as connection:
            return profiles.read_value(connection, profiles.SETTING + name)

    def save_setting(self, name: str, value: str) -> None:
        """Keep a setting."""
        with self._database.write() as connection:
            profiles.write_value(connection, profiles.SETTING + name, value)
        self._database.checkpoint()

    def search_cases(
        self, text: str, *, offset: int, limit: int, hidden: frozenset[CaseId] = frozenset()
    ) -> CasePage:
        """Cases that hold every word, blank text lists all by name; `hidden` are not shown now."""
        with self._database.read() as connection:
            return find_cases(connection, text, offset=offset, limit=limit, hidden=hidden)

    def case(self, case: CaseId) -> CaseFile | None:
        """All that is held of a case, also work of one that has left; None if nothing."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT id, reason FROM cases WHERE case_id = ?", (case,)
            ).fetchone()
            if row is None:
                return None
            return CaseFile(
                case=case,
                membership=next(iter(read_rights(connection, case)), None),
                reason=None if row[1] is None else Reason.model_validate_json(row[1]),
                records=rows.read_case_rows(connection, row[0]),
            )

    def memberships(self) -> tuple[Membership, ...]:
        """The rights of this laptop's hat, for casework.policy.decide."""
        return self._rights.read()

    def screening_facts(self) -> tuple[CaseScreeningFacts, ...]:
        """What decides when each case within reach is screened next."""
        with self._database.read() as connection:
            return search.screening_facts(connection)

    def recent_records(
        self, *, limit: int, kind: RecordKind | None = None
    ) -> tuple[RecordRow, ...]:
        """The newest records of all cases within reach, newest first."""
        with self._database.read() as connection:
            return rows.read_recent(connection, limit=limit, kind=kind)

    def records_in_conflict(self) -> tuple[RecordRow, ...]:
        """The records about which people disagree, oldest first."""
        with self._database.read() as connection:
            return rows.read_in_conflict(connection)

    def start_draft(self, draft: Draft) -> Changes:
        """Keep a new draft."""
        note = AuditNote(AuditEvent.DRAFT_STARTED, draft.case)
        with self._database.write() as connection:
            append_notes(connection, actor_of(self._profile), [note], self._clock.now())
            drafts.insert_draft(connection, draft)
        self._database.checkpoint()
        return Changes(frozenset({"draft"}), frozenset({draft.case}))

    def journal_answer(self, draft: DraftId, path: str, answer: JsonValue) -> datetime:
        """Keep one answer; it is on the disk when this returns the moment of saving (UTC)."""
        at = self._clock.now()
        with self._database.write() as connection:
            drafts.insert_answer(connection, draft, path, answer, at)
        self._database.checkpoint()
        return at

    def draft(self, draft: DraftId) -> tuple[Draft, dict[str, JsonValue]]:
        """An open draft and the latest answer of each path."""
        with self._database.read() as connection:
            return drafts.read_draft(connection, draft)

    def journal(self, draft: DraftId) -> list[tuple[str, JsonValue, datetime]]:
        """Every (path, answer, moment) of an open draft, in the order in which it was kept."""
        with self._database.read() as connection:
            return drafts.read_journal(connection, draft)

    def drafts(self) -> tuple[DraftRow, ...]:
        """Open drafts, the one touched last first."""
        with self._database.read() as connection:
            return drafts.list_drafts(connection)

    def save_draft_place(self, draft: DraftId, page: int, language: str) -> None:
        """Remember on which page and in which language the worker was."""
        with self._database.write() as connection:
            drafts.update_place(connection, draft, page, language)
        self._database.checkpoint()

    def remove_empty_draft(self, draft: DraftId) -> bool:
        """Remove a draft without answers; False, and kept, when anything was answered."""
        with self._database.write() as connection:
            removed = drafts.delete_empty_draft(connection, draft)
        self._database.checkpoint()
        return removed

    def aside_answers(self, draft: DraftId) -> tuple[draft_versions.AsideAnswer, ...]:
        """Answers of a draft that have no place in its present version."""
        with self._database.read() as connection:
            return draft_versions.read_aside(connection, draft)

    def left_version(self, draft: DraftId) -> draft_versions.DraftVersion | None:
        """The version a draft left last, or None."""
        with self._database.read() as connection:
            return draft_versions.read_left_version(connection, draft)

    def move_draft(self, draft: DraftId, move: draft_versions.DraftMove) -> None:
        """Move a draft to another version, with all it keeps, all or nothing."""
        with self._database.write() as connection:
            draft_versions.move_draft(connection, draft, move, self._clock.now())
        self._database.checkpoint()

    def next_link(self) -> ChainLink:
        """What the next operation of this device must carry."""
        with self._database.read() as connection:
            return profiles.read_link(connection)

    def record_work(
        self,
        operations: Sequence[Operation],
        *,
        closes_draft: DraftId | None = None,
        attached: Collection[str] = (),
        author_name: str,
        opens: CaseEntered | None = None,
        clears: Collection[KeptPlace] = (),
    ) -> Changes:
        """Keep operations, their records, a case, a closed draft with `attached`, cleared words.

        Raises:
            casework.errors.ChainBroken: they do not follow this device's last operation.
            StorageBug: there are none, or the draft is not open.
        """
        if not operations:
            raise StorageBug("There was no work to keep; try again and report this.")
        with self._database.write() as connection:
            append_work(connection, operations, self._clock.now())
            self._rights.begin(connection, opens)
            work.append_operations(connection, operations, author_name, clears)
            if closes_draft is not None:
                tie_to_record(connection, closes_draft, operations[-1].record, attached)
                drafts.close_draft(connection, closes_draft, operations[-1].id)
        self._database.checkpoint()
        self._mark.note_work(self.next_link())
        also = ({"draft"} if closes_draft else set()) | ({"case"} if opens else set())
        return work.changes_of(operations, also)

    def pending_operations(
        self, limit: int, *, refused: bool = False, after: int = 0
    ) -> tuple[Operation, ...]:
        """Operations the county has not answered, or refused, by counter, beyond one of them."""
        with self._database.read() as connection:
            return work.pending(connection, limit, refused=refused, after=after)

    def settle(self, results: Sequence[OperationResult], receipt: Receipt) -> Changes:
        """Keep the county's answers; the same again changes nothing, refused work stays."""
        with self._database.write() as connection:
            cases, kinds = work.settle_results(connection, results)
            feed.drop_empty_cases(connection, sorted(cases))
            profiles.write_receipt(connection, receipt)
        self._late_receipt = None
        upkeep.scrub_if_asked(self._database)
        self._database.checkpoint()
        return Changes(frozenset(kinds | {"work", "receipt"}), frozenset(cases))

    def work_summary(self) -> WorkSummary:
        """What has not reached the county, what it refused, and the last receipt."""
        with self._database.read() as connection:
            known = work.summarise_work(connection)
        return replace(known, last_receipt=self._late_receipt or known.last_receipt)

    def cursor(self) -> str:
        """Where the next pull begins; empty before the first."""
        with self._database.read() as connection:
            return profiles.read_value(connection, profiles.CURSOR) or ""

    def apply_page(
        self,
        page: FeedPage,
        *,
        anew: bool = False,
        receipt: Receipt | None = None,
        told_at: datetime | None = None,
    ) -> Changes:
        """Apply a page (storage.feed), of a stick as of `told_at`; raises StorageBug."""
        self._rights.forget()
        with self._database.write() as connection:
            changes = feed.apply_entries(connection, page, anew=anew, receipt=receipt)
            if page.done:
                profiles.note_rights_told(connection, self._clock.now(), told_at)
            if "profile" in changes.kinds:
                note = AuditNote(AuditEvent.PERMISSION_CHANGED)
                append_notes(connection, actor_of(self._profile), [note], self._clock.now())
        upkeep.scrub_if_asked(self._database)
        if "profile" in changes.kinds:
            self._read_profile()
        return changes

    def save_receipt(self, receipt: Receipt, *, lasting: bool = True) -> Changes:
        """Keep what a sync did; one that is not `lasting` until the store is closed."""
        self._late_receipt = None if lasting else receipt
        if not lasting:
            self.rest.confirmed_at = receipt.at
            return Changes(kinds=frozenset({"receipt"}))
        with self._database.write(minor=True) as connection:
            profiles.write_receipt(connection, receipt)
        upkeep.scrub_if_asked(self._database)
        self._database.checkpoint()
        return Changes(frozenset({"receipt"}))

    def last_receipt(self) -> Receipt | None:
        """What the last sync did, or None before the first."""
        with self._database.read() as connection:
            return self._late_receipt or profiles.read_receipt(connection)

    def _read_profile(self) -> None:
        with self._database.read() as connection:
            self._profile = profiles.read_profile(connection)
