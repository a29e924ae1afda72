# SPDX-License-Identifier: AGPL-3.0-or-later
"""Criminal justice information reaches a cleared person on a cleared laptop, and nobody else."""

import pytest

from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId
from casework.operations import Outcome
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import ORDINARY_SECTIONS, SECTION_OF_KIND, RecordKind, Section
from sync.server.clearances import (
    ClearanceKind,
    list_clearances,
    record_clearance,
    revoke_clearance,
)
from sync.server.errors import NotFound
from sync.wire.messages import PATH_SECTIONS, SectionsReply, SectionsRequest
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note

CJI = ORDINARY_SECTIONS | {Section.CRIMINAL_JUSTICE}
PERSON, DEVICE = ClearanceKind.PERSON, ClearanceKind.DEVICE


@pytest.fixture
def case(county: TestCounty, ana: Hat, monkeypatch: pytest.MonkeyPatch) -> CaseId:
    """Ana's, with criminal justice information: a note, while notes belong to that section."""
    made = county.add_case(author=ana)
    monkeypatch.setitem(SECTION_OF_KIND, RecordKind.CONTACT_NOTE, Section.CRIMINAL_JUSTICE)
    county.add_record(made, RecordKind.CONTACT_NOTE, a_note("A RAP sheet."), author=ana)
    county.grant(ana, made, sections=CJI)
    return made


def clear(county: TestCounty, kind: ClearanceKind, subject: str) -> None:
    with county.database.administer() as connection:
        record_clearance(connection, COUNTY, kind, subject, "DOJ 17", county.clock.now())  # type: ignore[arg-type]  # either id


def take_back(county: TestCounty, kind: ClearanceKind, subject: str) -> None:
    with county.database.administer() as connection:
        revoke_clearance(connection, COUNTY, kind, subject, county.clock.now())  # type: ignore[arg-type]  # either id


def clear_both(county: TestCounty, laptop: TestLaptop) -> None:
    clear(county, PERSON, laptop.enrolment.hat.person)
    clear(county, DEVICE, laptop.enrolment.device)


def kinds(page: FeedPage) -> list[str]:
    return [
        one.record.kind.value if isinstance(one, RecordPut) else one.entry for one in page.entries
    ]


def after(laptop: TestLaptop, cursor: str = "") -> FeedPage:
    page = laptop.pull(cursor)
    assert isinstance(page, FeedPage)
    return page


@pytest.mark.parametrize("kinds_cleared", [(), (PERSON,), (DEVICE,)])
def test_without_both_clearances_it_is_never_served(
    county: TestCounty,
    laptop: TestLaptop,
    case: CaseId,
    kinds_cleared: tuple[ClearanceKind, ...],
) -> None:
    for kind in kinds_cleared:
        held = laptop.enrolment
        clear(county, kind, held.hat.person if kind is PERSON else held.device)
    page = after(laptop)
    assert kinds(page) == ["enter", "youth"]
    asked = SectionsRequest(digests={case: {}})
    compared = laptop.ask(PATH_SECTIONS, asked, SectionsReply)
    assert isinstance(compared, SectionsReply)
    told = [record.kind for one in compared.differing for record in one.records]
    assert told == [RecordKind.YOUTH]


def test_a_cleared_person_on_a_cleared_laptop_gets_it_and_both_ends_know(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    cursor = after(laptop).cursor
    clear_both(county, laptop)
    page = after(laptop, cursor)
    assert kinds(page) == ["enter", "youth", "contact_note"]
    assert page.cji_device
    assert page.hat is not None
    assert page.hat.cji_cleared


@pytest.mark.parametrize("kind", [PERSON, DEVICE])
def test_a_clearance_taken_back_takes_it_off_the_laptop(
    county: TestCounty, laptop: TestLaptop, case: CaseId, kind: ClearanceKind
) -> None:
    clear_both(county, laptop)
    cursor = after(laptop).cursor
    held = laptop.enrolment
    take_back(county, kind, held.hat.person if kind is PERSON else held.device)
    page = after(laptop, cursor)
    assert kinds(page) == ["leave", "enter", "youth"]
    assert page.cji_device is (kind is PERSON)
    with pytest.raises(NotFound):
        take_back(county, kind, held.hat.person if kind is PERSON else held.device)


def test_without_clearance_nothing_is_written_to_it_either(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    [result] = laptop.push(laptop.write(case)).results  # type: ignore[union-attr]  # a reply
    assert result.outcome is Outcome.REFUSED
    assert result.reason is not None
    assert result.reason.code is ReasonCode.PERSON_NOT_CLEARED
    clear_both(county, laptop)
    [result] = laptop.push(laptop.write(case)).results  # type: ignore[union-attr]  # a reply
    assert result.outcome is Outcome.APPLIED


def test_clearances_are_listed_with_the_paper_they_stand_on(
    county: TestCounty, laptop: TestLaptop
) -> None:
    clear_both(county, laptop)
    with county.database.administer() as connection:
        found = list_clearances(connection, COUNTY)
    assert [(one.kind, one.reference) for one in found] == [(DEVICE, "DOJ 17"), (PERSON, "DOJ 17")]
