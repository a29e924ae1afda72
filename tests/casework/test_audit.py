# SPDX-License-Identifier: AGPL-3.0-or-later
"""The log's lines and chains."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.audit import (
    Actor,
    AuditEntry,
    AuditEvent,
    AuditHead,
    AuditNote,
    AuditOutcome,
    check_follows,
    from_stamp,
    make_entry,
    read_line,
    to_stamp,
    walk_chains,
)
from casework.errors import AuditBroken
from casework.ids import CaseId, DeviceId, RecordId
from tests.fakes.people import NOON, a_hat, an_id

EVENTS = st.sampled_from(AuditEvent)
IDS = st.integers(0, 5).map(an_id)
NOTES = st.builds(
    AuditNote,
    EVENTS,
    st.one_of(st.just(""), IDS).map(CaseId),
    st.one_of(st.just(""), IDS).map(RecordId),
    st.sampled_from(AuditOutcome),
)


def an_actor(device: int = 1) -> Actor:
    hat = a_hat()
    return Actor(DeviceId(an_id(4000 + device)), hat.person, hat.id)


def a_chain(notes: list[AuditNote], device: int = 1) -> list[AuditEntry]:
    head, entries = AuditHead(), []
    for count, note in enumerate(notes):
        entry = make_entry(head, an_actor(device), note, NOON + timedelta(seconds=count))
        head = entry.head()
        entries.append(entry)
    return entries


@given(st.lists(NOTES, max_size=8))
def test_every_line_reads_back_as_the_entry_it_was(notes: list[AuditNote]) -> None:
    for entry in a_chain(notes):
        assert read_line(entry.line().decode()) == entry
        assert len(entry.line()) <= 400


@given(st.lists(NOTES, min_size=1, max_size=8), st.data())
def test_no_byte_of_a_chain_can_be_altered(notes: list[AuditNote], data: st.DataObject) -> None:
    lines = [one.line() for one in a_chain(notes)]
    whole = bytearray(b"".join(lines))
    place = data.draw(st.integers(0, len(b"".join(lines[:-1])) - 1)) if len(lines) > 1 else 0
    whole[place] ^= data.draw(st.integers(1, 255))
    altered = [*bytes(whole).splitlines(keepends=True)]
    with pytest.raises(AuditBroken):
        _require_same(list(walk_chains(altered)), list(walk_chains(lines)))


def _require_same(found: list[bytes], wanted: list[bytes]) -> None:
    """The last line has no follower: what was handed on of it tells."""
    if found != wanted:
        raise AuditBroken("other hashes")


@given(st.lists(NOTES, min_size=3, max_size=8), st.data())
def test_an_entry_taken_out_or_put_twice_or_swapped_is_found(
    notes: list[AuditNote], data: st.DataObject
) -> None:
    lines = [one.line() for one in a_chain(notes)]
    place = data.draw(st.integers(0, len(lines) - 2))
    without = lines[:place] + lines[place + 1 :]
    twice = lines[: place + 1] + lines[place:]
    swapped = [*lines[:place], lines[place + 1], lines[place], *lines[place + 2 :]]
    for bad in (without, twice, swapped):
        with pytest.raises(AuditBroken):
            list(walk_chains(bad))


@given(st.lists(NOTES, max_size=6), st.lists(NOTES, max_size=6), st.randoms())
def test_chains_of_several_devices_may_be_mixed(
    some: list[AuditNote], others: list[AuditNote], random: object
) -> None:
    first = [one.line() for one in a_chain(some, 1)]
    second = [one.line() for one in a_chain(others, 2)]
    mixed: list[bytes] = []
    while first or second:
        take = first if ((len(mixed) * 7) % 3 and first) or not second else second
        mixed.append(take.pop(0))
    assert len(list(walk_chains(mixed))) == len(mixed)


def test_a_clock_that_went_back_does_not_take_the_log_back() -> None:
    first = make_entry(AuditHead(), an_actor(), AuditNote(AuditEvent.LOG_ON), NOON)
    second = make_entry(
        first.head(), an_actor(), AuditNote(AuditEvent.CASE_READ), NOON - timedelta(days=1)
    )
    assert second.at == NOON
    earlier = second._replace(stamp=first.stamp - 1)
    with pytest.raises(AuditBroken, match="earlier than the entry before it"):
        check_follows(first.head(), earlier)


@given(st.integers(0, 4 * 10**15))
def test_a_stamp_keeps_a_hundredth_of_a_second(microseconds: int) -> None:
    moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=microseconds)
    assert timedelta() <= moment - from_stamp(to_stamp(moment)) < timedelta(milliseconds=10)


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "1\t2\n",
        "a name that nobody may write here\n",
        "0\t1\td\tp\th\tlog-on\t\t\tok\t" + "0" * 64 + "\n",
        "1\t1\td\tp\th\tno-such-event\t\t\tok\t" + "0" * 64 + "\n",
        "1\t1\td\tp\th\tlog-on\t\t\tmaybe\t" + "0" * 64 + "\n",
        "1\t1\td\tp\th\tlog-on\tJane Doe\t\tok\t" + "0" * 64 + "\n",
        "1\t1\td\tp\th\tlog-on\t\t\tok\t" + "0" * 64,
        "1\t1\td\tp\th\tlog-on\t\t\tok\t" + "0" * 64 + "\n\n",
    ],
)
def test_anything_else_than_a_line_is_refused(bad: str) -> None:
    with pytest.raises(AuditBroken):
        read_line(bad)
    if bad:
        with pytest.raises(AuditBroken):
            list(walk_chains([bad.encode(), bad.encode()]))


def test_a_name_cannot_be_logged_in_place_of_an_id() -> None:
    note = AuditNote(AuditEvent.CASE_READ, case=CaseId("Jane Doe"))
    with pytest.raises(AuditBroken):
        make_entry(AuditHead(), an_actor(), note, NOON)
