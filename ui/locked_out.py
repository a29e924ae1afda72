# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why a right passphrase does not open the laptop now, and the ways on from there."""

from ui.errors import ShownError


class TriesOver(ShownError):
    """Too many wrong passphrases.

    Attributes:
        minutes: how long none is looked at.
        challenge: what is read to the administrator for a release code; empty where the county
            has no secret with this laptop.
    """

    def __init__(self, minutes: int, challenge: str) -> None:
        super().__init__(
            "Too many wrong passphrases; none is looked at for {minutes} more minutes.",
            "Wait, or call your administrator for a release code.",
            {"minutes": str(minutes)},
        )
        self.minutes = minutes
        self.challenge = challenge


class LeaseOver(ShownError):
    """The county's authorization of this laptop does not count now; nothing can be read.

    Attributes:
        challenge: what is read to the duty officer for a code; empty where a code does not help.
    """

    def __init__(
        self, sentence: str, advice: str, challenge: str, parameters: dict[str, str]
    ) -> None:
        super().__init__(sentence, advice, parameters)
        self.challenge = challenge


class LaptopStopped(ShownError):
    """The county ordered this laptop to show nothing more; the window locks at once."""
