# SPDX-License-Identifier: AGPL-3.0-or-later
"""The page of an absence says who was told, who need not be, and who is still open."""

from datetime import timedelta

import pytest

from casework.absences import Absence
from casework.clock_rules import Party
from casework.clocks import NoticeOutcome, Urgency
from casework.ids import RecordId
from casework.vocabulary import RecordKind
from tests.fakes.ui_ports import NOW
from tests.ui.conftest import Desk, settle
from ui.clock_views import PartyRow
from ui.models.rows import ROW_ROLE
from ui.places import RecordPlace
from ui.records.record_page import RecordPage

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

DUE = NOW + timedelta(hours=4)


def test_open_parties_lead_to_a_new_notice_and_closed_ones_to_theirs(desk: Desk) -> None:
    case = next(iter(desk.county.cases))
    absence = RecordId("a")
    view = Absence(discovered_at=NOW - timedelta(hours=20))
    desk.county.records.saved[absence] = (case, RecordKind.ABSENCE, view)
    desk.county.clocks.told = (
        PartyRow(RecordId("c1"), Party.COURT, DUE, Urgency.SOON, "WIC 16501.35", may_close=True),
        PartyRow(
            RecordId("c2"),
            Party.TRIBE,
            DUE,
            Urgency.CLOSED,
            "WIC 16501.35",
            may_close=True,
            outcome=NoticeOutcome.NOT_REQUIRED,
            notice=RecordId("n2"),
            told_at=NOW,
            why="No tribe.",
        ),
    )
    desk.shell.open(RecordPlace(case, RecordKind.ABSENCE, absence))
    settle()
    page = desk.shell.page
    assert isinstance(page, RecordPage)
    assert page.parties.count.text() == "Still open: 1 of 2."
    model = page.parties.list.model()
    still, closed = (model.index(at, 0).data(ROW_ROLE) for at in (0, 1))
    assert (still.tag, still.detail) == ("Still open", "WIC 16501.35")
    assert still.key == RecordPlace(case, RecordKind.NOTICE, None, RecordId("c1"))
    assert (closed.tag, closed.detail) == ("Not required", "No tribe.")
    assert closed.key == RecordPlace(case, RecordKind.NOTICE, RecordId("n2"))
