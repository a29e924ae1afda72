# SPDX-License-Identifier: AGPL-3.0-or-later
"""Writing what a sync would say into one file for the county, sealed and signed.

Invariants: nothing is settled by writing; the number and the answer's key are on the disk before
the file is handed out; a file holds whole messages up to a size, the rest goes with the next one.
"""

import base64
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel

from casework.clock import Clock
from casework.operations import Operation
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey, SealingKey
from sync.client.audit import tree_size_of
from sync.client.bundle_book import BookStore, BundleBook, BundleOut, keep_book, read_book
from sync.client.engine import Phase, Progress, SyncStore
from sync.client.errors import StickAnswerRefused, SyncCancelled
from sync.client.feed import ask_from
from sync.client.index import gather_entries
from sync.client.limits import LIMITS, ClientLimits
from sync.client.organization import Colleagues
from sync.client.papers import ask_papers
from sync.client.sharing import ask_to_record, find_waiting
from sync.wire.audit import PATH_AUDIT, AuditRequest
from sync.wire.bundles import (
    HEADERS,
    PATH_BUNDLE,
    Carried,
    RequestHead,
    decode_key,
    encode_key,
    join_messages,
    name_of,
    seal_request,
)
from sync.wire.encoding import encode
from sync.wire.files import PATH_FILE, FilePlace, FileRequest
from sync.wire.index import PATH_INDEX
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import (
    PATH_INSTRUMENTS,
    PATH_ORDER_DONE,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    PATH_SEALED_WORK,
    PATH_SECTIONS,
    InstrumentsRequest,
    OrderDone,
    PullRequest,
    PushRequest,
    SealedWorkPart,
    SectionsRequest,
)
from sync.wire.orders import Order
from sync.wire.organizations import PATH_ORGANIZATION
from sync.wire.sharing import MOST_WORK, PATH_SHARING
from sync.wire.signatures import name_key, sign_request

_ALL = 1_000_000
_LOG_MESSAGES = 20
_NAME_BYTES = 5
NO_KEY = (
    "The county has not given this laptop its key for sticks yet; sync once over the network, or "
    "ask your administrator to update the county's server."
)


class CarriedStore(SyncStore, Protocol):
    """What carrying a sync by hand needs of the store."""

    @property
    def carrying(self) -> BookStore: ...


@dataclass(frozen=True)
class Pen:
    """What a laptop writes with.

    Attributes:
        key: the laptop's own, with which it signs.
        version: of the program.
    """

    key: Ed25519PrivateKey
    clock: Clock
    random: Callable[[int], bytes]
    version: str = ""


@dataclass(frozen=True)
class WrittenBundle:
    """A file to be put on a stick.

    Attributes:
        name: without ending; says nothing.
        content: sealed.
        out: what is remembered of it.
    """

    name: str
    content: bytes
    out: BundleOut


@dataclass
class _Sheet:
    """Messages as they are gathered."""

    messages: list[Carried] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, path: str, message: BaseModel) -> None:
        self.put(path, name_of(path, message), encode(message))

    def put(self, path: str, name: str, content: bytes) -> None:
        self.messages.append(Carried(path=path, name=name, size=len(content)))
        self.contents.append(content)
        self.size += len(content)


