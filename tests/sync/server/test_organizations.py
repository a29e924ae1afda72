# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county passes an organization's roster and keys between its laptops and can open neither."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import JsonValue

from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.feed import RecordPut
from casework.ids import AgencyId, CaseId, DeviceId, RecordId
from casework.operations import Outcome
from casework.policy import Hat
from casework.privileged import NotePlace, NoteWords, open_note, seal_note
from casework.records import PrivilegedNote
from casework.rosters import EntryKind, Roster, follow, unwrap_generation, wrap_generation
from casework.vocabulary import AgencyKind, LegalRole, RecordKind, Section
from sync.server.tables import METADATA
from sync.wire.messages import Problem, ProblemCode, PushReply
from sync.wire.organizations import (
    PATH_ORGANIZATION,
    OrganizationReply,
    OrganizationRequest,
    WrappedGeneration,
)
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.organizations import Advocate
from tests.fakes.people import NOON, a_hat, an_id

SAID = "What was said in confidence."
WORDS = NoteWords(text=SAID, happened_at=NOON, entered_at=NOON)


def an_advocate(county: TestCounty, number: int, agency: int = 1) -> tuple[TestLaptop, Advocate]:
    """A caseworker of an advocate organization with an enrolled laptop."""
    hat = a_hat(number, role=LegalRole.HUMAN_TRAFFICKING_CASEWORKER).model_copy(
        update={
            "agency": AgencyId(an_id(5000 + agency)),
            "agency_name": f"Advocates {agency}",
            "agency_kind": AgencyKind.ADVOCATE_ORGANIZATION,
        }
    )
    county.add_hat(hat)
    laptop = TestLaptop(county)
    laptop.enrol(hat)
    return laptop, Advocate(laptop.enrolment.device, laptop.key)


def ask(laptop: TestLaptop, **said: object) -> OrganizationReply:
    answer = try_to(laptop, **said)
    assert isinstance(answer, OrganizationReply), answer
    return answer


def try_to(laptop: TestLaptop, **said: object) -> OrganizationReply | Problem:
    asked = OrganizationRequest.model_validate(said)
    return laptop.ask(PATH_ORGANIZATION, asked, OrganizationReply)


def organization(laptop: TestLaptop) -> AgencyId:
    return laptop.enrolment.hat.agency


def wraps(roster: Roster, giver: Advocate, to: Advocate) -> list[WrappedGeneration]:
    return [
        WrappedGeneration(
            device=to.device,
            generation=number,
            content=wrap_generation(roster, number, secret, to.device),
        )
        for number, secret in giver.secrets.items()
    ]


@pytest.fixture
def pair(county: TestCounty) -> tuple[TestLaptop, Advocate, TestLaptop, Advocate, Roster]:
    """Two colleagues; the first founded the roster, admitted the second and handed the key over."""
    one, first = an_advocate(county, 11)
    two, second = an_advocate(county, 12)
    roster, founded = first.found(organization(one))
    ask(one, entries=[founded])
    bare = Advocate(second.device, second.signing, second.own)
    roster, admitted = first.admit(roster, bare)
    ask(one, after=1, entries=[admitted], wrapped=wraps(roster, first, second))
    return one, first, two, second, roster


Pair = tuple[TestLaptop, Advocate, TestLaptop, Advocate, Roster]


def learn(laptop: TestLaptop, advocate: Advocate) -> Roster:
    """Do as a laptop does: follow the chain from the start, unwrap what is for it."""
    reply = ask(laptop)
    roster = follow(Roster(organization(laptop)), reply.entries)
    for one in reply.wrapped:
        key = unwrap_generation(roster, one.generation, one.content, advocate.own, advocate.device)
        assert key.public == roster.keys[one.generation - 1]
        advocate.secrets[one.generation] = advocate.own.open(
            one.content,
            f"fieldfare organization key 1\n{roster.organization}\n{one.generation}\n"
            f"{advocate.device}".encode(),
        )
    return roster


