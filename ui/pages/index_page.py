# SPDX-License-Identifier: AGPL-3.0-or-later
"""Index: is another agency working with this youth, and whom do I call; for designated staff.

What a coordinator sees beside it, cases that may be of one youth, stands here too.
"""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from pydantic import JsonValue
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout

from casework.ids import CaseId
from ui.dialogs.index_entry_dialog import IndexEntryDialog, is_day
from ui.errors import ShownError
from ui.index_port import IndexPort
from ui.index_views import AnswerView, DuplicateView, EntryForm, EntryView, IndexView
from ui.index_words import TONES, say_entry, say_question
from ui.kit import Kit
from ui.models.rows import Row
from ui.pages.index_answer import IndexAnswer
from ui.ports import Changes
from ui.text import say_error, say_reason
from ui.theme.tokens import MEASURES
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.duplicate_card import DuplicateCard
from ui.widgets.empty_state import EmptyState
from ui.widgets.looks import make_button, make_label
from ui.widgets.page_frame import PageFrame, clear_layout
from ui.widgets.row_list import RowList

T = TypeVar("T")


class IndexPage(PageFrame):
    """Ask, read earlier answers, see how the own cases stand, decide about duplicates."""

    def __init__(self, kit: Kit, index: IndexPort) -> None:
        super().__init__(kit, "")
        self._index = index
        self.title.setText(self.tr("Index"))
        self.setAccessibleName(self.tr("Index"))
        self.standing = Banner(kit.theme, "plain")
        self.name = self._line(self.tr("Name or alias"))
        self.birth_date = self._line(self.tr("Birth date"))
        self.birth_date.setPlaceholderText(self.tr("Year-month-day, such as 2010-04-30"))
        self.number = self._line(self.tr("Case number"))
        self.ask = make_button(self.tr("As&k the county"), self._on_ask, "primary")
        self.answer = IndexAnswer(kit)
        self.answer.failed.connect(self.show_problem)
        self.asked = make_label("", "strong")
        self.earlier = RowList(kit.theme, self.tr("Earlier answers"))
        self.earlier.chosen.connect(self._on_earlier)
        self.entries = RowList(kit.theme, self.tr("Your cases in the index"))
        self.entries.chosen.connect(self._on_entry)
        self._no_entries = EmptyState(
            kit.theme,
            "log",
            self.tr("None of your cases is in the index."),
            self.tr("Open a case and choose Enter in the index; it also works offline."),
        )
        self.duplicates = QVBoxLayout()
        self._none_waiting = make_label("", "soft")
        self._build_cards()

    def refresh(self) -> None:
        """Ask again."""
        self.fetch(self._index.view, self._show)

    def take_focus(self) -> None:
        """Type at once."""
        self.name.setFocus()

    def ask_duplicates(self) -> None:
        """Ask the county what waits for a coordinator."""
        self._none_waiting.setText(self.tr("Asking the county…"))
        self._on_network(self._index.duplicates, self._show_duplicates)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setAccessibleName(name)
        line.returnPressed.connect(self._on_ask)
        return line

    def _build_cards(self) -> None:
        self._question = Card(self.tr("Is another agency working with this youth?"))
        grid = QGridLayout()
        grid.setSpacing(MEASURES.unit)
        for at, line in enumerate((self.name, self.birth_date, self.number)):
            label = make_label(line.accessibleName(), wrap=False)
            label.setBuddy(line)
            grid.addWidget(label, at, 0)
            grid.addWidget(line, at, 1)
        grid.setColumnStretch(1, 1)
        self._question.body.addLayout(grid)
        self._question.put(self.ask)
        self._question.put(
            make_label(
                self.tr(
                    "Who asks, when and by what is logged and looked at; ask for your work only."
                ),
                "small",
            )
        )
        self._result = Card(self.tr("Answer"))
        self._result.put(self.asked)
        self._result.put(self.answer)
        self._result.hide()
        self._earlier = Card(self.tr("Earlier answers"), flush=True)
        self._earlier.put(self.earlier)
        self._own = Card(self.tr("Your cases in the index"), flush=True)
        self._own.put(self.entries)
        self._own.put(self._no_entries)
        look = make_button(self.tr("&Look for them"), self.ask_duplicates)
        self._twice = Card(self.tr("Cases that may be of one youth"), look)
        self._twice.put(self._none_waiting)
        self._twice.body.addLayout(self.duplicates)
        cards = (self._question, self._result, self._earlier, self._own, self._twice)
        for widget in (self.standing, *cards):
            self.column.addWidget(widget)
        self.column.addStretch(1)

    def _show(self, view: IndexView) -> None:
        may_ask = view.not_now is None
        if view.not_now is not None:
            self.standing.say(say_reason(view.not_now), "warning")
        elif view.until is not None:
            day = self.kit.moments.day(view.until)
            self.standing.say(self.tr("You are designated until {date}.").format(date=day), "plain")
        else:
            self.standing.say("")
        words = self.tr("At risk, as your county defined it: {definition}")
        self.say_subtitle(words.format(definition=view.definition) if view.definition else "")
        self._question.setVisible(may_ask)
        if not may_ask:
            self._result.hide()
        self._own.setVisible(may_ask or bool(view.entries))
        self.entries.show_rows([self._entry_row(one) for one in view.entries])
        self.entries.setVisible(bool(view.entries))
        self._no_entries.setVisible(not view.entries)
        self.earlier.show_rows([self._answer_row(one) for one in view.answers])
        self._earlier.setVisible(bool(view.answers))
        self._twice.setVisible(view.coordinates)
        self.fit_heading()

    def _on_ask(self) -> None:
        name, number = self.name.text().strip(), self.number.text().strip()
        typed = self.birth_date.text().strip()
        born = is_day(typed)
        if typed and born is None:
            self.problem.say(self.tr("Write the birth date as year-month-day."), "danger")
            self.birth_date.setFocus()
            return
        if not name and not number:
            self.problem.say(self.tr("Give a name or a case number."), "danger")
            self.name.setFocus()
            return
        self.problem.say("")
        self.ask.setEnabled(False)
        self._on_network(lambda: self._index.ask(name, born, number), self._on_answer)

    def _on_answer(self, answer: AnswerView) -> None:
        if answer.refused is not None:
            self.problem.say(say_reason(answer.refused), "danger")
            self._result.hide()
        else:
            self._show_answer(answer)
        self.refresh()

    def _on_earlier(self, answer: object) -> None:
        if isinstance(answer, AnswerView):
            self._show_answer(answer)
            self.scroll_area.ensureWidgetVisible(self._result)

    def _show_answer(self, answer: AnswerView) -> None:
        self.asked.setText(say_question(answer, self.kit.moments))
        self.answer.show_answer(answer)
        self._result.show()

    def _on_entry(self, case: object) -> None:
        if isinstance(case, str):
            wanted = CaseId(case)
            self.fetch(lambda: self._index.form(wanted), self._fill)

    def _fill(self, form: EntryForm) -> None:
        fields = IndexEntryDialog.ask(self, self.kit, form, partial(self._keep, form))
        if fields is None:
            self.refresh()
        else:
            self.fetch(lambda: self._index.enter(form, fields), self._on_entered)

    def _keep(self, form: EntryForm, fields: dict[str, JsonValue]) -> None:
        self.fetch(lambda: self._index.keep(form, fields), lambda _: None)

    def _on_entered(self, changes: Changes) -> None:
        self.changed.emit(changes)

    def _show_duplicates(self, pairs: tuple[DuplicateView, ...]) -> None:
        clear_layout(self.duplicates)
        nothing = self.tr("No two cases look like one youth.")
        self._none_waiting.setText("" if pairs else nothing)
        self._none_waiting.setVisible(not pairs)
        for pair in pairs:
            card = DuplicateCard(self.kit, pair)
            card.decided.connect(self._on_decided)
            self.duplicates.addWidget(card)

    def _on_decided(self, pair: DuplicateView, one_youth: bool) -> None:  # noqa: FBT001 - a signal's
        self._on_network(
            lambda: self._index.decide(pair, one_youth=one_youth), self._show_duplicates
        )

    def _on_network(self, job: Callable[[], T], done: Callable[[T], None]) -> None:
        def finish(value: T) -> None:
            self.ask.setEnabled(True)
            done(value)

        def fail(error: ShownError) -> None:
            self.ask.setEnabled(True)
            self._none_waiting.setText("")
            words = self.tr("{reason} Earlier answers can still be read here.")
            self.problem.say(words.format(reason=say_error(error)), "danger")

        self.kit.runner.run(job, context=self, done=finish, failed=fail, lane="network")

    def _entry_row(self, entry: EntryView) -> Row:
        words = self.tr("{name}, {day}")
        day = "" if entry.at is None else self.kit.moments.day(entry.at)
        by = words.format(name=entry.by_name, day=day) if entry.by_name else day
        why = "" if entry.reason is None else say_reason(entry.reason)
        return Row(
            key=entry.case,
            title=entry.shown_name,
            detail=self.tr("Begun and not confirmed") if entry.half_filled else why or by,
            tag=say_entry(entry.standing),
            tone=TONES[entry.standing],
            icon="youth",
        )

    def _answer_row(self, answer: AnswerView) -> Row:
        agencies = ", ".join(dict.fromkeys(one.agency for one in answer.matches))
        return Row(
            key=answer,
            title=say_question(answer, self.kit.moments),
            detail=agencies or self.tr("No other agency in the index."),
            aside=self.kit.moments.minute(answer.at),
            icon="search",
        )
