# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed into a record's form and not saved yet is kept, sealed, and counts as unsent."""

from pathlib import Path

import pytest

from casework.ids import DraftId
from casework.vocabulary import RecordKind
from storage.errors import SealBroken, StorageBug
from storage.model import ADVOCATE_NOTE_PLACE, NOTE_PLACE, KeptPlace
from storage.outbox import gather_outbox
from tests.fakes.people import NOON, an_operation
from tests.fakes.stores import (
    a_case,
    a_page,
    enter,
    leave,
    make_store,
    note_fields,
    put,
    reopen_store,
)

TYPED = '{"place": "Heron House"}'


def test_a_form_comes_back_as_it_was_typed_each_in_its_place(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.kept_forms.keep(a_case(), "placement", TYPED)
    store.kept_forms.keep(a_case(), "need", "{}")
    store.close()
    again = reopen_store(tmp_path)
    assert again.kept_forms.read(a_case(), "placement") == TYPED
    assert again.kept_forms.places(a_case()) == ("need", "placement")
    assert again.kept_forms.read(a_case(2), "placement") == ""
    again.kept_forms.keep(a_case(), "need", "")
    assert again.kept_forms.places(a_case()) == ("placement",)
    again.close()


def test_a_form_counts_as_unsent_and_outlives_the_case(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.apply_page(a_page(enter(), put()))
    store.kept_forms.keep(a_case(), "placement", TYPED)
    store.apply_page(a_page(leave(), cursor="test.2"))
    assert store.unsent.count().notes == 1
    assert store.kept_forms.read(a_case(), "placement") == TYPED
    store.close()


def test_a_form_goes_along_when_unsent_work_is_sealed_to_the_county(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.kept_forms.keep(a_case(), "placement", TYPED)
    store.notes.keep(a_case(), "Half a note")
    with store._database.read() as connection:
        kept = gather_outbox(connection, NOON).notes
    assert {(one.place, one.text) for one in kept} == {("", "Half a note"), ("placement", TYPED)}
    store.close()


def test_a_form_put_into_another_place_does_not_open(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.kept_forms.keep(a_case(), "placement", TYPED)
    with store._database.write() as connection:
        connection.execute("UPDATE kept_forms SET place = 'need'")
    with pytest.raises(SealBroken):
        store.kept_forms.read(a_case(), "need")
    store.close()


def test_what_was_typed_goes_in_the_very_transaction_that_makes_work_of_it(tmp_path: Path) -> None:
    store = make_store(tmp_path)
    store.kept_forms.keep(a_case(), "need", TYPED)
    store.notes.keep(a_case(), "half a note")
    store.organization.keep_draft(a_case(), b"a sealed half")
    typed = [
        KeptPlace(a_case(), one) for one in ("need", NOTE_PLACE, ADVOCATE_NOTE_PLACE, "never typed")
    ]
    work = [an_operation(kind=RecordKind.CONTACT_NOTE, fields=note_fields("done"))]
    with pytest.raises(StorageBug):
        store.record_work(
            work, author_name="Worker", clears=typed, closes_draft=DraftId("of nobody")
        )
    assert store.kept_forms.read(a_case(), "need") == TYPED
    assert store.notes.read(a_case()) == "half a note"
    store.record_work(work, author_name="Worker", clears=typed)
    assert store.kept_forms.places(a_case()) == ()
    assert (store.notes.read(a_case()), store.organization.read_draft(a_case())) == ("", b"")
    assert store.unsent.count().notes == 0
