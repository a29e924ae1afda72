# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county roster …`: who is called to which meeting, for every laptop of the county.

Invariant: the roster is a part of the county's signed policy and holds no youth; what a file says
of somebody's role is filled in from the county's own list of users, never taken from the file.
"""

import argparse
import json
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from sqlalchemy import Connection

from casework.ids import CountyId
from casework.meeting_roster import ContactCard, MeetingRoster
from sync.server.audit import Actor
from sync.server.errors import PolicyRefused
from sync.server.installation import Installation
from sync.server.papers import read_decided, revise_policy
from sync.server.people import find_hat
from sync.server.place_options import Commands
from sync.server.rights_duties import perform
from sync.server.sources import Source

LARGEST_FILE = 1_000_000
HOW = (
    'It looks like {"cards": [{"code": "hotline", "agency": "Child Welfare", "agency_kind": '
    '"child_welfare", "role": "Hotline", "phones": [{"number": "555 010 0100"}], '
    '"available": "always"}]}.'
)


def add_roster_parser(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add `roster show` and `roster set`."""
    roster = commands.add_parser("roster", help="who is called to which meeting, with phones")
    actions = roster.add_subparsers(required=True, metavar="ACTION")
    shown = actions.add_parser("show", parents=[place], help="one line for each card in force")
    shown.set_defaults(run=lambda where, source, _asked: show_roster(where, source))
    put = actions.add_parser(
        "set", parents=[place, acting], help="put the cards of a JSON file in force"
    )
    put.add_argument("file", type=Path, metavar="FILE")
    put.set_defaults(
        run=lambda where, source, asked: put_roster(where, source, asked.file, asked.by)
    )


def show_roster(place: Installation, source: Source) -> list[str]:
    """One line for each card: code, agency, role, phone, availability, meetings, conditions."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        return _lines(read_decided(connection, county).policy.roster)

    return perform(place, source, "", do)


def put_roster(place: Installation, source: Source, file: Path, by: str) -> list[str]:
    """Put the roster of a JSON file in force; laptops hear of it at their next sync.

    Raises:
        PolicyRefused: it is no roster, or two of its cards contradict each other.
        NotFound: a card names a user the county does not have.
    """
    said = _read(file)

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        roster = set_roster(connection, county, said, actor)
        return _lines(roster)

    return perform(place, source, by, do)


def set_roster(
    connection: Connection, county_id: CountyId, said: dict[str, Any], actor: Actor
) -> MeetingRoster:
    """Put a roster in force; `hat` of a card is looked up among the county's users.

    Raises:
        PolicyRefused, NotFound: as `put_roster`.
    """
    cards = said.get("cards", [])
    if not isinstance(cards, list):
        raise PolicyRefused(f"A roster has a list of cards. {HOW}")
    filled = [_with_hat(connection, county_id, one) for one in cards]
    try:
        roster = MeetingRoster.model_validate({**said, "cards": filled})
    except ValidationError as error:
        raise PolicyRefused(_say(error, filled)) from error
    return revise_policy(connection, county_id, lambda _: {"roster": roster}, actor).roster


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_FILE + 1)
    except OSError as error:
        raise PolicyRefused(f"{file} cannot be read; name a JSON file.") from error
    if len(content) > LARGEST_FILE:
        raise PolicyRefused(f"{file} is larger than a roster can be; it has at most 300 cards.")
    try:
        said = json.loads(content)
    except ValueError as error:
        raise PolicyRefused(f"{file} is no JSON file. {HOW}") from error
    if not isinstance(said, dict):
        raise PolicyRefused(f"{file} is no roster. {HOW}")
    return said


def _with_hat(connection: Connection, county_id: CountyId, card: Any) -> Any:
    """A card with the role its user has at the county; what the file says of it is dropped."""
    if not isinstance(card, dict):
        return card
    bare = {name: value for name, value in card.items() if name not in ("hat", "speaks_as")}
    if not card.get("hat"):
        return bare
    found = find_hat(connection, county_id, str(card["hat"]))
    return {**bare, "speaks_as": found.model_copy(update={"trainings": ()}).model_dump()}


def _say(error: ValidationError, cards: list[Any]) -> str:
    first = error.errors()[0]
    where = list(first["loc"])
    which = ""
    if where[:1] == ["cards"] and len(where) > 1 and isinstance(where[1], int):
        card = cards[where[1]]
        name = card.get("code") if isinstance(card, dict) else None
        which = f" of the card “{name or where[1] + 1}”"
        where = where[2:]
    field = ".".join(str(one) for one in where) or "roster"
    return f"The {field}{which} is not right: {first['msg']}. {HOW}"


def _lines(roster: MeetingRoster) -> list[str]:
    return [_line(one) for one in roster.cards]


def _line(card: ContactCard) -> str:
    return "\t".join(
        (
            card.code,
            card.agency,
            card.role,
            card.phones[0].number,
            card.available.value,
            ",".join(card.meetings) or "every meeting",
            ",".join(card.conditions),
        )
    )
