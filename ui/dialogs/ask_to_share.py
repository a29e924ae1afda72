# SPDX-License-Identifier: AGPL-3.0-or-later
"""Asking on which ground the own agency's work of one case is shared: choices, preview, decision.

Invariant: nothing is decided before the preview was read; the dialog holds to that wherever it is
opened from.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from casework.ids import CaseId
from casework.vocabulary import Basis
from ui.dialogs.share_dialog import ShareDialog
from ui.errors import ShownError
from ui.half_typed_port import of_sharing
from ui.kit import Kit
from ui.sharing_views import RecordedView, ShareWish, SharingChoices

Shared = Callable[[RecordedView], None]
Failed = Callable[[ShownError], None]


def ask_to_share(
    parent: QWidget,
    kit: Kit,
    case: CaseId,
    shared: Shared,
    failed: Failed,
    basis: Basis | None = None,
) -> None:
    """Open the dialog once the choices are there.

    Args:
        basis: the ground it begins with; the worker may choose another.
    """
    sharing, runner = kit.workspace.sharing, kit.runner
    assert sharing is not None

    def ask(choices: SharingChoices) -> None:
        dialog = ShareDialog(parent, kit.moments, choices, case, basis)

        def look(wish: ShareWish) -> None:
            runner.run(
                lambda: sharing.preview(wish),
                context=dialog,
                done=lambda lines: dialog.show_preview(lines, wish),
                failed=failed,
                lane="network",
            )

        def share(wish: ShareWish) -> None:
            runner.run(
                lambda: sharing.share(wish),
                context=parent,
                done=shared,
                failed=failed,
                lane="network",
            )

        dialog.looked.connect(look)
        dialog.wished.connect(share)
        dialog.keep_in(kit, of_sharing(case), failed)
        dialog.open()

    runner.run(
        lambda: sharing.choices(case), context=parent, done=ask, failed=failed, lane="network"
    )
