# SPDX-License-Identifier: AGPL-3.0-or-later
"""The last edit is taken back by a further operation while the county does not have it."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId, RecordId
from casework.vocabulary import RecordKind
from desktop.services.undo import LastEdit
from desktop.session import OpenSession
from desktop.unlock import UnlockDesk
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.ports import Workspace
from ui.record_views import UndoOffer

CASE = CaseId(an_id(5001))
NEED = {"domain": "basic", "words": "Winter coat"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[UnlockDesk]:
    made = a_desk(a_workspace_folder(tmp_path, [CASE]))
    yield made
    made.lock()


def session_of(desk: UnlockDesk) -> OpenSession:
    assert desk._session is not None
    return desk._session


def a_need(workspace: Workspace) -> RecordId:
    workspace.records.save(CASE, RecordKind.NEED, None, NEED)
    (group,) = [one for one in workspace.records.groups(CASE) if one.kind is RecordKind.NEED]
    return group.lines[0].record


def words_of(workspace: Workspace, record: RecordId) -> object:
    return workspace.records.form(CASE, RecordKind.NEED, record).values["words"]


def test_an_edit_is_taken_back_by_a_further_operation_and_the_chain_goes_on(
    desk: UnlockDesk,
) -> None:
    workspace = desk.unlock(PASSPHRASE)
    record = a_need(workspace)
    workspace.records.save(CASE, RecordKind.NEED, record, {**NEED, "words": "Rain coat"})
    assert workspace.records.undo_offer() == UndoOffer(CASE, RecordKind.NEED)
    store = session_of(desk).store
    before = store.next_link().counter
    workspace.records.undo()
    assert words_of(workspace, record) == "Winter coat"
    assert store.next_link().counter == before + 1
    kept = [one.counter for one in store.pending_operations(99)]
    assert kept == list(range(1, before + 1))
    workspace.records.redo()
    assert words_of(workspace, record) == "Rain coat"


def test_taking_back_again_goes_on_to_the_edit_before_and_each_may_come_again(
    desk: UnlockDesk,
) -> None:
    workspace = desk.unlock(PASSPHRASE)
    records, record = workspace.records, a_need(workspace)

    def write(words: str) -> None:
        records.save(CASE, RecordKind.NEED, record, {**NEED, "words": words})

    def after(*steps: Callable[[], object]) -> object:
        for step in steps:
            step()
        return words_of(workspace, record)

    write("Rain coat")
    write("Boots")
    undo, redo = records.undo, records.redo
    with pytest.raises(ShownError, match="Nothing was taken back"):
        redo()
    assert after(undo) == "Rain coat"
    assert after(undo) == "Winter coat"
    with pytest.raises(ShownError, match="nothing more to take back"):
        undo()
    assert after(redo) == "Rain coat"
    assert after(redo) == "Boots"
    assert after(undo, undo, redo) == "Rain coat"
    write("Scarf")
    with pytest.raises(ShownError, match="Nothing was taken back"):
        redo()
    assert after(undo) == "Rain coat"
    assert after(undo) == "Winter coat"


def test_an_edit_outlives_a_lock_and_may_still_be_taken_back(desk: UnlockDesk) -> None:
    workspace = desk.unlock(PASSPHRASE)
    record = a_need(workspace)
    workspace.records.save(CASE, RecordKind.NEED, record, {**NEED, "met_on": "2026-11-20"})
    desk.lock()
    workspace = desk.unlock(PASSPHRASE)
    workspace.records.undo()
    assert workspace.records.form(CASE, RecordKind.NEED, record).values["met_on"] is None


def test_what_began_a_record_or_is_signed_stays_and_says_what_to_do(desk: UnlockDesk) -> None:
    workspace = desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError, match="nothing to take back"):
        workspace.records.undo()
    a_need(workspace)
    with pytest.raises(ShownError, match="a record stays"):
        workspace.records.undo()
    assert workspace.records.undo_offer() is None
    workspace.cases.add_note(CASE, "Called the school.", NOW - timedelta(hours=1))
    with pytest.raises(ShownError, match="signed or noted"):
        workspace.records.undo()


def test_what_the_county_has_is_not_taken_back(desk: UnlockDesk) -> None:
    workspace = desk.unlock(PASSPHRASE)
    record = a_need(workspace)
    workspace.records.save(CASE, RecordKind.NEED, record, {**NEED, "words": "Rain coat"})
    store = session_of(desk).store
    with store._database.write() as connection:
        connection.execute("UPDATE operations SET state = 'taken', version = counter + 50")
    with pytest.raises(ShownError, match="county has your last edit"):
        LastEdit(session_of(desk)).undo()
    assert words_of(workspace, record) == "Rain coat"
