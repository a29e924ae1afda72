# SPDX-License-Identifier: AGPL-3.0-or-later
"""A meeting that is written down and signed while something goes wrong.

What was journalled of the table and of a youth is there up to the last pause; what is signed is
there for every youth of the meeting or for none.
"""

from bench.faults.work import Lost, Say, State, Workflow, check_whole
from casework.ids import CaseId
from casework.operations import Operation
from casework.vocabulary import RecordKind
from storage.store import Store
from tests.fakes.people import an_id, an_operation
from tests.fakes.stores import a_case, note_fields

MEETING = CaseId(an_id(8001))
TABLE, YOUTH = "table", f"meeting/{MEETING}"
YOUTHS = 3
FIRST = 7000


def _write(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(rounds):
        store.kept_forms.keep(MEETING, TABLE, f"people {number}")
        store.kept_forms.keep(a_case(), YOUTH, f"sentence {number}")
        work = _one_piece(store, number)
        store.record_work(work, author_name="Worker 1")
        say(str(number))
    store.close()


def _check(state: State, said: list[str]) -> None:
    store = check_whole(state)
    table = store.kept_forms.read(MEETING, TABLE)
    youth = store.kept_forms.read(a_case(), YOUTH)
    signed = {one.record for one in store.pending_operations(100_000)}
    store.close()
    rounds = max((int(one) for one in said), default=-1)
    for words in (table, youth) if said else ():
        if int(words.rpartition(" ")[2] or -1) < rounds:
            raise Lost("what was journalled of the meeting")
    # One more may have been signed than was said.
    for number in range(rounds + 2):
        there = len(signed & {an_operation(record=one).record for one in _records(number)})
        if there not in ((YOUTHS,) if number <= rounds else (0, YOUTHS)):
            raise Lost(f"{there} of {YOUTHS} youths of one signature")


def _one_piece(store: Store, number: int) -> list[Operation]:
    """One signature: work for each youth of the meeting."""
    link = store.next_link()
    counter, previous = link.counter, link.previous
    made = []
    for record in _records(number):
        one = an_operation(
            counter=counter,
            previous=previous,
            kind=RecordKind.CONTACT_NOTE,
            fields=note_fields("said at the meeting"),
            record=record,
        ).model_copy(update={"case": a_case()})
        made.append(one)
        counter, previous = counter + 1, one.digest()
    return made


def _records(number: int) -> range:
    return range(FIRST + number * YOUTHS, FIRST + (number + 1) * YOUTHS)


MEETING_WORK = {"meeting": Workflow(_write, _check, 0.08)}
