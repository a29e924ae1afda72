# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes in confidence, from one laptop to a colleague: nobody else learns that there are any."""

import base64
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.consents import SignerCapacity
from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.ids import CaseId, RecordId
from casework.outbox_file import open_outbox
from casework.policy import Hat
from casework.previews import preview
from casework.privileged import NotePlace, open_note
from casework.records import PrivilegedNote
from casework.recovery_papers import find_paper
from casework.sealing import OpeningKey
from casework.sharing_work import RecordGround, see
from casework.vocabulary import RecordKind, Section
from desktop.services.deciding import Deciding
from sync.server.grounds import list_grounds
from sync.server.tables import METADATA
from sync.wire.organizations import Candidate
from tests.fakes.advocates import NOTES, DeskLaptop, an_advocate_hat
from tests.fakes.county import COUNTY, TestCounty, county_in_memory, new_id
from tests.fakes.county_databases import connect_as_superuser
from tests.fakes.people import a_hat
from ui.advocate_views import AdvocateView, KeyStanding, ReleaseWish
from ui.errors import ShownError

SAID = "planted-confidence: he waits for her at the harbour."
PHRASE = "harbour lights and cinnamon"
PARENT = SignerCapacity.PARENT


@pytest.fixture
def county() -> Iterator[TestCounty]:
    with county_in_memory() as made:
        yield made


@pytest.fixture
def laptops(county: TestCounty, tmp_path: Path) -> Iterator[list[DeskLaptop]]:
    """Two colleagues of one organization and a probation officer, all assigned to one case."""
    hats = [an_advocate_hat(11), an_advocate_hat(12), a_hat(1)]
    with ExitStack() as stack:
        made = []
        for number, hat in enumerate(hats):
            county.add_hat(hat)
            place = tmp_path / str(number)
            made.append(stack.enter_context(DeskLaptop.of(county, hat, place)))
        yield made


@pytest.fixture
def case(county: TestCounty, laptops: list[DeskLaptop]) -> CaseId:
    made = county.add_case(author=laptops[2].session.hat)
    for one in laptops:
        county.grant(one.session.hat, made, sections=NOTES)
        one.sync()
    return made


def page(one: DeskLaptop, case: CaseId) -> AdvocateView:
    return one.notes.page(case)


def admit(first: DeskLaptop, second: DeskLaptop, case: CaseId) -> None:
    """Both read the same number to each other; each says so on their own laptop."""
    second.sync()
    number = page(second, case).number
    first.sync()
    [asking] = page(first, case).asking
    assert number
    assert asking.number == number
    second.notes.confirm(number)
    first.notes.admit(asking.device, number)
    second.sync()


@pytest.fixture
def colleagues(laptops: list[DeskLaptop], case: CaseId) -> list[DeskLaptop]:
    """The first founded the list and admitted the second."""
    laptops[0].notes.found()
    admit(laptops[0], laptops[1], case)
    return laptops


def test_a_colleague_reads_a_note_and_its_correction(
    colleagues: list[DeskLaptop], case: CaseId
) -> None:
    first, second, _ = colleagues
    first.write(case, SAID)
    [note] = page(first, case).notes
    first.notes.add(case, "It was the library.", note.at, note.record)
    first.sync()
    second.sync()
    later, earlier = page(second, case).notes
    assert (earlier.text, earlier.corrected, earlier.author_name) == (SAID, True, note.author_name)
    assert (later.text, later.corrects) == ("It was the library.", earlier.record)


def test_before_a_colleague_admits_it_a_laptop_neither_reads_nor_writes(
    laptops: list[DeskLaptop], case: CaseId
) -> None:
    first, second, _ = laptops
    assert page(second, case).standing is KeyStanding.NOBODY
    first.notes.found()
    first.write(case, SAID)
    first.sync()
    second.sync()
    assert page(second, case).standing is KeyStanding.ASKING
    assert second.texts(case) == [""]
    with pytest.raises(ShownError, match="colleague"):
        second.write(case, "Too early.")
    admit(first, second, case)
    assert second.texts(case) == [SAID]


