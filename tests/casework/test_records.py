# SPDX-License-Identifier: AGPL-3.0-or-later
"""Records are checked at the boundary, and found by what people remember of them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import JsonValue

from casework.errors import RecordInvalid
from casework.merge import merge_operation
from casework.records import CaseRecord, ContactNote, Youth, read_view, searchable_text
from casework.vocabulary import RecordKind
from tests.fakes.people import an_operation


def a_record(kind: RecordKind, fields: dict[str, JsonValue]) -> CaseRecord:
    operation = an_operation(kind=kind, fields=fields)
    merged = merge_operation(None, operation, version=1, author_name="Worker 1")
    assert merged.record is not None
    return merged.record


def test_a_youth_is_found_by_every_name_and_number() -> None:
    youth = a_record(
        RecordKind.YOUTH,
        {
            "legal_name": "Marisol Example",
            "chosen_name": "Mari",
            "aliases": ["Sol"],
            "agency_numbers": {"Probation": "P-1"},
        },
    )
    names, text = searchable_text(youth)
    assert names.split() == ["Marisol", "Example", "Mari", "Sol", "P-1", "P1"]
    assert text == ""


def test_a_note_is_found_by_its_words() -> None:
    fields: dict[str, JsonValue] = {
        "text": "Met at the library.",
        "happened_at": "2026-11-01T10:00:00Z",
        "entered_at": "2026-11-01T10:05:00Z",
    }
    assert searchable_text(a_record(RecordKind.CONTACT_NOTE, fields)) == (
        "",
        "Met at the library.",
    )
    assert isinstance(read_view(RecordKind.CONTACT_NOTE, fields), ContactNote)


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "legal_name"),
        ({"legal_name": ""}, "legal_name"),
        ({"legal_name": "A", "birth_date": "soon"}, "birth_date"),
        ({"legal_name": "A" * 201}, "legal_name"),
    ],
)
def test_a_wrong_field_is_named_in_the_error(fields: dict[str, JsonValue], named: str) -> None:
    with pytest.raises(RecordInvalid, match=f"youth: {named}"):
        read_view(RecordKind.YOUTH, fields)


@given(
    st.dates(date(1990, 1, 1), date(2020, 12, 31)),
    st.dates(date(2021, 1, 1), date(2040, 1, 1)),
)
def test_an_age_grows_by_one_on_the_birthday(birth: date, day: date) -> None:
    youth = Youth(legal_name="A", birth_date=birth)
    age = youth.age_on(day)
    assert age is not None
    assert birth.year + age <= day.year
    reached = (day.month, day.day) >= (birth.month, birth.day)
    assert age == day.year - birth.year - (0 if reached else 1)


@pytest.mark.parametrize("when", ["2026-11-01T10:00:00", "0001-01-01T00:00:00Z"])
def test_a_time_that_nobody_can_place_is_no_time(when: str) -> None:
    fields: dict[str, JsonValue] = {
        "text": "Met at the library.",
        "happened_at": when,
        "entered_at": "2026-11-01T10:05:00Z",
    }
    with pytest.raises(RecordInvalid, match=r"zone|year"):
        read_view(RecordKind.CONTACT_NOTE, fields)
