# SPDX-License-Identifier: AGPL-3.0-or-later
"""What several cases of one youth tell together, and how a youth is compared with others.

Invariant: every name of every case stays, once.
"""

from collections.abc import Iterable

from casework.likeness import Sketch, draw
from casework.records import Youth


def names_of(youths: Iterable[Youth]) -> tuple[str, ...]:
    """Every name of every one of them, once, in their order."""
    told = (
        name for one in youths for name in (one.shown_name, one.legal_name, *one.aliases) if name
    )
    return tuple(dict.fromkeys(told))


def sketch_youth(youth: Youth) -> Sketch:
    """A youth, made comparable."""
    return draw(
        (youth.legal_name, youth.chosen_name, *youth.aliases),
        youth.birth_date,
        tuple(youth.agency_numbers.values()),
        age=youth.said_age,
        on=youth.said_age_on,
    )
