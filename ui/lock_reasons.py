# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why the window is locked, kept beyond the lock and said on the unlock screen."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication


class LockReason(StrEnum):
    """What locked it last."""

    STARTED = "started"
    ASKED = "asked"
    IDLE = "idle"
    COMPUTER_LOCKED = "computer locked"
    ASLEEP = "asleep"
    USER_SWITCHED = "user switched"
    SIGN_IN_AGAIN = "sign in again"
    WRONG_TRIES = "wrong tries"
    LEASE_OVER = "lease over"
    CRASHED = "crashed"


def say_lock_reason(reason: LockReason) -> str:
    """One sentence."""
    translate = QCoreApplication.translate
    match reason:
        case LockReason.STARTED | LockReason.ASKED:
            return translate("locking", "Locked.")
        case LockReason.IDLE:
            return translate("locking", "Locked because nobody had used it for a while.")
        case LockReason.COMPUTER_LOCKED:
            return translate("locking", "Locked together with the computer.")
        case LockReason.ASLEEP:
            return translate("locking", "Locked because the computer slept.")
        case LockReason.USER_SWITCHED:
            return translate("locking", "Locked because somebody else used the computer.")
        case LockReason.SIGN_IN_AGAIN:
            return translate("locking", "Locked because it was open for a whole day of work.")
        case LockReason.WRONG_TRIES:
            return translate("locking", "Locked after too many wrong passphrases.")
        case LockReason.LEASE_OVER:
            return translate("locking", "Locked because the county's authorization ended.")
        case LockReason.CRASHED:
            return translate(
                "locking", "The program ended by a mistake of its own; what was saved is safe."
            )
