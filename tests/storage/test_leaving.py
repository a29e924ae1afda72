# SPDX-License-Identifier: AGPL-3.0-or-later
"""A case that leaves takes every byte with it, except work the county does not have."""

import random
import shutil
from pathlib import Path

import pytest

from casework.feed import FeedEntry
from casework.operations import Operation, OperationResult, Outcome
from casework.reasons import Reason, ReasonCode
from casework.sharing_work import SharingResult, SharingWork, TakeBack
from casework.vocabulary import RecordKind, Section
from storage.database import REWRITTEN, Database
from storage.feed import scrub_is_waiting
from storage.model import Receipt
from storage.sections import SectionState
from storage.store import STORE_FILE, Store
from tests.fakes.grounds import a_broken_glass
from tests.fakes.people import NOON, a_hat, an_id, an_operation
from tests.fakes.stores import (
    a_case,
    a_draft,
    a_page,
    enter,
    everything,
    leave,
    make_store,
    note_fields,
    put,
    reopen_store,
)

RECEIPT = Receipt(at=NOON)


def a_note(counter: int = 1, previous: str = "0" * 64, text: str = "quillfeather") -> Operation:
    return an_operation(
        counter=counter,
        kind=RecordKind.CONTACT_NOTE,
        fields=note_fields(text),
        record=50 + counter,
        previous=previous,
    )


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return make_store(tmp_path)


def test_a_revoked_case_leaves_no_byte_in_pages_log_or_search_index(
    store: Store, tmp_path: Path
) -> None:
    rng = random.Random(7)
    letters = "bcdfghjklmnpqrstvwxz"
    for case in range(1, 61):
        entries: list[FeedEntry] = [
            enter(case),
            put({"legal_name": f"Keeper {case}"}, case=case, record=case * 100),
        ]
        for note in range(1, 12):
            words = ["".join(rng.choices(letters, k=7)) for _ in range(rng.randint(5, 900))]
            if case % 3 == 0:
                words = [f"aou{word}" for word in words]
            entries.append(
                put(
                    note_fields(" ".join(words)),
                    kind=RecordKind.CONTACT_NOTE,
                    case=case,
                    record=case * 100 + note,
                    version=case * 100 + note,
                )
            )
        if case % 3 == 0:
            entries.append(
                put({"legal_name": "Aouyouth Aouname"}, case=case, record=case * 100, version=9_999)
            )
        store.apply_page(a_page(*entries, cursor=str(case)))
    assert b"aou" in everything(tmp_path)
    store.apply_page(a_page(*(leave(case) for case in range(3, 61, 3)), cursor="end"))
    left = everything(tmp_path)
    assert b"keeper 1" in left
    assert b"aou" not in left
    gone = a_case(3).encode()
    assert gone not in left
    assert store.search_cases("aou", offset=0, limit=9).total == 0
    assert store.search_cases("keeper", offset=0, limit=99).total == 40
    store.close()
    assert b"aou" not in everything(tmp_path)


