# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every answer given is on the disk at once and comes back after any death of the program."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.ids import DraftId
from storage.errors import StorageBug
from storage.model import Draft
from storage.store import Store
from tests.fakes.people import NOON, an_id
from tests.fakes.stores import StillClock, a_case, make_store, reopen_store

ROOT = Path(__file__).parents[2]
DRAFT = DraftId(an_id(1))

WRITER = """
import sys
from pathlib import Path
from tests.fakes.stores import reopen_store
from tests.fakes.people import an_id
store = reopen_store(Path(sys.argv[1]))
for number in range(1_000_000):
    store.journal_answer(an_id(1), f"/form/item{number % 7}", {"integer": str(number)})
    print(number, flush=True)
"""


def a_draft(**changes: Any) -> Draft:
    values: dict[str, Any] = {
        "id": DRAFT,
        "case": a_case(),
        "instrument_id": "sample",
        "instrument_version": "3",
        "instrument_sha256": "f" * 64,
        "pack_json": '{"form": "…"}',
        "language": "en",
        "started_at": NOON,
        "title": "Sample screening",
    }
    return Draft(**{**values, **changes})


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = make_store(tmp_path)
    made.start_draft(a_draft())
    return made


def test_a_draft_comes_back_whole_with_its_latest_answers(store: Store, tmp_path: Path) -> None:
    clock = StillClock(NOON + timedelta(minutes=5))
    store._clock = clock
    store.journal_answer(DRAFT, "/a", "first")
    store.journal_answer(DRAFT, "/b", {"decimal": "1.50"})
    assert store.journal_answer(DRAFT, "/a", ["x", "y"]) == clock.moment
    store.save_draft_place(DRAFT, 4, "es")
    store.close()
    kept, answers = reopen_store(tmp_path).draft(DRAFT)
    assert kept == a_draft(last_saved_at=clock.moment, page=4, language="es")
    assert answers == {"/a": ["x", "y"], "/b": {"decimal": "1.50"}}


def test_a_cleared_answer_is_kept_as_cleared_and_not_counted(store: Store) -> None:
    store.journal_answer(DRAFT, "/a", "yes")
    store.journal_answer(DRAFT, "/b", "no")
    store.journal_answer(DRAFT, "/a", None)
    assert store.draft(DRAFT)[1] == {"/a": None, "/b": "no"}
    assert [row.answered for row in store.drafts()] == [1]


def test_the_draft_touched_last_is_listed_first(store: Store) -> None:
    other = DraftId(an_id(2))
    store.start_draft(a_draft(id=other, started_at=NOON + timedelta(hours=1)))
    assert [row.id for row in store.drafts()] == [other, DRAFT]
    store._clock = StillClock(NOON + timedelta(hours=2))
    store.journal_answer(DRAFT, "/a", "x")
    assert [row.id for row in store.drafts()] == [DRAFT, other]
    assert store.drafts()[0].title == "Sample screening"


def test_only_a_draft_without_answers_can_be_removed(store: Store) -> None:
    store.journal_answer(DRAFT, "/a", None)
    assert not store.remove_empty_draft(DRAFT)
    empty = DraftId(an_id(2))
    store.start_draft(a_draft(id=empty))
    assert store.remove_empty_draft(empty)
    assert [row.id for row in store.drafts()] == [DRAFT]


def test_an_answer_to_an_unknown_draft_is_refused(store: Store) -> None:
    with pytest.raises(StorageBug):
        store.journal_answer(DraftId(an_id(9)), "/a", "x")
    store.journal_answer(DRAFT, "/a", "x")


@pytest.mark.parametrize("acknowledged", [1, 23, 60])
def test_every_acknowledged_answer_survives_sigkill(
    store: Store, tmp_path: Path, acknowledged: int
) -> None:
    store.close()
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    assert writer.stdout is not None
    for _ in range(acknowledged):
        seen = int(writer.stdout.readline())
    os.kill(writer.pid, signal.SIGKILL)
    rest = writer.stdout.read().split()
    writer.wait()
    writer.stdout.close()
    last = int(rest[-1]) if rest else seen
    _, answers = reopen_store(tmp_path).draft(DRAFT)
    # The one being written when the program died may be there as well.
    expected = ({f"/form/item{n % 7}": n for n in range(last + extra)} for extra in (1, 2))
    found = {path: int(answer["integer"]) for path, answer in answers.items()}  # type: ignore[index,call-overload,arg-type]  # written above
    assert found in list(expected)
