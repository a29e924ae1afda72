# SPDX-License-Identifier: AGPL-3.0-or-later
"""A case has a key of its own: what is sealed under it is unreadable once the key is gone."""

import hashlib
import itertools
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.ids import DraftId, RecordId
from casework.operations import OperationResult, Outcome
from casework.vocabulary import RecordKind
from storage import schema
from storage.database import Database
from storage.draft_versions import AsideAnswer, DraftMove, DraftVersion
from storage.errors import SealBroken, StorageBug
from storage.keys import StoreKey
from storage.model import Receipt
from storage.sealed_files import PART_BYTES
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON, an_id, an_operation
from tests.fakes.stores import (
    KEY,
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

DRAFT = DraftId(an_id(1))
SECRET = b"quillfeather-photograph"
LARGE = bytes(range(256)) * (PART_BYTES * 3 // 256) + b"the end"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = make_store(tmp_path)
    made.apply_page(a_page(enter(), put()))
    made.start_draft(a_draft())
    return made


def ask(store: Store, query: str, *values: object) -> list[Any]:
    with store._database.read() as connection:
        rows: list[Any] = connection.execute(query, values).fetchall()
    return rows


def change(store: Store, query: str, *values: object) -> None:
    with store._database.write() as connection:
        connection.execute(query, values)


def case_key(store: Store) -> bytes | None:
    found = ask(store, "SELECT key FROM case_keys WHERE case_id = ?", a_case())
    return bytes(found[0][0]) if found else None


def test_files_answers_and_half_written_notes_lie_sealed_in_the_decrypted_pages(
    store: Store, tmp_path: Path
) -> None:
    name = store.attachments.keep(DRAFT, "a.jpg", SECRET)
    store.journal_answer(DRAFT, "/a", "quillfeather-answer")
    store.notes.keep(a_case(), "quillfeather-note")
    store.instruments.keep_part("b" * 64, 0, b"form-part")
    store.close()
    plain = everything(tmp_path)
    assert b"quillfeather" not in plain
    assert b"form-part" in plain
    again = reopen_store(tmp_path)
    assert again.attachments.read(DRAFT, name) == SECRET
    assert again.draft(DRAFT)[1] == {"/a": "quillfeather-answer"}
    assert again.notes.read(a_case()) == "quillfeather-note"
    again.close()


def test_a_case_that_leaves_takes_its_key_off_every_page(store: Store, tmp_path: Path) -> None:
    draft = a_draft(2, a_case(2))
    store.apply_page(a_page(enter(2), put(case=2, record=2), cursor="2"))
    store.start_draft(draft)
    store.journal_answer(draft.id, "/a", "of another case")
    store.attachments.keep(DRAFT, "a.jpg", SECRET)
    sign(store, "a.jpg")
    settle(store)
    [file] = store.attachments.unsent()
    store.attachments.note_sent(file.record, file.name)
    key = case_key(store)
    assert key is not None
    assert key in everything(tmp_path)
    store.apply_page(a_page(leave(), cursor="3"))
    assert case_key(store) is None
    assert key not in everything(tmp_path)
    assert store.draft(draft.id)[1] == {"/a": "of another case"}


def test_unsent_work_of_a_case_that_leaves_keeps_a_key_that_seals_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    sent = store.attachments.keep(DRAFT, "sent.jpg", b"the county has this")
    sign(store, sent)
    settle(store)
    [file] = store.attachments.unsent()
    store.attachments.note_sent(file.record, sent)
    draft = a_draft(2)
    store.start_draft(draft)
    name = store.attachments.keep(draft.id, "b.jpg", LARGE)
    store.journal_answer(draft.id, "/a", "kept")
    store.notes.keep(a_case(), "half a note")
    before, of_file = case_key(store), parts(store)
    assert before is not None
    store.apply_page(a_page(leave(), cursor="3"))
    after = case_key(store)
    assert after not in (None, before)
    assert before not in everything(tmp_path)
    assert parts(store) == of_file[1:]
    assert store.attachments.read(draft.id, name) == LARGE
    assert store.draft(draft.id)[1] == {"/a": "kept"}
    assert store.notes.read(a_case()) == "half a note"


def parts(store: Store) -> list[Any]:
    return ask(store, "SELECT number, sealed FROM attachment_parts ORDER BY attachment, number")


def test_the_key_goes_with_the_last_work_that_was_held(store: Store, tmp_path: Path) -> None:
    store.attachments.keep(DRAFT, "a.jpg", SECRET)
    sign(store, "a.jpg")
    store.apply_page(a_page(leave(), cursor="2"))
    settle(store)
    key = case_key(store)
    assert key is not None
    [file] = store.attachments.unsent()
    store.attachments.note_sent(file.record, file.name)
    store.save_receipt(Receipt(at=NOON))
    assert case_key(store) is None
    assert key not in everything(tmp_path)


def test_a_part_of_a_large_file_is_read_without_the_others(store: Store) -> None:
    name = store.attachments.keep(DRAFT, "a.bin", LARGE)
    sign(store, name)
    settle(store)
    [file] = store.attachments.unsent()
    for start in (0, 5, PART_BYTES - 1, PART_BYTES * 3 + 2, len(LARGE)):
        for length in (1, 5, PART_BYTES + 7, len(LARGE)):
            part = store.attachments.read_part(file.record, name, start, length)
            assert part == LARGE[start : start + length]
    change(store, "UPDATE attachment_parts SET sealed = x'00' WHERE number = 0")
    tail = store.attachments.read_part(file.record, name, PART_BYTES, 2 * PART_BYTES)
    assert tail == LARGE[PART_BYTES : 3 * PART_BYTES]


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE attachment_parts SET sealed = zeroblob(length(sealed)) WHERE number = 1",
        "UPDATE attachment_parts SET sealed = (SELECT sealed FROM attachment_parts LIMIT 1)",
        "DELETE FROM attachment_parts WHERE number = 3",
        "UPDATE attachments SET name = 'b.bin'",
        "UPDATE attachments SET size = 300",
        "UPDATE attachments SET file_key = zeroblob(60)",
        "UPDATE case_keys SET key = zeroblob(32)",
        "DELETE FROM case_keys",
    ],
)
def test_an_altered_file_is_told_in_one_sentence_and_the_rest_can_be_used(
    store: Store, harm: str
) -> None:
    store.attachments.keep(DRAFT, "a.bin", LARGE)
    change(store, harm)
    [name] = [one.name for one in store.attachments.of_draft(DRAFT)]
    with pytest.raises(SealBroken) as refusal:
        store.attachments.read(DRAFT, name)
    text = str(refusal.value)
    assert text.endswith(".")
    assert ". " not in text
    assert store.search_cases("", offset=0, limit=9).total == 1


