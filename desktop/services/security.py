# SPDX-License-Identifier: AGPL-3.0-or-later
"""What protects this laptop, and changing its passphrase (ui.ports.SecurityPort)."""

from collections.abc import Callable

from casework.audit import AuditEvent
from desktop.enrolling import require_strong
from desktop.hardening import read_hardening
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from desktop.vaults import noting
from storage.vault.header import SecretPlace
from storage.vault.slots import SecurityKey
from storage.vault.vault import Vault
from ui.security_views import SecurityView

KIB_PER_MIB = 1024


class Security:
    """Looks at the vault, the policy and this process anew each time.

    Args:
        session: the unlocked laptop.
        find_vault: the vault it was opened from.
        security_key: asked where the vault asks for one.
    """

    def __init__(
        self, session: OpenSession, find_vault: Callable[[], Vault], security_key: SecurityKey
    ) -> None:
        self._session = session
        self._find_vault = find_vault
        self._security_key = security_key

    def state(self) -> SecurityView:
        """What is found now."""
        with shown_errors():
            vault = self._find_vault()
            found, tries = vault.protection(), vault.standing()
            papers, policy = self._session.store.papers, self._session.policy
            lease = papers.judge(self._session.clock.now())
            stated_at = papers.policy_stated_at()
        hardening = read_hardening()
        return SecurityView(
            guess_mib=found.derivation.memory_kib // KIB_PER_MIB,
            guess_passes=found.derivation.iterations,
            guess_lanes=found.derivation.lanes,
            secret_in_keystore=found.secret_place is SecretPlace.KEYSTORE,
            security_key=found.security_key,
            county_key=found.county_key,
            tries_left=tries.left,
            no_core_dumps=hardening.no_core_dumps,
            unreadable=hardening.unreadable,
            lease_until=None if lease is None else lease.until,
            policy_version=policy.version,
            policy_stated_at=stated_at,
            lock_minutes=policy.lock_after_minutes,
            sign_in_hours=policy.sign_in_again_hours,
            rights_told_at=self._session.store.rest.rights_told_at(),
        )

    def change_passphrase(self, old: str, new: str) -> None:
        """Open with another passphrase from now on.

        Raises:
            ShownError: the old one is wrong or the new one too weak; nothing changed.
        """
        with shown_errors():
            require_strong(new, self._session.policy.passphrase)
            vault = self._find_vault()
            with noting(vault, AuditEvent.PASSPHRASE_CHANGED, self._session.clock):
                vault.change_passphrase(old, new, self._security_key)
