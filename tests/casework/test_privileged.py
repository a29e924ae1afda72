# SPDX-License-Identifier: AGPL-3.0-or-later
"""A privileged note opens for its organization, and for others only as its holder released it."""

import base64
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.errors import ReleaseRefused, SealedBoxUnreadable
from casework.ids import CaseId, CountyId, DeviceId, RecordId
from casework.privileged import (
    NotePlace,
    NoteWords,
    Release,
    check_release,
    open_note,
    seal_note,
    sign_release,
)
from casework.records import PrivilegedNote
from casework.sealing import seal
from tests.fakes.organizations import ORGANIZATION, Advocate
from tests.fakes.people import NOON, an_id

PLACE = NotePlace(CountyId(an_id(7)), CaseId(an_id(8)), RecordId(an_id(9)))
SAID = "What was said in confidence."
WORDS = NoteWords(text=SAID, happened_at=NOON, entered_at=NOON)


def two_advocates() -> tuple[Advocate, Advocate]:
    return Advocate(DeviceId(an_id(1))), Advocate(DeviceId(an_id(2)))


def test_a_colleague_of_the_organization_reads_it_and_its_bytes_tell_nothing() -> None:
    writer, colleague = two_advocates()
    roster, _ = writer.found()
    roster, _ = writer.admit(roster, colleague)
    fields = seal_note(roster, WORDS, PLACE)
    assert SAID not in str(fields)
    assert fields["organization"] == ORGANIZATION
    assert open_note(PrivilegedNote.model_validate(fields), colleague.keys, PLACE) == WORDS


def test_a_note_opens_in_its_own_place_only() -> None:
    writer, _ = two_advocates()
    roster, _ = writer.found()
    note = PrivilegedNote.model_validate(seal_note(roster, WORDS, PLACE))
    for other in (
        NotePlace(CountyId(an_id(70)), PLACE.case, PLACE.record),
        NotePlace(PLACE.county, CaseId(an_id(80)), PLACE.record),
        NotePlace(PLACE.county, PLACE.case, RecordId(an_id(90))),
    ):
        with pytest.raises(SealedBoxUnreadable):
            open_note(note, writer.keys, other)
    with pytest.raises(SealedBoxUnreadable, match="does not have the key"):
        open_note(note.model_copy(update={"generation": 2}), writer.keys, PLACE)


@pytest.mark.parametrize(("letters", "others"), [(1, 1_500), (2_500, 3_500), (5_000, 7_000)])
def test_how_much_was_written_does_not_show(letters: int, others: int) -> None:
    writer, _ = two_advocates()
    roster, _ = writer.found()
    boxes = []
    for length in (letters, others):
        words = WORDS.model_copy(update={"text": "a" * length})
        note = PrivilegedNote.model_validate(seal_note(roster, words, PLACE))
        assert open_note(note, writer.keys, PLACE) == words
        boxes.append(len(note.box))
    assert boxes[0] == boxes[1]


def test_the_longest_note_in_any_script_is_sealed_and_opened() -> None:
    writer, _ = two_advocates()
    roster, _ = writer.found()
    words = WORDS.model_copy(update={"text": "龍" * 20_000})
    note = PrivilegedNote.model_validate(seal_note(roster, words, PLACE))
    assert open_note(note, writer.keys, PLACE) == words


@pytest.mark.parametrize("sealed", [b"no note", b"{}", b'{"text": ""}'])
def test_what_anybody_sealed_to_the_public_key_and_is_no_note_stays_closed(sealed: bytes) -> None:
    founder, _ = two_advocates()
    roster, _ = founder.found()
    whole = PrivilegedNote.model_validate(seal_note(roster, WORDS, PLACE))
    bound = f"fieldfare privileged note 1\n{PLACE.county}\n{PLACE.case}\n{PLACE.record}\n"
    box = seal(roster.keys[-1], sealed, f"{bound}{ORGANIZATION}\n1".encode())
    for bad in (base64.b64encode(box).decode(), whole.box.rstrip("=") + "AAAAA"):
        with pytest.raises(SealedBoxUnreadable):
            open_note(whole.model_copy(update={"box": bad}), founder.keys, PLACE)


def test_whoever_left_does_not_read_what_was_written_after() -> None:
    stays, leaves = two_advocates()
    roster, _ = stays.found()
    roster, _ = stays.admit(roster, leaves)
    before = PrivilegedNote.model_validate(seal_note(roster, WORDS, PLACE))
    roster, _ = stays.remove(roster, leaves.device)
    after = PrivilegedNote.model_validate(seal_note(roster, WORDS, PLACE))
    assert (before.generation, after.generation) == (1, 2)
    with pytest.raises(SealedBoxUnreadable):
        open_note(after, leaves.keys, PLACE)
    assert open_note(before, stays.keys, PLACE) == open_note(after, stays.keys, PLACE) == WORDS


def a_release(**other: object) -> Release:
    values = {
        "organization": ORGANIZATION,
        "case": PLACE.case,
        "record": PLACE.record,
        "words": WORDS.digest,
        "to": "the youth's attorney",
        "representative": "guardian ad litem",
        "at": NOON,
        "until": NOON + timedelta(days=30),
    }
    return Release.model_validate(values | other)


def test_a_release_signed_by_the_holders_representative_covers_one_text_for_its_time() -> None:
    key = Ed25519PrivateKey.generate()
    signed = sign_release(a_release(), key)
    found = check_release(signed, key.public_key(), WORDS, PLACE, ORGANIZATION, NOON)
    assert found == a_release()


@pytest.mark.parametrize(
    ("other", "days", "sentence"),
    [
        ({}, 30, "not in force"),
        ({"at": NOON + timedelta(days=1)}, 0, "not in force"),
        ({"words": "0" * 64}, 0, "another note"),
        ({"record": an_id(90)}, 0, "another note"),
        ({"case": an_id(80)}, 0, "another note"),
        ({"organization": an_id(1)}, 0, "another note"),
    ],
)
def test_a_release_for_something_else_or_another_time_covers_nothing(
    other: dict[str, object], days: int, sentence: str
) -> None:
    key = Ed25519PrivateKey.generate()
    signed = sign_release(a_release(**other), key)
    at = NOON + timedelta(days=days)
    with pytest.raises(ReleaseRefused, match=sentence):
        check_release(signed, key.public_key(), WORDS, PLACE, ORGANIZATION, at)


def test_a_release_that_somebody_else_signed_or_altered_covers_nothing() -> None:
    key, other = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    signed = sign_release(a_release(), key)
    altered = signed.model_copy(update={"text": signed.text.replace("attorney", "employer")})
    for bad, by in ((signed, other), (altered, key)):
        with pytest.raises(ReleaseRefused, match="not signed"):
            check_release(bad, by.public_key(), WORDS, PLACE, ORGANIZATION, NOON)