def test_an_answer_put_in_another_place_does_not_open(store: Store) -> None:
    store.journal_answer(DRAFT, "/risk", "high")
    store.journal_answer(DRAFT, "/pets", "none")
    change(
        store,
        "UPDATE journal SET answer = (SELECT answer FROM journal WHERE path = '/pets')"
        " WHERE path = '/risk'",
    )
    with pytest.raises(SealBroken):
        store.draft(DRAFT)


def test_an_altered_answer_keeps_no_case_from_leaving_and_the_others_stay(store: Store) -> None:
    other = a_draft(2)
    store.start_draft(other)
    store.journal_answer(DRAFT, "/a", "altered")
    store.journal_answer(other.id, "/a", "kept")
    change(store, "UPDATE journal SET answer = zeroblob(40) WHERE draft = ?", DRAFT)
    store.apply_page(a_page(leave(), cursor="2"))
    assert store.draft(other.id)[1] == {"/a": "kept"}
    with pytest.raises(SealBroken):
        store.draft(DRAFT)


def expect_file(store: Store, content: bytes, sha256: str = "") -> RecordId:
    record = RecordId(an_id(900))
    change(
        store,
        "INSERT INTO attachments (case_id, record_id, name, sha256, size, sent)"
        " VALUES (?, ?, 'a.jpg', ?, ?, 1)",
        a_case(),
        record,
        sha256 or hashlib.sha256(content).hexdigest(),
        len(content),
    )
    return record


def test_a_file_that_arrives_in_parts_is_sealed_from_the_first_one(
    store: Store, tmp_path: Path
) -> None:
    record = expect_file(store, SECRET)
    store.attachments.keep_next(record, "a.jpg", 0, SECRET[:15])
    assert store.attachments.arrived(record, "a.jpg") == 15
    assert store.attachments.read_of_record(record, "a.jpg") is None
    store.attachments.keep_next(record, "a.jpg", 15, SECRET[15:])
    assert SECRET[:15] not in everything(tmp_path)
    assert store.attachments.finish(record, "a.jpg")
    assert store.attachments.read_of_record(record, "a.jpg") == SECRET
    assert store.attachments.missing() == ()


@given(cuts=st.lists(st.integers(0, len(LARGE)), max_size=12))
@settings(max_examples=20, deadline=None)
def test_a_file_is_the_same_wherever_it_was_cut(cuts: list[int]) -> None:
    with TemporaryDirectory() as folder:
        store = make_store(Path(folder))
        record = expect_file(store, LARGE)
        ends = sorted({*cuts, len(LARGE)} - {0})
        for start, end in itertools.pairwise([0, *ends]):
            assert store.attachments.arrived(record, "a.jpg") == start
            store.attachments.keep_next(record, "a.jpg", start, LARGE[start:end])
            with pytest.raises(StorageBug):
                store.attachments.keep_next(record, "a.jpg", start, b"again")
        assert store.attachments.finish(record, "a.jpg")
        assert store.attachments.read_of_record(record, "a.jpg") == LARGE
        store.close()


