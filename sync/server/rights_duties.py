# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a coordinator does from the command line: grounds, consents, teams, the sharing matrix.

None of it shows content: no name of a youth, no record.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection

from casework.bases import BrokenGlass, Ground
from casework.clock import county_day, end_of_day
from casework.consents import Consent
from casework.ground_faults import find_fault
from casework.ids import AgencyId, CaseId, CountyId
from casework.previews import preview
from casework.sharing_work import end_participation as end_for
from casework.teams import Extension
from casework.vocabulary import LegalRole, Section
from sync.server.audit import Actor, note_act
from sync.server.errors import GroundRefused, NotFound
from sync.server.grounds import list_grounds, read_ground
from sync.server.installation import Installation, find_county
from sync.server.papers import read_decided
from sync.server.papers_given import account_for
from sync.server.people import find_agency, find_hat, read_hat
from sync.server.preview_words import say_preview
from sync.server.rights import (
    change_ground,
    extend_window,
    list_open_glass,
    record_ground,
    review_glass,
    withdraw_ground,
)
from sync.server.sources import Source

_GROUND: TypeAdapter[Ground] = TypeAdapter(Ground)
Duty = Callable[[Connection, CountyId, Actor], list[str]]


@dataclass(frozen=True)
class Scope:
    """What a ground opens, to whom, until when; people and agencies as they are called.

    Attributes:
        owners: whose work; empty for every agency's.
        until: last day, or None.
    """

    case: str
    sections: frozenset[Section]
    hats: tuple[str, ...]
    owners: tuple[str, ...] = ()
    until: date | None = None


@dataclass(frozen=True)
class Wish:
    """Who decides, for which team where it is one's, and whether it is only looked at first."""

    by: str
    preview: bool = False
    team: str | None = None


def perform(place: Installation, source: Source, by: str, duty: Duty) -> list[str]:
    """Do one thing in one transaction, in the name of `by`."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            return duty(connection, county, Actor(by, source.clock.now(), source.new_id()))


def keep_or_preview(
    connection: Connection, county: CountyId, one: Ground, actor: Actor, asked: Wish
) -> list[str]:
    """Record a ground and answer its id, or say what it would open and record nothing."""
    if not asked.preview:
        record_ground(connection, county, one, actor, asked.team)
        return [one.id]
    fault = find_fault(one, county, actor.at)
    if fault is not None:
        raise GroundRefused(fault.sentence)
    return say_shown(connection, county, one, actor.at)


def change_or_preview(
    connection: Connection,
    change: Callable[[], None],
    say: Callable[[], list[str]],
    asked: Wish,
) -> list[str]:
    """Change what is on record, or say what it would show then, and leave it as it was.

    Args:
        say: what is shown once it was changed.
    """
    if not asked.preview:
        change()
        return []
    with connection.begin_nested() as trial:
        change()
        told = say()
        trial.rollback()
    return told


def say_shown(connection: Connection, county: CountyId, one: Ground, at: datetime) -> list[str]:
    """What a ground opens, a line for each hat it names."""
    hats = [read_hat(connection, county, hat) for hat in sorted(one.hats)]
    matrix = read_decided(connection, county).policy.sharing
    return [say_preview(told) for told in preview(one, hats, matrix, at)]


def record(
    place: Installation,
    source: Source,
    scope: Scope,
    facts: Mapping[str, Any],
    wish: Wish,
) -> list[str]:
    """Record a ground; one line, its id.

    Args:
        facts: what its kind asks for beside the scope, by field.
    """
    ground_id = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        shared = _read_scope(connection, county, scope)
        shared |= {"id": ground_id, "starts": actor.at}
        told = {**shared, **facts}
        if told.get("responsible"):
            [told["responsible"]] = _find_agencies(connection, county, [told["responsible"]])
        return keep_or_preview(connection, county, make_ground(told), actor, wish)

    return perform(place, source, wish.by, do)


def record_consent(
    place: Installation,
    source: Source,
    scope: Scope,
    facts: Mapping[str, Any],
    wish: Wish,
) -> list[str]:
    """Record a signed consent; one line, its id."""
    ground_id = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        shared = _read_scope(connection, county, scope)
        named = shared.pop("named")
        shared |= {"id": ground_id, "starts": actor.at, "form": "consent"}
        hats = [read_hat(connection, county, hat) for hat in sorted(named)]
        shared["recipients"] = [
            {"hat": one.id, "name": f"{one.person_name} ({one.agency_name})"} for one in hats
        ]
        one = make_ground({**shared, **facts})
        return keep_or_preview(connection, county, one, actor, wish)

    return perform(place, source, wish.by, do)


def break_glass(
    place: Installation, source: Source, scope: Scope, reason: str, told: str, wish: Wish
) -> list[str]:
    """Open a case in an emergency for one hat; one line, the ground's id."""
    ground_id = source.new_id()

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        shared = _read_scope(connection, county, scope)
        one = make_ground(
            {
                **shared,
                "id": ground_id,
                "form": "emergency",
                "starts": actor.at,
                "reason": reason,
                "person": find_hat(connection, county, scope.hats[0]).person,
                "told": find_hat(connection, county, told).person,
            }
        )
        return keep_or_preview(connection, county, one, actor, wish)

    return perform(place, source, wish.by, do)


