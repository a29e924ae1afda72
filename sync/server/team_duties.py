# SPDX-License-Identifier: AGPL-3.0-or-later
"""Teams, their windows and the county's sharing matrix, from the command line."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection

from casework.bases import Ground
from casework.clock import end_of_day
from casework.ids import CountyId, HatId
from casework.previews import Preview, preview
from casework.sharing_matrix import COUNTY_CHOOSES, SharingMatrix
from casework.teams import TeamWindow
from casework.vocabulary import Basis
from sync.server.audit import Actor
from sync.server.errors import GroundRefused, PolicyRefused
from sync.server.grounds import is_live, list_grounds
from sync.server.installation import Installation
from sync.server.papers import read_decided
from sync.server.people import find_hat, read_hat
from sync.server.preview_words import say_change
from sync.server.rights import set_matrix
from sync.server.rights_duties import (
    Scope,
    Wish,
    change_or_preview,
    keep_or_preview,
    make_ground,
    perform,
    say_shown,
)
from sync.server.sources import Source
from sync.server.teams import (
    Team,
    add_team,
    find_team,
    join_team,
    leave_team,
    list_teams,
    read_members,
    read_sharing_agencies,
    sign_agreement,
)


def found_team(place: Installation, source: Source, name: str, by: str) -> list[str]:
    """Found a team; one line, its id."""
    made = Team(source.new_id(), name.strip())

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        if any(one.name == made.name for one in list_teams(connection, county)):
            raise GroundRefused(f"There is a team “{made.name}” already.")
        add_team(connection, county, made, actor)
        return [made.id]

    return perform(place, source, by, do)


def join(
    place: Installation, source: Source, team: str, hat: str, *, untrained: bool, wish: Wish
) -> list[str]:
    """Take a hat into a team; or what its windows would then show."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        joined, hat_id = _find(connection, county, team, hat)
        return change_or_preview(
            connection,
            lambda: join_team(connection, county, joined, hat_id, actor, trained=not untrained),
            lambda: _say_windows(connection, county, joined, actor.at),
            wish,
        )

    return perform(place, source, wish.by, do)


def agree(
    place: Installation, source: Source, team: str, hat: str, sha256: str, wish: Wish
) -> list[str]:
    """Note a member's signed confidentiality agreement; or what windows would then show."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        joined, hat_id = _find(connection, county, team, hat)
        return change_or_preview(
            connection,
            lambda: sign_agreement(connection, county, joined, hat_id, sha256, actor),
            lambda: _say_windows(connection, county, joined, actor.at),
            wish,
        )

    return perform(place, source, wish.by, do)


def _say_windows(connection: Connection, county: CountyId, of: Team, at: datetime) -> list[str]:
    """What the windows of a team show, a line for each case and member."""
    return [
        f"{one.case}\t{line}"
        for one in list_grounds(connection, county, team=of.id)
        if one.revoked_at is None
        for line in say_shown(connection, county, one, at)
    ]


def leave(place: Installation, source: Source, team: str, hat: str, by: str) -> list[str]:
    """Let a hat go from a team."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        left, hat_id = _find(connection, county, team, hat)
        leave_team(connection, county, left, hat_id, actor)
        return []

    return perform(place, source, by, do)


def list_every_team(place: Installation, source: Source) -> list[str]:
    """One line for each member: team, hat, trained, signed on; parted by tabs."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        return [
            "\t".join(
                (
                    team.name,
                    one.hat,
                    "trained" if one.trained else "untrained",
                    "" if one.agreed_at is None else one.agreed_at.date().isoformat(),
                )
            )
            for team in list_teams(connection, county)
            for one in read_members(connection, county, team)
            if one.left_at is None
        ]

    return perform(place, source, "", do)


def open_window(
    place: Installation,
    source: Source,
    team: str,
    basis: Basis,
    scope: Scope,
    reported_at: datetime | None,
    wish: Wish,
) -> list[str]:
    """Let a team share about a case; one line, the ground's id."""
    ground_id = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        found = find_team(connection, county, team)
        one = make_ground(
            {
                "form": "team",
                "id": ground_id,
                "case": scope.case,
                "basis": basis,
                "sections": scope.sections,
                "owners": read_sharing_agencies(connection, county, found),
                "starts": reported_at or actor.at,
                "ends": None if scope.until is None else end_of_day(scope.until),
                "team": found.name,
                "members": read_members(connection, county, found),
            }
        )
        small = one.find_head_fault(actor.at) if isinstance(one, TeamWindow) else None
        if small is not None:
            raise GroundRefused(small.sentence)
        return keep_or_preview(connection, county, one, actor, replace(wish, team=found.id))

    return perform(place, source, wish.by, do)


def show_matrix(place: Installation, source: Source) -> list[str]:
    """One line for each row: basis, kind of agency, sections; parted by tabs."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        del actor
        return _matrix_lines(read_decided(connection, county).policy.sharing)

    return perform(place, source, "", do)


def put_matrix(place: Installation, source: Source, file: Path, wish: Wish) -> list[str]:
    """Put the matrix of a JSON file in force; it is signed with the county's policy.

    Or say what it would show and hide, on every ground that is live.
    """
    try:
        matrix = SharingMatrix.model_validate(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise PolicyRefused(
            f'{file} is no sharing matrix; it looks like {{"rows": [{{"basis": "s13753_team", '
            '"agency_kind": "probation", "sections": ["contacts"]}]}.'
        ) from error
    if matrix.faults():
        raise PolicyRefused(
            "The law does not let a county share what these rows open: "
            + "; ".join(_matrix_lines(SharingMatrix(rows=matrix.faults())))
            + "."
        )

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        before = _look_at_all(connection, county, actor.at) if wish.preview else []

        def change() -> None:
            set_matrix(connection, county, matrix, actor)

        def say() -> list[str]:
            return _say_changes(before, _look_at_all(connection, county, actor.at))

        told = change_or_preview(connection, change, say, wish)
        return told if wish.preview else _matrix_lines(matrix)

    return perform(place, source, wish.by, do)


def _look_at_all(
    connection: Connection, county: CountyId, at: datetime
) -> list[tuple[Ground, Preview]]:
    """What every live ground shows to whom, of those that leave the county a choice."""
    matrix = read_decided(connection, county).policy.sharing
    return [
        (one, told)
        for one in list_grounds(connection, county)
        if one.basis in COUNTY_CHOOSES
        for hat in sorted(one.hats)
        if is_live(one, hat, at)
        for told in preview(one, [read_hat(connection, county, hat)], matrix, at)
    ]


def _say_changes(
    before: list[tuple[Ground, Preview]], after: list[tuple[Ground, Preview]]
) -> list[str]:
    """A line for each person whom a ground shows more or less."""
    lines = [
        f"{one.case}\t{one.basis.value}\t{said}"
        for (one, was), (_, will_be) in zip(before, after, strict=True)
        if (said := say_change(was, will_be))
    ]
    return lines or ["On what is on record this will show nobody more or less."]


def _find(connection: Connection, county: CountyId, team: str, hat: str) -> tuple[Team, HatId]:
    return find_team(connection, county, team), find_hat(connection, county, hat).id


def _matrix_lines(matrix: SharingMatrix) -> list[str]:
    return [
        "\t".join((row.basis.value, row.agency_kind.value, ",".join(sorted(row.sections))))
        for row in matrix.rows
    ]
