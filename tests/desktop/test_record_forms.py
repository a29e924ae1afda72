# SPDX-License-Identifier: AGPL-3.0-or-later
"""A sync changes a record while a worker has its form open, or has left it half filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import JsonValue

from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId
from casework.merge import merge_operation
from casework.operations import Operation
from casework.records import CaseRecord
from casework.safety_plans import YouthPlan
from casework.vocabulary import RecordKind
from desktop.services.conflicts import Conflicts
from desktop.services.records import Records
from desktop.session import OpenSession, open_session
from desktop.vaults import find_vault
from tests.fakes.county import new_id
from tests.fakes.desks import NOW, PASSPHRASE, a_workspace_folder
from tests.fakes.people import a_hat, an_id, an_operation
from tests.fakes.stores import StillClock
from ui.errors import ShownError

CASE = CaseId(an_id(5001))
STAY: dict[str, JsonValue] = {"type": "shelter", "place": "Heron House", "started_on": "2026-11-01"}
KIND, PLAN = RecordKind.PLACEMENT, RecordKind.YOUTH_PLAN


@pytest.fixture
def session(tmp_path: Path) -> Iterator[OpenSession]:
    places = a_workspace_folder(tmp_path, [CASE])
    vault = find_vault(places)
    key = vault.unlock(PASSPHRASE)
    with open_session(places, key, StillClock(NOW), new_id, vault.marks()) as opened:
        yield opened


@pytest.fixture
def placed(session: OpenSession) -> CaseRecord:
    """A colleague's record of a stay, as the county sent it."""
    return tell(session, None, written(STAY), version=20)


def written(
    fields: dict[str, JsonValue], base: int = 0, kind: RecordKind = KIND, worker: int = 2
) -> Operation:
    work = an_operation(
        counter=base + 1, device=worker, hat=a_hat(worker), kind=kind, fields=fields, record=9
    )
    return work.model_copy(update={"case": CASE, "base": dict.fromkeys(fields, base)})


def tell(
    session: OpenSession, record: CaseRecord | None, work: Operation, *, version: int
) -> CaseRecord:
    merged = merge_operation(record, work, version=version, author_name="Worker 2").record
    assert merged is not None
    page = FeedPage(entries=(RecordPut(record=merged),), cursor=f"1.{version}", done=True)
    session.store.apply_page(page)
    return merged


def work_of(session: OpenSession) -> dict[str, JsonValue]:
    (operation,) = session.store.pending_operations(9)
    return operation.fields


def test_a_field_a_colleague_changed_under_an_open_form_is_not_written_back(
    session: OpenSession, placed: CaseRecord
) -> None:
    records = Records(session)
    form = records.form(CASE, KIND, placed.record)
    tell(session, placed, written({"place": "Swift House"}, base=20), version=21)
    answers = {**form.values, "started_on": "2026-11-02"}
    records.save(CASE, KIND, placed.record, answers, seen=form.seen)
    assert work_of(session) == {"started_on": "2026-11-02"}
    assert records.form(CASE, KIND, placed.record).values["place"] == "Swift House"
    assert Conflicts(session).disputes() == ()


def test_one_field_changed_by_both_is_a_disagreement_that_keeps_both(
    session: OpenSession, placed: CaseRecord
) -> None:
    records = Records(session)
    form = records.form(CASE, KIND, placed.record)
    tell(session, placed, written({"place": "Swift House"}, base=20), version=21)
    answers = {**form.values, "place": "Crane House"}
    records.save(CASE, KIND, placed.record, answers, seen=form.seen)
    (dispute,) = Conflicts(session).disputes()
    assert {one.value for one in dispute.claims} == {"Swift House", "Crane House"}
    assert (form.undecided, records.form(CASE, KIND, placed.record).undecided) == ((), ("place",))
    assert records.undo_offer() is None
    with pytest.raises(ShownError, match="People disagree"):
        records.undo()
    (dispute,) = Conflicts(session).disputes()
    assert len(dispute.claims) == 2


