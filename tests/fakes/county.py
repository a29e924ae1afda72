# SPDX-License-Identifier: AGPL-3.0-or-later
"""A county for tests: the real server on a real PostgreSQL, one fresh database each.

`running_county(folder)` listens with TLS on a free loopback port; `county_in_memory()` answers
through ASGI without a socket. Both give a `TestCounty`, whose verbs set the stage.
"""

import base64
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import anyio
import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, JsonValue

from casework.clock import Clock
from casework.county_policy import CountyPolicy
from casework.feed import FeedEntry, FeedPage
from casework.ids import CaseId, DeviceId, RecordId, make_uuid7
from casework.operations import FIRST_PREVIOUS, Operation
from casework.policy import Hat, Membership
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from casework.vocabulary import SECTION_OF_KIND, Basis, RecordKind, Section
from forms.pack import InstrumentPack
from sync.server.app import CountyServer
from sync.server.audit import Actor
from sync.server.cases import add_records, make_record, open_case
from sync.server.certificate import keep_certificate
from sync.server.county_keys import CountyKeys
from sync.server.devices import revoke_device
from sync.server.instruments import publish_pack, retire
from sync.server.joining import confirm_device, list_waiting, write_invite
from sync.server.memberships import grant, revoke
from sync.server.orders import OrderStanding, give_order, lift_order, list_orders
from sync.server.papers import set_policy
from sync.server.people import add_agency, add_county, add_hat, find_agency
from sync.server.routes import make_app
from sync.server.serving import Listener, listen
from sync.server.signing import Publisher
from sync.server.succession import claim_key, succeed
from sync.wire.encoding import HEADERS, decode, encode
from sync.wire.limits import LIMITS
from sync.wire.messages import (
    PATH_ENROL,
    PATH_JOIN,
    PATH_PAPERS,
    PATH_PULL,
    PATH_PUSH,
    Enrolment,
    EnrolmentOpened,
    EnrolmentRequest,
    JoinRequest,
    PapersReply,
    PapersRequest,
    Problem,
    PullRequest,
    PushReply,
    PushRequest,
)
from sync.wire.orders import OrderKind
from sync.wire.signatures import encode_public_key, name_key, sign_request
from sync.wire.six_digits import commit, work_out_digits
from sync.wire.statements import SignedStatement
from tests.fakes.county_databases import fresh_database
from tests.fakes.kept_content import COUNTY as COUNTY
from tests.fakes.kept_content import KeptContent

Answer = TypeVar("Answer", bound=BaseModel)


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class MovableClock:
    """A clock that stands still until it is moved."""

    at: datetime = field(default_factory=lambda: datetime.now(UTC))

    def now(self) -> datetime:
        return self.at

    def move(self, by: timedelta) -> None:
        self.at += by


def new_id() -> str:
    """A new random id."""
    return make_uuid7(datetime.now(UTC), os.urandom(10))


def a_note(text: str = "Met at the library.") -> dict[str, JsonValue]:
    """The fields of a contact note."""
    return {
        "text": text,
        "happened_at": "2026-11-20T10:00:00Z",
        "entered_at": "2026-11-20T11:00:00Z",
    }


