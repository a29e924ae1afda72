# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words of the team's screens that several of them say."""

from PySide6.QtCore import QCoreApplication

from casework.meeting_roster import Invitation, Invited
from ui.meeting_types import MeetingTypeChoice
from ui.record_words import say_word
from ui.text import Moments


def say_meeting_type(one: MeetingTypeChoice, moments: Moments) -> str:
    """What a type of meeting is called."""
    if one.word is not None:
        return say_word(one.word)
    return one.spanish if moments.language == "es" else one.english


def say_invited(one: Invited) -> str:
    """Why somebody is asked, or is not."""
    return " · ".join(say_word(why) for why in one.reasons)


def say_invitation(invitation: Invitation) -> str:
    """Whether somebody is asked."""
    match invitation:
        case Invitation.INVITED:
            return QCoreApplication.translate("words", "Invite")
        case Invitation.ASK:
            return QCoreApplication.translate("words", "Ask first")
        case Invitation.NOT_INVITED:
            return QCoreApplication.translate("words", "Not for this youth")
