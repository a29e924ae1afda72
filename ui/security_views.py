# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the Security page shows; like `ui.views`, complete when it arrives.

Each value is what was found on this computer, not what was meant; None where the system cannot say.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SecurityView:
    """What protects this laptop.

    Attributes:
        guess_mib, guess_passes, guess_lanes: the cost of one guess at the passphrase (Argon2id).
        secret_in_keystore: whether the computer's part of the key lies in the system's keystore;
            in a file otherwise.
        security_key: whether a security key is asked beside the passphrase.
        county_key: thumbprint of the county's recovery key, or None.
        tries_left: passphrases still looked at; 0 while waiting.
        no_core_dumps, unreadable: whether a crash writes no picture of the memory, and whether
            other programs of this user cannot read it.
        lease_until: when reading ends without the county's word; None where no lease is held.
        policy_version: 1 is the program's own.
        policy_stated_at: when the county put it in force, or None.
        rights_told_at: when the county last told of consents and other grounds; None before.
        lock_minutes, sign_in_hours: when the window locks by itself.
    """

    guess_mib: int
    guess_passes: int
    guess_lanes: int
    secret_in_keystore: bool
    security_key: bool
    county_key: str | None
    tries_left: int
    no_core_dumps: bool | None
    unreadable: bool | None
    lease_until: datetime | None
    policy_version: int
    policy_stated_at: datetime | None
    lock_minutes: int
    sign_in_hours: int
    rights_told_at: datetime | None = None