@dataclass
class TestCounty(KeptContent):
    """A county under test. `url` and `certificate_pem` are empty when it is in memory."""

    __test__ = False

    server: CountyServer
    clock: Clock
    folder: Path | None = None
    url: str = ""
    certificate_pem: str = ""
    signing_key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    keys: dict[str, Ed25519PrivateKey] = field(default_factory=dict)
    bundle_key: OpeningKey | None = None
    _listener: Listener | None = None
    _thread: threading.Thread | None = None

    def start(self) -> None:
        """Listen; on the same port as before where there was one."""
        assert self.folder is not None, "only a running_county can listen"
        certificate = keep_certificate(self.folder / "tls", datetime.now(UTC))
        port = int(self.url.rpartition(":")[2]) if self.url else 0
        self._listener = listen(self.server, certificate, "127.0.0.1", port)
        self._thread = threading.Thread(target=self._listener.run, name="test county")
        self._thread.start()
        self.url = f"https://127.0.0.1:{self._listener.port}"
        self.certificate_pem = certificate.pem

    def stop(self) -> None:
        """Go off the net; nothing is lost. Does nothing while stopped."""
        if self._listener is None or self._thread is None:
            return
        self._listener.stop()
        self._thread.join()
        self._listener = self._thread = None

    def add_hat(self, hat: Hat) -> Hat:
        """Put a hat (tests.fakes.people.a_hat) and its agency on record."""
        with self.database.administer() as connection:
            if find_agency(connection, COUNTY, hat.agency_name) is None:
                add_agency(connection, COUNTY, hat.agency, hat.agency_name, hat.agency_kind)
            add_hat(connection, COUNTY, hat)
        return hat

    def invite(self, hat: Hat) -> str:
        """A fresh invite for a hat."""
        with self.database.administer() as connection:
            return write_invite(connection, COUNTY, hat.id, os.urandom(16), self.clock.now())

    def change_policy(self, **decisions: Any) -> CountyPolicy:
        """Put decisions in force."""
        actor = Actor("Test administrator", self.clock.now(), new_id())
        with self.database.administer() as connection:
            return set_policy(connection, COUNTY, CountyPolicy(**decisions), actor)

    def order(self, device: DeviceId, kind: OrderKind) -> None:
        """Order a laptop."""
        actor = Actor("Test administrator", self.clock.now(), new_id())
        with self.database.administer() as connection:
            give_order(connection, COUNTY, device, kind, "lost on a bus", actor)

    def lift(self, device: DeviceId) -> None:
        """Take the order back."""
        actor = Actor("Test administrator", self.clock.now(), new_id())
        with self.database.administer() as connection:
            lift_order(connection, COUNTY, device, actor)

    def orders(self) -> list[OrderStanding]:
        """Every order, the newest first."""
        with self.database.administer() as connection:
            return list_orders(connection, COUNTY)

    def give_sealing_key(self) -> OpeningKey:
        """Make the county's offline key; returns the half that opens."""
        opening = OpeningKey(os.urandom(SEALING_PRIVATE_BYTES))
        public = base64.urlsafe_b64encode(opening.public.raw).decode().rstrip("=")
        self.sql("UPDATE county SET sealing_key = :key", key=public)
        return opening

    def compare(self, digits: str) -> None:
        """Do what a supervisor does: find the laptop that waits and type the digits it shows."""
        actor = Actor("Test supervisor", self.clock.now(), new_id())
        with self.database.administer() as connection:
            for one in list_waiting(connection, COUNTY, self.clock.now()):
                if one.digits == digits:
                    confirm_device(connection, COUNTY, one.device, digits, actor)

    def add_case(
        self,
        case: CaseId | None = None,
        *,
        legal_name: str = "Test Youth",
        author: Hat,
        youth: Mapping[str, JsonValue] | None = None,
    ) -> CaseId:
        """Open a case with its youth record, written by `author`."""
        case = case or CaseId(new_id())
        with self.database.administer() as connection:
            open_case(connection, COUNTY, case, self.clock.now().date())
        opened_on = self.clock.now().date().isoformat()
        fields = {"legal_name": legal_name, "opened_on": opened_on, **(youth or {})}
        self.add_record(case, RecordKind.YOUTH, fields, author=author)
        return case

    def add_record(
        self,
        case: CaseId,
        kind: RecordKind,
        fields: Mapping[str, JsonValue],
        *,
        author: Hat,
    ) -> RecordId:
        """Write a record on the server."""
        return self.add_records(case, kind, [fields], author=author)[0]

    def add_records(
        self,
        case: CaseId,
        kind: RecordKind,
        many: Sequence[Mapping[str, JsonValue]],
        *,
        author: Hat,
    ) -> list[RecordId]:
        """Write many records of a kind at once."""
        at = f"{int(self.clock.now().timestamp() * 1000):013d}-0000"
        made = [
            make_record(case, RecordId(new_id()), kind, dict(fields), author, at) for fields in many
        ]
        with self.database.administer() as connection:
            add_records(connection, COUNTY, made)
        return [one.record for one in made]

    def grant(
        self,
        hat: Hat,
        case: CaseId,
        sections: frozenset[Section] = frozenset(Section),
        ends: datetime | None = None,
    ) -> None:
        """Assign a hat to a case."""
        membership = Membership(
            case=case,
            hat=hat.id,
            basis=Basis.CASE_ASSIGNMENT,
            sections=sections,
            starts=self.clock.now(),
            ends=ends,
        )
        with self.database.administer() as connection:
            grant(connection, COUNTY, new_id(), membership)

    def revoke(self, hat: Hat, case: CaseId) -> None:
        """Take a hat off a case."""
        with self.database.administer() as connection:
            revoke(connection, COUNTY, hat.id, case, self.clock.now())

    def revoke_device(self, device: DeviceId) -> None:
        """Refuse a laptop from now on."""
        with self.database.administer() as connection:
            revoke_device(connection, COUNTY, device, self.clock.now())

    def publish(self, pack: InstrumentPack, until: date | None = None) -> SignedStatement:
        """Publish an instrument, as an administrator does."""
        publisher = self.publisher()
        with self.database.publish() as connection:
            return publish_pack(connection, publisher, pack, until, {})

    def retire(self, form_id: str, version: str) -> SignedStatement:
        """Retire an instrument."""
        publisher = self.publisher()
        with self.database.publish() as connection:
            return retire(connection, publisher, form_id, version)

    def rotate_key(self) -> None:
        """Let the signing key give way to a new one."""
        fresh = Ed25519PrivateKey.generate()
        with self.database.publish() as connection:
            succeed(connection, self.publisher(), fresh)
        self.signing_key = fresh
        self.keys[encode_public_key(fresh.public_key())] = fresh

    def publisher(self) -> Publisher:
        """The county with its signing key."""
        actor = Actor("Test administrator", self.clock.now(), new_id())
        return Publisher(COUNTY, self.signing_key, actor)


