# SPDX-License-Identifier: AGPL-3.0-or-later
"""Errors whose sentence holds a number, a path or a name, so that screens can still translate it.

Invariants: the text of an error is its template filled in, so that the server and the command line
print it as it is; screens translate `template` first and fill it in afterwards. Filling in never
fails, since a template may come over the wire.
"""

import re
from collections.abc import Mapping

_PLACE = re.compile(r"\{(\w+)\}")


def fill_in(template: str, parameters: Mapping[str, str]) -> str:
    """The template with every place filled that has a parameter."""
    return _PLACE.sub(lambda place: parameters.get(place[1], place[0]), template)


class WordedError(Exception):
    """An error in words for a person.

    Attributes:
        template: English, the source text of translations.
        parameters: what fills its braces; empty where it has none.
    """

    def __init__(self, template: str, /, **parameters: object) -> None:
        self.template = template
        self.parameters = {name: str(value) for name, value in parameters.items()}
        super().__init__(fill_in(template, self.parameters))
