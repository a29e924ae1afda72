# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words that tell what a meeting is about, and so do not go into anybody's calendar.

A calendar lies on phones, on a wall, with whoever keeps somebody's appointments. What goes there
names no youth, no program, and no agency that gives it away.
"""

import re
from collections.abc import Iterable

TELLING: tuple[str, ...] = (
    "csec", "cse", "mdt", "cft", "exploit", "explot", "traffick", "trata", "sexual", "abuse",
    "abuso", "victim", "víctim", "probation", "libertad condicional", "child welfare",
    "bienestar", "foster", "acogida", "behavioral", "mental", "substance", "sustancias",
    "juvenile", "juvenil", "detention", "detención", "court", "corte", "tribunal", "police",
    "policía", "sheriff", "advocate", "youth", "joven", "jóvenes", "runaway", "missing",
    "desaparecid", "safety plan", "ncmec",
)  # fmt: skip
_SHORTEST_NAME = 3


def find_telling_word(text: str, names: Iterable[str]) -> str:
    """The first word of a text that says too much; empty for none.

    Args:
        names: of youths and agencies that must not stand there.
    """
    plain = " ".join(text.casefold().split())
    words = _words(plain)
    for name in names:
        for part in _words(name.casefold()):
            if len(part) >= _SHORTEST_NAME and part in words and part not in _PLAIN:
                return part
    for one in TELLING:
        if any(word.startswith(one) for word in words) or (" " in one and one in plain):
            return one
    return ""


def _words(text: str) -> set[str]:
    return {str(one) for one in re.findall(r"\w+", text)}


# Words of agencies' names that stand in the name of many a room.
_PLAIN = frozenset(
    {"the", "and", "of", "county", "center", "centre", "house", "office", "services", "public",
     "health", "room", "los", "las", "del", "for", "family", "general", "children"}
)  # fmt: skip
