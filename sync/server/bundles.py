# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking in a sync that was carried by hand, and writing its answer.

A bundle's one signature vouches for all its messages; each is answered by the same code as over
the network, in a transaction of its own. What a laptop would ask next if it heard the answers, the
pages after the first and forms it does not have, is answered at once, up to a size.

Invariants:
- The number of a bundle is kept before anything of it is done. A lower one, and the same with
  other bytes, is refused.
- The very same file again, whether it was cut short or its answer was lost, is answered anew: its
  work as work sent again, everything else by the rights and orders of now. No answer is kept, since
  it would still hold what was taken back after it was written.
- An answer is never larger than a laptop reads, whatever is asked.
- Nothing is answered to whom no known laptop's signature vouches for.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import ColumnElement, Connection, Row, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.errors import SealedBoxUnreadable
from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId, CountyId, DeviceId
from casework.sealing import OpeningKey
from sync.server.app import CountyServer
from sync.server.database import Identity, identify
from sync.server.devices import SignedRequest, authenticate
from sync.server.errors import BundleRefused, RequestRefused
from sync.server.routes import ROUTES, Answering, answer_unknown, give_answer
from sync.server.succession import find_signing_key, list_successions
from sync.server.tables import bundle
from sync.server.voice import Spoken, Voice, say_plainly
from sync.wire.audit import PATH_AUDIT_ENTRIES
from sync.wire.bundles import (
    PATH_BUNDLE,
    AnswerHead,
    Carried,
    RequestHead,
    decode_key,
    join_messages,
    name_of,
    open_request,
    seal_answer,
    split_messages,
)
from sync.wire.encoding import decode, encode
from sync.wire.errors import ClockSkewed, WireError
from sync.wire.files import PATH_FILE, PATH_FILE_UPLOAD, FileRequest
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ENROL,
    PATH_INSTRUMENT,
    PATH_INSTRUMENTS,
    PATH_JOIN,
    PATH_PULL,
    PATH_SECTIONS,
    InstrumentRequest,
    InstrumentsReply,
    Problem,
    ProblemCode,
    PullRequest,
    SectionsRequest,
)
from sync.wire.signatures import VerifiedSignature, verify_request

_NOT_CARRIED = (PATH_ENROL, PATH_JOIN, PATH_AUDIT_ENTRIES)
_ANSWERING = {one.path: one.answering for one in ROUTES if one.path not in _NOT_CARRIED}
_ANSWERING[PATH_FILE_UPLOAD] = CountyServer.take_file_bytes
BUSY = "The county's database is busy; take the same file again."


@dataclass(frozen=True)
class TakenBundle:
    """What became of a bundle.

    Attributes:
        answer: the sealed file for the laptop.
        again: it was answered before; what is true by now is told anew.
        refusal: why the county did not talk to this laptop; empty where it did.
    """

    device: DeviceId
    answer: bytes
    again: bool = False
    refusal: str = ""


@dataclass
class _Bundle(SignedRequest):
    """A bundle as the one request it is; its signature is checked once for each key."""

    is_carried: bool = True
    _found: dict[bytes, VerifiedSignature] = field(default_factory=dict)

    def verify(self, key: Ed25519PublicKey, now: datetime) -> VerifiedSignature:
        """As any request, but it may have been on its way for days."""
        raw = key.public_bytes_raw()
        if raw not in self._found:
            lasts = LIMITS.bundle_lasts + LIMITS.clock_skew
            verified = verify_request(
                self.method, self.path, self.headers, self.body, key, now, lasts
            )
            ahead = verified.created - now
            if ahead > LIMITS.clock_skew:
                raise ClockSkewed(round(ahead.total_seconds()))
            self._found[raw] = verified
        return self._found[raw]


@dataclass
class _Message(SignedRequest):
    """A message of a bundle, whose signature vouches for it."""

    is_carried: bool = True
    bundle: _Bundle | None = None

    def verify(self, key: Ed25519PublicKey, now: datetime) -> VerifiedSignature:
        """The bundle's own signature."""
        assert self.bundle is not None
        return self.bundle.verify(key, now)


