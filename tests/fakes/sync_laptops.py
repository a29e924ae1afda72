# SPDX-License-Identifier: AGPL-3.0-or-later
"""Laptops for sync tests: a real encrypted store and the real client, without screens.

They reach the county in memory, through the wire but without a socket.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.clock import Clock, stamp
from casework.ids import CaseId, OperationId, RecordId
from casework.operations import Operation
from casework.policy import Hat
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from storage.keys import StoreKey
from storage.model import Profile, Receipt
from storage.store import Store
from sync.client.conversation import Conversation
from sync.client.engine import Exchange, Progress
from sync.client.enrolment import Comparing, enrol
from sync.client.errors import ConnectionCut
from sync.client.limits import LIMITS, ClientLimits
from sync.client.papers import as_checked
from sync.client.transport import Reply, Transport
from sync.wire.answers import Asked, sign_answer
from sync.wire.audit import PATH_AUDIT
from sync.wire.encoding import HEADERS, pack, unpack
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import PATH_SECTIONS
from tests.fakes.county import SystemClock, TestCounty, ask_in_memory, new_id


def random_bytes(count: int) -> bytes:
    """Fresh randomness."""
    return os.urandom(count)


@dataclass
class MemoryTransport:
    """Asks the county without a socket; after `replies` answers the next one is lost.

    What is answered to the log and to the comparing, which go along with every sync, is neither
    counted nor lost.
    """

    county: TestCounty
    replies: int = 1_000_000

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = Reply(*ask_in_memory(self.county.server, path, headers, body))
        if path in (PATH_AUDIT, PATH_SECTIONS):
            return reply
        if self.replies <= 0:
            raise ConnectionCut("The connection broke off.")
        self.replies -= 1
        return reply


@dataclass
class CountingTransport:
    """Remembers which paths were asked."""

    inner: Transport
    paths: list[str] = field(default_factory=list)

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        self.paths.append(path.partition("?")[0])
        return self.inner.send(path, headers, body)


@dataclass
class LyingTransport:
    """Asks the county and tells its answers from one path otherwise, under the county's own key.

    Args:
        lie: given the answers so far, the last being the true one; returns what is told.
    """

    county: TestCounty
    path: str
    lie: Callable[[list[dict[str, Any]]], dict[str, Any]]
    _heard: list[dict[str, Any]] = field(default_factory=list)

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        reply = Reply(*ask_in_memory(self.county.server, path, headers, body))
        if path != self.path or reply.status != 200:
            return reply
        self._heard.append(json.loads(unpack(reply.body, limit=WIRE.reply)))
        lie = pack(json.dumps(self.lie(self._heard)).encode())
        signed = sign_answer(
            Asked(path, headers), 200, HEADERS, lie, self.county.signing_key, datetime.now(UTC)
        )
        return Reply(200, lie, HEADERS | signed)


class CountingCancel:
    """Turns true after some questions."""

    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0


@dataclass
class SyncLaptop:
    """One enrolled laptop."""

    county: TestCounty
    store: Store
    key: Ed25519PrivateKey

    @classmethod
    @contextmanager
    def enrolled(
        cls,
        county: TestCounty,
        hat: Hat,
        folder: Path,
        *,
        early: bool = False,
        clock: Clock | None = None,
        store_key: bytes | None = None,
    ) -> Iterator[Self]:
        """Enrol a hat; the store is closed on the way out.

        Args:
            early: as by a program that neither pinned keys nor knew papers.
            clock: the machine's unless given.
            store_key: of the store, for whoever opens it again.
        """
        clock = clock or SystemClock()
        comparing = Comparing(county.compare, wait=lambda _: None)
        invite, way = county.invite(hat), MemoryTransport(county)
        joined = enrol(way, invite, "Test laptop", clock, os.urandom, comparing)
        store = Store.create(folder, StoreKey(store_key or os.urandom(32)), clock, new_id)
        try:
            answer = joined.enrolment
            profile = Profile(
                county=answer.county,
                county_name=answer.county_name,
                device=answer.device,
                hat=answer.hat,
                epoch=answer.epoch,
                server_url="https://127.0.0.1:1",
                server_certificate_pem="",
                enrolled_at=answer.enrolled_at,
            )
            store.save_profile(profile, joined.private_key)
            if not early:
                store.instruments.pin_signing_key(answer.signing_key)
                store.papers.keep_phone_secret(answer.phone_secret)
                store.papers.take(as_checked(answer.papers))
            yield cls(county, store, Ed25519PrivateKey.from_private_bytes(joined.private_key))
        finally:
            store.close()

    def sync(
        self,
        *,
        replies: int = 1_000_000,
        cancel_after: int = 1_000_000,
        transport: Transport | None = None,
        limits: ClientLimits = LIMITS,
        progress: Callable[[Progress], None] = lambda _: None,
        is_cancelled: Callable[[], bool] | None = None,
    ) -> Receipt:
        """One exchange, in memory unless a transport is given."""
        clock = SystemClock()
        way = transport or MemoryTransport(self.county, replies)
        exchange = Exchange(
            self.store,
            self.conversation(way),
            clock,
            progress=progress,
            is_cancelled=is_cancelled or CountingCancel(cancel_after),
            limits=limits,
        )
        return exchange.run()[0]

    def conversation(self, way: Transport) -> Conversation:
        """What this laptop says by a way, trusting the key it has pinned."""
        pinned = self.store.instruments.signing_key()
        return Conversation(way, self.key, SystemClock(), os.urandom, county_key=pinned)

    def shown(self) -> dict[RecordId, CaseRecord]:
        """Every record of every case within reach, as a screen would show it."""
        held = [self.store.case(one.case) for one in self.store.memberships()]
        return {
            one.record.record: one.record
            for file in held
            if file is not None
            for one in file.records
        }

    def stir(self) -> None:
        """Do something that is logged, so that the next sync is a whole one."""
        self.store.audit.note(AuditEvent.LOG_ON)

    def may_write(self, case: CaseId) -> bool:
        """Whether the case is within reach on this laptop."""
        return any(one.case == case for one in self.store.memberships())

    def write_note(self, case: CaseId, text: str) -> None:
        """Write a contact note, as the desktop does."""
        fields = {
            "text": text,
            "happened_at": "2026-11-20T10:00:00Z",
            "entered_at": "2026-11-20T11:00:00Z",
        }
        self.write(case, RecordKind.CONTACT_NOTE, fields)

    def write(
        self,
        case: CaseId,
        kind: RecordKind,
        fields: Mapping[str, JsonValue],
        record: RecordId | None = None,
    ) -> RecordId:
        """Write a new record, or more into one of this laptop's own."""
        profile, link = self.store.profile(), self.store.next_link()
        assert profile is not None
        operation = Operation(
            id=OperationId(new_id()),
            device=profile.device,
            counter=link.counter,
            author=profile.hat.person,
            hat=profile.hat.id,
            case=case,
            record=record or RecordId(new_id()),
            kind=kind,
            section=SECTION_OF_KIND[kind],
            fields=dict(fields),
            base=dict.fromkeys(fields, 0),
            at=stamp(link.last, SystemClock().now()).encode(),
            previous=link.previous,
        )
        self.store.record_work([operation], author_name=profile.hat.person_name)
        return operation.record
