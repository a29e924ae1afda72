# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who uses the index, from when until when, and which use stands out."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.ids import AgencyId
from casework.index_rules import (
    MANY_A_DAY,
    NO_CONTENT,
    AskedBy,
    Designation,
    IndexStanding,
    IndexUse,
    Unusual,
    UseKind,
    find_unusual,
    judge_use,
    keep_until,
)
from casework.vocabulary import AgencyKind, LegalRole
from tests.fakes.people import NOON, a_hat, an_id

MOMENTS = st.integers(-100, 100).map(lambda hours: NOON + timedelta(hours=hours))
STANDINGS = st.builds(
    IndexStanding,
    definition=st.sampled_from(["", "  ", "A youth is at risk who is at risk."]),
    substance_use=st.booleans(),
    on_since=st.none() | MOMENTS,
)
DESIGNATIONS = st.builds(
    Designation,
    hat=st.sampled_from([a_hat(1).id, a_hat(2).id]),
    agency=st.sampled_from([a_hat(1).agency, AgencyId(an_id(3009))]),
    director=st.just("Dana Cole"),
    since=MOMENTS,
    until=st.none() | MOMENTS,
    revoked_at=st.none() | MOMENTS,
)
HATS = st.builds(
    lambda role, kind: a_hat(1, role=role).model_copy(update={"agency_kind": kind}),
    st.sampled_from(LegalRole),
    st.sampled_from(AgencyKind),
)


@given(HATS, STANDINGS, st.lists(DESIGNATIONS, max_size=4), MOMENTS)
def test_nobody_uses_it_unless_defined_on_and_designated_by_their_own_agency_now(
    hat, standing, designations, at
) -> None:
    power = judge_use(hat, standing, designations, at)
    live = [
        one
        for one in designations
        if one.hat == hat.id
        and one.agency == hat.agency
        and one.since <= at
        and (one.until is None or at < one.until)
        and (one.revoked_at is None or at < one.revoked_at)
    ]
    expected = (
        bool(standing.definition.strip())
        and standing.on_since is not None
        and bool(live)
        and hat.legal_role not in NO_CONTENT
    )
    assert power.may_ask is expected
    assert power.reason.sentence
    part2 = (
        hat.agency_kind is AgencyKind.SUBSTANCE_USE
        or hat.legal_role is LegalRole.CLINICIAN_SUBSTANCE_USE
    )
    assert power.may_enter is (expected and (standing.substance_use or not part2))
    assert (power.refusal is None) is power.may_enter
    if expected and power.until is not None:
        assert power.until > at


@given(MOMENTS, MOMENTS, st.none() | MOMENTS)
def test_an_answer_is_kept_no_longer_than_lease_and_designation(lease, asked, ends) -> None:
    until = keep_until(lease, asked, ends)
    assert until <= lease
    assert ends is None or until <= ends


def a_use(hour: int = 12, **other: object) -> IndexUse:
    told = {
        "hat": a_hat(1).id,
        "at": datetime(2026, 11, 23, hour, tzinfo=UTC),
        "kind": UseKind.ASKED,
        "by": frozenset({AskedBy.NAME}),
        "found": 1,
        "refused": False,
        "own_case": True,
    }
    return IndexUse(**(told | other))  # type: ignore[arg-type]  # a test's facts


def test_ordinary_use_does_not_stand_out() -> None:
    assert find_unusual([a_use()] * MANY_A_DAY, UTC) == []


def test_fishing_refusals_nights_and_strangers_stand_out() -> None:
    def why(*uses: IndexUse) -> set[Unusual]:
        return {one.why for one in find_unusual(uses, UTC)}

    assert why(a_use(refused=True, found=0)) == {Unusual.REFUSED}
    assert why(*[a_use()] * (MANY_A_DAY + 1)) == {Unusual.MANY}
    assert why(*[a_use(found=0)] * 9) == {Unusual.IN_VAIN}
    assert why(*[a_use(own_case=False)] * 9) == {Unusual.WITHOUT_CASE}
    assert why(a_use(hour=3)) == {Unusual.AT_NIGHT}


def test_several_days_are_not_added_up() -> None:
    day = timedelta(days=1)
    spread = [a_use(own_case=False, at=NOON + day * number) for number in range(20)]
    assert find_unusual(spread, UTC) == []
