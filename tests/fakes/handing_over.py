# SPDX-License-Identifier: AGPL-3.0-or-later
"""Handing a test's window over to a youth, and what is seen and kept then."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
)
from pytestqt.qtbot import QtBot

from casework.ids import DraftId
from forms.answers import Instances, decode_kept
from forms.pack import InstrumentPack, build_pack, load_definition, load_sample_packs
from tests.fakes.form_files import a_workbook
from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.handover_cards import StartCard
from ui.screening.handover_screen import HandoverScreen

ME = "/data/me"
MakeDesk = Callable[..., Desk]


def a_county(form: str | InstrumentPack = "how_i_am") -> FakeCounty:
    county = a_lived_in_county()
    packs = {pack.form_id: pack for pack in load_sample_packs()}
    county.pack = packs[f"fieldfare_{form}"] if isinstance(form, str) else form
    county.definition = load_definition(county.pack)
    county.drafts.clear()
    county.signed_views.clear()
    return county


def a_form_for_the_youth() -> InstrumentPack:
    """With a note, a table, a file, and a note that says again what was answered."""
    arabic, english, youth = "label::العربية (ar)", "label::English (en)", "bind::fieldfare:youth"
    rows: list[list[object]] = [
        ["type", "name", english, arabic, "appearance", youth],
        ["begin_group", "part", "Part", "جزء", None, "yes"],
        ["note", "hello", "Hello", "مرحبا", None, None],
        ["select_one c", "heads", "Heads", "عناوين", "label", None],
        ["select_one c", "colour", "Which colour?", "أي لون؟", "list-nolabel", None],
        ["file", "paper", "A paper", "ورقة", None, None],
        ["note", "again", "You said ${colour}", "قلت ${colour}", None, None],
        ["text", "reason", "Why?", "لماذا؟", None, None],
        ["end_group", None, None, None, None, None],
        ["text", "own", "For the worker", "للعامل", None, None],
    ]
    head: list[object] = ["form_title", "form_id", "version", "default_language", "namespaces"]
    space = 'fieldfare="https://fieldfare.example/xforms"'
    book = a_workbook(
        survey=rows,
        choices=[
            ["list_name", "name", english, arabic],
            ["c", "blue", "Blue", "أزرق"],
            ["c", "green", "Green", "أخضر"],
        ],
        settings=[head, ["Youth", "youth", "1", "English (en)", space]],
    )
    return build_pack(book, "youth.xlsx")


def open_draft(desk: Desk, draft: DraftId) -> DraftPage:
    desk.shell.open(DraftPlace(draft))
    settle()
    page = desk.shell.page
    assert isinstance(page, DraftPage)
    return page


def screen_of(desk: Desk) -> HandoverScreen:
    screen = desk.window.handover
    assert isinstance(screen, HandoverScreen)
    return screen


def hand_over(desk: Desk, draft: DraftId | None = None) -> HandoverScreen:
    """Through the button and its question, up to the youth's first page."""
    county = desk.county
    begun = draft or county.start(list(county.cases)[3], county.pack.form_id, "")
    page = open_draft(desk, begun)
    asked: list[str] = []

    def agree() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, Confirm)
        asked.append(dialog.accessibleName())
        dialog.accept()

    QTimer.singleShot(0, agree)
    page.bar.handover.click()
    settle()
    assert asked == ["Hand the laptop to the youth?"]
    return screen_of(desk)


def begin(desk: Desk) -> HandoverScreen:
    screen = hand_over(desk)
    assert isinstance(screen.card, StartCard)
    screen.card.begin.click()
    settle()
    return screen


def answers_of(desk: Desk) -> dict[str, object]:
    (draft,) = desk.county.drafts.values()
    kept = {path: decode_kept(one) for path, one in draft.answers.items()}
    return {
        path: one
        for path, one in kept.items()
        if one is not None and not isinstance(one, Instances)
    }


def shown_words(desk: Desk) -> str:
    labels = desk.window.findChildren(QLabel)
    lines = desk.window.findChildren(QLineEdit)
    return "\n".join(one.text() for one in (*labels, *lines) if one.isVisible())


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    target = QApplication.focusWidget()
    assert target is not None
    qtbot.keyClick(target, key, modifier or Qt.KeyboardModifier.NoModifier)
    settle()


def give_back(desk: Desk, passphrase: str = PASSPHRASE) -> None:
    screen = desk.window.handover
    assert screen is not None
    screen.ask_worker()
    assert screen.worker is not None
    screen.worker.passphrase.setText(passphrase)
    screen.worker.enter.click()
    settle()
