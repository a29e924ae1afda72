# SPDX-License-Identifier: AGPL-3.0-or-later
"""Working the real window through its own controls, as the field day and the bundle's check do.

Nothing here reaches past the screens: text goes into fields, buttons are clicked, and what is read
is what is shown. Waiting is for a condition, with an end.
"""

from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QEventLoop, QTimer

from casework.ids import CaseId
from forms.answers import Answer, Missing
from forms.definition import Control
from ui.models.rows import ROW_ROLE
from ui.pages.case_page import CasePage
from ui.pages.sync_page import SyncPage
from ui.pages.youths_page import YouthsPage
from ui.places import CasePlace, Room
from ui.screening.draft_page import DraftPage
from ui.screening.editors.choices import ChoicesEditor
from ui.screening.editors.dated import DateEditor
from ui.screening.editors.paragraph import ParagraphEditor
from ui.screening.editors.typed import TypedEditor
from ui.screening.instrument_dialog import InstrumentDialog
from ui.screening.question_box import QuestionBox
from ui.screening.readings import show_typed
from ui.screening.signed_page import SignedPage
from ui.shell import Shell
from ui.widgets.timeline import Timeline
from ui.window import MainWindow

PATIENCE_SECONDS = 30.0

Page = TypeVar("Page")


class WalkStopped(Exception):
    """A screen did not come to show what it should in time."""


