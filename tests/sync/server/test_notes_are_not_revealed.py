# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether an advocate's sealed notes exist changes no answer: index, duplicates, emergencies."""

from datetime import date
from typing import Any

from pydantic import JsonValue

from casework.digests import SectionDigest
from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId
from casework.policy import Hat
from casework.sharing_matrix import CEILING
from casework.vocabulary import Basis, LegalRole, RecordKind, Section
from sync.server.audit import Actor
from sync.server.rights import record_ground
from sync.wire.index import PATH_DUPLICATES, DuplicatesReply, DuplicatesRequest
from sync.wire.messages import PATH_SECTIONS, SectionsReply, SectionsRequest
from tests.fakes.advocates import an_advocate_hat
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note, county_in_memory, new_id
from tests.fakes.grounds import a_broken_glass
from tests.fakes.index import a_change, ask_index, designate, enter, switch_on
from tests.fakes.people import a_hat

NAME, BORN = "Rosa Marisol Vega", "2011-03-09"
SEALED_NOTES = 3
OPENED = CEILING[Basis.EMERGENCY_BREAK_GLASS]


def tell(*, with_notes: bool) -> dict[str, Any]:
    """What a county answers to everybody who may not read the notes."""
    with county_in_memory() as county:
        switch_on(county)
        owner, asker = county.add_hat(a_hat(7, agency=7)), county.add_hat(a_hat(1))
        advocate = county.add_hat(an_advocate_hat(11))
        coordinator = county.add_hat(a_hat(9, role=LegalRole.MDT_COORDINATOR))
        for hat in (owner, asker, coordinator):
            designate(county, hat)
        case = county.add_case(legal_name=NAME, author=owner, youth={"birth_date": BORN})
        twin = county.add_case(legal_name=NAME, author=owner, youth={"birth_date": BORN})
        for one in (case, twin):
            county.grant(owner, one)
        county.add_record(case, RecordKind.CONTACT_NOTE, a_note(), author=owner)
        sealed: dict[str, JsonValue] = {
            "organization": advocate.agency,
            "generation": 1,
            "box": "AAAA",
        }
        for _ in range(SEALED_NOTES if with_notes else 0):
            county.add_record(case, RecordKind.PRIVILEGED_NOTE, sealed, author=advocate)
        mine = enrolled(county, owner)
        enter(mine, a_change(case))
        other = enrolled(county, asker)
        answer = ask_index(other, name="Rosa Vega", birth_date=date(2011, 3, 9))
        pairs = enrolled(county, coordinator).ask(
            PATH_DUPLICATES, DuplicatesRequest(), DuplicatesReply
        )
        assert isinstance(pairs, DuplicatesReply)
        return {
            "index": answer.answer.matches,
            "pairs": [(one.score, one.signs) for one in pairs.waiting],
            "emergency": in_an_emergency(county, other, case),
        }


def enrolled(county: TestCounty, hat: Hat) -> TestLaptop:
    made = TestLaptop(county)
    made.enrol(hat)
    return made


def in_an_emergency(county: TestCounty, laptop: TestLaptop, case: CaseId) -> list[Any]:
    """Every page of a case that was opened in an emergency, and its sections compared."""
    now = county.clock.now()
    glass = a_broken_glass(id=new_id(), case=case, sections=OPENED, starts=now)
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, glass, Actor("Test", now, new_id()))
    told: list[Any] = []
    cursor = ""
    while True:
        page = laptop.pull(cursor, 1)
        assert isinstance(page, FeedPage), page
        kinds = [one.record.kind for one in page.entries if isinstance(one, RecordPut)]
        assert RecordKind.PRIVILEGED_NOTE not in kinds
        if kinds or page.entries:
            told.append((kinds, len(page.entries)))
        cursor = page.cursor
        if page.done:
            break
    nothing: dict[Section, SectionDigest] = {}
    compared = laptop.ask(PATH_SECTIONS, SectionsRequest(digests={case: nothing}), SectionsReply)
    assert isinstance(compared, SectionsReply), compared
    told += sorted((one.section, len(one.records)) for one in compared.differing)
    return told


def test_nobody_learns_from_any_answer_whether_there_are_sealed_notes() -> None:
    without, with_notes = tell(with_notes=False), tell(with_notes=True)
    assert without["index"]
    assert without["pairs"]
    assert without["emergency"]
    assert with_notes == without
