# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth in two cases of a laptop: suggested, joined into one view, parted without loss."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.likeness import Sign
from casework.policy import Hat
from casework.same_youth import Verdict
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from desktop.services.same_youths import SameYouths
from desktop.services.youths import Youths
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import TestCounty, a_note, county_in_memory
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.views import CaseView

BORN = {"birth_date": "2011-02-03"}


class Table:
    """Ana works in both cases, Ben in the first alone, Cora of another agency in the first."""

    def __init__(self, stack: ExitStack, county: TestCounty, folder: Path) -> None:
        ana, ben, cora = a_hat(1), a_hat(2), a_hat(4, agency=2)
        for hat in (ana, ben, cora):
            county.add_hat(hat)
        youth = {**BORN, "aliases": ["Birdie"]}
        self.first = county.add_case(author=ana, legal_name="Maya Castellanos", youth=youth)
        self.second = county.add_case(author=ana, legal_name="Maia Castellanos", youth=BORN)
        for case, text in ((self.first, "At school."), (self.second, "At the hall.")):
            county.add_record(case, RecordKind.CONTACT_NOTE, a_note(text), author=ana)
        granted: list[tuple[Hat, CaseId, frozenset[Section]]] = [
            (ana, self.first, ORDINARY_SECTIONS),
            (ana, self.second, ORDINARY_SECTIONS),
            (ben, self.first, ORDINARY_SECTIONS),
            (cora, self.first, ORDINARY_SECTIONS),
        ]
        for hat, case, sections in granted:
            county.grant(hat, case, sections=sections)
        self.ana, self.ben, self.cora = (
            stack.enter_context(DeskLaptop.of(county, hat, folder / hat.id))
            for hat in (ana, ben, cora)
        )
        self.sync()

    def sync(self) -> None:
        for desk in (self.ana, self.ben, self.cora):
            desk.sync()

    def page(self, desk: DeskLaptop, case: CaseId) -> CaseView:
        return desk.cases.case(case)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with ExitStack() as stack:
        yield Table(stack, stack.enter_context(county_in_memory()), tmp_path)


def notes(view: CaseView) -> set[str]:
    return {one.text for one in view.timeline if one.text}


def test_two_cases_become_one_view_with_every_name_and_are_parted_without_loss(
    table: Table,
) -> None:
    same = SameYouths(table.ana.session)
    before = table.page(table.ana, table.first)
    (pair,) = same.pairs()
    assert {pair.first.case, pair.second.case} == {table.first, table.second}
    assert Sign.SAME_BIRTH_DATE in pair.signs
    table.ana.online[0] = False
    same.decide(pair, Verdict.SAME)
    assert same.pairs() == ()
    for case in (table.first, table.second):
        view = table.page(table.ana, case)
        assert notes(view) == {"At school.", "At the hall."}
        assert {"Birdie"} <= set(view.header.aliases)
    assert "Maia Castellanos" in table.page(table.ana, table.first).header.aliases
    found = Youths(table.ana.session).search("birdie", 0, 10)
    assert [one.case for one in found.rows] == [table.first]
    with pytest.raises(ShownError, match="Say why"):
        same.take_back(table.second, table.first, " ")
    same.take_back(table.second, table.first, "Two sisters.")
    after = table.page(table.ana, table.first)
    assert (notes(after), after.header) == (notes(before), before.header)
    assert len(same.pairs()) == 1


def test_a_join_shows_nobody_a_case_they_may_not_see_and_tells_no_other_agency(
    table: Table,
) -> None:
    same = SameYouths(table.ana.session)
    (pair,) = same.pairs()
    same.decide(pair, Verdict.SAME)
    table.sync()
    table.sync()
    for desk in (table.ben, table.cora):
        view = table.page(desk, table.first)
        assert "At the hall." not in notes(view)
        assert "Maia Castellanos" not in view.header.aliases
        assert SameYouths(desk.session).pairs() == ()
    kinds = [one.kind for one in table.page(table.cora, table.first).timeline]
    assert RecordKind.SAME_YOUTH not in kinds


def test_a_pair_that_a_person_found_to_be_two_is_not_asked_about_again(table: Table) -> None:
    same = SameYouths(table.ana.session)
    (pair,) = same.pairs()
    same.decide(pair, Verdict.DIFFERENT)
    assert SameYouths(table.ana.session).pairs() == ()
    assert same.of_case(table.first).joined == ()
