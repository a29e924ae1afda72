# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.markers`: fifty planted words, searched in every file after each step.

The words stand in names, notes, answers, files, file names, reasons and settings; the files are the
vault's folder, the folder of device secrets, the temporary folder and a log that takes everything.
What is done at the window is `window_markers`.
"""

import json
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import JsonValue

from bench.faults.work import (
    DRAFT,
    FILE,
    NOON,
    PHRASES,
    WORKFLOWS,
    State,
    change_all,
    check_whole,
    prepare,
)
from casework.feed import CaseLeft, FeedPage
from casework.ids import DraftId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import RecordKind
from storage.errors import StorageError
from storage.files import set_aside
from storage.model import Draft, Receipt
from storage.rekey import give_new_key, unlock_store
from storage.store import STORE_FILE, Store
from tests.fakes.people import an_id
from tests.fakes.stores import a_case, enter, note_fields, put

MARKERS = tuple(f"Quill{number:02d}feather" for number in range(50))
SPELLINGS = ("utf-8", "utf-16-le", "utf-16-be")
NEW_DRAFT = DraftId(an_id(60_001))
ANSWERED = (*range(16, 20), *range(23, 30), *range(34, 44))
Step = Callable[[State, Store], None]


def search_after_each() -> dict[str, list[str]]:
    """The places a marker was found in, by workflow; empty lists when none was."""
    with tempfile.TemporaryDirectory() as folder, _watched(Path(folder)):
        state = prepare(Path(folder) / "home")
        found = {}
        for name, step in STEPS.items():
            store = check_whole(state, unlock_store(state.vault(), state.folder, PHRASES[0]))
            try:
                step(state, store)
                # While it is open a log lies beside it; that one counts as well.
                found[name] = hits(Path(folder))
            finally:
                store.close()
            found[name] += hits(Path(folder))
        for name, outside in OUTSIDE.items():
            outside(state)
            found[name] = hits(Path(folder))
        return found


def hits(folder: Path, words: Collection[str] = MARKERS) -> list[str]:
    """Every file below a folder that holds a word, or has one in its name."""
    wanted = [one.encode(spelling) for one in words for spelling in SPELLINGS]
    seen = []
    for file in sorted(folder.rglob("*")):
        content = file.read_bytes() if file.is_file() else b""
        if any(one in content for one in wanted) or any(one in file.name for one in words):
            seen.append(str(file.relative_to(folder)))
    return seen


@contextmanager
def _watched(folder: Path) -> Iterator[None]:
    before, tempfile.tempdir = tempfile.tempdir, str(folder / "temporary")
    Path(tempfile.tempdir).mkdir()
    log = logging.FileHandler(folder / "everything.log")
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(log)
    root.setLevel(logging.DEBUG)
    try:
        yield
    finally:
        root.removeHandler(log)
        root.setLevel(level)
        log.close()
        tempfile.tempdir = before


def _page(store: Store, first: int) -> None:
    names: dict[str, JsonValue] = {"legal_name": MARKERS[first], "chosen_name": MARKERS[first + 1]}
    notes = (
        put(note_fields(MARKERS[first + n]), kind=RecordKind.CONTACT_NOTE, record=800 + first + n)
        for n in range(2, 8)
    )
    entries = (enter(), put(names, version=50 + first), *notes)
    store.apply_page(FeedPage(entries=entries, cursor=str(first), done=True))


def _draft(store: Store) -> None:
    store.start_draft(
        Draft(
            NEW_DRAFT,
            a_case(),
            MARKERS[20],
            "1",
            "0" * 64,
            MARKERS[21],
            "en",
            NOON,
            title=MARKERS[22],
        )
    )


def _wrong(store: Store) -> None:
    with suppress(StorageError):
        store.journal_answer(DraftId(MARKERS[30]), "/a", {"text": MARKERS[31]})


def _leave(store: Store) -> None:
    left = CaseLeft(case=a_case(2), reason=Reason.of(ReasonCode.REVOKED, date=MARKERS[32]))
    names: dict[str, JsonValue] = {"legal_name": MARKERS[33]}
    store.apply_page(
        FeedPage(entries=(enter(2), put(names, case=2, record=701)), cursor="x", done=True)
    )
    store.apply_page(FeedPage(entries=(left,), cursor="y", done=True))


STEPS: dict[str, Step] = {
    "pull a page": lambda _, store: _page(store, 0),
    "pull another": lambda _, store: _page(store, 8),
    "search a name": lambda _, store: _ignore(store.search_cases(MARKERS[0], offset=0, limit=9)),
    "search letters": lambda _, store: _ignore(store.search_cases("qu", offset=0, limit=9)),
    "open a case": lambda _, store: _ignore(store.case(a_case())),
    "list what is newest": lambda _, store: _ignore(store.recent_records(limit=99)),
    "start a draft": lambda _, store: _draft(store),
    "answer": lambda _, store: _ignore(
        [store.journal_answer(NEW_DRAFT, f"/a{n}", {"text": MARKERS[n]}) for n in ANSWERED]
    ),
    "keep a file": lambda _, store: _ignore(
        store.attachments.keep(DRAFT, f"{MARKERS[44]}.jpg", MARKERS[45].encode() + FILE)
    ),
    "remember the page": lambda _, store: store.save_draft_place(NEW_DRAFT, 2, MARKERS[46]),
    "read the journal": lambda _, store: _ignore(store.journal(NEW_DRAFT)),
    "keep a setting": lambda _, store: store.save_setting(MARKERS[47], MARKERS[48]),
    "keep a receipt": lambda _, store: _ignore(
        store.save_receipt(Receipt(at=NOON, note=MARKERS[49]))
    ),
    "make a mistake": lambda _, store: _wrong(store),
    "a case leaves": lambda _, store: _leave(store),
    "remove an empty draft": lambda _, store: _ignore(store.remove_empty_draft(DRAFT)),
    "look at the outbox": lambda _, store: _ignore(store.work_summary()),
}


def _ignore(_: object) -> None:
    pass


def _crash(state: State) -> None:
    key = unlock_store(state.vault(), state.folder, PHRASES[0])
    child = os.fork()
    if child == 0:
        store = state.open(key)
        _page(store, 0)
        os._exit(1)
    os.waitpid(child, 0)


def _damage(state: State) -> None:
    copy = state.copy(state.base.with_name("damaged"))
    path = copy.folder / STORE_FILE
    content = bytearray(path.read_bytes())
    content[100] ^= 1
    path.write_bytes(content)
    with suppress(StorageError):
        copy.open()
    set_aside(path, NOON)


def _refused(state: State) -> None:
    with suppress(StorageError):
        state.vault().unlock(MARKERS[0])


OUTSIDE: dict[str, Callable[[State], None]] = {
    "a crash with a page in the log": _crash,
    "a wrong passphrase": _refused,
    "a damaged store set aside": _damage,
    "another passphrase": lambda state: state.vault().change_passphrase(PHRASES[0], PHRASES[0]),
    "a copy of the folder": lambda state: _ignore(
        shutil.copytree(state.base, state.base.with_name("copied"))
    ),
    "much is pulled": lambda state: change_all(state, 200),
    "a migration": lambda state: WORKFLOWS["migrate"].run(state, _ignore, 1),
    "another key": lambda state: give_new_key(state.vault(), state.folder, PHRASES[0]).wipe(),
}


if __name__ == "__main__":
    looked = search_after_each()
    report = {"workflows": len(looked), "markers": len(MARKERS), "found": looked}
    sys.stdout.write(json.dumps(report, indent=1) + "\n")
