# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict desk behind its screen: seen, decided offline, and nothing signed meanwhile."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId
from casework.vocabulary import RecordKind, Section
from desktop.paths import Places
from desktop.services.conflicts import Conflicts
from desktop.unlock import UnlockDesk
from tests.desktop.test_approvals import FLAG, Table
from tests.desktop.test_audit import log_of
from tests.desktop.test_casework_services import fill_all
from tests.fakes.county import county_in_memory
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder, put_in_conflict
from tests.fakes.people import an_id
from ui.draft_views import SigningChoices
from ui.errors import ShownError
from ui.ports import Workspace

CASE = CaseId(an_id(5001))


@pytest.fixture
def places(tmp_path: Path) -> Places:
    places = a_workspace_folder(tmp_path, [CASE])
    put_in_conflict(places, CASE, birth_date="2012-12-12", pronouns="they")
    return places


@pytest.fixture
def desk(places: Places) -> Iterator[UnlockDesk]:
    desk = a_desk(places)
    yield desk
    desk.lock()


@pytest.fixture
def workspace(desk: UnlockDesk) -> Workspace:
    return desk.unlock(PASSPHRASE)


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
    own = workspace.cases.summary_recipients(CASE)[0]
    on_paper = workspace.cases.summary(CASE, own.hat).note.undecided
    assert on_paper == ((RecordKind.YOUTH, "birth_date"), (RecordKind.YOUTH, "pronouns"))


def test_a_decision_is_made_offline_waits_to_be_sent_and_is_logged(
    places: Places, desk: UnlockDesk, workspace: Workspace
) -> None:
    birth, pronouns = workspace.conflicts.disputes()
    workspace.conflicts.choose(birth, birth.claims[0])
    workspace.conflicts.write(pronouns, "  she ")
    assert workspace.conflicts.disputes() == ()
    assert workspace.cases.case(CASE).header.pronouns == "she"
    assert str(workspace.cases.case(CASE).header.birth_date) == "2009-09-09"
    assert len(workspace.sync.state().unsent) == 1
    desk.lock()
    decided = [one for one in log_of(places) if one.event is AuditEvent.CONFLICT_DECIDED]
    assert [(one.case, one.record) for one in decided] == [(CASE, birth.record)] * 2


def test_what_one_wrote_oneself_is_sent_before_one_decides(workspace: Workspace) -> None:
    birth, _ = workspace.conflicts.disputes()
    form = workspace.records.form(CASE, RecordKind.YOUTH, birth.record)
    mine = {**form.values, "birth_date": "2010-10-10"}
    workspace.records.save(CASE, RecordKind.YOUTH, birth.record, mine)
    birth, pronouns = workspace.conflicts.disputes()
    assert [one.value for one in birth.claims] == ["2009-09-09", "2012-12-12", "2010-10-10"]
    assert (birth.sync_first, pronouns.sync_first) == (True, False)
    with pytest.raises(ShownError, match="not been sent yet"):
        workspace.conflicts.choose(birth, birth.claims[0])
    workspace.conflicts.choose(pronouns, pronouns.claims[0])


def test_other_claims_than_those_that_were_seen_are_not_decided(workspace: Workspace) -> None:
    birth, _ = workspace.conflicts.disputes()
    first, second = birth.claims
    seen = replace(birth, claims=(first, replace(second, author_name="Worker 9")))
    with pytest.raises(ShownError, match="changed since"):
        workspace.conflicts.choose(seen, seen.claims[0])
    with pytest.raises(ShownError, match="changed since"):
        workspace.conflicts.write(seen, "2010-10-10")


def test_a_decision_after_the_right_was_lost_is_held_and_the_conflict_stays_open(
    tmp_path: Path,
) -> None:
    with ExitStack() as stack:
        table = Table(stack, stack.enter_context(county_in_memory()), tmp_path)
        flag = table.save(table.ana, RecordKind.SAFETY_FLAG, None, **FLAG, until="2026-12-01")
        table.sync()
        for day, laptop in ((10, table.ana), (20, table.boss)):
            table.save(laptop, RecordKind.SAFETY_FLAG, flag, **FLAG, until=f"2026-12-{day}")
        table.sync()
        ana, boss = Conflicts(table.ana.session), Conflicts(table.boss.session)
        [dispute] = ana.disputes()
        ana.choose(dispute, dispute.claims[0])
        assert ana.disputes() == ()
        table.county.revoke(table.hats[0], table.case)
        table.sync()
        [held] = table.ana.sync_port().state().refused
        assert held.kind is RecordKind.SAFETY_FLAG
        assert boss.disputes() == (dispute,)


@pytest.mark.parametrize("text", ["soon", "2010-13-01", "2010", "2050-01-01"])
def test_what_is_no_value_of_the_field_decides_nothing(workspace: Workspace, text: str) -> None:
    with pytest.raises(ShownError):
        workspace.conflicts.write(workspace.conflicts.disputes()[0], text)
    assert len(workspace.conflicts.disputes()) == 2


def test_what_was_decided_is_not_decided_again_unseen(workspace: Workspace) -> None:
    birth, _ = workspace.conflicts.disputes()
    workspace.conflicts.choose(birth, birth.claims[0])
    with pytest.raises(ShownError, match="changed since"):
        workspace.conflicts.choose(birth, birth.claims[1])


def test_a_screening_stays_due_while_one_of_them_holds_the_youth_to_be_old_enough(
    tmp_path: Path,
) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    put_in_conflict(places, CASE, birth_date="2019-12-12")
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    shown = workspace.cases.case(CASE)
    assert shown.header.birth_date == date(2019, 12, 12)
    assert shown.due is not None
    assert [one.due for one in workspace.today.today().due] == [shown.due]
    desk.lock()


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
