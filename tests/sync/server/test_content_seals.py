# SPDX-License-Identifier: AGPL-3.0-or-later
"""Content lies sealed in the county's database: a copy of all of it tells nobody anything."""

import hashlib
import json
from datetime import timedelta

import pytest

from casework.consents import Recipient
from casework.feed import FeedPage, RecordPut
from casework.ids import CaseId, RecordId
from casework.operations import Outcome
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import RecordKind, Section
from sync.server.audit import Actor
from sync.server.case_key_duties import destroy, rotate
from sync.server.content_seals import KeyKeeper, KeyName, case_key, open_seals
from sync.server.errors import CaseKeyRefused, ContentUnreadable, NotFound
from sync.server.grounds import list_grounds
from sync.server.rights import record_ground, withdraw_ground
from sync.server.sealing_existing import seal_existing
from sync.server.tables import METADATA
from sync.wire.encoding import pack
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    PATH_PUSH,
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
    Problem,
    ProblemCode,
    PushReply,
)
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.county_keys import MemoryKeys
from tests.fakes.grounds import a_consent
from tests.fakes.people import a_hat

PLACES = ("name", "note", "refused", "stray", "file", "malformed", "purpose")
MARKS = [f"planted-{place}" for place in PLACES]
NAME, NOTE, REFUSED, STRAY, FILE, MALFORMED, PURPOSE = MARKS
CONTENT = FILE.encode() * 40


@pytest.fixture
def case(county: TestCounty, ana: Hat) -> CaseId:
    made = county.add_case(author=ana, legal_name=NAME)
    county.grant(ana, made)
    return made


def an_actor(county: TestCounty) -> Actor:
    return Actor("Test administrator", county.clock.now(), new_id())


def dump(county: TestCounty) -> bytes:
    """Every row of every table, as a backup holds it."""
    parts = []
    with county.database.administer() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        for table in METADATA.tables:
            with driver.cursor().copy(f"COPY {table} TO STDOUT (FORMAT binary)") as copy:
                parts += list(map(bytes, copy))
    return b"".join(parts)


def a_screening(county: TestCounty) -> dict[str, object]:
    named = {
        "name": f"{FILE}.jpg",
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "size": len(CONTENT),
    }
    at = county.clock.now().isoformat()
    return {
        "instrument": "form",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": NOTE,
        "language": "en",
        "answers": {},
        "attachments": [named],
        "started_at": at,
        "signed_at": at,
        "signed_by": "Worker 1",
    }


def deliver(laptop: TestLaptop, record: RecordId) -> None:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    for at in (0, 100):
        part = CONTENT[at:100] if at == 0 else CONTENT[at:]
        asked = AttachmentUpload(record=record, sha256=sha256, start=at, content=part)
        taken = laptop.ask(PATH_ATTACHMENT_UPLOAD, asked, AttachmentTaken)
    assert isinstance(taken, AttachmentTaken)
    assert taken.have == len(CONTENT)


def fetch(laptop: TestLaptop, record: RecordId, offset: int = 0) -> AttachmentPart | Problem:
    sha256 = hashlib.sha256(CONTENT).hexdigest()
    asked = AttachmentRequest(record=record, sha256=sha256, offset=offset)
    return laptop.ask(PATH_ATTACHMENT, asked, AttachmentPart)


@pytest.fixture
def screening(county: TestCounty, laptop: TestLaptop, case: CaseId) -> RecordId:
    """Something in every place that keeps content; the id of the record with a file."""
    signed = laptop.write(case, a_screening(county), kind=RecordKind.SCREENING)  # type: ignore[arg-type]  # JSON
    bad = {"legal_name": "Kai", "agency_numbers": {MALFORMED: 4}}
    answer = laptop.push(
        signed,
        laptop.write(case, a_note(NOTE)),
        laptop.write(case, bad, kind=RecordKind.YOUTH),
        laptop.write(CaseId(new_id()), a_note(REFUSED)),
    )
    assert isinstance(answer, PushReply)
    assert [one.outcome for one in answer.results] == [Outcome.APPLIED] * 2 + [Outcome.REFUSED] * 2
    laptop.push(laptop.write(case, a_note(STRAY), counter=99))
    deliver(laptop, signed.record)
    share(county, laptop, case)
    return signed.record


def share(county: TestCounty, laptop: TestLaptop, case: CaseId) -> None:
    """A consent on record for what another agency wrote, served once so that the ledger has it."""
    cora = county.add_hat(a_hat(3, agency=2))
    county.add_record(case, RecordKind.CONTACT_NOTE, a_note("By Cora."), author=cora)
    now = county.clock.now()
    given = a_consent(
        id=new_id(),
        case=case,
        sections=frozenset({Section.CONTACTS}),
        owners=frozenset({cora.agency}),
        recipients=(Recipient(hat=laptop.enrolment.hat.id),),
        starts=now,
        ends=now + timedelta(days=9),
        purpose=PURPOSE,
    )
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, given, an_actor(county))
    laptop.pull_all()