def test_a_colleague_reads_a_note_by_what_the_county_passed_on(pair: Pair) -> None:
    _, _, two, second, roster = pair
    place = NotePlace(COUNTY, CaseId(new_id()), RecordId(new_id()))
    note = PrivilegedNote.model_validate(seal_note(roster, WORDS, place))
    assert learn(two, second) == roster
    assert open_note(note, second.keys, place) == WORDS


def test_all_of_the_countys_database_and_keys_open_no_note(county: TestCounty, pair: Pair) -> None:
    _, first, _, _, roster = pair
    place = NotePlace(COUNTY, CaseId(new_id()), RecordId(new_id()))
    note = PrivilegedNote.model_validate(seal_note(roster, WORDS, place))
    rows = [
        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
        for table in METADATA.tables
        for row in county.sql(f"SELECT * FROM {table}")
        for value in row
    ]
    held = b"\n".join(rows)
    assert SAID.encode() not in held
    assert first.secrets[1] not in held
    keeper = county.database.keys
    assert keeper is not None
    wrapped = [bytes(row[0]) for row in county.sql("SELECT content FROM wrapped_generation")]
    keys = [*keeper.county_keys.held.values()]  # type: ignore[attr-defined]  # MemoryKeys
    assert len(wrapped) == 1
    for key in keys:
        for box in (*wrapped, note.box.encode()):
            for nonce in (box[:12], bytes(12)):
                with pytest.raises(InvalidTag):
                    AESGCM(key).decrypt(nonce, box[12:], None)
    stranger = Advocate(first.device)
    with pytest.raises(SealedBoxUnreadable):
        unwrap_generation(roster, 1, wrapped[0], stranger.own, first.device)


def test_whoever_is_removed_hears_it_and_gets_no_later_key(pair: Pair) -> None:
    one, first, two, second, roster = pair
    roster, removed = first.remove(roster, second.device)
    ask(one, after=2, entries=[removed])
    assert learn(two, second) == roster
    assert set(second.secrets) == {1}
    late = WrappedGeneration(device=second.device, generation=2, content=b"x")
    for laptop in (one, two):
        refused = try_to(laptop, wrapped=[late])
        assert isinstance(refused, Problem)


def test_nobody_lays_a_key_in_the_place_of_one_that_was_not_begun(pair: Pair) -> None:
    """Who is about to be let go could else spoil the next key for those who stay."""
    one, first, two, second, roster = pair
    spoilt = WrappedGeneration(device=first.device, generation=2, content=b"x" * 99)
    refused = try_to(two, wrapped=[spoilt])
    assert isinstance(refused, Problem)
    assert "not begun" in refused.sentence
    after, removed = first.remove(roster, second.device)
    ask(one, after=2, entries=[removed], wrapped=wraps(after, first, first))
    assert learn(one, first) == after


def test_the_county_keeps_no_entry_that_does_not_follow_or_is_not_the_senders(pair: Pair) -> None:
    one, first, two, second, roster = pair
    _, again = first.found(organization(one))
    _, elsewhere = first.remove(replace(roster, number=7), second.device)
    _, others = first.remove(roster, second.device)
    bad, late = ProblemCode.BAD_REQUEST, ProblemCode.BUSY
    for laptop, entry, code in ((one, again, late), (one, elsewhere, bad), (two, others, bad)):
        refused = try_to(laptop, entries=[entry])
        assert isinstance(refused, Problem)
        assert refused.code is code
    assert len(ask(one).entries) == 2


def test_a_county_that_puts_in_an_entry_of_its_own_is_not_followed(pair: Pair) -> None:
    _, first, two, _, roster = pair
    spy = Advocate(first.device)
    forged = spy.sign(roster, EntryKind.ADMIT, member=spy.member)
    reply = ask(two)
    with pytest.raises(RosterBroken, match="whom it names"):
        follow(Roster(roster.organization), [*reply.entries, forged])
    with pytest.raises(RosterBroken, match="does not follow"):
        follow(Roster(roster.organization), reply.entries[1:])