def take_bundle(
    server: CountyServer,
    content: bytes,
    key: OpeningKey,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> TakenBundle:
    """Take a laptop's bundle in and write its answer.

    Args:
        key: the county's bundle key.

    Raises:
        BundleRefused: nothing was done, or what was done is answered when it is taken again.
    """
    try:
        opened = open_request(content, key)
        head, contents = split_messages(RequestHead, opened.body)
        answer_key = decode_key(head.answer_key)
    except (WireError, SealedBoxUnreadable) as error:
        raise BundleRefused(str(error)) from error
    now = server.clock.now()
    if not head.written_at - LIMITS.clock_skew <= now < head.expires_at:
        raise BundleRefused(
            "This file was written too long ago, or by a laptop whose clock is wrong; write a new "
            "one on the laptop."
        )
    carried = _Bundle("POST", PATH_BUNDLE, opened.envelope.headers, opened.body)
    name = sha256(content).hexdigest()
    voice = Voice(server.county, server.database, server.clock, server.key_of)
    try:
        sender, again = _claim(server, carried, head.number, name, now)
    except RequestRefused as refusal:
        if carried.sender is None:
            raise BundleRefused(str(refusal)) from refusal
        spoken = voice.answer(carried, refusal.problem)
        sealed = seal_answer(answer_key, spoken.status, spoken.headers, spoken.body)
        return TakenBundle(carried.sender, sealed, refusal=str(refusal))
    except WireError as error:
        raise BundleRefused(str(error)) from error
    answers = _Answers(server, carried, head, is_cancelled)
    try:
        for one, message in zip(head.messages, contents, strict=True):
            answers.add(one, message)
    except WireError as error:
        raise BundleRefused(str(error)) from error
    spoken = voice.answer(carried, answers.join(now))
    sealed = seal_answer(answer_key, spoken.status, spoken.headers, spoken.body)
    _note_answered(server, sender, head.number, name)
    return TakenBundle(sender, sealed, again=again)


class _Answers:
    """The answers to a bundle's messages, in their order."""

    def __init__(
        self,
        server: CountyServer,
        carried: _Bundle,
        head: RequestHead,
        is_cancelled: Callable[[], bool],
    ) -> None:
        self._server = server
        self._bundle = carried
        self._head = head
        self._is_cancelled = is_cancelled
        self._told: list[Carried] = []
        self._contents: list[bytes] = []
        self._size = 0
        self._pages_left = LIMITS.bundle_pages
        self._files_left = LIMITS.bundle_files
        self._is_behind = False
        self._touched: set[CaseId] = set()

    def add(self, asked: Carried, message: bytes) -> None:
        """Answer a message, and what the laptop would ask next."""
        answering = _ANSWERING.get(asked.path.partition("?")[0], answer_unknown)
        if asked.path == PATH_SECTIONS:
            message = self._without_touched(message)
        if self._is_full or (asked.path == PATH_FILE and self._files_left <= 0):
            return
        spoken = self._answer(asked.path, asked.name, message, answering)
        if asked.path == PATH_PULL:
            self._follow_feed(spoken, message)
        elif asked.path == PATH_INSTRUMENTS and spoken.status == 200:
            self._follow_forms(spoken)
        elif asked.path == PATH_FILE:
            self._follow_file(spoken, message)

    @property
    def _is_full(self) -> bool:
        """Whether one more answer could make the whole larger than a laptop reads."""
        is_large = self._size > LIMITS.bundle - LIMITS.reply.packed
        return is_large or len(self._told) >= LIMITS.bundle_messages

    def join(self, now: datetime) -> bytes:
        """The body of the whole answer."""
        with self._server.database.act_as(Identity(self._server.county)) as connection:
            successions = list_successions(connection, self._server.county)
        head = AnswerHead(
            number=self._head.number,
            taken_at=now,
            expires_at=now + LIMITS.bundle_lasts,
            signing_key=self._bundle.signing_key or "",
            successions=successions,
            messages=tuple(self._told),
        )
        return join_messages(head, self._contents)

    def _follow_feed(self, spoken: Spoken, message: bytes) -> None:
        asked = decode(PullRequest, message, limit=LIMITS.request)
        problem = None if spoken.status == 200 else decode(Problem, spoken.body, limit=LIMITS.reply)
        if problem is not None:
            self._is_behind = True
            if problem.code is not ProblemCode.CURSOR:
                return
            spoken = self._ask(PATH_PULL, PullRequest(cursor="", limit=asked.limit))
        while spoken.status == 200:
            self._pages_left -= len(spoken.body)
            page = decode(FeedPage, spoken.body, limit=LIMITS.reply)
            self._is_behind = not page.done
            self._touched.update(
                one.record.case if isinstance(one, RecordPut) else one.case for one in page.entries
            )
            if page.done or self._pages_left <= 0 or self._is_full:
                return
            spoken = self._ask(PATH_PULL, PullRequest(cursor=page.cursor, limit=asked.limit))

    def _without_touched(self, message: bytes) -> bytes:
        """What can be compared: cases of which the laptop has all there is."""
        asked = decode(SectionsRequest, message, limit=LIMITS.request)
        kept = {
            case: told
            for case, told in asked.digests.items()
            if case not in self._touched and not self._is_behind
        }
        return encode(SectionsRequest(digests=kept))

    def _follow_file(self, spoken: Spoken, message: bytes) -> None:
        """The rest of a file; it ends where the county has no more of it."""
        asked = decode(FileRequest, message, limit=LIMITS.request)
        while spoken.status == 200:
            self._files_left -= len(spoken.body)
            if self._files_left <= 0 or self._is_full:
                return
            offset = asked.offset + len(spoken.body)
            asked = asked.model_copy(update={"offset": offset})
            spoken = self._ask(PATH_FILE, asked)

    def _follow_forms(self, spoken: Spoken) -> None:
        reply = decode(InstrumentsReply, spoken.body, limit=LIMITS.reply)
        here = set(self._head.forms)
        for signed in reply.instruments:
            said = signed.statement
            if said.sha256 in here:
                continue
            here.add(said.sha256)
            for offset in range(0, said.size, LIMITS.instrument_part):
                if self._files_left <= 0 or self._is_full:
                    return
                request = InstrumentRequest(sha256=said.sha256, offset=offset)
                self._files_left -= len(self._ask(PATH_INSTRUMENT, request).body)

    def _ask(self, path: str, message: PullRequest | InstrumentRequest | FileRequest) -> Spoken:
        name = name_of(path, message)
        return self._answer(path, name, encode(message), _ANSWERING[path], follows_on=True)

    def _answer(
        self, path: str, name: str, body: bytes, answering: Answering, *, follows_on: bool = False
    ) -> Spoken:
        if self._is_cancelled():
            raise BundleRefused("Stopped; take the same file again to go on.")
        request = _Message(
            "POST", path, self._bundle.headers, body, follows_on=follows_on, bundle=self._bundle
        )
        said = give_answer(self._server, answering, request)
        if isinstance(said, Problem) and said.code is ProblemCode.BUSY:
            raise BundleRefused(BUSY)
        spoken = say_plainly(said, request.protocol)
        size = len(spoken.body)
        self._size += size
        self._told.append(Carried(path=path, name=name, size=size, status=spoken.status))
        self._contents.append(spoken.body)
        return spoken


def _claim(
    server: CountyServer, carried: _Bundle, number: int, name: str, now: datetime
) -> tuple[DeviceId, bool]:
    """Whose bundle it is; whether it was answered before; its number is used from here on.

    Raises:
        RequestRefused, WireError: the county does not answer this laptop.
        BundleRefused: it is a replay.
    """
    county = server.county
    with server.database.act_as(Identity(county)) as connection:
        carried.signing_key = find_signing_key(connection, county)
        sender, _ = authenticate(connection, county, carried, now)
        identify(connection, Identity(county, sender.hat, sender.id))
        row = {"county": county, "device": sender.id, "number": number}
        fresh = row | {"sha256": name, "taken_at": now, "answer": None}
        connection.execute(insert(bundle).values(fresh).on_conflict_do_nothing())
        known = _find(connection, county, sender.id)
        if number < known.number:
            raise BundleRefused(
                "A newer file of this laptop was taken before; this one is not taken any more."
            )
        if number == known.number and name != known.sha256:
            raise BundleRefused(
                "Another file with the same number was taken before; write a new one on the "
                "laptop, and tell your administrator if this happens again."
            )
        if number > known.number:
            connection.execute(update(bundle).where(_of(county, sender.id)).values(fresh))
            return sender.id, False
        return sender.id, known.answer is not None


def _find(connection: Connection, county: CountyId, sender: DeviceId) -> Row[tuple[object, ...]]:
    return connection.execute(select(bundle).where(_of(county, sender)).with_for_update()).one()


def _note_answered(server: CountyServer, sender: DeviceId, number: int, name: str) -> None:
    """Note that a bundle was answered, not with what; unless a newer one was taken meanwhile."""
    this = _of(server.county, sender) & (bundle.c.number == number) & (bundle.c.sha256 == name)
    with server.database.act_as(Identity(server.county, device=sender)) as connection:
        connection.execute(update(bundle).where(this).values(answer=b""))


def _of(county: CountyId, sender: DeviceId) -> ColumnElement[bool]:
    return (bundle.c.county == county) & (bundle.c.device == sender)
