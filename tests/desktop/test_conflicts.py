# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict desk behind its screen: seen, decided offline, and nothing signed meanwhile."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.vocabulary import Section
from tests.desktop.test_casework_services import fill_all
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder, put_in_conflict
from tests.fakes.people import an_id
from ui.draft_views import SigningChoices
from ui.errors import ShownError
from ui.ports import Workspace

CASE = CaseId(an_id(5001))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    places = a_workspace_folder(tmp_path, [CASE])
    put_in_conflict(places, CASE, birth_date="2012-12-12", pronouns="they")
    desk = a_desk(places)
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def test_a_conflict_shows_wherever_it_is_looked_for(workspace: Workspace) -> None:
    birth, pronouns = workspace.conflicts.disputes()
    assert (birth.field, pronouns.field) == ("birth_date", "pronouns")
    assert [one.value for one in birth.claims] == ["2009-09-09", "2012-12-12"]
    assert [one.author_name for one in birth.claims] == ["Worker 2", "Worker 3"]
    assert (birth.shown, birth.protects) == ("2012-12-12", True)
    assert (pronouns.shown, pronouns.protects) == ("before", False)
    assert workspace.today.today().conflicts == 2
    assert workspace.sync.state().conflicts == 2
    assert workspace.cases.case(CASE).conflicts == 2


def test_a_decision_is_made_offline_waits_to_be_sent_and_is_logged(workspace: Workspace) -> None:
    birth, pronouns = workspace.conflicts.disputes()
    workspace.conflicts.choose(birth, birth.claims[0])
    workspace.conflicts.write(pronouns, "  she ")
    assert workspace.conflicts.disputes() == ()
    assert workspace.cases.case(CASE).header.pronouns == "she"
    assert str(workspace.cases.case(CASE).header.birth_date) == "2009-09-09"
    assert len(workspace.sync.state().unsent) == 1


@pytest.mark.parametrize("text", ["soon", "2010-13-01", "2010"])
def test_what_is_no_value_of_the_field_decides_nothing(workspace: Workspace, text: str) -> None:
    with pytest.raises(ShownError):
        workspace.conflicts.write(workspace.conflicts.disputes()[0], text)
    assert len(workspace.conflicts.disputes()) == 2


def test_what_was_decided_is_not_decided_again_unseen(workspace: Workspace) -> None:
    birth, _ = workspace.conflicts.disputes()
    workspace.conflicts.choose(birth, birth.claims[0])
    with pytest.raises(ShownError, match="changed since"):
        workspace.conflicts.choose(birth, birth.claims[1])


def test_nothing_is_signed_while_people_disagree(workspace: Workspace) -> None:
    draft = fill_all(workspace, CASE)
    with pytest.raises(ShownError, match="nobody has decided"):
        workspace.screenings.sign(draft, "English (en)", SigningChoices())
    for one in workspace.conflicts.disputes():
        workspace.conflicts.choose(one, one.claims[0])
    workspace.screenings.sign(draft, "English (en)", SigningChoices())


def test_who_may_not_see_the_section_sees_no_conflict_in_it(tmp_path: Path) -> None:
    reads = frozenset({Section.CONTACTS})
    places = a_workspace_folder(tmp_path, [CASE], sections=reads)
    put_in_conflict(places, CASE, pronouns="they")
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.conflicts.disputes() == ()
    assert workspace.today.today().conflicts == 0
    desk.lock()
