# SPDX-License-Identifier: AGPL-3.0-or-later
"""A newer version of a form is offered quietly, and only the worker moves a screening."""

import pytest

from casework.ids import DraftId
from forms.answers import Missing
from tests.ui.conftest import Desk, settle
from ui.draft_views import KeptAnswerRow, VersionChange
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.version_dialog import VersionDialog

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

CHANGE = VersionChange(
    sha256="f" * 64,
    version="2",
    title={"en": "Form"},
    added=("Sleep",),
    removed=("School",),
    renamed=(("Name", "Full name"),),
    unfit=(
        KeptAnswerRow("/data/school", "School", "1", "North High"),
        KeptAnswerRow("/data/mood", "Mood", "1", "", Missing.DECLINED),
    ),
    scoring_changed=True,
)


def open_page(desk: Desk) -> tuple[DraftPage, DraftId]:
    county = desk.county
    draft = county.start(list(county.cases)[3], county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    return page, draft


def test_without_a_newer_version_nothing_is_said(desk: Desk) -> None:
    page, _ = open_page(desk)
    assert page.versions.isHidden()


def test_a_version_that_a_sync_brings_is_offered_while_the_draft_is_open(desk: Desk) -> None:
    page, _ = open_page(desk)
    before = page.filling
    assert page.versions.isHidden()
    desk.county.newer = CHANGE
    desk.shell.sync_page.sync_now()
    settle()
    assert "(2)" in page.versions.words.text()
    assert not page.versions.isHidden()
    assert page.filling is before


def test_a_newer_version_is_offered_and_moves_only_when_asked(desk: Desk) -> None:
    desk.county.newer = CHANGE
    page, draft = open_page(desk)
    assert "(2)" in page.versions.words.text()
    assert draft not in desk.county.moved
    before = page.filling
    page.versions.move_to(CHANGE.sha256)
    settle()
    assert draft in desk.county.moved
    assert page.filling is not before
    assert not page.versions.back.isHidden()
    page.versions.move_to(CHANGE.sha256)
    settle()
    assert draft not in desk.county.moved


def test_the_dialog_names_every_change(desk: Desk) -> None:
    page, _ = open_page(desk)
    dialog = VersionDialog(page, CHANGE)
    said = dialog.list.toPlainText()
    for words in ("Sleep", "School", "Name → Full name", "North High", "Declined", "Points"):
        assert words in said
    dialog.deleteLater()
