# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who may sign and approve, and for which version it counts."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.hats import Hat
from casework.ids import PersonId, RecordId
from casework.reasons import ReasonCode
from casework.sign_offs import (
    MadeSignOff,
    Signed,
    SignOff,
    SignOffAct,
    differences,
    digest_of,
    find_sign_off_refusal,
    stand_of,
)
from casework.vocabulary import LegalRole
from tests.fakes.people import NOON, a_hat

ROLES = st.sampled_from(LegalRole)
FIELDS = st.dictionaries(
    st.sampled_from(["risks", "staff_safety", "review_on"]), st.none() | st.text(max_size=5)
)
ACTS = st.sampled_from(SignOffAct)
MADE = st.lists(st.tuples(ACTS, FIELDS, st.integers(1, 4)), max_size=8)


def made_from(told: list[tuple[SignOffAct, dict[str, JsonValue], int]]) -> list[MadeSignOff]:
    return [
        MadeSignOff(
            SignOff(
                about=RecordId("r"),
                act=act,
                sha256=digest_of(fields),
                seen=fields,
                at=NOON + timedelta(minutes=at),
            ),
            RecordId(f"s{at}"),
            PersonId(f"p{who}"),
            f"Person {who}",
        )
        for at, (act, fields, who) in enumerate(told)
    ]


@given(role=ROLES, agency=st.integers(1, 2), who=st.integers(1, 3), act=ACTS)
def test_nobody_approves_or_returns_what_they_wrote_and_nobody_signs_what_they_did_not(
    role: LegalRole, agency: int, who: int, act: SignOffAct
) -> None:
    hat: Hat = a_hat(who, role=role, agency=agency)
    what = Signed(a_hat(1, agency=1).agency, frozenset({a_hat(1).person, a_hat(2).person}))
    refusal = find_sign_off_refusal(hat, act, what)
    wrote = who in (1, 2)
    if act is SignOffAct.SIGNED:
        assert (refusal is None) == wrote
    else:
        may = not wrote and role is LegalRole.SUPERVISOR and agency == 1
        assert (refusal is None) == may
    assert find_sign_off_refusal(hat, act, None) is not None


def test_a_supervisor_who_wrote_a_part_is_told_that_two_persons_are_needed() -> None:
    hat = a_hat(3, role=LegalRole.SUPERVISOR)
    refusal = find_sign_off_refusal(
        hat, SignOffAct.APPROVED, Signed(hat.agency, frozenset({hat.person}))
    )
    assert refusal is not None
    assert refusal.code is ReasonCode.TWO_PERSONS


@given(fields=FIELDS, told=MADE)
def test_only_the_last_word_about_the_present_version_counts(
    fields: dict[str, JsonValue], told: list[tuple[SignOffAct, dict[str, JsonValue], int]]
) -> None:
    made = made_from(told)
    stand = stand_of(fields, reversed(made))
    here = [one for one in made if one.view.seen == fields]
    decisions = [one for one in here if one.view.act is not SignOffAct.SIGNED]
    approved = bool(decisions) and decisions[-1].view.act is SignOffAct.APPROVED
    assert (stand.approval is not None) == approved
    assert (stand.signature is not None) == (len(decisions) < len(here))
    before = [one for one in made if one.view.act is SignOffAct.APPROVED]
    assert stand.approved_before == (before[-1] if before else None)
    assert stand.is_changed_since_approval == (not approved and bool(before))


@given(old=FIELDS, new=FIELDS)
def test_the_difference_since_the_approval_names_every_field_that_differs(
    old: dict[str, JsonValue], new: dict[str, JsonValue]
) -> None:
    (approved,) = made_from([(SignOffAct.APPROVED, old, 1)])
    found = differences(new, approved)
    expected = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    assert {one.field for one in found} == (expected if old else set())
    assert all((one.old, one.new) == (old.get(one.field), new.get(one.field)) for one in found)
