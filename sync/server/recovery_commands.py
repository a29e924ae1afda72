# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county recovery …`: the county's way into a laptop whose worker cannot open it.

Passphrases are typed, never given as arguments: arguments stand in lists of processes.
"""

import argparse
import getpass
import sys
from pathlib import Path

from casework.recovery import ShareCost
from sync.server import recovery
from sync.server.errors import RecoveryRefused
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.recovery import Opening
from sync.server.sources import Source


def add_recovery_parser(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the family.

    Args:
        place: where the county is.
        acting: who does it.
    """
    family = commands.add_parser("recovery", help="open a laptop's vault by two people")
    actions = family.add_subparsers(required=True, metavar="ACTION")
    made = actions.add_parser("make-key", help="make the key, best on a computer without network")
    made.add_argument("people", nargs=2, metavar="PERSON", help="who holds one half each")
    made.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="where files go")
    # Only an Installation's fields that are asked for by every command; none is used here.
    made.set_defaults(
        run=_make_key,
        data=Path(),
        database=None,
        owner_database=None,
        token_module=None,
        token_label=None,
        token_pin_file=None,
    )
    chosen = actions.add_parser(
        "set-key", parents=[place, acting], help="hand out its public half at enrolment"
    )
    chosen.add_argument("public", type=Path, metavar="FILE", help="county-recovery.pub")
    chosen.set_defaults(
        run=lambda where, source, asked: recovery.set_key(where, source, asked.public, asked.by)
    )
    opened = actions.add_parser(
        "open", parents=[place, acting], help="make the recovery file of one laptop"
    )
    opened.add_argument("device", metavar="DEVICE", help="device id, for the audit")
    opened.add_argument("vault", type=Path, metavar="VAULT", help="vault.json of the laptop")
    opened.add_argument("shares", nargs=2, type=Path, metavar="SHARE", help="both people's files")
    opened.add_argument("--out", type=Path, required=True, metavar="FILE", help="for the laptop")
    opened.set_defaults(run=_open)


def _make_key(_place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    people = []
    for name in asked.people:
        passphrase = getpass.getpass(f"Passphrase of {name}: ")
        if passphrase != getpass.getpass("Again: "):
            raise RecoveryRefused("The two passphrases differ; nothing was made.")
        people.append((name, passphrase))
    lines = recovery.make_key(source, asked.out, people, ShareCost())
    print(
        "Give each person their share on an own stick, keep both apart, and tell laptops of the "
        "key: `fieldfare-county recovery set-key county-recovery.pub`.",
        file=sys.stderr,
    )
    return lines


def _open(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    typed = [(file, getpass.getpass(f"Passphrase for {file.name}: ")) for file in asked.shares]
    lines = recovery.open_vault(
        place, source, Opening(asked.device, asked.vault, typed, asked.out), asked.by
    )
    print(
        "Send the file to the laptop and tell the code another way; there: "
        f"`fieldfare vault recover-passphrase {asked.out.name}`.",
        file=sys.stderr,
    )
    return lines
