# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county answers to each request of a laptop (sync.server.routes says where each goes).

Invariants: an answer is made in one transaction, which acts for the laptop that signed and for
no one else; a refusal is a Problem with one sentence.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from casework.clock import Clock
from casework.ids import CountyId, DeviceId, NewId
from casework.policy import Hat
from casework.sealing import SealingKey
from sync.server.attachments import serve_file_part, take_part
from sync.server.audit_log import list_entries, take_entries
from sync.server.database import CountyDatabase, Identity
from sync.server.devices import AskedAlso, Device, SignedRequest, note_pull, recognize
from sync.server.driver import Question, Rows
from sync.server.emergencies import list_emergencies
from sync.server.file_streams import refuse_too_large
from sync.server.inbox_requests import Desk
from sync.server.index_standing import Asking, find_word
from sync.server.instruments import list_statements, serve_part
from sync.server.joining import expect_sign_in, join, open_enrolment
from sync.server.news import NOTHING, AskedNews, ask_state, tell_news
from sync.server.orders import (
    find_standing,
    refuse_ordered,
    take_done,
    take_sealed_work,
    tell_order,
)
from sync.server.organizations import exchange
from sync.server.papers import Contact, is_copy, issue_papers, note_contact, refuse_late
from sync.server.people import ask_hat, make_hat
from sync.server.pull import serve_page
from sync.server.push import FORKED, mark_forked, take_batch
from sync.server.put_back import hear_epoch
from sync.server.sections import compare_sections
from sync.server.sign_in import read_token
from sync.server.succession import list_successions, read_signing_key
from sync.server.voice import FileBytes
from sync.wire.audit import AuditEntriesRequest, AuditRequest
from sync.wire.bundles import encode_key
from sync.wire.encoding import decode, pack, pack_page
from sync.wire.files import FilePlace, FileRequest
from sync.wire.inbox import InboxDecisionRequest, InboxRequest, InboxWorkRequest
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    AttachmentRequest,
    AttachmentUpload,
    EnrolmentRequest,
    InstrumentRequest,
    InstrumentsRequest,
    JoinRequest,
    OrderDone,
    PapersReply,
    PapersRequest,
    PullRequest,
    PushRequest,
    SealedWorkPart,
    SectionsRequest,
)
from sync.wire.news import NewsRequest
from sync.wire.orders import sign_order
from sync.wire.organizations import OrganizationRequest
from sync.wire.protocols import SPOKEN, Message, Protocols
from sync.wire.rest import RestAsked
from sync.wire.signatures import VerifiedSignature

Asked = TypeVar("Asked", bound=Message)


