# SPDX-License-Identifier: AGPL-3.0-or-later
"""Repeats grow, shrink and nest; references mean the instance they stand in; nothing is lost."""

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.answers import Instances
from forms.errors import AnswerTypeError, BudgetExceeded, FormInvalid
from forms.instance import read_instance_xml
from forms.loader import load_form
from forms.pages import RepeatBar
from forms.session import Session
from tests.fakes.forms import DAY, an_xform


def household(**binds: str) -> bytes:
    """Persons with an age and pets inside them, and a total outside."""
    rules = {
        "/data/total": 'calculate="sum(/data/person/age)"',
        "/data/person/place": 'calculate="position(..)"',
        "/data/person/pets": 'calculate="count(../pet)"',
        "/data/person/before": 'calculate="indexed-repeat(/data/person/age, /data/person, '
        'position(..) - 1)"',
        "/data/person/age": 'type="int"',
        **{f"/data/{name.replace('__', '/')}": rule for name, rule in binds.items()},
    }
    return an_xform(
        instance="<n/><person jr:template=''><age/><place/><before/><pets/>"
        "<pet jr:template=''><kind/></pet></person><total/>",
        binds="".join(f'<bind nodeset="{path}" {rule}/>' for path, rule in rules.items()),
        body='<input ref="/data/n"/><group ref="/data/person"><label>Person</label>'
        '<repeat nodeset="/data/person"><input ref="/data/person/age"/>'
        '<group ref="/data/person/pet"><repeat nodeset="/data/person/pet">'
        '<input ref="/data/person/pet/kind"/></repeat></group></repeat></group>',
    )


def begin(xform: bytes) -> Session:
    return Session(load_form(xform), today=DAY, chance=Random(1))


def texts(session: Session) -> dict[str, str]:
    """Every leaf's text by path with positions."""
    groups = session.definition.groups
    return {
        one.path: one.text
        for one in session.nodes()
        if re.sub(r"\[\d+\]", "", one.path) not in groups
    }


def test_an_added_instance_counts_at_once_and_a_removed_one_no_longer() -> None:
    session = begin(household())
    for age in (30, 4):
        session.add_instance("/data/person")
        session.answer(f"/data/person[{len(session.instances_of('/data/person').keys)}]/age", age)
    assert texts(session)["/data/total"] == "34"
    changed = session.remove_instance("/data/person[1]")
    assert changed.structure == {"/data/person"}
    assert texts(session)["/data/total"] == "4"
    assert texts(session)["/data/person[1]/place"] == "1"


def test_a_removed_instance_comes_back_with_its_answers_at_its_place() -> None:
    session = begin(household())
    for age in (30, 4):
        session.add_instance("/data/person")
        session.answer(f"/data/person[~{session.instances_of('/data/person').keys[-1]}]/age", age)
    before = session.to_xml()
    session.remove_instance("/data/person[~1]")
    session.restore_instance("/data/person[~1]", 0)
    assert session.to_xml() == before


def test_one_instance_can_read_another() -> None:
    session = begin(household())
    for number, age in enumerate((30, 4, 9), start=1):
        session.add_instance("/data/person")
        session.answer(f"/data/person[{number}]/age", age)
    # JavaRosa takes the first instance for a number below 1.
    assert [texts(session)[f"/data/person[{n}]/before"] for n in (1, 2, 3)] == ["30", "30", "4"]
    session.remove_instance("/data/person[2]")
    assert texts(session)["/data/person[2]/before"] == "30"


def test_repeats_nest() -> None:
    session = begin(household())
    session.add_instance("/data/person")
    session.add_instance("/data/person")
    session.add_instance("/data/person[2]/pet")
    session.answer("/data/person[2]/pet[1]/kind", "cat")
    assert texts(session)["/data/person[2]/pets"] == "1"
    assert texts(session)["/data/person[1]/pets"] == "0"
    assert b"<kind>cat</kind>" in session.to_xml()


def counted(rule: str = "/data/n") -> bytes:
    return household().replace(
        b'<repeat nodeset="/data/person">',
        f'<repeat nodeset="/data/person" jr:count="{rule}">'.encode(),
    )


def test_a_counted_repeat_follows_its_count_and_a_slip_of_the_count_loses_nothing() -> None:
    session = begin(counted())
    session.answer("/data/n", "3")
    session.answer("/data/person[3]/age", 7)
    session.answer("/data/n", "1")
    assert "/data/person[3]/age" not in texts(session)
    session.answer("/data/n", "3")
    assert texts(session)["/data/person[3]/age"] == "7"
    with pytest.raises(AnswerTypeError, match="form itself decides"):
        session.add_instance("/data/person")