def test_a_list_the_county_made_up_is_not_followed(
    laptops: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    """The number differs where the county shows the newcomer another organization's beginning."""
    first, second, _ = laptops
    first.notes.found()
    second.sync()
    second.session.store.organization.note_founding_told("0" * 64)
    first.sync()
    [asking] = page(first, case).asking
    assert page(second, case).number != asking.number
    with pytest.raises(ShownError, match="another one"):
        second.notes.confirm(page(second, case).number)
    assert second.session.store.organization.roster().number == 0


def test_keys_that_the_county_puts_in_place_of_a_newcomers_show_another_number(
    laptops: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    """Before the number is read to each other, and between that and saying that it is the same."""
    first, second, _ = laptops
    first.notes.found()
    second.sync()
    first.sync()
    compared = page(second, case).number
    [asking] = page(first, case).asking
    assert asking.number == compared
    device, kept = second.session.profile.device, first.session.store.organization
    known = map(Candidate.model_validate_json, kept.laptops())
    [told] = [one for one in known if one.member.device == device]
    spy = base64.b64encode(OpeningKey(b"spy " * 24).public.raw).decode()
    swapped = told.model_copy(update={"member": told.member.model_copy(update={"sealing": spy})})
    for one in (first, second):
        one.session.store.organization.note_laptops([swapped.model_dump_json()])
    assert page(second, case).number == compared
    [asking] = page(first, case).asking
    assert asking.number != compared
    with pytest.raises(ShownError, match="compare it anew"):
        first.notes.admit(device, compared)
    second.session.store.organization.note_founding_told("0" * 64)
    with pytest.raises(ShownError, match="compare it anew"):
        second.notes.confirm(compared)


def test_a_code_on_paper_brings_every_note_back_when_no_laptop_is_left(
    laptops: list[DeskLaptop], case: CaseId
) -> None:
    lost, left, _ = laptops
    lost.notes.found()
    lost.write(case, SAID)
    code = lost.notes.new_code()
    lost.notes.keep_paper(code)
    assert [one.is_paper for one in page(lost, case).members] == [False, True]
    lost.sync()
    left.sync()
    assert left.texts(case) == [""]
    for wrong in (code[:-1], left.notes.new_code()):
        with pytest.raises(ShownError, match="code"):
            left.notes.recover(wrong)
    assert page(left, case).standing is KeyStanding.ASKING
    left.notes.recover(code.lower().replace("-", " "))
    assert page(left, case).standing is KeyStanding.MEMBER
    assert left.texts(case) == [SAID]
    # The lost laptop and the paper go; what is written from then on is sealed to neither.
    for gone in [one.device for one in page(left, case).members if not one.here]:
        left.notes.remove(gone)
    left.write(case, "Later.")
    left.sync()
    assert left.texts(case) == ["Later.", SAID]
    with pytest.raises(ShownError, match="taken off the list"):
        left.notes.recover(code)


def test_a_list_that_another_began_fits_no_paper(laptops: list[DeskLaptop], case: CaseId) -> None:
    """The county knows a paper's public halves; a list of its own making does not follow them."""
    del case
    lost = laptops[0]
    lost.notes.found()
    code = lost.notes.new_code()
    lost.notes.keep_paper(code)
    roster = lost.session.store.organization.roster()
    founding = lost.session.store.organization.founding()
    assert founding is not None
    assert find_paper(code, roster, founding).member in roster.members.values()
    with pytest.raises(RosterBroken, match="no recovery key"):
        find_paper(code, roster, "0" * 64)


def test_whoever_leaves_loses_the_keys_and_reads_nothing_later(
    colleagues: list[DeskLaptop], case: CaseId
) -> None:
    first, second, _ = colleagues
    first.write(case, SAID)
    first.sync()
    second.sync()
    second.notes.keep(case, "half a thought", None)
    first.notes.remove(second.session.profile.device)
    first.write(case, "Written after she left.")
    first.sync()
    assert first.texts(case) == ["Written after she left.", SAID]
    second.sync()
    assert page(second, case).standing is KeyStanding.REMOVED
    assert second.session.store.organization.secrets() == {}
    assert second.texts(case) == ["", ""]
    assert second.session.store.unsent.count().notes == 1
    with pytest.raises(ShownError):
        second.write(case, "Still here?")


def test_a_key_that_does_not_fit_stands_in_the_way_of_nothing_else(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    """Whoever has the county's database lays bytes where the organization's next key will be."""
    first, second, _ = colleagues
    first.notes.keep_paper(first.notes.new_code())
    with connect_as_superuser(county.database) as connection:
        connection.execute(
            "INSERT INTO wrapped_generation (county, agency, device, generation, content)"
            " SELECT county, agency, device, 2, 'spoilt' FROM wrapped_generation"
        )
    second.sync()
    [paper] = [one.device for one in page(first, case).members if one.is_paper]
    first.notes.remove(paper)
    first.write(case, SAID)
    first.sync()
    assert first.texts(case) == [SAID]
    second.sync()
    assert page(second, case).standing is KeyStanding.MEMBER
    assert second.texts(case) == [""]
    receipt = second.session.store.last_receipt()
    assert receipt is not None
    assert "none of your organization's" in receipt.note
    second.notes.remove(first.session.profile.device)
    second.write(case, "Written under the key after that.")
    assert second.texts(case)[0] == "Written under the key after that."


def entries(county: TestCounty) -> list[int]:
    return [row[0] for row in county.sql("SELECT number FROM roster_entry ORDER BY number")]


def test_a_county_put_back_from_a_backup_hears_the_list_again_from_any_member(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    """Else it could admit nobody and let nobody go any more."""
    first, second, _ = colleagues
    first.write(case, SAID)
    first.sync()
    with connect_as_superuser(county.database) as connection:
        connection.execute("DELETE FROM roster_entry WHERE number > 1")
        connection.execute("DELETE FROM wrapped_generation")
    assert entries(county) == [1]
    second.sync()
    assert entries(county) == [1, 2]
    kept = {row[0] for row in county.sql("SELECT device FROM wrapped_generation")}
    assert kept == {first.session.profile.device}
    first.sync()
    first.notes.remove(second.session.profile.device)
    second.sync()
    assert page(second, case).standing is KeyStanding.REMOVED
    with connect_as_superuser(county.database) as connection:
        connection.execute("DELETE FROM roster_entry WHERE number > 2")
    second.sync()
    assert entries(county) == [1, 2]
    first.sync()
    assert entries(county) == [1, 2, 3]


def test_a_half_written_note_is_kept_sealed_and_found_again(
    colleagues: list[DeskLaptop], case: CaseId
) -> None:
    first = colleagues[0]
    first.notes.keep(case, SAID, None)
    assert page(first, case).kept_text == SAID
    assert SAID.encode() not in first.session.store.organization.read_draft(case)
    first.write(case, SAID)
    assert page(first, case).kept_text == ""


def test_nobody_outside_the_organization_learns_that_there_are_notes(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    first, _, officer = colleagues
    first.write(case, SAID)
    first.sync()
    officer.sync()
    held = officer.session.store.case(case)
    assert held is not None
    assert {one.record.kind for one in held.records} == {RecordKind.YOUTH}
    view = officer.cases.case(case)
    assert not view.advocate
    assert Section.ADVOCATE_NOTES not in {one.section for one in view.rights}
    with pytest.raises(ShownError, match="does not include"):
        officer.notes.page(case)
    assert officer.sharing.disclosures(case) == ()


def wish(case: CaseId, record: RecordId, to: Hat, days: int = 7) -> ReleaseWish:
    until = (datetime.now(UTC) + timedelta(days=days)).date()
    return ReleaseWish(case, record, (to.id,), until, "Kim, her aunt", PARENT, PHRASE)


def test_a_released_text_reaches_those_named_and_no_other_text_does(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    first, _, officer = colleagues
    first.write(case, "planted-other: nobody may know.")
    first.write(case, SAID)
    first.sync()
    [note] = [one for one in page(first, case).notes if one.text == SAID]
    first.notes.release(wish(case, note.record, officer.session.hat))
    officer.sync()
    [shown] = officer.cases.case(case).released
    assert (shown.text, shown.holder, shown.problem) == (SAID, "Kim, her aunt", "")
    held = officer.session.store.case(case)
    assert held is not None
    assert "planted-other" not in str(held)
    assert {one.record.kind for one in held.records} == {RecordKind.YOUTH}
    [line] = first.sharing.disclosures(case)
    assert (line.section, line.shown_to) == (
        Section.ADVOCATE_NOTES,
        officer.session.hat.person_name,
    )
    assert officer.sharing.disclosures(case) == ()


def test_a_release_that_was_taken_back_is_not_recorded_again_under_another_id(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    first, _, officer = colleagues
    first.write(case, SAID)
    first.sync()
    [note] = page(first, case).notes
    first.notes.release(wish(case, note.record, officer.session.hat))
    with county.database.administer() as connection:
        [signed] = list_grounds(connection, COUNTY, case=case)
    told = preview(signed, [officer.session.hat], first.session.policy.sharing, datetime.now(UTC))

    def record_again() -> None:
        again = signed.model_copy(update={"id": new_id()})
        act = RecordGround(ground=again, seen=see(told))
        Deciding(first.talk).decide(act, case, AuditEvent.SHARED)

    with pytest.raises(ShownError, match="could not be read"):
        record_again()
    first.sync()
    first.sharing.take_back(case, signed.id, "She changed her mind.")
    officer.sync()
    assert officer.cases.case(case).released == ()
    with pytest.raises(ShownError, match="taken back"):
        record_again()
    officer.sync()
    assert officer.cases.case(case).released == ()


def test_only_the_organization_itself_releases_and_a_forged_release_is_not_recorded(
    colleagues: list[DeskLaptop], case: CaseId
) -> None:
    first, _, officer = colleagues
    first.write(case, SAID)
    [note] = page(first, case).notes
    with pytest.raises(ShownError):
        officer.notes.release(wish(case, note.record, officer.session.hat))
    short = ReleaseWish(
        case,
        note.record,
        (officer.session.hat.id,),
        datetime.now(UTC).date(),
        "Kim",
        PARENT,
        "short",
    )
    with pytest.raises(ShownError, match="eight letters"):
        first.notes.release(short)
    with pytest.raises(ShownError) as told:
        first.notes.release(wish(case, note.record, officer.session.hat, days=-9))
    assert "not in force" in told.value.parameters["detail"]


def test_the_whole_database_and_every_county_key_recover_no_word_of_a_note(
    colleagues: list[DeskLaptop], case: CaseId, county: TestCounty
) -> None:
    """What an administrator with everything can open: each seal, each box, each answer."""
    first, second, _ = colleagues
    offline = county.give_sealing_key()
    first.write(case, SAID)
    [note] = page(first, case).notes
    first.notes.add(case, SAID, note.at, note.record)
    first.sync()
    second.sync()
    second.notes.keep(case, SAID, None)
    box = second.session.store.unsent.seal_to(offline.public, county.clock.now())
    opened = open_outbox(box, offline)
    assert len(opened.outbox.notes) == 1
    parts = [opened.body]
    for one in colleagues[:2]:
        work = county.kept_work(one.session.profile.device)
        parts += [both.model_dump_json().encode() for pair in work for both in pair]
    parts += [one.model_dump_json().encode() for one in county.kept_records()]
    assert any(b"privileged_note" in one for one in parts)
    for table in METADATA.tables:
        for row in county.sql(f"SELECT * FROM {table}"):
            parts += [bytes(v) if isinstance(v, bytes) else str(v).encode() for v in row]
    keeper = county.database.keys
    assert keeper is not None
    county_keys = [*keeper.county_keys.held.values()]  # type: ignore[attr-defined]  # MemoryKeys
    secrets = [*first.session.store.organization.secrets().values()]
    held = b"\n".join(parts + county_keys)
    for hidden in (SAID.encode(), base64.b64encode(SAID.encode()), *secrets):
        assert hidden not in held
    boxes = [
        PrivilegedNote.model_validate(one.fields)
        for one in county.kept_records()
        if one.kind is RecordKind.PRIVILEGED_NOTE
    ]
    assert len(boxes) == 2
    for sealed in boxes:
        with pytest.raises(SealedBoxUnreadable):
            open_note(sealed, {1: offline}, NotePlace(COUNTY, case, RecordId("")))
