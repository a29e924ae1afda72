# SPDX-License-Identifier: AGPL-3.0-or-later
"""Finding youths by everything that is held of them: names and their sound, numbers, words.

Every word typed is the beginning of a word somewhere in the case, or sounds like a name in it. The
best comes first: the youth's own name or number, another name, a sound, a word of a text.

Invariants: any text is safe to look for; a word of one or two letters is looked for among youths'
own names and numbers only; nothing here asks whether the hat may see it: `places` say where a word
stands, so that the session can ask before anything of it is read.
"""

from collections.abc import Collection, Sequence
from enum import IntEnum
from functools import reduce
from typing import Any, NamedTuple

from pydantic_core import to_json

from casework.ids import CaseId, HatId
from casework.likeness import sound_keys
from casework.vocabulary import Section
from storage.database import Database
from storage.model import CasePage, CaseRow, StoredRecord
from storage.pins import Pins
from storage.profiles import read_value
from storage.rows import decode_row, select_shown
from storage.search import list_cases, read_cases, words_of
from storage.terms_again import UNTIL, read_terms_again

SHORT = 2
"""A word up to this long is the beginning of too many to be looked for in texts."""
MOST_MATCHES = 10_000
"""Places of one word that are looked at, the newest first; what stands in more says nothing."""
MANY = 100
"""Cases found by how a name is written, beyond which none is looked for by its sound."""


_PLACES = "(SELECT rowid AS place FROM terms WHERE terms MATCH ? ORDER BY rowid DESC LIMIT ?)"
# The records that match, read off an index alone: all kinds, or youths' own.
_MATCHING = (
    f"FROM {_PLACES} CROSS JOIN records r INDEXED BY records_of_cases ON r.id = place",
    (
        f"FROM {_PLACES} CROSS JOIN records r INDEXED BY records_of_youths"
        " ON r.id = place AND r.kind = 'youth'"
    ),
)

_ROWS, _OWN_ROWS = f"SELECT place FROM {_PLACES}", f"SELECT r.id {_MATCHING[True]}"  # noqa: S608 constant text


class Where(IntEnum):
    """Where a word was found, the best first."""

    OWN_NAME = 0
    NAME = 1
    SOUND = 2
    TEXT = 3


class Found(NamedTuple):
    """A case in which every word was found; `where` is the worst of its words' best places."""

    number: int
    case: CaseId
    where: Where


class Place(NamedTuple):
    """A record in which a word stands, as much as it takes to ask whether it may be seen."""

    word: str
    where: Where
    row: int
    case: CaseId
    section: Section
    hat: HatId


class Hit(NamedTuple):
    """A place with its record, and the names or the text in which the word stands."""

    place: Place
    text: str
    stored: StoredRecord


