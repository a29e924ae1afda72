# SPDX-License-Identifier: AGPL-3.0-or-later
"""A youth answers alone: one question, nothing else reachable, stopping at any time."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QCursor
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QRadioButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casework.ids import DraftId
from forms.answers import Instances, Missing, Source, decode_kept
from forms.pack import InstrumentPack, build_pack, load_definition, load_sample_packs
from tests.fakes.form_files import a_workbook
from tests.fakes.ui_people import a_lived_in_county
from tests.fakes.ui_ports import PASSPHRASE, FakeCounty
from tests.ui.conftest import Desk, settle
from ui.dialogs.confirm import Confirm
from ui.jobs import JobRunner
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.handover_cards import AddCard, EndCard, StartCard
from ui.screening.handover_screen import MOST_TRIES, HandoverScreen
from ui.theme.tokens import MEASURES

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|does not support propagate")

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
    assert screen is not None
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


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(a_county())
    made.unlock()
    return made


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
    screen = screen_of(desk)
    screen.ask_worker()
    assert screen.worker is not None
    screen.worker.passphrase.setText(passphrase)
    screen.worker.enter.click()
    settle()


def test_only_a_form_with_a_part_for_the_youth_can_be_handed_over(make_desk: MakeDesk) -> None:
    for form, offered in (("how_i_am", True), ("mdt_referral", False), ("return_debrief", True)):
        desk = make_desk(a_county(form))
        desk.unlock()
        county = desk.county
        page = open_draft(desk, county.start(next(iter(county.cases)), county.pack.form_id, ""))
        assert page.bar.handover.isVisible() is offered, form


def test_only_the_part_for_the_youth_is_asked(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    asked = []
    while screen.box is not None:
        asked.append(screen.box.path.rpartition("/")[2])
        screen.skip()
    assert asked == ["stay_here", "helps", "contact_if"]


def test_the_window_holds_one_question_and_no_way_elsewhere(desk: Desk) -> None:
    screen = begin(desk)
    assert desk.window.shell is None
    assert desk.window.centralWidget() is screen
    assert desk.window.isFullScreen()
    assert desk.window.windowTitle() == "Fieldfare"
    assert screen.box is not None
    assert "safe place to sleep" in shown_words(desk)
    name = desk.county.cases[list(desk.county.cases)[3]].header.shown_name
    assert name not in shown_words(desk)
    pressed = {one.text() for one in screen.foot.findChildren(QWidget) if hasattr(one, "text")}
    assert pressed == {"I want to stop", "Skip", "Next"}


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Escape, None),
        (Qt.Key.Key_F8, None),
        (Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier),
    ],
)
def test_no_key_leads_out_of_the_question(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier | None
) -> None:
    screen = begin(desk)
    assert screen.box is not None
    path = screen.box.path
    press(qtbot, key, modifier)
    assert desk.window.handover is screen
    assert screen.box is not None
    assert screen.box.path == path
    assert answers_of(desk) == {}


def test_closing_the_window_asks_for_the_passphrase(desk: Desk) -> None:
    screen = begin(desk)
    assert not desk.window.close()
    settle()
    assert desk.window.isVisible()
    assert screen.worker is not None
    assert "safe place" not in shown_words(desk)
    screen.worker.back.click()
    settle()
    assert "safe place to sleep" in shown_words(desk)


def test_fields_have_no_menu_and_the_clipboard_is_empty(make_desk: MakeDesk) -> None:
    QApplication.clipboard().setText("a note about another youth")
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert QApplication.clipboard().text() == ""
    assert screen.box is not None
    for field in screen.box.findChildren(QWidget):
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, field.rect().center(), QCursor.pos()
        )
        QApplication.sendEvent(field, event)
        assert QApplication.activePopupWidget() is None


def test_answers_are_kept_as_they_are_given_and_never_shown_again(desk: Desk, qtbot: QtBot) -> None:
    screen = begin(desk)
    press(qtbot, Qt.Key.Key_3)
    assert answers_of(desk) == {f"{ME}/bed": "no"}
    press(qtbot, Qt.Key.Key_2)
    assert answers_of(desk) == {f"{ME}/bed": "some"}
    press(qtbot, Qt.Key.Key_Return)
    assert screen.box is not None
    assert screen.box.path == f"{ME}/adult"
    assert "safe place to sleep" not in shown_words(desk)
    screen.stop()
    settle()
    give_back(desk)
    again = hand_over(desk, next(iter(desk.county.drafts)))
    again.go_on()
    assert again.box is not None
    assert again.box.path == f"{ME}/adult"


def test_an_answer_is_kept_as_what_the_youth_said_and_a_skip_as_nobodys(desk: Desk) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    screen.go_on()
    screen.skip()
    screen.filling.give(f"{ME}/told", "no")
    screen.stop()
    assert answers_of(desk) == {
        f"{ME}/bed": "no",
        f"{ME}/bed#source": Source.YOUTH_SAID,
        f"{ME}/adult": Missing.DECLINED,
        f"{ME}/told": "no",
        f"{ME}/told#source": Source.YOUTH_SAID,
    }


def test_nothing_is_taken_for_an_answer_without_one(desk: Desk) -> None:
    screen = begin(desk)
    screen.foot.onward.click()
    assert screen.box is not None
    assert screen.box.path == f"{ME}/bed"
    assert "Choose an answer, or press “Skip”." in shown_words(desk)
    assert answers_of(desk) == {}


def test_skipping_is_kept_as_declined_whatever_stood_there(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    assert screen.box.editor is not None
    screen.box.editor.words.setPlainText("half a thought")  # type: ignore[attr-defined] # a text
    screen.foot.skip.click()
    settle()
    assert set(answers_of(desk).values()) == {Missing.DECLINED}


@pytest.mark.parametrize("after", range(6))
def test_the_youth_can_stop_at_any_question(desk: Desk, after: int) -> None:
    screen = begin(desk)
    for _ in range(after):
        screen.skip()
    screen.foot.stop.click()
    settle()
    assert isinstance(screen.card, EndCard)
    assert shown_words(desk) == "Thank you. Please give the laptop back."
    assert len(answers_of(desk)) == after
    assert not screen.foot.isVisible()
    screen.go_on()
    screen.skip()
    assert isinstance(screen.card, EndCard)


def test_after_the_last_question_there_is_only_thanks(desk: Desk) -> None:
    screen = begin(desk)
    for _ in range(6):
        screen.skip()
    settle()
    assert shown_words(desk) == "Thank you. Please give the laptop back."


def test_a_wrong_passphrase_is_said_and_keeps_the_youths_screen(desk: Desk) -> None:
    screen = begin(desk)
    give_back(desk, "not it")
    assert desk.window.handover is screen
    assert "This is not your passphrase." in shown_words(desk)
    give_back(desk)
    assert isinstance(desk.shell.page, DraftPage)
    assert not desk.window.isFullScreen()


def test_too_many_wrong_passphrases_lock_the_laptop(desk: Desk) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    for _ in range(MOST_TRIES):
        give_back(desk, "not it")
        if screen.worker is not None and desk.window.handover is screen:
            screen.worker.back.click()
    assert desk.window.unlock_page is not None
    assert desk.county.locked == 1
    assert answers_of(desk)[f"{ME}/bed"] == "no"


def test_locking_meanwhile_shows_nothing_of_it_and_keeps_what_was_typed(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(a_county("return_debrief"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    assert screen.box.editor is not None
    screen.box.editor.words.setPlainText("My aunt's house")  # type: ignore[attr-defined] # a text
    desk.window.lock()
    settle()
    assert desk.window.unlock_page is not None
    assert "aunt" not in shown_words(desk)
    assert "make it easier" not in shown_words(desk)
    assert "My aunt's house" in answers_of(desk).values()


def test_a_crash_meanwhile_comes_back_locked_with_every_answer(
    desk: Desk, make_desk: MakeDesk
) -> None:
    screen = begin(desk)
    screen.filling.give(f"{ME}/bed", "no")
    after = make_desk(desk.county)
    assert after.window.unlock_page is not None
    assert after.window.handover is None
    assert "sleep" not in shown_words(after)
    after.unlock()
    page = open_draft(after, next(iter(after.county.drafts)))
    assert page.filling is not None
    assert page.filling.session.question(f"{ME}/bed").answer == "no"


def test_the_youth_chooses_the_language_and_the_worker_gets_their_own_back(desk: Desk) -> None:
    screen = hand_over(desk)
    screen.card.language_chosen.emit("Español (es)")  # type: ignore[union-attr] # the first page
    settle()
    words = shown_words(desk)
    assert "Cómo me va" in words
    assert "Puedes omitir cualquier pregunta" in words
    screen.go_on()
    assert screen.foot.stop.text() == "Quiero parar"
    assert "¿Tienes un lugar seguro para dormir esta semana?" in shown_words(desk)
    screen.stop()
    assert shown_words(desk) == "Gracias. Por favor, devuelve la computadora."
    give_back(desk)
    assert desk.shell.page.bar.handover.text().strip() == "Hand over…"  # type: ignore[attr-defined]


def test_what_the_disk_did_not_take_keeps_the_worker_here_until_it_does(desk: Desk) -> None:
    screen = begin(desk)
    desk.county.journal_refuses = True
    screen.filling.give(f"{ME}/bed", "no")
    assert "disk" not in shown_words(desk)
    give_back(desk)
    assert desk.window.handover is screen
    assert "disk of this laptop is full" in shown_words(desk)
    desk.county.journal_refuses = False
    give_back(desk)
    assert answers_of(desk)[f"{ME}/bed"] == "no"
    assert isinstance(desk.shell.page, DraftPage)


def test_more_of_a_list_is_asked_for_one_at_a_time(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county("safety_plan"))
    desk.unlock()
    screen = begin(desk)
    assert screen.box is not None
    screen.filling.give(screen.box.path, "When the phone rings at night")
    screen.go_on()
    screen.skip()
    settle()
    assert isinstance(screen.card, AddCard)
    assert "Warning sign" in shown_words(desk)
    screen.card.more.click()
    assert screen.box is not None
    assert screen.box.path.endswith("sign[~2]/sign_what")
    screen.skip()
    screen.skip()
    assert isinstance(screen.card, AddCard)
    screen.card.no_more.click()
    assert screen.box is not None
    assert screen.box.path.endswith("step_what")
    screen.foot.stop.click()
    assert isinstance(screen.card, EndCard)


def test_what_opens_files_and_what_repeats_answers_is_left_to_the_worker(
    make_desk: MakeDesk,
) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = begin(desk)
    asked = []
    while screen.box is not None:
        asked.append(screen.box.path.rpartition("/")[2])
        screen.skip()
    assert asked == ["hello", "colour", "reason"]


def test_a_note_has_nothing_to_skip_and_a_table_is_asked_row_by_row(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = begin(desk)
    assert not screen.foot.skip.isVisible()
    screen.go_on()
    settle()
    assert screen.foot.skip.isVisible()
    assert screen.box is not None
    labels = [one.text() for one in screen.box.findChildren(QRadioButton)]
    assert [one.split()[-1] for one in labels] == ["Blue", "Green"]


def test_a_language_from_the_right_turns_the_screen_round(make_desk: MakeDesk) -> None:
    desk = make_desk(a_county(a_form_for_the_youth()))
    desk.unlock()
    screen = hand_over(desk)
    assert screen.layoutDirection() is Qt.LayoutDirection.LeftToRight
    screen.card.language_chosen.emit("العربية (ar)")  # type: ignore[union-attr] # the first page
    settle()
    assert screen.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert screen.foot.onward.mapTo(screen, screen.foot.onward.rect().center()).x() < 640


def test_every_control_has_a_name_and_is_large_enough_to_touch(make_desk: MakeDesk) -> None:
    for form in ("how_i_am", "safety_plan"):
        desk = make_desk(a_county(form))
        desk.unlock()
        screen = begin(desk)
        while not isinstance(screen.card, EndCard):
            settle()
            for control in screen.findChildren(QAbstractButton):
                if control.isVisible():
                    assert control.accessibleName(), control
                    assert control.height() >= MEASURES.target, control.text()
            if isinstance(screen.card, AddCard):
                screen.card.no_more.click()
            else:
                screen.skip()


@pytest.fixture
def real_runner(qapp: QApplication) -> Iterator[JobRunner]:
    """Asked for before the desk, so that it outlives it."""
    del qapp
    runner = JobRunner()
    yield runner
    runner.close()


def test_on_real_threads_the_laptop_comes_back_once_every_answer_is_kept(
    real_runner: JobRunner, make_desk: MakeDesk, qtbot: QtBot
) -> None:
    desk = make_desk(a_county(), runner=real_runner)
    page = desk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    qtbot.waitUntil(lambda: desk.window.shell is not None)
    county = desk.county
    draft = county.start(next(iter(county.cases)), county.pack.form_id, "")
    desk.shell.open(DraftPlace(draft))
    opened = desk.shell.page
    assert isinstance(opened, DraftPage)
    qtbot.waitUntil(lambda: opened.filling is not None)
    opened.handed_over.emit(opened.filling)
    screen = screen_of(desk)
    screen.go_on()
    assert screen.box is not None
    screen.filling.give(screen.box.path, "no")
    give_back(desk)
    qtbot.waitUntil(lambda: desk.window.shell is not None)
    assert answers_of(desk)[f"{ME}/bed"] == "no"
