# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker may do, asked of the use cases behind the screens."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import JsonValue

from casework.due import DueKind
from casework.ids import CaseId, DraftId
from casework.operations import OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import LegalRole, RecordKind, Section
from forms.answers import Missing, encode_answer
from forms.session import Session
from storage.model import Receipt
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import a_hat, an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError
from ui.ports import Workspace
from ui.views import Standing

CASE = CaseId(an_id(5001))
ELSEWHERE = CaseId(an_id(5999))


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    desk = a_desk(a_workspace_folder(tmp_path, [CASE]))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def fill_all(workspace: Workspace, case: CaseId) -> str:
    """A draft with every required item answered or marked; returns its id."""
    instrument = workspace.screenings.instruments(CASE)[0]
    draft = workspace.screenings.start(case, instrument.form_id, instrument.languages[0])
    view = workspace.screenings.open(draft)
    session = Session(view.definition, today=view.today)
    while problems := session.problems():
        path = problems[0][0]
        question = view.definition.questions[path]
        if question.allows_missing:
            answer: object = Missing.NOT_ASKED
        elif question.choices is not None:
            answer = question.choices.items[0].value
        else:
            answer = view.today
        session.answer(path, answer)  # type: ignore[arg-type] # one of the three above
        workspace.screenings.journal(draft, path, encode_answer(session.answers()[path]))
    return draft


def test_today_shows_a_new_case_as_due_for_its_first_screening(workspace: Workspace) -> None:
    (row,) = workspace.today.today().due
    assert row.case == CASE
    assert row.due.kind is DueKind.FIRST_SCREENING


def test_whoever_is_shown_no_screening_is_not_told_that_none_was_made(tmp_path: Path) -> None:
    sections = frozenset(Section) - {Section.SCREENING}
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], sections=sections))
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.today.today().due == ()
    assert workspace.cases.case(CASE).due is None
    desk.lock()


def test_a_note_is_shown_at_once_and_waits_to_be_sent(workspace: Workspace) -> None:
    changes = workspace.cases.add_note(CASE, "  Met at school.  ", NOW - timedelta(hours=2))
    assert CASE in changes.cases
    (entry,) = workspace.cases.case(CASE).timeline
    assert (entry.text, entry.standing) == ("Met at school.", Standing.UNSENT)
    assert [one.kind for one in workspace.sync.state().unsent] == [RecordKind.CONTACT_NOTE]


@pytest.mark.parametrize(
    ("text", "hours", "said"), [("", -1, "empty"), ("  ", -1, "empty"), ("Later", 2, "future")]
)
def test_a_note_that_makes_no_sense_is_refused_in_words(
    workspace: Workspace, text: str, hours: int, said: str
) -> None:
    with pytest.raises(ShownError, match=said):
        workspace.cases.add_note(CASE, text, NOW + timedelta(hours=hours))
    assert workspace.cases.case(CASE).timeline == ()


def test_a_note_begun_is_kept_sealed_until_it_is_written(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE])
    desk = a_desk(places)
    desk.unlock(PASSPHRASE).cases.keep_note(CASE, "Half a sent")
    desk.lock()
    cases = desk.unlock(PASSPHRASE).cases
    assert cases.case(CASE).kept_note == "Half a sent"
    cases.add_note(CASE, "Half a sentence, whole.", NOW)
    assert cases.case(CASE).kept_note == ""
    desk.lock()


def test_a_case_that_is_not_here_says_so(workspace: Workspace) -> None:
    with pytest.raises(ShownError, match="not on this laptop"):
        workspace.cases.case(ELSEWHERE)
    with pytest.raises(ShownError, match="not assigned"):
        workspace.screenings.start(ELSEWHERE, "fieldfare_community_safety", "English (en)")


def test_an_unfinished_screening_is_not_signed_and_stays(workspace: Workspace) -> None:
    draft = workspace.screenings.start(CASE, "fieldfare_community_safety", "English (en)")
    with pytest.raises(ShownError, match="cannot be signed yet"):
        workspace.screenings.sign(draft, "English (en)")
    assert [one.draft for one in workspace.today.today().drafts] == [draft]


def test_a_signed_screening_keeps_what_was_asked_and_closes_its_draft(
    workspace: Workspace,
) -> None:
    draft = fill_all(workspace, CASE)
    record, _ = workspace.screenings.sign(draft, "Español (es)")  # type: ignore[arg-type] # a draft id
    signed = workspace.screenings.signed(CASE, record)
    assert signed.screening.language == "Español (es)"
    assert signed.screening.score is None
    assert signed.screening.withheld_reason == "too_many_missing"
    assert signed.definition is not None
    assert workspace.today.today().drafts == ()
    assert workspace.today.today().due == ()


