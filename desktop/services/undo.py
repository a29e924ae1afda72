# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking back the last edit of this laptop while the county does not have it.

An operation is never removed and its number never used again: the county follows each laptop's
chain without gaps. So what is taken back is a further operation that restores what stood in the
fields before; both are sent. Taking back again goes on to the edit before, and what was taken back
last may come again (`storage/edits.py`). What began a record, what is signed, and what people
disagree about is not taken back: it is ended, corrected or decided.
"""

from typing import NamedTuple

from pydantic import JsonValue

from casework.operations import Operation
from casework.records import read_view
from casework.vocabulary import APPEND_ONLY_KINDS, RecordKind
from desktop.services.work import make_change
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.edits import Edit
from storage.model import Changes, StoredRecord
from ui.errors import ShownError
from ui.record_views import UndoOffer

NOTHING = ShownError("There is nothing to take back.", "Nothing was changed on this laptop.")
SENT = ShownError(
    "The county has your last edit already, so it is not taken back.",
    "Open the record and change it again.",
)
FINAL = ShownError(
    "What is signed or noted is not taken back.", "Write a further record that corrects it."
)
BEGUN = ShownError(
    "Your last work began a record, and a record stays.", "Open it to change or end it."
)
DECIDED = ShownError(
    "A decision about a disagreement is not taken back.", "Decide again where it was decided."
)
DISPUTED = ShownError(
    "People disagree about what you wrote last, so it stays beside what they wrote.",
    "Decide on the conflict desk.",
)
SHARED = ShownError(
    "A meeting is not taken back, since it stands in several cases.",
    "Open the meeting and change it there.",
)
UNSEEN = ShownError("Your last edit may not be changed any more.", "Sync, then look at the case.")


MORE = ShownError(
    "There is nothing more to take back.",
    "What came before began a record, is signed or noted, or is with the county already; open it "
    "to change it.",
)
NOTHING_AGAIN = ShownError("Nothing was taken back last, so nothing comes again.")


class _Last(NamedTuple):
    operation: Operation
    shown: StoredRecord
    before: dict[str, JsonValue]


class LastEdit:
    """The last edit of an unlocked laptop."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def undo_offer(self) -> UndoOffer | None:
        """What may be taken back; None where nothing may."""
        with shown_errors():
            try:
                last = self._find()
            except ShownError:
                return None
        return UndoOffer(last.operation.case, last.operation.kind)

    def undo(self) -> Changes:
        """Restore what the last edit changed that was not taken back yet.

        Raises:
            ShownError: it is not taken back; says why and what helps.
        """
        with shown_errors():
            return self._take_back(self._find())

    def redo(self) -> Changes:
        """Bring again what was taken back last.

        Raises:
            ShownError: nothing was, or something else was done since.
        """
        with shown_errors():
            kept = self._session.store.unsent.last_taken_back()
            if kept is None or not kept.waits:
                raise NOTHING_AGAIN
            return self._take_back(self._judge(kept))

    def _take_back(self, last: _Last) -> Changes:
        session = self._session
        back = make_change(session, last.shown.record, last.before)
        changes = session.store.record_work([back], author_name=session.hat.person_name)
        session.store.unsent.note_taking_back(back.counter, last.operation.counter)
        return changes

    def _find(self) -> _Last:
        unsent = self._session.store.unsent
        kept = unsent.last_edit()
        if kept is None:
            if unsent.last_taken_back() is not None:
                raise MORE
            raise NOTHING if self._session.store.next_link().counter == 1 else SENT
        try:
            return self._judge(kept)
        except ShownError as why:
            if kept.is_last:
                raise
            raise MORE from why

    def _judge(self, kept: Edit) -> _Last:
        operation = kept.operation
        if not kept.waits:
            raise SENT
        if operation.kind in APPEND_ONLY_KINDS or operation.kind is RecordKind.SIGN_OFF:
            raise FINAL
        if operation.kind is RecordKind.MEETING:
            # One edit wrote the same into each of its cases; half of it would be taken back.
            raise SHARED
        if kept.before is None or kept.shown is None:
            raise BEGUN
        if operation.decides:
            raise DECIDED
        record = kept.shown.record
        if not self._session.sight()(record.case, record.section, record.hat):
            raise UNSEEN
        if any(one.field in operation.fields for one in record.open_disputes):
            raise DISPUTED
        full = read_view(operation.kind, kept.before.record.fields).model_dump(mode="json")
        return _Last(operation, kept.shown, {name: full[name] for name in operation.fields})
