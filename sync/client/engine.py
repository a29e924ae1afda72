# SPDX-License-Identifier: AGPL-3.0-or-later
"""One exchange with the county: a new lease, send what waits, take in what is new, forms, files.

Where nothing waits and all was found to agree, one short question stands for the whole of it
(sync.client.news).

After the pull what is here is compared with what the county has (sync.client.sections).

What was done here is logged with the county right after the work itself (sync.client.audit).

What happens on each family of failure:

- the network (CountyUnreachable, ConnectionCut): stop; everything done so far is kept, the next
  sync goes on from the last applied page and the first unanswered operation.
- the county refuses one operation: it is settled as refused and kept; the others go on.
- the county's feed began anew: it is taken in whole (sync.client.feed).
- the county's server does not know a part of this, or cannot read it: that part waits, the receipt
  says so; work of a kind it does not know is held and goes again with every sync.
- the county sends kinds of records this program has no word for: they stay there (sync.wire.newer).
- a file here does not open: it stays, the others go on and the receipt says so.
- an instrument is not genuine: it is kept out and the receipt says so; all else goes on.
- the store (storage's own errors): stop; a closed store keeps no receipt.
- the county refuses this laptop, or answers nonsense: stop, take nothing over, say why.
- the user cancels: stop between two steps.

A lost answer is harmless: the same operations are answered as duplicates, the same page applies
to the same state.
"""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from casework.clock import Clock
from casework.errors import RosterBroken
from casework.ids import CaseId, CountyId
from casework.operations import Operation, OperationResult, Outcome
from storage.model import Changes, Receipt
from sync.client.attachments import AttachmentStore, AttachmentSync, FileProgress
from sync.client.audit import AuditStore, AuditSync
from sync.client.conversation import RestTalk
from sync.client.errors import (
    CountyOlder,
    ReplyMalformed,
    RequestUnread,
    SyncCancelled,
    SyncError,
)
from sync.client.feed import FeedStore, FeedSync
from sync.client.index import IndexStore, IndexSync
from sync.client.instruments import InstrumentStore, InstrumentSync
from sync.client.limits import LIMITS, ClientLimits
from sync.client.news import RestingStore, ask_for_news
from sync.client.organization import OrganizationSync
from sync.client.papers import KeyStore, PapersStore, PapersSync
from sync.client.pauses import collector_paused
from sync.client.sections import HEALED, SectionStore, SectionSync
from sync.client.sharing import SharingStore, SharingSync
from sync.wire.errors import NEWER, OLDER, PUT_BACK
from sync.wire.messages import PATH_PUSH, PushReply, PushRequest


class CountysStore(InstrumentStore, KeyStore, Protocol):
    """The county's instruments and the key it signs them with."""


class SyncStore(FeedStore, Protocol):
    """What a sync needs of the store."""

    def pending_operations(
        self, limit: int, *, refused: bool = False, after: int = 0
    ) -> tuple[Operation, ...]: ...

    def settle(self, results: Sequence[OperationResult], receipt: Receipt) -> Changes: ...

    def save_receipt(self, receipt: Receipt, *, lasting: bool = True) -> Changes: ...

    @property
    def instruments(self) -> CountysStore: ...

    @property
    def attachments(self) -> AttachmentStore: ...

    @property
    def papers(self) -> PapersStore: ...

    @property
    def sections(self) -> SectionStore: ...

    @property
    def audit(self) -> AuditStore: ...

    @property
    def rest(self) -> RestingStore: ...

    @property
    def index(self) -> IndexStore: ...

    @property
    def sharing(self) -> SharingStore: ...


class Phase(StrEnum):
    """The steps of a sync, in order."""

    SENDING = "sending"
    RECEIVING = "receiving"
    SENDING_FILES = "sending files"
    RECEIVING_FILES = "receiving files"


@dataclass(frozen=True)
class Progress:
    """How far a sync has come; `total` is None while unknown.

    Of files, `done` and `total` are bytes of the file `number` of `files`; elsewhere those are 0.
    `size` is how many bytes of messages went and came so far.
    """

    phase: Phase
    done: int
    total: int | None
    number: int = 0
    files: int = 0
    size: int = 0


@dataclass
class _Tally:
    """Counts of one sync, and what it changed."""

    sent: int = 0
    held: int = 0
    kinds: frozenset[str] = frozenset()
    cases: frozenset[CaseId] = frozenset()

    def note(self, changes: Changes) -> None:
        self.kinds |= changes.kinds
        self.cases |= changes.cases