class WindowWalk:
    """A pair of hands at one window."""

    def __init__(self, window: MainWindow) -> None:
        self.window = window

    @property
    def shell(self) -> Shell:
        """The unlocked screens."""
        shell = self.window.shell
        if shell is None:
            raise WalkStopped("The window is locked.")
        return shell

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Let the window work until a condition holds.

        Raises:
            WalkStopped: it does not hold in time; names what was waited for.
        """
        deadline = monotonic() + PATIENCE_SECONDS
        while not condition():
            if monotonic() > deadline:
                raise WalkStopped(f"The window did not come to show {what}.")
            self.rest(10)

    def rest(self, milliseconds: int) -> None:
        """Let the window work for a moment."""
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def take_picture(self, file: Path) -> None:
        """Save what the window shows."""
        self.rest(60)
        self.window.grab().save(str(file))

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and unlock."""
        page = self.window.unlock_page
        if page is None:
            raise WalkStopped("The window is not locked.")
        self.wait(page.passphrase.isEnabled, "the passphrase field")
        page.passphrase.setText(passphrase)
        page.button.click()
        self.wait(lambda: self.window.shell is not None or bool(_problem(page)), "the first screen")
        if self.window.shell is None:
            raise WalkStopped(_problem(page))
        self.rest(100)

    def lock(self) -> None:
        """Lock with the window's own key action."""
        self.window.lock()
        self.wait(lambda: self.window.unlock_page is not None, "the unlock screen")

    def search(self, words: str) -> YouthsPage:
        """Search the list of youths."""
        self.shell.open(Room.YOUTHS)
        page = self.page(YouthsPage)
        page.box.setText(words)
        self.wait(lambda: page.model.rowCount() > 0, f"a youth for “{words}”")
        self.rest(50)
        return page

    def listed_youths(self) -> list[tuple[CaseId, str]]:
        """Case and name of each youth in the list, as far as it is loaded."""
        model = self.page(YouthsPage).model
        rows = [model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())]
        return [(row.key.case, row.title) for row in rows]

    def open_first_found(self) -> CasePage:
        """Open the first youth of the list with the Enter key's action."""
        self.page(YouthsPage).box.returnPressed.emit()
        self.wait(lambda: isinstance(self.shell.page, CasePage), "the case page")
        case = self.page(CasePage)
        self.wait(lambda: bool(case.title.text()), "the youth's name")
        self.rest(50)
        return case

    def open_case(self, case: CaseId) -> CasePage:
        """Open a case by its id."""
        self.shell.open(CasePlace(case))
        page = self.page(CasePage)
        self.wait(lambda: bool(page.title.text()), "the youth's name")
        return page

    def open_newest_event(self) -> None:
        """Open the first row of the case's timeline."""
        timeline = self.page(CasePage).findChild(Timeline)
        if timeline is None:
            raise WalkStopped("The case page has no timeline.")
        self.wait(lambda: timeline.model().rowCount() > 0, "an event in the timeline")
        timeline.setCurrentIndex(timeline.model().index(0, 0))
        timeline.choose_current()
        self.rest(50)

    def start_screening(self) -> DraftPage:
        """Press the primary action of the case page and choose the first instrument."""
        self.page(CasePage).start.click()
        self.wait(lambda: self._instruments() is not None, "the instruments")
        asked = self._instruments()
        if asked is not None:
            asked.buttons[0].click()
        self.wait(lambda: isinstance(self.shell.page, DraftPage), "the screening")
        draft = self.page(DraftPage)
        self.wait(lambda: draft.filling is not None, "the first section")
        return draft

    def fill_section(self, answers: dict[str, Answer]) -> None:
        """Answer the questions of the section shown, by name, through their editors."""
        draft = self.page(DraftPage)
        assert draft.questions is not None
        for path in list(draft.questions.boxes):
            box = draft.questions.boxes[path]
            name = path.rsplit("/", 1)[-1]
            if name in answers and not box.isHidden():
                _answer(box, answers[name], draft)
                self.rest(5)
        self.rest(30)

    def go_on(self) -> None:
        """Press the button that leads to the next section."""
        self.page(DraftPage).onward.click()
        self.rest(60)

    def sign(self) -> SignedPage:
        """Sign, as after the confirmation."""
        draft = self.page(DraftPage)
        self.wait(draft.onward.isEnabled, "a screening that can be signed")
        draft.sign()
        self.wait(lambda: isinstance(self.shell.page, SignedPage), "the signed screening")
        return self.signed_page()

    def signed_page(self) -> SignedPage:
        """The signed screening shown, once it is there."""
        page = self.page(SignedPage)
        self.wait(lambda: not page.print.isHidden(), "the signed screening")
        self.rest(80)
        return page

    def sync(self) -> SyncPage:
        """Go to Sync, press the button and wait for the end."""
        self.shell.open(Room.SYNC)
        page = self.page(SyncPage)
        self.rest(50)
        page.start.click()
        self.wait(page.start.isEnabled, "the end of the sync")
        self.rest(150)
        return page

    def _instruments(self) -> InstrumentDialog | None:
        found = self.window.findChildren(InstrumentDialog)
        return next((one for one in found if one.isVisible()), None)

    def page(self, kind: type[Page]) -> Page:
        """The page shown, which must be of a kind."""
        page = self.shell.page
        if not isinstance(page, kind):
            raise WalkStopped(f"{type(page).__name__} is shown, not {kind.__name__}.")
        return page


def _problem(page: object) -> str:
    banner = getattr(page, "problem", None)
    return "" if banner is None or banner.isHidden() else str(banner.text())


def _answer(box: QuestionBox, answer: Answer, draft: DraftPage) -> None:
    filling = draft.filling
    assert filling is not None
    if isinstance(answer, Missing):
        filling.give(box.path, answer)
        return
    editor = box.editor
    control = filling.session.definition.questions[box.path].control
    if isinstance(editor, ChoicesEditor):
        offered = [one.value for one in filling.session.question(box.path).choices]
        for value in answer if isinstance(answer, tuple) else (str(answer),):
            editor.choose_number(offered.index(value) + 1)
    elif isinstance(editor, ParagraphEditor):
        editor.words.setPlainText(str(answer))
        editor.flush()
    elif isinstance(editor, TypedEditor | DateEditor):
        editor.line.setText(
            show_typed(control, answer) if control is not Control.TEXT else str(answer)
        )
        editor.flush()
