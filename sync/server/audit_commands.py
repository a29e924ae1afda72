# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county audit …`: how it is called."""

import argparse
from datetime import date

from sync.server import audit_duties
from sync.server.audit_duties import Filters
from sync.server.place_options import Commands


def add_audit_parsers(
    commands: Commands,
    place: argparse.ArgumentParser,
    acting: argparse.ArgumentParser,
) -> None:
    """Add `audit verify` and `audit list`."""
    log = commands.add_parser("audit", help="verify and read the log of who did what")
    actions = log.add_subparsers(required=True, metavar="ACTION")
    checked = actions.add_parser(
        "verify", parents=[place, acting], help="check every chain, the tree and its signed heads"
    )
    checked.set_defaults(
        run=lambda where, source, asked: audit_duties.verify_audit(where, source, asked.by)
    )
    shown = actions.add_parser("list", parents=[place, acting], help="who did what, in words")
    shown.add_argument("--case", default="", metavar="CASE", help="only of this case id")
    shown.add_argument(
        "--person", default="", metavar="HAT", help="hat id, or full name where there is one hat"
    )
    shown.add_argument("--week", type=_read_week, metavar="WEEK", help="as 2026-W48")
    shown.set_defaults(
        run=lambda where, source, asked: audit_duties.list_audit(
            where, source, Filters(asked.case, asked.person, asked.week), asked.by
        )
    )


def _read_week(text: str) -> date:
    try:
        year, week = text.upper().split("-W")
        return date.fromisocalendar(int(year), int(week), 1)
    except ValueError as error:
        raise argparse.ArgumentTypeError("a week looks like 2026-W48") from error