class Exchange:
    """One sync of one store; use it once.

    Args:
        progress: called after each step.
        is_cancelled: asked before each step.
        county: whose instruments are taken; None for whoever answers.
        built_in: hashes of the instruments that come with the program, by id and version.
        version: of the program, for the administrator's list of laptops.
        organization: hears what the colleagues of an advocate organization changed; or None.
    """

    def __init__(
        self,
        store: SyncStore,
        conversation: RestTalk,
        clock: Clock,
        *,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        limits: ClientLimits = LIMITS,
        county: CountyId | None = None,
        built_in: Mapping[tuple[str, str], str] | None = None,
        version: str = "",
        organization: OrganizationSync | None = None,
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._clock = clock
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._limits = limits
        self._version = version
        self._organization, self._roster_note = organization, ""
        self._older = ""
        self._tally = _Tally()
        stop, built_in = self._stop_if_cancelled, built_in or {}
        self._papers = PapersSync(store.papers, store.instruments, conversation, version)
        self._forms = InstrumentSync(
            store.instruments, conversation, county=county, built_in=built_in, pause=stop
        )
        self._feed = FeedSync(
            store, conversation, limits=limits, progress=self._tell_of_feed, pause=stop
        )
        self._index = IndexSync(store.index, conversation)
        self._sharing = SharingSync(store.sharing, conversation)
        self._sections = SectionSync(store.sections, conversation, limits)
        self._log = AuditSync(store.audit, store.instruments, conversation, county, stop)
        self._files = AttachmentSync(
            store.attachments, conversation, limits=limits, progress=self._tell_of_file, pause=stop
        )

    def run(self) -> tuple[Receipt, Changes]:
        """Push, then pull; the receipt is kept in the store.

        Raises:
            SyncError, SyncCancelled: as the table above says; a receipt of what was done is kept
                all the same.
        """
        try:
            if self._ask_for_news():
                return self._keep_receipt("", lasting=False), self.changes
            self._index.hear(self._papers.run())
            self._send_work()
            self._where_known(self._exchange_index, self._exchange_sharing, self._log.run)
            self._feed.run()
            self._where_known(
                lambda: self._sharing.hear(self._store.memberships(), self._clock.now()),
                self._hear_colleagues,
                self._compare,
                self._forms.run,
                self._files.run,
            )
        except (SyncError, SyncCancelled) as error:
            self._keep_receipt(str(error), why=error)
            raise
        note = self._find_note()
        receipt = self._keep_receipt(note)
        if not note and not self._forms.refused:
            self._store.rest.begin(self._clock.now(), shortly=self._papers.at_rest)
        return receipt, self.changes

    def _where_known(self, *parts: Callable[[], None]) -> None:
        """Where the county's server is too old for one part, everything else goes on."""
        for part in parts:
            try:
                part()
            except CountyOlder as error:
                self._older = str(error)
            except RequestUnread:
                self._older = OLDER

    def _send_work(self) -> None:
        """Where the county cannot read what waits, all of it waits, and rights still come."""
        try:
            self._ask_about_refused()
            with collector_paused():
                self._push()
        except RequestUnread:
            self._older = OLDER

    def _compare(self) -> None:
        self._tally.note(self._sections.run(self._feed.entered))

    def _find_note(self) -> str:
        if self._papers.put_back:
            return PUT_BACK
        passed = self._feed.passed_over + self._sections.passed_over
        told = self._log.warning or self._roster_note or self._older or self._files.warning
        return told or (NEWER if passed else "") or (HEALED if self._sections.healed else "")

    def _hear_colleagues(self) -> None:
        """Also where the organization's list cannot be followed, everything else goes on."""
        if self._organization is not None:
            try:
                self._organization.run()
            except RosterBroken as error:
                self._roster_note = str(error)

    @property
    def changes(self) -> Changes:
        """What the sync has changed so far."""
        kinds = {"instrument"} if self._forms.received else set()
        pulled = self._feed.changes
        return Changes(self._tally.kinds | pulled.kinds | kinds, self._tally.cases | pulled.cases)

    def _ask_for_news(self) -> bool:
        """Where nothing waits here, ask whether this is all; True when that was the whole sync."""
        rest = self._store.rest.find(self._clock.now())
        # What colleagues of an advocate organization changed is no part of the short question.
        if rest is None or (self._organization is not None and self._organization.is_privileged):
            return False
        self._stop_if_cancelled()
        news = ask_for_news(self._conversation, rest, self._version)
        page = news.page
        if news.sync or page is None:
            return not news.sync
        self._feed.take(page, rest.cursor, lambda: self._receipt(""))
        if page.done:
            self._store.rest.go_on(page.cursor)
        return page.done

    def _exchange_index(self) -> None:
        try:
            self._index.run()
        finally:
            self._tally.sent += self._index.sent
            self._tally.held += self._index.held
            self._tally.note(self._index.changes)

    def _exchange_sharing(self) -> None:
        """Before the feed is asked, so that what was decided here comes back in the same sync."""
        try:
            self._sharing.send_waiting()
        finally:
            self._tally.sent += self._sharing.sent
            self._tally.held += self._sharing.held
            self._tally.note(self._sharing.changes)

    def _ask_about_refused(self) -> None:
        """Send again what was refused: a supervisor may have accepted it, or given it back.

        What is still refused is held, so the receipt counts it each time.
        """
        batch = self._next_batch(refused=True)
        while batch:
            self._stop_if_cancelled()
            self._settle(batch, self._ask_to_take(batch))
            batch = self._next_batch(refused=True, after=batch[-1].counter)

    def _push(self) -> None:
        """Send what waits; while the county looks at one batch, the answers to another are kept."""
        total = self._store.papers.standing().unsent
        self._tell(Phase.SENDING, 0, total)
        batch, done = self._next_batch(), 0
        if not batch:
            return
        self._stop_if_cancelled()
        reply = self._ask_to_take(batch)
        with ThreadPoolExecutor(1, thread_name_prefix="push") as sender:
            while batch:
                following = self._next_batch(after=batch[-1].counter)
                goes_on = bool(following) and not self._is_cancelled()
                coming = sender.submit(self._ask_to_take, following) if goes_on else None
                self._settle(batch, reply)
                done += len(batch)
                self._tell(Phase.SENDING, done, max(done, total))
                if coming is None:
                    break
                batch, reply = following, coming.result()
        if following:
            raise _stopped()

    def _ask_to_take(self, batch: Sequence[Operation]) -> PushReply:
        return self._conversation.ask(PATH_PUSH, PushRequest(operations=tuple(batch)), PushReply)

    def _settle(self, batch: Sequence[Operation], reply: PushReply) -> None:
        self._check_results(batch, reply.results)
        refused = sum(one.outcome is Outcome.REFUSED for one in reply.results)
        self._tally.sent += len(batch) - refused
        self._tally.held += refused
        self._tally.note(self._store.settle(reply.results, self._receipt("")))

    def _next_batch(self, *, refused: bool = False, after: int = 0) -> tuple[Operation, ...]:
        """The first waiting or refused operations, as many as one request may carry."""
        waiting = self._store.pending_operations(
            self._limits.push_operations, refused=refused, after=after
        )
        size = 0
        for count, one in enumerate(waiting):
            size += len(one.model_dump_json().encode())
            if count and size > self._limits.push_bytes:
                return waiting[:count]
        return waiting

    @staticmethod
    def _check_results(batch: Sequence[Operation], results: Sequence[OperationResult]) -> None:
        sent = [(one.id, one.counter) for one in batch]
        if [(one.id, one.counter) for one in results] != sent:
            raise ReplyMalformed("The county answered, but not for the work that was sent.")

    def _tell_of_feed(self, done: int, total: int) -> None:
        self._tell(Phase.RECEIVING, done, total)

    def _tell(self, phase: Phase, done: int, total: int) -> None:
        self._progress(Progress(phase, done, total, size=self._conversation.traffic))

    def _tell_of_file(self, file: FileProgress) -> None:
        phase = Phase.SENDING_FILES if file.sending else Phase.RECEIVING_FILES
        self._progress(Progress(phase, file.done, file.total, file.number, file.files))

    def _keep_receipt(
        self, note: str, *, why: SyncError | None = None, lasting: bool = True
    ) -> Receipt:
        receipt = self._receipt(note).because(why)
        self._tally.note(self._store.save_receipt(receipt, lasting=lasting))
        return receipt

    def _receipt(self, note: str, counted: _Tally | None = None) -> Receipt:
        tally = counted or self._tally
        return Receipt(
            at=self._clock.now(),
            sent=tally.sent,
            held=tally.held,
            received=self._feed.received,
            left=self._feed.left,
            note=note,
            kept_out=tuple(self._forms.refused),
        )

    def _stop_if_cancelled(self) -> None:
        if self._is_cancelled():
            raise _stopped()


def _stopped() -> SyncCancelled:
    return SyncCancelled("The sync was stopped; the next one goes on from here.")