@contextmanager
def county_in_memory(
    clock: Clock | None = None, county_keys: CountyKeys | None = None
) -> Iterator[TestCounty]:
    """A county on a fresh database that is asked through `TestLaptop` or `TestCounty.server`."""
    chosen = clock or SystemClock()
    with fresh_database(county_keys) as database:
        with database.administer() as owner:
            add_county(owner, COUNTY, "Test County", "epoch1")
        key = Ed25519PrivateKey.generate()
        keys = {encode_public_key(key.public_key()): key}
        with database.publish() as publishing:
            claim_key(publishing, COUNTY, key)
        bundle_key = OpeningKey(os.urandom(SEALING_PRIVATE_BYTES))
        server = CountyServer(
            COUNTY,
            database,
            chosen,
            new_id,
            os.urandom,
            keys.__getitem__,
            bundle_key=bundle_key.public,
        )
        yield TestCounty(server, chosen, signing_key=key, keys=keys, bundle_key=bundle_key)


@contextmanager
def running_county(folder: Path, clock: Clock | None = None) -> Iterator[TestCounty]:
    """A county that listens with TLS on a free loopback port.

    `TestCounty.stop` and `start` take it off the net and bring it back on the same port.
    """
    with county_in_memory(clock) as county:
        county.folder = folder
        county.start()
        try:
            yield county
        finally:
            county.stop()


