# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two cases of one youth, joined by a link that a person makes and can take back.

Nothing is rewritten: a link is a record of its own, with who, when and why, in one of the two cases
and in a section that the own agency alone reads. Taking it back changes the link and nothing else.

Invariants: a link says the same from both sides; of several words about one pair the latest that
stands counts; cases are joined through cases that may be seen only, so that a link opens nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from casework.ids import CaseId, RecordId
from casework.record_parts import Line, RecordView, Word

Pair = frozenset[CaseId]


class Verdict(Word):
    """What a person found about two cases."""

    SAME = "same", "The same youth"
    DIFFERENT = "different", "Two youths"


class SameYouth(RecordView):
    """What somebody found about the case it stands in and another one.

    Attributes:
        signs: what spoke for it (`casework.likeness.Sign`).
        taken_back_at, taken_back_why: from when on it does not count any more.
    """

    other: CaseId
    verdict: Verdict
    words: Line = ""
    signs: tuple[str, ...] = ()
    decided_at: datetime
    taken_back_at: datetime | None = None
    taken_back_why: Line = ""

    def happened(self) -> datetime:
        return self.taken_back_at or self.decided_at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.verdict, self.taken_back_why or self.words)


class Link(NamedTuple):
    """A link with the case it stands in."""

    case: CaseId
    record: RecordId
    view: SameYouth

    @property
    def pair(self) -> Pair:
        """The two cases, in no order."""
        return frozenset({self.case, self.view.other})


def standing_links(links: Iterable[Link]) -> dict[Pair, Link]:
    """What counts now, by pair: the latest word that was not taken back."""
    standing = [one for one in links if one.view.taken_back_at is None]
    ordered = sorted(standing, key=lambda one: (one.view.decided_at, one.record))
    return {one.pair: one for one in ordered if len(one.pair) == 2}


def joined_with(
    case: CaseId, links: Iterable[Link], visible: Collection[CaseId]
) -> frozenset[CaseId]:
    """The other cases of the same youth, reached through visible cases only."""
    same = [pair for pair, one in standing_links(links).items() if one.view.verdict is Verdict.SAME]
    seen = frozenset(visible)
    found: set[CaseId] = {case} & seen
    waiting = list(found)
    while waiting:
        at = waiting.pop()
        for pair in same:
            for other in pair - found if at in pair else ():
                if other in seen:
                    found.add(other)
                    waiting.append(other)
    return frozenset(found) - {case}


def undecided(alike: Mapping[Pair, object], links: Iterable[Link]) -> tuple[Pair, ...]:
    """The likely pairs nobody has decided about, in their order."""
    known = standing_links(links)
    return tuple(one for one in alike if one not in known)
