# SPDX-License-Identifier: AGPL-3.0-or-later
"""In which part of a case a record is begun, and whether it may stay there.

Invariant: a record never changes its part; what belongs into another one is begun anew there.
"""

from casework.clocks import Notice, RunningClock, section_of_clock
from casework.ids import RecordId
from casework.people_around import PersonAround
from casework.record_parts import RecordView, Surroundings
from casework.services import Need, Service, section_of_domain
from casework.vocabulary import SECTION_OF_KIND, RecordKind, Section
from storage.model import CaseFile, StoredRecord


def section_of(kind: RecordKind, view: RecordView, around: Surroundings) -> Section:
    """The part of the case in which a record is written."""
    if isinstance(view, Need | Service):
        return section_of_domain(view.domain)
    if isinstance(view, PersonAround) and not view.is_family:
        return Section.SAFETY_PLAN
    if isinstance(view, Notice):
        clock = dict(around.others).get(view.clock)
        if isinstance(clock, RunningClock):
            return section_of_clock(clock.start)
    return SECTION_OF_KIND[kind]


def stays(before: RecordView, view: RecordView) -> bool:
    """Whether a record stays where it was begun, although another would be begun elsewhere.

    Someone who is family no more does not: what is added about them is no identity.
    """
    if not isinstance(before, PersonAround) or not isinstance(view, PersonAround):
        return False
    return view.is_family or not before.is_family


def section_of_form(
    held: CaseFile, kind: RecordKind, present: StoredRecord | None, about: RecordId | None
) -> Section:
    """Where a form's record stands, or will stand: with what it is about."""
    if present is not None:
        return present.record.section
    told = next((one.record for one in held.records if one.record.record == about), None)
    return SECTION_OF_KIND[kind] if told is None else told.section