@dataclass
class TestLaptop:
    """A laptop that speaks the wire by hand: enrols and signs as told, well or badly."""

    __test__ = False

    county: TestCounty
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    given: Enrolment | None = None
    opening: str = field(default_factory=lambda: base64.urlsafe_b64encode(os.urandom(24)).decode())
    counter: int = 0
    head: str = FIRST_PREVIOUS

    def enrol(self, hat: Hat) -> Enrolment:
        """Redeem a fresh invite for a hat."""
        answer = self.ask_enrolment(self.county.invite(hat))
        assert isinstance(answer, Enrolment), answer
        self.given = answer
        return answer

    @property
    def enrolment(self) -> Enrolment:
        assert self.given is not None, "not enrolled yet"
        return self.given

    def write(
        self,
        case: CaseId,
        fields: Mapping[str, JsonValue] | None = None,
        *,
        kind: RecordKind = RecordKind.CONTACT_NOTE,
        record: RecordId | None = None,
        base: Mapping[str, int] | None = None,
        **other: Any,
    ) -> Operation:
        """The next operation of this laptop, following its last one; not sent yet."""
        chosen = dict(a_note() if fields is None else fields)
        values: dict[str, Any] = {
            "id": new_id(),
            "device": self.enrolment.device,
            "counter": self.counter + 1,
            "author": self.enrolment.hat.person,
            "hat": self.enrolment.hat.id,
            "case": case,
            "record": record or new_id(),
            "kind": kind,
            "section": SECTION_OF_KIND[kind],
            "fields": chosen,
            "base": dict.fromkeys(chosen, 0) if base is None else dict(base),
            "at": "1763900000000-0000",
            "previous": self.head,
        }
        made = Operation(**(values | other))
        self.counter, self.head = made.counter, made.digest()
        return made

    def pull_all(self, limit: int = 1000) -> tuple[list[FeedEntry], str]:
        """Everything from the beginning, and the last cursor."""
        entries: list[FeedEntry] = []
        cursor = ""
        while True:
            page = self.pull(cursor, limit)
            assert isinstance(page, FeedPage), page
            entries += page.entries
            cursor = page.cursor
            if page.done:
                return entries, cursor

    def ask_enrolment(self, invite: str) -> Enrolment | Problem:
        """Try an invite and let a supervisor compare the digits."""
        opened = self.open_enrolment(invite)
        if isinstance(opened, Problem):
            return opened
        self.join()
        self.county.compare(self.digits(opened))
        return self.join()

    def open_enrolment(self, invite: str) -> EnrolmentOpened | Problem:
        """Show an invite; nothing is compared yet."""
        request = EnrolmentRequest(
            invite=invite,
            public_key=encode_public_key(self.key.public_key()),
            device_name="Test laptop",
            commitment=commit(self.opening),
        )
        return self.ask(PATH_ENROL, request, EnrolmentOpened)

    def join(self, opening: str | None = None) -> Enrolment | Problem:
        """Open the commitment and ask for the papers."""
        return self.ask(PATH_JOIN, JoinRequest(opening=opening or self.opening), Enrolment)

    def digits(self, opened: EnrolmentOpened) -> str:
        """What stands on this laptop's screen."""
        public = encode_public_key(self.key.public_key())
        return work_out_digits(
            opened.county, opened.signing_key, public, opened.nonce, self.opening
        )

    def ask_papers(self, **said: Any) -> PapersReply | Problem:
        """Ask for the next papers."""
        values = {"counter": self.counter, "head": self.head} | said
        return self.ask(PATH_PAPERS, PapersRequest(**values), PapersReply)

    def push(self, *operations: Operation) -> PushReply | Problem:
        """Send operations."""
        return self.ask(PATH_PUSH, PushRequest(operations=operations), PushReply)

    def pull(self, cursor: str = "", limit: int = 1000) -> FeedPage | Problem:
        """Ask for one page."""
        return self.ask(PATH_PULL, PullRequest(cursor=cursor, limit=limit), FeedPage)

    def ask(self, path: str, message: BaseModel, kind: type[Answer]) -> Answer | Problem:
        """Sign and send a message; the answer or the problem."""
        body = encode(message)
        return self.send(path, self.sign(path, body), body, kind)

    def sign(
        self, path: str, body: bytes, *, created: datetime | None = None, nonce: str | None = None
    ) -> dict[str, str]:
        """All headers of a signed request."""
        return HEADERS | sign_request(
            "POST",
            path,
            HEADERS,
            body,
            self.key,
            name_key(self.key.public_key()),
            created or self.county.clock.now(),
            nonce or base64.urlsafe_b64encode(os.urandom(18)).decode(),
        )

    def send(
        self, path: str, headers: Mapping[str, str], body: bytes, kind: type[Answer]
    ) -> Answer | Problem:
        """Send bytes as they are, through the real application in memory."""
        status, answer, _ = ask_in_memory(self.county.server, path, headers, body)
        if status == 200:
            return decode(kind, answer, limit=LIMITS.reply)
        return decode(Problem, answer, limit=LIMITS.reply)


def ask_in_memory(
    server: CountyServer, path: str, headers: Mapping[str, str], body: bytes
) -> tuple[int, bytes, dict[str, str]]:
    """Status, body and headers, as they would travel, through the real application."""

    async def ask() -> tuple[int, bytes, dict[str, str]]:
        transport = httpx.ASGITransport(make_app(server))
        async with httpx.AsyncClient(transport=transport, base_url="http://county") as client:
            request = client.build_request("POST", path, headers=dict(headers), content=body)
            answer = await client.send(request, stream=True)
            content = b"".join([part async for part in answer.aiter_raw()])
            return answer.status_code, content, dict(answer.headers)

    return anyio.run(ask)
