# SPDX-License-Identifier: AGPL-3.0-or-later
"""Reading the county's answer to a bundle, by the same steps as a sync over the network.

Invariants:
- Nothing is taken over before the county's key was found under the whole answer, for this very
  bundle of this laptop; an answer that is altered, late, another laptop's or read before is refused
  with one sentence and changes nothing.
- Each step takes only what still fits: receipts of work that waits, pages that begin where the feed
  is followed to, papers newer than those held. What a network sync brought meanwhile stays.
- A bundle counts as read once every step was done; cut short before, it is read again.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from typing import TypeVar

from pydantic import BaseModel

from casework.clock import Clock
from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.ids import CaseId, CountyId
from casework.operations import OperationResult, Outcome
from storage.model import Changes, Receipt
from sync.client.attachments import AttachmentSync, FileProgress
from sync.client.audit import AuditSync
from sync.client.bundle_book import BundleOut, keep_book, read_book
from sync.client.bundle_writing import CarriedStore
from sync.client.carried_answers import CarriedAnswers
from sync.client.conversation import Talk, explain, find_key
from sync.client.engine import Phase, Progress
from sync.client.errors import (
    AnswerNotGenuine,
    CountyOlder,
    CountyRefused,
    FileUnknown,
    NotCarried,
    OrderGiven,
    OrderSealed,
    StickAnswerRefused,
    SyncCancelled,
    SyncError,
)
from sync.client.feed import FeedSync, ask_from
from sync.client.index import IndexSync
from sync.client.instruments import InstrumentSync
from sync.client.limits import LIMITS, ClientLimits
from sync.client.organization import OrganizationSync
from sync.client.papers import PapersSync
from sync.client.sections import HEALED, SectionSync
from sync.client.sharing import SharingSync
from sync.wire.answers import Asked, verify_answer
from sync.wire.audit import PATH_AUDIT, AuditReply
from sync.wire.bundles import (
    PATH_BUNDLE,
    AnswerHead,
    name_of,
    open_answer,
    split_messages,
    thumbprint_of,
)
from sync.wire.encoding import decode
from sync.wire.errors import NEWER, PUT_BACK, SignatureInvalid, WireError
from sync.wire.files import PATH_FILE_UPLOAD
from sync.wire.index import PATH_INDEX, IndexReply
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import (
    PATH_ORDER_DONE,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PATH_SECTIONS,
    AttachmentTaken,
    OrderReceipt,
    PapersReply,
    Problem,
    PullRequest,
    PushReply,
    SectionsReply,
)
from sync.wire.sharing import PATH_SHARING, SharingReply

Answer = TypeVar("Answer", bound=BaseModel)
_ALL = 1_000_000
DAMAGED = (
    "This file was altered or cut short on its way; nothing was changed. Ask the county to take "
    "your file again, which writes the answer anew."
)
LATE = "This answer is too old to be read; nothing was changed. Write a new file for the county."
FORGED = (
    "This answer did not come from the county as it was asked; nothing of it was taken over, your "
    "work stays here. Tell your administrator."
)
REST = "The county has more for this laptop than one stick carries; write another file for it."


class BundleReader:
    """Reads one answer; use it once.

    Args:
        public_key: the laptop's own, base64url.
        progress, is_cancelled, county, built_in: as of `sync.client.engine.Exchange`.
        organization: how what colleagues changed is heard out of the answer; or None.
    """

    def __init__(
        self,
        store: CarriedStore,
        clock: Clock,
        public_key: str,
        *,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        limits: ClientLimits = LIMITS,
        county: CountyId | None = None,
        built_in: Mapping[tuple[str, str], str] | None = None,
        organization: Callable[[Talk], OrganizationSync] | None = None,
    ) -> None:
        self._store = store
        self._organization = organization
        self._is_newest = False
        self._taken_at: datetime | None = None
        self._clock = clock
        self._public_key = public_key
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._limits = limits
        self._county = county
        self._built_in = built_in or {}
        self._sent = self._held = self._received = self._left = 0
        self._kinds: frozenset[str] = frozenset()
        self._cases: frozenset[CaseId] = frozenset()
        self._note = self._new_epoch = ""
        self._forms: InstrumentSync | None = None

    def read(self, content: bytes) -> tuple[Receipt, Changes]:
        """Take over what the county answered.

        Raises:
            StickAnswerRefused, AnswerNotGenuine: nothing was changed.
            OrderGiven, OrderSealed: the county ordered this laptop, or has its sealed work.
            SyncError, SyncCancelled: what was done stays done; the file can be read again.
        """
        out, head, contents = self._open(content)
        answers = CarriedAnswers(head, contents, self._public_key)
        try:
            self._taken_at = head.taken_at
            self._take_papers(answers, out, head)
            for step in (
                self._settle,
                self._take_decided,
                self._take_index,
                self._take_log,
                self._take_feed,
                self._hear_colleagues,
                self._take_files,
            ):
                self._go_on()
                try:
                    step(answers, out)
                except CountyOlder as error:
                    self._note = self._note or str(error)
        except (SyncError, SyncCancelled) as error:
            self._keep_receipt(str(error), error)
            raise
        if self._new_epoch:
            # What this answer refused for its number waits again as well.
            self._store.papers.begin_anew(self._new_epoch, head.taken_at)
            self._note = PUT_BACK
        self._forget(answers, out)
        return self._keep_receipt(self._note), self.changes

    @property
    def changes(self) -> Changes:
        """What reading has changed so far."""
        forms = self._forms is not None and self._forms.received
        return Changes(self._kinds | ({"instrument"} if forms else set()), self._cases)

    def _open(self, content: bytes) -> tuple[BundleOut, AnswerHead, list[bytes]]:
        """The answer's parts, found genuine."""
        try:
            out = read_book(self._store.carrying).find(thumbprint_of(content))
            opened = open_answer(content, out.key)
            status = opened.envelope.status
            head: AnswerHead | None = None
            answer: Problem | None = None
            contents: list[bytes] = []
            if status == 200:
                head, contents = split_messages(AnswerHead, opened.body)
            else:
                answer = decode(Problem, opened.body, limit=WIRE.reply)
        except SealedBoxUnreadable as error:
            raise StickAnswerRefused(DAMAGED) from error
        except WireError as error:
            raise StickAnswerRefused(error.template, **error.parameters) from error
        told: BaseModel = out if head is None else head
        key = find_key(answer or told, self._store.instruments.signing_key())
        try:
            asked = Asked(PATH_BUNDLE, out.headers)
            verify_answer(asked, status, opened.envelope.headers, opened.body, key)
        except SignatureInvalid as error:
            raise AnswerNotGenuine(FORGED) from error
        if answer is not None:
            raise explain(answer)
        if head is None or head.number != out.number:
            raise AnswerNotGenuine(FORGED)
        if self._clock.now() >= head.expires_at:
            raise StickAnswerRefused(LATE)
        return out, head, contents

    def _take_papers(self, answers: CarriedAnswers, out: BundleOut, head: AnswerHead) -> None:
        """Take the papers, unless a network sync has brought newer ones since."""
        held = self._store.papers.lease()
        if held is not None and held.issued_at >= head.taken_at:
            return
        self._is_newest = True
        papers = PapersSync(self._store.papers, self._store.instruments, answers, "")
        reply = answers.last(PATH_PAPERS, PapersReply)
        if self._store.papers.standing().epoch not in ("", reply.epoch):
            self._new_epoch = reply.epoch
        try:
            word = papers.take(reply)
            self._store.index.take_word(word)
        except OrderGiven as given:
            if given.order.number != out.order:
                raise
            answers.last(PATH_ORDER_DONE, OrderReceipt)
            raise OrderSealed(given.order, out.mark) from given

    def _settle(self, answers: CarriedAnswers, _out: BundleOut) -> None:
        """Take the receipts of work that still waits or was refused."""
        told: dict[tuple[str, int], OperationResult] = {}
        for reply in answers.all(PATH_PUSH, PushReply):
            told |= {(one.id, one.counter): one for one in reply.results}
        for refused in (True, False):
            mine = self._store.pending_operations(_ALL, refused=refused)
            results = [told[key] for one in mine if (key := (one.id, one.counter)) in told]
            taken = sum(one.outcome is not Outcome.REFUSED for one in results)
            self._sent += taken
            self._held += len(results) - taken
            if results:
                self._mark(self._store.settle(results, self._receipt("")))
        self._progress(Progress(Phase.SENDING, self._sent + self._held, None))

    def _take_decided(self, answers: CarriedAnswers, _out: BundleOut) -> None:
        """What the county said to decisions about sharing that still wait."""
        sharing = SharingSync(self._store.sharing, answers)
        for name in answers.names(PATH_SHARING):
            said = answers.last(name, SharingReply)
            # What is shared of cases may have been told anew over the network since.
            told = said.sharing if self._is_newest else ()
            sharing.take(said.model_copy(update={"sharing": told}))
        self._sent += sharing.sent
        self._held += sharing.held
        self._mark(sharing.changes)

    def _take_index(self, answers: CarriedAnswers, _out: BundleOut) -> None:
        index = IndexSync(self._store.index, answers)
        index.take_carried(answers.all(PATH_INDEX, IndexReply), newest=self._is_newest)
        self._sent += index.sent
        self._held += index.held
        self._mark(index.changes)

    def _hear_colleagues(self, answers: CarriedAnswers, _out: BundleOut) -> None:
        """Follow the organization's list as far as the stick reaches."""
        if self._organization is not None:
            try:
                self._organization(answers).run()
            except NotCarried:
                return
            except (RosterBroken, CountyRefused) as error:
                self._note = self._note or str(error)

    def _take_log(self, answers: CarriedAnswers, out: BundleOut) -> None:
        if not answers.has(PATH_AUDIT):
            return
        log = AuditSync(
            self._store.audit, self._store.instruments, answers, self._county, self._go_on
        )
        log.take_last(answers.last(PATH_AUDIT, AuditReply), out.log_to, out.tree_size)
        self._note = log.warning or self._note

    def _take_feed(self, answers: CarriedAnswers, out: BundleOut) -> None:
        """Follow the feed as far as the stick reaches, then compare."""
        begin = PullRequest(cursor=ask_from(self._store.cursor()))
        if not answers.has(name_of(PATH_PULL, begin)):
            return
        feed = FeedSync(
            self._store,
            answers,
            limits=self._limits,
            progress=lambda done, total: self._progress(Progress(Phase.RECEIVING, done, total)),
            pause=self._go_on,
            told_at=self._taken_at,
        )
        try:
            feed.run()
        except NotCarried:
            self._note = self._note or REST
        finally:
            self._received, self._left = feed.received, feed.left
            self._note = self._note or (NEWER if feed.passed_over else "")
            self._mark(feed.changes)
        if self._note == REST or not out.cases or not answers.has(PATH_SECTIONS):
            return
        sections = SectionSync(self._store.sections, answers, self._limits)
        self._mark(sections.take(out.cases, answers.last(PATH_SECTIONS, SectionsReply)))
        if sections.passed_over and not self._note:
            self._note = NEWER
        if sections.healed and not self._note:
            self._note = HEALED

    def _take_files(self, answers: CarriedAnswers, _out: BundleOut) -> None:
        self._forms = InstrumentSync(
            self._store.instruments,
            answers,
            county=self._county,
            built_in=self._built_in,
            pause=self._go_on,
        )
        with suppress(NotCarried):
            self._forms.run()
        AttachmentSync(
            self._store.attachments,
            answers,
            limits=self._limits,
            progress=self._tell_of_file,
            pause=self._go_on,
        ).run()

    def _forget(self, answers: CarriedAnswers, out: BundleOut) -> None:
        """Note that the bundle was read, and how much the county has of files under way."""
        unsent = {one.sha256 for one in self._store.attachments.unsent()}
        have: dict[str, int] = {}
        for name in answers.names(PATH_FILE_UPLOAD):
            sha256 = name.split(" ")[2]
            with suppress(FileUnknown):
                taken = answers.last(name, AttachmentTaken).have
                have |= {sha256: taken} if sha256 in unsent else {}
        book = read_book(self._store.carrying).without(out.number)
        keep_book(self._store.carrying, book.model_copy(update={"have": have}))

    def _tell_of_file(self, file: FileProgress) -> None:
        phase = Phase.SENDING_FILES if file.sending else Phase.RECEIVING_FILES
        self._progress(Progress(phase, file.done, file.total, file.number, file.files))

    def _keep_receipt(self, note: str, why: SyncError | None = None) -> Receipt:
        receipt = self._receipt(note).because(why)
        self._mark(self._store.save_receipt(receipt))
        return receipt

    def _receipt(self, note: str) -> Receipt:
        kept_out = () if self._forms is None else tuple(self._forms.refused)
        return Receipt(
            at=self._clock.now(),
            sent=self._sent,
            held=self._held,
            received=self._received,
            left=self._left,
            note=note,
            kept_out=kept_out,
        )

    def _mark(self, changes: Changes) -> None:
        self._kinds |= changes.kinds
        self._cases |= changes.cases

    def _go_on(self) -> None:
        if self._is_cancelled():
            raise SyncCancelled("Reading was stopped; read the same file again to go on.")
