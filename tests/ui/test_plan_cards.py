# SPDX-License-Identifier: AGPL-3.0-or-later
"""Below a plan's form: its actions as they stand, and its versions with what became different."""

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from casework.field_specs import specs_of
from casework.ids import RecordId
from casework.plan_versions import Difference
from casework.safety_plans import YouthPlan
from casework.signatures import Signature, Signer
from tests.ui.conftest import Desk, settle
from ui.record_views import ActionLine, PlanVersionView
from ui.records.actions_card import ActionsCard
from ui.records.signature_view import SignatureView
from ui.records.versions_card import VersionsCard

# The offscreen platform says this about every window with a smallest size.
pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

AT = datetime(2026, 11, 23, 18, 30, tzinfo=UTC)
SIGNED = Signature(
    signer=Signer.YOUTH, at=AT, signed="0" * 64, height=300, strokes=(((1, 2), (900, 200)),)
)


def words_of(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.text()]


def test_each_version_says_who_when_what_changed_and_who_signed(desk: Desk) -> None:
    card = VersionsCard(desk.shell.kit.moments)
    changes = (
        Difference("phase", "leaving", "after"),
        Difference("adults", None, ["Aunt Rosa", "Coach Lee"]),
        Difference("review_on", "2026-12-20", "2027-01-05"),
    )
    versions = (
        PlanVersionView(1, AT, "Dana Whitfield", declined=True),
        PlanVersionView(2, AT, "Noor Haddad", changes, (SIGNED,)),
    )
    card.show_versions(versions, specs_of(YouthPlan))
    words = words_of(card)
    assert words.index("Version 2: Noor Haddad, Nov 23, 2026, 10:30") < words.index(
        "Version 1: Dana Whitfield, Nov 23, 2026, 10:30"
    )
    for said in ("Leaving", "After", "–", "Aunt Rosa\nCoach Lee", "Dec 20, 2026", "Jan 5, 2027"):
        assert said in words
    assert "Signed by The youth, Nov 23, 2026, 10:30" in words
    assert "The youth did not want to sign." in words
    (drawn,) = card.findChildren(SignatureView)
    assert not drawn.grab().isNull()
    card.deleteLater()
    settle()


def test_an_action_says_what_who_by_when_and_whether_it_is_late(desk: Desk) -> None:
    kit = desk.shell.kit
    card = ActionsCard(kit, next(iter(desk.county.cases)))
    day = date(2026, 11, 23)
    card.show_actions((), day)
    assert "No action yet." in words_of(card)
    late = ActionLine(RecordId("r-1"), "New phone", "Dana", date(2026, 11, 20), None)
    done = ActionLine(RecordId("r-2"), "Call", "Noor", None, day)
    card.show_actions((late, done), day)
    model = card.rows.rows
    told = [
        model.data(model.index(at), Qt.ItemDataRole.AccessibleTextRole)
        for at in range(model.rowCount())
    ]
    assert told == [
        "New phone, Overdue, Dana, by Nov 20, 2026",
        "Call, Done on Nov 23, 2026, Noor",
    ]
    card.close()
    card.deleteLater()
    settle()
