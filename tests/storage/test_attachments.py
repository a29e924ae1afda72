# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of answers lie encrypted with their draft or record, and go when the case goes."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.ids import DraftId
from casework.operations import OperationResult, Outcome
from casework.vocabulary import RecordKind
from storage.attachments import safe_name
from storage.errors import AttachmentTooLarge, DiskFull, StorageBug
from storage.limits import LIMITS
from storage.model import Receipt
from storage.store import Store
from tests.fakes.people import NOON, an_id, an_operation
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
)

DRAFT = DraftId(an_id(1))
SECRET = b"quillfeather-photograph"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = make_store(tmp_path)
    made.apply_page(a_page(enter(), put()))
    made.start_draft(a_draft())
    return made


def sign(store: Store, *names: str) -> None:
    operation = an_operation(
        kind=RecordKind.CONTACT_NOTE, fields=note_fields("x"), record=51
    ).model_copy(update={"case": a_case()})
    store.record_work([operation], closes_draft=DRAFT, attached=names, author_name="Worker 1")


def test_a_file_comes_back_as_it_was_and_its_name_is_never_reused(store: Store) -> None:
    first = store.attachments.keep(DRAFT, "C:\\photos\\Nest.JPG", SECRET)
    second = store.attachments.keep(DRAFT, "../nest.jpg", b"other")
    assert (first, second) == ("Nest.JPG", "nest-2.jpg")
    assert store.attachments.read(DRAFT, first) == SECRET
    assert store.attachments.read(DRAFT, second) == b"other"
    assert store.attachments.read(DRAFT, "nothing.jpg") is None


@given(st.text(max_size=200))
def test_any_suggestion_becomes_a_plain_name(suggested: str) -> None:
    name = safe_name(suggested)
    assert 0 < len(name) <= 80
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert not name.startswith(".")
    assert safe_name(name) == name


@pytest.mark.parametrize("device", ["con", "NUL.txt", "com1.jpg"])
def test_no_system_takes_a_name_for_a_device(device: str) -> None:
    assert safe_name(device) == f"file-{device}"


def test_a_file_too_large_is_one_sentence_and_nothing_is_kept(store: Store) -> None:
    with pytest.raises(AttachmentTooLarge, match="larger than 100 MB"):
        store.attachments.keep(DRAFT, "a.jpg", bytes(LIMITS.attachment_bytes + 1))
    assert store.attachments.of_draft(DRAFT) == ()


def test_a_full_disk_says_so_and_the_store_stays_open(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = shutil.disk_usage("/")._replace(free=LIMITS.spare_bytes)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: full)
    with pytest.raises(DiskFull, match="nothing was lost"):
        store.attachments.keep(DRAFT, "a.jpg", SECRET)
    store.journal_answer(DRAFT, "/a", "still works")


def test_a_draft_that_is_gone_takes_no_file(store: Store) -> None:
    with pytest.raises(StorageBug, match="not open"):
        store.attachments.keep(DraftId(an_id(9)), "a.jpg", SECRET)


def test_a_draft_with_a_file_is_not_empty(store: Store) -> None:
    store.attachments.keep(DRAFT, "a.jpg", SECRET)
    assert not store.remove_empty_draft(DRAFT)


def test_signed_files_stay_with_the_record_and_the_others_go_with_the_draft(
    store: Store, tmp_path: Path
) -> None:
    name = store.attachments.keep(DRAFT, "a.jpg", b"signed along")
    store.attachments.keep(DRAFT, "b.jpg", SECRET)
    sign(store, name)
    [waiting] = store.pending_operations(10)
    assert store.attachments.read_of_record(waiting.record, name) == b"signed along"
    result = OperationResult(
        id=waiting.id, counter=waiting.counter, outcome=Outcome.APPLIED, version=9
    )
    store.settle([result], Receipt(at=NOON))
    assert store.attachments.read_of_record(waiting.record, name) == b"signed along"
    assert store.attachments.read(DRAFT, "b.jpg") is None


def test_a_case_that_leaves_takes_its_files_but_for_those_not_sent(
    store: Store, tmp_path: Path
) -> None:
    store.attachments.keep(DRAFT, "b.jpg", SECRET)
    name = store.attachments.keep(DRAFT, "a.jpg", b"not sent yet")
    sign(store, name)
    [waiting] = store.pending_operations(10)
    result = OperationResult(
        id=waiting.id, counter=waiting.counter, outcome=Outcome.APPLIED, version=9
    )
    store.settle([result], Receipt(at=NOON))
    store.apply_page(a_page(leave(), cursor="2"))
    assert store.attachments.read_of_record(waiting.record, name) == b"not sent yet"
    assert SECRET not in everything(tmp_path)
    work = store.work_summary()
    assert (work.files, work.file_bytes) == (1, len(b"not sent yet"))
    store.attachments.note_sent(waiting.record, name)
    store.save_receipt(Receipt(at=NOON))
    assert store.work_summary().files == 0
    assert store.attachments.read_of_record(waiting.record, name) is None
    assert b"not sent yet" not in everything(tmp_path)


@pytest.mark.parametrize("answered", [True, False])
def test_a_draft_of_a_case_that_leaves_keeps_its_answers_and_its_files(
    store: Store, answered: bool
) -> None:
    if answered:
        store.journal_answer(DRAFT, "/data/name", "kept")
    name = store.attachments.keep(DRAFT, "a.jpg", SECRET)
    store.apply_page(a_page(leave(), cursor="2"))
    [kept] = store.drafts()
    assert (kept.id, kept.shown_name) == (DRAFT, "")
    assert store.draft(DRAFT)[1] == ({"/data/name": "kept"} if answered else {})
    assert store.attachments.read(DRAFT, name) == SECRET
    assert store.attachments.of_draft(DRAFT)[0].name == name
    store.apply_page(a_page(enter(), put(), cursor="3"))
    assert store.attachments.read(DRAFT, name) == SECRET


def test_no_byte_of_a_file_is_readable_outside_the_store(store: Store, tmp_path: Path) -> None:
    store.attachments.keep(DRAFT, "a.jpg", SECRET)
    raw = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert SECRET not in raw
    assert SECRET not in everything(tmp_path)
