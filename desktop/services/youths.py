# SPDX-License-Identifier: AGPL-3.0-or-later
"""The list of youths: search as you type, one page at a time."""

from casework.records import Youth
from desktop.moments import moment_of
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import CaseRow
from ui.views import YouthPage, YouthRow


class Youths:
    """Fulfils ui.ports.YouthsPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def search(self, text: str, offset: int, limit: int) -> YouthPage:
        """Matches for any text, best first; empty text means all, by name."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            page = self._session.store.search_cases(text, offset=offset, limit=limit, hidden=hidden)
        return YouthPage(total=page.total, rows=tuple(self._row(row) for row in page.rows))

    def _row(self, row: CaseRow) -> YouthRow:
        today = self._session.clock.now().astimezone(COUNTY_ZONE).date()
        youth = Youth(legal_name=row.legal_name or row.shown_name, birth_date=row.birth_date)
        return YouthRow(
            case=row.case,
            shown_name=row.shown_name,
            legal_name=row.legal_name,
            age=youth.age_on(today),
            agency_numbers=row.agency_numbers,
            last_activity=moment_of(row.last_activity) if row.last_activity else None,
            has_unsent=row.has_unsent,
        )
