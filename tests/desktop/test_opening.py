# SPDX-License-Identifier: AGPL-3.0-or-later
"""A case is begun on a laptop without a network, and known to the county later."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from casework.likeness import Sign
from casework.vocabulary import LegalRole
from desktop.services.held_youths import HeldYouths
from desktop.services.opening import Opening
from desktop.services.youths import Youths
from desktop.session import OpenSession
from tests.fakes.advocates import DeskLaptop
from tests.fakes.county import TestCounty, county_in_memory
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.opening_views import NewYouth

WREN = NewYouth(legal_name="Wren Alder", said_age=15, aliases=("Birdie",), number="JV-9")


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def desks(county: TestCounty, tmp_path: Path) -> Iterator[list[DeskLaptop]]:
    """Ana's laptop, and one of a prosecutor."""
    with ExitStack() as stack:
        hats = [a_hat(1), a_hat(2, role=LegalRole.PROSECUTOR)]
        made = [
            stack.enter_context(DeskLaptop.of(county, county.add_hat(hat), tmp_path / hat.id))
            for hat in hats
        ]
        for desk in made:
            desk.sync()
        yield made


def opening_of(session: OpenSession) -> Opening:
    return Opening(session, HeldYouths(session))


def test_a_case_begun_offline_takes_notes_at_once_and_reaches_the_county(
    county: TestCounty, desks: list[DeskLaptop]
) -> None:
    ana = desks[0]
    ana.online[0] = False
    case = opening_of(ana.session).open(WREN).case
    now = ana.session.clock.now()
    ana.cases.add_note(case, "Met at the hall; asked for a blanket.", now)
    [row] = Youths(ana.session).search("Birdie", 0, 10).rows
    assert (row.case, row.age, row.has_unsent) == (case, 15, True)
    assert county.sql("SELECT count(*) FROM case_file") == [(0,)]
    ana.online[0] = True
    ana.sync()
    assert county.sql("SELECT count(*) FROM record WHERE case_id = :case", case=case) == [(2,)]
    [row] = Youths(ana.session).search("Wren", 0, 10).rows
    assert not row.has_unsent
    assert ana.session.store.work_summary().refused == ()


def test_a_youth_who_is_here_already_is_shown_before(desks: list[DeskLaptop]) -> None:
    opening = opening_of(desks[0].session)
    case = opening.open(WREN).case
    [found] = opening.find_alike(NewYouth(legal_name="Ren Alder", said_age=15, number="JV-9"))
    assert found.case == case
    assert Sign.SAME_NUMBER in found.signs
    assert opening.find_alike(NewYouth(legal_name="Otto Brandt")) == ()


def test_who_begins_no_cases_is_told_why(desks: list[DeskLaptop]) -> None:
    opening = opening_of(desks[1].session)
    refused = opening.refusal()
    assert refused is not None
    with pytest.raises(ShownError, match="do not begin cases"):
        opening.open(WREN)


def test_what_cannot_be_a_youth_is_said_and_begins_nothing(desks: list[DeskLaptop]) -> None:
    opening = opening_of(desks[0].session)
    tomorrow = (desks[0].session.clock.now() + timedelta(days=3)).date()
    with pytest.raises(ShownError, match="future"):
        opening.open(NewYouth(legal_name="Wren Alder", birth_date=tomorrow))
    with pytest.raises(ShownError, match="record of a youth"):
        opening.open(NewYouth())
    assert Youths(desks[0].session).search("", 0, 10).total == 0


def test_what_is_typed_of_a_youth_outlives_a_lock_counts_as_unsent_and_goes_with_the_case(
    desks: list[DeskLaptop],
) -> None:
    session = desks[0].session
    opening_of(session).keep({"chosen_name": "Birdie", "birth_date": "about 2011"})
    opening_of(session).keep({"chosen_name": "Birdie"})
    assert opening_of(session).typed() == {"chosen_name": "Birdie"}
    assert session.store.unsent.count().notes == 1
    opening_of(session).open(WREN)
    assert opening_of(session).typed() == {}
    assert session.store.unsent.count().notes == 0
