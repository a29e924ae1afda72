# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be wrong with a message.

WireError
├── MessageTooLarge      the other end: larger than allowed, packed or unpacked
├── MessageMalformed     the other end: not the message it should be
├── ProtocolMismatch     the operator: the other end speaks another version
├── SignatureInvalid     a forger or a fault: not signed by whom it says, or changed since
└── SignatureStale       the user or operator: signed too long ago or in the future
"""


class WireError(Exception):
    """Base of every error of the wire; its text is one sentence."""


class MessageTooLarge(WireError):
    """Larger than allowed, packed or unpacked."""


class MessageMalformed(WireError):
    """Not the message it should be."""


class ProtocolMismatch(WireError):
    """The other end speaks another protocol version."""


class SignatureInvalid(WireError):
    """Not signed by whom it says, or changed since."""


class SignatureStale(WireError):
    """The moment of signing is too far from now."""
