# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker signs, a supervisor approves, on two laptops that meet only at the county."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId, RecordId
from casework.merge import merge_operation
from casework.reasons import Reason, ReasonCode
from casework.referrals import Blocker, ReferralReply
from casework.sign_offs import SignOffAct
from casework.vocabulary import ORDINARY_SECTIONS, LegalRole, RecordKind
from desktop.services.conflicts import Conflicts
from desktop.services.records import Records
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import TestCounty, county_in_memory
from tests.fakes.people import a_hat, an_operation
from ui.approval_views import ApprovalState, ApprovalView
from ui.errors import ShownError

PLAN = {"made_on": "2026-11-01", "risks": "A debt.", "review_on": "2026-12-01"}
FLAG = {"kind": "threat", "words": "He waits outside.", "since": "2026-11-01"}
REFERRAL: dict[str, Any] = {
    "purpose": "service",
    "to_agency": "Tern House",
    "why": "Asked for an advocate.",
    "referred_on": "2026-11-01",
    "youth_agreed": "agreed",
    "caregiver_agreed": "agreed",
}
SIGNED, APPROVED, RETURNED = SignOffAct


class Table:
    """Ana and her supervisor with a laptop each, and a case both are assigned to."""

    def __init__(self, stack: ExitStack, county: TestCounty, folder: Path) -> None:
        hats = [a_hat(1), a_hat(3, role=LegalRole.SUPERVISOR)]
        for hat in hats:
            county.add_hat(hat)
        youth = {"birth_date": "2011-02-03"}
        self.county, self.hats = county, hats
        self.case: CaseId = county.add_case(author=hats[0], youth=youth)
        for hat in hats:
            county.grant(hat, self.case, sections=ORDINARY_SECTIONS)
        self.ana, self.boss = (
            stack.enter_context(DeskLaptop.of(county, hat, folder / hat.id)) for hat in hats
        )
        self.sync()

    def sync(self) -> None:
        """Everybody meets the county, twice."""
        for desk in (self.ana, self.boss, self.ana, self.boss):
            desk.sync()

    def save(
        self, desk: DeskLaptop, kind: RecordKind, record: RecordId | None, /, **answers: Any
    ) -> RecordId:
        records = Records(desk.session)
        records.save(self.case, kind, record, answers)
        groups = {one.kind: one for one in records.groups(self.case)}
        return groups[kind].lines[0].record

    def view(self, desk: DeskLaptop, record: RecordId) -> ApprovalView:
        return Records(desk.session).approvals.standing(self.case, record)

    def act(self, desk: DeskLaptop, record: RecordId, act: SignOffAct, words: str = "") -> None:
        seen = self.view(desk, record).seen
        Records(desk.session).approvals.sign_off(self.case, record, act, words, seen)

    def waiting(self) -> list[RecordId]:
        return [one.record for one in Records(self.boss.session).approvals.waiting()]


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with ExitStack() as stack:
        yield Table(stack, stack.enter_context(county_in_memory()), tmp_path)


def test_an_approval_is_drafted_offline_and_a_change_afterwards_shows_field_by_field(
    table: Table,
) -> None:
    plan = table.save(table.ana, RecordKind.TEAM_PLAN, None, **PLAN)
    assert Records(table.ana.session).approvals.waiting() == ()
    table.sync()
    assert table.waiting() == [plan]
    table.boss.online[0] = False
    table.act(table.boss, plan, RETURNED, "Say who watches at night.")
    assert table.waiting() == []
    table.boss.online[0] = True
    table.sync()
    assert table.view(table.ana, plan).state is ApprovalState.RETURNED
    table.save(table.ana, RecordKind.TEAM_PLAN, plan, **PLAN, staff_safety="Two at night.")
    table.sync()
    table.act(table.boss, plan, APPROVED)
    table.sync()
    assert table.view(table.ana, plan).state is ApprovalState.APPROVED
    table.save(table.ana, RecordKind.TEAM_PLAN, plan, **{**PLAN, "risks": "Debt and threats."})
    table.sync()
    view = table.view(table.boss, plan)
    assert (view.state, view.changed_since_approval) == (ApprovalState.WAITS, True)
    found = {one.field: (one.old, one.new) for one in view.changed}
    assert found["risks"] == ("A debt.", "Debt and threats.")
    assert [one.changed for one in Records(table.boss.session).approvals.waiting()] == [True]
    assert [one.act for one in view.lines] == [APPROVED, RETURNED]


def test_a_referral_is_signed_by_its_worker_first_and_never_while_the_youth_is_absent(
    table: Table,
) -> None:
    referral = table.save(table.ana, RecordKind.REFERRAL, None, **REFERRAL)
    table.sync()
    assert table.waiting() == []
    absence = {"discovered_at": "2026-11-02T10:00:00+00:00"}
    gone = table.save(table.ana, RecordKind.ABSENCE, None, **absence)
    view = table.view(table.ana, referral)
    assert (view.may_sign, view.blockers, view.from_county_rule) == (
        False,
        (Blocker.MISSING,),
        True,
    )
    with pytest.raises(ShownError, match="keeps this referral"):
        table.act(table.ana, referral, SIGNED)
    back = {"ended_at": "2026-11-03T10:00:00+00:00", "end": "returned"}
    table.save(table.ana, RecordKind.ABSENCE, gone, **absence, **back)
    assert table.view(table.ana, referral).may_sign
    table.act(table.ana, referral, SIGNED)
    table.sync()
    assert set(table.waiting()) == {referral, gone}
    with pytest.raises(ShownError, match="Only somebody who wrote this"):
        table.act(table.boss, referral, SIGNED)
    with pytest.raises(ShownError, match="Only a supervisor"):
        table.act(table.ana, referral, APPROVED)
    table.act(table.boss, referral, APPROVED)
    table.sync()
    assert table.view(table.ana, referral).state is ApprovalState.APPROVED


