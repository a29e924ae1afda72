# SPDX-License-Identifier: AGPL-3.0-or-later
"""A document reaches exactly those who may read its section, and leaves with its case."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from bench.files_laptop import NAME, add_document, invented
from casework.ids import CaseId, RecordId
from casework.policy import Hat
from casework.vocabulary import RecordKind, Section
from sync.server.disclosures import list_disclosures
from sync.server.rights import record_ground
from tests.fakes.county import COUNTY, TestCounty, TestLaptop, new_id
from tests.fakes.grounds import a_consent
from tests.fakes.index import an_actor
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

SIZE = 700_000
CONTENT = b"".join(invented(SIZE))


@pytest.fixture
def laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Iterator[SyncLaptop]:
    with SyncLaptop.enrolled(county, hat, tmp_path / "one") as made:
        made.sync()
        yield made


def rows(laptop: SyncLaptop, query: str, *values: object) -> list[Any]:
    with laptop.store._database.read() as connection:
        found: list[Any] = connection.execute(query, values).fetchall()
    return found


def test_a_document_reaches_those_who_may_read_its_section_and_no_one_else(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, tmp_path: Path
) -> None:
    record = add_document(laptop.store, case, SIZE)
    assert laptop.store.work_summary().files == 1
    laptop.sync()
    assert laptop.store.work_summary().files == 0
    may, may_not = county.add_hat(a_hat(2)), county.add_hat(a_hat(3))
    county.grant(may, case)
    county.grant(may_not, case, sections=frozenset({Section.IDENTITY, Section.SCREENING}))
    with SyncLaptop.enrolled(county, may, tmp_path / "two") as other:
        other.sync()
        assert other.store.attachments.read_of_record(record, NAME) == CONTENT
    with SyncLaptop.enrolled(county, may_not, tmp_path / "three") as other:
        other.sync()
        assert record not in other.shown()
        assert rows(other, "SELECT * FROM attachments") == []


def test_a_file_shown_on_a_ground_is_accounted_for_by_the_hash_of_its_own_bytes(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat, tmp_path: Path
) -> None:
    add_document(laptop.store, case, SIZE)
    laptop.sync()
    reader, now = county.add_hat(a_hat(5, agency=2)), county.clock.now()
    consent = a_consent(
        id=new_id(),
        case=case,
        owners=frozenset({hat.agency}),
        sections=frozenset({Section.CONTACTS}),
        starts=now,
        ends=now + timedelta(days=9),
        recipients=({"hat": reader.id},),
    )
    with county.database.administer() as connection:
        record_ground(connection, COUNTY, consent, an_actor(county))
    with SyncLaptop.enrolled(county, reader, tmp_path / "two") as other:
        other.sync()
    with county.database.administer() as connection:
        lines = list_disclosures(connection, COUNTY, case)
    told = [(one.shown_to, one.basis) for one in lines if one.sha256 == sha256(CONTENT).hexdigest()]
    assert told == [(reader.person_name, consent.basis)]


def test_a_case_that_leaves_takes_the_parts_the_small_picture_and_the_key_of_its_documents(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    record = add_document(laptop.store, case, SIZE)
    laptop.store.attachments.keep_thumbnail(record, NAME, b"a small picture")
    assert laptop.store.attachments.thumbnail(record, NAME) == b"a small picture"
    laptop.sync()
    county.revoke(hat, case)
    laptop.sync()
    for table in ("attachments", "attachment_parts", "case_keys"):
        assert rows(laptop, f"SELECT count(*) FROM {table}") == [(0,)]


def test_a_document_the_county_does_not_have_stays_when_its_case_leaves(
    laptop: SyncLaptop, county: TestCounty, case: CaseId, hat: Hat
) -> None:
    county.revoke(hat, case)
    record = add_document(laptop.store, case, SIZE)
    laptop.sync()
    assert laptop.store.attachments.read_of_record(record, NAME) == CONTENT


@pytest.mark.parametrize("section", [Section.IDENTITY, Section.ADVOCATE_NOTES])
def test_a_document_in_a_section_that_takes_none_is_refused(
    county: TestCounty, hat: Hat, case: CaseId, section: Section
) -> None:
    by_hand = TestLaptop(county)
    by_hand.enrol(hat)
    fields = {
        "title": "Letter",
        "what": "letter",
        "media": "application/pdf",
        "attachments": [{"name": NAME, "sha256": "a" * 64, "size": 1}],
        "added_at": "2026-11-20T10:00:00Z",
    }
    work = by_hand.write(case, fields, kind=RecordKind.DOCUMENT, section=section)
    reply: Any = by_hand.push(work)
    assert reply.results[0].reason is not None
    assert reply.results[0].version is None


def test_what_was_left_half_added_is_gone_at_the_next_opening(
    laptop: SyncLaptop, case: CaseId
) -> None:
    from casework.records import AttachedFile

    record = RecordId("0" * 36)
    file = AttachedFile(name=NAME, sha256="a" * 64, size=SIZE)
    laptop.store.attachments.begin(case, record, file)
    laptop.store.attachments.keep_next(record, NAME, 0, CONTENT[:300_000])
    assert laptop.store.attachments.missing() == laptop.store.attachments.unsent() == ()
    laptop.store.attachments.tidy()
    for table in ("attachments", "attachment_parts"):
        assert rows(laptop, f"SELECT count(*) FROM {table}") == [(0,)]
