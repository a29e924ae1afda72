# SPDX-License-Identifier: AGPL-3.0-or-later
"""With a signed and answered referral the rights move along, and no further than the policy."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from casework.hats import AccessQuestion, Hat
from casework.ids import CaseId, RecordId
from casework.policy import decide
from casework.reasons import Reason, ReasonCode
from casework.referrals import ReferralReply
from casework.sharing_work import SharingWork, TakeBack
from casework.sign_offs import SignOffAct, digest_of
from casework.vocabulary import ORDINARY_SECTIONS, Action, LegalRole, RecordKind, Section
from sync.server.audit import Actor
from sync.server.memberships import read_memberships
from sync.server.referral_assignments import OF_THEN, include_referrals
from sync.server.tables import audit
from sync.wire.messages import PushReply
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.people import a_hat
from tests.sync.server.conftest import enrolled

READ, WRITE = Action.READ, Action.WRITE
HELD = frozenset({Section.IDENTITY, Section.CONTACTS, Section.REFERRALS, Section.YOUTH_PRIVATE})


class Table:
    """Ana refers a case of hers; Rita supervises; Ben is her colleague, Cora of another agency."""

    def __init__(self, county: TestCounty, ana: Hat, ben: Hat) -> None:
        self.county, self.ana, self.ben = county, ana, ben
        self.rita = county.add_hat(a_hat(7, role=LegalRole.SUPERVISOR))
        self.cora = county.add_hat(a_hat(8, agency=2))
        self.dora = county.add_hat(a_hat(9, agency=2))
        self.case: CaseId = county.add_case(author=ana)
        county.add_record(self.case, RecordKind.CONTACT_NOTE, a_note(), author=ana)
        county.grant(ana, self.case, sections=HELD)
        county.grant(self.rita, self.case, sections=ORDINARY_SECTIONS)
        self.laptops = {
            one.id: enrolled(county, one) for one in (ana, ben, self.rita, self.cora, self.dora)
        }

    def push(self, hat: Hat, fields: dict[str, Any], kind: RecordKind) -> tuple[RecordId, Any]:
        laptop: TestLaptop = self.laptops[hat.id]
        work = laptop.write(self.case, fields, kind=kind)
        reply = laptop.push(work)
        assert isinstance(reply, PushReply), reply
        reason = reply.results[0].reason
        return work.record, None if reason is None else reason.code

    def refer(self, to: Hat, **changes: Any) -> RecordId:
        """Refer, sign and approve."""
        record, refused = self.push(self.ana, self.fields(to) | changes, RecordKind.REFERRAL)
        assert refused is None
        for hat, act in ((self.ana, SignOffAct.SIGNED), (self.rita, SignOffAct.APPROVED)):
            assert self.sign(hat, record, act) is None
        return record

    def fields(self, to: Hat) -> dict[str, Any]:
        return {
            "purpose": "joint_work",
            "to_agency": to.agency_name,
            "to_hat": to.id,
            "why": "She asked for it.",
            "referred_on": "2026-11-20",
            "youth_agreed": "agreed",
            "caregiver_agreed": "agreed",
        }

    def sign(self, hat: Hat, record: RecordId, act: SignOffAct) -> Any:
        """Sign or approve the referral as it stands."""
        [held] = [one.fields for one in self.county.kept_records() if one.record == record]
        word = {
            "about": record,
            "act": act.value,
            "sha256": digest_of(held),
            "seen": held,
            "at": "2026-11-20T10:00:00Z",
        }
        return self.push(hat, word, RecordKind.SIGN_OFF)[1]

    def change(self, record: RecordId, **changes: Any) -> None:
        laptop = self.laptops[self.ana.id]
        work = laptop.write(self.case, changes, kind=RecordKind.REFERRAL, record=record)
        reply = laptop.push(work)
        assert isinstance(reply, PushReply)
        assert reply.results[0].was_taken

    def take_back(self, ground: str) -> None:
        """Ana heard from the youth that they do not want it any more."""
        work = SharingWork(
            id=new_id(),
            case=self.case,
            hat=self.ana.id,
            at=self.county.clock.now(),
            act=TakeBack(ground=ground, reason="The youth said no."),
        )
        asked = SharingRequest(work=(work,))
        told = self.laptops[self.ana.id].ask(PATH_SHARING, asked, SharingReply)
        assert isinstance(told, SharingReply)
        assert [one.refused for one in told.results] == [None]

    def answer(self, by: Hat, record: RecordId, reply: ReferralReply, to: Hat | None = None) -> Any:
        fields = {
            "referral": record,
            "reply": reply.value,
            "words": "So be it.",
            "to_hat": None if to is None else to.id,
            "at": self.county.clock.now().isoformat(),
        }
        return self.push(by, fields, RecordKind.REFERRAL_ANSWER)[1]

    def may(
        self, hat: Hat, section: Section, action: Action, owner: Hat, later: timedelta | None = None
    ) -> bool:
        at = self.county.clock.now() + (later or timedelta())
        question = AccessQuestion(
            hat=hat, case=self.case, section=section, action=action, at=at, owner=owner.agency
        )
        with self.county.database.administer() as connection:
            mine = read_memberships(connection, COUNTY, hat.id, [self.case])
        return decide(question, mine).allowed

    def opened(self, hat: Hat, owner: Hat) -> set[Section]:
        return {one for one in Section if self.may(hat, one, READ, owner)}


@pytest.fixture
def table(county: TestCounty, ana: Hat, ben: Hat) -> Table:
    return Table(county, ana, ben)


def test_a_colleague_sees_the_referral_once_it_is_signed_and_gets_what_the_other_has(
    table: Table,
) -> None:
    ben, ana = table.ben, table.ana
    day = (table.county.clock.now() + timedelta(days=3)).date().isoformat()
    record = table.refer(ben, purpose="hand_over", hand_over_on=day)
    assert table.opened(ben, ana) == {Section.IDENTITY, Section.REFERRALS}
    assert table.answer(ben, record, ReferralReply.ACCEPTED) is None
    assert table.opened(ben, ana) == HELD - {Section.YOUTH_PRIVATE}
    assert table.may(ana, Section.CONTACTS, WRITE, ana)
    assert not table.may(ana, Section.CONTACTS, READ, ana, timedelta(days=4))
    assert table.may(ben, Section.CONTACTS, WRITE, ana, timedelta(days=400))


def test_another_agency_sees_the_referral_alone_and_works_in_its_own_part_once_it_accepts(
    table: Table,
) -> None:
    ana, cora = table.ana, table.cora
    record = table.refer(cora)
    assert table.opened(cora, ana) == {Section.IDENTITY, Section.REFERRALS}
    assert not table.may(cora, Section.REFERRALS, WRITE, ana)
    assert not table.may(cora, Section.CONTACTS, WRITE, cora)
    assert table.answer(cora, record, ReferralReply.ACCEPTED) is None
    assert table.opened(cora, ana) == {Section.IDENTITY, Section.REFERRALS}
    assert table.may(cora, Section.CONTACTS, WRITE, cora)
    assert table.may(ana, Section.REFERRALS, READ, cora)
    assert table.opened(ana, cora) == {Section.IDENTITY, Section.REFERRALS}
    assert table.answer(cora, record, ReferralReply.DECLINED) is ReasonCode.REFERRAL_ANSWERED


def test_nothing_moves_before_two_persons_signed_or_without_the_youths_word(table: Table) -> None:
    ana, cora = table.ana, table.cora
    fields = {
        "purpose": "joint_work",
        "to_agency": "Agency 2",
        "to_hat": cora.id,
        "why": "She asked for it.",
        "referred_on": "2026-11-20",
        "youth_agreed": "agreed",
    }
    table.push(ana, fields, RecordKind.REFERRAL)
    assert table.opened(cora, ana) == set()
    table.refer(cora, youth_agreed="declined")
    assert table.opened(cora, ana) == set()


def test_declining_and_passing_on_take_back_what_the_referral_gave(table: Table) -> None:
    ana, cora, dora = table.ana, table.cora, table.dora
    record = table.refer(cora)
    assert table.answer(dora, record, ReferralReply.ACCEPTED) is not None
    assert table.answer(cora, record, ReferralReply.PASSED_ON, dora) is None
    assert table.opened(cora, ana) == set()
    assert table.opened(dora, ana) == {Section.IDENTITY, Section.REFERRALS}
    assert table.answer(dora, record, ReferralReply.DECLINED) is None
    assert table.opened(dora, ana) == set()


def test_where_an_agency_works_already_its_supervisor_decides_about_more(table: Table) -> None:
    cora, dora = table.cora, table.dora
    table.county.grant(dora, table.case, sections=ORDINARY_SECTIONS)
    record = table.refer(cora)
    assert table.answer(cora, record, ReferralReply.ACCEPTED) is None
    assert table.opened(cora, cora) == {Section.IDENTITY, Section.REFERRALS}


def test_an_offer_ends_by_itself_where_nobody_answers(table: Table, clock: MovableClock) -> None:
    table.refer(table.cora)
    clock.at = datetime.now(UTC) + timedelta(days=91)
    assert table.opened(table.cora, table.ana) == set()


def test_who_was_assigned_before_there_were_referrals_gets_them_by_a_persons_decision_alone(
    county: TestCounty, ana: Hat, ben: Hat
) -> None:
    case = county.add_case(author=ana)
    county.grant(ana, case, sections=OF_THEN)
    county.grant(ben, case, sections=frozenset({Section.IDENTITY, Section.CONTACTS}))
    laptop = enrolled(county, ana)
    referral = {
        "purpose": "service",
        "to_agency": "Tern House",
        "why": "She asked for it.",
        "referred_on": "2026-11-20",
    }

    def push() -> Reason | None:
        reply = laptop.push(laptop.write(case, referral, kind=RecordKind.REFERRAL))
        assert isinstance(reply, PushReply), reply
        return reply.results[0].reason

    def include(*, preview: bool) -> list[str]:
        actor = Actor("Director", county.clock.now(), new_id())
        with county.database.administer() as connection:
            return include_referrals(connection, COUNTY, actor, new_id, preview=preview)

    refused = push()
    assert refused is not None
    assert refused.code is ReasonCode.SECTION_NOT_GRANTED
    line = f"{ana.person_name}\t{ana.agency_name}\t{case}"
    assert include(preview=True) == [line]
    assert push() is not None
    assert include(preview=False) == [line]
    assert push() is None
    assert include(preview=False) == []
    with county.database.administer() as connection:
        told = connection.execute(select(audit.c.act, audit.c.subject, audit.c.detail)).all()
    assert ("referrals assigned", case, ana.id) in told


def test_what_a_person_took_back_is_not_given_again_by_what_was_said_before(table: Table) -> None:
    ana, ben, cora = table.ana, table.ben, table.cora
    record = table.refer(cora)
    table.take_back(f"{record}.{cora.id}")
    assert table.opened(cora, ana) == set()
    assert table.sign(ana, record, SignOffAct.SIGNED) is None
    assert table.answer(cora, record, ReferralReply.ACCEPTED) is None
    assert table.opened(cora, ana) == set()
    accepted = table.refer(ben)
    assert table.answer(ben, accepted, ReferralReply.ACCEPTED) is None
    table.county.revoke(ben, table.case)
    for hat, act in ((ana, SignOffAct.SIGNED), (table.rita, SignOffAct.APPROVED)):
        assert table.sign(hat, accepted, act) is None
    assert table.opened(ben, ana) == set()


def test_a_referral_that_is_changed_waits_for_a_new_approval_and_a_withdrawn_one_is_closed(
    table: Table,
) -> None:
    ana, cora, dora, rita = table.ana, table.cora, table.dora, table.rita
    seen = {Section.IDENTITY, Section.REFERRALS}
    record = table.refer(cora)
    table.change(record, to_hat=dora.id, why="She asked for Dora.")
    assert table.opened(cora, ana) == table.opened(dora, ana) == set()
    for hat, act in ((ana, SignOffAct.SIGNED), (rita, SignOffAct.APPROVED)):
        assert table.sign(hat, record, act) is None
    assert (table.opened(cora, ana), table.opened(dora, ana)) == (set(), seen)
    for by, to in ((dora, cora), (cora, dora)):
        assert table.answer(by, record, ReferralReply.PASSED_ON, to) is None
        assert (table.opened(by, ana), table.opened(to, ana)) == (set(), seen)
    table.change(record, withdrawn_on="2026-11-21")
    assert table.opened(dora, ana) == set()


def test_a_referral_needs_its_workers_signature_beside_the_approval(table: Table) -> None:
    record, refused = table.push(table.ana, table.fields(table.cora), RecordKind.REFERRAL)
    assert refused is None
    assert table.sign(table.rita, record, SignOffAct.APPROVED) is None
    assert table.opened(table.cora, table.ana) == set()
    assert table.sign(table.ana, record, SignOffAct.SIGNED) is None
    assert table.opened(table.cora, table.ana) == {Section.IDENTITY, Section.REFERRALS}


def test_nobody_answers_a_referral_while_people_disagree_about_it(table: Table) -> None:
    ana, cora, dora = table.ana, table.cora, table.dora
    record, _ = table.push(ana, table.fields(table.ben), RecordKind.REFERRAL)
    [first] = [one.version for one in table.county.kept_records() if one.record == record]
    table.change(record, to_hat=cora.id)
    for hat, act in ((ana, SignOffAct.SIGNED), (table.rita, SignOffAct.APPROVED)):
        assert table.sign(hat, record, act) is None
    rival = table.laptops[table.rita.id]
    other = {"to_hat": dora.id}
    kind = RecordKind.REFERRAL
    work = rival.write(table.case, other, kind=kind, record=record, base={"to_hat": first})
    rival.push(work)
    [kept] = [one for one in table.county.kept_records() if one.record == record]
    assert (kept.fields["to_hat"], len(kept.open_disputes)) == (cora.id, 1)
    before = table.opened(cora, ana)
    for reply in (ReferralReply.ACCEPTED, ReferralReply.DECLINED):
        assert table.answer(cora, record, reply) is ReasonCode.CONFLICT_OPEN
    assert table.opened(cora, ana) == before
