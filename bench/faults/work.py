# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker does while something goes wrong, and what must be there afterwards.

A workflow runs until it is stopped and says each thing the store has acknowledged; whatever was
said before the fault must be found after it. Work that was under way and not yet acknowledged may
be there or not, but never half.

Invariants: the state under test is a vault of its own with invented content; a check opens it the
way the program does, settling what was cut off.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId, DraftId, RecordId
from casework.operations import Operation, OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import RecordKind
from storage import schema
from storage.errors import WrongPassphrase
from storage.keys import StoreKey
from storage.marked import StoreMark
from storage.model import Draft, Receipt
from storage.rekey import give_new_key, unlock_store
from storage.store import STORE_FILE, Store
from storage.vault.vault import Vault
from tests.fakes.people import an_id, an_operation
from tests.fakes.stores import a_case, a_draft, enter, note_fields, put
from tests.fakes.vaults import a_vault

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
PHRASES = ("marsh heron lantern", "lantern marsh heron")
DRAFT = DraftId(an_id(1))
KEPT = "fault-kept"
ANSWERS = 5
FILE = bytes(range(256)) * 40
LEAVES = 7

Say = Callable[[str], None]


class Lost(Exception):
    """Something that was acknowledged is not there, or the store is not whole."""


class StillClock:
    """Time stands still."""

    def now(self) -> datetime:
        """Always noon."""
        return NOON


@dataclass(frozen=True)
class State:
    """A vault with a store in a folder of its own, with the key it began with."""

    base: Path
    first_key: bytes

    def copy(self, base: Path) -> "State":
        """The same state in another folder, in place of what was there."""
        shutil.rmtree(base, ignore_errors=True)
        shutil.copytree(self.base, base)
        return State(base, self.first_key)

    @property
    def folder(self) -> Path:
        """Where vault and store lie."""
        return self.base / "vault"

    def vault(self) -> Vault:
        """The vault; one guess costs no more than the floor asks."""
        return a_vault(self.folder)

    def open(self, key: StoreKey | None = None) -> Store:
        """The store, as the program opens it."""
        return Store.open(
            self.folder, key or StoreKey(self.first_key), StillClock(), new_id, self.vault().marks()
        )


class Workflow(NamedTuple):
    """One kind of work.

    Attributes:
        run: does it until it is stopped, or `rounds` times.
        check: raises Lost when what was said is not there.
        span: seconds in which a fault comes.
    """

    run: Callable[[State, Say, int], None]
    check: Callable[[State, list[str]], None]
    span: float


def new_id() -> str:
    """A random id."""
    return str(UUID(bytes=os.urandom(16)))


def prepare(base: Path) -> State:
    """A vault with a case, an open draft with answers and a file, and waiting work."""
    key = a_vault(base / "vault").create(PHRASES[0])
    state = State(base, key.reveal())
    store = Store.create(state.folder, key, StillClock(), new_id, state.vault().marks())
    store.apply_page(_page(0, enter(), put(), *(_note(n) for n in range(2, 30))))
    store.start_draft(_draft(DRAFT))
    for number in range(ANSWERS):
        store.journal_answer(DRAFT, f"/form/first{number}", {"text": f"{KEPT} {number}"})
    store.attachments.keep(DRAFT, "photo.jpg", FILE)
    store.record_work([_next_note(store, 900)], author_name="Worker 1")
    store.save_setting(KEPT, "yes")
    store.close()
    return state


def check_whole(state: State, key: StoreKey | None = None) -> Store:
    """The opened store, with everything in it that was there before the fault.

    Raises:
        Lost: it is not.
    """
    store = state.open(key)
    try:
        # What the log holds lies over the file; merged, the file can be judged alone.
        store._database.checkpoint()  # noqa: SLF001 - as below
        with store._database.read() as connection:  # noqa: SLF001 - the file itself is in question
            for pragma in ("integrity_check", "foreign_key_check", "cipher_integrity_check"):
                found = connection.execute(f"PRAGMA {pragma}").fetchall()
                _require(found in ([], [("ok",)]), f"{pragma}: {found}")
        answers = store.draft(DRAFT)[1]
        for number in range(ANSWERS):
            kept = answers.get(f"/form/first{number}")
            _require(kept == {"text": f"{KEPT} {number}"}, f"answer {number}")
        _require(store.attachments.read(DRAFT, "photo.jpg") == FILE, "file")
        _require(store.setting(KEPT) == "yes", "setting")
        held = store.case(a_case())
        _require(held is not None and len(held.records) >= ANSWERS, "case")
        waiting = store.pending_operations(100_000)
        _require(any(one.record == an_id(6900) for one in waiting), "waiting work")
        counters = [one.counter for one in waiting]
        _require(counters == sorted(set(counters)), "chain")
    except BaseException:
        store.close()
        raise
    return store


