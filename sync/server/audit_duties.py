# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator does with the log: verify it, and read it in plain words.

Reading it is itself an act that is logged, before anything of it is shown. No line names a youth.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Connection, or_, select

from casework.audit import AuditEvent, AuditOutcome, from_stamp, to_stamp
from casework.errors import AuditBroken
from casework.ids import CountyId, PersonId
from sync.server.audit import Actor, note_act
from sync.server.audit_check import check_audit
from sync.server.errors import LogBroken
from sync.server.installation import Installation, find_county
from sync.server.people import find_hat, name_people
from sync.server.sources import Source
from sync.server.tables import audit, audit_entry

IN_WORDS = {
    AuditEvent.LOG_ON: "logged on",
    AuditEvent.LOG_OFF: "logged off or locked",
    AuditEvent.ASKED_AGAIN: "was asked for the passphrase again",
    AuditEvent.ATTEMPTS_ALTERED: "list of failed log-ons was tampered with",
    AuditEvent.ENROLLED: "set the laptop up",
    AuditEvent.CASE_READ: "opened the case",
    AuditEvent.RECORD_READ: "read a record",
    AuditEvent.FILE_READ: "opened a file",
    AuditEvent.RECORD_CREATED: "wrote a record",
    AuditEvent.RECORD_CHANGED: "changed a record",
    AuditEvent.RECORD_SIGNED: "signed a screening",
    AuditEvent.CONFLICT_DECIDED: "decided what people disagreed about",
    AuditEvent.DRAFT_STARTED: "began a screening",
    AuditEvent.PRINTED: "printed a record",
    AuditEvent.EXPORTED: "saved a copy of a record elsewhere",
    AuditEvent.COUNTY_PUT_BACK: "heard that the county was put back from a backup",
    AuditEvent.PERMISSION_CHANGED: "rights changed",
    AuditEvent.PASSPHRASE_CHANGED: "changed the passphrase",
    AuditEvent.SECURITY_KEY_CHANGED: "changed the security key",
    AuditEvent.STORE_KEY_CHANGED: "changed the store's key",
    AuditEvent.COUNTY_RECOVERY: "vault was opened with the county's key",
    AuditEvent.TRIES_RELEASED: "was released after wrong passphrases",
    AuditEvent.POLICY_TAKEN: "took the county's policy over",
    AuditEvent.LEASE_TAKEN: "took a lease over",
    AuditEvent.LEASE_EXTENDED: "extended the lease by code",
    AuditEvent.DEVICE_SUSPENDED: "laptop was suspended",
    AuditEvent.WIPED: "laptop destroyed its keys",
    AuditEvent.SHARED: "recorded a ground for sharing",
    AuditEvent.SHARING_ENDED: "took back what was shared",
    AuditEvent.EMERGENCY_OPENED: "opened the case in an emergency",
    AuditEvent.EMERGENCY_REVIEWED: "reviewed an emergency access",
    AuditEvent.DISCLOSURES_READ: "read to whom the case was shown",
    AuditEvent.DISCLOSURES_PRINTED: "printed to whom the case was shown",
    AuditEvent.KEY_HOLDERS_CHANGED: "changed who holds the organization's keys",
    AuditEvent.INDEX_ASKED: "asked the cross-agency index",
    AuditEvent.INDEX_ENTERED: "entered the case into the cross-agency index",
    AuditEvent.INDEX_READ: "read an answer of the cross-agency index",
    AuditEvent.DUPLICATE_DECIDED: "decided about a possible duplicate",
    AuditEvent.LOG_READ: "read the log",
    AuditEvent.LOG_REVIEWED: "reviewed the week's log",
    AuditEvent.INBOX_READ: "read refused work",
    AuditEvent.INBOX_DECIDED: "decided about refused work",
}


@dataclass(frozen=True)
class Filters:
    """Which lines are wanted; empty and None for all.

    Attributes:
        person: hat id, or full name where there is one hat.
        week: the Monday it begins with (UTC).
    """

    case: str = ""
    person: str = ""
    week: date | None = None


def verify_audit(place: Installation, source: Source, by: str) -> list[str]:
    """Check the whole log; one line for each thing that was checked.

    Raises:
        LogBroken: it does not hold; says where.
    """
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            try:
                found = check_audit(connection, county)
            except AuditBroken as error:
                raise LogBroken(f"The log does not hold. {error}") from error
            actor = Actor(by, source.clock.now(), source.new_id())
            note_act(connection, county, actor, "log verified", found.root, "")
    chains = f"{found.entries} entries of {found.laptops} laptops and {found.acts} acts"
    return [
        f"The log holds: {chains} of administrators, each following the one before it.",
        f"The tree of all of them has the root {found.root}.",
        f"{found.heads} heads that the county signed stand in it, all genuine.",
        f"{found.set_aside} entries that did not fit are set aside.",
    ]


def list_audit(place: Installation, source: Source, wanted: Filters, by: str) -> list[str]:
    """One line for each entry, the oldest first: moment (UTC), who, what, case, how it ended.

    Raises:
        NotFound: nobody is called that.
    """
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            actor = Actor(by, source.clock.now(), source.new_id())
            asked = f"person {wanted.person}, week {wanted.week}"
            note_act(connection, county, actor, "log read", wanted.case, asked)
        with database.administer() as connection:
            lines = [
                *_list_entries(connection, county, wanted),
                *_list_acts(connection, county, wanted),
            ]
    return ["\t".join(fields) for _, *fields in sorted(lines)]


def _list_entries(
    connection: Connection, county_id: CountyId, wanted: Filters
) -> Iterator[tuple[datetime, str, str, str, str, str]]:
    columns = audit_entry.c
    query = select(audit_entry).where(columns.county == county_id)
    if wanted.case:
        query = query.where(columns.case_id == wanted.case)
    if wanted.person:
        person = find_hat(connection, county_id, wanted.person).person
        query = query.where(columns.person == person)
    if wanted.week is not None:
        since, until = _span(wanted.week)
        query = query.where(columns.stamp >= to_stamp(since), columns.stamp < to_stamp(until))
    rows = connection.execute(query.order_by(columns.stamp, columns.position)).all()
    names = name_people(connection, county_id, {PersonId(row.person) for row in rows})
    for row in rows:
        at, outcome = from_stamp(row.stamp), AuditOutcome(row.outcome)
        yield (
            at,
            _say_moment(at),
            names.get(PersonId(row.person), row.person),
            IN_WORDS[AuditEvent(row.event)],
            row.case_id,
            "done" if outcome is AuditOutcome.OK else outcome.value,
        )


def _list_acts(
    connection: Connection, county_id: CountyId, wanted: Filters
) -> Iterator[tuple[datetime, str, str, str, str, str]]:
    columns = audit.c
    query = select(audit).where(columns.county == county_id)
    if wanted.case:
        query = query.where(or_(columns.subject == wanted.case, columns.detail == wanted.case))
    if wanted.person:
        query = query.where(columns.actor == wanted.person)
    if wanted.week is not None:
        since, until = _span(wanted.week)
        query = query.where(columns.at >= since, columns.at < until)
    for row in connection.execute(query):
        said = " ".join(filter(None, (row.subject, row.detail)))
        yield row.at, _say_moment(row.at), row.actor, row.act, said, "done"


def _span(monday: date) -> tuple[datetime, datetime]:
    since = datetime(monday.year, monday.month, monday.day, tzinfo=UTC)
    return since, since + timedelta(days=7)


def _say_moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}.{at.microsecond // 10_000:02d}"
