# SPDX-License-Identifier: AGPL-3.0-or-later
"""NOTHING_UNSENT_IS_DESTROYED (docs/storage.md), held over any order of what a store can be asked.

The model remembers what the store acknowledged and the county did not: every operation, draft,
answer, file, half-written note or form and entry of the index must be there, byte for byte,
whatever was done since.
"""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.errors import ChainBroken
from casework.feed import FeedEntry
from casework.ids import CaseId, DraftId, HatId, OperationId, RecordId
from casework.index_rules import IndexPower
from casework.index_talk import IndexChange, IndexResult, IndexWord
from casework.operations import Operation, OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.sharing_work import SharingResult, SharingWork, TakeBack
from casework.vocabulary import RecordKind
from storage import schema
from storage.draft_versions import AsideAnswer, DraftMove, DraftVersion
from storage.errors import StorageBug, StorageError
from storage.index import IndexWork
from storage.model import Draft, Receipt
from storage.rekey import give_new_key, unlock_store
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON, an_id, an_operation
from tests.fakes.stores import StillClock, a_case, a_page, enter, leave, note_fields, put, random_id
from tests.fakes.vaults import a_vault

PHRASE = "marsh heron lantern"
CASES = st.integers(1, 2)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
ANSWERS = st.one_of(st.none(), TEXTS, st.integers(-9, 9), st.lists(TEXTS, max_size=2))
CONTENTS = st.one_of(st.binary(max_size=40), st.just(bytes(300_000)))
TAKEN = (Outcome.APPLIED, Outcome.PARALLEL, Outcome.CONFLICT, Outcome.DUPLICATE)
VERSION, MINOR = schema.STEPS[-1].version


@dataclass
class KeptDraft:
    """What a draft must still hold."""

    case: int
    journal: list[tuple[str, JsonValue]] = field(default_factory=list)
    aside: dict[str, JsonValue] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    sha256: str = "0" * 64

    def is_empty(self) -> bool:
        return not self.journal and not self.files


@dataclass
class KeptWork:
    """An operation the county has not taken, and what was signed along."""

    operation: Operation
    draft: DraftId | None = None
    refused: bool = False


