# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Security page's port: a laptop with some things weaker than they could be."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ui.errors import ShownError
from ui.security_views import SecurityView

WEAKER = SecurityView(
    guess_mib=256,
    guess_passes=3,
    guess_lanes=4,
    secret_in_keystore=False,
    security_key=False,
    county_key=None,
    tries_left=5,
    no_core_dumps=True,
    unreadable=None,
    lease_until=datetime(2026, 11, 26, 18, 0, tzinfo=UTC),
    policy_version=4,
    policy_stated_at=datetime(2026, 11, 2, 18, 0, tzinfo=UTC),
    lock_minutes=10,
    sign_in_hours=12,
    rights_told_at=datetime(2026, 11, 23, 17, 45, tzinfo=UTC),
)


@dataclass
class FakeSecurity:
    """Changes the passphrase from the one it knows."""

    passphrase: str
    view: SecurityView = field(default=WEAKER)

    def state(self) -> SecurityView:
        return self.view

    def change_passphrase(self, old: str, new: str) -> None:
        if old != self.passphrase:
            raise ShownError("The passphrase does not open this laptop.", "Check it and try again.")
        self.passphrase = new