def test_a_hat_without_the_screening_section_may_not_screen(tmp_path: Path) -> None:
    seen = frozenset({Section.IDENTITY, Section.CONTACTS})
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], sections=seen))
    workspace = desk.unlock(PASSPHRASE)
    shown = workspace.cases.case(CASE)
    assert (shown.may_note, shown.may_screen) == (True, False)
    assert shown.write_refusal is not None
    assert shown.write_refusal.code is ReasonCode.SECTION_NOT_GRANTED
    with pytest.raises(ShownError, match="does not include this part"):
        workspace.screenings.start(CASE, "fieldfare_community_safety", "English (en)")
    desk.lock()


def test_an_administrator_sees_no_case_even_with_a_membership(tmp_path: Path) -> None:
    admin = a_hat(role=LegalRole.COUNTY_ADMINISTRATOR)
    desk = a_desk(a_workspace_folder(tmp_path, [CASE], hat=admin))
    workspace = desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError, match="administrator"):
        workspace.cases.case(CASE)
    assert workspace.youths.search("", 0, 10).total == 0
    desk.lock()


def test_a_right_that_ends_while_offline_hides_the_youth_at_once(tmp_path: Path) -> None:
    places = a_workspace_folder(tmp_path, [CASE], ends=NOW + timedelta(hours=1))
    clock = StillClock(NOW)
    desk = a_desk(places, clock)
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.add_note(CASE, "Met at school.", NOW)
    workspace.screenings.sign(DraftId(fill_all(workspace, CASE)), "English (en)")
    assert desk._session is not None
    store = desk._session.store
    [note, *_] = store.pending_operations(9)
    reason = Reason.of(ReasonCode.NOT_ASSIGNED)
    refused = OperationResult(
        id=note.id, counter=note.counter, outcome=Outcome.REFUSED, reason=reason
    )
    store.settle([refused], Receipt(at=NOW))
    draft = DraftId(fill_all(workspace, CASE))
    begun = workspace.screenings.open(draft)
    assert (begun.shown_name, begun.previous is None) == ("Test Youth", False)
    assert workspace.youths.search("test", 0, 10).total == 1
    clock.moment = NOW + timedelta(hours=1)
    assert workspace.youths.search("test", 0, 10).total == 0
    assert workspace.youths.search("", 0, 10).total == 0
    today = workspace.today.today()
    assert (today.due, today.recent) == ((), ())
    assert [one.shown_name for one in today.unsent] == [""]
    assert [one.shown_name for one in workspace.sync.state().refused] == [""]
    left = workspace.screenings.open(draft)
    assert left.answers == begun.answers
    assert (left.shown_name, left.birth_date, left.previous) == ("", None, None)
    with pytest.raises(ShownError, match="ended on"):
        workspace.cases.case(CASE)
    desk.lock()


def test_words_begun_in_a_case_that_may_not_be_shown_any_more_are_read_by_their_writer(
    tmp_path: Path,
) -> None:
    places = a_workspace_folder(tmp_path, [CASE], ends=NOW + timedelta(hours=1))
    clock = StillClock(NOW)
    desk = a_desk(places, clock)
    workspace = desk.unlock(PASSPHRASE)
    workspace.cases.keep_note(CASE, "Half a sent")
    stay: dict[str, JsonValue] = {"type": "shelter", "started_on": "2026-11-01"}
    workspace.records.save(CASE, RecordKind.PLACEMENT, None, {**stay, "place": "Heron House"})
    [line] = next(
        one.lines for one in workspace.records.groups(CASE) if one.kind is RecordKind.PLACEMENT
    )
    seen = workspace.records.form(CASE, RecordKind.PLACEMENT, line.record).seen
    typed = {**stay, "place": "Tern House"}
    workspace.records.keep(CASE, RecordKind.PLACEMENT, line.record, typed, seen=seen)
    assert workspace.sync.left_words() == ()
    clock.moment = NOW + timedelta(hours=1)
    note, form = workspace.sync.left_words()
    assert (note.kind, note.lines) == (RecordKind.CONTACT_NOTE, (("text", "Half a sent"),))
    assert (form.kind, form.lines) == (RecordKind.PLACEMENT, (("place", "Tern House"),))
    workspace.sync.throw_away(note)
    assert workspace.sync.left_words() == (form,)
    desk.lock()
