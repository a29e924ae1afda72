# SPDX-License-Identifier: AGPL-3.0-or-later
"""On which legal ground the agencies of the training county share.

One human trafficking team (WIC 13753) whose members have all signed, one window for each case, and
a sharing matrix that lets every kind of agency see what its people work in.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection

from casework.bases import CourtOrder
from casework.consents import Consent, Recipient, SignerCapacity
from casework.county_policy import CountyPolicy
from casework.ids import CaseId, CountyId
from casework.policy import Hat
from casework.practice import PRACTICE_ID
from casework.sharing_matrix import CEILING, MatrixRow, SharingMatrix
from casework.teams import TeamWindow
from casework.vocabulary import AgencyKind, Basis, Section
from sync.server.audit import Actor
from sync.server.grounds import write_ground
from sync.server.papers import set_policy
from sync.server.teams import (
    Team,
    add_team,
    join_team,
    read_members,
    read_sharing_agencies,
    sign_agreement,
)
from sync.server.training_team import CLOCKS, make_roster
from sync.server.training_words import NAME_ONLY, OFFICER, TEAM_NAME, Staff

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
    policy = CountyPolicy(
        sharing=_make_matrix(matrix), clocks=CLOCKS, roster=make_roster([hat for _, hat in hats])
    )
    set_policy(connection, county, policy, actor())
    members = read_members(connection, county, team)
    sharing = read_sharing_agencies(connection, county, team)
    for case, workers in cases.items():
        here = {one.id for one in workers}
        window = TeamWindow(
            id=new_id(),
            case=case,
            basis=Basis.S13753_TEAM,
            sections=frozenset(Section) & CEILING[Basis.S13753_TEAM] - {Section.CRIMINAL_JUSTICE},
            owners=sharing,
            starts=now,
            ends=now + LASTS,
            team=team.name,
            members=tuple(one for one in members if one.hat in here),
        )
        write_ground(connection, county, window, now, team.id)


def consent_to_practice(
    connection: Connection,
    county: CountyId,
    people: Mapping[str, Hat],
    now: datetime,
    new_id: NewId,
) -> None:
    """Beside its team's window the practice case is shared by consents and by an order."""
    officer, counselor = people[OFFICER], people["Theo Lindqvarn"]
    mentor, social_worker = people["Casey Moreland-Diaz"], people["Hye-jin Parrow"]
    for basis, owner, to, sections, days in (
        (Basis.PART2_CONSENT, counselor, officer, {Section.SUBSTANCE_USE}, 90),
        (Basis.CONSENT_GENERIC, officer, mentor, {Section.SAFETY_PLAN}, 30),
    ):
        consent = Consent(
            id=new_id(),
            case=PRACTICE_ID,
            basis=basis,
            sections=frozenset(sections),
            owners=frozenset({owner.agency}),
            starts=now,
            ends=now + timedelta(days=days),
            recipients=(Recipient(hat=to.id, name=to.person_name),),
            purpose="To plan together for the practice case.",
            signer="The youth",
            capacity=SignerCapacity.YOUTH_MINOR_CONSENT,
            told_of_right=True,
            redisclosure=True,
            copy_sha256="0" * 64,
        )
        write_ground(connection, county, consent, now)
    order = CourtOrder(
        id=new_id(),
        case=PRACTICE_ID,
        basis=Basis.COURT_ORDER,
        sections=frozenset({Section.LEGAL, Section.EDUCATION}),
        starts=now,
        ends=now + timedelta(days=45),
        named=frozenset({social_worker.id}),
        number="JV-26-0417",
    )
    write_ground(connection, county, order, now)


def _make_matrix(opened: Mapping[AgencyKind, frozenset[Section]]) -> SharingMatrix:
    return SharingMatrix(
        rows=tuple(
            MatrixRow(basis=Basis.S13753_TEAM, agency_kind=kind, sections=sections)
            for kind, sections in sorted(opened.items())
        )
    )
