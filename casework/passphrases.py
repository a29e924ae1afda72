# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which passphrase may protect a laptop, and how well one would.

CJIS Security Policy v5.8 asks for ten characters of four classes (5.10.1.2) or twenty characters
(5.6.2.1) where data rests outside a secure place; a county may ask for more. Length alone is not
taken where what is left beside common and banned words is next to nothing.

Invariants: nothing here keeps, writes or says a part of what was typed; a refusal names its rule.
"""

import unicodedata
from enum import IntEnum, StrEnum

from casework.common_words import COMMON_WORDS
from casework.county_policy import PassphraseRule

LEAST_DIFFERENT = 6
LEAST_OWN = 6
_DEFAULT = PassphraseRule()
_DISGUISES = str.maketrans("@$!013457", "asioieast")


class Weakness(StrEnum):
    """Why a passphrase is not taken."""

    SHORT = "short"
    REPEATED = "repeated"
    COMMON = "common"


class Strength(IntEnum):
    """How long it would stand up to guessing, from an estimate that knows words and keyboards."""

    VERY_WEAK = 0
    WEAK = 1
    FAIR = 2
    GOOD = 3
    STRONG = 4


def find_weakness(passphrase: str, rule: PassphraseRule = _DEFAULT) -> Weakness | None:
    """Why the rule does not take it, or None.

    Args:
        passphrase: as typed; counted after normalisation (NFC), as the vault stretches it.
        rule: the county's, or the program's own.
    """
    typed = unicodedata.normalize("NFC", passphrase)
    if not _is_long_enough(typed, rule):
        return Weakness.SHORT
    if len(set(typed.casefold())) < LEAST_DIFFERENT:
        return Weakness.REPEATED
    words = (*COMMON_WORDS, *rule.banned)
    if (
        min(_own_letters(typed, words), _own_letters(typed.translate(_DISGUISES), words))
        < LEAST_OWN
    ):
        return Weakness.COMMON
    return None


def is_strong_enough(passphrase: str, rule: PassphraseRule = _DEFAULT) -> bool:
    """Whether the rule takes it."""
    return find_weakness(passphrase, rule) is None


def _is_long_enough(typed: str, rule: PassphraseRule) -> bool:
    if len(typed) >= rule.long:
        return True
    classes = (
        any(one.isupper() for one in typed),
        any(one.islower() for one in typed),
        any(one.isdigit() for one in typed),
        any(not one.isalnum() and not one.isspace() for one in typed),
    )
    return len(typed) >= rule.short and all(classes)


def _own_letters(typed: str, words: tuple[str, ...]) -> int:
    """How many letters and digits are left when known words are taken out."""
    left = _bare(typed)
    for word in sorted({_bare(one) for one in words} - {""}, key=len, reverse=True):
        left = left.replace(word, " ")
    return len(left.replace(" ", ""))


def _bare(text: str) -> str:
    return "".join(one for one in text.casefold() if one.isalnum())
