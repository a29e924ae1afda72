# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop at a county whose server is newer or older than itself: a sentence, and nothing lost."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any

import pytest

from casework.ids import CaseId, RecordId
from casework.operations import NewerWork
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.sharing_work import NoteEmergency, SharingWork, TakeBack
from casework.vocabulary import RecordKind
from sync.client.bundle_writing import BundleWriter
from sync.client.errors import CountyOlder, DeviceRefused
from sync.client.limits import ClientLimits
from sync.client.transport import Reply, Transport
from sync.server.app import Asked, CountyServer
from sync.server.devices import SignedRequest
from sync.wire.audit import PATH_AUDIT
from sync.wire.errors import NEWER, OLDER, MessageMalformed
from sync.wire.index import PATH_INDEX, IndexReply, IndexRequest
from sync.wire.messages import PATH_PULL, PATH_PUSH, PATH_SECTIONS, PushReply, PushRequest
from sync.wire.news import PATH_NEWS
from sync.wire.rest import PATH_REST
from sync.wire.sharing import SharingRequest
from tests.fakes import sticks
from tests.fakes.county import TestCounty, a_note, ask_in_memory, new_id
from tests.fakes.index import a_change, designate, switch_on
from tests.fakes.sync_laptops import LyingTransport, MemoryTransport, SyncLaptop

OPTIONAL = (PATH_NEWS, PATH_INDEX, PATH_AUDIT, PATH_SECTIONS)


@pytest.fixture
def county(county: TestCounty) -> TestCounty:
    switch_on(county)
    return county


@pytest.fixture
def case(county: TestCounty, hat: Hat, case: CaseId) -> CaseId:
    designate(county, hat)
    return case


@pytest.fixture
def laptop(laptop: SyncLaptop, case: CaseId) -> SyncLaptop:
    laptop.sync()
    return laptop


@dataclass
class OlderCounty:
    """A server that does not know some paths, and says so as servers do, unsigned."""

    county: TestCounty
    unknown: tuple[str, ...]

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if path.partition("?")[0] in self.unknown:
            return Reply(404, b'{"detail":"Not Found"}', {"content-type": "application/json"})
        return MemoryTransport(self.county).send(path, headers, body)


class WordlessServer(CountyServer):
    """A server from before there were needs."""

    def _read(self, kind: type[Asked], request: SignedRequest) -> Asked:
        asked = super()._read(kind, request)
        if not isinstance(asked, PushRequest):
            return asked
        need = RecordKind.NEED
        strange = (one.model_dump_json() for one in asked.operations if one.kind is need)
        told = {
            "operations": tuple(one for one in asked.operations if one.kind is not need),
            "newer": tuple(map(NewerWork.model_validate_json, strange)),
        }
        return asked.model_copy(update=told)


class StrictServer(CountyServer):
    """A server that refuses a whole push, and sharing for a second person."""

    def _read(self, kind: type[Asked], request: SignedRequest) -> Asked:
        asked = super()._read(kind, request)
        if isinstance(asked, PushRequest) and asked.operations:
            raise MessageMalformed("The message could not be read: operations.0.kind.")
        if isinstance(asked, SharingRequest) and any(
            isinstance(one.act, NoteEmergency) for one in asked.work
        ):
            raise MessageMalformed("The message could not be read: work.0.act.")
        return asked


@dataclass
class OlderProgram:
    """The same county, served by an older program."""

    county: TestCounty
    program: type[CountyServer]

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        present = self.county.server
        older = self.program(**{one.name: getattr(present, one.name) for one in fields(present)})
        return Reply(*ask_in_memory(older, path, headers, body))


@dataclass
class Ways:
    """Asks some paths one way and all others another."""

    some: Mapping[str, Transport]
    others: Transport

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        return self.some.get(path, self.others).send(path, headers, body)


def newer(record: RecordId) -> Any:
    """A lie that makes one record of a kind this program has no word for."""

    def tell(heard: list[dict[str, Any]]) -> dict[str, Any]:
        page = heard[-1]
        for one in page["entries"]:
            if one["entry"] == "put" and one["record"]["record"] == record:
                one["record"]["kind"] = "hologram"
        return page

    return tell


def test_kinds_of_tomorrow_stay_at_the_county_and_come_once_the_laptop_is_updated(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    strange = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("tomorrow"), author=hat)
    known = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("today"), author=hat)
    laptop.write_note(case, "my own")
    # The comparing of sections would bring it back at once under its present name.
    without = OlderCounty(county, (PATH_NEWS, PATH_SECTIONS))
    lying = LyingTransport(county, PATH_PULL, newer(strange))
    receipt = laptop.sync(transport=Ways({PATH_PULL: lying}, without))
    assert (receipt.sent, receipt.note) == (1, OLDER)
    assert known in laptop.shown()
    assert strange not in laptop.shown()
    assert laptop.sync().note != NEWER
    assert strange in laptop.shown()


def test_what_was_passed_over_is_said(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    strange = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("tomorrow"), author=hat)
    empty = {"differing": [], "left": []}
    ways = {
        PATH_PULL: LyingTransport(county, PATH_PULL, newer(strange)),
        PATH_SECTIONS: LyingTransport(county, PATH_SECTIONS, lambda heard: heard[-1] | empty),
    }
    without = OlderCounty(county, (PATH_NEWS, PATH_REST))
    assert laptop.sync(transport=Ways(ways, without)).note == NEWER


