# SPDX-License-Identifier: AGPL-3.0-or-later
"""Grounds and signers in plain words."""

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from casework.consents import SignerCapacity
from casework.papers_given import Disclosed
from casework.vocabulary import Basis
from ui.section_words import say_section
from ui.sharing_views import DecisionKind, PreviewLine, RecordedView
from ui.text import Moments, say_reason


def say_capacity(capacity: SignerCapacity) -> str:
    """As whom someone signs."""
    return {
        SignerCapacity.YOUTH_MINOR_CONSENT: QCoreApplication.translate("sharing", "The youth"),
        SignerCapacity.PARENT: QCoreApplication.translate("sharing", "A parent"),
        SignerCapacity.GUARDIAN: QCoreApplication.translate("sharing", "A guardian"),
        SignerCapacity.ATTORNEY: QCoreApplication.translate("sharing", "The youth's attorney"),
        SignerCapacity.COURT: QCoreApplication.translate("sharing", "The court"),
    }[capacity]


def say_basis(basis: Basis) -> str:
    """A legal ground by its name."""
    return {
        Basis.CASE_ASSIGNMENT: QCoreApplication.translate("sharing", "Assignment"),
        Basis.OWN_AGENCY: QCoreApplication.translate("sharing", "Own agency"),
        Basis.S18961_7_WINDOW: QCoreApplication.translate("sharing", "Team window, WIC 18961.7"),
        Basis.S13753_TEAM: QCoreApplication.translate("sharing", "Trafficking team, WIC 13753"),
        Basis.S18951_TEAM: QCoreApplication.translate(
            "sharing", "Multidisciplinary team, WIC 18951"
        ),
        Basis.S832_CFT_CONSENT: QCoreApplication.translate("sharing", "Family team, WIC 832"),
        Basis.S18986_46_UNIFIED: QCoreApplication.translate(
            "sharing", "Unified record, WIC 18986.46"
        ),
        Basis.CONSENT_GENERIC: QCoreApplication.translate("sharing", "Consent"),
        Basis.PART2_CONSENT: QCoreApplication.translate("sharing", "Consent, 42 CFR Part 2"),
        Basis.FERPA_USA: QCoreApplication.translate("sharing", "Responsible for care, FERPA"),
        Basis.COURT_ORDER: QCoreApplication.translate("sharing", "Court order"),
        Basis.S827_LISTED: QCoreApplication.translate("sharing", "Listed by WIC 827"),
        Basis.NCMEC_AB161: QCoreApplication.translate("sharing", "Report to NCMEC, AB 161"),
        Basis.EMERGENCY_BREAK_GLASS: QCoreApplication.translate("sharing", "Emergency"),
        Basis.PRIVILEGE_RELEASE: QCoreApplication.translate("sharing", "Release by the holder"),
    }[basis]


def say_recorded(told: RecordedView, words: str, moments: Moments) -> str:
    """What became of a decision; `words` hold `{moment}` and are said where the county has it."""
    if told.waits:
        return say_waiting()
    day = "" if told.until is None else moments.minute(told.until)
    return words.format(moment=day)


def say_preview(one: PreviewLine, moments: Moments) -> str:
    """What one person will see until when, or why nothing."""
    if one.refusal is not None:
        words = QCoreApplication.translate("sharing", "This will show nothing to {name}: {reason}")
        return words.format(name=one.name, reason=say_reason(one.refusal))
    parts = ", ".join(map(say_section, one.sections))
    if one.until is None:
        words = QCoreApplication.translate(
            "sharing", "This will show {name}, while they take part: {parts}"
        )
        return words.format(name=one.name, parts=parts)
    words = QCoreApplication.translate("sharing", "This will show {name} until {day}: {parts}")
    return words.format(name=one.name, day=moments.minute(one.until), parts=parts)


def say_as_of(moment: datetime | None, moments: Moments) -> str:
    """As of when a preview is true, and that the county looks again."""
    if moment is None:
        return QCoreApplication.translate(
            "sharing", "The county has not told this laptop its rules yet; it looks again itself."
        )
    words = QCoreApplication.translate(
        "sharing",
        "As the county told this laptop on {moment}. It looks again itself; where it would show "
        "more, you are asked anew.",
    )
    return words.format(moment=moments.minute(moment))


def say_waiting() -> str:
    """That a decision waits, and what that means."""
    return QCoreApplication.translate(
        "sharing", "Recorded here. It opens nothing until the county has it, with the next sync."
    )


def say_narrowing() -> str:
    """That something was taken back, and where it counts already."""
    return QCoreApplication.translate(
        "sharing",
        "Recorded here. It counts on this laptop already; for everybody else once the county has "
        "it, with the next sync.",
    )


def say_decision(kind: DecisionKind) -> str:
    """What was decided about sharing."""
    return {
        DecisionKind.EMERGENCY: QCoreApplication.translate("sharing", "Emergency access"),
        DecisionKind.CONSENT: QCoreApplication.translate("sharing", "A consent"),
        DecisionKind.COURT_ORDER: QCoreApplication.translate("sharing", "A court's order"),
        DecisionKind.TEAM_WINDOW: QCoreApplication.translate("sharing", "A team's window"),
        DecisionKind.RELEASE: QCoreApplication.translate("sharing", "A release of notes"),
        DecisionKind.TAKEN_BACK: QCoreApplication.translate("sharing", "Something taken back"),
        DecisionKind.PARTICIPATION_ENDED: QCoreApplication.translate(
            "sharing", "The end of someone's participation"
        ),
        DecisionKind.EXTENSION: QCoreApplication.translate("sharing", "A later end of a window"),
        DecisionKind.NOTED: QCoreApplication.translate("sharing", "An emergency access was seen"),
    }[kind]


def say_shown_to(one: Disclosed) -> str:
    """To whom; a paper is for an agency, which is a word of ours, not somebody's name."""
    return ", ".join(
        filter(None, (QCoreApplication.translate("choices", one.shown_to), one.agency))
    )


def say_purpose(one: Disclosed) -> str:
    """What for; of a paper a word of ours."""
    return QCoreApplication.translate("choices", one.purpose) if one.purpose else ""
