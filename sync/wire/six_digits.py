# SPDX-License-Identifier: AGPL-3.0-or-later
"""Six digits that stand on both screens when a laptop joins, for a supervisor to compare.

They are worked out from everything the two ends believe: county, its signing key, the laptop's key,
and one random value of each. The laptop shows a hash of its value before it hears the county's and
the value itself only after, so that whoever sits between them has to settle on all of it before the
digits are known and is found out but for one time in a million (the commitment scheme of Vaudenay,
"Secure Communications over Insecure Channels Based on Short Authenticated Strings", CRYPTO 2005).
"""

import hmac
from hashlib import sha256

from casework.ids import CountyId

_DOMAIN = b"fieldfare six digits 1"


def commit(opening: str) -> str:
    """The hash that is shown first."""
    return sha256(b"fieldfare commitment 1\n" + opening.encode()).hexdigest()


def opens(opening: str, commitment: str) -> bool:
    """Whether this is the value that was committed to."""
    return hmac.compare_digest(commit(opening), commitment)


def work_out_digits(
    county: CountyId, signing_key: str, public_key: str, nonce: str, opening: str
) -> str:
    """The digits, such as `482 913`."""
    parts = (_DOMAIN, *(one.encode() for one in (county, signing_key, public_key, nonce, opening)))
    hashed = sha256(b"".join(len(one).to_bytes(4, "big") + one for one in parts)).digest()
    digits = f"{int.from_bytes(hashed[:8], 'big') % 1_000_000:06d}"
    return f"{digits[:3]} {digits[3:]}"
