# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county index …` and `duplicates …`: the cross-agency index, and one youth twice."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from casework.clock import end_of_day, start_of_day
from casework.ids import CountyId
from casework.index_rules import Designation
from sync.server import index_duties
from sync.server.audit import Actor
from sync.server.errors import IndexDutyRefused
from sync.server.installation import Installation
from sync.server.people import find_hat
from sync.server.place_options import Commands
from sync.server.rights_duties import perform
from sync.server.sources import Source
from sync.wire.index import DuplicateDecision

Parents = list[argparse.ArgumentParser]
Duty = Callable[[Connection, CountyId, Actor, argparse.Namespace], list[str]]
HAT_HELP = "hat id, or full name where there is one hat"


def add_index_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add both groups of commands."""
    parents = [place, acting]
    index = commands.add_parser("index", help="the cross-agency index of WIC 18961.5")
    _add_index(index.add_subparsers(required=True, metavar="ACTION"), parents)
    twice = commands.add_parser("duplicates", help="cases that may be of one youth")
    actions = twice.add_subparsers(required=True, metavar="ACTION")
    _add(actions, "list", parents, "what waits; ids and agencies only", _list_pairs)
    for name, help_text, decision in (
        ("dismiss", "they are two youths", DuplicateDecision.DISMISSED),
        ("join", "they are one youth", DuplicateDecision.JOINED),
    ):
        one = _add(actions, name, parents, help_text, _decide)
        one.add_argument("first", metavar="CASE")
        one.add_argument("second", metavar="CASE")
        one.set_defaults(decision=decision)


def _add_index(index: Commands, parents: Parents) -> None:
    defined = _add(index, "define", parents, "store the county's definition of at risk", _define)
    defined.add_argument("file", type=Path, metavar="FILE", help="the definition as plain text")
    defined.add_argument(
        "--substance-use",
        action="store_true",
        help="the definition lets substance use programs take part (42 CFR part 2)",
    )
    _add(index, "on", parents, "switch it on", _on)
    _add(index, "off", parents, "switch it off", _off)
    named = _add(index, "designate", parents, "an agency's director names somebody", _designate)
    named.add_argument("hat", metavar="HAT", help=HAT_HELP)
    named.add_argument("--director", required=True, metavar="NAME", help="who designated them")
    named.add_argument(
        "--from", dest="since", type=date.fromisoformat, metavar="DATE", help="first day"
    )
    named.add_argument("--until", type=date.fromisoformat, metavar="DATE", help="last day")
    taken = _add(index, "revoke", parents, "end a designation at once", _revoke)
    taken.add_argument("hat", metavar="HAT", help=HAT_HELP)
    _add(index, "list", parents, "how it stands and who is designated", _list)
    used = _add(index, "use", parents, "who used it, how often, and what stands out", _use)
    used.add_argument("--days", type=int, default=30, help="how far back (default: %(default)s)")


def _add(
    commands: Commands, name: str, parents: Parents, help_text: str, duty: Duty
) -> argparse.ArgumentParser:
    added: argparse.ArgumentParser = commands.add_parser(name, parents=parents, help=help_text)

    def run(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
        return perform(
            place,
            source,
            asked.by,
            lambda connection, county, actor: duty(connection, county, actor, asked),
        )

    added.set_defaults(run=run)
    return added


def _define(
    connection: Connection, county: CountyId, actor: Actor, asked: argparse.Namespace
) -> list[str]:
    try:
        text = asked.file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise IndexDutyRefused(f"{asked.file} cannot be read as plain text.") from error
    return index_duties.define(connection, county, actor, text, substance_use=asked.substance_use)


def _on(
    connection: Connection, county: CountyId, actor: Actor, _asked: argparse.Namespace
) -> list[str]:
    return index_duties.switch(connection, county, actor, on=True)


def _off(
    connection: Connection, county: CountyId, actor: Actor, _asked: argparse.Namespace
) -> list[str]:
    return index_duties.switch(connection, county, actor, on=False)


def _designate(
    connection: Connection, county: CountyId, actor: Actor, asked: argparse.Namespace
) -> list[str]:
    worn = find_hat(connection, county, asked.hat)
    one = Designation(
        hat=worn.id,
        agency=worn.agency,
        director=asked.director,
        since=actor.at if asked.since is None else start_of_day(asked.since),
        until=None if asked.until is None else end_of_day(asked.until),
    )
    index_duties.designate(connection, county, actor, one)
    return []


def _revoke(
    connection: Connection, county: CountyId, actor: Actor, asked: argparse.Namespace
) -> list[str]:
    worn = find_hat(connection, county, asked.hat)
    return index_duties.withdraw(connection, county, actor, worn.id)


def _list(
    connection: Connection, county: CountyId, actor: Actor, _asked: argparse.Namespace
) -> list[str]:
    return index_duties.list_standing(connection, county, actor.at)


def _use(
    connection: Connection, county: CountyId, actor: Actor, asked: argparse.Namespace
) -> list[str]:
    return index_duties.list_use(connection, county, actor, asked.days)


def _list_pairs(
    connection: Connection, county: CountyId, _actor: Actor, _asked: argparse.Namespace
) -> list[str]:
    return index_duties.list_pairs(connection, county)


def _decide(
    connection: Connection, county: CountyId, actor: Actor, asked: argparse.Namespace
) -> list[str]:
    cases = (asked.first, asked.second)
    return index_duties.decide_pair(connection, county, actor, cases, asked.decision)
