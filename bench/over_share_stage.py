# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `bench.over_share` asks: hats of every legal role, records in every section, two counties.

The second county lies in the same database: the same hats, laptops and assignments, but no record.
"""

import hashlib
import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import cycle

from pydantic import JsonValue
from sqlalchemy import insert

from bench.convergence.acts import CountyActs
from bench.convergence.oracle import Kept, Oracle
from bench.convergence.stage import SeededIds, SimulatedClock
from bench.in_process import DirectLaptop, DirectLine
from casework.audit import Actor, AuditEvent, AuditHead, AuditNote, make_entry
from casework.hats import Hat
from casework.ids import CaseId, CountyId, RecordId
from casework.vocabulary import AgencyKind, LegalRole, RecordKind, Section
from sync.server.cases import add_records, make_record
from sync.server.content_seals import case_key, open_seals
from sync.server.feed import lock_feed
from sync.server.people import add_county
from sync.server.succession import claim_key
from sync.server.tables import METADATA, attachment_part
from sync.wire.audit import PATH_AUDIT, AuditReply, AuditRequest
from tests.fakes.county import COUNTY, TestCounty, a_note, county_in_memory
from tests.fakes.people import a_hat, an_id

OTHER = CountyId(an_id(0xBEEF))
CASES, ASSIGNMENTS, AUTHORS = 6, 40, 2
KINDS = (
    AgencyKind.PROBATION,
    AgencyKind.CHILD_WELFARE,
    AgencyKind.ADVOCATE_ORGANIZATION,
    AgencyKind.SUBSTANCE_USE,
    AgencyKind.MENTAL_HEALTH,
    AgencyKind.EDUCATION_COUNTY,
    AgencyKind.POLICE,
)
ADVOCATES = 3
PRIVILEGED = (LegalRole.HUMAN_TRAFFICKING_CASEWORKER, LegalRole.SEXUAL_ASSAULT_COUNSELOR)
PHOTO = b"a nest" * 50
PHOTO_HASH = hashlib.sha256(PHOTO).hexdigest()


@dataclass
class Staged:
    """Two counties, who asks, and what must be true of the first.

    Attributes:
        other: the way to the second county.
        files: records that name a file which the county has.
        logged: cases that a line of the log is about.
    """

    county: TestCounty
    clock: SimulatedClock
    chance: random.Random
    oracle: Oracle
    acts: CountyActs
    laptops: list[tuple[Hat, DirectLaptop]]
    other: DirectLine
    files: list[RecordId] = field(default_factory=list)
    logged: set[str] = field(default_factory=set)


def hats_of_every_role() -> list[Hat]:
    """Two of every legal role, in agencies of several kinds; the administrator is the last."""
    roles = [one for one in LegalRole if one is not LegalRole.COUNTY_ADMINISTRATOR]
    made, agencies = [], cycle(enumerate(KINDS, 1))
    for number, role in enumerate([*roles, *roles, LegalRole.COUNTY_ADMINISTRATOR], 1):
        agency, kind = next(agencies)
        if role in PRIVILEGED:
            agency, kind = ADVOCATES, AgencyKind.ADVOCATE_ORGANIZATION
        hat = a_hat(number, role=role, agency=agency)
        made.append(hat.model_copy(update={"agency_kind": kind}))
    return made


@contextmanager
def staged(seed: int, worn: Sequence[Hat]) -> Iterator[Staged]:
    """Everything, before the first round; the last of the hats is an administrator's."""
    clock, chance = SimulatedClock(), random.Random(seed)  # noqa: S311 - repeatable is the aim
    with county_in_memory(clock) as county:
        hats = [county.add_hat(one) for one in worn]
        oracle = Oracle({one.id: one for one in hats}, lambda _: True)
        acts = CountyActs(county, clock, SeededIds(clock, chance), chance, oracle, hats)
        line = DirectLine(county.server)
        laptops = [(hat, _enrol(county, hat, line)) for hat in hats]
        for _ in range(CASES):
            acts.open_case()
        for _ in range(ASSIGNMENTS):
            clock.move(1)
            acts.grant()
        _copy_to_other_county(county)
        other = DirectLine(replace(county.server, county=OTHER))
        made = Staged(county, clock, chance, oracle, acts, laptops, other)
        _fill(made)
        try:
            yield made
        finally:
            line.close()
            other.close()


