# SPDX-License-Identifier: AGPL-3.0-or-later
"""Opening the case of an agency that the cross-agency index named, in an emergency.

Invariants:
- The question is asked anew, by the designation of that moment; who may not ask opens nothing.
- Where there is no such case, where its key was destroyed, and where all it holds is privileged or
  closed in an emergency, the answer is the same.
"""

from sqlalchemy import select

from casework.bases import BrokenGlass
from casework.ids import CaseId, PersonId
from casework.index_rules import UseKind
from casework.previews import preview
from casework.reasons import Reason, ReasonCode
from casework.sharing_matrix import CEILING
from casework.sharing_work import OpenByIndex, SharingWork
from casework.vocabulary import Basis, Section
from sync.server.database import share_for
from sync.server.errors import NotFound
from sync.server.index_answers import find_entries
from sync.server.index_entries import KeptEntry
from sync.server.index_standing import Asking
from sync.server.index_use import note_use
from sync.server.papers import read_decided
from sync.server.people import read_hat
from sync.server.tables import record


def make_glass(asking: Asking, work: SharingWork, act: OpenByIndex) -> BrokenGlass | Reason:
    """The emergency access that is asked for, or why there is none."""
    power = asking.word().power
    entry = _find(asking, act) if power.may_ask else None
    note_use(
        asking,
        UseKind.ASKED,
        act.question.model_dump_json().encode(),
        asked_by=sorted(one.value for one in act.question.by),
        found=int(entry is not None),
        refused=not power.may_ask,
    )
    if not power.may_ask:
        return power.reason
    try:
        told: PersonId | None = read_hat(asking.connection, asking.county, act.told).person
    except NotFound:
        return Reason.of(ReasonCode.PERSON_UNKNOWN)
    if entry is None:
        return Reason.of(ReasonCode.EMERGENCY_NOT_OPENED)
    glass = BrokenGlass(
        id=work.id,
        case=entry.case,
        sections=CEILING[Basis.EMERGENCY_BREAK_GLASS],
        starts=min(work.at, asking.now),
        named=frozenset({asking.hat.id}),
        reason=act.reason.strip(),
        person=asking.hat.person,
        told=told,
    )
    return glass if _opens_something(asking, glass) else Reason.of(ReasonCode.EMERGENCY_NOT_OPENED)


def _find(asking: Asking, act: OpenByIndex) -> KeptEntry | None:
    """The likest entry that reads as the answer did."""
    for one, _ in find_entries(asking, act.question):
        if (one.agency_name, one.entry.case_number) == (act.agency, act.case_number):
            return one
    return None


def _opens_something(asking: Asking, glass: BrokenGlass) -> bool:
    """Whether the case holds a record that this person would be shown, beside who the youth is."""
    matrix = read_decided(asking.connection, asking.county).policy.sharing
    [told] = preview(glass, [asking.hat], matrix, asking.now)
    return _holds(asking, glass.case, told.sections)


def _holds(asking: Asking, case: CaseId, sections: tuple[Section, ...]) -> bool:
    share_for(asking.connection, case)
    query = select(record.c.id).where(
        record.c.county == asking.county,
        record.c.case_id == case,
        record.c.section.in_([one.value for one in sections]),
    )
    return asking.connection.execute(query.limit(1)).first() is not None
