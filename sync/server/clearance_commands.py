# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county clearance …`: who, and which laptop, may show criminal justice information."""

import argparse

from sqlalchemy import Connection

from casework.ids import CountyId, DeviceId, PersonId
from sync.server.audit import Actor, note_act
from sync.server.clearances import (
    Clearance,
    ClearanceKind,
    list_clearances,
    record_clearance,
    revoke_clearance,
)
from sync.server.devices import list_devices, no_such_device
from sync.server.installation import Installation
from sync.server.people import find_hat, name_people
from sync.server.place_options import Commands
from sync.server.rights_duties import perform
from sync.server.sources import Source


def add_clearance_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the group of commands."""
    group = commands.add_parser(
        "clearance", help="people and laptops cleared for criminal justice information"
    )
    actions = group.add_subparsers(required=True, metavar="ACTION")
    noted = actions.add_parser("record", parents=[place, acting], help="clear a person or a laptop")
    _add_subject(noted)
    noted.add_argument(
        "--reference", required=True, help="the paper it stands on, such as the fingerprint result"
    )
    noted.set_defaults(run=_record)
    taken = actions.add_parser("revoke", parents=[place, acting], help="take a clearance back")
    _add_subject(taken)
    taken.set_defaults(run=_revoke)
    shown = actions.add_parser("list", parents=[place], help="every clearance in force")
    shown.set_defaults(run=_list)


def _add_subject(parser: argparse.ArgumentParser) -> None:
    subject = parser.add_mutually_exclusive_group(required=True)
    subject.add_argument("--hat", metavar="HAT", help="the person, by any of their hats or by name")
    subject.add_argument("--device", metavar="DEVICE", help="the laptop, by its id")


def _record(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        kind, subject = _find(connection, county, asked)
        record_clearance(connection, county, kind, subject, asked.reference.strip(), actor.at)
        note_act(connection, county, actor, "clearance recorded", subject, kind.value)
        return []

    return perform(place, source, asked.by, do)


def _revoke(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        kind, subject = _find(connection, county, asked)
        revoke_clearance(connection, county, kind, subject, actor.at)
        note_act(connection, county, actor, "clearance taken back", subject, kind.value)
        return []

    return perform(place, source, asked.by, do)


def _list(place: Installation, source: Source, _asked: argparse.Namespace) -> list[str]:
    """One line for each: kind, id, name of a person, since when, reference; parted by tabs."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        found = list_clearances(connection, county)
        names = name_people(connection, county, [PersonId(one.subject) for one in found])
        return [_describe(one, names.get(PersonId(one.subject), "")) for one in found]

    return perform(place, source, "", do)


def _describe(one: Clearance, name: str) -> str:
    day = one.recorded_at.date().isoformat()
    return "\t".join((one.kind.value, one.subject, name, day, one.reference))


def _find(
    connection: Connection, county: CountyId, asked: argparse.Namespace
) -> tuple[ClearanceKind, PersonId | DeviceId]:
    if asked.hat is not None:
        return ClearanceKind.PERSON, find_hat(connection, county, asked.hat).person
    if asked.device not in {one.id for one in list_devices(connection, county)}:
        raise no_such_device(asked.device)
    return ClearanceKind.DEVICE, DeviceId(asked.device)