def test_a_file_with_another_hash_than_its_record_names_is_thrown_away(store: Store) -> None:
    record = expect_file(store, SECRET, "a" * 64)
    store.attachments.keep_next(record, "a.jpg", 0, SECRET)
    assert not store.attachments.finish(record, "a.jpg")
    assert store.attachments.read_of_record(record, "a.jpg") is None
    assert store.attachments.arrived(record, "a.jpg") == 0
    assert parts(store) == []


def test_a_file_half_arrived_goes_with_its_case(store: Store, tmp_path: Path) -> None:
    record = expect_file(store, LARGE)
    store.attachments.keep_next(record, "a.jpg", 0, LARGE[: PART_BYTES + 5])
    key = case_key(store)
    store.apply_page(a_page(leave(), cursor="2"))
    assert parts(store) == []
    assert case_key(store) is None
    assert key not in everything(tmp_path)


def test_a_store_of_the_second_schema_keeps_every_file_answer_and_note(tmp_path: Path) -> None:
    path = tmp_path / STORE_FILE
    schema.make_store(path, StoreKey(KEY), schema.STEPS[:2])
    fill_old_store(path)
    store = reopen_store(tmp_path)
    assert store.attachments.read(DRAFT, "large.bin") == LARGE
    assert store.attachments.read(DRAFT, "empty.txt") == b""
    assert store.draft(DRAFT)[1] == {"/a": "quillfeather-answer", "/b": None}
    assert [row.answered for row in store.drafts()] == [1]
    assert [one.answer for one in store.aside_answers(DRAFT)] == ["quillfeather-aside"]
    assert store.notes.read(a_case()) == "quillfeather-note"
    assert store.setting("theme") == "dark"
    assert [one.name for one in store.attachments.missing()] == ["coming.jpg"]
    store.close()
    assert b"quillfeather" not in everything(tmp_path)
    assert [one.name for one in tmp_path.iterdir()] == [STORE_FILE]


def fill_old_store(path: Path) -> None:
    at = NOON.isoformat()
    files = "INSERT INTO attachments (case_id, draft, record_id, name, sha256, size, content)"
    rows: list[tuple[str, tuple[object, ...]]] = [
        (
            "INSERT INTO drafts VALUES (?, ?, 'sample', '1', ?, 'en', ?, 0, 'Title', NULL, '{}')",
            (DRAFT, a_case(), "0" * 64, at),
        ),
        ("INSERT INTO cases (case_id, within_reach) VALUES (?, 1)", (a_case(),)),
        ("INSERT INTO journal VALUES (1, ?, '/a', '\"quillfeather-answer\"', ?)", (DRAFT, at)),
        ("INSERT INTO journal VALUES (2, ?, '/b', 'null', ?)", (DRAFT, at)),
        (
            "INSERT INTO kept_answers VALUES (?, '/c', 's', '1', 'C', '\"quillfeather-aside\"')",
            (DRAFT,),
        ),
        (
            "INSERT INTO values_by_name VALUES (?, 'quillfeather-note')",
            (f"setting.kept_note:{a_case()}",),
        ),
        ("INSERT INTO values_by_name VALUES ('setting.theme', 'dark')", ()),
        (
            f"{files} VALUES (?, ?, NULL, 'large.bin', 's', ?, ?)",
            (a_case(), DRAFT, len(LARGE), LARGE),
        ),
        (f"{files} VALUES (?, ?, NULL, 'empty.txt', 's', 0, x'')", (a_case(), DRAFT)),
        (f"{files} VALUES (?, NULL, 'r', 'coming.jpg', ?, 99, NULL)", (a_case(), "c" * 64)),
        ("UPDATE attachments SET sent = 1 WHERE name = 'coming.jpg'", ()),
        ("INSERT INTO incoming_parts VALUES (?, 0, ?)", ("c" * 64, b"quillfeather-part")),
    ]
    database = Database(path, StoreKey(KEY))
    with database.write() as connection:
        for query, values in rows:
            connection.execute(query, values)
    database.close()


def test_answers_set_aside_by_a_move_are_sealed_too(store: Store, tmp_path: Path) -> None:
    aside = AsideAnswer("/a", "0" * 64, "1", "A", "quillfeather")
    to = DraftVersion("sample", "2", "1" * 64, "Sample", "{}")
    store.move_draft(DRAFT, DraftMove(to=to, aside=[aside], back=[]))
    assert store.aside_answers(DRAFT) == (aside,)
    assert b"quillfeather" not in everything(tmp_path)


def sign(store: Store, *names: str) -> None:
    operation = an_operation(
        kind=RecordKind.CONTACT_NOTE, fields=note_fields("x"), record=51
    ).model_copy(update={"case": a_case()})
    store.record_work([operation], closes_draft=DRAFT, attached=names, author_name="Worker 1")


def settle(store: Store) -> None:
    results = [
        OperationResult(id=one.id, counter=one.counter, outcome=Outcome.APPLIED, version=9)
        for one in store.pending_operations(10)
    ]
    store.settle(results, Receipt(at=NOON))
