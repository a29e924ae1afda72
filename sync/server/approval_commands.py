# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county approvals …` and `referrals …`: what is approved here, and who is referred.

Invariants: neither is law, so each line says whether it is the county's own choice or a default to
verify; a referral is approved by a second person whatever a file says; what cannot hold is refused
and nothing of the file is put in force.
"""

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from pydantic import BaseModel, ValidationError
from sqlalchemy import Connection

from casework.approvals import ApprovalNeed, ApprovalRules
from casework.county_policy import CountyPolicy
from casework.ids import CountyId
from casework.referrals import ReferralRules
from sync.server.audit import Actor
from sync.server.errors import PolicyRefused
from sync.server.installation import Installation
from sync.server.papers import read_decided, revise_policy
from sync.server.place_options import Commands
from sync.server.referral_assignments import include_referrals
from sync.server.rights_duties import perform
from sync.server.sources import Source

Lines: TypeAlias = Callable[[CountyPolicy], list[str]]
APPROVALS_EXAMPLE = '{"needs": ["team_plan", "absence_closed", "override"]}'
REFERRALS_EXAMPLE = (
    '{"youngest": 11, "oldest": 18, "residents_only": true, "not_while_absent": true}'
)
DEFAULT, CHOSEN = "county default, verify", "set by this county"


def add_approval_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add both families.

    Args:
        place: where the county is.
        acting: who does it.
    """
    for name, about, rules, example, lines in (
        ("approvals", "what a supervisor approves", ApprovalRules, APPROVALS_EXAMPLE, _needs),
        ("referrals", "whom this county refers", ReferralRules, REFERRALS_EXAMPLE, _bounds),
    ):
        family = commands.add_parser(name, help=f"{about} in this county")
        actions = family.add_subparsers(required=True, metavar="ACTION")
        shown = actions.add_parser("show", parents=[place], help="every bound as it is in force")
        shown.set_defaults(run=_show(lines))
        put = actions.add_parser(
            "set",
            parents=[place, acting],
            help="put a JSON file in force; what it leaves out becomes the default again",
        )
        put.add_argument("file", type=Path, metavar="FILE", help=f"such as {example}")
        put.set_defaults(run=_put(name, rules, example, lines))
        if rules is ReferralRules:
            _add_assigning(actions, place, acting)


def _add_assigning(
    actions: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    assign = actions.add_parser(
        "assign",
        parents=[place, acting],
        help="add referrals to assignments from before there were any; one line each",
    )
    assign.add_argument("--preview", action="store_true", help="only say which, change nothing")
    assign.set_defaults(run=_assign)


def _assign(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        return include_referrals(connection, county, actor, source.new_id, preview=asked.preview)

    return perform(place, source, asked.by, do)


def _show(lines: Lines) -> Callable[[Installation, Source, argparse.Namespace], list[str]]:
    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        return lines(read_decided(connection, county).policy)

    return lambda place, source, _asked: perform(place, source, "", do)


def _put(
    name: str, rules: type[BaseModel], example: str, lines: Lines
) -> Callable[[Installation, Source, argparse.Namespace], list[str]]:
    """Put one part of the policy in force, signed; laptops hear at their next sync."""

    def run(place: Installation, source: Source, asked: argparse.Namespace) -> list[str]:
        wanted = _read(asked.file, rules, example)

        def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
            return lines(revise_policy(connection, county, lambda _: {name: wanted}, actor))

        return perform(place, source, asked.by, do)

    return run


def _read(file: Path, rules: type[BaseModel], example: str) -> BaseModel:
    try:
        return rules.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = "".join(f"{part}: " for part in first["loc"])
        raise PolicyRefused(f"{file}: {where}{first['msg']}; it looks like {example}.") from error
    except (OSError, ValueError) as error:
        raise PolicyRefused(f"{file} cannot be read; it looks like {example}.") from error


def _needs(policy: CountyPolicy) -> list[str]:
    """One line a kind, parted by tabs: code, on or off, whose choice, what it is."""
    source = _source(policy.approvals == ApprovalRules())
    always = "referral\ton\talways\tA referral"
    return [always] + [
        "\t".join((one.value, "on" if one in policy.approvals.needs else "off", source, one.label))
        for one in ApprovalNeed
    ]


def _bounds(policy: CountyPolicy) -> list[str]:
    """One line a bound, parted by tabs: code, value, whose choice."""
    here, usual = policy.referrals.model_dump(), ReferralRules().model_dump()
    return [
        "\t".join((name, json.dumps(value), _source(value == usual[name])))
        for name, value in here.items()
    ]


def _source(is_usual: object) -> str:
    return DEFAULT if is_usual else CHOSEN
