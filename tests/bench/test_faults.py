# SPDX-License-Identifier: AGPL-3.0-or-later
"""Faults on purpose, in their small size; `make soak` does them thousands of times."""

import json
from pathlib import Path

import pytest

from bench.faults import work
from bench.faults.failing import build, compiler, run_with
from bench.faults.flips import TARGETS, flip_many
from bench.faults.kills import kill_many
from bench.faults.markers import MARKERS, hits, search_after_each
from bench.faults.put_back import AGAIN, EVERYTHING, REFUSED, RENEWED, SAME, put_back_all
from bench.faults.work import Lost, State, prepare
from bench.faults.workflows import WORKFLOWS
from storage.files import put_in_place
from storage.store import STORE_FILE


@pytest.fixture
def state(tmp_path: Path) -> State:
    return prepare(tmp_path)


@pytest.mark.parametrize("name", list(WORKFLOWS))
def test_a_workflow_that_nobody_disturbs_keeps_what_it_said(state: State, name: str) -> None:
    said: list[str] = []
    WORKFLOWS[name].run(state, said.append, 8)
    assert said
    WORKFLOWS[name].check(state, said)


@pytest.mark.parametrize(
    ("name", "invented"),
    [
        ("answer", "77"),
        ("save", "an operation nobody wrote"),
        ("sign", "operation record name"),
        ("sync apply", "77"),
        ("migrate", "migrated"),
        ("meeting", "77"),
    ],
)
def test_a_check_sees_what_is_missing(state: State, name: str, invented: str) -> None:
    with pytest.raises(Lost):
        WORKFLOWS[name].check(state, [invented])


def test_a_check_sees_a_lost_answer_and_a_lost_setting(state: State) -> None:
    store = state.open()
    with store._database.write() as connection:
        connection.execute("DELETE FROM journal WHERE rowid = (SELECT min(rowid) FROM journal)")
    store.close()
    with pytest.raises(Lost, match="answer"):
        work.check_whole(state)


def test_killing_loses_nothing_that_was_acknowledged() -> None:
    done, wrong = kill_many(21, seed=20261124)
    assert set(done) == set(WORKFLOWS)
    assert wrong == []


def test_a_flipped_bit_is_refused_or_does_no_harm() -> None:
    ended, lost = flip_many(70, seed=20261124)
    assert lost == []
    assert ended.total() == 70
    for target in ("database", "attachments", "audit"):
        assert ended[f"{target}: refused"] > 0
    assert ended["failed log-ons: told in the audit log"] > 0


def test_a_flip_nobody_would_notice_is_called_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def empty(path: Path, rng: object, pages: object) -> int:
        del rng, pages
        if path.name == STORE_FILE:
            vault = work.a_vault(path.parent)
            key = vault.unlock(work.PHRASES[0]).reveal()
            store = State(path.parent.parent, key).open()
            store.save_setting("another", "x")
            store.close()
        return 0

    monkeypatch.setattr("bench.faults.flips._flip", empty)
    ended, lost = flip_many(12, seed=1)
    assert sum(ended[f"{one}: lost"] for one in TARGETS) == len(lost) > 0


needs_compiler = pytest.mark.skipif(
    compiler() is None, reason="needs Linux and a C compiler to stand between program and system"
)


@needs_compiler
def test_a_call_that_fails_ends_in_an_error_and_not_in_a_loss(tmp_path: Path) -> None:
    found = json.loads(run_with(build(tmp_path), "bench.faults.failing", "4", "answer", "sign"))
    assert found["wrong"] == []
    assert found["ended"]["refused"] > 0
    assert set(found["tried"]) == {"answer", "sign"}


@needs_compiler
def test_a_power_cut_leaves_what_was_acknowledged(tmp_path: Path) -> None:
    found = json.loads(run_with(build(tmp_path), "bench.faults.power", "28", "3"))
    assert found["bad"] == []
    assert set(found["by_workflow"]) == set(WORKFLOWS)


@needs_compiler
def test_a_disk_that_heeds_no_sync_is_seen_to_lose(tmp_path: Path) -> None:
    found = json.loads(run_with(build(tmp_path), "bench.faults.power", "28", "3", "deaf"))
    assert found["bad"]


def test_no_planted_word_is_in_any_file_and_one_that_is_would_be_found(tmp_path: Path) -> None:
    found = search_after_each()
    assert len(found) == 25
    assert {name: files for name, files in found.items() if files} == {}
    (tmp_path / "spool").mkdir()
    (tmp_path / "spool" / "page.ps").write_bytes(b"xx" + MARKERS[7].encode("utf-16-le"))
    (tmp_path / f"{MARKERS[8]}.jpg").touch()
    assert hits(tmp_path) == [f"{MARKERS[8]}.jpg", "spool/page.ps"]


def test_every_old_page_is_refused_in_a_closed_store_and_does_no_harm_after_a_crash() -> None:
    seen = put_back_all(40)
    closed, crashed = seen.pop("page, closed"), seen.pop("page, after a crash")
    assert closed[REFUSED] > 0
    assert set(closed) <= {REFUSED, SAME}
    assert set(crashed) <= {REFUSED, SAME, RENEWED, AGAIN}
    del seen[EVERYTHING]
    assert {kind: set(found) for kind, found in seen.items()} == {one: {REFUSED} for one in seen}


def test_a_migration_cut_off_right_after_the_move_is_not_taken_for_an_old_copy(
    state: State, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move_and_cut(making: Path, path: Path) -> None:
        put_in_place(making, path)
        if path.name == STORE_FILE:
            raise KeyboardInterrupt

    monkeypatch.setattr("storage.schema.put_in_place", move_and_cut)
    with pytest.raises(KeyboardInterrupt):
        WORKFLOWS["migrate"].run(state, lambda _: None, 1)
    monkeypatch.undo()
    work.check_whole(state).close()
