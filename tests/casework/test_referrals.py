# SPDX-License-Identifier: AGPL-3.0-or-later
"""What keeps a referral from being signed, and who answers it."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from casework.ids import RecordId
from casework.kinds import check_answers
from casework.record_parts import FaultCode, Surroundings
from casework.referrals import (
    Blocker,
    Referral,
    ReferralAnswer,
    ReferralReply,
    ReferralRules,
    find_answer_refusal,
    find_blockers,
    standing_of,
)
from casework.vocabulary import LegalRole, RecordKind
from tests.fakes.people import NOON, a_hat

NOW = datetime(2026, 11, 23, 22, tzinfo=UTC)
AROUND = Surroundings(NOW, ZoneInfo("America/Los_Angeles"))
GOOD: dict[str, Any] = {
    "purpose": "service",
    "to_agency": "Tern House",
    "why": "Asked for an advocate.",
    "referred_on": "2026-11-23",
    "youth_agreed": "agreed",
    "caregiver_agreed": "agreed",
    "lives_in_county": True,
}
RULES = ReferralRules()


def blockers(age: int | None = 15, *, absent: bool = False, **changes: Any) -> set[Blocker]:
    view = Referral.model_validate({**GOOD, **changes})
    return set(find_blockers(view, RULES, age, is_absent=absent))


@pytest.mark.parametrize(
    ("changes", "age", "absent", "found"),
    [
        ({}, 15, False, set()),
        ({"youth_agreed": "not_asked"}, 15, False, {Blocker.YOUTH_NOT_ASKED}),
        ({"youth_agreed": "declined"}, 15, False, {Blocker.YOUTH_DECLINED}),
        ({"caregiver_agreed": "not_sought"}, 15, False, {Blocker.CAREGIVER_OPEN}),
        ({"caregiver_agreed": "declined"}, 15, False, {Blocker.CAREGIVER_OPEN}),
        ({"caregiver_agreed": "not_sought", "caregiver_why": "Unsafe."}, 15, False, set()),
        ({}, 15, True, {Blocker.MISSING}),
        ({"lives_in_county": False}, 15, False, {Blocker.OUT_OF_COUNTY}),
        ({"lives_in_county": None}, 15, False, set()),
        ({}, 10, False, {Blocker.TOO_YOUNG}),
        ({}, 11, False, set()),
        ({}, 18, False, set()),
        ({}, 19, False, {Blocker.TOO_OLD}),
        ({}, None, False, set()),
        (
            {"purpose": "hand_over", "youth_agreed": "not_asked", "hand_over_on": "2026-11-30"},
            10,
            True,
            set(),
        ),
    ],
)
def test_what_keeps_a_referral_from_being_signed(
    changes: dict[str, Any], age: int | None, absent: bool, found: set[Blocker]
) -> None:
    assert blockers(age, absent=absent, **changes) == found


def test_a_county_loosens_its_own_rule_and_not_the_attestations() -> None:
    free = ReferralRules(youngest=None, oldest=None, residents_only=False, not_while_absent=False)
    view = Referral.model_validate({**GOOD, "lives_in_county": False, "youth_agreed": "declined"})
    assert find_blockers(view, free, 9, is_absent=True) == (Blocker.YOUTH_DECLINED,)


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"referred_on": "2031-01-01"}, "referred_on", FaultCode.FUTURE),
        ({"why": ""}, "why", FaultCode.MISSING),
        ({"purpose": "hand_over"}, "hand_over_on", FaultCode.MISSING),
        ({"hand_over_on": "2026-11-22"}, "hand_over_on", FaultCode.END_BEFORE_START),
        ({"hand_over_on": "2027-03-01"}, "hand_over_on", FaultCode.TOO_FAR),
        ({"withdrawn_on": "2026-11-22"}, "withdrawn_on", FaultCode.END_BEFORE_START),
    ],
)
def test_what_is_wrong_with_a_referral_is_said_beside_its_field(
    changes: dict[str, Any], field: str, code: FaultCode
) -> None:
    faults = check_answers(RecordKind.REFERRAL, {**GOOD, **changes}, AROUND).faults
    assert (field, code) in {(one.field, one.code) for one in faults}


def an_answer(reply: ReferralReply, minute: int, to: int | None = None) -> ReferralAnswer:
    return ReferralAnswer(
        referral=RecordId("r"),
        reply=reply,
        to_hat=None if to is None else a_hat(to).id,
        at=NOON + timedelta(minutes=minute),
    )


def test_whoever_it_was_passed_on_to_answers_and_the_first_answer_closes_it() -> None:
    view = Referral.model_validate({**GOOD, "to_hat": a_hat(2, agency=2).id})
    on = an_answer(ReferralReply.PASSED_ON, 1, 3)
    accepted = an_answer(ReferralReply.ACCEPTED, 2)
    declined = an_answer(ReferralReply.DECLINED, 3)
    assert standing_of(view, []).receiver == a_hat(2).id
    assert standing_of(view, [on]).receiver == a_hat(3).id
    assert standing_of(view, [declined, accepted, on]).answer == accepted


def test_only_those_who_were_asked_or_their_supervisor_answer() -> None:
    own, theirs = a_hat(1, agency=1), a_hat(2, agency=2)
    boss = a_hat(4, role=LegalRole.SUPERVISOR, agency=2)
    view = Referral.model_validate({**GOOD, "to_hat": theirs.id})
    waits = standing_of(view, [])
    for hat, may in ((own, False), (theirs, True), (boss, True), (a_hat(5, agency=2), False)):
        assert (find_answer_refusal(hat, waits, theirs.agency, own.agency) is None) == may
    closed = standing_of(view, [an_answer(ReferralReply.ACCEPTED, 1)])
    assert find_answer_refusal(theirs, closed, theirs.agency, own.agency) is not None


def test_an_answer_from_outside_is_written_down_by_the_agency_that_referred() -> None:
    waits = standing_of(Referral.model_validate(GOOD), [])
    assert find_answer_refusal(a_hat(1, agency=1), waits, None, a_hat(1, agency=1).agency) is None
    refusal = find_answer_refusal(a_hat(2, agency=2), waits, None, a_hat(1, agency=1).agency)
    assert refusal is not None
