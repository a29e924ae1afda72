# SPDX-License-Identifier: AGPL-3.0-or-later
"""The cross-agency index on a laptop: entering own cases, asking, reading earlier answers.

Invariants:
- Nothing is shown without a live designation and a lease; what was told leaves the laptop as soon
  as the designation is over, also without a network.
- An entry is read against the locked schema before it is kept, and is unsent work until the county
  took it.
- What is typed and not confirmed is kept sealed, with the version that was looked at.
- A question is kept with its answer and logged before the answer is shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from pydantic import BaseModel, JsonValue

from casework.audit import AuditEvent
from casework.errors import IndexRefused
from casework.ids import CaseId, HatId
from casework.index_entry import MOST_DATES, draft_entry, read_entry
from casework.index_rules import IndexPower, keep_until
from casework.index_talk import (
    IndexChange,
    IndexQuestion,
    IndexTold,
    IndexWord,
    PossibleDuplicate,
)
from casework.reasons import Reason, ReasonCode
from casework.records import ContactNote, read_view
from casework.vocabulary import Action, RecordKind, Section
from desktop.services.county_talk import CountyTalk
from desktop.services.youth_of_case import require_youth
from desktop.session import COUNTY_ZONE
from desktop.shown_errors import shown_errors
from storage.index import IndexWork, KeptAnswer
from storage.model import CaseFile, Changes, KeptPlace
from sync.client.conversation import Conversation
from sync.client.index import ask_duplicates, ask_index
from sync.wire.index import DuplicateDecided, DuplicateDecision, IndexAnswerReply
from ui.errors import ShownError
from ui.index_views import (
    AnswerView,
    CaseIndexView,
    DuplicateView,
    EntryForm,
    EntryStanding,
    EntryView,
    IndexView,
    MatchView,
    TwinView,
)

T = TypeVar("T")
HALF_FILLED = "index-entry"
NOT_DESIGNATED = IndexPower(may_ask=False, reason=Reason.of(ReasonCode.INDEX_DESIGNATION_ENDED))


class KeptEntry(BaseModel):
    """What is typed into an entry, and the version it stands for."""

    base: int
    fields: dict[str, JsonValue]


class Index:
    """Fulfils ui.index_views.IndexPort."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session
        self._call = talk.call
        self._looked_at: frozenset[CaseId] = frozenset()

    def concerns(self) -> bool:
        """Whether the county's last word, or anything not sent, makes it this hat's."""
        with shown_errors():
            store = self._session.store
            word = store.index.word()
            told = word is not None and (word.power.may_ask or word.coordinates)
            return told or bool(store.index.work() or store.kept_forms.cases(HALF_FILLED))

    def view(self) -> IndexView:
        """The Index screen."""
        with shown_errors():
            word, power = self._stand()
            answers = self._answers(power)
            if answers:
                self._session.store.audit.note(AuditEvent.INDEX_READ)
            return IndexView(
                definition="" if word is None or not power.may_ask else word.definition,
                not_now=None if power.may_ask else power.reason,
                until=power.until,
                coordinates=word is not None and word.coordinates,
                entries=self._entries(power),
                answers=tuple(_view_answer(one) for one in answers),
            )

    def of_case(self, case: CaseId) -> CaseIndexView | None:
        """The index on one case's page."""
        with shown_errors():
            _, power = self._stand()
            entry = self._entry(case)
            own = self._session.ask(case, Section.IDENTITY, Action.WRITE).allowed
            waits = entry.standing in {EntryStanding.WAITING, EntryStanding.REFUSED}
            if not own or not (power.may_ask or waits or entry.half_filled):
                return None
            kept = next((o for o in self._answers(power) if o.question.case == case), None)
            if kept is not None:
                self._session.store.audit.note(AuditEvent.INDEX_READ, case=case)
            answer = None if kept is None else _view_answer(kept)
            return CaseIndexView(entry=entry, answer=answer, may_enter=power.may_enter)

    def form(self, case: CaseId) -> EntryForm:
        """What is entered of a case so far, or what its records already say.

        Raises:
            ShownError: it is not an own case, or the hat may not enter it.
        """
        with shown_errors():
            self._require(case)
            index = self._session.store.index
            told = next((one for one in index.entries() if one.case == case), None)
            mine = next((one.change for one in index.work() if one.change.case == case), None)
            base = 0 if told is None else told.version
            if mine is not None:
                fields = mine.fields
            elif told is not None:
                fields = told.entry.model_dump(mode="json")
            else:
                fields = self._draft(case)
            name, kept = self._names().get(case, ""), self._kept(case)
            if kept is not None:
                base, fields = kept.base, kept.fields
            return EntryForm(case, name, fields, base, self._today(), kept is not None)

    def keep(self, form: EntryForm, fields: dict[str, JsonValue]) -> None:
        """Keep what is typed and not confirmed; nothing typed leaves nothing behind."""
        words = KeptEntry(base=form.base, fields=fields).model_dump_json() if fields else ""
        with shown_errors():
            self._session.store.kept_forms.keep(form.case, HALF_FILLED, words)

    def enter(self, form: EntryForm, fields: dict[str, JsonValue]) -> Changes:
        """Keep an entry as unsent work.

        Raises:
            ShownError: the index may not hold it, or the hat may not enter it.
        """
        session = self._session
        with shown_errors():
            self._require(form.case)
            try:
                entry = read_entry(fields, self._today())
            except IndexRefused as refused:
                told = refused.reason
                raise ShownError(told.template, parameters=told.parameters) from refused
            change = IndexChange(
                id=session.new_id(),
                case=form.case,
                base=form.base,
                fields=entry.model_dump(mode="json"),
                at=session.clock.now(),
            )
            return session.store.index.enter(change, [KeptPlace(form.case, HALF_FILLED)])

    def ask(self, name: str, birth_date: date | None, number: str) -> AnswerView:
        """Ask the county about anybody; runs on a network thread."""
        question = IndexQuestion(name=name[:100], birth_date=birth_date, number=number[:40])
        return self._ask(question)

    def ask_for(self, case: CaseId) -> AnswerView:
        """Ask the county about the youth of an own case; runs on a network thread."""
        with shown_errors():
            return self._ask(self._call(lambda: self._question(case)))

    def duplicates(self) -> tuple[DuplicateView, ...]:
        """What waits for a coordinator; runs on a network thread."""
        return self._exchange_duplicates(())

    def decide(self, pair: DuplicateView, *, one_youth: bool) -> tuple[DuplicateView, ...]:
        """Decide about two cases; runs on a network thread."""
        told = DuplicateDecision.JOINED if one_youth else DuplicateDecision.DISMISSED
        decided = DuplicateDecided(first=pair.first.case, second=pair.second.case, decision=told)
        with shown_errors():
            log = self._session.store.audit
            self._call(lambda: log.note(AuditEvent.DUPLICATE_DECIDED, case=pair.first.case))
        return self._exchange_duplicates((decided,))

    def _exchange_duplicates(
        self, decided: Sequence[DuplicateDecided]
    ) -> tuple[DuplicateView, ...]:
        with shown_errors():
            found = self._speak(lambda talk: ask_duplicates(talk, decided))
        return tuple(_view_pair(one) for one in found)

    def _ask(self, question: IndexQuestion) -> AnswerView:
        with shown_errors():
            reply = self._speak(lambda talk: ask_index(talk, question))
            return self._call(lambda: self._keep(question, reply))

    def _speak(self, say: Callable[[Conversation], T]) -> T:
        with self._talk.begin() as conversation:
            return say(conversation)

    # On the store's thread from here on

    def _keep(self, question: IndexQuestion, reply: IndexAnswerReply) -> AnswerView:
        """Keep what the county told, as long as lease and designation allow, then show it."""
        session = self._session
        index = session.store.index
        index.take_word(reply.word if reply.word.power.may_ask or reply.word.coordinates else None)
        lease = session.store.papers.lease()
        asked_at = session.clock.now()
        ends = asked_at if lease is None else lease.not_after
        kept = KeptAnswer(
            id=session.new_id(),
            question=question,
            answer=reply.answer,
            until=keep_until(ends, asked_at, reply.word.power.until),
        )
        index.keep_answer(kept, asked_at)
        return _view_answer(kept)

    def _stand(self) -> tuple[IndexWord | None, IndexPower]:
        """The county's last word and what it allows now; what ended meanwhile is let go of."""
        session = self._session
        index, now = session.store.index, session.clock.now()
        word = index.word()
        if word is None:
            return None, NOT_DESIGNATED
        power = word.power
        if power.may_ask and power.until is not None and power.until <= now:
            word = word.model_copy(update={"power": NOT_DESIGNATED})
            index.take_word(word)
        if not session.reach.lease_counts():
            over = IndexPower(may_ask=False, reason=Reason.of(ReasonCode.LEASE_OVER))
            return word, over
        return word, word.power

    def _answers(self, power: IndexPower) -> tuple[KeptAnswer, ...]:
        if not power.may_ask:
            return ()
        hidden = self._session.reach.hidden_cases()
        kept = self._session.store.index.answers(self._session.clock.now())
        return tuple(one for one in kept if one.question.case not in hidden)

    def _entries(self, power: IndexPower) -> tuple[EntryView, ...]:
        index, hidden = self._session.store.index, self._session.reach.hidden_cases()
        told = {one.case: one for one in index.entries()} if power.may_ask else {}
        unsent = {one.change.case: one for one in index.work()}
        names, begun = self._names(), self._begun()
        cases = sorted(
            (case for case in {*told, *unsent, *begun} if case not in hidden),
            key=lambda case: (names.get(case, ""), case),
        )
        return tuple(
            replace(
                _view_entry(case, names.get(case, ""), told.get(case), unsent.get(case)),
                half_filled=case in begun,
            )
            for case in cases
        )

    def _entry(self, case: CaseId) -> EntryView:
        index = self._session.store.index
        told = next((one for one in index.entries() if one.case == case), None)
        unsent = next((one for one in index.work() if one.change.case == case), None)
        view = _view_entry(case, self._names().get(case, ""), told, unsent)
        return replace(view, half_filled=case in self._begun())

    def _begun(self) -> frozenset[CaseId]:
        return frozenset(self._session.store.kept_forms.cases(HALF_FILLED))

    def _kept(self, case: CaseId) -> KeptEntry | None:
        words = self._session.store.kept_forms.read(case, HALF_FILLED)
        return KeptEntry.model_validate_json(words) if words else None

    def _names(self) -> Mapping[CaseId, str]:
        index = self._session.store.index
        cases = {one.case for one in index.entries()} | {one.change.case for one in index.work()}
        return self._session.store.audit.shown_names(cases | self._begun() | self._looked_at)

    def _require(self, case: CaseId) -> None:
        """Raises ShownError or AccessRefused where the hat may not enter this case."""
        _, power = self._stand()
        if power.refusal is not None:
            raise ShownError(power.refusal.template, parameters=power.refusal.parameters)
        self._session.require(case, Section.IDENTITY, Action.WRITE)
        self._looked_at = frozenset({case})

    def _question(self, case: CaseId) -> IndexQuestion:
        self._session.require(case, Section.IDENTITY, Action.READ)
        youth = require_youth(self._held(case))
        others = (youth.chosen_name, *youth.aliases)
        return IndexQuestion(
            name=youth.legal_name[:100],
            aliases=tuple(one[:100] for one in others if one)[:10],
            birth_date=youth.birth_date,
            number=youth.agency_numbers.get(self._session.hat.agency_name, "")[:40],
            case=case,
        )

    def _draft(self, case: CaseId) -> dict[str, JsonValue]:
        session, held = self._session, self._held(case)
        notes = session.ask(case, Section.CONTACTS, Action.READ).allowed
        days = _own_contacts(held, session.hat.id) if notes else ()
        hat = session.hat
        return draft_entry(require_youth(held), hat.agency_name, hat.person_name, days)

    def _held(self, case: CaseId) -> CaseFile:
        held = self._session.store.case(case)
        if held is None:
            raise ShownError("This case is not on this laptop.", "Go back to the list.")
        return held

    def _today(self) -> date:
        return self._session.clock.now().astimezone(COUNTY_ZONE).date()


