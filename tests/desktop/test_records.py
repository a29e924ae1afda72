# SPDX-License-Identifier: AGPL-3.0-or-later
"""Recording what happened to a youth, through the use cases behind the forms."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue

from casework.clock import COUNTY_ZONE
from casework.counties import County, Lead
from casework.ids import CaseId
from casework.people_around import PersonAround
from casework.record_parts import FaultCode, Surroundings
from casework.vocabulary import ORDINARY_SECTIONS, RecordKind, Section
from desktop.services.record_sections import section_of
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import NOON, an_id
from ui.ports import Workspace
from ui.record_views import FieldsWrong, RecordGroup, RecordLine
from ui.views import Standing

CASE = CaseId(an_id(5001))
PLACEMENT = RecordKind.PLACEMENT
STAY = {"type": "shelter", "place": "Heron House", "started_on": "2026-11-01"}


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def group_of(workspace: Workspace, kind: RecordKind) -> RecordGroup:
    return next(one for one in workspace.records.groups(CASE) if one.kind is kind)


def only_line(workspace: Workspace, kind: RecordKind) -> RecordLine:
    (line,) = group_of(workspace, kind).lines
    return line


def test_a_record_is_shown_at_once_and_waits_to_be_sent(workspace: Workspace) -> None:
    changes = workspace.records.save(CASE, PLACEMENT, None, STAY)
    assert CASE in changes.cases
    line = only_line(workspace, PLACEMENT)
    assert (line.is_open, line.standing) == (True, Standing.UNSENT)
    assert "Heron House" in line.headline
    (entry,) = workspace.cases.case(CASE).timeline
    assert entry.headline == line.headline


def test_a_change_writes_only_what_changed_and_says_who_wrote_it(workspace: Workspace) -> None:
    workspace.records.save(CASE, PLACEMENT, None, STAY)
    record = only_line(workspace, PLACEMENT).record
    ended = {**STAY, "ended_on": "2026-11-20", "end_reason": "planned"}
    workspace.records.save(CASE, PLACEMENT, record, ended)
    assert not only_line(workspace, PLACEMENT).is_open
    form = workspace.records.form(CASE, PLACEMENT, record)
    assert form.values["end_reason"] == "planned"
    assert {one.field for one in form.changes} >= {"type", "ended_on"}
    assert not workspace.records.save(CASE, PLACEMENT, record, ended).cases


def test_a_wrong_field_is_named_and_what_was_typed_is_kept(workspace: Workspace) -> None:
    typed = {**STAY, "started_on": "2031-01-01"}
    workspace.records.keep(CASE, PLACEMENT, None, typed)
    with pytest.raises(FieldsWrong) as raised:
        workspace.records.save(CASE, PLACEMENT, None, typed)
    assert [(one.field, one.code) for one in raised.value.faults] == [
        ("started_on", FaultCode.FUTURE)
    ]
    form = workspace.records.form(CASE, PLACEMENT, None)
    assert (form.half_filled, form.values["place"]) == (True, "Heron House")
    assert group_of(workspace, PLACEMENT).half_filled
    workspace.records.save(CASE, PLACEMENT, None, STAY)
    assert not workspace.records.form(CASE, PLACEMENT, None).half_filled


def test_nobody_but_family_stands_beside_identity_which_every_agency_on_the_case_sees(
    workspace: Workspace,
) -> None:
    around = RecordKind.PERSON_AROUND
    mother, other = {"name": "Rosa", "relation": "parent"}, {"name": "Ray", "relation": "friend"}
    for person in (mother, other):
        workspace.records.save(CASE, around, None, person)
    told = {line.headline[0]: line.record for line in group_of(workspace, around).lines}
    for person, section in ((mother, Section.IDENTITY), (other, Section.SAFETY_PLAN)):
        view = PersonAround.model_validate(person)
        assert section_of(around, view, Surroundings(NOON, COUNTY_ZONE)) is section
    # What is learnt later stays where it is withheld, and does not come to stand beside identity.
    workspace.records.save(CASE, around, told["Ray"], {**other, "relation": "exploiter"})
    workspace.records.save(CASE, around, told["Ray"], {**other, "relation": "relative"})
    with pytest.raises(FieldsWrong) as refusal:
        workspace.records.save(CASE, around, told["Rosa"], {**mother, "relation": "exploiter"})
    assert [(one.field, one.code) for one in refusal.value.faults] == [
        ("relation", FaultCode.OTHER_SECTION)
    ]


def test_a_hat_without_the_section_is_not_offered_the_kind(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], sections=ORDINARY_SECTIONS))
    kinds = {one.kind for one in desk.unlock(PASSPHRASE).records.groups(CASE)}
    desk.lock()
    assert PLACEMENT in kinds
    assert RecordKind.COURT_DATE not in kinds
    assert RecordKind.SELF_DESCRIPTION not in kinds


def test_a_need_about_substance_use_is_not_written_where_others_would_see_it(
    workspace: Workspace,
) -> None:
    need = {"domain": "safety", "words": "Somewhere to sleep"}
    workspace.records.save(CASE, RecordKind.NEED, None, need)
    record = only_line(workspace, RecordKind.NEED).record
    with pytest.raises(FieldsWrong) as raised:
        workspace.records.save(CASE, RecordKind.NEED, record, {**need, "domain": "substance_use"})
    assert raised.value.faults[0].field == "domain"


def test_which_county_leads_is_said_once_anything_is_recorded_of_counties(
    workspace: Workspace,
) -> None:
    assert workspace.cases.case(CASE).lead is None
    began, today = NOON.date() - timedelta(days=30), NOON.date()
    leads: dict[str, JsonValue] = {
        "county": "alameda",
        "part": "lead",
        "started_on": began.isoformat(),
    }
    workspace.records.save(CASE, RecordKind.COUNTY_ON_CASE, None, leads)
    asked: dict[str, JsonValue] = {
        "from_county": "alameda",
        "to_county": "fresno",
        "asked_on": today.isoformat(),
    }
    workspace.records.save(CASE, RecordKind.HAND_OFF, None, asked)
    lead = workspace.cases.case(CASE).lead
    assert lead is not None
    assert (lead.counties, lead.since) == ((County.ALAMEDA,), began)
    accepted: dict[str, JsonValue] = {
        "answer": "accepted",
        "answered_on": today.isoformat(),
        "answered_by": "Ines Duarte",
        "leads_from": today.isoformat(),
    }
    hand_off = only_line(workspace, RecordKind.HAND_OFF).record
    workspace.records.save(CASE, RecordKind.HAND_OFF, hand_off, asked | accepted)
    assert workspace.cases.case(CASE).lead == Lead((County.FRESNO,), today)
