# SPDX-License-Identifier: AGPL-3.0-or-later
"""Clearing what was typed in the transaction that makes work of it.

Were it cleared after, a crash in between would bring the words back, to be recorded twice.
"""

from collections.abc import Iterable
from typing import Any

from storage.kept_forms import write_form
from storage.model import ADVOCATE_NOTE_PLACE, NOTE_PLACE, KeptPlace
from storage.notes import write_note
from storage.organization import write_draft


def clear_kept(connection: Any, places: Iterable[KeptPlace]) -> None:
    """Leave nothing of what was typed in these places."""
    for one in places:
        if one.place == NOTE_PLACE:
            write_note(connection, one.case, "")
        elif one.place == ADVOCATE_NOTE_PLACE:
            write_draft(connection, one.case, b"")
        else:
            write_form(connection, one.case, one.place, "")
