# SPDX-License-Identifier: AGPL-3.0-or-later
"""Short codes two people read to each other when there is no network.

The laptop shows a challenge, the worker reads it to the county, the county answers with a code
that only it and this laptop can work out (HMAC-SHA-256 under a secret given at enrolment). A code
fits one challenge of one laptop for one purpose, so it works once.

The letters leave out I, L, O and U (Crockford's base 32): nothing sounds or looks like another.
A challenge has 40 bits, an answer 60: at five tries per challenge a guess succeeds once in 2**57.
"""

import hmac
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

KEY_CODE_LETTERS = 28
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHALLENGE_LETTERS = 8
ANSWER_LETTERS = 12
SECRET_BYTES = 32
RELEASE_OF_TRIES = "release of wrong tries"
LONGEST_EXTENSION = timedelta(hours=72)
_HOUR = timedelta(hours=1)
_LIKE = str.maketrans("ILO", "110")


def new_challenge(random: Callable[[int], bytes]) -> str:
    """A fresh challenge, such as `7KQF-M2XP`."""
    return _spell(random(8), CHALLENGE_LETTERS)


def answer(secret: bytes, purpose: str, challenge: str) -> str:
    """The county's code for a challenge, such as `9D4T-0ZQW-81HB`.

    Args:
        secret: 32 bytes shared by the county and this laptop.
        purpose: what the code is for, with everything it promises.
        challenge: as it was read, in any case and with any dashes.
    """
    message = f"fieldfare {purpose}\n{tidy(challenge)}".encode()
    return _spell(hmac.new(secret, message, sha256).digest(), ANSWER_LETTERS)


def fits(secret: bytes, purpose: str, challenge: str, typed: str) -> bool:
    """Whether the code that was typed is the county's answer."""
    expected = tidy(answer(secret, purpose, challenge))
    return hmac.compare_digest(expected.encode(), tidy(typed).encode())


def extension_until(now: datetime, length: timedelta) -> datetime:
    """When a lease extended now ends: the next full hour (UTC) after that length."""
    whole = now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    return whole + length + (_HOUR if whole < now else timedelta())


def purpose_of_extension(until: datetime) -> str:
    """What the duty officer's code promises; the end is in the code, not the length."""
    return f"lease extended until {until.astimezone(UTC):%Y-%m-%dT%HZ}"


def find_extension(secret: bytes, challenge: str, typed: str, now: datetime) -> datetime | None:
    """Until when a code that was typed extends a lease, or None when it is not the county's."""
    ends = (extension_until(now, _HOUR * hours) for hours in range(LONGEST_EXTENSION // _HOUR + 1))
    fitting = (one for one in ends if fits(secret, purpose_of_extension(one), challenge, typed))
    return next(fitting, None)


def is_whole(code: str) -> bool:
    """Whether as many letters were typed as a code has that opens keys (140 bits)."""
    return len(tidy(code)) == KEY_CODE_LETTERS


def tidy(code: str) -> str:
    """A code without dashes, spaces and letters that were misread."""
    kept = "".join(one for one in code.upper() if not one.isspace() and one not in "-–—.")
    return kept.translate(_LIKE)


def _spell(raw: bytes, letters: int) -> str:
    number = int.from_bytes(raw[:8].ljust(8, b"\0"), "big")
    spelled = "".join(ALPHABET[number >> (59 - 5 * at) & 31] for at in range(letters))
    return "-".join(spelled[at : at + 4] for at in range(0, letters, 4))