def test_whoever_referred_hears_the_answer_on_today_until_they_open_the_referral(
    table: Table,
) -> None:
    referral = table.save(table.ana, RecordKind.REFERRAL, None, **REFERRAL)
    table.act(table.ana, referral, SIGNED)
    table.sync()
    table.act(table.boss, referral, APPROVED)
    ana, boss = (Records(one.session).approvals for one in (table.ana, table.boss))
    boss.answer(table.case, referral, ReferralReply.DECLINED, "No bed before May.", None)
    assert boss.answered() == ana.answered() == ()
    table.sync()
    [row] = ana.answered()
    assert (row.record, row.reply, row.words, row.author_name) == (
        referral,
        ReferralReply.DECLINED,
        "No bed before May.",
        table.boss.session.hat.person_name,
    )
    table.view(table.boss, referral)
    assert ana.answered() == (row,)
    assert [one.words for one in table.view(table.ana, referral).answers] == ["No bed before May."]
    assert ana.answered() == ()


def test_a_supervisor_who_wrote_it_does_not_approve_it(table: Table) -> None:
    plan = table.save(table.boss, RecordKind.TEAM_PLAN, None, **PLAN)
    assert table.waiting() == []
    with pytest.raises(ShownError, match="another supervisor"):
        table.act(table.boss, plan, APPROVED)


def test_what_changed_while_one_looked_at_it_is_not_signed(table: Table) -> None:
    plan = table.save(table.ana, RecordKind.TEAM_PLAN, None, **PLAN)
    table.sync()
    seen = table.view(table.boss, plan).seen
    table.save(table.ana, RecordKind.TEAM_PLAN, plan, **{**PLAN, "risks": "Other."})
    table.sync()
    with pytest.raises(ShownError, match="changed while you looked"):
        Records(table.boss.session).approvals.sign_off(table.case, plan, APPROVED, "", seen)


def test_while_people_disagree_about_the_youth_nothing_is_signed_or_approved_only_returned(
    table: Table,
) -> None:
    plan = table.save(table.ana, RecordKind.TEAM_PLAN, None, **PLAN)
    flag = table.save(table.ana, RecordKind.SAFETY_FLAG, None, **FLAG, until="2026-12-01")
    table.sync()
    for day, desk in ((10, table.ana), (20, table.boss)):
        table.save(desk, RecordKind.SAFETY_FLAG, flag, **FLAG, until=f"2026-12-{day}")
    table.sync()
    view = table.view(table.boss, plan)
    assert (view.may_decide, view.held_up) == (True, Reason.of(ReasonCode.CONFLICT_OPEN))
    with pytest.raises(ShownError, match="nobody has decided"):
        table.act(table.boss, plan, APPROVED)
    assert table.waiting() == [plan]
    table.act(table.boss, plan, RETURNED, "Decide until when he is feared.")
    desk_of_conflicts = Conflicts(table.boss.session)
    [dispute] = desk_of_conflicts.disputes()
    assert dispute.shown == "2026-12-20"
    desk_of_conflicts.choose(dispute, dispute.claims[0])
    table.act(table.boss, plan, APPROVED)
    table.sync()
    assert table.view(table.ana, plan).state is ApprovalState.APPROVED


def test_a_referral_people_disagree_about_is_not_answered_and_says_why(table: Table) -> None:
    boss = table.hats[1].id
    referral = table.save(table.ana, RecordKind.REFERRAL, None, **REFERRAL | {"to_hat": boss})
    table.act(table.ana, referral, SIGNED)
    table.sync()
    table.act(table.boss, referral, APPROVED)
    table.sync()
    assert table.view(table.boss, referral).may_answer
    held = table.boss.session.store.case(table.case)
    assert held is not None
    [record] = [one.record for one in held.records if one.record.record == referral]
    change = an_operation(device=9, kind=record.kind, fields={"to_hat": None}, record=1)
    there = {"case": table.case, "record": referral, "at": f"{9_000_000_000_000}-0000"}
    merged = merge_operation(
        record, change.model_copy(update=there), version=record.version + 1, author_name="Worker 9"
    )
    assert merged.record is not None
    page = FeedPage(entries=(RecordPut(record=merged.record),), cursor="1.9", done=True)
    table.boss.session.store.apply_page(page)
    view = table.view(table.boss, referral)
    waits = Reason.of(ReasonCode.CONFLICT_OPEN)
    assert (view.state, view.may_answer, view.refusal) == (ApprovalState.APPROVED, False, waits)
    with pytest.raises(ShownError, match="nobody has decided"):
        Records(table.boss.session).approvals.answer(
            table.case, referral, ReferralReply.ACCEPTED, "", None
        )
