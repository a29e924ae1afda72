# SPDX-License-Identifier: AGPL-3.0-or-later
"""The safety plans on a laptop: writing them, and being reminded of them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.due import Due, DueKind
from casework.ids import CaseId
from casework.plan_versions import Difference
from casework.record_parts import FaultCode
from casework.safety_plans import TeamPlan, YouthPlan
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from tests.desktop.test_audit import log_of
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError
from ui.ports import Workspace
from ui.record_views import FieldsWrong, RecordLine

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


def line_of(workspace: Workspace, kind: RecordKind) -> RecordLine:
    (line,) = next(one for one in workspace.records.groups(CASE) if one.kind is kind).lines
    return line


def test_every_save_leaves_a_version_and_what_changed_is_told_field_by_field(
    workspace: Workspace,
) -> None:
    records, today = workspace.records, str(workspace.today.today().today)
    answers = plan_of(workspace, YOUTHS, phase="leaving", what_helps="Music", review_on=today)
    records.save(CASE, YOUTHS, None, answers)
    plan = line_of(workspace, YOUTHS).record
    records.save(CASE, YOUTHS, plan, {"what_helps": "Walking", "adults": ["Coach Lee 555-0102"]})
    records.save(CASE, YOUTHS, plan, {"what_helps": "Walking"})
    first, second = records.form(CASE, YOUTHS, plan).versions
    assert (first.number, first.differences, second.number) == (1, (), 2)
    assert second.differences == (
        Difference("what_helps", "Music", "Walking"),
        Difference("adults", None, ["Coach Lee 555-0102"]),
    )
    assert second.by
    # A version stands with its plan, not among what happened.
    assert not [
        one for one in workspace.cases.case(CASE).timeline if one.kind is RecordKind.PLAN_VERSION
    ]


def test_a_signature_is_saved_with_the_plan_and_ends_with_its_words(workspace: Workspace) -> None:
    records, today = workspace.records, str(workspace.today.today().today)
    answers = plan_of(workspace, YOUTHS, phase="leaving", what_helps="Music", review_on=today)
    signature = {
        "signer": "youth",
        "at": "2026-11-23T18:30:00Z",
        "signed": YouthPlan.digest_of_words(answers),
        "height": 300,
        "strokes": [[[1, 2], [500, 100]]],
    }
    records.save(CASE, YOUTHS, None, answers | {"signatures": [signature]})
    plan = line_of(workspace, YOUTHS).record
    assert len(records.print_plan(CASE, plan).plan.signatures) == 1
    records.save(CASE, YOUTHS, plan, {"what_helps": "Walking"})
    assert records.print_plan(CASE, plan).plan.signatures == ()
    signed, unsigned = records.form(CASE, YOUTHS, plan).versions
    assert (len(signed.signatures), len(unsigned.signatures)) == (1, 0)


def test_a_megabyte_in_a_field_of_a_plan_is_a_sentence_beside_it(workspace: Workspace) -> None:
    long = plan_of(workspace, YOUTHS, phase="after", triggers="x" * 1_000_000, adults=["y" * 201])
    with pytest.raises(FieldsWrong) as raised:
        workspace.records.save(CASE, YOUTHS, None, long)
    found = {one.field: one.code for one in raised.value.faults}
    assert found["triggers"] is found["adults"] is FaultCode.TOO_LONG


def test_the_actions_of_a_team_plan_have_an_owner_a_day_and_a_state(workspace: Workspace) -> None:
    records, today = workspace.records, str(workspace.today.today().today)
    records.save(CASE, TEAMS, None, plan_of(workspace, TEAMS, risks="A debt.", review_on=today))
    plan = line_of(workspace, TEAMS).record
    assert RecordKind.TASK in records.form(CASE, TEAMS, plan).children
    for words, due, done in (
        ("Call", None, today),
        ("New phone", today, None),
        ("Ask", None, None),
    ):
        answers = {"words": words, "owner": "Dana", "due_on": due, "done_on": done}
        records.save(CASE, RecordKind.TASK, None, answers, plan)
    records.save(CASE, RecordKind.TASK, None, {"words": "Another", "owner": "Noor"})
    actions = records.form(CASE, TEAMS, plan).actions
    assert [one.words for one in actions] == ["New phone", "Ask", "Call"]
    assert [one.done_on is not None for one in actions] == [False, False, True]
