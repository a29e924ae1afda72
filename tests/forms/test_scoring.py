# SPDX-License-Identifier: AGPL-3.0-or-later
"""A score is exact, explained, and withheld rather than guessed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Missing
from forms.judging import score_answers
from forms.pack import load_definition, load_sample_packs
from forms.scoring import Band, ScoringRules, find_band
from forms.session import Session
from tests.fakes.forms import filling

PACK = load_sample_packs()[0]
SAMPLE = load_definition(PACK)
SCORED = {
    path: question.name
    for path, question in SAMPLE.questions.items()
    if PACK.scoring is not None and question.name in PACK.scoring.items
}


def all_none() -> Session:
    session = filling(SAMPLE)
    for path in SCORED:
        offered = {one.value for one in session.question(path).choices}
        session.answer(path, "none" if "none" in offered else "no")
    return session


def test_a_full_screening_without_concern_scores_zero_in_the_lowest_band() -> None:
    result = all_none().result()
    assert result is not None
    assert result.score == 0
    assert result.band is not None
    assert result.band.name == "low"
    assert result.missing == ()


@pytest.mark.parametrize(
    ("clear", "band"), [(1, "low"), (2, "possible"), (4, "possible"), (5, "clear")]
)
def test_bands_change_exactly_at_their_edges(clear: int, band: str) -> None:
    session = all_none()
    two_points = [path for path, name in SCORED.items() if name not in {"control", "exchange"}]
    for path in two_points[:clear]:
        if "clear" in {one.value for one in session.question(path).choices}:
            session.answer(path, "clear")
    result = session.result()
    assert result is not None
    assert result.score is not None
    assert result.band is not None
    assert find_band(PACK.scoring, result.score) == result.band  # type: ignore[arg-type] # has one


def test_declined_stands_in_the_trace_as_missing_and_never_as_zero() -> None:
    session = all_none()
    path = next(iter(SCORED))
    session.answer(path, Missing.DECLINED)
    result = session.result()
    assert result is not None
    line = next(one for one in result.trace if one.path == path)
    assert (line.points, line.note) == ("–", "declined")
    assert result.missing == (path,)


def test_too_many_missing_items_withhold_the_score() -> None:
    session = all_none()
    for path in list(SCORED)[:5]:
        session.answer(path, Missing.NOT_ASKED)
    result = session.result()
    assert result is not None
    assert result.score is None
    assert result.band is None
    assert result.withheld_reason == "too_many_missing"


BANDS = ScoringRules(
    items={"q": {"a": Decimal("11.5")}},
    bands=(
        Band(name="below", lower=Decimal(0), upper=Decimal("11.4"), label={"en": "Below"}),
        Band(name="at", lower=Decimal("11.5"), upper=None, label={"en": "At"}),
    ),
)


@given(st.decimals(0, 50, places=1))
def test_decimal_cuts_are_exact(score: Decimal) -> None:
    band = find_band(BANDS, score)
    assert band is not None
    assert band.name == ("at" if score >= Decimal("11.5") else "below")


def test_nothing_asked_gives_no_score_rather_than_zero() -> None:
    result = score_answers(BANDS, {}, "en")
    assert (result.score, result.withheld_reason) == (None, "nothing_asked")
