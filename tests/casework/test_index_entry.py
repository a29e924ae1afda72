# SPDX-License-Identifier: AGPL-3.0-or-later
"""The index holds the four kinds of WIC 18961.5 and has no place for a fifth."""

from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from casework.errors import IndexRefused
from casework.index_entry import IndexEntry, IndexPerson, draft_entry, read_entry
from casework.index_talk import IndexMatch
from casework.reasons import ReasonCode
from casework.records import Youth
from tests.fakes.index import an_entry

TODAY = date(2026, 11, 30)
LAWFUL = {
    "people.kinship",
    "people.name",
    "people.aliases",
    "people.address",
    "people.phone",
    "people.birth_date",
    "people.birth_place",
    "case_number",
    "contact.name",
    "contact.phone",
    "contact_dates",
}
STRANGE = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=12).filter(
    lambda name: all(name not in one.split(".") for one in LAWFUL)
)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=5,
)


def leaves(model: type[BaseModel], path: str = "") -> set[str]:
    found = set()
    for name, field in model.model_fields.items():
        kinds = [field.annotation, *get_args(field.annotation)]
        inner = [one for one in kinds if isinstance(one, type) and issubclass(one, BaseModel)]
        found |= leaves(inner[0], f"{path}{name}.") if inner else {path + name}
    return found


def test_the_schema_has_the_lawful_fields_and_no_other() -> None:
    assert leaves(IndexEntry) == LAWFUL


def test_an_answer_names_agency_number_contact_and_dates_only() -> None:
    assert set(IndexMatch.model_fields) == {
        "agency",
        "case_number",
        "contact_name",
        "contact_phone",
        "contact_dates",
        "signs",
    }


@given(st.sampled_from(["", "people", "contact"]), STRANGE, VALUES)
def test_whatever_else_is_put_in_anywhere_is_refused_by_its_name(
    where: str, name: str, value: Any
) -> None:
    fields: Any = an_entry()
    inner = {"": fields, "people": fields["people"][0], "contact": fields["contact"]}[where]
    inner[name] = value
    with pytest.raises(IndexRefused) as refused:
        read_entry(fields, TODAY)
    assert refused.value.reason.code is ReasonCode.INDEX_FIFTH_KIND
    assert name.strip("_").replace("_", " ")[:8].strip() in str(refused.value)


@given(VALUES, st.sampled_from(sorted(LAWFUL)))
def test_whatever_a_field_holds_is_read_as_its_kind_or_refused(value: Any, path: str) -> None:
    fields: Any = an_entry()
    *outer, name = path.split(".")
    inner = fields[outer[0]] if outer else fields
    inner = inner[0] if isinstance(inner, list) else inner
    inner[name] = value
    try:
        entry = read_entry(fields, TODAY)
    except IndexRefused as refused:
        assert refused.reason.sentence
        return
    again = IndexEntry.model_validate_json(entry.model_dump_json())
    assert again == entry


def read_youth_with(field: str, words: str) -> IndexPerson:
    fields: Any = an_entry()
    fields["people"][0][field] = words
    return read_entry(fields, TODAY).youth


@pytest.mark.parametrize(
    "sentence",
    [
        "Disclosed exploitation at a motel on Friday and asked for help",
        "Rosa: suicidal",
        "see notes/attachment",
        "Rosa\nhigh risk",
        "x" * 101,
    ],
)
def test_a_name_holds_no_sentence(sentence: str) -> None:
    with pytest.raises(IndexRefused):
        read_entry(an_entry(contact={"name": sentence, "phone": ""}), TODAY)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("address", "He sells her at a motel every night"),
        ("address", "5 Main Street, she takes methadone every morning at the clinic"),
        ("birth_place", "He sells her in Oakland every night"),
    ],
)
def test_an_address_and_a_birth_place_hold_no_plain_sentence(field: str, words: str) -> None:
    with pytest.raises(IndexRefused, match=field.replace("_", " ")):
        read_youth_with(field, words)


