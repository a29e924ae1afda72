# SPDX-License-Identifier: AGPL-3.0-or-later
"""The lists of youths: all, recent, pinned, unsent, due; and the search, one page at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from casework.ids import CaseId
from desktop.moments import moment_of
from desktop.services.clocks import running_clocks
from desktop.services.matches import find_cases, read_matches
from desktop.services.today import DueBoard
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.finding import Place
from storage.limits import LIMITS
from storage.model import CaseRow
from storage.search import words_of
from ui.clock_views import ClockRow
from ui.youth_views import YouthList, YouthPage, YouthRow

RECENT = 30
READ_TOGETHER = 150
"""Older rows whose words are read again in one step."""
EVERY = (YouthList.ALL, YouthList.NEWEST)


class Youths:
    """Fulfils ui.ports.YouthsPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session
        self._board = DueBoard(session)

    def search(
        self, text: str, offset: int, limit: int, which: YouthList = YouthList.ALL
    ) -> YouthPage:
        """Matches for any text among the youths of a list; empty text means all of it."""
        asked = text[: LIMITS.search_characters]
        with shown_errors():
            if asked.strip():
                return self._search(words_of(asked), offset, limit, which)
            if which in EVERY:
                hidden = self._session.reach.hidden_cases()
                page = self._session.store.finding.all_cases(
                    offset=offset, limit=limit, hidden=hidden, newest=which is YouthList.NEWEST
                )
                return YouthPage(page.total, self._rows(page.rows))
            if which is YouthList.DUE:
                return self._list_due(offset, limit)
            cases = self._listed(which)
            shown = self._session.store.finding.rows(cases[offset : offset + limit])
            return YouthPage(len(cases), self._rows(shown))

    def read_on(self) -> bool:
        """See the port."""
        with shown_errors():
            return self._session.store.finding.read_again(READ_TOGETHER)

    def pin(self, case: CaseId, *, pinned: bool) -> None:
        """Keep a youth at hand on this laptop, or no longer."""
        pins = self._session.store.finding.pins
        with shown_errors():
            if pinned:
                pins.pin(case, self._session.clock.now())
            else:
                pins.unpin(case)

    def is_pinned(self, case: CaseId) -> bool:
        """Whether a youth is kept at hand."""
        with shown_errors():
            return self._session.store.finding.pins.is_pinned(case)

    def _search(self, words: Sequence[str], offset: int, limit: int, which: YouthList) -> YouthPage:
        if not words:
            return YouthPage(0, ())
        listed = None if which in EVERY else frozenset(self._listed(which))
        found = (
            one for one in find_cases(self._session, words) if listed is None or one[0] in listed
        )
        first = list(islice(found, offset + limit + 1))
        page = first[offset : offset + limit]
        places = dict(page)
        shown = self._session.store.finding.rows([case for case, _ in page])
        more = len(first) > offset + limit
        return YouthPage(len(first), self._rows(shown, places=places), more=more)

    def _listed(self, which: YouthList) -> tuple[CaseId, ...]:
        """The cases of a list that may be named now, in its order."""
        finding, hidden = self._session.store.finding, self._session.reach.hidden_cases()
        if which is YouthList.PINNED:
            found = finding.pins.pinned()
        elif which is YouthList.UNSENT:
            found = finding.unsent()
        elif which is YouthList.DUE:
            found = tuple(self._clocks() | self._board.first())
        else:
            found = finding.pins.opened_last(RECENT)
        return tuple(one for one in found if one not in hidden)

    def _clocks(self) -> dict[CaseId, ClockRow]:
        """The most urgent running clock of each case, the most urgent first."""
        session = self._session
        hidden = session.reach.hidden_cases()
        first: dict[CaseId, ClockRow] = {}
        for one in running_clocks(session):
            if one.case not in hidden:
                first.setdefault(one.case, one)
        return first

    def _list_due(self, offset: int, limit: int) -> YouthPage:
        clocks, due = self._clocks(), self._board.first()
        cases = tuple(clocks | due)
        shown = self._session.store.finding.rows(cases[offset : offset + limit])
        rows = tuple(
            replace(one, clock=clocks.get(one.case), due=due.get(one.case))
            for one in self._rows(shown)
        )
        return YouthPage(len(cases), rows)

    def _today(self) -> date:
        return self._session.clock.now().astimezone(COUNTY_ZONE).date()

    def _rows(
        self,
        rows: Sequence[CaseRow],
        *,
        places: dict[CaseId, list[Place]] | None = None,
    ) -> tuple[YouthRow, ...]:
        pinned, today = frozenset(self._session.store.finding.pins.pinned()), self._today()
        return tuple(
            YouthRow(
                case=row.case,
                shown_name=row.shown_name,
                legal_name=row.legal_name,
                age=row.age.on(today),
                agency_numbers=row.agency_numbers,
                last_activity=moment_of(row.last_activity) if row.last_activity else None,
                has_unsent=row.has_unsent,
                is_pinned=row.case in pinned,
                matches=read_matches(self._session, (places or {}).get(row.case, ())),
            )
            for row in rows
        )
