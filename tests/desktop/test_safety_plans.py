# SPDX-License-Identifier: AGPL-3.0-or-later
"""The safety plans on a laptop: writing them, and being reminded of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.due import Due, DueKind
from casework.ids import CaseId
from casework.safety_plans import TeamPlan
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from tests.desktop.test_audit import log_of
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.ports import Workspace

CASE = CaseId(an_id(5001))
YOUTHS, PRIVATE, TEAMS = (
    RecordKind.YOUTH_PLAN,
    RecordKind.YOUTH_PLAN_PRIVATE,
    RecordKind.TEAM_PLAN,
)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def plan_of(workspace: Workspace, kind: RecordKind, **answers: object) -> dict[str, object]:
    return {**workspace.records.form(CASE, kind, None).values, **answers}


def reviews(workspace: Workspace) -> list[Due]:
    kinds = (DueKind.YOUTH_PLAN_REVIEW, DueKind.TEAM_PLAN_REVIEW)
    return [one.due for one in workspace.today.today().due if one.due.kind in kinds]


def test_a_plan_in_use_stands_on_today_until_it_is_looked_at_again(workspace: Workspace) -> None:
    today = workspace.today.today().today
    soon = {"review_on": today.isoformat()}
    records = workspace.records
    records.save(CASE, YOUTHS, None, plan_of(workspace, YOUTHS, phase="leaving", **soon))
    records.save(CASE, TEAMS, None, plan_of(workspace, TEAMS, risks="A debt.", **soon))
    assert sorted(reviews(workspace)) == sorted(
        [Due(DueKind.YOUTH_PLAN_REVIEW, today), Due(DueKind.TEAM_PLAN_REVIEW, today)]
    )
    for kind, change in (
        (YOUTHS, {"reviewed_on": today.isoformat(), "review_on": _later(today, 60)}),
        (TEAMS, {"ended_on": today.isoformat()}),
    ):
        (line,) = next(one for one in records.groups(CASE) if one.kind is kind).lines
        form = records.form(CASE, kind, line.record)
        records.save(CASE, kind, line.record, {**form.values, **change})
    assert reviews(workspace) == []


def test_a_new_plan_begins_today_and_no_copy_kept_can_be_recorded(workspace: Workspace) -> None:
    today = workspace.today.today().today
    answers = plan_of(workspace, YOUTHS, phase="after", how_kept="no_copy", review_on=str(today))
    assert answers["made_on"] == today.isoformat()
    workspace.records.save(CASE, YOUTHS, None, answers)
    (line,) = next(one for one in workspace.records.groups(CASE) if one.kind is YOUTHS).lines
    form = workspace.records.form(CASE, YOUTHS, line.record)
    assert form.values["how_kept"] == "no_copy"
    assert {one.field for one in form.changes} >= {"phase", "how_kept"}


def test_the_private_part_says_nothing_of_itself_in_lists(workspace: Workspace) -> None:
    words = {"code_word": "tangerine", "hiding_places": "the old boathouse"}
    workspace.records.save(CASE, PRIVATE, None, plan_of(workspace, PRIVATE, **words))
    (line,) = next(one for one in workspace.records.groups(CASE) if one.kind is PRIVATE).lines
    assert line.headline == ()
    assert "tangerine" not in repr(workspace.cases.case(CASE).timeline)
    assert "boathouse" not in repr(workspace.today.today())


def test_whoever_is_not_assigned_the_private_part_by_name_is_not_offered_it(
    tmp_path: Path,
) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], sections=ORDINARY_SECTIONS))
    kinds = {one.kind for one in desk.unlock(PASSPHRASE).records.groups(CASE)}
    desk.lock()
    assert {YOUTHS, TEAMS} <= kinds
    assert PRIVATE not in kinds


def _later(day: date, days: int) -> str:
    return date.fromordinal(day.toordinal() + days).isoformat()


def test_a_plan_is_logged_as_printed_and_the_private_part_is_never_printed(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    workspace = desk.unlock(PASSPHRASE)
    records, soon = workspace.records, str(workspace.today.today().today)
    records.save(CASE, TEAMS, None, plan_of(workspace, TEAMS, risks="A debt.", review_on=soon))
    records.save(CASE, PRIVATE, None, plan_of(workspace, PRIVATE, code_word="tangerine"))
    lines = {one.kind: one.lines for one in records.groups(CASE)}
    plan = lines[TEAMS][0].record
    made = records.print_plan(CASE, plan)
    assert isinstance(made.plan, TeamPlan)
    readable = {
        section for section, owner in made.note.recipient.readable if owner == made.note.owner
    }
    assert readable >= {Section.SAFETY_PLAN}
    with pytest.raises(ShownError, match="no safety plan"):
        records.print_plan(CASE, lines[PRIVATE][0].record)
    desk.lock()
    printed = [one for one in log_of(places) if one.event is AuditEvent.PRINTED]
    assert [(one.case, one.record) for one in printed] == [(CASE, plan)]