def test_a_full_disk_keeps_nobody_from_the_store_and_what_left_is_cleaned_at_a_later_opening(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Quillfeather Moonpath"})))
    full = shutil.disk_usage("/")._replace(free=1000)
    with monkeypatch.context() as filled:
        filled.setattr(shutil, "disk_usage", lambda _: full)
        store.apply_page(a_page(leave(), cursor="2"))
        store.close()
        store = reopen_store(tmp_path)
        assert store.work_summary().traces_wait
        store.close()
    # What a crash left of the copy takes up room that is there again once it goes.
    size = (tmp_path / STORE_FILE).stat().st_size
    (tmp_path / f"{STORE_FILE}{REWRITTEN}").write_bytes(b"left by a crash".ljust(size))
    with monkeypatch.context() as filled:
        filled.setattr(shutil, "disk_usage", lambda _: full._replace(free=2 * size))
        store = reopen_store(tmp_path)
    assert not store.work_summary().traces_wait
    store.close()
    assert b"quillfeather" not in everything(tmp_path)
    assert not list(tmp_path.glob(f"*{REWRITTEN}"))


def test_a_copy_that_another_program_holds_keeps_nobody_from_the_store_and_goes_at_a_later_opening(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / f"{STORE_FILE}{REWRITTEN}"
    really_rewrite = Database.rewrite

    def hold() -> None:
        # Nobody can unlink a folder, not even the superuser whom tests may run as.
        copy.unlink(missing_ok=True)
        copy.mkdir()

    def rewrite_and_hold(database: Database) -> None:
        really_rewrite(database)
        hold()

    store.apply_page(a_page(enter(), put({"legal_name": "Quillfeather Moonpath"})))
    with monkeypatch.context() as held:
        held.setattr(Database, "rewrite", rewrite_and_hold)
        store.apply_page(a_page(leave(), cursor="2"))
    assert store.work_summary().traces_wait
    store.close()
    store = reopen_store(tmp_path)
    assert store.work_summary().traces_wait
    store.close()
    copy.rmdir()
    copy.write_bytes(b"what the scanner let go of")
    store = reopen_store(tmp_path)
    assert not store.work_summary().traces_wait
    store.close()
    assert not copy.exists()
    assert b"quillfeather" not in everything(tmp_path)


def test_a_part_that_comparing_closed_is_written_over_like_a_case_that_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = put(note_fields("quillfeather"), kind=RecordKind.CONTACT_NOTE, record=2)
    store.apply_page(a_page(enter(), put(), note))
    written_over: list[bool] = []

    def rewrite(database: Database) -> None:
        with database.read() as connection:
            written_over.append(scrub_is_waiting(connection))

    monkeypatch.setattr("storage.upkeep.scrub_if_asked", rewrite)
    store.sections.put_right(
        [a_case()], [SectionState(a_case(), Section.IDENTITY, [put().record])], ()
    )
    store.sections.put_right([a_case()], [SectionState(a_case(), Section.CONTACTS, ())], ())
    assert written_over == [False, True]


def test_work_the_county_does_not_have_survives_a_leaving_case(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"})))
    waiting = a_note()
    store.record_work([waiting], author_name="Worker 1")
    store.apply_page(a_page(leave(), cursor="2"))
    assert store.pending_operations(9) == (waiting,)
    summary = store.work_summary()
    assert [row.operation for row in summary.held] == [waiting.id]
    assert summary.held[0].shown_name == ""
    assert summary.held[0].reason is not None
    assert store.search_cases("", offset=0, limit=9).total == 0
    held = store.case(a_case())
    assert held is not None
    assert [one.record.record for one in held.records] == [waiting.record]


def test_refused_work_survives_a_leaving_case_and_the_youth_is_not_named(
    store: Store, tmp_path: Path
) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"})))
    note = a_note()
    store.record_work([note], author_name="Worker 1")
    store.apply_page(a_page(leave(), cursor="2"))
    refusal = Reason.of(ReasonCode.REVOKED, date="2026-11-23")
    answer = OperationResult(id=note.id, counter=1, outcome=Outcome.REFUSED, reason=refusal)
    store.settle([answer], RECEIPT)
    assert [row.reason for row in store.work_summary().refused] == [refusal]
    found = everything(tmp_path)
    assert b"quillfeather" in found
    assert b"moonpath" not in found


def test_work_taken_after_its_case_left_goes_without_a_trace(store: Store, tmp_path: Path) -> None:
    store.apply_page(a_page(enter(), put()))
    note = a_note()
    store.record_work([note], author_name="Worker 1")
    store.apply_page(a_page(leave(), cursor="2"))
    answer = OperationResult(id=note.id, counter=1, outcome=Outcome.APPLIED, version=7)
    store.settle([answer], RECEIPT)
    assert store.case(a_case()) is None
    assert b"quillfeather" not in everything(tmp_path)
    assert store.next_link().counter == 2


def test_a_draft_already_sent_leaves_and_an_open_one_with_answers_stays(
    store: Store, tmp_path: Path
) -> None:
    store.apply_page(a_page(enter(), put()))
    for number, word in ((1, "sentword"), (2, "openword"), (3, None)):
        store.start_draft(a_draft(number))
        if word is not None:
            store.journal_answer(a_draft(number).id, "/a", word)
    note = a_note()
    store.record_work([note], closes_draft=a_draft(1).id, author_name="Worker 1")
    answer = OperationResult(id=note.id, counter=1, outcome=Outcome.APPLIED, version=7)
    store.settle([answer], RECEIPT)
    store.apply_page(a_page(leave(), cursor="2"))
    assert [row.id for row in store.drafts()] == [a_draft(2).id]
    assert store.drafts()[0].shown_name == ""
    found = everything(tmp_path)
    assert b"quillfeather" not in found
    assert store.draft(a_draft(2).id)[1] == {"/a": "openword"}


def test_what_a_page_says_before_a_case_leaves_is_not_kept(store: Store) -> None:
    store.apply_page(a_page(enter(), put(), leave()))
    assert store.case(a_case()) is None


def test_a_case_that_comes_back_shows_the_work_held_for_it(store: Store) -> None:
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"})))
    note = a_note()
    store.record_work([note], author_name="Worker 1")
    store.apply_page(a_page(leave(), cursor="2"))
    store.apply_page(a_page(enter(), put({"legal_name": "Moonpath"}), cursor="3"))
    assert store.search_cases("quillf", offset=0, limit=9).total == 1
    assert store.work_summary().held == ()
    assert [row.shown_name for row in store.work_summary().unsent] == ["Moonpath"]


def test_what_was_taken_back_stays_closed_until_the_feed_says_so(tmp_path: Path) -> None:
    glass = a_broken_glass(case=a_case())
    opened = enter().membership.model_copy(update={"grounds": (glass,)})
    store = make_store(tmp_path)
    store.apply_page(a_page(enter().model_copy(update={"membership": opened})))
    act = TakeBack(ground=glass.id, reason="It was not needed.")
    work = SharingWork(id=an_id(8), case=a_case(), hat=a_hat().id, at=NOON, act=act)
    store.sharing.keep(work, None)
    assert [one.revoked_at for one in store.memberships()[0].grounds] == [NOON]
    store.sharing.settle([SharingResult(id=work.id)])
    assert [one.revoked_at for one in store.memberships()[0].grounds] == [NOON]
    store.close()