def test_what_is_sealed_to_a_paper_is_given_within_its_organization_only(
    county: TestCounty, pair: Pair
) -> None:
    one, first, two, second, roster = pair
    paper = Advocate(DeviceId("paper-1"))
    after, admitted = first.admit(roster, paper)
    ask(one, after=2, entries=[admitted], wrapped=wraps(after, first, paper))
    elsewhere, outsider = an_advocate(county, 21, agency=2)
    assert [one.device for one in ask(two).wrapped] == [second.device]
    assert paper.device in {one.device for one in ask(two, paper=paper.device).wrapped}
    for named in (paper.device, second.device):
        assert ask(elsewhere, paper=named).wrapped == ()
    assert {one.device for one in ask(two, paper=first.device).wrapped} == {second.device}
    # A paper that is on no list signs nobody in, nor does one of another organization.
    spy = Advocate(DeviceId("paper-2"))
    for signer in (spy, paper):
        forged = signer.sign(after, EntryKind.ADMIT, member=outsider.member)
        assert isinstance(try_to(elsewhere, entries=[forged]), Problem)
    assert isinstance(
        try_to(two, entries=[spy.sign(after, EntryKind.ADMIT, member=spy.member)]), Problem
    )


def test_another_organization_and_everybody_without_a_privilege_see_nothing(
    county: TestCounty, pair: Pair, laptop: TestLaptop, ana: Hat
) -> None:
    assert pair
    elsewhere, _ = an_advocate(county, 21, agency=2)
    assert ask(elsewhere) == OrganizationReply(entries=(), wrapped=(), number=0)
    refused = try_to(laptop)
    assert isinstance(refused, Problem)
    assert "Only counselors" in refused.sentence
    case = county.add_case(author=ana)
    county.grant(ana, case)
    laptop.push(laptop.write(case, a_note()))
    entries, _ = laptop.pull_all()
    assert entries


def test_a_note_reaches_the_organization_as_ciphertext_and_nobody_else_at_all(
    county: TestCounty, pair: Pair, laptop: TestLaptop, ana: Hat
) -> None:
    one, _, two, second, roster = pair
    elsewhere, _ = an_advocate(county, 21, agency=2)
    case = county.add_case(author=ana)
    for hat in (ana, one.enrolment.hat, two.enrolment.hat, elsewhere.enrolment.hat):
        county.grant(hat, case, frozenset(Section))
    place = NotePlace(COUNTY, case, RecordId(new_id()))
    kind = RecordKind.PRIVILEGED_NOTE
    work = one.write(case, seal_note(roster, WORDS, place), kind=kind, record=place.record)
    foreign = elsewhere.write(case, seal_note(roster, WORDS, place), kind=kind)
    unprivileged = laptop.write(case, seal_note(roster, WORDS, place), kind=kind)
    outcomes = []
    for sender, sent in ((one, work), (elsewhere, foreign), (laptop, unprivileged)):
        answer = sender.push(sent)
        assert isinstance(answer, PushReply)
        outcomes.append(answer.results[0].outcome)
    assert outcomes == [Outcome.APPLIED, Outcome.REFUSED, Outcome.REFUSED]
    learn(two, second)
    [kept] = notes_of(two)
    assert open_note(PrivilegedNote.model_validate(kept), second.keys, place) == WORDS
    assert notes_of(laptop) == notes_of(elsewhere) == []
    assert [one for one in county.kept_records() if SAID in one.model_dump_json()] == []


def notes_of(laptop: TestLaptop) -> list[dict[str, JsonValue]]:
    entries, _ = laptop.pull_all()
    puts = [one.record for one in entries if isinstance(one, RecordPut)]
    return [one.fields for one in puts if one.kind is RecordKind.PRIVILEGED_NOTE]
