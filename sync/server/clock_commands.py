# SPDX-License-Identifier: AGPL-3.0-or-later
"""`fieldfare-county clocks …`: which county clocks run, and which of the law's are shorter here.

Invariant: the law's floor is never made longer, never taken away; what would loosen it is refused
with the bound it breaks, and nothing of the file is put in force.
"""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection

from casework.clock_rules import (
    BUILT_IN,
    ClockChoice,
    ClockRule,
    Counting,
    CountyClocks,
    Force,
)
from casework.ids import CountyId
from sync.server.audit import Actor
from sync.server.errors import PolicyRefused
from sync.server.installation import Installation
from sync.server.papers import read_decided, revise_policy
from sync.server.place_options import Commands
from sync.server.rights_duties import perform
from sync.server.sources import Source

EXAMPLE = '{"choices": [{"code": "initial_meeting", "on": true, "length": 10}]}'


def add_clock_parsers(
    commands: Commands, place: argparse.ArgumentParser, acting: argparse.ArgumentParser
) -> None:
    """Add the family.

    Args:
        place: where the county is.
        acting: who does it.
    """
    clocks = commands.add_parser("clocks", help="which clocks run in this county")
    actions = clocks.add_subparsers(required=True, metavar="ACTION")
    shown = actions.add_parser("show", parents=[place], help="every clock as it runs here")
    shown.set_defaults(run=lambda where, source, _asked: show_clocks(where, source))
    put = actions.add_parser(
        "set", parents=[place, acting], help="put the choices of a JSON file in force"
    )
    put.add_argument("file", type=Path, metavar="FILE", help=f"such as {EXAMPLE}")
    put.set_defaults(
        run=lambda where, source, asked: put_clocks(where, source, asked.file, asked.by)
    )


def show_clocks(place: Installation, source: Source) -> list[str]:
    """One line a clock, parted by tabs: code, on or off, length, where it comes from, citation."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        return _lines(read_decided(connection, county).policy.clocks)

    return perform(place, source, "", do)


def put_clocks(place: Installation, source: Source, file: Path, by: str) -> list[str]:
    """Put choices in force, signed with the county's policy; laptops hear at their next sync.

    Raises:
        PolicyRefused: the file holds none, or a choice would loosen the law.
    """
    clocks = _read(file)
    if faults := clocks.faults():
        raise PolicyRefused(
            f"{file} was not put in force. " + " ".join(_why_refused(one) for one in faults)
        )

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        wanted = {"clocks": clocks.model_dump()}
        return _lines(revise_policy(connection, county, lambda _: wanted, actor).clocks)

    return perform(place, source, by, do)


def _read(file: Path) -> CountyClocks:
    try:
        return CountyClocks.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PolicyRefused(f"{file}: {where}: {first['msg']}; it looks like {EXAMPLE}.") from error
    except (OSError, ValueError) as error:
        raise PolicyRefused(f"{file} is no list of clocks; it looks like {EXAMPLE}.") from error


def _why_refused(choice: ClockChoice) -> str:
    rule = BUILT_IN.get(choice.code)
    if rule is None:
        known = ", ".join(BUILT_IN)
        return f"There is no clock “{choice.code}”; there are: {known}."
    if rule.force is Force.COUNTY:
        return f"“{choice.code}” is not counted in working days: it runs by the hour."
    if not choice.on:
        return f"“{choice.code}” is law ({rule.citation}) and cannot be turned off."
    if choice.working_days:
        return f"“{choice.code}” is law ({rule.citation}) and runs on every day of the week."
    if rule.counting is Counting.AT_ONCE:
        return f"“{choice.code}” is law ({rule.citation}): at once, and no length can be given."
    return (
        f"“{choice.code}” is law ({rule.citation}): at most {rule.length} hours, "
        f"{choice.length} would be longer."
    )


def _lines(clocks: CountyClocks) -> list[str]:
    running = {one.code: one for one in clocks.rules()}
    return ["\t".join(_columns(rule, running.get(code))) for code, rule in BUILT_IN.items()]


def _columns(rule: ClockRule, here: ClockRule | None) -> Sequence[str]:
    shown = here or rule
    length = "at once" if shown.counting is Counting.AT_ONCE else f"{shown.length}"
    counted = "" if shown.counting is Counting.AT_ONCE else f" {shown.counting.value}"
    source = rule.citation if rule.force is Force.LAW else "county default, verify"
    return (
        rule.code,
        "on" if here is not None else "off",
        length + counted.replace("_", " "),
        rule.force.value,
        source,
    )
