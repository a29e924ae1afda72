# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who a case is about: the one place where the youth's record of a case is looked up and read."""

from casework.records import CaseRecord, Youth, read_view
from casework.vocabulary import RecordKind
from storage.model import CaseFile
from ui.errors import ShownError


def find_youth_record(held: CaseFile | None) -> CaseRecord | None:
    """The record of the youth of a case, None where it is not here."""
    records = (stored.record for stored in (held.records if held else ()))
    return next((one for one in records if one.kind is RecordKind.YOUTH), None)


def find_youth(held: CaseFile | None) -> Youth | None:
    """The youth of a case, None where their record is not here."""
    record = find_youth_record(held)
    if record is None:
        return None
    view = read_view(RecordKind.YOUTH, record.fields)
    assert isinstance(view, Youth)
    return view


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
