# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county sign-in …`: the provider at which people sign in when they set a laptop up."""

import argparse

import httpx

from sync.server.audit import Actor, note_act
from sync.server.errors import SignInRefused
from sync.server.installation import Installation, find_county
from sync.server.people import find_hat
from sync.server.place_options import Commands
from sync.server.sign_in import SignIn, fetch_keys, name_person, read_sign_in, write_sign_in
from sync.server.sources import Source


def add_sign_in_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the family.

    Args:
        place: where the county is.
        acting: who does it.
    """
    family = commands.add_parser("sign-in", help="where people sign in when a laptop joins")
    actions = family.add_subparsers(required=True, metavar="ACTION")
    wanted = actions.add_parser(
        "set", parents=[place, acting], help="ask for a sign-in from now on"
    )
    wanted.add_argument("issuer", metavar="URL", help="the OpenID Connect provider's address")
    wanted.add_argument("client_id", metavar="CLIENT", help="what Fieldfare is called there")
    wanted.add_argument(
        "--client-secret", default="", help="only where the provider insists on one"
    )
    wanted.add_argument(
        "--claim", default="email", help="what names a person in its tokens (default: %(default)s)"
    )
    wanted.set_defaults(run=_set)
    off = actions.add_parser("off", parents=[place, acting], help="ask for no sign-in")
    off.set_defaults(run=_off)
    shown = actions.add_parser("show", parents=[place], help="the provider in use")
    shown.set_defaults(run=_show)
    named = actions.add_parser(
        "name", parents=[place, acting], help="by which name the provider knows a person"
    )
    named.add_argument("hat", metavar="HAT", help="hat id, or full name where there is one hat")
    named.add_argument("name", metavar="NAME", help="such as an e-mail address; '' forgets it")
    named.set_defaults(run=_name)


def _set(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    wanted = SignIn(
        issuer=asked.issuer,
        client_id=asked.client_id,
        client_secret=asked.client_secret,
        claim=asked.claim,
    )
    try:
        fetch_keys(wanted)
    except (httpx.HTTPError, ValueError) as error:
        raise SignInRefused(
            f"{wanted.issuer} does not answer as an OpenID Connect provider; nothing was changed."
        ) from error
    _write(place, source, wanted, asked.by, "sign-in set", wanted.issuer)
    return []


def _off(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    _write(place, source, None, asked.by, "sign-in switched off", "")
    return []


def _write(
    place: Installation, source: Source, wanted: SignIn | None, by: str, act: str, detail: str
) -> None:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            write_sign_in(connection, county, wanted)
            actor = Actor(by, source.clock.now(), source.new_id())
            note_act(connection, county, actor, act, county, detail)


def _show(place: Installation, _source: Source, _asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            found = read_sign_in(connection, county)
    if found is None:
        return ["No sign-in is asked for."]
    return ["\t".join((found.issuer, found.client_id, found.claim))]


def _name(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            person = find_hat(connection, county, asked.hat).person
            name_person(connection, county, person, asked.name)
            actor = Actor(asked.by, source.clock.now(), source.new_id())
            note_act(connection, county, actor, "sign-in name given", person, "")
    return []
