# SPDX-License-Identifier: AGPL-3.0-or-later
"""The vault of one installation with what it stands on here: keystore, clock, randomness."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from casework.audit import AuditEvent, AuditOutcome
from casework.clock import Clock
from desktop.paths import Places
from desktop.system import SystemSteady
from storage.vault.device_secret import DeviceSecrets, choose_device_secrets
from storage.vault.header import KeyDerivation
from storage.vault.vault import Vault


def find_vault(
    places: Places,
    *,
    device_secrets: DeviceSecrets | None = None,
    derivation: KeyDerivation | None = None,
) -> Vault:
    """The vault in `places`, made or not.

    Args:
        places: where this installation keeps things.
        device_secrets: where the computer's part of the key lies; the keystore where it works,
            else a file, when None.
        derivation: cost of one guess for a new vault; design D4's when None.
    """
    return Vault(
        places.vault,
        device_secrets or choose_device_secrets(places.device, secrets.token_bytes),
        secrets.token_bytes,
        SystemSteady(),
        derivation,
    )


@contextmanager
def noting(vault: Vault, event: AuditEvent, clock: Clock) -> Iterator[None]:
    """Write down what is attempted before it is, and after it that it was done.

    Raises:
        StorageError: it cannot be written, and what it tells of must not happen.
    """
    attempts = vault.attempts()
    if attempts is not None:
        attempts.begin(clock.now(), event)
    yield
    if attempts is not None:
        attempts.settle(AuditOutcome.OK)