def texts(laptop: TestLaptop) -> set[object]:
    entries, _ = laptop.pull_all()
    return {one.record.fields.get("text") for one in entries if isinstance(one, RecordPut)}


def test_a_copy_of_the_whole_database_holds_nothing_that_was_written(
    county: TestCounty, screening: RecordId
) -> None:
    held = dump(county)
    assert screening.encode() in held
    assert [mark for mark in MARKS if mark.encode() in held] == []


def test_what_was_sealed_is_served_to_those_who_may_read_it(
    laptop: TestLaptop, screening: RecordId
) -> None:
    assert NOTE in texts(laptop)
    first, rest = fetch(laptop, screening), fetch(laptop, screening, 130)
    assert isinstance(first, AttachmentPart)
    assert isinstance(rest, AttachmentPart)
    assert (first.content, rest.content) == (CONTENT[:100], CONTENT[130:])


@pytest.mark.expected_logs("fieldfare.county")
@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE record SET content = set_byte(content, 40, get_byte(content, 40) # 1)",
        "UPDATE record SET version = version - 1",
        "UPDATE record AS r SET content = o.content FROM record AS o WHERE o.id <> r.id",
        "UPDATE record SET content = '{}'",
    ],
)
def test_content_that_was_altered_or_moved_is_not_served(
    county: TestCounty, laptop: TestLaptop, case: CaseId, harm: str
) -> None:
    laptop.push(laptop.write(case))
    county.sql(harm)
    answer = laptop.pull()
    assert isinstance(answer, Problem)
    assert answer.code is ProblemCode.BUSY


def test_rows_of_an_earlier_program_are_sealed_before_anything_is_served(
    county: TestCounty, laptop: TestLaptop, screening: RecordId
) -> None:
    before = county.kept_records()
    county.unseal()
    county.sql("UPDATE attachment_part SET content = :all WHERE start = 0", all=CONTENT[:100])
    county.sql("UPDATE attachment_part SET content = :all WHERE start > 0", all=CONTENT[100:])
    assert [mark for mark in MARKS if mark.encode() in dump(county)] == MARKS
    sealed = seal_existing(county.database, COUNTY, county.clock.now())
    assert sealed == len(before) + 4 + 1 + 2 + 1
    assert [mark for mark in MARKS if mark.encode() in dump(county)] == []
    assert county.kept_records() == before
    assert [work.case for work, _ in county.kept_work(laptop.enrolment.device)]
    assert isinstance(fetch(laptop, screening), AttachmentPart)
    assert seal_existing(county.database, COUNTY, county.clock.now()) == 0


def test_a_start_that_was_cut_short_goes_on_where_it_was(
    county: TestCounty, laptop: TestLaptop, screening: RecordId
) -> None:
    """Half of the rows are sealed, as after a crash between two batches."""
    whole = county.sql("SELECT id, content FROM record ORDER BY id")
    county.unseal()
    for record, content in whole[::2]:
        county.sql("UPDATE record SET content = :all WHERE id = :id", all=content, id=record)
    assert seal_existing(county.database, COUNTY, county.clock.now()) == len(whole[1::2]) + 6
    assert NOTE in texts(laptop)
    assert isinstance(fetch(laptop, screening), AttachmentPart)


def test_a_destroyed_key_takes_the_case_with_it_and_nothing_else(
    county: TestCounty, ana: Hat, laptop: TestLaptop, case: CaseId, screening: RecordId
) -> None:
    other = county.add_case(author=ana, legal_name="Still here")
    county.grant(ana, other)
    sent = laptop.write(case, a_note(NOTE), counter=5, previous=laptop_head(county))
    laptop.push(sent)
    county.revoke(ana, case)
    with county.database.administer() as connection:
        [given] = list_grounds(connection, COUNTY)
        withdraw_ground(connection, COUNTY, given.id, an_actor(county))
    with county.database.administer() as connection:
        destroy(connection, COUNTY, case, "ordered by the court", an_actor(county))
    county.grant(ana, case)
    entries, _ = laptop.pull_all()
    assert {one.record.case for one in entries if isinstance(one, RecordPut)} == {other}
    assert isinstance(fetch(laptop, screening), Problem)
    with county.database.administer() as connection:
        assert list_grounds(connection, COUNTY) == []
        seals = open_seals(connection, COUNTY)
        seals.prepare([case_key(case)])
        assert not seals.has(case_key(case))
        with pytest.raises(ContentUnreadable, match="destroyed"):
            seals.seal(case_key(case), b"anything", "record", "x", 1)
    again = laptop.push(sent)
    assert isinstance(again, PushReply)
    assert again.results[0].outcome is Outcome.DUPLICATE
    more = laptop.write(case, counter=6, previous=sent.digest())
    refused = laptop.push(more)
    assert isinstance(refused, PushReply)
    assert refused.results[0].reason is not None
    assert refused.results[0].reason.code is ReasonCode.UNKNOWN_CASE
    assert b"ordered by the court" in dump(county)


