# SPDX-License-Identifier: AGPL-3.0-or-later
"""Only members decide who opens an organization's notes; a county can neither add nor forget."""

import os

import pytest

from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.ids import AgencyId, DeviceId
from casework.rosters import (
    EntryKind,
    Roster,
    SignedEntry,
    follow,
    unwrap_generation,
    wrap_generation,
)
from casework.sealing import SEALING_PRIVATE_BYTES
from tests.fakes.organizations import ORGANIZATION, Advocate
from tests.fakes.people import an_id

A, B, C = (Advocate(DeviceId(an_id(number))) for number in (1, 2, 3))


def test_a_roster_leads_from_its_founder_to_those_who_were_admitted_and_not_removed() -> None:
    first, founded = A.found()
    second, admitted = A.admit(first, B)
    third, removed = B.remove(second, A.device)
    assert (first.generation, second.generation, third.generation) == (1, 1, 2)
    assert set(second.members) == {A.device, B.device}
    assert set(third.members) == {B.device}
    assert follow(Roster(ORGANIZATION), [founded, admitted, removed]) == third
    assert follow(second, [removed]) == third


def test_a_key_reaches_a_member_only_and_only_the_one_it_was_sealed_to() -> None:
    founder, colleague, stranger = Advocate(A.device), Advocate(B.device), Advocate(C.device)
    roster, _ = founder.found()
    with pytest.raises(RosterBroken, match="admit it first"):
        wrap_generation(roster, 1, founder.secrets[1], stranger.device)
    roster, _ = founder.admit(roster, colleague)
    wrapped = wrap_generation(roster, 1, founder.secrets[1], colleague.device)
    assert founder.secrets[1] not in wrapped
    opened = unwrap_generation(roster, 1, wrapped, colleague.own, colleague.device)
    assert opened.public == roster.keys[0]
    with pytest.raises(SealedBoxUnreadable):
        unwrap_generation(roster, 1, wrapped, stranger.own, stranger.device)
    with pytest.raises(SealedBoxUnreadable):
        unwrap_generation(roster, 1, wrapped, colleague.own, stranger.device)


def test_a_key_that_the_members_did_not_agree_on_is_not_taken() -> None:
    founder, colleague = Advocate(A.device), Advocate(B.device)
    roster, _ = founder.found()
    roster, _ = founder.admit(roster, colleague)
    with pytest.raises(RosterBroken, match="agreed on"):
        wrap_generation(roster, 1, os.urandom(SEALING_PRIVATE_BYTES), colleague.device)
    with pytest.raises(RosterBroken, match="agreed on"):
        wrap_generation(roster, 2, founder.secrets[1], colleague.device)


def test_whoever_was_removed_gets_no_later_key() -> None:
    founder, gone = Advocate(A.device), Advocate(B.device)
    roster, _ = founder.found()
    roster, _ = founder.admit(roster, gone)
    roster, _ = founder.remove(roster, gone.device)
    with pytest.raises(RosterBroken, match="not a member"):
        wrap_generation(roster, 2, founder.secrets[2], gone.device)
    assert set(gone.secrets) == {1}


def test_an_entry_of_somebody_who_is_no_member_is_refused() -> None:
    founder, stranger = Advocate(A.device), Advocate(C.device)
    roster, founded = founder.found()
    entry = stranger.sign(roster, EntryKind.ADMIT, member=stranger.member)
    with pytest.raises(RosterBroken, match="no member"):
        follow(roster, [entry])
    posing = Advocate(founder.device)
    with pytest.raises(RosterBroken, match="whom it names"):
        follow(roster, [posing.sign(roster, EntryKind.ADMIT, member=stranger.member)])
    with pytest.raises(RosterBroken, match="does not follow"):
        follow(roster, [founded])


def test_a_founding_again_a_removal_of_nobody_and_a_key_out_of_place_are_refused() -> None:
    founder, other = Advocate(A.device), Advocate(B.device)
    roster, _ = founder.found()
    key = other.begin_generation(Roster(ORGANIZATION))
    for bad in (
        founder.sign(roster, EntryKind.FOUND, member=founder.member, key=key),
        founder.sign(roster, EntryKind.REMOVE, gone=other.device, key=key),
        founder.sign(roster, EntryKind.REMOVE, key=key),
        founder.sign(roster, EntryKind.ADMIT, member=other.member, key=key),
        founder.sign(roster, EntryKind.REMOVE, gone=founder.device),
        founder.sign(Roster(AgencyId("elsewhere"), 1, roster.head), EntryKind.ADMIT),
        SignedEntry(text="{}", signature=""),
    ):
        with pytest.raises(RosterBroken):
            follow(roster, [bad])


def test_what_people_compare_is_another_for_another_key() -> None:
    assert Advocate(A.device).member.thumbprint != Advocate(A.device).member.thumbprint
    assert A.member.thumbprint == A.member.thumbprint
