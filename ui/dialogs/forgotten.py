# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens where a passphrase is forgotten: who can help, what stays, how to work again."""

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.dialogs.ask_dialog import AskDialog
from ui.keeping_port import WayBack
from ui.theme.tokens import MEASURES
from ui.widgets.looks import make_button, make_label


class Forgotten(AskDialog):
    """Explains, and offers the way on.

    Args:
        way: what helps this worker.
    """

    def __init__(self, parent: QWidget, way: WayBack) -> None:
        super().__init__(parent)
        self.setMinimumWidth(440)
        self.anew = make_button(self.tr("&Set yourself up anew"), self.accept, "primary")
        self.anew.setVisible(way is WayBack.ANEW)
        self.close_it = make_button(self.tr("&Close"), self.reject)
        column = QVBoxLayout()
        column.setContentsMargins(self.margin, self.margin, self.margin, 0)
        column.setSpacing(MEASURES.unit)
        column.addWidget(make_label(self.tr("When the passphrase is forgotten"), "section"))
        for words in self._explain(way):
            column.addWidget(make_label(words))
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(self.margin, 0, self.margin, self.margin)
        buttons.addStretch(1)
        buttons.addWidget(self.close_it)
        buttons.addWidget(self.anew)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = self.make_scrolling(column)
        outer.addWidget(area, 1)
        outer.addLayout(buttons)
        inner = area.widget()
        assert inner is not None
        wanted = inner.heightForWidth(self.minimumWidth()) + 4 * self.margin
        self.resize(self.minimumWidth(), min(self.height(), wanted))

    @classmethod
    def ask(cls, parent: QWidget, way: WayBack) -> bool:
        """Whether the worker wants to be set up anew."""
        dialog = cls(parent, way)
        try:
            return dialog.exec() == QDialog.DialogCode.Accepted
        finally:
            dialog.deleteLater()

    def _explain(self, way: WayBack) -> tuple[str, ...]:
        nobody = self.tr("Nobody can look it up.")
        if way is WayBack.COUNTY:
            return (
                nobody,
                self.tr(
                    "Two people of your county can open this laptop together and give it a new "
                    "passphrase. Nothing is lost by it; call your administrator."
                ),
            )
        return (
            nobody,
            self.tr(
                "No one else has a way in either. Where notes in confidence are kept that is "
                "meant: not even your county opens this laptop."
            ),
            self.tr(
                "What is on it stays as it is, sealed, also work that was not sent. It opens with "
                "this passphrase only, should you remember it; until then it is not removed."
            ),
            self.tr(
                "To work again, ask your administrator for a new invite and set yourself up anew "
                "here, beside what stays. What was sent comes back with the first sync; notes in "
                "confidence come back once a colleague of your organization has admitted this "
                "laptop."
            ),
        )
