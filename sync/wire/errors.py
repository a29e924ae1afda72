# SPDX-License-Identifier: AGPL-3.0-or-later
"""What can be wrong with a message, whichever end reads it.

WireError
├── MessageTooLarge      the other end: more bytes than this end accepts, packed or unpacked
├── MessageMalformed     the other end: not zstd, not JSON, or not the shape of the message
├── ProtocolMismatch     the operator: the two ends are of different versions
├── SignatureInvalid     the other end or a forger: unsigned, altered, or signed by another key
└── ClockSkewed          the operator: the signature is fine but its time is too far from ours
"""

from casework.worded import WordedError


class WireError(WordedError):
    """Base of every error that leaves sync.wire; its text is one sentence for a person."""


class MessageTooLarge(WireError):
    """The message exceeds a limit, packed or unpacked."""


class MessageMalformed(WireError):
    """The bytes are not the message they should be."""


class ProtocolMismatch(WireError):
    """The message names a protocol version that this end does not speak.

    Attributes:
        named: the version it names.
    """

    def __init__(self, named: int, spoken: str) -> None:
        super().__init__(
            "The message speaks protocol {named}, this end speaks {spoken}; the older of the two "
            "must be updated, your work stays here until then.",
            named=named,
            spoken=spoken,
        )
        self.named = named


PUT_BACK = (
    "Your county was put back from a backup. What this laptop had sent since then was sent again; "
    "look whether anything of the last days is missing."
)
OLDER = (
    "The county's server is older than this program and does not know a part of it yet; what needs "
    "that part stays on this laptop until the server is updated."
)
NEWER = (
    "The county sends something that only a newer version of this program understands; it stays at "
    "the county and comes once this laptop is updated."
)


AHEAD = {
    "days": "The clock of this laptop is {count} days ahead of the county's; set date and time, "
    "then sync again.",
    "hours": "The clock of this laptop is {count} hours ahead of the county's; set date and time, "
    "then sync again.",
    "minutes": "The clock of this laptop is {count} minutes ahead of the county's; set date and "
    "time, then sync again.",
}
BEHIND = {
    "days": "The clock of this laptop is {count} days behind the county's; set date and time, "
    "then sync again.",
    "hours": "The clock of this laptop is {count} hours behind the county's; set date and time, "
    "then sync again.",
    "minutes": "The clock of this laptop is {count} minutes behind the county's; set date and "
    "time, then sync again.",
}


class SignatureInvalid(WireError):
    """The signature is missing, incomplete, or not that of the expected key."""


class ClockSkewed(WireError):
    """The signature was made too long ago or in the future.

    Attributes:
        seconds: how far the signer's clock is ahead of ours; negative when behind.
    """

    def __init__(self, seconds: int) -> None:
        unit, count = _in_words(abs(seconds))
        ahead = seconds > 0
        super().__init__((AHEAD if ahead else BEHIND)[unit], count=f"{count:,}")
        self.seconds = seconds


def _in_words(seconds: int) -> tuple[str, int]:
    for length, name in ((86_400, "days"), (3_600, "hours")):
        if seconds >= 2 * length:
            return name, seconds // length
    return "minutes", seconds // 60 + 1
