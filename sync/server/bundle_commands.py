# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county bundle …`: syncs that laptops without a network bring on a stick."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from sync.server import bundle_duties
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.sources import Source


def add_bundle_parser(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add `bundle take`."""
    carried = commands.add_parser("bundle", help="syncs that laptops bring on a stick")
    actions = carried.add_subparsers(required=True, metavar="ACTION")
    taken = actions.add_parser(
        "take", parents=[place, acting], help="take files in and write their answers"
    )
    taken.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="a laptop's file, or a stick's folder"
    )
    taken.add_argument(
        "--answers", type=Path, metavar="FOLDER", help="where answers go (default: beside each)"
    )
    taken.set_defaults(run=_take)


def _take(place: Installation, source: Source, asked: argparse.Namespace) -> Iterator[str]:
    return bundle_duties.take_files(place, source, asked.files, asked.answers, asked.by)