def _own_contacts(held: CaseFile, hat: HatId) -> tuple[date, ...]:
    """Days of the hat's own contact notes, the newest; never what was said."""
    days = set()
    for stored in held.records:
        if stored.record.kind is RecordKind.CONTACT_NOTE and stored.record.hat == hat:
            note = read_view(RecordKind.CONTACT_NOTE, stored.record.fields)
            if isinstance(note, ContactNote):
                days.add(note.happened_at.astimezone(COUNTY_ZONE).date())
    return tuple(sorted(days)[-MOST_DATES:])


def _view_answer(kept: KeptAnswer) -> AnswerView:
    asked, told = kept.question, kept.answer
    matches = tuple(
        MatchView(
            agency=one.agency,
            contact_name=one.contact_name,
            contact_phone=one.contact_phone,
            case_number=one.case_number,
            contact_dates=one.contact_dates,
            signs=one.signs,
        )
        for one in told.matches
    )
    born, refused = asked.birth_date, told.refused
    named = (asked.name, born, asked.number)
    return AnswerView(told.at, *named, matches, refused, kept.until, kept.id)


def _view_entry(
    case: CaseId, name: str, told: IndexTold | None, unsent: IndexWork | None
) -> EntryView:
    if unsent is not None:
        waiting = unsent.refused is None
        standing = EntryStanding.WAITING if waiting else EntryStanding.REFUSED
        return EntryView(case, name, standing, at=unsent.change.at, reason=unsent.refused)
    if told is None:
        return EntryView(case, name, EntryStanding.NOT_ENTERED)
    return EntryView(case, name, EntryStanding.ENTERED, told.by_name, told.at)


def _view_pair(pair: PossibleDuplicate) -> DuplicateView:
    first, second = (
        TwinView(one.case, one.shown_name, one.birth_date, one.agencies)
        for one in (pair.first, pair.second)
    )
    return DuplicateView(first, second, pair.signs)
