# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which passphrase may protect a laptop.

CJIS Security Policy v5.8 asks for ten characters of four classes (5.10.1.2) or twenty characters
(5.6.2.1) where data rests outside a secure place.
"""

SHORTEST = 10
LONG_ENOUGH = 20


def is_strong_enough(passphrase: str) -> bool:
    """Ten characters with upper case, lower case, digit and sign, or twenty of any kind."""
    if len(passphrase) >= LONG_ENOUGH:
        return True
    classes = (
        any(one.isupper() for one in passphrase),
        any(one.islower() for one in passphrase),
        any(one.isdigit() for one in passphrase),
        any(not one.isalnum() and not one.isspace() for one in passphrase),
    )
    return len(passphrase) >= SHORTEST and all(classes)
