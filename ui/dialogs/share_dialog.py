# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing the own agency's work on a legal ground, looked at before it is decided.

Invariant: nothing is recorded before the worker has read what it will show to whom until when, nor
while an element is missing that the ground's law asks for.
"""

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from casework.consents import NOTICE, SignerCapacity
from casework.ids import CaseId, HatId
from casework.sharing_matrix import CEILING, TEAM_BASES
from casework.vocabulary import Basis, Section
from ui.dialogs.ask_dialog import LOWEST_ABOVE_PREVIEW, AskDialog
from ui.dialogs.share_fields import (
    CONSENTS,
    WITHOUT_LAST_DAY,
    fill_choices,
    find_missing,
    make_capacities,
    make_check,
    make_choices,
    make_grounds,
    say_end,
    say_team,
    tick,
    ticked,
)
from ui.half_typed import Typed
from ui.section_words import say_section
from ui.sharing_views import PreviewLine, ShareWish, SharingChoices
from ui.sharing_words import say_as_of, say_preview
from ui.text import Moments
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label, make_moment

USUAL_DAYS = 30


class ShareDialog(AskDialog):
    """On which ground, whom, what, until when.

    Args:
        basis: the ground it begins with, where one was named already.

    Signals:
        looked: asks for the preview of a `ShareWish`.
        wished: the `ShareWish` that was read and decided.
    """

    looked = Signal(object)
    wished = Signal(object)
    FREE = ("purpose", "signer", "number")

    def __init__(
        self,
        parent: QWidget,
        moments: Moments,
        choices: SharingChoices,
        case: CaseId,
        basis: Basis | None = None,
    ) -> None:
        super().__init__(parent)
        self._moments, self._case, self._choices = moments, case, choices
        self._read: ShareWish | None = None
        self._paper: Path | None = None
        self.setMinimumWidth(min(600, self.screen().availableGeometry().width() - self.margin))
        self._make_whom()
        self._make_signed()
        self._make_times()
        self.preview = make_label("", "strong")
        self._as_of = make_label(say_as_of(choices.as_of, moments), "small")
        self.look = make_button(self.tr("&Preview"), self._on_look)
        self.share = make_button(self.tr("&Share"), self._on_share, "primary")
        self._labels: dict[QWidget, QLabel] = {}
        self._build()
        if basis is not None:
            self.ground.setCurrentIndex(self.ground.findData(basis))
        self._follow()

    def _make_whom(self) -> None:
        self.ground = make_grounds(self.tr("On which ground"))
        people = [(one.label, one.hat) for one in self._choices.people]
        self.people = make_choices(self.tr("To whom"), people)
        self.sections = make_choices(self.tr("Which parts"), ())
        self.team = QComboBox()
        self.team.setAccessibleName(self.tr("Which team"))
        for one in self._choices.teams:
            self.team.addItem(one.name, one.id)
        self.team_says = make_label("", "small")
        self._notice = make_label(
            self.tr("Whoever is shown it is told with it: {notice}").format(notice=NOTICE), "small"
        )

    def _make_signed(self) -> None:
        self.purpose, self.signer, self.number = QLineEdit(), QLineEdit(), QLineEdit()
        self.purpose.setAccessibleName(self.tr("What for"))
        self.signer.setAccessibleName(self.tr("Who signed"))
        self.number.setAccessibleName(self.tr("Number of the order"))
        self.capacity = make_capacities(self.tr("As whom"))
        self.told_of_right = make_check(
            self.tr("The signer was told that and how it can be &revoked")
        )
        self.redisclosure = make_check(
            self.tr("The paper says what may &happen to what was disclosed")
        )
        self.part2_order = make_check(
            self.tr("The court made it for s&ubstance use records (42 CFR 2.61 to 2.67)")
        )
        self.paper: QPushButton = make_button(self.tr("Signed pap&er…"), self._on_paper)

    def _make_times(self) -> None:
        now = self._moments.to_widget(self._choices.now)
        self.until = make_moment(now.addDays(USUAL_DAYS), day_only=True)
        self.until.setMinimumDate(now.date())
        self.until.setAccessibleName(self.tr("Last day"))
        self.reported = make_moment(now)
        self.reported.setMaximumDateTime(now)
        self.reported.setAccessibleName(self.tr("When it was reported"))
        self.ends = make_label("", "small")

    def show_preview(self, lines: tuple[PreviewLine, ...], of: ShareWish) -> None:
        """Say what it will show; only then may it be decided.

        Args:
            of: what was looked at; where another thing was chosen since, this says nothing of it.
        """
        if of != self._read:
            return
        said = [say_preview(one, self._moments) for one in lines]
        missing = find_missing(of)
        if missing:
            words = self.tr("Still missing: {what}.")
            said.append(words.format(what=", ".join(missing)))
        self.preview.setText("\n".join(said))
        self.share.setEnabled(not missing and any(one.refusal is None for one in lines))

    def _build(self) -> None:
        outer, layout = QVBoxLayout(self), QVBoxLayout()
        outer.setContentsMargins(*(self.margin,) * 4)
        layout.setContentsMargins(0, 0, MEASURES.unit, 0)
        layout.setSpacing(MEASURES.half)
        layout.addWidget(make_label(self.tr("Share with another agency"), "section"))
        for words, control in (
            (self.tr("On which &ground"), self.ground),
            (self.tr("Which &team"), self.team),
            ("", self.team_says),
            (self.tr("&To whom"), self.people),
            (self.tr("&Which parts, as your agency wrote them"), self.sections),
            (self.tr("&What for"), self.purpose),
            (self.tr("Who si&gned"), self.signer),
            (self.tr("&As whom"), self.capacity),
            ("", self.told_of_right),
            ("", self.redisclosure),
            ("", self.paper),
            ("", self._notice),
            (self.tr("&Number of the order"), self.number),
            ("", self.part2_order),
            (self.tr("When it was re&ported"), self.reported),
            (self.tr("&Last day"), self.until),
            ("", self.ends),
        ):
            if words:
                label = QLabel(words)
                label.setBuddy(control)
                self._labels[control] = label
                layout.addWidget(label)
            layout.addWidget(control)
        layout.addStretch(1)
        outer.addWidget(self.make_scrolling(layout, LOWEST_ABOVE_PREVIEW), 1)
        outer.addWidget(self.preview)
        outer.addWidget(self._as_of)
        outer.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.addWidget(self.look)
        buttons.addStretch(1)
        buttons.addWidget(make_button(self.tr("Cancel"), self.reject))
        buttons.addWidget(self.share)
        return buttons

    def _follow(self) -> None:
        for box in (self.purpose, self.signer, self.number):
            box.textChanged.connect(self._on_changed)
        for rows in (self.people, self.sections):
            rows.itemChanged.connect(self._on_changed)
        for choice in (self.capacity, self.team):
            choice.currentIndexChanged.connect(self._on_changed)
        for check in (self.told_of_right, self.redisclosure, self.part2_order):
            check.toggled.connect(self._on_changed)
        self.until.dateChanged.connect(self._on_changed)
        self.reported.dateTimeChanged.connect(self._on_changed)
        self.ground.currentIndexChanged.connect(self._on_ground)
        self._on_ground()

    def _on_ground(self) -> None:
        """Show what this ground asks for, and the parts its law can open."""
        basis = Basis(self.ground.currentData())
        offered = [one for one in self._choices.sections if one in CEILING[basis]]
        fill_choices(self.sections, [(say_section(one), one) for one in offered])
        is_team, is_consent = basis in TEAM_BASES, basis in CONSENTS
        is_part2 = basis is Basis.PART2_CONSENT
        shown: dict[QWidget, bool] = {
            self.team: is_team,
            self.team_says: is_team,
            self.people: not is_team,
            self.purpose: is_consent,
            self.signer: is_consent,
            self.capacity: is_consent,
            self.number: basis is Basis.COURT_ORDER,
            self.part2_order: basis is Basis.COURT_ORDER and Section.SUBSTANCE_USE in offered,
            self.told_of_right: is_part2,
            self.redisclosure: is_part2,
            self.paper: is_part2,
            self._notice: is_part2,
            self.reported: basis is Basis.S18961_7_WINDOW,
            self.until: basis not in WITHOUT_LAST_DAY,
            self.ends: basis in WITHOUT_LAST_DAY,
        }
        for control, is_shown in shown.items():
            control.setVisible(is_shown)
            if control in self._labels:
                self._labels[control].setVisible(is_shown)
        self.ends.setText(say_end(basis))
        self._on_changed()

    def _on_changed(self) -> None:
        """What was read before does not count any more."""
        wish = self.wish()
        team = next((one for one in self._choices.teams if one.id == self.team.currentData()), None)
        self.team_says.setText(say_team(team))
        self._read = None
        self.share.setEnabled(False)
        self.look.setEnabled(bool((wish.to or wish.team) and wish.sections))
        self.preview.setText(self.tr("Choose, then look at the preview before you share."))
        self.changed.emit()

    def wish(self) -> ShareWish:
        """What is chosen now."""
        basis = Basis(self.ground.currentData())
        is_team = basis in TEAM_BASES
        ends = None if basis in WITHOUT_LAST_DAY else self._moments.day_of_widget(self.until.date())
        return ShareWish(
            case=self._case,
            basis=basis,
            to=() if is_team else tuple(HatId(one) for one in ticked(self.people)),
            sections=tuple(Section(one) for one in ticked(self.sections)),
            until=ends,
            purpose=self.purpose.text(),
            signer=self.signer.text(),
            capacity=SignerCapacity(self.capacity.currentData()),
            number=self.number.text(),
            part2_order=basis is Basis.COURT_ORDER and self.part2_order.isChecked(),
            told_of_right=self.told_of_right.isChecked(),
            redisclosure=self.redisclosure.isChecked(),
            paper=self._paper,
            team=str(self.team.currentData() or "") if is_team else "",
            reported_at=self._read_reported() if is_team else None,
        )

    def _read_reported(self) -> datetime:
        return self._moments.from_widget(self.reported.dateTime(), self._choices.now)

    def take_paper(self, chosen: Path) -> None:
        """The signed paper; its hash goes along, and the paper stays with the agency."""
        self._paper = chosen
        self.paper.setText(self.tr("Signed paper: {name}").format(name=chosen.name))
        self.paper.setAccessibleName(self.paper.text())
        self._on_changed()

    def read_typed(self) -> Typed:
        """See AskDialog; the paper and the moments are chosen anew."""
        chosen = {
            "ground": str(self.ground.currentData()),
            "people": "\n".join(ticked(self.people)),
            "sections": "\n".join(ticked(self.sections)),
            "team": str(self.team.currentData() or ""),
            "capacity": str(self.capacity.currentData()),
        }
        typed = {name: getattr(self, name).text() for name in self.FREE}
        is_begun = any(one.strip() for one in (*typed.values(), chosen["people"]))
        return typed | chosen if is_begun or chosen["sections"] else {}

    def put_typed(self, kept: Typed) -> None:
        """See AskDialog."""
        for box, name in (
            (self.ground, "ground"),
            (self.team, "team"),
            (self.capacity, "capacity"),
        ):
            box.setCurrentIndex(max(0, box.findData(kept.get(name, ""))))
        for rows, name in ((self.people, "people"), (self.sections, "sections")):
            tick(rows, kept.get(name, "").split("\n"))
        for name in self.FREE:
            getattr(self, name).setText(kept.get(name, ""))

    def _on_paper(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Signed paper"))
        if chosen:
            self.take_paper(Path(chosen))

    def _on_look(self) -> None:
        self._read = self.wish()
        self.looked.emit(self._read)

    def _on_share(self) -> None:
        if self._read is not None:
            self.keep_typed()
            self.wished.emit(self._read)
            self.accept()
