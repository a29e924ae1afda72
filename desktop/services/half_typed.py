# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is typed beside records and did not become work yet, sealed in the store.

It counts as unsent, like every half-filled form; what belongs to no case lies under an id of its
own.
"""

from collections.abc import Mapping

from pydantic import TypeAdapter

from casework.ids import CaseId, RecordId
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import KeptPlace
from ui.half_typed_port import Place, of_approval

PREFIX = "words beside/"
_TYPED = TypeAdapter(dict[str, str])


class HalfTypedWords:
    """Fulfils ui.half_typed_port.HalfTypedPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def read(self, place: str, case: CaseId | None) -> Mapping[str, str]:
        """See the port."""
        with shown_errors():
            where = case or self._find(place)
            kept = self._session.store.kept_forms
            words = "" if where is None else kept.read(where, PREFIX + place)
            return _TYPED.validate_json(words) if words else {}

    def keep(self, place: str, case: CaseId | None, typed: Mapping[str, str]) -> None:
        """See the port."""
        with shown_errors():
            where = case or self._find(place)
            if where is None and not typed:
                return
            words = _TYPED.dump_json(dict(typed)).decode() if typed else ""
            where = where or CaseId(self._session.new_id())
            self._session.store.kept_forms.keep(where, PREFIX + place, words)

    def _find(self, place: str) -> CaseId | None:
        return next((one.case for one in words_beside(self._session, (place, None))), None)


def words_beside(session: OpenSession, place: Place) -> list[KeptPlace]:
    """Where words of a place lie, also of one that belongs to no case."""
    name, case = PREFIX + place[0], place[1]
    cases = session.store.kept_forms.cases(name) if case is None else (case,)
    return [KeptPlace(one, name) for one in cases]


def approval_words(case: CaseId, record: RecordId) -> KeptPlace:
    """Where the words lie that go with a signature, a return or an answer."""
    return KeptPlace(case, PREFIX + of_approval(case, record)[0])
