# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county outbox …`: what a laptop sealed to the county because it could not send it."""

import argparse
import os
from pathlib import Path

from sync.server import outbox_duties
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.sources import Source


def add_outbox_parser(commands: Commands, place: argparse.ArgumentParser) -> None:
    """Add `outbox open`."""
    outbox = commands.add_parser("outbox", help="open unsent work that a laptop sealed")
    actions = outbox.add_subparsers(required=True, metavar="ACTION")
    opened = actions.add_parser("open", parents=[place], help="list it, take it in")
    opened.add_argument("file", type=Path, metavar="FILE", help="as `vault export-outbox` wrote it")
    opened.add_argument(
        "--key", type=Path, required=True, metavar="FILE", help="the county's private key"
    )
    opened.add_argument(
        "--out", type=Path, metavar="FOLDER", help="write everything in the clear into a new folder"
    )
    opened.add_argument(
        "--take-in", action="store_true", help="judge its operations as if the laptop had sent them"
    )
    opened.add_argument(
        "--by",
        metavar="NAME",
        default=os.environ.get("USER") or "unnamed",
        help="who does it, for the audit (default: the account)",
    )
    opened.set_defaults(run=_open)


def _open(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    opened = outbox_duties.read_outbox(asked.file, asked.key)
    lines = outbox_duties.describe_outbox(opened)
    if asked.out is not None:
        lines += outbox_duties.write_out(opened, asked.out)
    if asked.take_in:
        lines += outbox_duties.take_in(place, source, opened, asked.by)
    return lines
