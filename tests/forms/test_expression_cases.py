# SPDX-License-Identifier: AGPL-3.0-or-later
"""Expressions over trees with repeats give what JavaRosa gives, where the cases say they stand.

Each case becomes a form whose repeats are the names the tree repeats, and whose node of the case
has a label made of the expression.
"""

import re
from xml.etree import ElementTree as ET
from xml.sax.saxutils import quoteattr

import pytest

from forms.errors import FormError
from forms.loader import load_form
from forms.session import Session
from tests.fakes.forms import DAY
from tests.forms.expression_cases import BEYOND, CASES, REFUSED
from tests.forms.expression_trees import LEVELS, NUMBERS, PATHS, PEOPLE

REPEATS = {
    PEOPLE: {"/data/person", "/data/person/pet"},
    LEVELS: {"/data/d1", "/data/d1/d2", "/data/d1/d2/d3"},
    PATHS: {"/data/path", "/data/path/child"},
    NUMBERS: {"/data/row"},
}
HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">'
    "<h:head><h:title>Test</h:title><model><instance>"
)


def said_at(tree: str, context: str, expression: str) -> str:
    """The text of an expression standing at a node of a tree."""
    leaf = re.sub(r"\[\d+\]", "", context)
    label = f"<output value={quoteattr(expression)}/>"
    body = _body(ET.fromstring(tree), "/data", REPEATS[tree], {leaf: label})
    instance = tree.replace("<data>", '<data id="test" version="1">', 1)
    made = f"{HEAD}{instance}</instance></model></h:head><h:body>{body}</h:body></h:html>"
    return Session(load_form(made.encode()), today=DAY).question(context).label


def _body(element: ET.Element, path: str, repeats: set[str], labels: dict[str, str]) -> str:
    written = ""
    for name in dict.fromkeys(child.tag for child in element):
        below = f"{path}/{name}"
        first = element.find(name)
        assert first is not None
        inner = _body(first, below, repeats, labels)
        if below in repeats:
            written += f'<group ref="{below}"><repeat nodeset="{below}">{inner}</repeat></group>'
        elif len(first):
            written += f'<group ref="{below}">{inner}</group>'
        else:
            label = labels.get(below, name)
            written += f'<input ref="{below}"><label>{label}</label></input>'
    return written


@pytest.mark.parametrize(("tree", "context", "expression", "expected"), [*CASES, *BEYOND])
def test_an_expression_gives_what_the_case_says(
    tree: str, context: str, expression: str, expected: str
) -> None:
    assert said_at(tree, context, expression) == expected.strip()


@pytest.mark.parametrize("expression", REFUSED)
def test_what_javarosa_refuses_is_answered_or_refused_in_words(expression: str) -> None:
    try:
        assert isinstance(said_at(PEOPLE, "/data/total", expression), str)
    except FormError as error:
        assert str(error).endswith(".")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("count(/data[title = 'Home visit']/person)", "3"),
        ("count(/data[zero = 1]/person)", "0"),
        ("/data[true()]/title", "Home visit"),
    ],
)
def test_a_predicate_may_stand_on_the_root(expression: str, expected: str) -> None:
    """Found by fuzzing."""
    assert said_at(PEOPLE, "/data/total", expression) == expected


def test_paths_to_everywhere_within_each_other_are_refused() -> None:
    """Found by fuzzing: each level multiplied the work of the one inside."""
    expression = "name = 'x'"
    for _ in range(8):
        expression = f"/data/*/..//*[count(//*[{expression}]) > 0]"
    with pytest.raises(FormError, match="too many places"):
        said_at(PEOPLE, "/data/total", expression)


@pytest.mark.parametrize("expression", ["count(../..)", "/data[1]/..", "../../.."])
def test_a_path_above_the_form_is_refused(expression: str) -> None:
    with pytest.raises(FormError, match="above the form"):
        said_at(PEOPLE, "/data/total", expression)
