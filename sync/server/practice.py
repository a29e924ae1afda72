# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sees what of the practice case of a training county, and on which ground until when.

Every answer is that of `casework.policy.decide`, asked for each member of the practice case as a
laptop of theirs would ask it. No content is opened: which agencies wrote in which part of the case
is all that is looked at. A county without the practice case has nothing to answer.
"""

import argparse
from datetime import datetime

from sqlalchemy import Connection, select

from casework.ids import AgencyId, CountyId
from casework.policy import AccessQuestion, Hat, Membership, decide
from casework.practice import PRACTICE_ID, PracticeAnswer
from casework.sharing_matrix import SharingMatrix
from casework.vocabulary import Action, Section
from sync.server.errors import NotFound
from sync.server.installation import Installation, find_county
from sync.server.memberships import read_memberships
from sync.server.papers import read_decided
from sync.server.people import list_hats
from sync.server.place_options import Commands
from sync.server.sources import Source
from sync.server.tables import record


def describe_practice(place: Installation, source: Source) -> list[str]:
    """One line of JSON (`PracticeAnswer`) for each member, part and agency that wrote there.

    Raises:
        NotFound: this is no training county, or it has no practice case.
    """
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            answers = ask_for_everybody(connection, county, source.clock.now())
    if not answers:
        raise NotFound("This county has no practice case; only a training county has one.")
    return [one.model_dump_json() for one in answers]


def ask_for_everybody(
    connection: Connection, county: CountyId, now: datetime
) -> list[PracticeAnswer]:
    """Ask the policy for every hat that is on the practice case; none where there is none."""
    hats = list_hats(connection, county)
    written = _who_wrote(connection, county, hats)
    matrix = read_decided(connection, county).policy.sharing
    found: list[PracticeAnswer] = []
    for hat in hats:
        held = read_memberships(connection, county, hat.id)
        if any(one.case == PRACTICE_ID for one in held):
            found += _ask(hat, held, written, matrix, now)
    return found


def _ask(
    hat: Hat,
    held: list[Membership],
    written: dict[Section, dict[AgencyId, str]],
    matrix: SharingMatrix,
    now: datetime,
) -> list[PracticeAnswer]:
    answers = []
    for section in Section:
        others = written.get(section, {})
        owners = {hat.agency: hat.agency_name} | others
        for agency, name in owners.items():
            question = AccessQuestion(
                hat=hat,
                case=PRACTICE_ID,
                section=section,
                action=Action.READ,
                at=now,
                owner=agency,
            )
            answers.append(
                PracticeAnswer(
                    person=hat.person_name,
                    title=hat.title,
                    role=hat.legal_role,
                    agency=hat.agency_name,
                    section=section,
                    owner=name,
                    decision=decide(question, held, matrix),
                )
            )
    return answers


def _who_wrote(
    connection: Connection, county: CountyId, hats: list[Hat]
) -> dict[Section, dict[AgencyId, str]]:
    """The agencies that wrote in each part of the practice case, by name."""
    by_id = {one.id: one for one in hats}
    rows = connection.execute(
        select(record.c.section, record.c.hat)
        .where(record.c.county == county, record.c.case_id == PRACTICE_ID)
        .distinct()
    )
    found: dict[Section, dict[AgencyId, str]] = {}
    for row in rows:
        author = by_id.get(row.hat)
        if author is not None:
            found.setdefault(Section(row.section), {})[author.agency] = author.agency_name
    return found


def add_practice_parser(commands: Commands, place: argparse.ArgumentParser) -> None:
    """`practice`: who sees what of the practice case."""
    shown = commands.add_parser(
        "practice", parents=[place], help="who sees what of a training county's practice case"
    )
    shown.set_defaults(run=lambda where, source, _asked: describe_practice(where, source))