def _enrol(county: TestCounty, hat: Hat, line: DirectLine) -> DirectLaptop:
    laptop = DirectLaptop(county)
    laptop.line = line
    laptop.enrol(hat)
    return laptop


def _copy_to_other_county(county: TestCounty) -> None:
    """The same people, laptops and rights, under another county's id."""
    with county.database.administer() as owner:
        add_county(owner, OTHER, "Other County", "epoch1")
    with county.database.publish() as publishing:
        claim_key(publishing, OTHER, county.signing_key)
    for table in ("agency", "hat", "device", "case_file", "membership"):
        columns = [one.name for one in METADATA.tables[table].columns]
        named = ", ".join(columns)
        chosen = ", ".join(":other" if one == "county" else one for one in columns)
        query = f"INSERT INTO {table} ({named}) SELECT {chosen} FROM {table} WHERE county = :mine"
        county.sql(query, other=OTHER, mine=COUNTY)
    county.sql("UPDATE county SET feed_n = 10000 WHERE county = :other", other=OTHER)


def _fill(stage: Staged) -> None:
    """Records in each section of each case, a file and a line of the log about each case."""
    authors = stage.acts.hats[:-1]
    head = AuditHead()
    hat, laptop = stage.laptops[0]
    actor = Actor(laptop.enrolment.device, hat.person, hat.id)
    lines = []
    for case in map(CaseId, sorted(stage.oracle.cases)):
        for section in Section:
            for author in stage.chance.sample(authors, AUTHORS):
                _add(stage, case, section, author)
        stage.files.append(_add_photo(stage, case, stage.chance.choice(authors)))
        note = AuditNote(AuditEvent.CASE_READ, case)
        entry = make_entry(head, actor, note, stage.clock.now())
        head = entry.head()
        lines.append(entry.line().decode())
        stage.logged.add(case)
    reply = laptop.ask(PATH_AUDIT, AuditRequest(lines=tuple(lines)), AuditReply)
    assert isinstance(reply, AuditReply), reply


def _add(
    stage: Staged,
    case: CaseId,
    section: Section,
    author: Hat,
    screening: dict[str, JsonValue] | None = None,
) -> RecordId:
    """A record of a section, whatever kind usually stands there."""
    record, at = RecordId(stage.acts.ids()), f"{stage.clock.now():%s}000-0000"
    kind = RecordKind.CONTACT_NOTE if screening is None else RecordKind.SCREENING
    fields = screening or a_note(os.urandom(4).hex())
    made = make_record(case, record, kind, fields, author, at)
    made = made.model_copy(update={"section": section})
    with stage.county.database.administer() as connection:
        number = lock_feed(connection, COUNTY) + 1
        add_records(connection, COUNTY, [made])
    kept = Kept(case, kind.value, section.value, author.agency, number, {})
    stage.oracle.records[record] = kept
    return record


def _add_photo(stage: Staged, case: CaseId, author: Hat) -> RecordId:
    """A screening whose file the county has whole."""
    screening: dict[str, JsonValue] = {
        "instrument": "small",
        "instrument_version": "1",
        "instrument_sha256": "0" * 64,
        "instrument_title": "Small form",
        "language": "",
        "answers": {"/data/photo": "nest.jpg"},
        "attachments": [{"name": "nest.jpg", "sha256": PHOTO_HASH, "size": len(PHOTO)}],
        "started_at": "2026-11-20T10:00:00Z",
        "signed_at": "2026-11-20T11:00:00Z",
        "signed_by": author.person_name,
    }
    record = _add(stage, case, Section.SCREENING, author, screening)
    with stage.county.database.administer() as connection:
        seals = open_seals(connection, COUNTY)
        seals.prepare([case_key(case)])
        sealed = seals.seal(case_key(case), PHOTO, "part", record, 0, PHOTO_HASH)
        connection.execute(
            insert(attachment_part).values(
                county=COUNTY,
                record=record,
                sha256=PHOTO_HASH,
                start=0,
                case_id=case,
                section=Section.SCREENING.value,
                content=sealed,
            )
        )
    return record