class NothingUnsentIsDestroyed(RuleBasedStateMachine):
    """One laptop's store and what it owes its worker."""

    def __init__(self) -> None:
        super().__init__()
        self.home = Path(tempfile.mkdtemp())
        self.folder = self.home / "vault"
        key = a_vault(self.folder).create(PHRASE)
        self.store = Store.create(self.folder, key, StillClock(), random_id)
        self.key = key
        self.inside: set[int] = set()
        self.pages: list[list[FeedEntry]] = []
        self.drafts: dict[DraftId, KeptDraft] = {}
        self.signed: dict[DraftId, KeptDraft] = {}
        self.work: dict[OperationId, KeptWork] = {}
        self.files: dict[tuple[RecordId, str], bytes] = {}
        self.notes: dict[int, str] = {}
        self.decided: dict[str, SharingWork] = {}
        self.forms: dict[int, str] = {}
        self.entries: dict[CaseId, IndexWork] = {}
        self.counter, self.previous, self.version, self.minor = 0, "0" * 64, 10, MINOR

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.home)

    # The feed

    @rule(case=CASES, record=st.integers(1, 3))
    def the_county_sends_a_case(self, case: int, record: int) -> None:
        self.version += 1
        self.apply([enter(case), put(case=case, record=case * 10 + record, version=self.version)])
        self.inside.add(case)

    @rule(case=CASES)
    def a_right_ends(self, case: int) -> None:
        self.apply([leave(case)])
        self.forget_empty_drafts(case)
        self.inside.discard(case)

    @precondition(lambda self: self.pages)
    @rule(data=st.data())
    def the_feed_begins_again(self, data: st.DataObject) -> None:
        page = data.draw(st.sampled_from(self.pages))
        self.store.apply_page(a_page(*page, cursor=""))
        for entry in page:
            case = next(one for one in (1, 2, 3) if a_case(one) in entry.model_dump_json())
            if entry.model_dump()["entry"] == "leave":
                self.forget_empty_drafts(case)
                self.inside.discard(case)
            else:
                self.inside.add(case)

    @rule()
    def the_county_sends_a_page_that_makes_no_sense(self) -> None:
        page = a_page(leave(1), put(case=9, record=99))
        with pytest.raises(StorageBug):
            self.store.apply_page(page)

    def apply(self, entries: list[FeedEntry]) -> None:
        self.pages.append(entries)
        self.store.apply_page(a_page(*entries))

    def forget_empty_drafts(self, case: int) -> None:
        for draft, kept in list(self.drafts.items()):
            if kept.case == case and kept.is_empty():
                del self.drafts[draft]

    # Drafts, files and notes

    @rule(case=CASES)
    def a_draft_begins(self, case: int) -> None:
        draft = DraftId(an_id(70_000 + len(self.drafts) + len(self.signed) * 100 + self.version))
        self.version += 1
        if draft in self.drafts or draft in self.signed:
            return
        self.store.start_draft(
            Draft(draft, a_case(case), "sample", "1", "0" * 64, "{}", "en", NOON)
        )
        self.drafts[draft] = KeptDraft(case)

    @precondition(lambda self: self.drafts)
    @rule(data=st.data(), path=st.sampled_from(["/a", "/b", "/c#source"]), answer=ANSWERS)
    def an_answer_is_given(self, data: st.DataObject, path: str, answer: JsonValue) -> None:
        draft = data.draw(st.sampled_from(sorted(self.drafts)))
        self.store.journal_answer(draft, path, answer)
        self.drafts[draft].journal.append((path, answer))

    @precondition(lambda self: self.drafts)
    @rule(data=st.data(), name=st.sampled_from(["a.jpg", "b.bin"]), content=CONTENTS)
    def a_file_is_added(self, data: st.DataObject, name: str, content: bytes) -> None:
        draft = data.draw(st.sampled_from(sorted(self.drafts)))
        kept = self.store.attachments.keep(draft, name, content)
        self.drafts[draft].files[kept] = content

    @precondition(lambda self: self.drafts)
    @rule(data=st.data(), answer=TEXTS)
    def a_draft_moves_to_another_version(self, data: st.DataObject, answer: str) -> None:
        draft = data.draw(st.sampled_from(sorted(self.drafts)))
        kept = self.drafts[draft]
        sha256 = "1" * 64 if kept.sha256[0] == "0" else "0" * 64
        aside = AsideAnswer("/a", kept.sha256, "1", "A", answer)
        to = DraftVersion("sample", "2", sha256, "", "{}")
        self.store.move_draft(draft, DraftMove(to, [aside], []))
        kept.aside[kept.sha256], kept.sha256 = answer, sha256
        kept.journal.append(("/a", None))

    @precondition(lambda self: self.drafts)
    @rule(data=st.data())
    def an_empty_draft_is_removed(self, data: st.DataObject) -> None:
        draft = data.draw(st.sampled_from(sorted(self.drafts)))
        empty = self.drafts[draft].is_empty()
        assert self.store.remove_empty_draft(draft) == empty
        if empty:
            del self.drafts[draft]

    @rule(case=CASES, text=TEXTS)
    def a_note_is_half_written(self, case: int, text: str) -> None:
        self.store.notes.keep(a_case(case), text)
        self.notes[case] = text

    @rule(case=CASES)
    def something_is_taken_back_without_a_network(self, case: int) -> None:
        self.version += 1
        name = an_id(90_000 + self.version)
        act = TakeBack(ground=an_id(8), reason="She said so.")
        hat = HatId(an_id(1001))
        work = SharingWork(id=name, case=a_case(case), hat=hat, at=NOON, act=act)
        self.store.sharing.keep(work, AuditEvent.SHARING_ENDED)
        self.decided[name] = work

    @precondition(lambda self: self.decided)
    @rule(data=st.data(), refused=st.booleans())
    def the_county_hears_of_a_decision(self, data: st.DataObject, refused: bool) -> None:
        name = data.draw(st.sampled_from(sorted(self.decided)))
        reason = Reason.of(ReasonCode.GROUND_UNKNOWN) if refused else None
        self.store.sharing.settle([SharingResult(id=name, refused=reason)])
        if not refused:
            del self.decided[name]

    @rule(case=CASES, text=TEXTS)
    def a_form_is_half_filled(self, case: int, text: str) -> None:
        self.store.kept_forms.keep(a_case(case), "index-entry", text)
        self.forms[case] = text

    # The cross-agency index

    @rule(case=CASES, text=TEXTS)
    def a_case_is_entered_in_the_index(self, case: int, text: str) -> None:
        self.version += 1
        change = IndexChange(
            id=an_id(90_000 + self.version), case=a_case(case), base=0, fields={"a": text}, at=NOON
        )
        self.store.index.enter(change)
        self.entries[change.case] = IndexWork(change, None)

    @rule(data=st.data(), told=st.booleans(), known=st.booleans())
    def the_county_answers_about_the_index(
        self, data: st.DataObject, told: bool, known: bool
    ) -> None:
        ended = Reason.of(ReasonCode.INDEX_DESIGNATION_ENDED)
        word = IndexWord(power=IndexPower(may_ask=told, reason=ended))
        if not self.entries:
            self.store.index.take_word(word if told else None)
            return
        case = data.draw(st.sampled_from(sorted(self.entries)))
        reason = data.draw(st.sampled_from([None, Reason.of(ReasonCode.INDEX_NOT_OWN_CASE)]))
        change = self.entries[case].change
        answered = change.id if known else an_id(89_999)
        self.store.index.settle(word, [IndexResult(id=answered, refused=reason)], [])
        if known and reason is None:
            del self.entries[case]
        elif known:
            self.entries[case] = IndexWork(change, reason)

    # Work and the county's answers

    @rule(case=CASES, text=TEXTS, refused=st.booleans())
    def a_note_is_saved(self, case: int, text: str, refused: bool) -> None:
        self.sign(case, text, None, (), refused)

    @precondition(lambda self: self.drafts)
    @rule(data=st.data(), text=TEXTS)
    def a_draft_is_signed(self, data: st.DataObject, text: str) -> None:
        draft = data.draw(st.sampled_from(sorted(self.drafts)))
        names = data.draw(st.sets(st.sampled_from(sorted(self.drafts[draft].files or {"": 0}))))
        self.sign(self.drafts[draft].case, text, draft, tuple(names - {""}), refused=False)

    def sign(
        self, case: int, text: str, draft: DraftId | None, names: tuple[str, ...], refused: bool
    ) -> None:
        operation = an_operation(
            counter=self.counter + 1,
            kind=RecordKind.CONTACT_NOTE,
            fields=note_fields(text or "-"),
            record=500 + self.counter,
            case=case,
            previous="f" * 64 if refused else self.previous,
        )
        if refused:
            with pytest.raises(ChainBroken):
                self.store.record_work([operation], closes_draft=draft, author_name="Worker 1")
            return
        self.store.record_work(
            [operation], closes_draft=draft, attached=names, author_name="Worker 1"
        )
        self.counter, self.previous = operation.counter, operation.digest()
        self.work[operation.id] = KeptWork(operation, draft)
        if draft is not None:
            kept = self.signed[draft] = self.drafts.pop(draft)
            for name in names:
                self.files[operation.record, name] = kept.files.pop(name)

    @precondition(lambda self: self.work)
    @rule(data=st.data(), outcome=st.sampled_from([*Outcome]), again=st.booleans())
    def the_county_answers(self, data: st.DataObject, outcome: Outcome, again: bool) -> None:
        kept = self.work[data.draw(st.sampled_from(sorted(self.work)))]
        result = OperationResult(
            id=kept.operation.id,
            counter=kept.operation.counter,
            outcome=outcome,
            version=self.version if outcome in TAKEN else None,
            reason=Reason.of(ReasonCode.REVOKED, date="2026-11-23"),
        )
        for _ in range(1 + again):
            self.store.settle([result], Receipt(at=NOON))
        if outcome is Outcome.REFUSED:
            kept.refused = True
        elif not kept.refused:
            del self.work[kept.operation.id]
            if kept.draft is not None:
                del self.signed[kept.draft]

    @rule()
    def a_file_is_delivered(self) -> None:
        for one in self.store.attachments.unsent()[:1]:
            assert self.files[one.record, one.name] == self.store.attachments.read_of_record(
                one.record, one.name
            )
            self.store.attachments.note_sent(one.record, one.name)
            del self.files[one.record, one.name]

    # Lock, unlock, a new key, another schema

    @rule()
    def the_laptop_is_locked_and_unlocked(self) -> None:
        self.store.close()
        self.unlock()

    @rule()
    def the_store_gets_a_new_key(self) -> None:
        self.store.close()
        give_new_key(a_vault(self.folder), self.folder, PHRASE).wipe()
        self.unlock()

    @rule(fails=st.booleans())
    def the_program_is_upgraded(self, fails: bool) -> None:
        self.store.close()
        key = unlock_store(a_vault(self.folder), self.folder, PHRASE)
        self.minor += 1

        def step(connection: Any) -> None:
            connection.execute(f"CREATE TABLE added_{self.minor} (one)")
            connection.execute("DELETE FROM operations") if fails else None
            if fails:
                raise StorageBug("The step failed.")

        steps = (*schema.STEPS, schema.Step((VERSION, self.minor), step))
        try:
            schema.open_store(self.folder / STORE_FILE, key, steps).close()
        except StorageError:
            assert fails
        self.unlock()

    def unlock(self) -> None:
        key = unlock_store(a_vault(self.folder), self.folder, PHRASE)
        self.store = Store.open(self.folder, key, StillClock(), random_id)

    # What always holds

    @invariant()
    def every_operation_is_there(self) -> None:
        kept = sorted(self.work.values(), key=lambda one: one.operation.counter)
        assert self.bodies("waiting") == [
            one.operation.model_dump_json() for one in kept if not one.refused
        ]
        assert self.bodies("refused") == [
            one.operation.model_dump_json() for one in kept if one.refused
        ]
        assert self.store.next_link()[:2] == (self.counter + 1, self.previous)

    def bodies(self, state: str) -> list[str]:
        query = "SELECT body FROM operations WHERE state = ? ORDER BY counter"
        with self.store._database.read() as connection:
            return [row[0] for row in connection.execute(query, (state,)).fetchall()]

    @invariant()
    def every_draft_is_there(self) -> None:
        assert {one.id for one in self.store.drafts()} == set(self.drafts)
        for draft, kept in self.drafts.items():
            assert [one[:2] for one in self.store.journal(draft)] == kept.journal
            assert self.store.draft(draft)[1] == dict(kept.journal)
            aside = {one.sha256: one.answer for one in self.store.aside_answers(draft)}
            assert aside == kept.aside
        for draft, kept in [*self.drafts.items(), *self.signed.items()]:
            for name, content in kept.files.items():
                assert self.store.attachments.read(draft, name) == content

    @invariant()
    def every_file_and_note_is_there(self) -> None:
        for (record, name), content in self.files.items():
            assert self.store.attachments.read_of_record(record, name) == content
        for case, text in self.notes.items():
            assert self.store.notes.read(a_case(case)) == text
        for case, text in self.forms.items():
            assert self.store.kept_forms.read(a_case(case), "index-entry") == text

    @invariant()
    def every_entry_of_the_index_is_there(self) -> None:
        kept = {one.change.case: one for one in self.store.index.work()}
        assert kept.keys() == self.entries.keys()
        for case, one in kept.items():
            expected = self.entries[case].change
            assert one.change.model_copy(update={"replaces": ()}) == expected
            assert one.refused == self.entries[case].refused
        half = sum(map(bool, [*self.notes.values(), *self.forms.values()]))
        unsent = self.store.unsent.count()
        assert (unsent.entries, unsent.notes) == (len(kept), half)

    @invariant()
    def every_decision_is_there(self) -> None:
        kept = {one.work.id: one.work for one in self.store.sharing.work()}
        assert kept == self.decided


NothingUnsentIsDestroyed.TestCase.settings = settings(
    max_examples=settings().max_examples // 12, stateful_step_count=30
)
TestNothingUnsentIsDestroyed = NothingUnsentIsDestroyed.TestCase
