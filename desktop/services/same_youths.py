# SPDX-License-Identifier: AGPL-3.0-or-later
"""One youth in two cases of this laptop: likely pairs, a person's word, and the way back.

Invariants: only cases in which this hat works for its own agency are compared and joined; every
record of a joined case is asked for by its own case's rights; nothing is decided by software.
"""

from collections.abc import Mapping

from casework.ids import CaseId, RecordId
from casework.likeness import Likeness, Sketch, find_alike
from casework.records import Youth, read_view
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
from casework.youths_alike import names_of, sketch_youth
from desktop.services.held_case import require_case
from desktop.services.work import make_change, record_new, record_together
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import Changes, RecordRow
from ui.errors import ShownError
from ui.index_views import DuplicateView, TwinView
from ui.same_youth_views import JoinedView, SameYouthView


class SameYouths:
    """Fulfils ui.same_youth_views.SameYouthPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._compared: dict[CaseId, Sketch] = {}
        self._alike: dict[Pair, Likeness] = {}
        self._mark: tuple[object, ...] = ()
        self._known: dict[CaseId, Youth] = {}

    def pairs(self) -> tuple[DuplicateView, ...]:
        """See the port."""
        with shown_errors():
            youths = self.youths()
            waiting = undecided(self._find_alike(youths), self._links(youths))
            return tuple(self._view(pair, youths) for pair in waiting)

    def of_case(self, case: CaseId) -> SameYouthView:
        """See the port."""
        with shown_errors():
            youths = self.youths()
            links = self._links(youths)
            waiting = undecided(self._find_alike(youths), links)
            standing = standing_links(links)
            joined = [
                JoinedView(
                    case=other,
                    shown_name=youths[other].shown_name,
                    names=names_of([youths[other]]),
                    birth_date=youths[other].birth_date,
                    may_part=frozenset({case, other}) in standing,
                )
                for other in sorted(joined_with(case, links, youths))
            ]
            suspects = [self._view(pair, youths) for pair in waiting if case in pair]
            return SameYouthView(tuple(joined), tuple(suspects))

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
            links = self._links(self.youths())
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
        seen = {one for link in links for one in link.pair if self._works_in(one)}
        return tuple(sorted(joined_with(case, links, seen)))

    def _works_in(self, case: CaseId) -> bool:
        """Whether this hat works in a case for its own agency and may know the youth."""
        session = self._session
        return (
            case not in session.reach.hidden_cases()
            and session.ask(case, Section.CONTACTS, Action.WRITE).allowed
        )

    def youths(self) -> dict[CaseId, Youth]:
        """Every youth in whose case this hat works for its own agency."""
        session = self._session
        store = session.store
        mark = (store.sign_offs.youths_mark(), store.memberships(), session.reach.hidden_cases())
        if mark == self._mark:
            return self._known
        found = {}
        for row in session.only_seen(session.store.sign_offs.youths()):
            case = row.stored.record.case
            view = read_view(RecordKind.YOUTH, row.stored.record.fields)
            assert isinstance(view, Youth)
            if self._works_in(case):
                found[case] = view
        self._mark, self._known = mark, found
        return found

    def _links(self, youths: Mapping[CaseId, Youth]) -> list[Link]:
        session = self._session
        rows = session.only_seen(session.store.sign_offs.links())
        return [link for row in rows if (link := _link(row)).pair <= youths.keys()]

    def _find_alike(self, youths: Mapping[CaseId, Youth]) -> dict[Pair, Likeness]:
        """The likely pairs; compared anew only where a youth changed."""
        sketches = {case: sketch_youth(one) for case, one in sorted(youths.items())}
        if sketches != self._compared:
            found = sorted(find_alike(sketches), key=lambda one: (-one[2].score, *one[:2]))
            self._alike = {frozenset(one[:2]): one[2] for one in found}
            self._compared = sketches
        return self._alike

    def _view(self, pair: Pair, youths: Mapping[CaseId, Youth]) -> DuplicateView:
        agency = (self._session.hat.agency_name,)
        first, second = (
            TwinView(case, youths[case].shown_name, youths[case].birth_date, agency)
            for case in sorted(pair)
        )
        return DuplicateView(first, second, self._alike[pair].signs)


def _link(row: RecordRow) -> Link:
    record = row.stored.record
    view = read_view(record.kind, record.fields)
    assert isinstance(view, SameYouth)
    return Link(record.case, RecordId(record.record), view)
