# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question for a number is true unless it is empty or 0; any other by whether it has a text."""

import datetime as dt
from decimal import Decimal

import pytest

from forms.answers import Answer
from forms.loader import load_form
from forms.session import Session
from tests.fakes.form_files import an_xform

DAY = dt.date(2026, 1, 5)
EXPRESSIONS = ("if(/data/{}, 'yes', 'no')", "not(not(/data/{}))", "/data/{} and true()")


def outcomes(kind: str, answer: Answer) -> set[str]:
    """Whether each way of asking calls the answer true."""
    binds = {"q": {"type": kind}, "asked": {"relevant": "/data/q"}}
    for number, text in enumerate((*EXPRESSIONS, "boolean(/data/{})")):
        binds[f"c{number}"] = {"calculate": text.format("q")}
    session = Session(load_form(an_xform(binds, shown=["q", "asked"])), today=DAY)
    session.answer("/data/q", answer)
    texts = {one.path: one.text for one in session.nodes()}
    found = {texts[f"/data/{name}"] for name in binds if name.startswith("c")}
    relevant = {one.path for one in session.nodes() if one.relevant}
    return found | {"true" if "/data/asked" in relevant else "false"}


@pytest.mark.parametrize(
    ("kind", "answer", "is_true"),
    [
        ("int", 0, False),
        ("int", -2, True),
        ("int", None, False),
        ("decimal", Decimal("0.0"), False),
        ("decimal", Decimal("0.5"), True),
        ("string", "0", True),
        ("string", "false", True),
        ("string", None, False),
    ],
)
def test_an_answer_is_true_by_its_kind(kind: str, answer: Answer, is_true: bool) -> None:
    wanted = {"yes", "true"} if is_true else {"no", "false"}
    assert outcomes(kind, answer) == wanted
