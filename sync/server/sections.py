# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing what a laptop holds with what its hat may read, and serving what differs.

Invariants: only what `casework.policy.decide` allows at this moment is compared or served; a case
that is not in reach is answered by its `leave`, whatever the laptop says it holds; an answer stays
under the size of a page, and what does not fit is left for the next sync.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from casework.digests import digest_section
from casework.feed import CaseLeft
from casework.ids import CaseId, CountyId
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import Action, Section
from sync.server.cases import open_row
from sync.server.content_seals import case_key, open_seals
from sync.server.memberships import read_in_force, read_memberships
from sync.server.tables import record
from sync.wire.limits import LIMITS
from sync.wire.messages import SectionsReply, SectionsRequest, SectionTold

_Held = dict[tuple[CaseId, Section], list[bytes]]


class _Rights(NamedTuple):
    """Which sections of which cases a hat may read, and why a case is out of its reach."""

    readable: dict[CaseId, list[Section]]
    left: tuple[CaseLeft, ...]


def compare_sections(
    connection: Connection, county_id: CountyId, hat: Hat, asked: SectionsRequest, now: datetime
) -> SectionsReply:
    """What of the sections asked about differs."""
    rights = _find_rights(connection, county_id, hat, asked.digests, now)
    held = _read(connection, county_id, rights.readable)
    differing = []
    size = 0
    for case, sections in rights.readable.items():
        for section in sections:
            content = held[case, section]
            told = asked.digests[case].get(section)
            if told == digest_section(map(json.loads, content)) or size > LIMITS.page_bytes:
                continue
            size += sum(map(len, content))
            records = tuple(CaseRecord.model_validate_json(one) for one in content)
            differing.append(SectionTold(case=case, section=section, records=records))
    return SectionsReply(differing=tuple(differing), left=rights.left)


def _find_rights(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    cases: Iterable[CaseId],
    now: datetime,
) -> _Rights:
    memberships = _by_case(read_memberships(connection, county_id, hat.id, cases))
    in_force = read_in_force(connection, county_id, hat.id)
    readable: dict[CaseId, list[Section]] = {}
    left = []
    for case in cases:
        reason = Reason.of(ReasonCode.NOT_ASSIGNED)
        allowed = []
        for section in Section:
            question = AccessQuestion(
                hat=hat, case=case, section=section, action=Action.READ, at=now
            )
            decision = decide(question, memberships.get(case, []))
            if decision.allowed:
                allowed.append(section)
            elif section is Section.IDENTITY:
                reason = decision.reason
        if allowed and case in in_force:
            readable[case] = allowed
        else:
            left.append(CaseLeft(case=case, reason=reason))
    return _Rights(readable, tuple(left))


def _by_case(memberships: Iterable[Membership]) -> Mapping[CaseId, list[Membership]]:
    sorted_out: dict[CaseId, list[Membership]] = defaultdict(list)
    for one in memberships:
        sorted_out[one.case].append(one)
    return sorted_out


def _read(connection: Connection, county_id: CountyId, cases: Collection[CaseId]) -> _Held:
    rows = connection.execute(
        select(record).where(record.c.county == county_id, record.c.case_id.in_(list(cases)))
    )
    seals = open_seals(connection, county_id)
    seals.load(map(case_key, cases))
    held: _Held = defaultdict(list)
    for row in rows:
        case = CaseId(row.case_id)
        # What was sealed under a destroyed key is nobody's any more.
        if seals.has(case_key(case)):
            content = open_row(seals, case, row.id, row.version, row.content)
            held[case, Section(row.section)].append(content)
    return held