class BundleWriter:
    """Writes one bundle; use it once.

    Args:
        progress: called after each step.
        is_cancelled: asked before each step.
        organization: this laptop among its colleagues; or None.
    """

    def __init__(
        self,
        store: CarriedStore,
        pen: Pen,
        *,
        progress: Callable[[Progress], None],
        is_cancelled: Callable[[], bool],
        limits: ClientLimits = LIMITS,
        organization: Colleagues | None = None,
    ) -> None:
        self._store = store
        self._organization = organization
        self._pen = pen
        self._progress = progress
        self._is_cancelled = is_cancelled
        self._limits = limits
        self._sheet = _Sheet()
        self._files = 0

    def write(self) -> WrittenBundle:
        """A bundle with everything a sync would send and ask.

        Raises:
            StickAnswerRefused: the county gave no key to seal it to.
            SyncCancelled: the user stopped it; nothing was written.
        """
        county = self._county_key()
        book = read_book(self._store.carrying)
        self._sheet.add(PATH_PAPERS, ask_papers(self._store.papers, self._pen.version))
        operations = self._add_work() + self._add_index()
        self._add_sharing()
        self._add_organization()
        log_to, tree = self._add_log()
        cursor = ask_from(self._store.cursor())
        limit = self._limits.page_records
        self._sheet.add(PATH_PULL, PullRequest(cursor=cursor, limit=limit))
        told = self._store.sections.digests(self._limits.digest_records)
        if told:
            self._sheet.add(PATH_SECTIONS, SectionsRequest(digests=told))
        self._sheet.add(PATH_INSTRUMENTS, InstrumentsRequest())
        self._add_files(book)
        return self._seal(
            book,
            county,
            cases=tuple(told),
            log_to=log_to,
            tree_size=tree,
            operations=operations,
            files=self._files,
        )

    def write_obedience(
        self, order: Order, box: bytes, mark: str, *, obeyed: bool
    ) -> WrittenBundle:
        """A bundle that says that an order is being obeyed, with unsent work sealed.

        Args:
            box: sealed to the county's offline key; empty where nothing is unsent.
            mark: of what is sealed in it, to be known again.
            obeyed: False before anything is given up, True after.
        """
        county, name = self._county_key(), sha256(box).hexdigest() if box else ""
        self._sheet.add(PATH_PAPERS, ask_papers(self._store.papers, self._pen.version))
        for start in range(0, len(box), WIRE.attachment_part):
            content = box[start : start + WIRE.attachment_part]
            part = SealedWorkPart(sha256=name, size=len(box), start=start, content=content)
            self._sheet.add(PATH_SEALED_WORK, part)
        done = OrderDone(number=order.number, sealed=name, obeyed=obeyed)
        self._sheet.add(PATH_ORDER_DONE, done)
        log_to, tree = self._add_log()
        book = read_book(self._store.carrying).model_copy(update={"order": order})
        return self._seal(
            book, county, log_to=log_to, tree_size=tree, order=order.number, mark=mark
        )

    def _county_key(self) -> SealingKey:
        key = self._store.papers.bundle_key()
        if not key:
            raise StickAnswerRefused(NO_KEY)
        return decode_key(key)

    def _add_work(self) -> int:
        """All work the county has not answered, and a batch of what it refused."""
        refused = self._store.pending_operations(self._limits.push_operations, refused=True)
        waiting = self._store.pending_operations(_ALL)
        done = 0
        for batch in (*self._batches(refused), *self._batches(waiting)):
            self._go_on()
            if self._sheet.size > WIRE.bundle_files:
                break
            self._sheet.add(PATH_PUSH, PushRequest(operations=tuple(batch)))
            done += len(batch)
            self._progress(Progress(Phase.SENDING, done, len(refused) + len(waiting)))
        return max(0, done - len(refused))

    def _add_sharing(self) -> None:
        """Decisions about sharing that the county has not looked at."""
        waiting = find_waiting(self._store.sharing)
        for at in range(0, len(waiting), MOST_WORK):
            self._sheet.add(PATH_SHARING, ask_to_record(waiting[at : at + MOST_WORK]))

    def _add_index(self) -> int:
        """Entries of the index; how many."""
        index, count = self._store.index, 0
        for request in gather_entries(index, index.word()):
            self._sheet.add(PATH_INDEX, request)
            count += len(request.changes)
        return count

    def _add_organization(self) -> None:
        """What colleagues of an advocate organization are asked."""
        if self._organization is not None:
            question = self._organization.question()
            if question is not None:
                self._sheet.add(PATH_ORGANIZATION, question)

    def _batches(self, operations: Sequence[Operation]) -> Iterator[list[Operation]]:
        batch: list[Operation] = []
        size = 0
        for one in operations:
            size += len(one.model_dump_json())
            full = len(batch) == self._limits.push_operations or size > self._limits.push_bytes
            if batch and full:
                yield batch
                batch, size = [], len(one.model_dump_json())
            batch.append(one)
        if batch:
            yield batch

    def _add_log(self) -> tuple[int, int]:
        """The number of the newest entry that goes along, and the size of the tree named."""
        entries = self._store.audit.unsent(WIRE.audit_lines * _LOG_MESSAGES)
        size = tree_size_of(self._store.audit.tree())
        for at in range(0, len(entries), WIRE.audit_lines):
            lines = tuple(one.line().decode() for one in entries[at : at + WIRE.audit_lines])
            self._sheet.add(PATH_AUDIT, AuditRequest(lines=lines, tree_size=size))
        return (entries[-1].number if entries else 0), size

    def _add_files(self, book: BundleBook) -> None:
        unsent = self._store.attachments.unsent(with_waiting=True)
        budget = WIRE.bundle_files
        for number, file in enumerate(unsent, 1):
            start = min(book.have.get(file.sha256, 0), file.size)
            for at in _starts(start, file.size):
                self._go_on()
                if budget <= 0:
                    return
                length = min(WIRE.attachment_part, file.size - at)
                content = self._store.attachments.read_part(file.record, file.name, at, length)
                place = FilePlace(record=file.record, sha256=file.sha256, start=at)
                path = place.to_path()
                self._sheet.put(path, name_of(path, place), content)
                budget -= length
                done = at + length
                self._progress(Progress(Phase.SENDING_FILES, done, file.size, number, len(unsent)))
            self._files += 1
        for file in self._store.attachments.missing():
            have = self._store.attachments.arrived(file.record, file.name)
            request = FileRequest(record=file.record, sha256=file.sha256, offset=have)
            self._sheet.add(PATH_FILE, request)

    def _seal(
        self,
        book: BundleBook,
        county: SealingKey,
        **told: object,
    ) -> WrittenBundle:
        self._go_on()
        now = self._pen.clock.now()
        opening = self._pen.random(SEALING_PRIVATE_BYTES)
        answer_key = OpeningKey(opening).public
        head = RequestHead(
            number=book.number + 1,
            written_at=now,
            expires_at=now + WIRE.bundle_lasts,
            answer_key=encode_key(answer_key),
            forms=tuple(one.sha256 for one in self._store.instruments.known() if one.is_here),
            messages=tuple(self._sheet.messages),
        )
        body = join_messages(head, self._sheet.contents)
        headers = self._sign(body, now)
        name = base64.b32encode(self._pen.random(_NAME_BYTES)).decode()
        out = BundleOut.model_validate(
            {
                "number": head.number,
                "name": name,
                "written_at": now,
                "expires_at": head.expires_at,
                "headers": headers,
                "opening_key": opening,
                "thumbprint": answer_key.thumbprint,
                **told,
            }
        )
        content = seal_request(county, headers, body)
        keep_book(self._store.carrying, book.with_out(out))
        return WrittenBundle(name, content, out)

    def _sign(self, body: bytes, now: datetime) -> dict[str, str]:
        key = self._pen.key
        nonce = base64.urlsafe_b64encode(self._pen.random(18)).decode()
        key_id = name_key(key.public_key())
        signed = sign_request("POST", PATH_BUNDLE, HEADERS, body, key, key_id, now, nonce)
        return HEADERS | signed

    def _go_on(self) -> None:
        if self._is_cancelled():
            raise SyncCancelled("Stopped; nothing was written.")


def _starts(have: int, size: int) -> Iterable[int]:
    """Where the parts of a file begin; one empty part where the county has them all."""
    return (size,) if have >= size else range(have, size, WIRE.attachment_part)
