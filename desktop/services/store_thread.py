# SPDX-License-Identifier: AGPL-3.0-or-later
"""The parts of a store that a sync needs, every call carried to the store's own thread."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from casework.audit import AuditEntry
from casework.county_policy import CountyPolicy
from casework.emergencies import EmergencyTold
from casework.feed import CaseLeft, FeedPage
from casework.ids import CaseId, RecordId
from casework.index_talk import IndexResult, IndexTold, IndexWord
from casework.leases import Lease
from casework.operations import Operation, OperationResult
from casework.policy import Membership
from desktop.services.sharing_thread import CallOnStore as CallOnStore
from desktop.services.sharing_thread import SharingOnItsThread
from storage.attachments import Attachments, RecordFile
from storage.audit import AuditLog
from storage.carrying import Carrying
from storage.index import CountyIndex, IndexWork
from storage.instruments import Instruments, KeptInstrument
from storage.model import Changes, Receipt
from storage.papers import CheckedPapers, CountyPapers, LaptopStanding
from storage.rest import Rest, Resting
from storage.sections import Digests, Sections, SectionState
from storage.store import Store


class InstrumentsOnTheirThread:
    """The instruments part of a store, every call carried to the store's thread."""

    def __init__(self, kept: Instruments, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def signing_key(self) -> str | None:
        """See Instruments."""
        return self._call(self._kept.signing_key)

    def pin_signing_key(self, key: str) -> None:
        """See Instruments."""
        self._call(lambda: self._kept.pin_signing_key(key))

    def succeed_signing_key(self, old: str, new: str) -> None:
        """See Instruments."""
        self._call(lambda: self._kept.succeed_signing_key(old, new))

    def known(self) -> tuple[KeptInstrument, ...]:
        """See Instruments."""
        return self._call(self._kept.known)

    def part_size(self, sha256: str) -> int:
        """See Instruments."""
        return self._call(lambda: self._kept.part_size(sha256))

    def keep_part(self, sha256: str, start: int, content: bytes) -> None:
        """See Instruments."""
        self._call(lambda: self._kept.keep_part(sha256, start, content))

    def parts(self, sha256: str) -> bytes:
        """See Instruments."""
        return self._call(lambda: self._kept.parts(sha256))

    def drop_parts(self, sha256: str) -> None:
        """See Instruments."""
        self._call(lambda: self._kept.drop_parts(sha256))

    def keep(self, word: KeptInstrument, content: bytes | None = None) -> None:
        """See Instruments."""
        self._call(lambda: self._kept.keep(word, content))


class AttachmentsOnTheirThread:
    """The attachments part of a store, every call carried to the store's thread."""

    def __init__(self, kept: Attachments, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def unsent(self, *, with_waiting: bool = False) -> tuple[RecordFile, ...]:
        """See Attachments."""
        return self._call(lambda: self._kept.unsent(with_waiting=with_waiting))

    def missing(self) -> tuple[RecordFile, ...]:
        """See Attachments."""
        return self._call(self._kept.missing)

    def read_part(self, record: RecordId, name: str, start: int, length: int) -> bytes:
        """See Attachments."""
        return self._call(lambda: self._kept.read_part(record, name, start, length))

    def note_sent(self, record: RecordId, name: str) -> None:
        """See Attachments."""
        self._call(lambda: self._kept.note_sent(record, name))

    def arrived(self, record: RecordId, name: str) -> int:
        """See Attachments."""
        return self._call(lambda: self._kept.arrived(record, name))

    def keep_next(self, record: RecordId, name: str, start: int, content: bytes) -> None:
        """See Attachments."""
        self._call(lambda: self._kept.keep_next(record, name, start, content))

    def finish(self, record: RecordId, name: str) -> bool:
        """See Attachments."""
        return self._call(lambda: self._kept.finish(record, name))

    def require_room(self, size: int) -> None:
        """See Attachments."""
        self._call(lambda: self._kept.require_room(size))


class PapersOnTheirThread:
    """The papers part of a store, every call carried to the store's thread."""

    def __init__(self, papers: CountyPapers, call: CallOnStore) -> None:
        self._papers = papers
        self._call = call

    def standing(self) -> LaptopStanding:
        """See CountyPapers."""
        return self._call(self._papers.standing)

    def lease(self) -> Lease | None:
        """See CountyPapers."""
        return self._call(self._papers.lease)

    def policy(self) -> CountyPolicy:
        """See CountyPapers."""
        return self._call(self._papers.policy)

    def take(self, papers: CheckedPapers) -> None:
        """See CountyPapers."""
        self._call(lambda: self._papers.take(papers))

    def begin_anew(self, epoch: str, at: datetime) -> None:
        """See CountyPapers."""
        self._call(lambda: self._papers.begin_anew(epoch, at))

    def bundle_key(self) -> str:
        """See CountyPapers."""
        return self._call(self._papers.bundle_key)

    def keep_bundle_key(self, key: str) -> None:
        """See CountyPapers."""
        self._call(lambda: self._papers.keep_bundle_key(key))

    def note_emergencies(self, told: Sequence[EmergencyTold]) -> None:
        """See CountyPapers."""
        self._call(lambda: self._papers.note_emergencies(told))


class AuditOnItsThread:
    """The log part of a store, every call carried to the store's thread."""

    def __init__(self, kept: AuditLog, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def unsent(self, limit: int) -> tuple[AuditEntry, ...]:
        """See AuditLog."""
        return self._call(lambda: self._kept.unsent(limit))

    def entry(self, number: int) -> AuditEntry | None:
        """See AuditLog."""
        return self._call(lambda: self._kept.entry(number))

    def tree(self) -> str | None:
        """See AuditLog."""
        return self._call(self._kept.tree)

    def note_received(self, number: int, tree: str | None = None) -> None:
        """See AuditLog."""
        self._call(lambda: self._kept.note_received(number, tree))


class SectionsOnTheirThread:
    """The sections of a store, every call carried to the store's thread."""

    def __init__(self, kept: Sections, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def digests(self, limit: int, fresh: Collection[CaseId] = ()) -> Digests:
        """See Sections."""
        return self._call(lambda: self._kept.digests(limit, fresh))

    def put_right(
        self, checked: Sequence[CaseId], states: Sequence[SectionState], left: Sequence[CaseLeft]
    ) -> Changes:
        """See Sections."""
        return self._call(lambda: self._kept.put_right(checked, states, left))


class CarryingOnItsThread:
    """What a store remembers of sticks, every call carried to the store's thread."""

    def __init__(self, kept: Carrying, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def book(self) -> str | None:
        """See Carrying."""
        return self._call(self._kept.book)

    def keep_book(self, book: str) -> None:
        """See Carrying."""
        self._call(lambda: self._kept.keep_book(book))


class RestOnItsThread:
    """Whether a store is at rest, every call carried to the store's thread."""

    def __init__(self, kept: Resting, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def find(self, now: datetime) -> Rest | None:
        """See Resting."""
        return self._call(lambda: self._kept.find(now))

    def begin(self, now: datetime, *, shortly: bool = False) -> None:
        """See Resting."""
        self._call(lambda: self._kept.begin(now, shortly=shortly))

    def go_on(self, cursor: str) -> None:
        """See Resting."""
        self._call(lambda: self._kept.go_on(cursor))


class IndexOnItsThread:
    """The index part of a store, every call carried to the store's thread."""

    def __init__(self, kept: CountyIndex, call: CallOnStore) -> None:
        self._kept = kept
        self._call = call

    def work(self) -> tuple[IndexWork, ...]:
        """See CountyIndex."""
        return self._call(self._kept.work)

    def word(self) -> IndexWord | None:
        """See CountyIndex."""
        return self._call(self._kept.word)

    def entries(self) -> tuple[IndexTold, ...]:
        """See CountyIndex."""
        return self._call(self._kept.entries)

    def take_word(self, word: IndexWord | None) -> Changes:
        """See CountyIndex."""
        return self._call(lambda: self._kept.take_word(word))

    def settle(
        self, word: IndexWord | None, results: Sequence[IndexResult], entries: Sequence[IndexTold]
    ) -> Changes:
        """See CountyIndex."""
        return self._call(lambda: self._kept.settle(word, results, entries))


class StoreOnItsThread:
    """The part of a store a sync needs, every call carried to the store's thread."""

    def __init__(self, store: Store, call: CallOnStore) -> None:
        self._store = store
        self._call = call
        self._instruments = InstrumentsOnTheirThread(store.instruments, call)
        self._attachments = AttachmentsOnTheirThread(store.attachments, call)
        self._papers = PapersOnTheirThread(store.papers, call)
        self._audit = AuditOnItsThread(store.audit, call)
        self._sections = SectionsOnTheirThread(store.sections, call)
        self._carrying = CarryingOnItsThread(store.carrying, call)
        self._rest = RestOnItsThread(store.rest, call)
        self._index = IndexOnItsThread(store.index, call)
        self.sharing = SharingOnItsThread(store.sharing, call)

    @property
    def carrying(self) -> CarryingOnItsThread:
        """What is remembered of sticks."""
        return self._carrying

    @property
    def rest(self) -> RestOnItsThread:
        """Whether all was found to agree."""
        return self._rest

    @property
    def sections(self) -> SectionsOnTheirThread:
        """The sections, to be compared."""
        return self._sections

    @property
    def index(self) -> IndexOnItsThread:
        """The cross-agency index."""
        return self._index

    @property
    def attachments(self) -> AttachmentsOnTheirThread:
        """The attachments part."""
        return self._attachments

    @property
    def audit(self) -> AuditOnItsThread:
        """The log part."""
        return self._audit

    @property
    def instruments(self) -> InstrumentsOnTheirThread:
        """The instruments part."""
        return self._instruments

    @property
    def papers(self) -> PapersOnTheirThread:
        """The papers part."""
        return self._papers

    def pending_operations(
        self, limit: int, *, refused: bool = False, after: int = 0
    ) -> tuple[Operation, ...]:
        """See Store."""
        return self._call(
            lambda: self._store.pending_operations(limit, refused=refused, after=after)
        )

    def settle(self, results: Sequence[OperationResult], receipt: Receipt) -> Changes:
        """See Store."""
        return self._call(lambda: self._store.settle(results, receipt))

    def cursor(self) -> str:
        """See Store."""
        return self._call(self._store.cursor)

    def memberships(self) -> tuple[Membership, ...]:
        """See Store."""
        return self._call(self._store.memberships)

    def apply_page(self, page: FeedPage, **how: Any) -> Changes:
        """See Store."""
        return self._call(lambda: self._store.apply_page(page, **how))

    def save_receipt(self, receipt: Receipt, *, lasting: bool = True) -> Changes:
        """See Store."""
        return self._call(lambda: self._store.save_receipt(receipt, lasting=lasting))
