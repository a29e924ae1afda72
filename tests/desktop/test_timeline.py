# SPDX-License-Identifier: AGPL-3.0-or-later
"""The timeline holds every event this hat may see, by when it took place, a page at a time."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId
from casework.vocabulary import RecordKind
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.ports import Workspace
from ui.timeline_views import EventGroup, TimelineWish

CASE = CaseId(an_id(5001))
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """Sixty notes, one a day; a placement entered late; its status list saved as CSV."""
    folder: Path = tmp_path_factory.mktemp("timeline")
    desk = a_desk(a_workspace_folder(folder, [CASE]))
    made = desk.unlock(PASSPHRASE)
    for day in range(1, 61):
        made.cases.add_note(CASE, f"Day {day}", NOW - day * DAY)
    moved = (NOW - 40 * DAY).date().isoformat()
    placed = {"type": "shelter", "place": "Heron House", "started_on": moved}
    made.records.save(CASE, RecordKind.PLACEMENT, None, placed)
    made.records.export_grid(CASE)
    yield made
    desk.lock()


def texts(workspace: Workspace, wish: TimelineWish, offset: int = 0, limit: int = 5) -> list[str]:
    part = workspace.cases.timeline(CASE, wish, offset, limit)
    return [one.text for one in part.entries]


def test_pages_follow_each_other_from_the_newest(workspace: Workspace) -> None:
    notes = TimelineWish(EventGroup.CONTACT)
    assert texts(workspace, notes, 0, 2) == ["Day 1", "Day 2"]
    assert texts(workspace, notes, 58, 50) == ["Day 59", "Day 60"]
    assert workspace.cases.timeline(CASE, notes, 0, 1).total == 60


def test_an_event_stands_where_it_took_place_and_says_when_it_was_entered(
    workspace: Workspace,
) -> None:
    part = workspace.cases.timeline(CASE, TimelineWish(EventGroup.PLACEMENT), 0, 9)
    (placed,) = part.entries
    assert placed.at.date() == (NOW - 40 * DAY).date()
    assert placed.entered_at >= NOW - timedelta(minutes=1)
    every = workspace.cases.timeline(CASE, TimelineWish(), 0, 100).entries
    assert [one.at for one in every] == sorted((one.at for one in every), reverse=True)


def test_a_period_leaves_out_what_lies_before_it(workspace: Workspace) -> None:
    month = TimelineWish(EventGroup.CONTACT, days=30)
    assert workspace.cases.timeline(CASE, month, 0, 1).total == 30


def test_what_left_the_program_is_an_event_too(workspace: Workspace) -> None:
    part = workspace.cases.timeline(CASE, TimelineWish(EventGroup.DISCLOSURE), 0, 9)
    assert [(one.kind, one.event) for one in part.entries] == [(None, AuditEvent.EXPORTED)]
    assert part.groups == {EventGroup.CONTACT, EventGroup.PLACEMENT, EventGroup.DISCLOSURE}


def test_the_case_itself_shows_the_newest_and_how_many_there_are(workspace: Workspace) -> None:
    view = workspace.cases.case(CASE)
    assert len(view.timeline) == 12
    assert view.timeline_total == 61