@pytest.mark.parametrize("joint", ["-", "_", ".", "\u200b", "\u00b7"])
@pytest.mark.parametrize("field", ["name", "address", "birth_place"])
def test_whatever_joins_its_words_a_sentence_is_one(field: str, joint: str) -> None:
    with pytest.raises(IndexRefused, match=field.replace("_", " ")):
        read_youth_with(
            field, joint.join(["she", "was", "sold", "at", "a", "motel", "by", "her", "uncle"])
        )


@pytest.mark.parametrize("unseen", ["\u202e", "\u200d", "\x07", "\x00", "\ue000"])
def test_a_sign_that_is_not_seen_stands_in_no_field(unseen: str) -> None:
    for field in ("name", "address", "birth_place"):
        with pytest.raises(IndexRefused, match=field.replace("_", " ")):
            read_youth_with(field, f"Vega {unseen}Rosa")
    with pytest.raises(IndexRefused, match="contact, name"):
        read_entry(an_entry(contact={"name": f"Ana{unseen}", "phone": ""}), TODAY)


def test_a_case_number_is_no_sentence_and_nobody_was_born_before_1900() -> None:
    with pytest.raises(IndexRefused, match="case number"):
        read_entry(an_entry(case_number="HIV pos see R. trafficked 1"), TODAY)
    for number in ("JV-4711", "Case No. 12-JD-0093", "DEP 22 A 1/4", "CWS/CMS 0123-4567"):
        assert read_entry(an_entry(case_number=number), TODAY).case_number == number
    with pytest.raises(IndexRefused, match="birth date"):
        read_youth_with("birth_date", "1700-01-01")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("address", "1234 Martin Luther King Jr Blvd Apt 12 Los Angeles CA 90012"),
        ("address", "Calle de los Hidalgos 5, Tijuana"),
        ("birth_place", "San Juan de los Lagos, Jalisco, México"),
    ],
)
def test_addresses_and_towns_as_they_are_called_are_taken(field: str, words: str) -> None:
    assert getattr(read_youth_with(field, words), field) == words


@pytest.mark.parametrize(
    "name",
    [
        "María José de la Cruz y Vega",
        "Mari\u0301a de los A\u0301ngeles García-Huidobro",
        "O’Neil-Quiroga, Jr.",
        "李小龍",
        "D'Angelo J. (DJ)",
    ],
)
def test_names_as_people_have_them_are_taken(name: str) -> None:
    entry = read_entry(an_entry(contact={"name": name, "phone": ""}), TODAY)
    assert entry.contact.name == name


def test_dates_of_contact_are_put_in_order_once_and_none_lies_ahead() -> None:
    entry = read_entry(an_entry(contact_dates=["2026-11-02", "2026-10-01", "2026-11-02"]), TODAY)
    assert entry.contact_dates == (date(2026, 10, 1), date(2026, 11, 2))
    assert entry.last_contact == date(2026, 11, 2)
    with pytest.raises(IndexRefused):
        read_entry(an_entry(contact_dates=["2026-12-01"]), TODAY)


def test_an_entry_is_about_exactly_one_youth() -> None:
    youth = {"kinship": "youth", "name": "Rosa Vega"}
    for people in ([], [youth, youth], [{"kinship": "family", "name": "Elena Vega"}]):
        with pytest.raises(IndexRefused):
            read_entry(an_entry(people=people), TODAY)  # type: ignore[arg-type]  # JSON


def test_a_draft_from_the_youths_record_is_an_entry_of_what_the_record_says() -> None:
    youth = Youth(
        legal_name="Rosa Marisol Vega",
        chosen_name="Mari",
        birth_date=date(2011, 3, 9),
        agency_numbers={"Probation": "JV-4711", "Other": "X-1"},
        pronouns="she",
        languages=("Spanish",),
    )
    entry = read_entry(draft_entry(youth, "Probation", "Ana Reyes", (TODAY,)), TODAY)
    assert entry.youth.name == "Rosa Marisol Vega"
    assert entry.youth.aliases == ("Mari",)
    assert entry.case_number == "JV-4711"
    assert entry.contact_dates == (TODAY,)
    assert "she" not in entry.model_dump_json()
    assert "X-1" not in entry.model_dump_json()
