# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare bundle …`: syncing by a stick from a terminal, also of a laptop that shows nothing.

What stands on the screen names nobody.
"""

import argparse
import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from desktop.application import connect_to_county
from desktop.keeping import places_with_vaults, read_label
from desktop.paths import find_places
from desktop.services.sticks import Sticks
from desktop.system import SystemClock, new_id
from desktop.unlock import UnlockDesk
from storage.errors import VaultMissing
from ui.sync_progress import SyncProgress


class _NeverCancelled:
    def is_cancelled(self) -> bool:
        return False


def add_bundle_parser(commands: "argparse._SubParsersAction[Any]") -> None:
    """Add `bundle write` and `bundle read`."""
    carried = commands.add_parser("bundle", help="sync by a stick, without a network")
    steps = carried.add_subparsers(required=True, metavar="ACTION")
    for name, help_text, place in (
        ("write", "put a sealed file for the county onto a stick", "the stick's folder"),
        ("read", "read the county's answer", "the stick's folder, or the answer itself"),
    ):
        step = steps.add_parser(name, help=help_text)
        step.add_argument("place", type=Path, help=place)
        step.add_argument("--worker", metavar="LABEL", help="as the unlock screen shows it")
        step.set_defaults(run=_write if name == "write" else _read)


def _write(chosen: argparse.Namespace) -> int:
    with _sticks(chosen) as sticks:
        written = sticks.write(chosen.place, _ignore, _NeverCancelled())
    assert written is not None
    _say("written", f"{written.name}.request")
    _say("operations", written.operations)
    _say("files", written.files)
    return 0


def _read(chosen: argparse.Namespace) -> int:
    with _sticks(chosen) as sticks:
        sticks.read(chosen.place, _ignore, _NeverCancelled())
        receipt = sticks.last_receipt()
    _say("sent", receipt.sent)
    _say("not taken", receipt.held)
    _say("received", receipt.received)
    _say("cases no longer yours", receipt.left)
    if receipt.note:
        _say("note", receipt.note)
    return 0


@contextmanager
def _sticks(chosen: argparse.Namespace) -> Iterator[Sticks]:
    known = places_with_vaults(find_places(chosen.home))
    for number, places in enumerate(known, start=1):
        if chosen.worker in (None, read_label(places, number)):
            desk = UnlockDesk(
                places,
                SystemClock(),
                new_id,
                call_on_store=lambda job: job(),
                connect=connect_to_county,
            )
            with desk.by_stick.opened(getpass.getpass("Passphrase: ")) as sticks:
                yield sticks
            return
    raise VaultMissing("There is no such worker's vault here; see the labels on the unlock screen.")


def _ignore(progress: SyncProgress) -> None:
    """A terminal shows the end only."""
    del progress


def _say(name: str, value: object) -> None:
    sys.stdout.write(f"{name}\t{value}\n")
