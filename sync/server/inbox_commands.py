# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county refused …`: work the county refused, and what a supervisor decides about it."""

import argparse
import os

from casework.ids import CountyId, HatId
from sync.server import inbox
from sync.server.audit import Actor, note_act
from sync.server.installation import Installation, find_county
from sync.server.place_options import Commands
from sync.server.sources import Source


def add_refused_parser(commands: Commands, place: argparse.ArgumentParser) -> None:
    """Add `refused list`, `show`, `accept`, `return` and `reassign`."""
    refused = commands.add_parser("refused", help="decide about work the county refused")
    actions = refused.add_subparsers(required=True, metavar="ACTION")
    listed = actions.add_parser("list", parents=[place], help="what waits; ids and reasons only")
    listed.set_defaults(run=_list)
    for name, help_text, run in (
        ("show", "show its words; noted in the audit", _show),
        ("accept", "take it in after all, under its author's name", _accept),
        ("return", "give it back to its author with a note", _return),
        ("reassign", "let somebody else look after it", _reassign),
    ):
        one = actions.add_parser(name, parents=[place], help=help_text)
        one.add_argument("device", metavar="DEVICE")
        one.add_argument("counter", metavar="NUMBER", type=int)
        if name == "return":
            one.add_argument("--note", required=True, metavar="WORDS", help="what is to be done")
        if name == "reassign":
            one.add_argument("hat", metavar="HAT", type=HatId)
        one.add_argument(
            "--by",
            metavar="NAME",
            default=os.environ.get("USER") or "unnamed",
            help="who does it, for the audit (default: the account)",
        )
        one.set_defaults(run=run)


def _list(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    del source, asked
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            waiting = inbox.list_refused(connection, county)
    return [
        "\t".join(
            (
                one.work.device,
                str(one.work.counter),
                f"{one.received_at:%Y-%m-%dT%H:%MZ}",
                one.work.kind.value,
                one.work.case,
                one.given_to,
                one.reason.sentence,
            )
        )
        for one in waiting
    ]


def _show(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            for one in inbox.list_refused(connection, county):
                if (one.work.device, one.work.counter) == (asked.device, asked.counter):
                    actor = _actor(source, asked)
                    note_act(connection, county, actor, "refused work read", one.work.id, "")
                    return [f"{name}\t{value}" for name, value in one.work.fields.items()]
    return []


def _accept(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county: CountyId = find_county(database)
        with database.administer() as connection:
            actor = _actor(source, asked)
            done = inbox.accept(connection, county, asked.device, asked.counter, actor)
    return [f"{done.outcome.value}\t{done.version}"]


def _return(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            actor = _actor(source, asked)
            inbox.send_back(connection, county, asked.device, asked.counter, asked.note, actor)
    return ["returned"]


def _reassign(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            actor = _actor(source, asked)
            inbox.reassign(connection, county, asked.device, asked.counter, asked.hat, actor)
    return ["reassigned"]


def _actor(source: Source, asked: argparse.Namespace) -> Actor:
    return Actor(asked.by, source.clock.now(), source.new_id())
