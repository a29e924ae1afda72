# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator does from the command line: users, trainings, assignments.

None of it shows content: no name of a youth, no record.
"""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import Connection

from casework.clock import end_of_day
from casework.ids import AgencyId, CaseId, CountyId, HatId, PersonId
from casework.policy import AccessQuestion, Decision, Hat, Membership, TrainingHeld, decide
from casework.vocabulary import Action, AgencyKind, Basis, LegalRole, Section
from sync.server.audit import Actor, note_act
from sync.server.errors import TrainingRefused
from sync.server.installation import Installation, find_county
from sync.server.memberships import grant, read_memberships, revoke
from sync.server.people import add_agency, add_hat, find_agency, find_hat, list_hats
from sync.server.preview_words import say_parts, say_until, say_who
from sync.server.rights_duties import Wish, change_or_preview
from sync.server.sources import Source
from sync.server.trainings import days_of, record_training, revoke_training


def list_users(place: Installation) -> list[str]:
    """One line for each hat: id, person, title, legal role, agency; parted by tabs."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            hats = list_hats(connection, county)
    return [
        "\t".join((one.id, one.person_name, one.title, one.legal_role.value, one.agency_name))
        for one in hats
    ]


def add_user(
    place: Installation,
    source: Source,
    *,
    name: str,
    title: str,
    role: LegalRole,
    agency: str,
    agency_kind: AgencyKind,
    by: str,
) -> list[str]:
    """Give a person a hat, adding the agency where it is new; one line, the hat's id."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            agency_id = find_agency(connection, county, agency)
            if agency_id is None:
                agency_id = AgencyId(source.new_id())
                add_agency(connection, county, agency_id, agency, agency_kind)
            hat = Hat(
                id=HatId(source.new_id()),
                person=PersonId(source.new_id()),
                person_name=name,
                agency=agency_id,
                agency_name=agency,
                agency_kind=agency_kind,
                legal_role=role,
                title=title,
            )
            add_hat(connection, county, hat)
            actor = Actor(by, source.clock.now(), source.new_id())
            note_act(connection, county, actor, "user added", hat.id, role.value)
    return [hat.id]


def note_training(
    place: Installation, source: Source, hat: str, code: str, passed_on: date, by: str
) -> list[str]:
    """Record that a person has passed a training.

    Raises:
        NotFound: nobody is called that.
        TrainingRefused: the day lies in the future, or there is no code.
    """
    now = source.clock.now()
    if passed_on > now.date():
        raise TrainingRefused(
            f"The training cannot have been passed on {passed_on}, a day to come."
        )
    if not code.strip():
        raise TrainingRefused("The training has no code; give the one the form's sheet names.")
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            person = find_hat(connection, county, hat).person
            held = TrainingHeld(code=code.strip(), passed_on=passed_on)
            record_training(connection, county, person, held, now)
            actor = Actor(by, now, source.new_id())
            note_act(connection, county, actor, "training recorded", person, f"{code} {passed_on}")
    return []


def take_training_back(
    place: Installation, source: Source, hat: str, code: str, by: str
) -> list[str]:
    """Take a person's training back."""
    now = source.clock.now()
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            person = find_hat(connection, county, hat).person
            revoke_training(connection, county, person, code, now)
            actor = Actor(by, now, source.new_id())
            note_act(connection, county, actor, "training taken back", person, code)
    return []


def list_trainings(place: Installation) -> list[str]:
    """One line for each training in force: person, code, day passed; parted by tabs."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            hats = list_hats(connection, county)
    people = {one.person: one for one in hats}.values()
    return [
        "\t".join((one.person_name, code, day.isoformat()))
        for one in sorted(people, key=lambda hat: hat.person_name)
        for code, day in days_of(one.trainings)
    ]


def assign(
    place: Installation,
    source: Source,
    hat: str,
    case: str,
    sections: frozenset[Section],
    until: date | None,
    wish: Wish,
) -> list[str]:
    """Assign a hat to sections of a case, through the day `until` where it is given.

    Or say what it would work in then, and assign nothing.
    """
    ends = None if until is None else end_of_day(until)
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            worn = find_hat(connection, county, hat)
            granted = Membership(
                case=CaseId(case),
                hat=worn.id,
                basis=Basis.CASE_ASSIGNMENT,
                sections=sections,
                starts=source.clock.now(),
                ends=ends,
            )
            at = granted.starts
            before = _ask_all(connection, county, worn, granted.case, at)

            def change() -> None:
                grant(connection, county, source.new_id(), granted)
                actor = Actor(wish.by, at, source.new_id())
                note_act(connection, county, actor, "case assigned", granted.case, granted.hat)

            def say() -> list[str]:
                after = _ask_all(connection, county, worn, granted.case, at)
                return _say_assigned(worn, granted, before, after)

            return change_or_preview(connection, change, say, wish)


_Asked = Mapping[tuple[Section, Action], Decision]


def _ask_all(
    connection: Connection, county: CountyId, worn: Hat, case: CaseId, at: datetime
) -> _Asked:
    """What a hat may do with the own agency's work now; that a laptop is cleared is assumed."""
    mine = read_memberships(connection, county, worn.id, [case])
    return {
        (section, action): decide(
            AccessQuestion(
                hat=worn, case=case, section=section, action=action, at=at, cji_device=True
            ),
            mine,
        )
        for section in Section
        for action in (Action.READ, Action.WRITE)
    }


def _say_assigned(worn: Hat, granted: Membership, before: _Asked, after: _Asked) -> list[str]:
    """What the hat will work in, only read, and no longer see; what stays closed, and why."""
    who, until = say_who(worn), say_until(granted.ends, "it is taken away")
    written = [one for one in Section if after[one, Action.WRITE].allowed]
    read = [one for one in Section if after[one, Action.READ].allowed]
    only_read = [one for one in read if one not in written]
    closed = [one for one in Section if one in granted.sections and one not in read]
    lost = [one for one in Section if before[one, Action.READ].allowed and one not in read]
    lines = []
    if written:
        lines.append(f"This will let {who} work in {say_parts(written)} until {until}.")
    if only_read:
        lines.append(f"This will let {who} only read {say_parts(only_read)} until {until}.")
    if lost:
        lines.append(f"This will close {say_parts(lost)} to {who}.")
    for one in closed:
        why = after[one, Action.READ].reason.sentence
        lines.append(f"This will show nothing of {one} to {who}: {why}")
    return lines


def unassign(place: Installation, source: Source, hat: str, case: str, by: str) -> list[str]:
    """Take a hat off a case at once."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            worn = find_hat(connection, county, hat)
            now = source.clock.now()
            revoke(connection, county, worn.id, CaseId(case), now)
            actor = Actor(by, now, source.new_id())
            note_act(connection, county, actor, "case taken away", case, worn.id)
    return []
