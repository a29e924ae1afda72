# SPDX-License-Identifier: AGPL-3.0-or-later
"""Agenda pages for somebody else at the table: only what the policy lets that person read.

A laptop knows of another person's rights only the recorded grounds it holds that reach them, never
their agency's assignments; so a page may hold less than its recipient could see, and never more.

Invariant: a line is kept only where `decide` says yes for the recipient's own hat, for the part of
the case it stands in and the agency that wrote it. A line without a known author is left out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from casework.agenda import AgendaItem, AgendaLine
from casework.ids import AgencyId, HatId
from casework.paper import Recipient
from casework.policy import Membership
from casework.vocabulary import Section


def rights_of_other(hat: HatId, held: Iterable[Membership]) -> tuple[Membership, ...]:
    """What this laptop knows of another hat's rights: the grounds that reach it, nothing else."""
    found = []
    for one in held:
        grounds = tuple(ground for ground in one.grounds if hat in ground.hats)
        if grounds:
            changed = {
                "hat": hat,
                "grounds": grounds,
                "assigned": frozenset[Section](),
                "basis": grounds[0].basis,
                "revoked_at": None,
            }
            found.append(one.model_copy(update=changed))
    return tuple(found)


def item_for(
    item: AgendaItem, recipient: Recipient, agencies: Mapping[HatId, AgencyId]
) -> AgendaItem | None:
    """A youth's item with only what the recipient may read; None where not even who it is.

    Args:
        agencies: which agency each author works for.
    """
    if not any(section is Section.IDENTITY for section, _ in recipient.readable):
        return None
    lines = tuple(one for one in item.lines if may_read(one, recipient, agencies))
    # What the team decided stands in the minutes, whose author this summary does not carry.
    return replace(item, lines=lines, last_decisions=(), last_status=None)


def may_read(line: AgendaLine, recipient: Recipient, agencies: Mapping[HatId, AgencyId]) -> bool:
    """Whether a recipient may read one line."""
    owner = None if line.hat is None else agencies.get(line.hat)
    return owner is not None and (line.section, owner) in recipient.readable
