# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who a case is about: the one place where the youth's record of a case is looked up and read."""

from casework.records import Youth, read_view
from casework.vocabulary import RecordKind
from storage.model import CaseFile
from ui.errors import ShownError


def find_youth(held: CaseFile | None) -> Youth | None:
    """The youth of a case, None where their record is not here."""
    for stored in held.records if held else ():
        if stored.record.kind is RecordKind.YOUTH:
            view = read_view(RecordKind.YOUTH, stored.record.fields)
            assert isinstance(view, Youth)
            return view
    return None


def require_youth(held: CaseFile) -> Youth:
    """The youth of a case.

    Raises:
        ShownError: their record has not arrived yet.
    """
    youth = find_youth(held)
    if youth is None:
        raise ShownError(
            "The youth of this case has not arrived on this laptop yet.", "Sync, then try again."
        )
    return youth
