# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two agencies, one youth, two laptops: entered offline, asked, read offline, gone at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from casework.ids import CaseId, DeviceId
from casework.outbox_file import open_outbox
from casework.policy import Hat
from casework.reasons import ReasonCode
from desktop.system import SystemClock
from sync.wire.orders import OrderKind
from tests.fakes.county import TestCounty, running_county
from tests.fakes.index import designate, switch_on, undesignate
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.index_port import IndexPort
from ui.index_views import EntryStanding
from ui.locked_out import LaptopStopped
from ui.ports import Workspace

NAME = "Rosa Marisol Vega"
CALL = "Thandiwe Quillfeather"
NUMBER = "JV-47110815"
Setting = tuple[TestCounty, dict[Hat, Laptop], dict[Hat, CaseId]]


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    """A designated worker of each of two agencies, each with a case and a laptop that synced."""
    with running_county(tmp_path) as county:
        switch_on(county)
        laptops, cases = {}, {}
        for number in (1, 7):
            hat = county.add_hat(a_hat(number, agency=number))
            youth = {"birth_date": "2011-03-09", "agency_numbers": {hat.agency_name: NUMBER}}
            cases[hat] = county.add_case(legal_name=NAME, author=hat, youth=youth)
            county.grant(hat, cases[hat])
            designate(county, hat)
            laptops[hat] = enrolled_laptop(county, hat, tmp_path / f"laptop{number}")
            laptops[hat].sync()
        yield county, laptops, cases


def index_of(workspace: Workspace) -> IndexPort:
    assert workspace.index is not None
    return workspace.index


def enter(index: IndexPort, case: CaseId) -> None:
    form = index.form(case)
    fields: dict[str, Any] = form.fields | {"contact": {"name": CALL, "phone": "555-0123"}}
    index.enter(form, fields)


def sync(workspace: Workspace) -> None:
    workspace.sync.sync(ignore_progress, NeverCancelled())


def standing(index: IndexPort, case: CaseId) -> EntryStanding:
    view = index.of_case(case)
    assert view is not None
    return view.entry.standing


def refuse_a_fifth_kind(index: IndexPort, case: CaseId) -> None:
    """Nothing but the four kinds is kept on the laptop."""
    worse: list[Callable[[dict[str, Any]], object]] = [
        lambda fields: fields.update(risk="high"),
        lambda fields: fields["contact"].update(notes="unsafe"),
        lambda fields: fields["people"][0].update(diagnosis="x"),
        lambda fields: fields["contact"].update(name="Ana; youth is unsafe"),
    ]
    for spoil in worse:
        form = index.form(case)
        fields: dict[str, Any] = index.form(case).fields
        spoil(fields)
        with pytest.raises(ShownError):
            index.enter(form, fields)
    assert standing(index, case) is EntryStanding.NOT_ENTERED


def test_what_is_entered_offline_is_found_by_the_other_agency_and_leaves_with_the_designation(
    setting: Setting,
) -> None:
    county, laptops, cases = setting
    ana, ben = laptops
    county.stop()
    with laptops[ana].unlocked() as workspace:
        index = index_of(workspace)
        form = index.form(cases[ana])
        assert form.fields["case_number"] == NUMBER
        enter(index, cases[ana])
        assert standing(index, cases[ana]) is EntryStanding.WAITING
        with pytest.raises(ShownError):
            index.ask_for(cases[ana])
    with laptops[ana].unlocked() as workspace:
        assert standing(index_of(workspace), cases[ana]) is EntryStanding.WAITING
    county.start()
    with laptops[ana].unlocked() as workspace:
        sync(workspace)
        assert standing(index_of(workspace), cases[ana]) is EntryStanding.ENTERED
    with laptops[ben].unlocked() as workspace:
        answer = index_of(workspace).ask_for(cases[ben])
        [match] = answer.matches
        assert (match.agency, match.contact_name) == (ana.agency_name, CALL)
        assert match.case_number == NUMBER
    county.stop()
    with laptops[ben].unlocked() as workspace:
        index = index_of(workspace)
        view = index.of_case(cases[ben])
        assert view is not None
        assert view.answer is not None
        assert [one.contact_name for one in view.answer.matches] == [CALL]
        assert len(index.view().answers) == 1
    assert CALL.encode() in laptops[ben].raw_bytes()
    county.start()
    undesignate(county, ben.id)
    laptops[ben].sync()
    with laptops[ben].unlocked() as workspace:
        index = index_of(workspace)
        assert not index.concerns()
        sync(workspace)
        designate(county, ben)
        sync(workspace)
        assert index.concerns()
        assert index.view().not_now is None
    assert CALL.encode() not in laptops[ben].raw_bytes()


def test_an_entry_the_county_refuses_stays_with_the_reason_and_is_taken_once_it_may_be(
    setting: Setting,
) -> None:
    county, laptops, cases = setting
    ana = next(iter(laptops))
    with laptops[ana].unlocked() as workspace:
        refuse_a_fifth_kind(index_of(workspace), cases[ana])
        enter(index_of(workspace), cases[ana])
        undesignate(county, ana.id)
        sync(workspace)
        index = index_of(workspace)
        view = index.of_case(cases[ana])
        assert view is not None
        assert view.entry.standing is EntryStanding.REFUSED
        assert view.entry.reason is not None
        assert view.entry.reason.code is ReasonCode.INDEX_DESIGNATION_ENDED
        assert not view.may_enter
        with pytest.raises(ShownError):
            index.form(cases[ana])
    with laptops[ana].unlocked() as workspace:
        [entry] = index_of(workspace).view().entries
        assert entry.standing is EntryStanding.REFUSED
        designate(county, ana)
        sync(workspace)
        assert standing(index_of(workspace), cases[ana]) is EntryStanding.ENTERED


def test_a_half_typed_entry_is_kept_with_what_was_looked_at_and_counted_before_it_is_given_up(
    setting: Setting,
) -> None:
    county, laptops, cases = setting
    opening = county.give_sealing_key()
    ana = next(iter(laptops))
    laptop, case = laptops[ana], cases[ana]
    with laptop.unlocked() as workspace:
        index = index_of(workspace)
        form = index.form(case)
        typed: dict[str, Any] = form.fields | {"contact": {"name": CALL, "phone": "5"}}
        index.keep(form, typed)
    assert CALL.encode() not in laptop.raw_bytes()
    with laptop.unlocked() as workspace:
        index = index_of(workspace)
        again = index.form(case)
        assert (again.fields, again.base, again.half_filled) == (typed, 0, True)
        [entry] = index.view().entries
        assert entry.half_filled
        enter(index, case)
        assert not index.form(case).half_filled
        state = workspace.sync.state()
        assert (state.entries, state.refused_entries, state.waiting) == (1, 0, 1)
        undesignate(county, ana.id)
        sync(workspace)
        state = workspace.sync.state()
        assert (state.entries, state.refused_entries) == (0, 1)
    with pytest.raises(ShownError, match="entries of the index: 1"):
        laptop.desk(SystemClock()).keeping.remove(PASSPHRASE)
    [(device,)] = county.sql("SELECT id FROM device WHERE hat = :hat", hat=ana.id)
    county.order(DeviceId(device), OrderKind.WIPE)
    with laptop.unlocked() as workspace, pytest.raises(LaptopStopped, match="emptied"):
        sync(workspace)
    box = b"".join(bytes(one) for (one,) in county.sql("SELECT content FROM sealed_work"))
    [entry] = open_outbox(box, opening).outbox.entries
    assert (entry.case, entry.fields["contact"]) == (case, {"name": CALL, "phone": "555-0123"})
