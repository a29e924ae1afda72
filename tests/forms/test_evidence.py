# SPDX-License-Identifier: AGPL-3.0-or-later
"""A screening is evidence: sources, exact scores, trip-wires and gate, each kept apart."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer, Missing, Source, decode_kept, encode_answer
from forms.errors import AnswerTypeError
from forms.instance import read_instance_xml
from forms.judging import EXACT
from forms.pack import build_pack, load_definition
from forms.scoring import ScoreResult, ScreeningResult
from forms.session import Session
from tests.fakes.evidence_forms import workbook
from tests.fakes.forms import DAY

FORM = load_definition(build_pack(workbook(), "t.xlsx"))
UNGATED = load_definition(build_pack(workbook({"gate": []}), "t.xlsx"))
POINTS = {"none": Decimal(0), "possible": Decimal("1.5"), "clear": Decimal(3)}
SLEEP, COMPANY, MONEY = "/data/full/sleep", "/data/full/company", "/data/full/money"
LEVELS: st.SearchStrategy[Answer] = st.sampled_from([None, *Missing, *POINTS])


def begun(answers: Iterable[tuple[str, Answer]] = (), *, gate: bool = True) -> Session:
    session = Session(FORM if gate else UNGATED, today=DAY)
    if gate:
        session.answer("/data/worry", "yes")
    for path, answer in answers:
        session.answer(path, answer)
    return session


def result_of(session: Session) -> ScreeningResult:
    result = session.result()
    assert result is not None
    return result


def scored(**levels: str) -> tuple[ScoreResult, ...]:
    paths = {"sleep": SLEEP, "company": COMPANY, "money": MONEY}
    return result_of(begun((paths[name], level) for name, level in levels.items())).scores


def test_weights_counts_and_the_worst_item_make_three_scores() -> None:
    level, clear_items, worst = scored(sleep="possible", company="possible", money="clear")
    assert [level.score, clear_items.score, worst.score] == [Decimal("7.5"), 1, 3]
    assert [one.adds for one in worst.trace] == ["0", "0", "3"]
    assert [(one.weight, one.rule) for one in level.trace] == [("2", "sum"), *[("1", "sum")] * 2]


@pytest.mark.parametrize(
    ("levels", "band", "over_cut"),
    [
        (("possible", "none", "none"), "low", False),
        (("possible", "possible", "none"), "some", False),
        (("clear", "possible", "none"), "some", True),
        (("clear", "possible", "clear"), "high", True),
    ],
)
def test_bands_and_the_countys_cut_stand_side_by_side(
    levels: tuple[str, str, str], band: str, over_cut: bool
) -> None:
    sleep, company, money = levels
    main = scored(sleep=sleep, company=company, money=money)[0]
    assert main.band is not None
    assert main.band.name == band
    assert (main.cuts[0].reached, main.cuts[0].decided_by) == (over_cut, "Steering group")


def test_one_answer_lifts_the_result_and_the_sum_stays_beside_it() -> None:
    result = result_of(begun([(SLEEP, "none"), (COMPANY, "clear"), (MONEY, "none")]))
    main = result.scores[0]
    assert main.summed_band is not None
    assert main.band is not None
    assert (main.score, main.summed_band.name, main.band.name) == (Decimal("3.0"), "low", "high")
    assert [one.label for one in result.trip_wires] == ["A clear answer here"]
    assert result.clocks == ("police_24h", "mandated_report")


@pytest.mark.parametrize(("age", "trips"), [(13, True), (14, False), (0, True)])
def test_a_number_trips_exactly_at_its_bound(age: int, trips: bool) -> None:
    answers: list[tuple[str, Answer]] = [(path, "none") for path in (SLEEP, COMPANY, MONEY)]
    result = result_of(begun([*answers, ("/data/first_age", age)]))
    assert bool(result.trip_wires) is trips
    assert result.band is not None
    assert result.band.name == ("some" if trips else "low")


def test_a_trip_wire_never_lowers_a_result_and_lifts_a_withheld_one() -> None:
    high: list[tuple[str, Answer]] = [
        (SLEEP, "clear"),
        (COMPANY, "possible"),
        (MONEY, "clear"),
        ("/data/first_age", 9),
    ]
    result = result_of(begun(high))
    assert result.band is not None
    assert result.band.name == "high"
    withheld = result_of(begun([(SLEEP, Missing.DECLINED), (COMPANY, "clear")]))
    assert withheld.withheld_reason == "too_many_missing"
    assert (withheld.score, withheld.band and withheld.band.name) == (None, "high")


def test_what_is_behind_a_closed_gate_is_not_asked_and_not_missing() -> None:
    session = Session(FORM, today=DAY)
    assert not session.is_relevant(SLEEP)
    assert result_of(session).gate == "undecided"
    session.answer("/data/worry", "no")
    session.answer("/data/again", "no")
    result = result_of(session)
    assert (result.gate, result.withheld_reason, result.missing) == ("closed", "gate_closed", ())
    session.answer("/data/again", Missing.DECLINED)
    assert result_of(session).withheld_reason == "gate_undecided"
    session.answer("/data/again", "yes")
    assert session.is_relevant(SLEEP)
    assert result_of(session).gate == "open"


def test_a_source_is_kept_beside_its_answer_and_comes_back() -> None:
    session = begun([(SLEEP, "clear")])
    assert session.problems() == ((SLEEP, "Say where this answer comes from."),)
    assert session.set_source(SLEEP, Source.YOUTH_SAID).sources == {SLEEP: Source.YOUTH_SAID}
    assert session.problems() == ()
    kept = {path: decode_kept(encode_answer(one)) for path, one in session.kept().items()}
    assert kept[f"{SLEEP}#source"] is Source.YOUTH_SAID
    again = Session(FORM, today=DAY, answers=kept)
    assert again.question(SLEEP).source is Source.YOUTH_SAID
    written = again.to_xml()
    assert b'fieldfare:source="youth_said"' in written
    back = Session(FORM, today=DAY, answers=read_instance_xml(FORM, written))
    assert back.to_xml() == written
    assert back.relevant_sources() == {SLEEP: Source.YOUTH_SAID}
    back.set_source(SLEEP, None)
    assert back.question(SLEEP).source is None


def test_a_source_where_none_is_taken_is_refused_and_a_declined_item_needs_none() -> None:
    session = begun()
    with pytest.raises(AnswerTypeError, match="does not take the source"):
        session.set_source("/data/worry", Source.OBSERVED)
    session.answer(SLEEP, Missing.DECLINED)
    assert session.problems() == ()
    with pytest.raises(AnswerTypeError, match="unknown"):
        decode_kept({"source": "rumour"})


@pytest.mark.parametrize("way", [None, *Missing])
def test_every_way_of_not_answering_is_told_apart_and_none_is_zero(way: Missing | None) -> None:
    session = begun([(SLEEP, way), (COMPANY, "none"), (MONEY, "none")])
    line = result_of(session).trace[0]
    assert (line.points, line.note) == ("–", "unanswered" if way is None else way.value)
    assert result_of(session).missing == (SLEEP,)


@pytest.mark.parametrize(
    ("born", "age", "outside"),
    [
        (date(2014, 11, 24), 11, True),
        (date(2014, 11, 23), 12, False),
        (date(2008, 11, 24), 17, False),
        (date(2008, 11, 23), 18, True),
        (None, None, False),
    ],
)
def test_an_age_outside_the_range_is_a_warning(
    born: date | None, age: int | None, outside: bool
) -> None:
    check = Session(FORM, today=DAY, birth_date=born).age()
    assert check is not None
    assert (check.age, check.is_outside) == (age, outside)


@given(st.lists(LEVELS, min_size=3, max_size=3), st.randoms(use_true_random=False))
def test_the_order_of_answers_never_matters(levels: list[Answer], chance: Random) -> None:
    pairs = list(zip((SLEEP, COMPANY, MONEY), levels, strict=True))
    shuffled = chance.sample(pairs, len(pairs))
    assert result_of(begun(pairs)) == result_of(begun(shuffled))


@given(st.lists(LEVELS, min_size=3, max_size=3))
def test_a_score_is_what_its_trace_adds_and_too_many_missing_withhold_it(
    levels: list[Answer],
) -> None:
    pairs = list(zip((SLEEP, COMPANY, MONEY), levels, strict=True))
    main = result_of(begun(pairs)).scores[0]
    gone = [one for one in levels if one is None or isinstance(one, Missing)]
    assert len(main.missing) == len(gone)
    if len(gone) > 1:
        assert (main.score, main.summed_band) == (None, None)
        return
    weights = (2, 1, 1)
    expected = sum(
        (POINTS.get(str(one), Decimal(0)) * w for one, w in zip(levels, weights, strict=True)),
        Decimal(0),
    )
    assert main.score == expected == sum(Decimal(one.adds) for one in main.trace)
    assert main.summed_band is not None
    assert main.summed_band.lower <= expected


NUMBERED = load_definition(
    build_pack(
        workbook(
            {
                "gate": [],
                "trip_wires": [],
                "scores": [["score"], ["sum"]],
                "item_rules": [["item", "weight"], ["nights", "0.1"], ["first_age", "0.2"]],
                "bands": [["name", "lower", "upper"], ["a", 0, 11.4], ["b", 11.5, None]],
            }
        ),
        "t.xlsx",
    )
)


@given(st.decimals(0, 10**6, places=6), st.integers(0, 10**6))
def test_weighted_decimals_are_exact(nights: Decimal, age: int) -> None:
    session = Session(NUMBERED, today=DAY)
    session.answer("/data/nights", nights)
    session.answer("/data/first_age", age)
    main = result_of(session).scores[0]
    assert main.score is not None
    exact = EXACT.add(EXACT.multiply(nights, Decimal("0.1")), Decimal(age) * Decimal("0.2"))
    assert main.score == exact
    named = main.band.name if main.band else None
    edge = Decimal("11.4")
    assert named == ("a" if exact <= edge else "b" if exact >= Decimal("11.5") else None)
