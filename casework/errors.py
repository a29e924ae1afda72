# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can go wrong in the field's own rules.

CaseworkError
├── RecordInvalid        the user: a field holds what its kind does not allow
├── AccessRefused        the user: the policy said no; carries the decision and its reason
├── ChainBroken          us or a forger: an operation does not follow the one before it
├── AuditBroken          us or a forger: the log is not what was written
├── RosterBroken         us or a forger: who may open privileged notes is not what was agreed
├── IndexRefused         the user: the cross-agency index may not hold or do this
├── ReleaseRefused       the user: a release of privilege does not cover what is asked
└── SealedBoxUnreadable  the operator: a sealed box or its key is not the right one
"""

from casework.policy import Decision
from casework.reasons import Reason


class CaseworkError(Exception):
    """Base of every error that leaves casework; its text is one sentence for a worker."""


class RecordInvalid(CaseworkError):
    """A record's field is missing or of the wrong shape."""


class ChainBroken(CaseworkError):
    """An operation's previous hash is not the hash of the operation before it."""


class AuditBroken(CaseworkError):
    """An entry of the log, its chain or its tree is not what was written."""


class RosterBroken(CaseworkError):
    """An entry of an organization's roster does not follow, or a key is not its own."""


class ReleaseRefused(CaseworkError):
    """A release of privilege is not genuine, not in force, or for something else."""


class IndexRefused(CaseworkError):
    """The cross-agency index does not take this.

    Attributes:
        reason: why, and what would change it.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason


class SealedBoxUnreadable(CaseworkError):
    """A sealed box was made for another key or purpose, or was altered."""


class AccessRefused(CaseworkError):
    """The policy refused an action.

    Attributes:
        decision: the refusal with its reason.
    """

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.reason.sentence)
        self.decision = decision
