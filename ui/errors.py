# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a port may raise at a screen.

UiError
└── ShownError       the user: one sentence for the screen, and what to do about it
    └── StoreUnusable  the passphrase is right and the store does not open; it may be set aside

Whoever fulfils a port turns every expected failure into a `ShownError`; anything else is our own
mistake, is logged without content and shown as one apologising sentence.
"""

from collections.abc import Mapping

from casework.worded import fill_in


class UiError(Exception):
    """Base of every error that screens know."""


class ShownError(UiError):
    """A failure in words for a worker.

    Attributes:
        sentence: English template, what happened and where; the source text of translations.
        advice: English template, how to mend it; may be empty.
        parameters: what fills the braces of both, already as text.
    """

    def __init__(
        self, sentence: str, advice: str = "", parameters: Mapping[str, str] | None = None
    ) -> None:
        self.sentence = sentence
        self.advice = advice
        self.parameters = dict(parameters or {})
        super().__init__(fill_in(sentence, self.parameters))


class StoreUnusable(ShownError):
    """The vault opened and its store did not; the worker may set it aside and go on."""
