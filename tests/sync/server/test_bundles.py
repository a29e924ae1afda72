# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the county takes from a stick: each file once, from whom it knows, within its days."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.policy import Hat
from sync.client.bundle_writing import WrittenBundle
from sync.server.bundle_duties import take_all
from sync.server.bundle_key import keep_bundle_key
from sync.server.bundles import BUSY, take_bundle
from sync.server.database import CountyDatabase
from sync.server.errors import BundleRefused, StartFailed
from sync.server.sources import Source
from sync.wire.bundles import (
    AnswerHead,
    Carried,
    RequestHead,
    join_messages,
    open_answer,
    open_request,
    seal_request,
    split_messages,
)
from sync.wire.encoding import encode
from sync.wire.limits import LIMITS
from sync.wire.messages import PullRequest
from tests.fakes import sticks
from tests.fakes.county import MovableClock, SystemClock, TestCounty, county_in_memory, new_id
from tests.fakes.sync_laptops import SyncLaptop

NOTES_KEPT = "SELECT count(*) FROM record WHERE section = 'contacts'"


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    case = county.add_case(legal_name="Test Youth", author=ana)
    county.grant(ana, case)
    return case


@pytest.fixture
def laptop(county: TestCounty, ana: Hat, case: CaseId, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, ana, tmp_path / "one") as made:
        made.sync()
        made.write_note(case, "on the stick")
        yield made


def test_a_file_whose_answer_was_lost_is_answered_anew_by_the_rights_of_then(
    county: TestCounty, laptop: SyncLaptop, ana: Hat, ben: Hat
) -> None:
    fresh = county.add_case(legal_name="Another Youth", author=ben)
    county.grant(ana, fresh)
    written = sticks.write(laptop).content
    sticks.take(county, written)
    county.revoke(ana, fresh)
    again = sticks.take(county, written)
    assert (again.again, sticks.read(laptop, again.answer).sent) == (True, 1)
    assert county.sql(NOTES_KEPT) == [(1,)]
    assert not laptop.may_write(fresh)
    assert laptop.store.case(fresh) is None
    assert county.sql("SELECT length(answer) FROM bundle") == [(0,)]


