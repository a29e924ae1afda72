# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county case-keys …`: how it is called."""

import argparse
from dataclasses import replace

from casework.ids import CaseId
from sync.server import case_key_duties
from sync.server.place_options import Commands


def add_case_key_parsers(
    commands: Commands,
    place: argparse.ArgumentParser,
    acting: argparse.ArgumentParser,
) -> None:
    """Add `case-keys rotate` and `case-keys destroy`."""
    keys = commands.add_parser("case-keys", help="change the county key, destroy a case's key")
    actions = keys.add_subparsers(required=True, metavar="ACTION")
    changed = actions.add_parser(
        "rotate",
        parents=[place, acting],
        help="wrap the key of every case under a new county key; back the new one up",
    )
    changed.add_argument(
        "--into",
        choices=("files", "token"),
        default="token",
        help="where there is a token: make the new key in it (default), or leave it for files",
    )
    changed.set_defaults(
        run=lambda where, source, asked: case_key_duties.rotate_keys(
            replace(where, into_files=asked.into == "files"), source, asked.by
        )
    )
    gone = actions.add_parser(
        "destroy",
        parents=[place, acting],
        help="make the content of a case unreadable for good; everyone is off it before",
    )
    gone.add_argument("case", metavar="CASE", type=CaseId, help="case id")
    gone.add_argument("--reason", required=True, help="such as the court's order; for the audit")
    gone.set_defaults(
        run=lambda where, source, asked: case_key_duties.destroy_case_key(
            where, source, asked.case, asked.reason, asked.by
        )
    )
