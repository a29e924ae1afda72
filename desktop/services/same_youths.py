# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth in two cases of this laptop: likely pairs, a person's word, and the way back.

Invariants: only cases in which this hat works for its own agency are compared and joined; every
record of a joined case is asked for by its own case's rights; nothing is decided by software.
"""

from collections.abc import Sequence

from casework.ids import CaseId, RecordId
from casework.likeness import Likeness
from casework.records import read_view
from casework.same_youth import (
    Link,
    Pair,
    SameYouth,
    Verdict,
    joined_with,
    standing_links,
    undecided,
)
from casework.vocabulary import Action, RecordKind, Section
from casework.youths_alike import names_of
from desktop.services.held_case import require_case
from desktop.services.held_youths import HeldYouths
from desktop.services.work import make_change, record_new, record_together
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import Changes, RecordRow
from ui.errors import ShownError
from ui.index_views import DuplicateView, TwinView
from ui.same_youth_views import JoinedView, SameYouthView

MOST_PAIRS = 20
"""Likely pairs that are told at once, the likest."""


class SameYouths:
    """Fulfils ui.same_youth_views.SameYouthPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self.held = HeldYouths(session)

    def look_on(self) -> bool:
        """See the port."""
        with shown_errors():
            return self.held.step()

    def pairs(self) -> tuple[DuplicateView, ...]:
        """See the port."""
        with shown_errors():
            self.held.step()
            return self._views(undecided(self._likest(), self._links())[:MOST_PAIRS])

    def of_case(self, case: CaseId) -> SameYouthView:
        """See the port."""
        with shown_errors():
            self.held.step()
            links = self._links()
            waiting = [one for one in undecided(self._likest(), links) if case in one]
            standing = standing_links(links)
            found = self.held.some(joined_with(case, links, {one for o in links for one in o.pair}))
            joined = [
                JoinedView(
                    case=other,
                    shown_name=youth.shown_name,
                    names=names_of([youth]),
                    birth_date=youth.birth_date,
                    may_part=frozenset({case, other}) in standing,
                )
                for other, youth in sorted(found.items())
            ]
            return SameYouthView(tuple(joined), self._views(waiting))

    def decide(self, pair: DuplicateView, verdict: Verdict) -> Changes:
        """See the port."""
        session = self._session
        with shown_errors():
            first, second = pair.first.case, pair.second.case
            for case in (first, second):
                require_case(session, case)
                session.require(case, Section.CONTACTS, Action.WRITE)
            view = SameYouth(
                other=second,
                verdict=verdict,
                signs=tuple(sorted(one.value for one in pair.signs)),
                decided_at=session.clock.now(),
            )
            return record_new(session, first, RecordKind.SAME_YOUTH, view.model_dump(mode="json"))

    def take_back(self, case: CaseId, other: CaseId, why: str) -> Changes:
        """See the port."""
        session = self._session
        if not why.strip():
            raise ShownError("Say why.", "Write it, then part the cases.")
        with shown_errors():
            links = self._links()
            found = standing_links(links).get(frozenset({case, other}))
            if found is None:
                raise ShownError("These cases are not joined any more.", "Go back to the case.")
            record = next(
                one.stored.record
                for one in session.store.sign_offs.links()
                if one.stored.record.record == found.record
            )
            changed = {
                "taken_back_at": session.clock.now().isoformat(),
                "taken_back_why": why.strip(),
            }
            return record_together(session, found.case, [], make_change(session, record, changed))

    def joined(self, case: CaseId) -> tuple[CaseId, ...]:
        """The other cases of the same youth this hat may see, in a fixed order."""
        session = self._session
        links = [_link(row) for row in session.only_seen(session.store.sign_offs.links())]
        seen = {one for link in links for one in link.pair if self.held.works_in(one)}
        return tuple(sorted(joined_with(case, links, seen)))

    def _links(self) -> list[Link]:
        session = self._session
        rows = session.only_seen(session.store.sign_offs.links())
        return [link for row in rows if all(map(self.held.works_in, (link := _link(row)).pair))]

    def _likest(self) -> dict[Pair, Likeness]:
        """The likely pairs found so far, the likest first."""
        found = self.held.compared.alike.items()
        return dict(sorted(found, key=lambda one: (-one[1].score, *sorted(one[0]))))

    def _views(self, pairs: Sequence[Pair]) -> tuple[DuplicateView, ...]:
        """Pairs to be shown; not those of whom one may not be named now."""
        agency = (self._session.hat.agency_name,)
        youths = self.held.some(frozenset[CaseId]().union(*pairs))
        views = []
        for pair in pairs:
            if pair <= youths.keys():
                first, second = (
                    TwinView(case, youths[case].shown_name, youths[case].birth_date, agency)
                    for case in sorted(pair)
                )
                signs = self.held.compared.alike[pair].signs
                views.append(DuplicateView(first, second, signs))
        return tuple(views)


def _link(row: RecordRow) -> Link:
    record = row.stored.record
    view = read_view(record.kind, record.fields)
    assert isinstance(view, SameYouth)
    return Link(record.case, RecordId(record.record), view)
