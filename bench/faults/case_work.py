# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two more things a worker does with a case while something goes wrong: a document, and the index.

A document is taken in a part at a time and becomes work with its last part: it is there whole, with
its operation, or not at all. An entry of the index is typed, kept, and confirmed; a newer one takes
the place of one the county did not take, and names it.
"""

from hashlib import sha256

from bench.faults.work import NOON, Lost, Say, State, Workflow, check_whole
from casework.ids import RecordId
from casework.index_rules import IndexPower
from casework.index_talk import IndexChange, IndexResult, IndexWord
from casework.reasons import Reason, ReasonCode
from casework.records import AttachedFile, Document, DocumentKind
from casework.vocabulary import RecordKind
from storage.store import Store
from tests.fakes.people import an_id, an_operation
from tests.fakes.stores import a_case

NAME = "document.pdf"
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 2_400
PART = 256 * 1024
FILE = AttachedFile(name=NAME, sha256=sha256(CONTENT).hexdigest(), size=len(CONTENT))
HALF_TYPED = "index-entry"
TAKEN_EACH = 5
WORD = IndexWord(power=IndexPower(may_ask=True, reason=Reason.of(ReasonCode.INDEX_DESIGNATED)))


def _add_document(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(rounds):
        record = RecordId(an_id(6000 + 8000 + number))
        store.attachments.begin(a_case(), record, FILE)
        for start in range(0, len(CONTENT), PART):
            store.attachments.keep_next(record, NAME, start, CONTENT[start : start + PART])
        link = store.next_link()
        fields = Document(
            title=f"Letter {number}",
            what=DocumentKind.LETTER,
            media="application/pdf",
            pages=1,
            attachments=(FILE,),
            added_at=NOON,
        ).model_dump(mode="json")
        made = an_operation(
            counter=link.counter,
            previous=link.previous,
            kind=RecordKind.DOCUMENT,
            fields=fields,
            record=8000 + number,
        ).model_copy(update={"case": a_case()})
        store.record_work([made], author_name="Worker 1")
        say(f"{made.id} {record}")
    store.close()


def _check_document(state: State, said: list[str]) -> None:
    store = check_whole(state)
    waiting = {one.id: one for one in store.pending_operations(100_000)}
    try:
        for one in said:
            operation, record = one.split(" ")
            if operation not in {str(name) for name in waiting}:
                raise Lost("the operation of a document")
            if store.attachments.read_of_record(RecordId(record), NAME) != CONTENT:
                raise Lost("a document's file")
        for work in waiting.values():
            if work.kind is RecordKind.DOCUMENT:
                _require_file(store, work.record)
    finally:
        store.close()


def _require_file(store: Store, record: RecordId) -> None:
    """A document that became work has its whole file."""
    if store.attachments.read_of_record(record, NAME) != CONTENT:
        raise Lost("the file of a document that is work")


def _enter(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    store.index.take_word(WORD)
    for number in range(1, rounds + 1):
        store.kept_forms.keep(a_case(), HALF_TYPED, f"typed {number}")
        say(f"typed {number}")
        change = IndexChange(
            id=an_id(70_000 + number),
            case=a_case(),
            base=0,
            fields={"case_number": str(number)},
            at=NOON,
        )
        store.index.enter(change)
        say(f"entered {number}")
        if number % TAKEN_EACH == 0:
            store.index.settle(WORD, [IndexResult(id=change.id, version=number)], [])
            say(f"taken {number}")
    store.close()


def _check_enter(state: State, said: list[str]) -> None:
    store = check_whole(state)
    typed = store.kept_forms.read(a_case(), HALF_TYPED)
    work = store.index.work()
    store.close()
    last = {one.split(" ")[0]: int(one.split(" ")[1]) for one in said}
    if typed not in (f"typed {last.get('typed', 0) + more}" for more in (0, 1)) and (
        typed or "typed" in last
    ):
        raise Lost(f"what was typed: {typed}")
    entered, taken = last.get("entered", 0), last.get("taken", 0)
    kept = [int(str(one.change.fields["case_number"])) for one in work]
    if kept and kept[-1] not in (entered, entered + 1):
        raise Lost(f"an entry of the index: {kept}")
    may_be_taken = entered % TAKEN_EACH == 0 and entered
    if not kept and entered > taken and not may_be_taken:
        raise Lost("an entry that the county did not take")
    if kept and work[0].change.replaces[-1:] != _before(kept[0]):
        raise Lost("what an entry takes the place of")


def _before(number: int) -> tuple[str, ...]:
    """The change before one, where the county had not taken it."""
    earlier = number - 1
    return () if earlier % TAKEN_EACH == 0 else (an_id(70_000 + earlier),)


WORKFLOWS: dict[str, Workflow] = {
    "add a document": Workflow(_add_document, _check_document, 0.15),
    "enter in the index": Workflow(_enter, _check_enter, 0.08),
}
