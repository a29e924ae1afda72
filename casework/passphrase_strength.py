# SPDX-License-Identifier: AGPL-3.0-or-later
"""An estimate of how well a passphrase would stand up to guessing, by `zxcvbn`.

Only an advice beside the rule of `casework.passphrases`, which alone decides. Nothing that was
typed is kept, and the estimate's own hints are not shown: they repeat parts of it.
"""

from zxcvbn import zxcvbn

from casework.passphrases import Strength

# The estimate grows with the square of the length; what is longer is strong by its beginning.
LOOKED_AT = 40


def estimate(passphrase: str) -> Strength:
    """The estimate for what was typed so far."""
    if not passphrase:
        return Strength.VERY_WEAK
    return Strength(zxcvbn(passphrase[:LOOKED_AT])["score"])
