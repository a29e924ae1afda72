# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping a document that was chosen, with its progress on the page and a way to stop."""

from PySide6.QtCore import QCoreApplication

from casework.ids import CaseId
from ui.document_views import NewDocument
from ui.errors import ShownError
from ui.ports import Changes
from ui.screening.saving_strip import SavingStrip
from ui.widgets.page_frame import PageFrame


def add_document(page: PageFrame, case: CaseId, document: NewDocument) -> None:
    """Keep it and let the page tell what changed; nothing of it stays where it was stopped."""
    source = document.source
    size = len(source) if isinstance(source, bytes) else _size_of(document)
    strip = SavingStrip(size, in_bytes=True)
    page.column.insertWidget(0, strip)
    tell = page.kit.runner.relay(strip.show_progress, context=strip)
    documents = page.kit.workspace.documents

    def done(changes: Changes | None) -> None:
        strip.hide()
        strip.deleteLater()
        if changes is None:
            page.problem.say(
                QCoreApplication.translate("saving", "Stopped: nothing was added."), "plain"
            )
            return
        page.changed.emit(changes)

    def failed(error: ShownError) -> None:
        strip.hide()
        strip.deleteLater()
        page.show_problem(error)

    page.problem.say("")
    page.kit.runner.run(
        lambda: documents.add(case, document, tell, strip.cancelled),
        context=page,
        done=done,
        failed=failed,
        lane="network",
    )


def _size_of(document: NewDocument) -> int:
    assert not isinstance(document.source, bytes)
    try:
        return document.source.stat().st_size
    except OSError:
        # Adding it says what is wrong; the bar only needs a length.
        return 1