def test_work_this_server_has_no_words_for_lies_under_its_cases_key_and_goes_with_it(
    county: TestCounty, ana: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    work = laptop.write(case, a_note(NOTE)).model_dump(mode="json") | {"kind": "hologram"}
    body = pack(json.dumps({"protocol": 1, "operations": [work]}).encode())
    answer = laptop.send(PATH_PUSH, laptop.sign(PATH_PUSH, body), body, PushReply)
    assert isinstance(answer, PushReply)
    assert answer.results[0].reason is not None
    assert answer.results[0].reason.code is ReasonCode.NEWER_WORK
    county.revoke(ana, case)
    with county.database.administer() as connection:
        destroy(connection, COUNTY, case, "ordered by the court", an_actor(county))
    with pytest.raises(ContentUnreadable, match="destroyed"):
        county.kept_work(laptop.enrolment.device)


def laptop_head(county: TestCounty) -> str:
    return str(county.sql("SELECT head FROM device")[0][0])


def test_the_key_of_a_case_somebody_works_on_is_not_destroyed(
    county: TestCounty, ana: Hat, case: CaseId
) -> None:
    with county.database.administer() as connection:
        with pytest.raises(CaseKeyRefused, match="assigned"):
            destroy(connection, COUNTY, case, "a mistake", an_actor(county))
        with pytest.raises(NotFound):
            destroy(connection, COUNTY, CaseId(new_id()), "a mistake", an_actor(county))
    county.revoke(ana, case)
    with county.database.administer() as connection:
        destroy(connection, COUNTY, case, "ordered by the court", an_actor(county))
    with (
        county.database.administer() as connection,
        pytest.raises(CaseKeyRefused, match="before"),
    ):
        destroy(connection, COUNTY, case, "once more", an_actor(county))


def test_a_new_county_key_wraps_every_key_anew_and_the_old_one_goes(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    laptop.push(laptop.write(case, a_note(NOTE)))
    wrapped = set(county.sql("SELECT wrapped FROM content_key"))
    count, name = rotate(county.database, COUNTY, an_actor(county))
    assert count == len(wrapped) == 2
    assert county.sql("SELECT DISTINCT county_key FROM content_key") == [(name,)]
    assert not wrapped & set(county.sql("SELECT wrapped FROM content_key"))
    keeper = county.database.keys
    assert keeper is not None
    assert isinstance(keeper.county_keys, MemoryKeys)
    assert list(keeper.county_keys.held) == [name]
    assert NOTE in texts(laptop)
    answer = laptop.push(laptop.write(case))
    assert isinstance(answer, PushReply)


def test_a_county_key_that_was_begun_and_not_finished_locks_nobody_out(
    county: TestCounty, ana: Hat, laptop: TestLaptop, case: CaseId
) -> None:
    keeper = county.database.keys
    assert keeper is not None
    keeper.county_keys.begin_next()
    fresh = county.add_case(author=ana)
    county.grant(ana, fresh)
    laptop.push(laptop.write(case, a_note(NOTE)))
    assert NOTE in texts(laptop)
    assert len(county.sql("SELECT DISTINCT county_key FROM content_key")) == 2
    rotate(county.database, COUNTY, an_actor(county))
    assert NOTE in texts(laptop)


def test_unwrapped_keys_are_remembered_for_a_bounded_number_of_cases() -> None:
    keys = MemoryKeys()
    keeper = KeyKeeper(keys, remembered=3)
    for number in range(10):
        name = KeyName("case", str(number))
        wrapped = keys.wrap("key1", bytes(32), name.bind(COUNTY))
        keeper.unwrap(COUNTY, name, "key1", wrapped)
    assert len(keeper._ciphers) == 3


def test_a_page_is_the_same_bytes_whoever_sealed_it(
    county: TestCounty, laptop: TestLaptop, case: CaseId
) -> None:
    laptop.push(laptop.write(case, a_note(NOTE)))
    before = laptop.pull()
    rotate(county.database, COUNTY, an_actor(county))
    county.clock.move(timedelta(seconds=1))  # type: ignore[attr-defined]  # a MovableClock
    assert isinstance(before, FeedPage)
    assert laptop.pull() == before
