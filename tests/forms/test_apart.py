# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form is built in a process of its own, which ends at its limits and says so in a sentence."""

from dataclasses import replace
from importlib import resources

import pytest

from forms.apart import build_pack_apart, check_form_apart
from forms.check import check_form
from forms.errors import FormInvalid, FormUnreadable
from forms.limits import LIMITS
from forms.pack import build_pack
from tests.fakes.forms import xform

SAMPLE = (resources.files("forms") / "packs" / "community_safety.xlsx").read_bytes()


def test_a_pack_built_apart_is_the_same_pack() -> None:
    assert build_pack_apart(SAMPLE, "sample.xlsx") == build_pack(SAMPLE, "sample.xlsx")


def test_a_report_made_apart_is_the_same_report() -> None:
    assert check_form_apart(SAMPLE, "sample.xlsx") == check_form(SAMPLE, "sample.xlsx")
    broken = xform({"a": ""}, {"a": {"calculate": "(((("}})
    assert check_form_apart(broken, "a.xml") == check_form(broken, "a.xml")
    assert not check_form_apart(broken, "a.xml").is_usable


def test_every_problem_of_a_bad_form_comes_back() -> None:
    broken = xform({"a": "", "b": ""}, {"a": {"calculate": "(("}, "b": {"relevant": "nope()"}})
    with pytest.raises(FormInvalid) as told:
        build_pack_apart(broken, "a.xml")
    assert [one.question for one in told.value.problems] == ["a", "b"]


def test_a_form_that_wants_more_memory_than_allowed_is_refused_in_a_sentence() -> None:
    little = replace(LIMITS.apart, memory_bytes=60_000_000)
    with pytest.raises(FormUnreadable, match="memory"):
        build_pack_apart(SAMPLE, "sample.xlsx", limits=little)


def test_a_form_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(FormUnreadable, match="longer than 0 seconds"):
        build_pack_apart(SAMPLE, "s.xlsx", limits=replace(LIMITS.apart, wall_seconds=0))


def test_reading_a_form_can_be_cancelled() -> None:
    with pytest.raises(FormUnreadable, match="cancelled"):
        build_pack_apart(SAMPLE, "sample.xlsx", cancelled=lambda: True)
