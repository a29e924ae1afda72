# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop at a county whose server is newer or older than itself: a sentence, and nothing lost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from casework.ids import CaseId, RecordId
from casework.policy import Hat
from casework.vocabulary import RecordKind
from sync.client.bundle_writing import BundleWriter
from sync.client.errors import CountyOlder
from sync.client.transport import Reply, Transport
from sync.wire.audit import PATH_AUDIT
from sync.wire.errors import NEWER, OLDER
from sync.wire.index import PATH_INDEX, IndexReply, IndexRequest
from sync.wire.messages import PATH_PULL, PATH_PUSH, PATH_SECTIONS
from sync.wire.news import PATH_NEWS
from sync.wire.rest import PATH_REST
from tests.fakes import sticks
from tests.fakes.county import TestCounty, a_note, county_in_memory
from tests.fakes.index import a_change, designate, switch_on
from tests.fakes.sync_laptops import LyingTransport, MemoryTransport, SyncLaptop

OPTIONAL = (PATH_NEWS, PATH_INDEX, PATH_AUDIT, PATH_SECTIONS)


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as running:
        switch_on(running)
        yield running


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    case = county.add_case(author=hat)
    county.grant(hat, case)
    designate(county, hat)
    return case


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        made.sync()
        yield made


@dataclass
class OlderCounty:
    """A server that does not know some paths, and says so as servers do, unsigned."""

    county: TestCounty
    unknown: tuple[str, ...]

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if path.partition("?")[0] in self.unknown:
            return Reply(404, b'{"detail":"Not Found"}', {"content-type": "application/json"})
        return MemoryTransport(self.county).send(path, headers, body)


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
