# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is hashed or signed has one form: that of RFC 8785."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from casework.canonical import CanonicalizationError, to_canonical

SCALARS = st.none() | st.booleans() | st.integers() | st.text() | st.floats(allow_nan=False)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(VALUES)
def test_it_is_word_for_word_what_the_library_gives(value: object) -> None:
    try:
        expected = rfc8785.dumps(value)  # type: ignore[arg-type] # JSON as it is
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as error:
        with pytest.raises(type(error)):
            to_canonical(value)
    else:
        assert to_canonical(value) == expected


@pytest.mark.parametrize("value", [2**53, {"a": [2**60]}, float("nan"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises((CanonicalizationError, UnicodeEncodeError)):
        to_canonical(value)
