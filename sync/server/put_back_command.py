# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county put-back`: said once after the database was put back from a backup."""

import argparse

from sqlalchemy import Connection

from casework.ids import CountyId
from sync.server.audit import Actor
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.put_back import begin_after_backup
from sync.server.rights_duties import perform
from sync.server.sources import Source

BROUGHT = (
    "With its next sync each laptop takes everything in anew and sends again what it sent in the "
    "last weeks; start the server now."
)
LOST = (
    "Lost are what was done at the county itself, and what laptops decided about sharing: record "
    "consents, their ends, assignments and clearances of that time again."
)


def add_put_back_parser(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the command."""
    said = commands.add_parser(
        "put-back",
        parents=[place, acting],
        help="say that the database was put back from a backup, so that laptops bring what it lost",
    )
    said.set_defaults(run=_say)


def _say(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    epoch = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        begin_after_backup(connection, county, epoch, actor)
        return [BROUGHT, LOST]

    return perform(place, source, asked.by, do)
