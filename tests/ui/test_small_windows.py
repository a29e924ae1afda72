# SPDX-License-Identifier: AGPL-3.0-or-later
"""A screening at 200 %: on the smallest laptop the question is in sight, nothing is cut."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from casework.ids import DraftId
from forms.pack import InstrumentPack, load_definition, load_sample_packs
from tests.fakes.ui_ports import FakeCounty
from tests.ui.conftest import Desk, settle
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.widgets.elided_label import ElidedLabel

pytestmark = pytest.mark.qt_log_ignore("does not support propagateSizeHints")

SMALLEST = (512, 350)
PACKS = load_sample_packs()


def use_pack(county: FakeCounty, pack: InstrumentPack) -> None:
    county.pack, county.definition = pack, load_definition(pack)


def open_pack(desk: Desk, pack: InstrumentPack, language: str) -> DraftPage:
    use_pack(desk.county, pack)
    draft: DraftId = desk.county.start(next(iter(desk.county.cases)), pack.form_id, language)
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    return page


@pytest.mark.parametrize("pack", PACKS, ids=lambda pack: pack.form_id)
def test_the_form_and_the_question_are_read_whole_in_the_smallest_window_at_200_percent(
    desk: Desk, pack: InstrumentPack
) -> None:
    desk.window.resize(*SMALLEST)
    page = open_pack(desk, pack, "Español (es)")
    for label in page.bar.findChildren(ElidedLabel):
        assert "…" not in "".join(label.shown_lines(label.contentsRect().width())), label.text()
        assert label.height() >= label.heightForWidth(label.width())
    assert page.filling is not None
    for at in range(len(page.filling.pages)):
        page.go_to(at)
        settle()
        widget = QApplication.focusWidget()
        assert widget is not None
        assert page.questions is not None
        box = next(one for one in page.questions.boxes.values() if one.isAncestorOf(widget))
        viewport = page.scroll_area.viewport()
        assert viewport.rect().contains(box.mapTo(viewport, QPoint())), (at, box.path)


def test_a_long_title_takes_two_lines_and_only_then_an_ellipsis(desk: Desk) -> None:
    label = ElidedLabel("one two three four five six", lines=2)
    wide = label.fontMetrics().horizontalAdvance(label.text()) + 4
    assert label.shown_lines(wide) == [label.text()]
    assert label.heightForWidth(wide) < label.heightForWidth(wide * 2 // 3)
    assert " ".join(label.shown_lines(wide * 2 // 3)) == label.text()
    assert label.shown_lines(wide // 3)[-1].endswith("…")
    assert label.accessibleName() == label.text()
