# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Security page in plain words: what protects, what is weaker here, and what to do about it.

Claims are exact. Algorithms are named with their standards; a standard is never said to have been
validated, because the libraries of the Python package index hold no validated module.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from ui.security_views import SecurityView


@dataclass(frozen=True, slots=True)
class Protection:
    """One line of the page.

    Attributes:
        holds: False where it is weaker than it could be.
        words: what is so; `advice`: what to do, empty where nothing is.
    """

    holds: bool
    words: str
    advice: str = ""


def protections(view: SecurityView) -> tuple[Protection, ...]:
    """Every line, in the order in which somebody who has the laptop would meet them."""
    return (*_data(view), *_passphrase(view), *_memory(view))


def _data(view: SecurityView) -> Iterator[Protection]:
    translate = QCoreApplication.translate
    yield Protection(
        holds=True,
        words=translate(
            "security",
            "Everything about youths is encrypted on the disk with AES-256 (FIPS 197) under a "
            "random key.",
        ),
    )
    if view.secret_in_keystore:
        yield Protection(
            holds=True,
            words=translate(
                "security",
                "The computer's part of the key lies in the system's keystore: a copy of the "
                "files opens nowhere else.",
            ),
        )
    else:
        yield Protection(
            holds=False,
            words=translate(
                "security",
                "The computer's part of the key lies in a file, because no keystore answers here. "
                "Whoever copies the whole disk has it; only the passphrase is left then.",
            ),
            advice=translate(
                "security",
                "Ask your administrator to set up the system's keystore; use a long passphrase.",
            ),
        )


def _passphrase(view: SecurityView) -> Iterator[Protection]:
    translate = QCoreApplication.translate
    yield Protection(
        holds=True,
        words=translate(
            "security",
            "One guess at the passphrase costs {mib} MiB of memory and {passes} passes (Argon2id, "
            "RFC 9106).",
        ).format(mib=view.guess_mib, passes=view.guess_passes),
    )
    yield Protection(
        holds=view.tries_left > 0,
        words=translate(
            "security", "Wrong passphrases that are still looked at: {left} of 5, then a wait."
        ).format(left=view.tries_left),
    )
    yield from _ways(view)


def _ways(view: SecurityView) -> Iterator[Protection]:
    translate = QCoreApplication.translate
    if view.security_key:
        words = translate("security", "A security key is asked beside the passphrase (FIDO2).")
        yield Protection(holds=True, words=words)
    else:
        yield Protection(
            holds=False,
            words=translate("security", "No security key is asked beside the passphrase."),
            advice=translate(
                "security", "Ask your administrator whether your county hands them out."
            ),
        )
    if view.county_key is None:
        yield Protection(
            holds=False,
            words=translate(
                "security",
                "The county cannot open this laptop: a forgotten passphrase means that work which "
                "was not sent is lost.",
            ),
            advice=translate(
                "security", "Sync often, and ask your administrator for a recovery key."
            ),
        )
    else:
        yield Protection(
            holds=True,
            words=translate(
                "security",
                "The county can open this laptop with its offline recovery key {thumbprint}.",
            ).format(thumbprint=view.county_key),
        )


def _memory(view: SecurityView) -> Iterator[Protection]:
    translate = QCoreApplication.translate
    yield Protection(
        holds=True,
        words=translate(
            "security",
            "It locks after {minutes} minutes without use, and after {hours} hours in any case; "
            "what was shown leaves the memory with the program's process.",
        ).format(minutes=view.lock_minutes, hours=view.sign_in_hours),
    )
    if view.no_core_dumps:
        words = translate("security", "A crash of the program writes no picture of its memory.")
        yield Protection(holds=True, words=words)
    else:
        yield Protection(
            holds=False,
            words=translate("security", "A crash may write a picture of the memory to the disk."),
            advice=translate("security", "Ask your administrator to switch core dumps off."),
        )
    if view.unreadable:
        yield Protection(
            holds=True,
            words=translate(
                "security", "Other programs of yours cannot read the memory of this one."
            ),
        )
    else:
        yield Protection(
            holds=False,
            words=translate(
                "security",
                "This system cannot keep other programs of yours from reading the memory of this "
                "one while it is unlocked.",
            ),
            advice=translate("security", "Run no programs that you do not know, and lock early."),
        )
