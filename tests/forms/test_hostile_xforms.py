# SPDX-License-Identifier: AGPL-3.0-or-later
"""The hostile inputs that an XForm brings as it is, with no workbook before it.

None of them is followed, and each is told with its place; numbers as in docs/forms-hostile.md.
"""

import pytest

from forms.check import CheckReport, check_form
from forms.errors import AnswerTypeError
from forms.loader import load_form
from forms.markdown import to_spans
from tests.fakes.forms import an_xform, filling

ASKED = '<input ref="/data/a"><label ref="jr:itext(\'a\')"/></input>'
EVIL = "https://evil.example/x"


def checked(body: str = ASKED, model: str = "") -> CheckReport:
    report = check_form(an_xform("<a/><g><b/></g>", body=body, model=model), "form.xml")
    assert report.is_usable, report.problems
    return report


def told(report: CheckReport) -> str:
    (problem,) = report.problems
    assert problem.severity == "warning"
    return problem.what


def shown(*values: str) -> str:
    """The texts of a form whose question comes with these."""
    text = f'<text id="a"><value>A</value>{"".join(values)}</text>'
    return f'<itext><translation lang="en">{text}</translation></itext>'


@pytest.mark.parametrize("form", ["image", "audio", "video", "big-image"])
@pytest.mark.parametrize(
    "name",
    [
        f"{EVIL}.png",
        "file:///etc/passwd",
        "jr://images/../../x.png",
        "jr://images/",
        "/etc/x.png",
        "..\\x.png",
        "C:x.png",
        f'{EVIL}?a=<output value="/data/a"/>',
    ],
)
def test_a_file_outside_the_forms_own_is_left_out_and_told(form: str, name: str) -> None:
    """Hostile input 26, as media."""
    model = shown(f'<value form="{form}">{name}</value>')
    said = told(checked(model=model))
    assert name.partition("<")[0] in said
    assert "of the text “a”" in said
    definition = load_form(an_xform("<a/>", body=ASKED, model=model))
    assert not definition.questions["/data/a"].media


@pytest.mark.parametrize(
    "name", ["jr://images/x.png", "x.png", 'jr://images/<output value="/data/a"/>.png']
)
def test_a_file_of_the_forms_own_is_kept(name: str) -> None:
    model = shown(f'<value form="image">{name}</value>')
    assert checked(model=model).problems == ()
    assert load_form(an_xform("<a/>", body=ASKED, model=model)).questions["/data/a"].media


def test_an_address_to_send_to_is_ignored_and_told() -> None:
    """Hostile input 27."""
    model = f'<submission action="{EVIL}" method="post" auto-send="true"/>'
    said = told(checked('<input ref="/data/a"><label>A</label></input>', model))
    assert "that is ignored, answers go to the county only" in said


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<input ref="/data/a" appearance="w1 ex:org.evil(x=1)"/>', "a"),
        ('<input ref="/data/a" intent="org.evil(x=1)"/>', "a"),
        ('<upload ref="/data/a" mediatype="image/*" appearance="ex:org.evil"/>', "a"),
        ('<group ref="/data/g" appearance="ex:org.evil"><input ref="/data/g/b"/></group>', "g"),
        ('<group ref="/data/g" intent="org.evil"><input ref="/data/g/b"/></group>', "g"),
    ],
)
def test_another_program_is_never_started_and_told(body: str, name: str) -> None:
    """Hostile input 28."""
    assert told(checked(body)).startswith(f"“{name}” would start another program")


def test_markup_in_a_label_stays_text() -> None:
    """Hostile input 29."""
    words = "<img src='file:///etc/passwd'> <script>x</script>"
    label = words.replace("<", "&lt;")
    body = f'<input ref="/data/a"><label>{label}</label></input>'
    session = filling(load_form(an_xform("<a/>", body=body)))
    (line,) = to_spans(session.question("/data/a").label)
    assert [(one.text, one.address) for one in line.spans] == [(words, "")]


def test_a_hundred_thousand_choices_are_loaded_and_answered() -> None:
    """Hostile input 7; what a workbook of them costs is measured by `python -m bench hostile`."""
    items = "".join(f"<item><name>t{one}</name></item>" for one in range(100_000))
    model = f'<instance id="l"><root>{items}</root></instance>'
    listed = '<itemset nodeset="instance(\'l\')/root/item"><value ref="name"/></itemset>'
    body = f'<select1 ref="/data/a"><label>a</label>{listed}</select1>'
    session = filling(load_form(an_xform("<a/>", body=body, model=model)))
    session.answer("/data/a", "t99999")
    assert len(session.question("/data/a").choices) == 100_000
    with pytest.raises(AnswerTypeError, match="does not offer"):
        session.answer("/data/a", "t100000")
