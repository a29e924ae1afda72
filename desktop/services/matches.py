# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which of the cases found may be shown as found, and the words around what was looked for.

Invariant: a case counts as found only by records this hat may see now; what stands in the others
neither brings a case into a list nor is told of.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from casework.ids import CaseId
from casework.likeness import sound_keys
from casework.records import read_view
from desktop.moments import moment_of
from desktop.session import OpenSession
from storage.finding import Hit, Place, Where
from storage.search import words_of
from ui.youth_views import Match, MatchedBy

AT_HAND = 100
"""Youths opened last who stand, like the pinned, before others of the same name: two letters and a
number reach whomever one works with, also among thousands whose names begin alike."""
CHUNK = 40
"""Cases that are looked at together."""
SHOWN = 3
"""Places that are shown of one case."""
BEFORE, AFTER = 24, 64
"""Characters shown before and after a word, at least."""
_TOKEN = re.compile(r"[^\W_]+")
_BY = {
    Where.OWN_NAME: MatchedBy.NAME,
    Where.NAME: MatchedBy.NAME,
    Where.SOUND: MatchedBy.SOUND,
    Where.TEXT: MatchedBy.TEXT,
}


def find_cases(session: OpenSession, words: Sequence[str]) -> Iterator[tuple[CaseId, list[Place]]]:
    """The cases that hold all words in what may be seen, the best first, with the places.

    By the youth's own name first those pinned or opened lately, then by name.
    """
    hidden, finding = session.reach.hidden_cases(), session.store.finding
    at_hand = {*finding.pins.pinned(), *finding.pins.opened_last(AT_HAND)}
    own = sorted(
        finding.cases(words, hidden, own_names=True), key=lambda one: one.case not in at_hand
    )
    # The youth's own name stands in every list in which they may be named.
    yield from ((one.case, []) for one in own)
    known = frozenset(one.case for one in own)
    found = (one for one in finding.cases(words, hidden) if one.case not in known)
    may_see = session.sight()
    while chunk := list(islice(found, CHUNK)):
        seen: defaultdict[CaseId, list[Place]] = defaultdict(list)
        for place in finding.places(words, chunk):
            if may_see(place.case, place.section, place.hat):
                seen[place.case].append(place)
        for one in chunk:
            places = seen[one.case]
            if {place.word for place in places} >= set(words):
                yield one.case, places


def read_matches(session: OpenSession, places: Sequence[Place]) -> tuple[Match, ...]:
    """The best places of one case, with the words around them."""
    best: dict[int, Place] = {}
    for place in places:
        best.setdefault(place.row, place)
    hits = session.store.finding.hits(list(best.values())[:SHOWN])
    return tuple(_match(one) for one in hits)


def shorten(text: str, word: str, by: MatchedBy) -> str:
    """The words around the one that was found, on one line."""
    flat = " ".join(text.split())
    sounds = set(sound_keys(word)) if by is MatchedBy.SOUND else set()
    for token in _TOKEN.finditer(flat):
        bare = "".join(words_of(token.group()))
        if bare.casefold().startswith(word.casefold()) or sounds & set(sound_keys(bare)):
            return _window(flat, token.start(), token.end())
    return _window(flat, 0, 0)


def _window(text: str, start: int, end: int) -> str:
    left = 0 if start <= BEFORE else text.rfind(" ", 0, start - BEFORE) + 1
    right = len(text)
    if end + AFTER < len(text):
        right = max(text.find(" ", end + AFTER), end)
    return f"{'…' if left else ''}{text[left:right]}{'…' if right < len(text) else ''}"


def _match(hit: Hit) -> Match:
    record = hit.stored.record
    by = _BY[hit.place.where]
    happened = read_view(record.kind, record.fields).happened()
    return Match(
        record=record.record,
        kind=record.kind,
        by=by,
        text=shorten(hit.text, hit.place.word, by),
        on=happened or moment_of(record.at),
    )
