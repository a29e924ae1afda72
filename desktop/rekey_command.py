# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare vault …` for its keys: another passphrase, another store key, recovery, security key.

Passphrases are typed, never given as arguments. The county's rule for passphrases is the one this
laptop was told last; where the store cannot be opened yet, the program's own.
"""

import argparse
import getpass
import secrets
import sys
from pathlib import Path
from typing import Any, TypeAlias

from casework.audit import AuditEvent
from casework.county_policy import PassphraseRule
from casework.recovery import MOST_BYTES, open_recovery_file
from desktop.enrolling import require_strong
from desktop.paths import Places, find_places
from desktop.security_keys import FidoSecurityKey
from desktop.session import open_session
from desktop.system import SystemClock, new_id
from desktop.vaults import find_vault, noting
from storage.keys import StoreKey
from storage.rekey import give_new_key, unlock_store
from storage.vault.slots import SecurityKey
from ui.errors import ShownError

Commands: TypeAlias = "argparse._SubParsersAction[Any]"  # noqa: SLF001 - its only name


def add_key_parsers(actions: Commands) -> None:
    """Add what is done with keys to the actions of `fieldfare vault`."""
    for name, run, text in (
        ("rekey", _rekey, "write the store with a new key"),
        ("change-passphrase", _change, "choose another passphrase"),
        ("add-security-key", _add_key, "ask for a FIDO2 security key from now on"),
        ("remove-security-key", _remove_key, "ask for the passphrase only"),
    ):
        actions.add_parser(name, help=text).set_defaults(run=run)
    recover = actions.add_parser("recover-passphrase", help="use the county's recovery file")
    recover.add_argument("file", type=Path, help="as the county sent it")
    recover.set_defaults(run=_recover)


def _rekey(chosen: argparse.Namespace) -> int:
    places = find_places(chosen.home)
    passphrase = getpass.getpass("Passphrase: ")
    vault = find_vault(places)
    with noting(vault, AuditEvent.STORE_KEY_CHANGED, SystemClock()):
        give_new_key(vault, places.vault, passphrase, _security_key()).wipe()
    return _say("The store has a new key; the old one opens nothing any more.")


def _change(chosen: argparse.Namespace) -> int:
    places = find_places(chosen.home)
    vault, old = find_vault(places), getpass.getpass("Passphrase: ")
    with noting(vault, AuditEvent.PASSPHRASE_CHANGED, SystemClock()):
        rule = _county_rule(places, old)
        vault.change_passphrase(old, _ask_new(rule), _security_key())
    return _say("The passphrase is changed.")


def _add_key(chosen: argparse.Namespace) -> int:
    vault = find_vault(find_places(chosen.home))
    with noting(vault, AuditEvent.SECURITY_KEY_CHANGED, SystemClock()):
        vault.require_security_key(getpass.getpass("Passphrase: "), _security_key())
    return _say("From now on the security key is asked for beside the passphrase.")


def _remove_key(chosen: argparse.Namespace) -> int:
    vault = find_vault(find_places(chosen.home))
    with noting(vault, AuditEvent.SECURITY_KEY_CHANGED, SystemClock()):
        vault.release_security_key(getpass.getpass("Passphrase: "), _security_key())
    return _say("From now on the passphrase is enough.")


def _recover(chosen: argparse.Namespace) -> int:
    with chosen.file.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    code = getpass.getpass("Code the county told you: ")
    recovered = open_recovery_file(content, code)
    new = _ask_new(PassphraseRule())
    vault = find_vault(find_places(chosen.home))
    vault.recover_with_keys([StoreKey(one) for one in recovered.keys], new).wipe()
    # Only now: what authenticates the list may have been lost with the keystore.
    with noting(vault, AuditEvent.COUNTY_RECOVERY, SystemClock()):
        pass
    return _say("The vault opens with the new passphrase; delete the recovery file.")


def _county_rule(places: Places, passphrase: str) -> PassphraseRule:
    vault = find_vault(places)
    key = unlock_store(vault, places.vault, passphrase, _security_key())
    with open_session(places, key, SystemClock(), new_id, vault.marks()) as session:
        return session.policy.passphrase


def _ask_new(rule: PassphraseRule) -> str:
    new = getpass.getpass(f"New passphrase (at least {rule.short} characters): ")
    require_strong(new, rule)
    if not secrets.compare_digest(new.encode(), getpass.getpass("Again: ").encode()):
        raise ShownError("The two passphrases differ; nothing was changed.")
    return new


def _security_key() -> SecurityKey:
    return FidoSecurityKey(
        ask_pin=lambda: getpass.getpass("PIN of the security key: "),
        prompt=_ask_for_touch,
    )


def _ask_for_touch() -> None:
    sys.stderr.write("Touch the security key.\n")


def _say(line: str) -> int:
    sys.stdout.write(line + "\n")
    return 0
