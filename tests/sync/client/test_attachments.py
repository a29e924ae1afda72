# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of signed screenings reach exactly those who may read the screening."""

import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casework.clock import stamp
from casework.ids import CaseId, DraftId, OperationId, RecordId
from casework.operations import Operation
from casework.policy import Hat
from casework.vocabulary import RecordKind, Section
from sync.client.engine import Phase, Progress
from sync.client.errors import ConnectionCut, FileUnknown, SyncCancelled
from sync.client.limits import ClientLimits
from sync.server.content_seals import OVERHEAD
from sync.server.database import Identity, deliver_for
from sync.wire.files import PATH_FILE, PATH_FILE_UPLOAD
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
    Problem,
    ProblemCode,
)
from tests.fakes import sticks
from tests.fakes.county import COUNTY, SystemClock, TestCounty, TestLaptop, new_id
from tests.fakes.people import a_hat
from tests.fakes.stores import a_draft
from tests.fakes.sync_laptops import CountingTransport, MemoryTransport, SyncLaptop

PHOTO = os.urandom(2_300_000)
NAME = "nest.jpg"
STORED = f"SELECT coalesce(sum(length(content) - {OVERHEAD}), 0) FROM attachment_part"


@pytest.fixture
def record(laptop: SyncLaptop, case: CaseId) -> RecordId:
    """A screening with a photograph, signed and not sent."""
    laptop.sync()
    return sign_with_file(laptop, case, PHOTO)


def a_screening(content: bytes) -> dict[str, Any]:
    return {
        "instrument": "small",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": "Small form",
        "language": "",
        "answers": {"/data/photo": NAME},
        "attachments": [
            {
                "name": NAME,
                "sha256": hashlib.sha256(content).hexdigest(),
                "size": len(content),
            }
        ],
        "started_at": "2026-11-20T10:00:00Z",
        "signed_at": "2026-11-20T11:00:00Z",
        "signed_by": "Worker 1",
    }


def sign_with_file(laptop: SyncLaptop, case: CaseId, content: bytes) -> RecordId:
    store = laptop.store
    profile, link, record = store.profile(), store.next_link(), RecordId(new_id())
    assert profile is not None
    draft = replace(a_draft(case=case), id=DraftId(new_id()))
    store.start_draft(draft)
    assert store.attachments.keep(draft.id, NAME, content) == NAME
    fields = a_screening(content)
    operation = Operation(
        id=OperationId(new_id()),
        device=profile.device,
        counter=link.counter,
        author=profile.hat.person,
        hat=profile.hat.id,
        case=case,
        record=record,
        kind=RecordKind.SCREENING,
        section=Section.SCREENING,
        fields=fields,
        base=dict.fromkeys(fields, 0),
        at=stamp(link.last, SystemClock().now()).encode(),
        previous=link.previous,
    )
    name = profile.hat.person_name
    store.record_work([operation], closes_draft=draft.id, attached=[NAME], author_name=name)
    return record


@pytest.fixture
def colleague(county: TestCounty, case: CaseId) -> Hat:
    hat = county.add_hat(a_hat(2))
    county.grant(hat, case)
    return hat


def test_a_photograph_reaches_a_colleague_who_may_read_the_screening(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, colleague: Hat, tmp_path: Path
) -> None:
    laptop.sync()
    assert county.sql(STORED) == [(len(PHOTO),)]
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as other:
        other.sync()
        assert other.store.attachments.read_of_record(record, NAME) == PHOTO
        asked = CountingTransport(MemoryTransport(county))
        other.sync(transport=asked)
        assert PATH_FILE not in asked.paths
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert PATH_FILE_UPLOAD not in asked.paths


def test_a_transfer_cut_short_goes_on_where_it_ended(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, colleague: Hat, tmp_path: Path
) -> None:
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=6)
    [(had,)] = county.sql(STORED)
    assert 0 < had < len(PHOTO)
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert asked.paths.count(PATH_FILE_UPLOAD) <= 3
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as other:
        with pytest.raises(ConnectionCut):
            other.sync(replies=5)
        asked = CountingTransport(MemoryTransport(county))
        other.sync(transport=asked)
        assert asked.paths.count(PATH_FILE) < 3
        assert other.store.attachments.read_of_record(record, NAME) == PHOTO


def test_a_file_that_was_altered_holds_up_no_other(
    county: TestCounty, laptop: SyncLaptop, case: CaseId
) -> None:
    laptop.sync()
    sign_with_file(laptop, case, os.urandom(1000))
    with laptop.store._database.write() as connection:
        connection.execute("UPDATE attachment_parts SET sealed = zeroblob(length(sealed))")
    sign_with_file(laptop, case, PHOTO)
    receipt = laptop.sync()
    assert "was altered and does not open" in receipt.note
    assert receipt.sent == 2
    assert county.sql(STORED) == [(len(PHOTO),)]
    assert len(laptop.store.attachments.unsent()) == 1