class Finding:
    """The search of an open store; all calls come from the store's one thread.

    Attributes:
        pins: youths kept at hand, and those opened last.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.pins = Pins(database)

    def read_again(self, limit: int) -> bool:
        """Take words out of some older rows by today's rules; whether there are more."""
        with self._database.read() as connection:
            if read_value(connection, UNTIL) is None:
                return False
        with self._database.write(minor=True) as connection:
            return read_terms_again(connection, limit)

    def cases(
        self, words: Sequence[str], hidden: Collection[CaseId] = (), *, own_names: bool = False
    ) -> tuple[Found, ...]:
        """Every case within reach that holds all words, the best first, then by name.

        Args:
            own_names: only in the youth's own name or number, which is quicker.
        """
        with self._database.read() as connection:
            return find_all(connection, words, hidden, own_names=own_names)

    def places(self, words: Sequence[str], found: Collection[Found]) -> tuple[Place, ...]:
        """Where the words stand in some cases: every record of each, with the word's best place."""
        with self._database.read() as connection:
            held = _records_of(connection, found)
            rows = [(word, _rows_of(connection, word, held)) for word in words]
            parts = _parts_of(connection, {row for _, best in rows for row in best})
        places = [
            Place(word, where, row, *parts[row])
            for word, best in rows
            for row, where in best.items()
        ]
        return tuple(sorted(places, key=lambda one: (one.where, -one.row)))

    def hits(self, places: Sequence[Place]) -> tuple[Hit, ...]:
        """Places with what stands there, in the order asked for."""
        with self._database.read() as connection:
            texts, stored = _read_places(connection, {one.row for one in places})
        return tuple(
            Hit(one, texts[one.row][one.where is Where.TEXT], stored[one.row]) for one in places
        )

    def rows(self, cases: Sequence[CaseId]) -> tuple[CaseRow, ...]:
        """Cases within reach as a list shows them, in the order asked for."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT id, case_id FROM cases WHERE within_reach"
                " AND case_id IN (SELECT value FROM json_each(?))",
                (to_json(list(cases)).decode(),),
            ).fetchall()
            known = {case: number for number, case in found}
            return read_cases(connection, [known[one] for one in cases if one in known])

    def all_cases(
        self, *, offset: int, limit: int, hidden: frozenset[CaseId], newest: bool = False
    ) -> CasePage:
        """Cases within reach by name, or the ones worked on last first."""
        with self._database.read() as connection:
            return list_cases(connection, offset=offset, limit=limit, hidden=hidden, newest=newest)

    def unsent(self) -> tuple[CaseId, ...]:
        """Cases with work the county does not have, by name."""
        with self._database.read() as connection:
            found = connection.execute(
                "SELECT case_id FROM cases WHERE within_reach AND has_unsent"
                " ORDER BY sort_name, case_id"
            ).fetchall()
        return tuple(CaseId(row[0]) for row in found)


def find_cases(
    connection: Any, text: str, *, offset: int, limit: int, hidden: frozenset[CaseId] = frozenset()
) -> CasePage:
    """Cases within reach that hold every word of a text, the best first; blank text lists all."""
    if not text.strip():
        return list_cases(connection, offset=offset, limit=limit, hidden=hidden)
    found = find_all(connection, words_of(text), hidden)
    numbers = [one.number for one in found[offset : offset + limit]]
    return CasePage(len(found), read_cases(connection, numbers))


def find_all(
    connection: Any,
    words: Sequence[str],
    hidden: Collection[CaseId] = (),
    *,
    own_names: bool = False,
) -> tuple[Found, ...]:
    """Every case within reach that holds all words, the best first, then by name."""
    if not words:
        return ()
    places = [_places(connection, word, own_names=own_names) for word in words]
    common = reduce(lambda one, other: one & other.keys(), places[1:], set(places[0]))
    found = connection.execute(
        "SELECT id, case_id FROM cases WHERE within_reach"
        " AND id IN (SELECT value FROM json_each(?)) ORDER BY sort_name, case_id",
        (to_json(sorted(common)).decode(),),
    ).fetchall()
    gone = frozenset(hidden)
    cases = [
        Found(number, CaseId(case), max(one[number] for one in places))
        for number, case in found
        if case not in gone
    ]
    return tuple(sorted(cases, key=lambda one: one.where))


def _questions(word: str) -> list[tuple[Where, str]]:
    """What the index is asked about one word, the best place first."""
    begins = f'"{word}"*'
    asked = [(Where.OWN_NAME, f"{{names}} : {begins}")]
    if len(word) <= SHORT:
        return asked
    asked.append((Where.NAME, f"{{names}} : {begins}"))
    sounds = sound_keys(word)
    if sounds:
        keys = " OR ".join(f'"{one}"' for one in sounds)
        asked.append((Where.SOUND, f"{{sounds}} : ({keys})"))
    asked.append((Where.TEXT, f"{{words}} : {begins}"))
    return asked


def _places(connection: Any, word: str, *, own_names: bool) -> dict[int, Where]:
    """The cases in which a word stands, each with its best place."""
    best: dict[int, Where] = {}
    for where, question in _questions(word)[: 1 if own_names else None]:
        if where is Where.SOUND and len(best) > MANY:
            continue
        found = connection.execute(
            f"SELECT DISTINCT r.case_number {_MATCHING[where is Where.OWN_NAME]}",
            (question, MOST_MATCHES),
        )
        for (number,) in found.fetchall():
            best.setdefault(number, where)
    return best


def _rows_of(connection: Any, word: str, held: Collection[int]) -> dict[int, Where]:
    """Those of some records in which a word stands, each with its best place."""
    best: dict[int, Where] = {}
    for where, question in _questions(word):
        own = where is Where.OWN_NAME
        if own and len(word) > SHORT:
            continue
        found = connection.execute(_OWN_ROWS if own else _ROWS, (question, MOST_MATCHES))
        for (row,) in found.fetchall():
            if row in held:
                best.setdefault(row, where)
    return best


def _records_of(connection: Any, found: Collection[Found]) -> frozenset[int]:
    rows = connection.execute(
        "SELECT id FROM records WHERE case_number IN (SELECT value FROM json_each(?))",
        (to_json([one.number for one in found]).decode(),),
    )
    return frozenset(row[0] for row in rows.fetchall())


def _parts_of(connection: Any, rows: set[int]) -> dict[int, tuple[CaseId, Section, HatId]]:
    found = connection.execute(
        "SELECT r.id, c.case_id, r.section, r.hat FROM records r"
        " JOIN cases c ON c.id = r.case_number WHERE r.id IN (SELECT value FROM json_each(?))",
        (to_json(sorted(rows)).decode(),),
    )
    return {row[0]: (CaseId(row[1]), Section(row[2]), HatId(row[3])) for row in found.fetchall()}


def _read_places(
    connection: Any, rows: set[int]
) -> tuple[dict[int, tuple[str, str]], dict[int, StoredRecord]]:
    ids = to_json(sorted(rows)).decode()
    some = "WHERE {id} IN (SELECT value FROM json_each(?)) ORDER BY {id}"
    found = connection.execute(
        f"SELECT id, names, words FROM searched {some.format(id='id')}",  # noqa: S608 constant text
        (ids,),
    ).fetchall()
    shown = connection.execute(select_shown(some.format(id="r.id")), (ids,)).fetchall()
    stored = {one[0]: decode_row(row[1:]) for one, row in zip(found, shown, strict=True)}
    return {row[0]: (row[1], row[2]) for row in found}, stored
