# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing what a laptop holds with what its hat may read, and serving what differs.

Invariants: only what `casework.policy.decide` allows at this moment is compared or served; a case
that is not in reach is answered by its `leave`, whatever the laptop says it holds; an answer stays
under the size of a page, and what does not fit is left for the next sync.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from casework.digests import digest_section
from casework.feed import CaseLeft
from casework.ids import AgencyId, CaseId, CountyId
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.sharing_matrix import SharingMatrix
from casework.vocabulary import Action, Section
from sync.server.cases import open_row
from sync.server.clearances import is_device_cleared
from sync.server.content_seals import case_key, open_seals
from sync.server.disclosures import Ledger
from sync.server.memberships import read_in_force, read_memberships
from sync.server.papers import read_decided
from sync.server.tables import hat as hat_table
from sync.server.tables import record
from sync.wire.limits import LIMITS
from sync.wire.messages import SectionsReply, SectionsRequest, SectionTold


class _Copy(NamedTuple):
    """A record that may be read, with the right to it."""

    record: str
    owner: AgencyId
    decision: Decision
    content: bytes


_Held = Mapping[tuple[CaseId, Section], list[_Copy]]


@dataclass(frozen=True)
class _Reader:
    """What decides what one hat may read at one moment."""

    hat: Hat
    memberships: Mapping[CaseId, list[Membership]]
    matrix: SharingMatrix
    at: datetime
    cji_device: bool

    def may_read(self, case: CaseId, section: Section, owner: AgencyId | None) -> Decision:
        question = AccessQuestion(
            hat=self.hat,
            case=case,
            section=section,
            action=Action.READ,
            at=self.at,
            owner=owner,
            cji_device=self.cji_device,
        )
        return decide(question, self.memberships.get(case, []), self.matrix)


class _Rights(NamedTuple):
    """Which sections of which cases a hat may read, and why a case is out of its reach."""

    readable: dict[CaseId, list[Section]]
    left: tuple[CaseLeft, ...]


def compare_sections(
    connection: Connection, county_id: CountyId, hat: Hat, asked: SectionsRequest, now: datetime
) -> SectionsReply:
    """What of the sections asked about differs; what is served is in the ledger of disclosures."""
    memberships = read_memberships(connection, county_id, hat.id, list(asked.digests))
    matrix = read_decided(connection, county_id).policy.sharing
    cleared = is_device_cleared(connection, county_id)
    reader = _Reader(hat, _by_case(memberships), matrix, now, cleared)
    in_force = read_in_force(connection, county_id, hat.id)
    rights = _find_rights(reader, asked.digests, in_force)
    held = _read(connection, county_id, reader, rights.readable)
    differing, ledger, size = [], Ledger(), 0
    for case, sections in rights.readable.items():
        # A part that is not open any more is told empty, so that what came back of it goes.
        for section in dict.fromkeys((*sections, *asked.digests[case])):
            copies = held[case, section]
            told = asked.digests[case].get(section)
            known = told == digest_section(json.loads(one.content) for one in copies)
            if known or size > LIMITS.page_bytes:
                continue
            size += sum(len(one.content) for one in copies)
            records = tuple(CaseRecord.model_validate_json(one.content) for one in copies)
            differing.append(SectionTold(case=case, section=section, records=records))
            _note(ledger, hat, case, section, copies)
    ledger.write(connection, county_id, hat.id, now)
    return SectionsReply(differing=tuple(differing), left=rights.left)


def _note(
    ledger: Ledger, hat: Hat, case: CaseId, section: Section, copies: Iterable[_Copy]
) -> None:
    for one in copies:
        if one.owner != hat.agency and one.decision.ground:
            ledger.note(case, section, one.owner, one.decision, (one.record, one.content))


def _find_rights(reader: _Reader, cases: Iterable[CaseId], in_force: Collection[CaseId]) -> _Rights:
    readable: dict[CaseId, list[Section]] = {}
    left = []
    for case in cases:
        decisions = {section: reader.may_read(case, section, None) for section in Section}
        allowed = [section for section, decision in decisions.items() if decision.allowed]
        if allowed and case in in_force:
            readable[case] = allowed
            continue
        identity = decisions[Section.IDENTITY]
        reason = Reason.of(ReasonCode.NOT_ASSIGNED) if identity.allowed else identity.reason
        left.append(CaseLeft(case=case, reason=reason))
    return _Rights(readable, tuple(left))


def _by_case(memberships: Iterable[Membership]) -> Mapping[CaseId, list[Membership]]:
    sorted_out: dict[CaseId, list[Membership]] = defaultdict(list)
    for one in memberships:
        sorted_out[one.case].append(one)
    return sorted_out


def _read(
    connection: Connection, county_id: CountyId, reader: _Reader, cases: Collection[CaseId]
) -> _Held:
    rows = connection.execute(
        select(record, hat_table.c.agency)
        .join(hat_table, (hat_table.c.county == record.c.county) & (hat_table.c.id == record.c.hat))
        .where(record.c.county == county_id, record.c.case_id.in_(list(cases)))
    )
    seals = open_seals(connection, county_id)
    seals.load(map(case_key, cases))
    held: dict[tuple[CaseId, Section], list[_Copy]] = defaultdict(list)
    for row in rows:
        case, section, owner = CaseId(row.case_id), Section(row.section), AgencyId(row.agency)
        decision = reader.may_read(case, section, owner)
        # What was sealed under a destroyed key is nobody's any more.
        if decision.allowed and seals.has(case_key(case)):
            content = open_row(seals, case, row.id, row.version, row.content)
            held[case, section].append(_Copy(row.id, owner, decision, content))
    return held