def test_an_older_server_takes_what_it_knows_and_the_rest_waits(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    laptop.store.index.enter(a_change(case))
    laptop.write_note(case, "my own")
    fresh = county.add_record(case, RecordKind.CONTACT_NOTE, a_note("of a colleague"), author=hat)
    receipt = laptop.sync(transport=OlderCounty(county, OPTIONAL))
    assert (receipt.sent, receipt.note) == (1, OLDER)
    assert fresh in laptop.shown()
    assert len(laptop.store.index.work()) == 1
    assert laptop.sync().sent == 1
    assert laptop.store.index.work() == ()


@pytest.mark.parametrize("path", [PATH_PUSH, PATH_PULL])
def test_a_server_too_old_for_the_heart_of_it_is_told_in_a_sentence(
    county: TestCounty, case: CaseId, laptop: SyncLaptop, path: str
) -> None:
    laptop.write_note(case, "my own")
    with pytest.raises(CountyOlder, match="older than this program"):
        laptop.sync(transport=OlderCounty(county, (PATH_NEWS, path)))
    assert laptop.sync().note == ""
    assert laptop.store.pending_operations(10) == ()


def test_work_of_a_kind_the_server_does_not_know_is_held_and_holds_up_nothing(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    older = OlderProgram(county, WordlessServer)
    laptop.write_note(case, "first")
    need = laptop.write(case, RecordKind.NEED, {"domain": "housing", "words": "a room"})
    assert laptop.sync(transport=older).sent == 1
    laptop.write_note(case, "second")
    laptop.write(case, RecordKind.NEED, {"words": "a room with a key"}, need)
    receipt = laptop.sync(transport=older)
    assert (receipt.sent, receipt.held) == (1, 2)
    held = laptop.store.work_summary().refused
    assert [one.reason.code for one in held if one.reason] == [ReasonCode.NEWER_WORK] * 2
    assert laptop.shown()[need].fields["words"] == "a room with a key"
    assert need not in {one.record for one in county.kept_records()}

    assert laptop.sync().sent == 2
    assert laptop.store.work_summary().refused == ()
    (taken,) = (one for one in county.kept_records() if one.record == need)
    assert taken.fields["words"] == "a room with a key"
    assert laptop.sync().note == ""


def test_all_that_is_held_is_asked_about_in_as_many_requests_as_it_needs(
    county: TestCounty, case: CaseId, laptop: SyncLaptop
) -> None:
    for _ in range(3):
        laptop.write(case, RecordKind.NEED, {"domain": "housing", "words": "a room"})
    assert laptop.sync(transport=OlderProgram(county, WordlessServer)).held == 3
    assert laptop.sync(limits=ClientLimits(push_operations=2)).sent == 3


def test_what_is_held_for_want_of_words_still_shows_a_copied_laptop(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    older = OlderProgram(county, WordlessServer)
    laptop.write(case, RecordKind.NEED, {"domain": "housing", "words": "a room"})
    laptop.sync(transport=older)
    (work,) = laptop.store.pending_operations(10, refused=True)
    other = work.model_copy(update={"fields": work.fields | {"words": "of a copy"}})
    talk = laptop.conversation(older)
    with pytest.raises(DeviceRefused, match="Two copies"):
        talk.ask(PATH_PUSH, PushRequest(operations=(other,)), PushReply)


def test_a_server_that_cannot_read_the_work_at_all_still_tells_of_rights_that_ended(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    other = county.add_case(author=hat)
    county.grant(hat, other)
    laptop.sync()
    laptop.write_note(case, "my own")
    county.revoke(hat, other)
    receipt = laptop.sync(transport=OlderProgram(county, StrictServer))
    assert (receipt.sent, receipt.note) == (0, OLDER)
    assert not laptop.may_write(other)
    assert laptop.sync().sent == 1


def test_a_decision_the_server_cannot_read_waits_and_the_others_go(
    county: TestCounty, hat: Hat, case: CaseId, laptop: SyncLaptop
) -> None:
    for act in (TakeBack(ground="none", reason="over"), NoteEmergency(ground="none")):
        work = SharingWork(id=new_id(), case=case, hat=hat.id, at=datetime.now(UTC), act=act)
        laptop.store.sharing.keep(work, None)
    receipt = laptop.sync(transport=OlderProgram(county, StrictServer))
    assert (receipt.held, receipt.note) == (1, OLDER)
    assert [one.refused is None for one in laptop.store.sharing.work()] == [False, True]


def test_this_server_says_so_itself_over_the_network_and_on_a_stick(
    county: TestCounty, case: CaseId, laptop: SyncLaptop
) -> None:
    talk = laptop.conversation(MemoryTransport(county))
    with pytest.raises(CountyOlder, match="older than this program"):
        talk.ask("/v1/tomorrow", IndexRequest(), IndexReply)
    laptop.write_note(case, "my own")
    writer = BundleWriter(
        laptop.store, sticks.pen_of(laptop), progress=lambda _: None, is_cancelled=lambda: False
    )
    writer._sheet.add("/v1/tomorrow", IndexRequest())
    taken = sticks.take(county, writer.write().content)
    assert sticks.read(laptop, taken.answer).sent == 1
