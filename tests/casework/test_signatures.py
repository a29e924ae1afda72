# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures: small, bound to the words they stand under, and gone when those change."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.paper import Point
from casework.safety_plans import CopyKept, PlanPhase, YouthPlan
from casework.signatures import MOST_POINTS, MOST_STROKES, Signature, Signer, bound_strokes

NOW = datetime(2026, 11, 23, 22, tzinfo=UTC)
MINE = YouthPlan(
    made_on=date(2026, 11, 20),
    phase=PlanPhase.LEAVING,
    what_helps="Music",
    adults=("Aunt Rosa 555-0101",),
    review_on=date(2026, 12, 20),
)


def a_signature(plan: YouthPlan, **changes: Any) -> Signature:
    digest = YouthPlan.digest_of_words(plan.model_dump(mode="json"))
    made = {"signer": "youth", "at": NOW, "signed": digest, "height": 300, "strokes": [[(1, 2)]]}
    return Signature.model_validate(made | changes)


def test_a_signature_stays_while_its_words_stay_and_goes_with_them() -> None:
    signed = MINE.model_copy(update={"signatures": (a_signature(MINE),)})
    assert signed.drop_old_signatures().signatures == signed.signatures
    looked_at = {"review_on": date(2027, 1, 2), "how_kept": CopyKept.NO_COPY}
    assert signed.model_copy(update=looked_at).drop_old_signatures().signatures
    for change in ({"what_helps": "Walking"}, {"phase": PlanPhase.AFTER}, {"places": "Library"}):
        assert not signed.model_copy(update=change).drop_old_signatures().signatures


def test_what_was_typed_and_what_was_saved_are_the_same_words() -> None:
    typed = {"phase": "leaving", "what_helps": " Music\n", "adults": ["Aunt Rosa 555-0101", ""]}
    saved = MINE.model_dump(mode="json")
    assert YouthPlan.digest_of_words(typed) == YouthPlan.digest_of_words(saved)


STROKE = st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 300)), max_size=900)


@given(st.lists(STROKE, max_size=400))
def test_however_long_somebody_scribbles_the_strokes_fit(
    drawn: list[list[tuple[int, int]]],
) -> None:
    strokes = tuple(tuple(Point(x, y) for x, y in one) for one in drawn)
    kept = bound_strokes(strokes)
    assert len(kept) <= MOST_STROKES
    assert sum(map(len, kept)) <= MOST_POINTS
    assert bool(kept) == any(drawn)
    if kept:
        assert a_signature(MINE, strokes=kept, signer=Signer.WORKER).drawing("x").strokes == kept


@pytest.mark.parametrize(
    "change",
    [
        {"strokes": []},
        {"strokes": [[(1, 2)]] * (MOST_STROKES + 1)},
        {"strokes": [[(1, 2)] * (MOST_POINTS + 1)]},
        {"strokes": [[(1001, 2)]]},
        {"strokes": [[(-1, 2)]]},
        {"signed": "not a hash"},
        {"height": 0},
        {"by": "x" * 201},
    ],
)
def test_a_signature_that_is_too_large_or_stands_for_nothing_is_refused(
    change: dict[str, Any],
) -> None:
    with pytest.raises(ValidationError):
        a_signature(MINE, **change)