def withdraw(place: Installation, source: Source, ground_id: str, by: str) -> list[str]:
    """Take a ground back at once."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        withdraw_ground(connection, county, ground_id, actor)
        return []

    return perform(place, source, by, do)


def end_participation(
    place: Installation, source: Source, ground_id: str, hat: str, by: str
) -> list[str]:
    """Note that someone a consent names takes no part any more."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        gone = find_hat(connection, county, hat).id

        def end(one: Ground) -> Ground:
            if one.form != "consent" or gone not in one.hats:
                raise GroundRefused("This is no consent that names this person.")
            return end_for(one, gone, actor.at)

        change_ground(connection, county, ground_id, end, actor, "participation ended")
        return []

    return perform(place, source, by, do)


def note_event(place: Installation, source: Source, ground_id: str, by: str) -> list[str]:
    """Note that what a consent ends with has happened; it opens nothing from now on."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        def end(one: Ground) -> Ground:
            if not isinstance(one, Consent) or one.ends_with is None:
                raise GroundRefused("This is no consent that ends with an event.")
            if one.event_at is not None:
                raise GroundRefused(f"It ended on {county_day(one.event_at)} already.")
            return one.model_copy(update={"event_at": actor.at})

        change_ground(connection, county, ground_id, end, actor, "consent ended by its event")
        return []

    return perform(place, source, by, do)


def extend(
    place: Installation,
    source: Source,
    ground_id: str,
    until: date,
    *,
    cause: str,
    supervisor: str,
    wish: Wish,
) -> list[str]:
    """Extend a window of WIC 18961.7 through a day."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        told = Extension(
            until=end_of_day(until),
            good_cause=cause,
            decided_at=actor.at,
            decided_by=find_hat(connection, county, supervisor).id,
            decided_as=LegalRole.SUPERVISOR,
        )

        def say() -> list[str]:
            return say_shown(
                connection, county, read_ground(connection, county, ground_id), actor.at
            )

        return change_or_preview(
            connection,
            lambda: extend_window(connection, county, ground_id, told, actor),
            say,
            wish,
        )

    return perform(place, source, wish.by, do)


def review(
    place: Installation, source: Source, ground_id: str, supervisor: str, by: str
) -> list[str]:
    """Note that a supervisor looked at an emergency access."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        reviewer = find_hat(connection, county, supervisor).id
        review_glass(connection, county, ground_id, reviewer, actor)
        return []

    return perform(place, source, by, do)


def list_bases(
    place: Installation, source: Source, case: str | None, *, to_review: bool = False
) -> list[str]:
    """One line for each ground: id, case, basis, sections, hats, from, until, taken back."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        if to_review:
            return [_describe(one, actor.at) for one in list_open_glass(connection, county)]
        found = list_grounds(connection, county, case=None if case is None else CaseId(case))
        return [_describe(one, actor.at) for one in found]

    return perform(place, source, "", do)


def account(place: Installation, source: Source, case: str, by: str) -> list[str]:
    """The accounting of disclosures of one case; that it was made is itself noted."""

    def do(connection: Connection, county: CountyId, actor: Actor) -> list[str]:
        note_act(connection, county, actor, "disclosures accounted", case, "")
        return [
            "\t".join(
                (
                    f"{one.at.astimezone(UTC):%Y-%m-%dT%H:%MZ}",
                    one.section.value,
                    str(one.records),
                    one.owner,
                    f"{one.shown_to}, {one.agency}",
                    one.basis.value,
                    one.purpose,
                    one.sha256,
                )
            )
            for one in account_for(connection, county, CaseId(case))
        ]

    return perform(place, source, by, do)


def _read_scope(connection: Connection, county: CountyId, scope: Scope) -> dict[str, Any]:
    return {
        "case": scope.case,
        "sections": scope.sections,
        "named": frozenset(find_hat(connection, county, one).id for one in scope.hats),
        "owners": frozenset(_find_agencies(connection, county, scope.owners)),
        "ends": None if scope.until is None else end_of_day(scope.until),
    }


def _find_agencies(
    connection: Connection, county: CountyId, names: Collection[str]
) -> list[AgencyId]:
    found = {name: find_agency(connection, county, name) for name in names}
    for name, agency in found.items():
        if agency is None:
            raise NotFound(f"No agency is called “{name}”.")
    return [one for one in found.values() if one is not None]


def make_ground(facts: Mapping[str, Any]) -> Ground:
    """A ground from its facts by field; refused in one sentence where one is missing."""
    try:
        return _GROUND.validate_python(dict(facts))
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])
        raise GroundRefused(
            f"The ground cannot be recorded: {where} is missing or wrong."
        ) from error


def _describe(one: Ground, now: datetime) -> str:
    ends = {one.end_at(hat, now) for hat in one.hats}
    until = "" if None in ends or not ends else max(end for end in ends if end).isoformat()
    told = one.reason if isinstance(one, BrokenGlass) else one.words
    return "\t".join(
        (
            one.id,
            one.case,
            one.basis.value,
            ",".join(sorted(one.sections)),
            ",".join(sorted(one.hats)),
            one.starts.astimezone(UTC).isoformat(),
            until,
            "" if one.revoked_at is None else one.revoked_at.astimezone(UTC).isoformat(),
            told,
        )
    )
