# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the cross-agency index that several screens share."""

from PySide6.QtCore import QCoreApplication

from casework.likeness import Sign
from ui.index_views import AnswerView, EntryStanding
from ui.text import Moments
from ui.theme.tokens import Tone

TONES: dict[EntryStanding, Tone] = {
    EntryStanding.NOT_ENTERED: "plain",
    EntryStanding.ENTERED: "good",
    EntryStanding.WAITING: "accent",
    EntryStanding.REFUSED: "danger",
}


def say_sign(sign: Sign) -> str:
    """What speaks for its being the same youth."""
    return {
        Sign.SAME_NUMBER: QCoreApplication.translate("index", "same case number"),
        Sign.SAME_NAME: QCoreApplication.translate("index", "same name"),
        Sign.LIKE_NAME: QCoreApplication.translate("index", "similar name"),
        Sign.SOUNDS_ALIKE: QCoreApplication.translate("index", "name sounds alike"),
        Sign.SAME_BIRTH_DATE: QCoreApplication.translate("index", "same birth date"),
        Sign.NEAR_BIRTH_DATE: QCoreApplication.translate("index", "birth date nearly the same"),
        Sign.AGE_FITS: QCoreApplication.translate("index", "age fits"),
        Sign.JOINED: QCoreApplication.translate("index", "found to be one youth"),
    }[sign]


def say_signs(signs: frozenset[Sign]) -> str:
    """All of them, in a fixed order."""
    return ", ".join(say_sign(one) for one in Sign if one in signs)


def say_entry(standing: EntryStanding) -> str:
    """How an own case stands in the index."""
    return {
        EntryStanding.NOT_ENTERED: QCoreApplication.translate("index", "Not in the index"),
        EntryStanding.ENTERED: QCoreApplication.translate("index", "In the index"),
        EntryStanding.WAITING: QCoreApplication.translate("index", "Not sent yet"),
        EntryStanding.REFUSED: QCoreApplication.translate("index", "Not taken"),
    }[standing]


def say_question(answer: AnswerView, moments: Moments) -> str:
    """What was asked."""
    born = "" if answer.birth_date is None else moments.day(answer.birth_date)
    return ", ".join(filter(None, (answer.name, born, answer.number)))