def files_of(steps: list[Progress], phase: Phase) -> list[tuple[int, int | None, int, int]]:
    return [(one.done, one.total, one.number, one.files) for one in steps if one.phase is phase]


def test_a_file_tells_how_far_it_has_come_and_goes_on_after_a_cancel(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, colleague: Hat, tmp_path: Path
) -> None:
    size, part = len(PHOTO), WIRE.attachment_part
    steps: list[Progress] = []

    def one_part_is_there() -> bool:
        return bool(steps) and (steps[-1].files, steps[-1].done) == (1, part)

    for way, phase in ((laptop, Phase.SENDING_FILES), (None, Phase.RECEIVING_FILES)):
        steps.clear()
        with SyncLaptop.enrolled(county, colleague, tmp_path / phase.name) as other:
            chosen = way or other
            with pytest.raises(SyncCancelled):
                chosen.sync(progress=steps.append, is_cancelled=one_part_is_there)
            assert files_of(steps, phase) == [(0, size, 1, 1), (part, size, 1, 1)]
            steps.clear()
            chosen.sync(progress=steps.append)
            came = [(done, size, 1, 1) for done in (part, 2 * part, size)]
            assert files_of(steps, phase) == came
            assert chosen.store.attachments.read_of_record(record, NAME) == PHOTO


def test_a_sync_fetches_no_more_than_its_budget(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, colleague: Hat, tmp_path: Path
) -> None:
    laptop.sync()
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as other:
        other.sync(limits=ClientLimits(attachment_bytes=1_000_000))
        assert other.store.attachments.read_of_record(record, NAME) is None
        other.sync()
        assert other.store.attachments.read_of_record(record, NAME) == PHOTO


def test_a_laptop_that_may_not_read_the_record_gets_no_byte(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, case: CaseId
) -> None:
    laptop.sync()
    stranger = county.add_hat(a_hat(3))
    county.grant(stranger, case, sections=frozenset({Section.IDENTITY, Section.CONTACTS}))
    by_hand = TestLaptop(county)
    by_hand.enrol(stranger)
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    asked = AttachmentRequest(record=record, sha256=sha256)
    refused = by_hand.ask(PATH_ATTACHMENT, asked, AttachmentPart)
    assert isinstance(refused, Problem)
    assert refused.code is ProblemCode.ATTACHMENT_UNKNOWN
    offered = AttachmentUpload(record=record, sha256=sha256, content=b"x")
    assert isinstance(by_hand.ask(PATH_ATTACHMENT_UPLOAD, offered, AttachmentTaken), Problem)
    identity = Identity(COUNTY, stranger.id, by_hand.enrolment.device)
    with county.database.act_as(identity) as connection:
        assert connection.execute(text(STORED)).scalar_one() == 0


