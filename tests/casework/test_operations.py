# SPDX-License-Identifier: AGPL-3.0-or-later
"""Operations cannot be changed unnoticed, and a bad one is not built at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from casework.operations import Operation
from tests.fakes.people import an_operation

CHANGES = st.sampled_from(
    [
        {"counter": 2},
        {"case": "00000000-0000-7000-8000-000000000099"},
        {"fields": {"legal_name": "Another"}},
        {"base": {"legal_name": 7}},
        {"previous": "1" * 64},
        {"at": "1763900000009-0000"},
    ]
)


@given(CHANGES)
def test_any_change_to_an_operation_changes_its_hash(change: dict[str, object]) -> None:
    original = an_operation()
    assert original.model_copy(update=change).digest() != original.digest()


@given(st.text(max_size=50))
def test_an_operation_survives_the_wire_with_the_same_hash(name: str) -> None:
    original = an_operation(fields={"legal_name": name})
    assert Operation.model_validate_json(original.model_dump_json()).digest() == original.digest()


@pytest.mark.parametrize(
    "change",
    [
        {"counter": 0},
        {"fields": {}},
        {"fields": {"Bad Name": 1}},
        {"previous": "xyz"},
        {"extra": 1},
    ],
)
def test_a_misshapen_operation_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Operation.model_validate({**an_operation().model_dump(), **change})
