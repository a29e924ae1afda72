# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can go wrong on the county server.

CountyError
├── RequestRefused       the laptop's side: becomes a Problem; carries its code and sentence
├── NotFound             the administrator: no such hat, case, device
├── FormRefused          the author: the form is not usable, or its version is taken
├── JoiningRefused       the administrator: the digits differ, or nothing waits to be compared
├── PolicyRefused        the administrator: looser than the law allows
├── SignInRefused        the administrator: a provider or a name there cannot be used
├── GroundRefused        the administrator: the law does not let a ground be recorded so
├── IndexDutyRefused     the administrator: the index cannot be decided about so
├── ProtocolRefused      the administrator: nobody is put on the protocol's list so
├── TrainingRefused      the administrator: a training cannot be recorded so
├── LogBroken            the administrator: the log of who did what is not what was written
├── InboxRefused         the supervisor: refused work cannot be taken in after all
├── BundleRefused        whoever carried it: a file on a stick cannot be taken in
├── OutboxRefused        the administrator: a sealed outbox cannot be opened or taken in
├── CaseKeyRefused       the administrator: a case in use, or whose key is gone already
├── ContentUnreadable    the operator: sealed content whose key is gone, or that was altered
├── DatabaseUnusable     the operator: no PostgreSQL, wrong role, or a schema from another version
└── StartFailed          the operator: no port, no certificate, no data folder
"""

from casework.worded import WordedError
from sync.wire.messages import Problem, ProblemCode


class CountyError(WordedError):
    """Base of every error that leaves sync.server; its text is one sentence."""


class RequestRefused(CountyError):
    """A whole request is refused; nothing it asked for was done."""

    def __init__(self, code: ProblemCode, template: str, /, **parameters: object) -> None:
        super().__init__(template, **parameters)
        self.problem = Problem.of(code, self)


class NotFound(CountyError):
    """What an administrator named is not on record."""


class FormRefused(CountyError):
    """A form cannot be published as it is."""


class JoiningRefused(CountyError):
    """A laptop is not let in."""


class PolicyRefused(CountyError):
    """A county's policy would be looser than the law allows."""


class RecoveryRefused(CountyError):
    """A vault cannot be recovered, or a recovery key not be made, from what was given."""


class SignInRefused(CountyError):
    """A provider or a name there cannot be used as it was told."""


class GroundRefused(CountyError):
    """A legal ground cannot be recorded or changed as it was told."""


class IndexDutyRefused(CountyError):
    """The cross-agency index, or who may use it, cannot be decided about as it was told."""


class ProtocolRefused(CountyError):
    """Nobody is put on the list of who writes the county's protocol as it was told."""


class TrainingRefused(CountyError):
    """A training cannot be recorded as it was told."""


class LogBroken(CountyError):
    """Something in the log was altered, taken out or put in; says where."""


class InboxRefused(CountyError):
    """Refused work cannot be laid over any record, whoever wants it."""


class OutboxRefused(CountyError):
    """A sealed outbox does not open, is not whole, or nobody vouches for it."""


class BundleRefused(CountyError):
    """A bundle does not open, is old or a replay, or its answer cannot be written."""


class CaseKeyRefused(CountyError):
    """The key of a case is not destroyed."""


class ContentUnreadable(CountyError):
    """Sealed content was altered or moved, or its key was destroyed."""


class DatabaseUnusable(CountyError):
    """PostgreSQL is missing, does not answer, or is not set up as it must be."""


class StartFailed(CountyError):
    """The server cannot listen."""
