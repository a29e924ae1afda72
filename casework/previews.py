# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a ground will open before it is recorded: to whom, which parts, until when.

Asks the same walls and the same `judge` that will decide afterwards, so that a preview promises
nothing else; that a laptop is cleared for criminal justice information is taken for granted.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from casework.bases import Ground, judge
from casework.hats import AccessQuestion, Hat
from casework.policy import find_wall
from casework.reasons import Reason
from casework.sharing_matrix import SharingMatrix
from casework.vocabulary import Action, Section


class Preview(NamedTuple):
    """What one hat will see.

    Attributes:
        sections: beside the youth's identity; empty where `refusal` says why.
    """

    hat: Hat
    sections: tuple[Section, ...]
    until: datetime | None
    refusal: Reason | None


def preview(
    ground: Ground, hats: Iterable[Hat], matrix: SharingMatrix, at: datetime
) -> tuple[Preview, ...]:
    """For each hat what the ground will open to it."""
    return tuple(_preview_one(ground, hat, matrix, at) for hat in hats)


def _preview_one(ground: Ground, hat: Hat, matrix: SharingMatrix, at: datetime) -> Preview:
    opened, refusal = [], None
    for section in Section:
        if section is Section.IDENTITY or section not in ground.sections:
            continue
        question = AccessQuestion(
            hat=hat,
            case=ground.case,
            section=section,
            action=Action.READ,
            at=at,
            cji_device=True,
            released=True,
        )
        said = find_wall(question) or judge(ground, question, matrix).refusal
        if said is None:
            opened.append(section)
        else:
            refusal = said
    return Preview(hat, tuple(opened), ground.end_at(hat.id, at), None if opened else refusal)