@dataclass(frozen=True)
class CountyServer:
    """What the requests need.

    Attributes:
        random: source of random bytes, such as `os.urandom`.
        key_of: the county's private signing key for the public one its laptops know; raises
            StartFailed.
        spoken: the versions of the protocol that laptops may speak.
        bundle_key: what laptops seal bundles for a stick to (sync.wire.bundles); None for no
            sticks.
    """

    county: CountyId
    database: CountyDatabase
    clock: Clock
    new_id: NewId
    random: Callable[[int], bytes]
    key_of: Callable[[str], Ed25519PrivateKey]
    spoken: Protocols = SPOKEN
    bundle_key: SealingKey | None = None

    def enrol(self, request: SignedRequest) -> Message:
        """Redeem an invite."""
        asked = self._read(EnrolmentRequest, request)
        with self.database.act_as(Identity(self.county)) as connection:
            return open_enrolment(
                connection,
                self.county,
                asked,
                request,
                DeviceId(self.new_id()),
                self.random,
                self.clock.now(),
            )

    def join(self, request: SignedRequest) -> Message:
        """Let a laptop in whose digits were compared."""
        asked = self._read(JoinRequest, request)
        signed_in = self._read_sign_in(asked, request)
        with self.database.act_as(Identity(self.county)) as connection:
            now = self.clock.now()
            return join(connection, self.county, asked, request, self.key_of, now, signed_in)

    def _read_sign_in(self, asked: JoinRequest, request: SignedRequest) -> str | None:
        """Who signed in; the provider is asked while no transaction waits for it."""
        if asked.id_token is None:
            return None
        with self.database.act_as(Identity(self.county)) as connection:
            expected = expect_sign_in(connection, self.county, request, self.clock.now())
        return expected and read_token(*expected, asked.id_token, self.clock.now())

    def give_papers(self, request: SignedRequest) -> Message:
        """Give a laptop its next lease, and hear how it stands."""
        with self.database.act_as(Identity(self.county)) as connection:
            now = self.clock.now()
            sender, verified, hat, _ = self._authenticate(connection, request, now)
            asked = self._read(PapersRequest, request)
            # What was carried by hand says nothing of the laptop's clock.
            drift = None if request.is_carried else verified.drift(now)
            said = Contact(now, drift, asked.version, asked.unsent)
            note_contact(connection, self.county, sender.id, said)
            signing_key = read_signing_key(connection, self.county)
            standing = find_standing(connection, self.county, sender.id)
            if standing is not None:
                order = tell_order(connection, self.county, standing, now)
                return PapersReply(
                    signing_key=signing_key,
                    successions=list_successions(connection, self.county),
                    order=sign_order(order, self.key_of(signing_key)),
                    protocols=self.spoken.all,
                )
            if not request.is_carried:
                refuse_late(connection, self.county, sender, asked, verified)
            if is_copy(connection, self.county, sender, asked, is_carried=request.is_carried):
                mark_forked(connection, self.county, sender, now)
                return FORKED
            if sender.forked_at is not None:
                return FORKED
            return PapersReply(
                signing_key=signing_key,
                successions=list_successions(connection, self.county),
                papers=issue_papers(
                    connection, self.county, sender, self.key_of(signing_key), now, asked
                ),
                emergencies=list_emergencies(connection, self.county, hat, now),
                protocols=self.spoken.all,
                bundle_key=self._tell_bundle_key(asked.bundle_key),
                index=find_word(connection, self.county, hat, now),
                at_rest=True,
                epoch=hear_epoch(connection, self.county, sender, asked),
            )

    def _tell_bundle_key(self, known: str) -> str:
        """The key for sticks, empty where the laptop has it."""
        key = self.bundle_key
        if key is None or (known and key.thumbprint.startswith(known)):
            return ""
        return encode_key(key)

    def take_sealed_work(self, request: SignedRequest) -> Message:
        """Take some bytes of work that only the county's offline key opens."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = self._read(SealedWorkPart, request)
            return take_sealed_work(connection, self.county, sender.id, asked, self.clock.now())

    def take_done(self, request: SignedRequest) -> Message:
        """Hear that a laptop obeys an order."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _ = self._recognize(connection, request)
            asked = self._read(OrderDone, request)
            return take_done(connection, self.county, sender.id, asked, self.clock.now())

    def push(self, request: SignedRequest) -> Message:
        """Take in work."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = self._read(PushRequest, request)
            return take_batch(connection, self.county, sender, hat, asked, self.clock)

    def pull(self, request: SignedRequest) -> bytes | Message:
        """Serve a page of the feed."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = self._read(PullRequest, request)
            if sender.forked_at is not None:
                return FORKED
            refuse_ordered(connection, self.county, sender.id)
            page = serve_page(connection, self.county, hat, asked, self.clock.now())
            applied = 0 if request.follows_on else page.applied
            note_pull(connection, self.county, sender.id, applied, page.served)
            return pack_page(page.content)

    def tell_news(self, request: SignedRequest) -> bytes:
        """Say whether there is anything new for a laptop at rest."""
        return pack(self._tell_news(request, lambda: self._read(NewsRequest, request)))

    def tell_rest(self, request: SignedRequest) -> bytes:
        """As `tell_news`, asked in the shortest form; empty where there is nothing."""
        told = self._tell_news(request, lambda: RestAsked.from_target(request.path))
        return b"" if told == NOTHING else pack(told)

    def _tell_news(self, request: SignedRequest, read: Callable[[], AskedNews]) -> bytes:
        with self.database.act_as(Identity(self.county)) as connection:
            now = self.clock.now()
            also = partial(ask_state, connection, self.county, now)
            sender, verified, hat, state = self._authenticate(connection, request, now, also)
            asked = read()
            said = Contact(now, verified.drift(now), asked.version)
            return tell_news(connection, self.county, sender, hat, asked, said, state)

    def compare_sections(self, request: SignedRequest) -> Message:
        """Say what of a laptop's sections is not as it is here."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat, asked = self._hear(connection, request, SectionsRequest)
            if sender.forked_at is not None:
                return FORKED
            now = self.clock.now()
            return compare_sections(connection, self.county, hat, asked, now)

    def list_instruments(self, request: SignedRequest) -> Message:
        """Say which instruments the county has published."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, *_ = self._hear(connection, request, InstrumentsRequest)
            if sender.forked_at is not None:
                return FORKED
            return list_statements(connection, self.county)

    def serve_instrument(self, request: SignedRequest) -> Message:
        """Serve some bytes of an instrument."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, _, asked = self._hear(connection, request, InstrumentRequest)
            if sender.forked_at is not None:
                return FORKED
            return serve_part(connection, self.county, asked)

    def take_attachment(self, request: SignedRequest) -> Message:
        """Take some bytes of a record's file."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = self._read(AttachmentUpload, request)
            if sender.forked_at is not None:
                return FORKED
            return take_part(connection, self.county, sender.id, hat, asked, self.clock.now())

    def serve_attachment(self, request: SignedRequest) -> Message:
        """Serve some bytes of a record's file."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat, asked = self._hear(connection, request, AttachmentRequest)
            if sender.forked_at is not None:
                return FORKED
            return serve_file_part(connection, self.county, hat, asked, self.clock.now())

    def take_file_bytes(self, request: SignedRequest) -> Message:
        """Take bytes of a record's file as they are, also those of a body that broke off."""
        refuse_too_large(request)
        place = FilePlace.from_path(request.path)
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            if sender.forked_at is not None:
                return FORKED
            asked = AttachmentUpload(
                record=place.record, sha256=place.sha256, start=place.start, content=request.body
            )
            now = self.clock.now()
            return take_part(connection, self.county, sender.id, hat, asked, now)

    def serve_file_bytes(self, request: SignedRequest) -> FileBytes | Message:
        """Serve bytes of a record's file as they are."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat, asked = self._hear(connection, request, FileRequest)
            if sender.forked_at is not None:
                return FORKED
            now = self.clock.now()
            part = serve_file_part(connection, self.county, hat, asked, now)
            return FileBytes(part.content, asked.piece)

    def exchange_organization(self, request: SignedRequest) -> Message:
        """Pass on what the laptops of an advocate organization tell each other."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat, asked = self._hear(connection, request, OrganizationRequest)
            if sender.forked_at is not None:
                return FORKED
            return exchange(connection, self.county, sender.id, hat, asked)

    def take_audit(self, request: SignedRequest) -> Message:
        """Take in the next entries of a laptop's log."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = self._read(AuditRequest, request)
            return take_entries(
                connection, self.county, sender, hat, asked, self.key_of, self.clock.now()
            )

    def list_audit(self, request: SignedRequest) -> Message:
        """Show a supervisor what was done in their cases."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat = self._recognize(connection, request)
            asked = self._read(AuditEntriesRequest, request)
            if sender.forked_at is not None:
                return FORKED
            return list_entries(connection, self.county, hat, asked, self.clock.now())

    def list_inbox(self, request: SignedRequest) -> Message:
        """Tell a supervisor which refused work waits."""
        with self.database.act_as(Identity(self.county)) as connection:
            desk = self._open_desk(connection, request)
            self._read(InboxRequest, request)
            return FORKED if desk is None else desk.list_waiting()

    def show_inbox_work(self, request: SignedRequest) -> Message:
        """Show a supervisor what was written."""
        with self.database.act_as(Identity(self.county)) as connection:
            desk = self._open_desk(connection, request)
            asked = self._read(InboxWorkRequest, request)
            return FORKED if desk is None else desk.show(asked)

    def decide_inbox(self, request: SignedRequest) -> Message:
        """Carry out what a supervisor decided about refused work."""
        with self.database.act_as(Identity(self.county)) as connection:
            desk = self._open_desk(connection, request)
            asked = self._read(InboxDecisionRequest, request)
            return FORKED if desk is None else desk.decide(asked, self.new_id())

    def _open_desk(self, connection: Connection, request: SignedRequest) -> Desk | None:
        """The inbox of whoever signed; None where the laptop exists twice."""
        sender, hat = self._recognize(connection, request)
        if sender.forked_at is not None:
            return None
        refuse_ordered(connection, self.county, sender.id)
        return Desk(connection, self.county, hat, self.clock.now())

    def answer_asking(
        self, request: SignedRequest, kind: type[Asked], answer: Callable[[Asking, Asked], Message]
    ) -> Message:
        """Answer a request about the index or about sharing, in one transaction for who asks."""
        with self.database.act_as(Identity(self.county)) as connection:
            sender, hat, asked = self._hear(connection, request, kind)
            if sender.forked_at is not None:
                return FORKED
            now, new_id = self.clock.now(), self.new_id
            return answer(Asking(connection, self.county, sender.id, hat, now, new_id), asked)

    def _hear(
        self, connection: Connection, request: SignedRequest, kind: type[Asked]
    ) -> tuple[Device, Hat, Asked]:
        """Who asks for what; raises where the laptop is under an order."""
        sender, hat = self._recognize(connection, request)
        asked = self._read(kind, request)
        if sender.forked_at is None:
            refuse_ordered(connection, self.county, sender.id)
        return sender, hat, asked

    def _read(self, kind: type[Asked], request: SignedRequest) -> Asked:
        """The message of a request; errors as `sync.wire.encoding.decode`."""
        asked = decode(kind, request.body, limit=LIMITS.request, spoken=self.spoken)
        request.protocol = asked.protocol
        return asked

    def _recognize(self, connection: Connection, request: SignedRequest) -> tuple[Device, Hat]:
        """Who signed; from here on the transaction acts for them and no one else."""
        sender, _, hat, _ = self._authenticate(connection, request, self.clock.now())
        return sender, hat

    def _authenticate(
        self,
        connection: Connection,
        request: SignedRequest,
        now: datetime,
        also: AskedAlso = lambda _: (),
    ) -> tuple[Device, VerifiedSignature, Hat, list[Rows]]:
        """Who signed and how, what they wear, and what was found of what is asked `also`."""

        def asking(sender: Device) -> Sequence[Question]:
            return ask_hat(self.county, sender.hat), *also(sender)

        told = recognize(connection, self.county, request, now, asking)
        sender, verified, (worn, *answers) = told
        return sender, verified, make_hat(sender.hat, worn), answers
