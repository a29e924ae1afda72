# SPDX-License-Identifier: AGPL-3.0-or-later
"""The forms that ship: what they ask, in both languages, and what they make of the answers."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from importlib import resources

import pytest

from forms.answers import Missing, Source
from forms.definition import Template
from forms.pack import InstrumentPack, build_pack, load_definition, load_sample_packs
from forms.session import Session

PACKS = {pack.form_id.removeprefix("fieldfare_"): pack for pack in load_sample_packs()}
ENGLISH, SPANISH = "English (en)", "Español (es)"
TODAY = date(2026, 11, 23)
DOMAINS = ("home", "away", "people", "means", "online", "body", "mood", "days", "exchange")


def begin(name: str, born: date | None = None) -> Session:
    return Session(load_definition(PACKS[name]), today=TODAY, birth_date=born)


def judged(session: Session, **judgements: str) -> Session:
    """A whole-picture screening with these judgements and no concern anywhere else."""
    session.answer(f"{session.definition.root}/before/due_by_rule", "yes")
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
        for wire in pack.evidence.trip_wires:
            yield wire.question, {one: (text,) for one, text in wire.label.items()}
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


@pytest.mark.parametrize(
    ("born", "warned"),
    [
        (date(2016, 11, 24), True),
        (date(2016, 11, 23), False),
        (date(2004, 11, 24), False),
        (date(2004, 11, 23), True),
        (None, False),
    ],
)
@pytest.mark.parametrize("name", ["whole_picture", "how_i_am"])
def test_an_age_outside_10_to_21_is_said(name: str, born: date | None, warned: bool) -> None:
    result = begin(name, born).result()
    assert result is not None
    assert result.age is not None
    assert result.age.is_outside is warned


def test_without_a_reason_to_screen_the_domains_stay_closed_and_nothing_is_scored() -> None:
    session = begin("whole_picture")
    for name in ("due_by_rule", "due_by_worry", "due_by_youth"):
        session.answer(f"{session.definition.root}/before/{name}", "no")
    assert not any(session.is_relevant(f"{session.definition.root}/{one}") for one in DOMAINS)
    result = session.result()
    assert result is not None
    assert (result.gate, result.score) == ("closed", None)
    session.answer(f"{session.definition.root}/before/due_by_youth", "yes")
    assert all(session.is_relevant(f"{session.definition.root}/{one}") for one in DOMAINS)


@pytest.mark.parametrize(
    ("domain", "item", "band"),
    [
        ("exchange", "exch_value", "strong"),
        ("exchange", "exch_third", "strong"),
        ("online", "online_offered", "strong"),
        ("mood", "mood_hopeless", "some"),
    ],
)
def test_some_signs_lift_the_result_whatever_the_judgements_say(
    domain: str, item: str, band: str
) -> None:
    session = judged(begin("whole_picture"))
    session.answer(f"{session.definition.root}/{domain}/{item}", "plain")
    result = session.result()
    assert result is not None
    assert result.band is not None
    assert (result.score, result.band.name) == (Decimal(0), band)
    assert [one.name for one in result.scores] == ["concern", "plain_signs"]
    assert result.scores[1].score == 1
    assert ("mandated_report" in result.clocks) is (band == "strong")


def test_a_sign_of_exchange_is_not_signed_without_where_it_comes_from() -> None:
    session = judged(begin("whole_picture"))
    item = f"{session.definition.root}/exchange/exch_value"
    session.answer(item, "some")
    assert item in dict(session.problems())
    session.set_source(item, Source.RECORD)
    assert item not in dict(session.problems())


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
