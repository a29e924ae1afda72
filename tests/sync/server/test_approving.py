# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two persons stand for a record, whatever a laptop sends."""

from typing import Any

import pytest

from casework.hats import Hat
from casework.ids import CaseId, RecordId
from casework.operations import Operation, Outcome
from casework.reasons import ReasonCode
from casework.sign_offs import SignOffAct, digest_of
from casework.vocabulary import LegalRole, RecordKind, Section
from sync.server.audit import Actor
from sync.server.errors import InboxRefused
from sync.server.inbox import accept
from sync.wire.messages import PushReply
from tests.fakes.county import COUNTY, TestCounty, TestLaptop
from tests.fakes.people import a_hat
from tests.sync.server.conftest import enrolled

PLAN: dict[str, Any] = {"made_on": "2026-11-01", "risks": "A debt.", "review_on": "2026-12-01"}
AT = "2026-11-02T10:00:00Z"


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    made = county.add_case(author=ana)
    county.grant(ana, made)
    return made


@pytest.fixture
def boss(county: TestCounty, case: CaseId) -> TestLaptop:
    hat = county.add_hat(a_hat(7, role=LegalRole.SUPERVISOR))
    county.grant(hat, case)
    return enrolled(county, hat)


def write_plan(laptop: TestLaptop, case: CaseId) -> Operation:
    return laptop.write(case, PLAN, kind=RecordKind.TEAM_PLAN)


def word_on(
    laptop: TestLaptop, case: CaseId, about: RecordId, act: SignOffAct, **changes: Any
) -> Operation:
    fields = {"about": about, "act": act.value, "sha256": digest_of(PLAN), "seen": PLAN, "at": AT}
    return laptop.write(
        case, {**fields, **changes}, kind=RecordKind.SIGN_OFF, section=Section.SAFETY_PLAN
    )


def codes(laptop: TestLaptop, *work: Operation) -> list[ReasonCode | None]:
    reply = laptop.push(*work)
    assert isinstance(reply, PushReply), reply
    return [None if one.reason is None else one.reason.code for one in reply.results]


def test_an_approval_by_another_person_with_the_office_is_taken(
    laptop: TestLaptop, boss: TestLaptop, case: CaseId
) -> None:
    plan = write_plan(laptop, case)
    assert codes(laptop, plan, word_on(laptop, case, plan.record, SignOffAct.SIGNED)) == [None] * 2
    assert codes(boss, word_on(boss, case, plan.record, SignOffAct.APPROVED)) == [None]


def test_forged_approvals_are_refused_with_the_reason(
    laptop: TestLaptop, boss: TestLaptop, case: CaseId
) -> None:
    plan, own = write_plan(laptop, case), write_plan(boss, case)
    assert codes(laptop, plan) == codes(boss, own) == [None]
    assert codes(laptop, word_on(laptop, case, plan.record, SignOffAct.APPROVED)) == [
        ReasonCode.SUPERVISOR_APPROVES
    ]
    forged = [
        word_on(boss, case, own.record, SignOffAct.APPROVED),
        word_on(boss, case, plan.record, SignOffAct.SIGNED),
        word_on(boss, case, plan.record, SignOffAct.APPROVED, sha256="0" * 64),
        word_on(boss, case, RecordId(case), SignOffAct.APPROVED),
    ]
    assert codes(boss, *forged) == [
        ReasonCode.TWO_PERSONS,
        ReasonCode.SIGNS_OWN_ONLY,
        ReasonCode.NOTHING_TO_SIGN,
        ReasonCode.NOTHING_TO_SIGN,
    ]


def test_a_refused_approval_is_never_taken_in_for_somebody_else(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    plan = write_plan(laptop, case)
    word = word_on(laptop, case, plan.record, SignOffAct.APPROVED)
    reply = laptop.push(plan, word)
    assert isinstance(reply, PushReply)
    assert reply.results[1].outcome is Outcome.REFUSED
    actor = Actor("supervisor", county.clock.now(), "act")
    with (
        county.database.administer() as connection,
        pytest.raises(InboxRefused, match="Nobody signs"),
    ):
        accept(connection, COUNTY, word.device, word.counter, actor)


def test_what_another_agency_wrote_is_not_changed_where_both_work_in_that_part(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    other = county.add_hat(a_hat(8, agency=2))
    county.grant(other, case)
    theirs = enrolled(county, other)
    plan = write_plan(laptop, case)
    assert codes(laptop, plan) == [None]
    change = theirs.write(
        case,
        {"risks": "Nothing."},
        kind=RecordKind.TEAM_PLAN,
        record=plan.record,
        base={"risks": 1},
    )
    assert codes(theirs, change) == [ReasonCode.READ_ONLY]


def test_what_people_disagree_about_is_neither_signed_nor_approved_but_may_be_returned(
    county: TestCounty, laptop: TestLaptop, boss: TestLaptop, case: CaseId
) -> None:
    plan = write_plan(laptop, case)
    assert codes(laptop, plan) == [None]
    colleague = county.add_hat(a_hat(9))
    county.grant(colleague, case)
    rivals = [laptop, enrolled(county, colleague)]
    for number, rival in enumerate(rivals):
        change = rival.write(
            case,
            {"review_on": f"2026-12-1{number}"},
            kind=RecordKind.TEAM_PLAN,
            record=plan.record,
            base={"review_on": 1},
        )
        codes(rival, change)
    waits = [ReasonCode.CONFLICT_OPEN]
    assert codes(laptop, word_on(laptop, case, plan.record, SignOffAct.SIGNED)) == waits
    assert codes(boss, word_on(boss, case, plan.record, SignOffAct.APPROVED)) == waits
    assert codes(boss, word_on(boss, case, plan.record, SignOffAct.RETURNED, words="Decide.")) == [
        None
    ]