def test_a_signature_under_disputed_words_waits_for_the_decision(session: OpenSession) -> None:
    plan: dict[str, JsonValue] = {
        "made_on": "2026-11-01",
        "phase": "leaving",
        "what_helps": "Music",
        "review_on": "2026-12-01",
    }
    record = tell(session, None, written(plan, kind=PLAN), version=20)
    new = YouthPlan.model_validate({**plan, "what_helps": "Walking"}).model_dump(mode="json")
    signature: JsonValue = {
        "signer": "youth",
        "at": "2026-11-23T18:30:00Z",
        "signed": YouthPlan.digest_of_words(new),
        "height": 300,
        "strokes": [[[1, 2], [500, 100]]],
    }
    words: dict[str, JsonValue] = {"what_helps": "Walking", "signatures": [signature]}
    record = tell(session, record, written(words, base=20, kind=PLAN), version=21)
    early = written({"what_helps": "Running"}, base=20, kind=PLAN, worker=3)
    early = early.model_copy(update={"at": record.at})
    record = tell(session, record, early, version=22)
    assert record.fields["what_helps"] == "Running"
    records = Records(session)
    form = records.form(CASE, PLAN, record.record)
    records.save(CASE, PLAN, record.record, {**form.values, "how_kept": "no_copy"}, seen=form.seen)
    assert records.print_plan(CASE, record.record).plan.signatures == ()
    (dispute,) = Conflicts(session).disputes()
    Conflicts(session).choose(dispute, dispute.claims[1])
    assert len(records.print_plan(CASE, record.record).plan.signatures) == 1
    *_, decided = records.form(CASE, PLAN, record.record).versions
    assert [(one.field, one.after) for one in decided.differences] == [("what_helps", "Walking")]
    assert len(decided.signatures) == 1


def test_lines_in_which_a_comma_may_stand_are_chosen_and_not_written_anew(
    session: OpenSession,
) -> None:
    plan: dict[str, JsonValue] = {"made_on": "2026-11-01", "risks": "A debt."}
    kind = RecordKind.TEAM_PLAN
    record = tell(
        session, None, written({**plan, "review_on": "2026-12-01"}, kind=kind), version=20
    )
    for worker, line in enumerate(("Call Rosa, 555-0101", "Call Rosa, then Ben"), start=2):
        work = written({"actions": [line]}, base=20, kind=kind, worker=worker)
        record = tell(session, record, work, version=20 + worker)
    (dispute,) = Conflicts(session).disputes()
    assert (dispute.may_decide, dispute.may_write) == (True, False)
    Conflicts(session).choose(dispute, dispute.claims[0])
    form = Records(session).form(CASE, kind, record.record)
    assert form.values["actions"] == [dispute.claims[0].value]


def test_a_form_left_half_filled_goes_on_over_what_a_sync_brought(
    session: OpenSession, placed: CaseRecord
) -> None:
    records = Records(session)
    first = records.form(CASE, KIND, placed.record)
    typed = {**first.values, "started_on": "2026-11-02"}
    records.keep(CASE, KIND, placed.record, typed, seen=first.seen)
    moved = written({"place": "Swift House", "started_on": "2026-11-03"}, base=20)
    tell(session, placed, moved, version=21)
    form = records.form(CASE, KIND, placed.record)
    assert form.half_filled
    assert (form.values["place"], form.values["started_on"]) == ("Swift House", "2026-11-02")
    records.save(CASE, KIND, placed.record, form.values, seen=form.seen)
    assert work_of(session) == {"started_on": "2026-11-02"}
    (dispute,) = Conflicts(session).disputes()
    assert {one.value for one in dispute.claims} == {"2026-11-02", "2026-11-03"}


def test_what_this_hat_wrote_itself_counts_as_seen(
    session: OpenSession, placed: CaseRecord
) -> None:
    records = Records(session)
    form = records.form(CASE, KIND, placed.record)
    records.save(CASE, KIND, placed.record, {**form.values, "place": "Crane House"}, seen=form.seen)
    (sent,) = session.store.pending_operations(9)
    tell(session, placed, sent, version=21)
    records.save(
        CASE, KIND, placed.record, {**form.values, "place": "Plover House"}, seen=form.seen
    )
    assert Conflicts(session).disputes() == ()
    assert records.form(CASE, KIND, placed.record).values["place"] == "Plover House"
