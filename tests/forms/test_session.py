# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each answer changes exactly what depends on it, and nothing is lost on the way."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Answer, Missing, decode_answer, encode_answer
from forms.errors import AnswerTypeError, FormError
from forms.pack import load_definition, load_sample_packs
from forms.session import Session
from tests.fakes.forms import DAY, a_form, filling

SAMPLE = load_definition(load_sample_packs()[0])
HOME, PEOPLE, TALK = "/data/home", "/data/people", "/data/talk"


def test_an_answer_reports_exactly_what_it_changed() -> None:
    session = filling(SAMPLE)
    changed = session.answer(f"{HOME}/away", "yes")
    assert changed.values == {f"{HOME}/away": "yes"}
    assert changed.relevance == {
        f"{HOME}/away_times": True,
        f"{HOME}/away_longest": True,
        f"{HOME}/away_met": True,
    }
    assert not changed.errors
    assert session.answer(f"{HOME}/away", "yes").values == {}


def test_a_calculation_reaches_the_label_that_shows_it() -> None:
    session = filling(SAMPLE)
    changed = session.answer(f"{PEOPLE}/fear", "clear")
    assert changed.labels == {"/data/closing/clear_shown"}
    assert session.question("/data/closing/clear_shown").label.endswith(": 1")


def test_a_broken_rule_is_reported_in_the_language_shown_and_the_answer_kept() -> None:
    session = filling(SAMPLE)
    session.answer(f"{HOME}/away", "yes")
    changed = session.answer(f"{HOME}/away_times", 0)
    assert changed.errors == {f"{HOME}/away_times": "Enter a number from 1 to 200."}
    session.use_language("Español (es)")
    assert session.question(f"{HOME}/away_times").error == "Escriba un número de 1 a 200."
    assert session.answers()[f"{HOME}/away_times"] == 0
    assert session.answer(f"{HOME}/away_times", 3).errors == {f"{HOME}/away_times": None}


def test_an_answer_that_is_no_longer_asked_is_remembered_but_not_submitted() -> None:
    session = filling(SAMPLE)
    session.answer(f"{HOME}/away", "yes")
    session.answer(f"{HOME}/away_times", 4)
    session.answer(f"{HOME}/away", "no")
    assert f"{HOME}/away_times" not in session.relevant_answers()
    session.answer(f"{HOME}/away", "yes")
    assert session.relevant_answers()[f"{HOME}/away_times"] == 4


def test_declined_satisfies_a_required_item_and_is_not_no() -> None:
    session = filling(SAMPLE)
    path = f"{HOME}/stable_place"
    assert path in dict(session.problems())
    session.answer(path, Missing.DECLINED)
    assert path not in dict(session.problems())
    assert session.question(path).answer is Missing.DECLINED
    assert b'stable_place fieldfare:missing="declined"' in session.to_xml()


@pytest.mark.parametrize(
    ("path", "answer", "named"),
    [
        (f"{TALK}/talk_date", "tomorrow", "a date"),
        (f"{TALK}/talk_place", "moon", "does not offer"),
        (f"{TALK}/talk_place", ("office",), "one of its choices"),
        (f"{HOME}/away_times", "three", "a whole number"),
        (f"{HOME}/away_times", True, "a whole number"),
        (f"{HOME}/away_times", 10**18, "15 digits"),
        (f"{HOME}/away_longest", Decimal("NaN"), "ordinary number"),
        (f"{PEOPLE}/supports", ("parent", "moon"), "does not offer"),
        (f"{TALK}/welcome", "text", "worked out|no answer"),
        (f"{TALK}/talk_date", Missing.DECLINED, "cannot be marked"),
        ("/data/nowhere", "x", "no question"),
    ],
)
def test_an_answer_of_the_wrong_kind_is_refused_and_the_old_one_stays(
    path: str, answer: Answer, named: str
) -> None:
    session = filling(SAMPLE)
    session.answer(f"{HOME}/away_times", 2)
    with pytest.raises(AnswerTypeError, match=named):
        session.answer(path, answer)
    assert session.answers()[f"{HOME}/away_times"] == 2


def test_a_language_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(FormError, match="Klingon"):
        filling(SAMPLE).use_language("Klingon")


def test_choices_follow_their_filter_and_a_filtered_answer_is_kept_and_named() -> None:
    body = (
        '<input ref="/data/state"><label>s</label></input>'
        '<select1 ref="/data/city"><label>c</label>'
        "<itemset nodeset=\"instance('cities')/root/item[state = /data/state]\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>'
    )
    from forms.loader import load_form
    from tests.fakes.forms import xform

    cities = (
        '<instance id="cities"><root>'
        "<item><name>sac</name><label>Sacramento</label><state>ca</state></item>"
        "<item><name>reno</name><label>Reno</label><state>nv</state></item></root></instance>"
    )
    plain = xform({"state": "", "city": ""}, {}, body).replace(
        b"</instance>", b"</instance>" + cities.encode(), 1
    )
    session = filling(load_form(plain))
    assert session.question("/data/city").choices == ()
    changed = session.answer("/data/state", "ca")
    assert changed.choices == {"/data/city"}
    session.answer("/data/city", "sac")
    changed = session.answer("/data/state", "nv")
    assert changed.errors == {"/data/city": None}
    assert "no longer offered" in session.question("/data/city").notice
    assert b"<city/>" in session.to_xml()
    assert session.answers()["/data/city"] == "sac"


ANSWERS: st.SearchStrategy[Answer] = st.one_of(
    st.none(),
    st.sampled_from(Missing),
    st.text(alphabet=st.characters(blacklist_categories=["Cs"]), max_size=30),
    st.integers(-(10**12), 10**12),
    st.decimals(allow_nan=False, allow_infinity=False, places=3),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    st.lists(st.sampled_from(["a", "b"]), unique=True).map(tuple),
)


@given(ANSWERS)
def test_an_answer_survives_the_journal_unchanged(answer: Answer) -> None:
    kept = decode_answer(encode_answer(answer))
    assert kept == answer
    assert type(kept) is type(answer)


RULES = st.sampled_from(
    [
        {"calculate": "/data/n0 + 1"},
        {"calculate": "concat(/data/n1, '-', /data/n2)"},
        {"calculate": "if(/data/n0 > 2, /data/n1, '')"},
        {"relevant": "/data/n0 > 1"},
        {"relevant": "/data/n1 != ''"},
        {"relevant": "not(selected(/data/n1, 'x'))"},
        {"required": "/data/n0 = 1"},
        {"constraint": ". != /data/n0"},
        {"readonly": "/data/n1 = 'y'"},
    ]
)
STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from(["", "1", "2", "3", "x", "y"])), max_size=15
)


@given(st.lists(RULES, min_size=4, max_size=4), STEPS)
def test_recomputing_what_depends_equals_recomputing_everything(
    rules: list[dict[str, str]], steps: list[tuple[int, str]]
) -> None:
    nodes = {f"n{i}": "" for i in range(7)}
    definition = a_form(nodes, {f"n{i + 3}": rule for i, rule in enumerate(rules)})
    session = filling(definition)
    for number, text in steps:
        path = f"/data/n{number}"
        if path in definition.questions and not session.question(path).readonly:
            session.answer(path, text or None)
    afresh = Session(definition, today=DAY, answers=session.answers())
    assert afresh.relevant_answers() == session.relevant_answers()
    assert afresh.problems() == session.problems()
    for path in definition.questions:
        assert afresh.question(path) == session.question(path)