def _answer(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(rounds):
        store.journal_answer(DRAFT, f"/form/item{number}", {"integer": str(number)})
        say(str(number))
    store.close()


def _check_answer(state: State, said: list[str]) -> None:
    store = check_whole(state)
    kept = store.draft(DRAFT)[1]
    store.close()
    for one in said:
        _require(kept.get(f"/form/item{one}") == {"integer": one}, f"answer {one}")


def _save(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(rounds):
        operation = _next_note(store, 1000 + number)
        store.record_work([operation], author_name="Worker 1")
        say(operation.id)
    store.close()


def _check_save(state: State, said: list[str]) -> None:
    store = check_whole(state)
    kept = {one.id for one in store.pending_operations(100_000)}
    shown = {one.record.record for one in (store.case(a_case()) or _none()).records}
    store.close()
    _require(set(said) <= kept, "operations")
    _require(len(shown) >= len(said), "records")


def _sign(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(rounds):
        draft = DraftId(an_id(50_000 + number))
        store.start_draft(_draft(draft))
        store.journal_answer(draft, "/form/a", {"text": "x"})
        name = store.attachments.keep(draft, "signature.png", FILE)
        operation = _next_note(store, 2000 + number)
        store.record_work([operation], closes_draft=draft, attached=[name], author_name="Worker 1")
        say(f"{operation.id} {operation.record} {name}")
    store.close()


def _check_sign(state: State, said: list[str]) -> None:
    store = check_whole(state)
    kept = {one.id for one in store.pending_operations(100_000)}
    files = {}
    for one in said:
        operation, record, name = one.split(" ")
        files[one] = operation in kept, store.attachments.read_of_record(RecordId(record), name)
    store.close()
    _require(all(one == (True, FILE) for one in files.values()), "signed work")


def _sync(state: State, say: Say, rounds: int) -> None:
    store = state.open()
    for number in range(1, rounds + 1):
        entries: list[Any] = [_note(100 + number, version=number)]
        if number % LEAVES == 3:
            entries += [enter(2), put(case=2, record=700)]
        if number % LEAVES == 0:
            entries.append(CaseLeft(case=a_case(2), reason=Reason.of(ReasonCode.REVOKED, date="x")))
        store.apply_page(_page(number, *entries))
        operation = _next_note(store, 3000 + number)
        store.record_work([operation], author_name="Worker 1")
        taken = OperationResult(
            id=operation.id, counter=operation.counter, outcome=Outcome.APPLIED, version=1
        )
        store.settle([taken], Receipt(at=NOON, sent=number))
        say(str(number))
    store.close()


def _check_sync(state: State, said: list[str]) -> None:
    store = check_whole(state)
    cursor = int(store.cursor())
    receipt = store.last_receipt()
    shown = {one.record.record for one in (store.case(a_case()) or _none()).records}
    left = store.case(CaseId(a_case(2)))
    store.close()
    if said:
        last = int(said[-1])
        _require(last <= cursor <= last + 1, f"cursor {cursor} after {last}")
        _require(receipt is not None and receipt.sent >= last, "receipt")
    _require(all(an_id(6100 + n) in shown for n in range(1, cursor + 1)), "pulled records")
    _require((left is None) == (cursor % LEAVES < 3), "case that left")


def _add_shoes(connection: Any) -> None:
    for number in range(20):
        connection.execute(f"CREATE TABLE shoes{number} (size TEXT)")


# A minor step, which the program of today still opens.
NEXT = (schema.STEPS[-1].version[0], 99)
STEPS = (*schema.STEPS, schema.Step(NEXT, _add_shoes))


def _migrate(state: State, say: Say, rounds: int) -> None:
    key = StoreKey(state.first_key)
    path = state.folder / STORE_FILE
    for _ in range(min(rounds, 1)):
        # As Store.open does it, with a step that no released program has yet.
        mark = StoreMark(path, state.vault().marks())
        mark.require_unaltered()
        database = schema.open_store(path, key, STEPS, mark.begin)
        mark.begin()
        say("migrated")
        database.close()


def _check_migrate(state: State, said: list[str]) -> None:
    key = StoreKey(state.first_key)
    path = state.folder / STORE_FILE
    store = check_whole(state)
    with store._database.read() as connection:  # noqa: SLF001 - the file itself is in question
        version = connection.execute("PRAGMA user_version").fetchone()[0]
    store.close()
    _require(not said or version == 65_536 * NEXT[0] + NEXT[1], "version")
    schema.open_store(path, key, STEPS).close()  # what was begun is finished or begun anew
    left = sorted(one.name for one in state.folder.glob(f"{STORE_FILE}.*"))
    _require(left == [], f"left behind: {left}")


def _rekey(state: State, say: Say, rounds: int) -> None:
    for number in range(rounds):
        give_new_key(state.vault(), state.folder, PHRASES[0])
        say(str(number))


def _check_rekey(state: State, said: list[str]) -> None:
    del said
    key = unlock_store(state.vault(), state.folder, PHRASES[0])
    check_whole(state, key).close()
    _require(not state.vault().is_changing_key(), "unsettled key")


def _change(state: State, say: Say, rounds: int) -> None:
    for number in range(rounds):
        now, then = PHRASES[number % 2], PHRASES[(number + 1) % 2]
        state.vault().change_passphrase(now, then)
        say(str(number + 1))


def _check_change(state: State, said: list[str]) -> None:
    done = int(said[-1]) if said else 0
    key = None
    for phrase in (PHRASES[done % 2], PHRASES[(done + 1) % 2]):
        try:
            key = unlock_store(state.vault(), state.folder, phrase)
            break
        except WrongPassphrase:
            continue
    _require(key is not None, "neither passphrase opens")
    check_whole(state, key).close()


def _require(holds: bool, what: str) -> None:  # noqa: FBT001 - reads as an assertion
    if not holds:
        raise Lost(what)


def _none() -> Any:
    raise Lost("case")


def more_pages() -> FeedPage:
    """A page of the feed that nothing merges into the file before the store is closed."""
    return _page(1, *(_note(n) for n in range(200, 230)))


def change_all(state: State, rows: int) -> None:
    """Write every one of `rows` records anew, with own work before and after; closes the store."""
    store = state.open()
    state.vault().change_passphrase(PHRASES[0], PHRASES[0])
    link = store.next_link()
    version = link.counter + 1
    for first in range(10, 10 + rows, 200):
        numbers = range(first, min(first + 200, 10 + rows))
        store.apply_page(_page(version, *(_note(n, version) for n in numbers)))
    store.record_work([_next_note(store, 4000 + link.counter)], author_name="Worker 1")
    store.close()


def _page(number: int, *entries: CaseEntered | CaseLeft | RecordPut) -> FeedPage:
    return FeedPage(entries=entries, cursor=str(number), done=True)


def _note(number: int, version: int = 1) -> RecordPut:
    return put(
        note_fields(f"note {number} " * 20),
        kind=RecordKind.CONTACT_NOTE,
        record=number,
        version=version,
    )


def _next_note(store: Store, record: int) -> Operation:
    link = store.next_link()
    made = an_operation(
        counter=link.counter,
        previous=link.previous,
        kind=RecordKind.CONTACT_NOTE,
        fields=note_fields("written here"),
        record=record,
    )
    return made.model_copy(update={"case": a_case()})


def _draft(draft: DraftId) -> Draft:
    return replace(a_draft(), id=draft)


WORKFLOWS: dict[str, Workflow] = {
    "answer": Workflow(_answer, _check_answer, 0.04),
    "save": Workflow(_save, _check_save, 0.05),
    "sign": Workflow(_sign, _check_sign, 0.06),
    "sync apply": Workflow(_sync, _check_sync, 0.08),
    "migrate": Workflow(_migrate, _check_migrate, 0.06),
    "re-key": Workflow(_rekey, _check_rekey, 0.25),
    "passphrase change": Workflow(_change, _check_change, 0.15),
}
