# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening another agency's case in an emergency, found by the cross-agency index alone."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import TEMPLATES, ReasonCode
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind
from desktop.services.index import Index
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import TestCounty, a_note, county_in_memory
from tests.fakes.index import designate, switch_on, undesignate
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.index_views import AnswerView

NAME = "Rosa Marisol Vega"
WRITTEN = "Written by another agency."
REASON = "She called from a motel and the line broke."
NOT_OPENED = TEMPLATES[ReasonCode.EMERGENCY_NOT_OPENED]


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        switch_on(made)
        yield made


@pytest.fixture
def hats(county: TestCounty) -> dict[str, Hat]:
    """Ana asks; Cora of another agency has entered her case; Ben is told."""
    made = {"ana": a_hat(1), "ben": a_hat(2), "cora": a_hat(4, agency=2)}
    for name, hat in made.items():
        county.add_hat(hat)
        if name != "ben":
            designate(county, hat)
    return made


@pytest.fixture
def case(county: TestCounty, hats: dict[str, Hat]) -> CaseId:
    made = county.add_case(legal_name=NAME, author=hats["cora"], youth={"birth_date": "2011-03-09"})
    county.grant(hats["cora"], made, sections=ORDINARY_SECTIONS)
    return made


@pytest.fixture
def desks(
    county: TestCounty, hats: dict[str, Hat], case: CaseId, tmp_path: Path
) -> Iterator[dict[str, DeskLaptop]]:
    with ExitStack() as stack:
        made = {
            name: stack.enter_context(DeskLaptop.of(county, hat, tmp_path / name))
            for name, hat in hats.items()
        }
        cora = made["cora"]
        cora.sync()
        index = Index(cora.talk)
        form = index.form(case)
        fields: dict[str, Any] = form.fields | {"contact": {"name": "Cora", "phone": "555-0123"}}
        index.enter(form, fields)
        cora.sync()
        made["ana"].sync()
        yield made


def ask(desk: DeskLaptop) -> AnswerView:
    return Index(desk.talk).ask(NAME, None, "")


def open_it(desk: DeskLaptop, answer: AnswerView, told: Hat, number: str | None = None) -> bool:
    [match] = answer.matches
    number = match.case_number if number is None else number
    return desk.sharing.open_by_index(answer.id, match.agency, number, REASON, told.id).waits


def test_the_case_of_the_agency_that_was_named_opens_and_comes_with_the_next_sync(
    county: TestCounty, hats: dict[str, Hat], desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=hats["cora"])
    ana, ben = desks["ana"], desks["ben"]
    answer = ask(ana)
    assert ana.session.store.case(case) is None
    assert not open_it(ana, answer, hats["ben"])
    ana.sync()
    assert [one.text for one in ana.cases.case(case).timeline] == [WRITTEN]
    ben.sync()
    [told] = ben.sharing.emergencies()
    assert (told.reason, told.by) == (REASON, hats["ana"].person_name)


def test_offline_it_waits_and_opens_once_the_county_has_it(
    county: TestCounty, hats: dict[str, Hat], desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=hats["cora"])
    ana = desks["ana"]
    answer = ask(ana)
    ana.online[0] = False
    assert open_it(ana, answer, hats["ben"])
    assert ana.session.store.unsent.count().sharing == 1
    ana.online[0] = True
    ana.sync()
    assert [one.text for one in ana.cases.case(case).timeline] == [WRITTEN]


def test_no_case_and_a_case_with_nothing_but_privileged_notes_are_answered_alike(
    county: TestCounty, hats: dict[str, Hat], desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    """Cora's case holds who the youth is, and a record that no emergency opens."""
    with county.database.administer() as connection:
        connection.execute(
            text(
                "INSERT INTO record SELECT county, 'note', case_id, 'advocate_notes', version + 1,"
                " content, hat FROM record WHERE section = 'identity'"
            )
        )
    ana = desks["ana"]
    answer = ask(ana)
    for number in (None, "no such number 1"):
        with pytest.raises(ShownError) as told:
            open_it(ana, answer, hats["ben"], number)
        assert told.value.sentence == NOT_OPENED
    assert county.sql("SELECT count(*) FROM ground") == [(0,)]
    ana.sync()
    assert ana.session.store.case(case) is None
    kept = ana.sharing.decisions(None)
    assert len(kept) == 2
    for one in kept:
        ana.sharing.put_aside(one.id)
    assert not ana.session.store.unsent.count()


def test_whose_designation_ended_opens_nothing_by_the_index(
    county: TestCounty, hats: dict[str, Hat], desks: dict[str, DeskLaptop], case: CaseId
) -> None:
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=hats["cora"])
    ana = desks["ana"]
    answer = ask(ana)
    undesignate(county, hats["ana"].id)
    with pytest.raises(ShownError, match="designat"):
        open_it(ana, answer, hats["ben"])
    assert county.sql("SELECT count(*) FROM ground") == [(0,)]