def test_a_file_that_no_record_names_or_with_other_content_is_not_kept(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    laptop.sync()
    record = sign_with_file(laptop, case, b"true content")
    county_laptop = TestLaptop(county)
    county_laptop.enrol(hat)
    [waiting] = laptop.store.pending_operations(10)
    file = county_laptop.write(
        case, waiting.fields, kind=RecordKind.SCREENING, record=RecordId(new_id())
    )
    county_laptop.push(file)
    sha256 = hashlib.sha256(b"true content").hexdigest()

    def offer(sha256: str, content: bytes) -> AttachmentTaken | Problem:
        upload = AttachmentUpload(record=file.record, sha256=sha256, content=content)
        return county_laptop.ask(PATH_ATTACHMENT_UPLOAD, upload, AttachmentTaken)

    assert isinstance(offer("0" * 64, b"x"), Problem)
    assert isinstance(offer(sha256, b"true content and more"), Problem)
    assert offer(sha256, b"fals content") == AttachmentTaken(have=0)
    assert county.sql(STORED) == [(0,)]
    assert offer(sha256, b"true content") == AttachmentTaken(have=12)
    assert record != file.record


def test_a_case_that_leaves_takes_its_files_along(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    laptop.sync()
    county.revoke(hat, case)
    laptop.sync()
    assert laptop.store.attachments.read_of_record(record, NAME) is None
    with laptop.store._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM attachments").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM incoming_parts").fetchone() == (0,)


def send_half_then_lose(laptop: SyncLaptop, county: TestCounty, hat: Hat, case: CaseId) -> None:
    """The screening and a part of its photograph arrive; then the right to the case ends."""
    with pytest.raises(ConnectionCut):
        laptop.sync(replies=6)
    [(had,)] = county.sql(STORED)
    assert 0 < had < len(PHOTO)
    county.revoke(hat, case)


def test_a_file_is_delivered_after_its_case_has_left_and_then_leaves_the_laptop(
    laptop: SyncLaptop,
    record: RecordId,
    county: TestCounty,
    case: CaseId,
    hat: Hat,
    colleague: Hat,
    tmp_path: Path,
) -> None:
    send_half_then_lose(laptop, county, hat, case)
    asked = CountingTransport(MemoryTransport(county))
    laptop.sync(transport=asked)
    assert asked.paths.count(PATH_FILE_UPLOAD) <= 3
    assert county.sql(STORED) == [(len(PHOTO),)]
    with laptop.store._database.read() as connection:
        assert connection.execute("SELECT count(*) FROM attachments").fetchone() == (0,)
    assert (laptop.store.work_summary().files, laptop.store.attachments.unsent()) == (0, ())
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as other:
        other.sync()
        assert other.store.attachments.read_of_record(record, NAME) == PHOTO


def test_whoever_delivers_a_file_of_a_case_that_left_reads_nothing_of_it(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    send_half_then_lose(laptop, county, hat, case)
    laptop.sync()
    talk = laptop.conversation(MemoryTransport(county))
    asked = AttachmentRequest(record=record, sha256=hashlib.sha256(PHOTO).hexdigest())
    with pytest.raises(FileUnknown):
        talk.ask(PATH_ATTACHMENT, asked, AttachmentPart)
    profile = laptop.store.profile()
    assert profile is not None
    with county.database.act_as(Identity(COUNTY, hat.id, profile.device)) as connection:
        assert connection.execute(text(STORED)).scalar_one() == 0


def test_nobody_but_the_laptop_that_wrote_a_record_delivers_for_a_case_out_of_reach(
    laptop: SyncLaptop, record: RecordId, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    send_half_then_lose(laptop, county, hat, case)
    had = county.sql(STORED)
    sha256 = hashlib.sha256(PHOTO).hexdigest()
    second = TestLaptop(county)
    second.enrol(hat)
    offered = AttachmentUpload(record=record, sha256=sha256, content=b"x")
    assert isinstance(second.ask(PATH_ATTACHMENT_UPLOAD, offered, AttachmentTaken), Problem)
    for stranger in (Identity(COUNTY, hat.id, second.enrolment.device), Identity(COUNTY, hat.id)):
        with county.database.act_as(stranger) as connection:
            deliver_for(connection, record)
            assert connection.execute(text(STORED)).scalar_one() == 0
    assert county.sql(STORED) == had


def test_only_a_file_that_the_taken_record_names_is_delivered_and_only_genuine(
    county: TestCounty, case: CaseId, hat: Hat
) -> None:
    by_hand = TestLaptop(county)
    by_hand.enrol(hat)
    fields = a_screening(b"true content")
    taken = by_hand.write(case, fields, kind=RecordKind.SCREENING, record=RecordId(new_id()))
    by_hand.push(taken)
    county.revoke(hat, case)
    refused = by_hand.write(case, fields, kind=RecordKind.SCREENING, record=RecordId(new_id()))
    by_hand.push(refused)
    sha256 = hashlib.sha256(b"true content").hexdigest()

    def offer(record: RecordId, sha256: str, content: bytes) -> AttachmentTaken | Problem:
        upload = AttachmentUpload(record=record, sha256=sha256, content=content)
        return by_hand.ask(PATH_ATTACHMENT_UPLOAD, upload, AttachmentTaken)

    assert isinstance(offer(refused.record, sha256, b"true content"), Problem)
    assert isinstance(offer(taken.record, "0" * 64, b"true content"), Problem)
    assert isinstance(offer(taken.record, sha256, b"true content and more"), Problem)
    assert offer(taken.record, sha256, b"fals content") == AttachmentTaken(have=0)
    assert offer(taken.record, sha256, b"true content") == AttachmentTaken(have=12)
    assert county.sql(STORED) == [(12,)]


def test_a_photograph_travels_by_hand_on_as_many_sticks_as_it_needs(
    laptop: SyncLaptop,
    record: RecordId,
    county: TestCounty,
    colleague: Hat,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with SyncLaptop.enrolled(county, colleague, tmp_path / "two") as other:
        other.sync()
        small = replace(WIRE, bundle_files=1_000_000)
        for module in ("sync.client.bundle_writing.WIRE", "sync.server.bundles.LIMITS"):
            monkeypatch.setattr(module, small)
        for unsent in (1, 1, 0):
            sticks.carry(laptop)
            assert len(laptop.store.attachments.unsent()) == unsent
        assert county.sql(STORED) == [(len(PHOTO),)]
        for _ in range(4):
            sticks.carry(other)
        assert other.store.attachments.missing() == ()
        assert other.store.attachments.read_of_record(record, NAME) == PHOTO
