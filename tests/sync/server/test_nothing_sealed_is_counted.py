# SPDX-License-Identifier: AGPL-3.0-or-later
"""How much waits, and how many pages it takes, tells nobody of sealed work they may not read."""

import pytest
from pydantic import JsonValue

from casework.feed import FeedPage
from casework.ids import CaseId, RecordId
from casework.policy import Hat
from casework.vocabulary import AgencyKind, LegalRole, RecordKind, Section
from sync.server.cases import add_records, make_record
from tests.fakes.advocates import an_advocate_hat
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.people import a_hat

EVERYTHING = frozenset(Section)
KEPT_BACK = (Section.ADVOCATE_NOTES, Section.YOUTH_PRIVATE, Section.SUBSTANCE_USE)
NOTES = 3


def a_program(number: int) -> Hat:
    hat = a_hat(number, role=LegalRole.CLINICIAN_SUBSTANCE_USE, agency=number)
    return hat.model_copy(update={"agency_kind": AgencyKind.SUBSTANCE_USE})


@pytest.fixture
def writers(county: TestCounty) -> dict[Section, Hat]:
    """By section, somebody whose work there is for nobody but people of their own agency."""
    plain = [an_advocate_hat(11), a_hat(32, agency=32), a_program(31)]
    return dict(zip(KEPT_BACK, map(county.add_hat, plain), strict=True))


@pytest.fixture
def case(county: TestCounty, writers: dict[Section, Hat], ana: Hat) -> CaseId:
    """An administrator assigned everybody to every section."""
    made = county.add_case(author=ana)
    for hat in (ana, *writers.values()):
        county.grant(hat, made, EVERYTHING)
    return made


def write_sealed(county: TestCounty, case: CaseId, section: Section, by: Hat) -> None:
    kinds: dict[Section, tuple[RecordKind, dict[str, JsonValue]]] = {
        Section.ADVOCATE_NOTES: (
            RecordKind.PRIVILEGED_NOTE,
            {"organization": by.agency, "generation": 1, "box": "AAAA"},
        ),
        Section.YOUTH_PRIVATE: (
            RecordKind.YOUTH_PLAN_PRIVATE,
            {"told_on": "2026-11-20", "code_word": "harbour"},
        ),
        Section.SUBSTANCE_USE: (
            RecordKind.NEED,
            {"domain": "substance_use", "words": "Somebody to talk to."},
        ),
    }
    kind, fields = kinds[section]
    at = f"{int(county.clock.now().timestamp() * 1000):013d}-0000"
    made = [
        make_record(case, RecordId(new_id()), kind, fields, by, at, section) for _ in range(NOTES)
    ]
    with county.database.administer() as connection:
        add_records(connection, COUNTY, made)


def pages(laptop: TestLaptop, cursor: str) -> list[tuple[int, int, bool]]:
    """Of each page of one entry: how many came, how many wait, whether that was all."""
    told = []
    while True:
        page = laptop.pull(cursor, 1)
        assert isinstance(page, FeedPage), page
        told.append((len(page.entries), page.remaining, page.done))
        cursor = page.cursor
        if page.done:
            return told


@pytest.mark.parametrize("section", KEPT_BACK)
def test_pages_and_what_remains_are_as_if_there_were_none(
    county: TestCounty,
    case: CaseId,
    writers: dict[Section, Hat],
    laptop: TestLaptop,
    section: Section,
) -> None:
    _, cursor = laptop.pull_all()
    whole = pages(laptop, "")
    write_sealed(county, case, section, writers[section])
    assert pages(laptop, cursor) == [(0, 0, True)]
    assert pages(laptop, "") == whole
    # Neither is what is there already counted to whoever is assigned later, of such an agency too.
    others = {
        Section.ADVOCATE_NOTES: an_advocate_hat(21, 2),
        Section.YOUTH_PRIVATE: a_hat(22, agency=22),
        Section.SUBSTANCE_USE: a_program(23),
    }
    stranger = TestLaptop(county)
    stranger.enrol(county.add_hat(others[section]))
    county.grant(others[section], case, EVERYTHING)
    assert pages(stranger, "") == [(1, 1, False), (1, 0, True)]
    own = TestLaptop(county)
    own.enrol(writers[section])
    assert sum(came for came, _, _ in pages(own, "")) == 2 + NOTES