def test_an_answer_is_never_larger_than_a_laptop_reads_whatever_is_asked(
    county: TestCounty, laptop: SyncLaptop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync.server.bundles.LIMITS", replace(LIMITS, bundle_messages=3))
    written, asked = sticks.write(laptop), encode(PullRequest(limit=1))
    pull = Carried(path="/v1/pull", name="/v1/pull ", size=len(asked))
    taken = sticks.take(county, with_messages(county, laptop, written, [pull] * 9, [asked] * 9))
    head, _ = split_messages(AnswerHead, open_answer(taken.answer, written.out.key).body)
    assert len(head.messages) == 3


def test_an_older_file_is_not_taken_after_a_newer_one(
    county: TestCounty, laptop: SyncLaptop
) -> None:
    older, newer = sticks.write(laptop), sticks.write(laptop)
    sticks.take(county, newer.content)
    with pytest.raises(BundleRefused, match="newer file"):
        sticks.take(county, older.content)


def test_a_number_used_twice_is_refused(county: TestCounty, laptop: SyncLaptop) -> None:
    book = laptop.store.carrying.book()
    first = sticks.write(laptop).content
    laptop.store.carrying.keep_book(book or "{}")
    second = sticks.write(laptop).content
    sticks.take(county, first)
    with pytest.raises(BundleRefused, match="same number"):
        sticks.take(county, second)
    assert county.sql("SELECT number FROM bundle") == [(1,)]


def test_a_file_is_taken_for_two_weeks(
    county: TestCounty, laptop: SyncLaptop, clock: MovableClock
) -> None:
    written = sticks.write(laptop).content
    drift = county.sql("SELECT clock_drift FROM device")
    clock.move(LIMITS.bundle_lasts + timedelta(minutes=1))
    with pytest.raises(BundleRefused, match="too long ago"):
        sticks.take(county, written)
    clock.move(-LIMITS.bundle_lasts - timedelta(days=1))
    with pytest.raises(BundleRefused, match="clock is wrong"):
        sticks.take(county, written)
    clock.move(timedelta(days=8))
    assert not sticks.take(county, written).again
    assert county.sql("SELECT clock_drift FROM device") == drift


def test_what_was_cut_in_the_middle_is_taken_again(county: TestCounty, laptop: SyncLaptop) -> None:
    written = sticks.write(laptop).content
    asked = iter([False, False, True])
    assert county.bundle_key is not None
    with pytest.raises(BundleRefused, match="to go on"):
        take_bundle(county.server, written, county.bundle_key, lambda: next(asked))
    assert county.sql("SELECT answer IS NULL FROM bundle") == [(True,)]
    assert sticks.read(laptop, sticks.take(county, written).answer).sent == 1
    assert county.sql(NOTES_KEPT) == [(1,)]


def test_a_laptop_nobody_knows_is_given_no_answer(
    county: TestCounty, laptop: SyncLaptop, tmp_path: Path
) -> None:
    written = sticks.write(laptop).content
    with county_in_memory(county.clock) as other:
        assert county.bundle_key is not None
        with pytest.raises(BundleRefused, match="does not know this laptop"):
            take_bundle(other.server, written, county.bundle_key)
        assert other.sql("SELECT count(*) FROM bundle") == [(0,)]


def test_a_message_that_was_put_in_breaks_the_signature(
    county: TestCounty, laptop: SyncLaptop
) -> None:
    assert county.bundle_key is not None
    opened = open_request(sticks.write(laptop).content, county.bundle_key)
    head, contents = split_messages(RequestHead, opened.body)
    more = Carried(path="/v1/pull", name="/v1/pull ", size=1)
    forged = join_messages(
        head.model_copy(update={"messages": (*head.messages, more)}), [*contents, b"x"]
    )
    file = seal_request(county.bundle_key.public, opened.envelope.headers, forged)
    with pytest.raises(BundleRefused, match="does not match"):
        sticks.take(county, file)


def test_a_path_that_is_not_carried_does_nothing(county: TestCounty, laptop: SyncLaptop) -> None:
    assert county.bundle_key is not None
    known = county.sql("SELECT id FROM device ORDER BY id")
    opened = open_request(sticks.write(laptop).content, county.bundle_key)
    head, contents = split_messages(RequestHead, opened.body)
    odd = head.messages[0].model_copy(update={"path": "/v1/enrol"})
    body = join_messages(head.model_copy(update={"messages": (odd, *head.messages[1:])}), contents)
    headers = sticks.sign(laptop, body)
    taken = sticks.take(county, seal_request(county.bundle_key.public, headers, body))
    assert taken.refusal == ""
    assert county.sql("SELECT id FROM device ORDER BY id") == known


def with_messages(
    county: TestCounty,
    laptop: SyncLaptop,
    written: WrittenBundle,
    asked: Sequence[Carried],
    contents: Sequence[bytes],
) -> bytes:
    """A file that its laptop signed, with other messages in it."""
    assert county.bundle_key is not None
    head, _ = split_messages(RequestHead, open_request(written.content, county.bundle_key).body)
    body = join_messages(head.model_copy(update={"messages": tuple(asked)}), contents)
    return seal_request(county.bundle_key.public, sticks.sign(laptop, body), body)


def with_a_spoiled_message(county: TestCounty, laptop: SyncLaptop) -> bytes:
    """A file that its laptop signed, and in which the question for the feed is none."""
    assert county.bundle_key is not None
    written = sticks.write(laptop)
    opened = open_request(written.content, county.bundle_key)
    head, contents = split_messages(RequestHead, opened.body)
    [at] = [place for place, one in enumerate(head.messages) if one.path == "/v1/pull"]
    asked = [*head.messages]
    asked[at], contents[at] = asked[at].model_copy(update={"size": 7}), b"holiday"
    return with_messages(county, laptop, written, asked, contents)


def test_one_bad_file_on_a_stick_stands_in_no_others_way(
    county: TestCounty, laptop: SyncLaptop, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "AAAA.request").write_bytes(b"holiday")
    (stick / "BBBB.request").write_bytes(with_a_spoiled_message(county, laptop))
    (stick / "CCCC.request").write_bytes(sticks.write(laptop).content)
    source = Source(SystemClock(), new_id, os.urandom)
    assert county.bundle_key is not None
    lines = take_all(county.server, county.bundle_key, source, [stick], None, "Tester")
    assert next(lines).startswith("AAAA.request\trefused")
    assert next(lines).startswith("BBBB.request\trefused")
    assert next(lines).startswith("CCCC.request\ttaken")
    with pytest.raises(BundleRefused, match="2 of 3"):
        next(lines)
    assert [one.name for one in sorted(stick.glob("*.answer"))] == ["CCCC.answer"]


def test_an_answer_without_room_is_written_the_next_time(
    county: TestCounty, laptop: SyncLaptop, tmp_path: Path
) -> None:
    file = tmp_path / "CCCC.request"
    file.write_bytes(sticks.write(laptop).content)
    source = Source(SystemClock(), new_id, os.urandom)
    assert county.bundle_key is not None
    lines = take_all(
        county.server, county.bundle_key, source, [file], tmp_path / "nowhere", "Tester"
    )
    assert "cannot be written" in next(lines)
    again = take_all(county.server, county.bundle_key, source, [file], None, "Tester")
    assert next(again).startswith("CCCC.request\ttaken before")


def test_a_database_that_does_not_answer_is_told_for_each_file_and_the_same_is_taken_again(
    county: TestCounty, laptop: SyncLaptop, tmp_path: Path
) -> None:
    for name in ("AAAA.request", "BBBB.request"):
        (tmp_path / name).write_bytes(sticks.write(laptop).content)
    source = Source(SystemClock(), new_id, os.urandom)
    away = replace(county.server, database=CountyDatabase("postgresql://nobody@127.0.0.1:9/none"))
    assert county.bundle_key is not None
    lines = take_all(away, county.bundle_key, source, [tmp_path], None, "Tester")
    assert [next(lines).split("\t")[1:] for _ in range(2)] == [["refused", BUSY]] * 2
    assert sticks.take(county, (tmp_path / "BBBB.request").read_bytes()).refusal == ""


def test_the_key_for_sticks_is_made_once_and_one_that_is_damaged_is_told(tmp_path: Path) -> None:
    made = keep_bundle_key(tmp_path / "tls")
    assert keep_bundle_key(tmp_path / "tls").public == made.public
    assert (tmp_path / "tls" / "bundle-key").stat().st_mode & 0o77 == 0
    (tmp_path / "tls" / "bundle-key").write_bytes(b"short")
    with pytest.raises(StartFailed, match="remove it"):
        keep_bundle_key(tmp_path / "tls")


def test_a_new_key_for_sticks_reaches_laptops_with_their_papers(
    county: TestCounty, laptop: SyncLaptop
) -> None:
    known = laptop.store.papers.bundle_key()
    laptop.sync()
    assert laptop.store.papers.bundle_key() == known
    sticks.change_key(county)
    with pytest.raises(BundleRefused, match="another key"):
        sticks.take(county, sticks.write(laptop).content)
    laptop.sync()
    assert laptop.store.papers.bundle_key() != known
    sticks.carry(laptop)
