# SPDX-License-Identifier: AGPL-3.0-or-later
"""On which legal ground the agencies of the training county share.

One human trafficking team (WIC 13753) whose members have all signed, one window for each case, and
a sharing matrix that lets every kind of agency see what its people work in.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from casework.county_policy import CountyPolicy
from casework.ids import CaseId, CountyId
from casework.policy import Hat
from casework.sharing_matrix import CEILING, MatrixRow, SharingMatrix
from casework.teams import TeamWindow
from casework.vocabulary import AgencyKind, Basis, Section
from sync.server.audit import Actor
from sync.server.grounds import write_ground
from sync.server.papers import set_policy
from sync.server.teams import Team, add_team, join_team, read_members, sign_agreement
from sync.server.training_words import NAME_ONLY, TEAM_NAME, Staff

LASTS = timedelta(days=61)
NewId = Callable[[], str]


def share_in_team(
    connection: Connection,
    county: CountyId,
    hats: Sequence[tuple[Staff, Hat]],
    cases: Mapping[CaseId, Sequence[Hat]],
    now: datetime,
    new_id: NewId,
) -> None:
    """Found the team and open a window for each case that several of its members work on.

    Args:
        cases: who works on each case.
        now: when all of it was recorded.
    """
    team = Team(new_id(), TEAM_NAME)

    def actor() -> Actor:
        return Actor("Training", now, new_id())

    add_team(connection, county, team, actor())
    matrix: dict[AgencyKind, frozenset[Section]] = defaultdict(frozenset)
    for staff, hat in hats:
        if staff.cases and staff.sections != NAME_ONLY:
            join_team(connection, county, team, hat.id, actor(), trained=True)
            sign_agreement(connection, county, team, hat.id, "0" * 64, actor())
            matrix[staff.agency] |= staff.sections & CEILING[Basis.S13753_TEAM]
    set_policy(connection, county, CountyPolicy(sharing=_make_matrix(matrix)), actor())
    members = read_members(connection, county, team)
    for case, workers in cases.items():
        here = {one.id for one in workers}
        window = TeamWindow(
            id=new_id(),
            case=case,
            basis=Basis.S13753_TEAM,
            sections=frozenset(Section) & CEILING[Basis.S13753_TEAM] - {Section.CRIMINAL_JUSTICE},
            starts=now,
            ends=now + LASTS,
            team=team.name,
            members=tuple(one for one in members if one.hat in here),
        )
        write_ground(connection, county, window, now, team.id)


def _make_matrix(opened: Mapping[AgencyKind, frozenset[Section]]) -> SharingMatrix:
    return SharingMatrix(
        rows=tuple(
            MatrixRow(basis=Basis.S13753_TEAM, agency_kind=kind, sections=sections)
            for kind, sections in sorted(opened.items())
        )
    )
