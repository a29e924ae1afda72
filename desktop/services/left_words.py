# SPDX-License-Identifier: AGPL-3.0-or-later
"""What this worker typed in cases that have left since, and never saved.

Nobody else has it and no list shows its case any more: without this it would count as unsent for
ever and be read by nobody. Invariant: only what was typed is shown, not what stood in the form
before; whose case it was is not said.
"""

import json
from collections.abc import Iterator, Mapping

from pydantic import JsonValue

from casework.vocabulary import RecordKind
from desktop.services.half_typed import PREFIX
from desktop.services.meeting_records import TABLE
from desktop.services.opening import HALF_TYPED
from desktop.services.record_forms import decode_typed
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import NOTE_PLACE, KeptPlace
from storage.unsent import LeftWords
from ui.left_words_port import LeftWordsView

OF_NO_CASE = (TABLE, HALF_TYPED, *(f"{PREFIX}{one}/" for one in ("meeting", "emergency")))
"""How the places begin of what belongs to no case, and lies under an id of its own."""


class LeftWordsOfWorker:
    """Fulfils ui.left_words_port.LeftWordsPort."""

    _session: OpenSession

    def left_words(self) -> tuple[LeftWordsView, ...]:
        """See the port."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            left = self._session.store.unsent.left_words(hidden)
        return tuple(_view(one) for one in left if not one.at.place.startswith(OF_NO_CASE))

    def throw_away(self, words: LeftWordsView) -> None:
        """See the port."""
        with shown_errors():
            self._session.store.unsent.throw_away(KeptPlace(words.case, words.place))


def _view(one: LeftWords) -> LeftWordsView:
    case, place = one.at
    name = RecordKind.CONTACT_NOTE.value if place == NOTE_PLACE else place.partition("/")[0]
    kind = RecordKind(name) if name in set(RecordKind) else None
    if one.words is None:
        return LeftWordsView(case, place, kind, (), unreadable=True)
    if place == NOTE_PLACE:
        return LeftWordsView(case, place, kind, (("text", one.words),))
    typed, seen = decode_typed(one.words)
    stood: Mapping[str, JsonValue] = {} if seen is None else seen.fields
    new = {field: value for field, value in typed.items() if value != stood.get(field)}
    return LeftWordsView(case, place, kind, tuple(_lines(new)))


def _lines(typed: Mapping[str, JsonValue]) -> Iterator[tuple[str, str]]:
    for field, value in typed.items():
        for one in value if isinstance(value, list) else [value]:
            if one not in (None, ""):
                yield field, one if isinstance(one, str) else json.dumps(one, ensure_ascii=False)
