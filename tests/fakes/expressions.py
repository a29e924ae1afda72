# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an expression gives, as the smallest form sees it."""

import math
import re

from forms.session import Session
from tests.fakes.forms import DAY, a_form

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


def text_of(expression: str, **answers: str) -> str:
    """The text of a value of a calculation over answers a, b and c; "NaN" stays to be seen."""
    nodes = {"a": "", "b": "", "c": "", "out": ""}
    definition = a_form(nodes, {"out": {"calculate": f"concat('=', {expression})"}})
    given = {f"/data/{name}": text for name, text in answers.items()}
    session = Session(definition, today=DAY, answers=given)
    return str(session.relevant_answers()["/data/out"])[1:]


def are_alike(found: str, expected: str) -> bool:
    """Whether two texts are the same, or numbers the same but for the last digits.

    The mathematics of two machines may differ there.
    """
    if _NUMBER.fullmatch(found) and _NUMBER.fullmatch(expected):
        return math.isclose(float(found), float(expected), rel_tol=1e-12, abs_tol=1e-9)
    return found == expected