@pytest.mark.parametrize("count", ["1000000000", "1e300", "-5", "abc", "2.9"])
def test_a_mad_count_is_refused_or_bounded_and_the_old_one_stays(count: str) -> None:
    session = begin(counted())
    session.answer("/data/n", "2")
    try:
        session.answer("/data/n", count)
    except BudgetExceeded as error:
        assert "repeated 1000 times at most" in str(error)
        assert session.answers()["/data/n"] == "2"
        assert len(session.instances_of("/data/person").keys) == 2
    else:
        assert len(session.instances_of("/data/person").keys) <= 2


def test_a_count_may_depend_on_what_stands_in_the_repeat() -> None:
    rule = (
        'calculate="if(count(/data/person) = 0, 1, if(indexed-repeat(/data/person/age, '
        "/data/person, count(/data/person)) != '', count(/data/person) + 1, "
        'count(/data/person)))"'
    )
    session = begin(
        household(total=rule).replace(
            b'<repeat nodeset="/data/person">',
            b'<repeat nodeset="/data/person" jr:count="/data/total">',
        )
    )
    assert len(session.instances_of("/data/person").keys) == 1
    with pytest.raises(AnswerTypeError, match="form itself decides"):
        session.add_instance("/data/person")
    session.answer("/data/person[1]/age", 3)
    session.add_instance("/data/person")
    session.answer("/data/person[2]/age", 3)
    bars = [part for page in session.pages() for part in page.parts if isinstance(part, RepeatBar)]
    adding = [bar for bar in bars if bar.path == "/data/person" and not bar.instance]
    assert [(bar.number, bar.may_add) for bar in adding] == [(3, True)]


def test_what_runs_in_a_circle_in_one_instance_is_refused() -> None:
    with pytest.raises(FormInvalid, match="circle"):
        begin(household(person__place='calculate="../pets"', person__pets='calculate="../place"'))


STEPS = st.lists(
    st.tuples(
        st.sampled_from(["add", "remove", "age", "pet", "kind", "restore"]),
        st.integers(0, 3),
        st.integers(0, 99),
    ),
    max_size=14,
)


@given(STEPS)
def test_growing_and_shrinking_step_by_step_equals_starting_from_what_was_kept(
    steps: list[tuple[str, int, int]],
) -> None:
    session = begin(household(person__pet='relevant="../age &gt; 20"'))
    gone: list[tuple[str, int]] = []
    for what, at, number in steps:
        keys = session.instances_of("/data/person").keys
        person = f"/data/person[~{keys[at % len(keys)]}]" if keys else ""
        if what == "add":
            session.add_instance("/data/person")
        elif what == "restore" and gone:
            session.restore_instance(*gone.pop())
        elif person and what == "remove":
            gone.append((person, at % len(keys)))
            session.remove_instance(person)
        elif person and what == "age":
            session.answer(f"{person}/age", number)
        elif person and what == "pet":
            session.add_instance(f"{person}/pet")
        elif person and what == "kind" and session.instances_of(f"{person}/pet").keys:
            session.answer(f"{person}/pet[1]/kind", str(number))
    afresh = Session(session.definition, today=DAY, answers=session.kept(), chance=Random(1))
    assert list(afresh.nodes()) == list(session.nodes())
    assert afresh.problems() == session.problems()
    again = read_instance_xml(session.definition, session.to_xml())
    assert Session(session.definition, today=DAY, answers=again).to_xml() == session.to_xml()


def test_answers_to_another_form_are_refused() -> None:
    form = load_form(household())
    with pytest.raises(AnswerTypeError, match="answers to the form “other”"):
        read_instance_xml(form, b'<data id="other"><n>1</n></data>')
    with pytest.raises(AnswerTypeError, match="no question /data/zzz"):
        read_instance_xml(form, b'<data id="test"><zzz>1</zzz></data>')


def test_what_is_kept_of_a_removed_instance_does_not_bring_it_back() -> None:
    form = load_form(household())
    kept = {"/data/person": Instances(("2",)), "/data/person[~1]/age": 8, "/data/person[~2]/age": 5}
    session = Session(form, today=date(2026, 11, 23), answers=kept)
    assert texts(session)["/data/total"] == "5"
    session.restore_instance("/data/person[~1]", 0)
    assert texts(session)["/data/total"] == "13"
