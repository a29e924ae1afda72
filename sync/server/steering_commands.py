# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county steering …`: who writes the county's protocol; opens no case to anybody."""

import argparse

from sqlalchemy import Connection

from casework.ids import CountyId
from casework.vocabulary import AgencyKind
from sync.server.audit import Actor
from sync.server.errors import ProtocolRefused
from sync.server.installation import Installation
from sync.server.place_options import Commands
from sync.server.rights_duties import perform
from sync.server.sources import Source
from sync.server.steering import (
    ProtocolMember,
    add_member,
    end_member,
    find_missing,
    list_members,
)


def add_steering_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the group of commands."""
    group = commands.add_parser(
        "steering", help="who writes the county's protocol (WIC 16524.8); opens no case to anybody"
    )
    actions = group.add_subparsers(required=True, metavar="ACTION")
    added = actions.add_parser("add", parents=[place, acting], help="put somebody on the list")
    added.add_argument("name", metavar="NAME")
    added.add_argument(
        "--agency-kind", required=True, type=AgencyKind, choices=tuple(AgencyKind), metavar="KIND"
    )
    added.add_argument(
        "--office", default="", help="what they are there, such as “Presiding judge”"
    )
    added.set_defaults(run=_add)
    ended = actions.add_parser("end", parents=[place, acting], help="let somebody go")
    ended.add_argument("name", metavar="NAME_OR_ID")
    ended.set_defaults(run=_end)
    shown = actions.add_parser(
        "list", parents=[place], help="everybody, and for which agencies the law names nobody sits"
    )
    shown.set_defaults(run=_list)


def _add(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    """One line, the id."""
    made = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        name, office = asked.name.strip(), asked.office.strip()
        if not name:
            raise ProtocolRefused("Say who it is; the name is empty.")
        one = ProtocolMember(made, name, office, asked.agency_kind, actor.at)
        add_member(connection, county, one, actor)
        return [made]

    return perform(place, source, asked.by, do)


def _end(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        end_member(connection, county, asked.name.strip(), actor)
        return []

    return perform(place, source, asked.by, do)


def _list(place: Installation, source: Source, _asked: argparse.Namespace) -> list[str]:
    """One line for each: kind of agency, name, office, since, id; parted by tabs."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        members = list_members(connection, county)
        lines = ["\t".join(_columns(one)) for one in members]
        return [*lines, *(f"{kind.value}\tnobody sits for it" for kind in find_missing(members))]

    return perform(place, source, "", do)


def _columns(one: ProtocolMember) -> tuple[str, ...]:
    return one.agency_kind.value, one.name, one.office, one.since.date().isoformat(), one.id
