# SPDX-License-Identifier: AGPL-3.0-or-later
"""Frozen values that say why a part of a case is shown, whose work it is, and until when."""

from dataclasses import dataclass
from datetime import datetime

from casework.reasons import Reason
from casework.vocabulary import Basis, Section


@dataclass(frozen=True, slots=True)
class GroundView:
    """On which ground one agency's work is shown, or why it is not any more.

    Attributes:
        agency: whose work; empty for the own agency's.
        basis: None where it is closed; `reason` then says what would change it.
        people: who else it is shown to on the same ground, as they are called.
    """

    agency: str
    reason: Reason
    basis: Basis | None
    until: datetime | None
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionRights:
    """One part of a case with every ground on it, the own agency's work first."""

    section: Section
    grounds: tuple[GroundView, ...]


@dataclass(frozen=True, slots=True)
class ReleasedView:
    """A text that the holder of the privilege let this worker read.

    Attributes:
        organization: who wrote it; `holder` who released it.
        at: when what it tells of happened.
        text: empty where `problem` says why it is not shown.
    """

    organization: str
    holder: str
    at: datetime
    until: datetime
    text: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class GroupedRights:
    """Parts of which the same is to be said."""

    sections: tuple[Section, ...]
    ground: GroundView


def group_rights(rights: tuple[SectionRights, ...]) -> tuple[GroupedRights, ...]:
    """The grounds in the order they are met, each with all parts it is about."""
    sections: dict[tuple[object, ...], list[Section]] = {}
    grounds: dict[tuple[object, ...], GroundView] = {}
    for one in rights:
        for ground in one.grounds:
            said = (ground.agency, ground.reason.sentence, ground.until, ground.people)
            sections.setdefault(said, []).append(one.section)
            grounds.setdefault(said, ground)
    return tuple(GroupedRights(tuple(sections[said]), grounds[said]) for said in grounds)
