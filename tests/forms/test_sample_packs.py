# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms that ship: what they ask, in both languages, and what they make of the answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from forms.answers import Missing
from forms.definition import Template
from forms.pack import InstrumentPack, build_pack, load_definition, load_sample_packs
from forms.session import Session

PACKS = {pack.form_id.removeprefix("fieldfare_"): pack for pack in load_sample_packs()}
ENGLISH, SPANISH = "English (en)", "Español (es)"
TODAY = date(2026, 11, 23)
DOMAINS = ("home", "away", "people", "means", "online", "body", "mood", "days", "exchange")


def begin(name: str) -> Session:
    return Session(load_definition(PACKS[name]), today=TODAY)


def judged(session: Session, **judgements: str) -> Session:
    """A whole-picture screening with these judgements and no concern anywhere else."""
    for domain in DOMAINS:
        path = f"{session.definition.root}/{domain}/{domain}_judged"
        session.answer(path, judgements.get(domain, "none"))
    return session


def templates(pack: InstrumentPack) -> Iterator[tuple[str, Template]]:
    definition = load_definition(pack)
    for path, question in definition.questions.items():
        yield f"{path} label", question.label
        if question.hint:
            yield f"{path} hint", question.hint
        for choice in question.choices.items if question.choices is not None else ():
            yield f"{path} {choice.value}", choice.label
    for path, bind in definition.binds.items():
        if bind.constraint is not None:
            yield f"{path} message", bind.constraint_message
    for path, label in definition.group_labels.items():
        yield f"{path} group", label
    if pack.scoring is not None:
        yield "caution", {one: (text,) for one, text in pack.scoring.caution.items()}
        for band in pack.scoring.bands:
            yield band.name, {one: (text,) for one, text in band.label.items()}
            yield band.name, {one: (text,) for one, text in band.next_step.items()}


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_that_ships_is_what_its_spreadsheet_says(name: str) -> None:
    file = f"{name}.xlsx"
    source = (resources.files("forms") / "packs" / file).read_bytes()
    assert build_pack(source, file) == PACKS[name]


@pytest.mark.parametrize("name", PACKS)
def test_a_pack_that_ships_says_everything_in_both_languages(name: str) -> None:
    assert set(PACKS[name].title) == {ENGLISH, SPANISH}
    for place, template in templates(PACKS[name]):
        assert set(template) == {ENGLISH, SPANISH}, place
        assert all(said not in ((), ("",), ("-",)) for said in template.values()), place
        assert template[ENGLISH] != template[SPANISH] or template[ENGLISH] == ("No",), place


@pytest.mark.parametrize("name", [name for name, pack in PACKS.items() if pack.scoring])
def test_a_result_says_that_it_decides_nothing(name: str) -> None:
    scoring = PACKS[name].scoring
    assert scoring is not None
    assert "not a determination" in scoring.caution[ENGLISH]
    assert "no es una determinación" in scoring.caution[SPANISH].casefold()
    assert all(band.next_step for band in scoring.bands)


@pytest.mark.parametrize(
    ("judgements", "score", "band"),
    [
        ({}, "0", "few"),
        ({"home": "possible"}, "1", "few"),
        ({"home": "possible", "away": "possible"}, "2", "some"),
        ({"home": "clear", "away": "possible", "days": "possible"}, "5", "some"),
        ({"home": "clear", "away": "clear"}, "6", "strong"),
    ],
)
def test_the_judgements_of_nine_domains_make_the_band(
    judgements: dict[str, str], score: str, band: str
) -> None:
    result = judged(begin("whole_picture"), **judgements).result()
    assert result is not None
    assert result.band is not None
    assert (result.score, result.band.name) == (Decimal(score), band)


def test_the_whole_picture_has_about_45_items_each_of_which_may_be_unknown() -> None:
    session = begin("whole_picture")
    rated = [
        session.question(path)
        for path in session.definition.questions
        if path.split("/")[2] in DOMAINS
    ]
    assert len(rated) == 45
    assert all(one.allows_missing for one in rated)


def test_three_domains_without_a_judgement_withhold_the_score() -> None:
    session = judged(begin("whole_picture"))
    for domain in DOMAINS[:3]:
        path = f"{session.definition.root}/{domain}/{domain}_judged"
        session.answer(path, Missing.NO_INFORMATION)
    result = session.result()
    assert result is not None
    assert result.withheld_reason == "too_many_missing"


@pytest.mark.parametrize(("age", "warned"), [(9, True), (10, False), (21, False), (22, True)])
def test_an_age_outside_the_range_is_said(age: int, warned: bool) -> None:
    session = begin("whole_picture")
    session.answer(f"{session.definition.root}/about/age", age)
    assert session.is_relevant(f"{session.definition.root}/about/age_outside") is warned
    assert not begin("whole_picture").is_relevant("/data/about/age_outside")


def test_a_youth_need_answer_nothing_of_the_short_form() -> None:
    session = begin("how_i_am")
    asked = [session.question(path) for path in session.definition.questions]
    assert len(asked) == 6
    assert all(one.allows_missing and not one.required for one in asked)
    for one in asked:
        session.answer(one.path, Missing.DECLINED)
    assert session.problems() == ()


def test_the_plan_holds_as_many_people_as_the_youth_names() -> None:
    session = begin("safety_plan")
    people = f"{session.definition.root}/people_part/person"
    while len(session.instances_of(people).keys) < 3:
        session.add_instance(people)
    key = session.instances_of(people).keys[-1]
    phone = f"{people}[~{key}]/person_phone"
    session.answer(phone, "call me")
    assert "telephone number" in (session.question(phone).error or "")
    session.answer(phone, "555 010 0123")
    assert session.question(phone).error is None


def test_the_debrief_ranks_only_the_reasons_that_were_named() -> None:
    session = begin("return_debrief")
    before = f"{session.definition.root}/before"
    session.answer(f"{before}/factors", ("conflict",))
    assert not session.is_relevant(f"{before}/weight")
    session.answer(f"{before}/factors", ("conflict", "pulled"))
    offered = [one.value for one in session.question(f"{before}/weight").choices]
    assert offered == ["conflict", "pulled"]


def test_a_referral_on_consent_asks_how_long_the_consent_holds() -> None:
    session = begin("mdt_referral")
    basis = f"{session.definition.root}/basis_part"
    session.answer(f"{basis}/basis", "consent")
    assert session.is_relevant(f"{basis}/basis_until")
    session.answer(f"{basis}/basis_until", date(2026, 11, 22))
    assert session.question(f"{basis}/basis_until").error
