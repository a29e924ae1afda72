# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was on a lost laptop, until when it could be read, and what the law asks of the county then.

Civil Code 1798.29: residents are told without unreasonable delay when unencrypted data, or
encrypted data together with its key, was taken; whoever only keeps the data tells its owner at
once; more than 500 residents mean a copy to the Attorney General; the notice has a title and five
headings. Invariant: what the county does not know is said as unknown, never as harmless.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from casework.clock import county_day
from casework.ids import CaseId, CountyId, DeviceId
from casework.records import CaseRecord
from sync.server.cases import open_row
from sync.server.content_seals import case_key, open_seals
from sync.server.devices import Device, lock_device
from sync.server.orders import OrderStanding, list_orders
from sync.wire.orders import OrderKind

NOTICE_TITLE = "Notice of Data Breach"
NOTICE_HEADINGS = (
    "What Happened",
    "What Information Was Involved",
    "What We Are Doing",
    "What You Can Do",
    "For More Information",
)
ATTORNEY_GENERAL_ABOVE = 500

_HELD = text("""
SELECT m.case_id, m.sections, l.left_n, m.starts
FROM membership AS m
LEFT JOIN LATERAL (
    SELECT min(f.n) AS left_n FROM feed AS f
    WHERE f.county = m.county AND f.hat = m.hat AND f.case_id = m.case_id
      AND f.kind = 'leave' AND f.n > m.entered_n
) AS l ON true
WHERE m.county = :county AND m.hat = :hat AND m.entered_n <= :served
  AND (l.left_n IS NULL OR l.left_n > :applied)
ORDER BY m.case_id, m.entered_n
""")

_AGENCIES = text("""
SELECT DISTINCT a.name FROM hat AS h
JOIN agency AS a ON a.county = h.county AND a.id = h.agency
WHERE h.county = :county AND h.id = ANY(:hats)
ORDER BY a.name
""")

_RECORDS = text("""
SELECT id, case_id, version, content FROM record
WHERE county = :county AND case_id = ANY(:cases) AND section = ANY(:sections)
""")


@dataclass(frozen=True)
class HeldCase:
    """A case whose records were, or may have been, on a laptop.

    Attributes:
        sections: the parts that could be there.
        certain: False where the laptop was told that the case left and never said that it obeyed,
            or was sent the case and never said that it arrived.
    """

    case: CaseId
    sections: tuple[str, ...]
    certain: bool


@dataclass(frozen=True)
class LostLaptop:
    """What the county knows.

    Attributes:
        readable_until: when its own program stops showing anything; None when it never showed.
        owners: agencies that wrote what was on it.
    """

    device: Device
    cases: tuple[HeldCase, ...]
    owners: tuple[str, ...]
    readable_until: datetime | None
    order: OrderStanding | None

    @property
    def was_wiped(self) -> bool:
        """Whether the laptop said that it gave its keys up."""
        return (
            self.order is not None
            and self.order.kind is OrderKind.WIPE
            and self.order.done_at is not None
        )


def read_lost(connection: Connection, county_id: CountyId, device_id: DeviceId) -> LostLaptop:
    """What was on a laptop. Needs administration.

    Raises:
        NotFound: no laptop is called so.
    """
    held = lock_device(connection, county_id, device_id)
    scope = {
        "county": county_id,
        "hat": held.hat,
        "served": held.served_n,
        "applied": held.applied_n,
    }
    by_case: dict[CaseId, HeldCase] = {}
    for row in connection.execute(_HELD, scope):
        before = by_case.get(CaseId(row.case_id))
        sections = set(row.sections) | (set() if before is None else set(before.sections))
        certain = row.left_n is None or (before is not None and before.certain)
        case = CaseId(row.case_id)
        by_case[case] = HeldCase(case, tuple(sorted(sections)), certain)
    hats = _find_authors(connection, county_id, by_case)
    owners = connection.execute(_AGENCIES, {"county": county_id, "hats": hats}).scalars()
    orders = list_orders(connection, county_id, device_id)
    return LostLaptop(
        device=held,
        cases=tuple(by_case.values()),
        owners=tuple(owners),
        readable_until=held.lease_until,
        order=next((one for one in orders if one.lifted_at is None), None),
    )


def _find_authors(
    connection: Connection, county_id: CountyId, held: Mapping[CaseId, HeldCase]
) -> list[str]:
    """The hats whose records are in these cases; unsealed for it, except where a key is gone."""
    seals = open_seals(connection, county_id)
    seals.load(map(case_key, held))
    scope = {
        "county": county_id,
        "cases": [one for one in held if seals.has(case_key(one))],
        "sections": sorted({section for one in held.values() for section in one.sections}),
    }
    authors = set()
    for row in connection.execute(_RECORDS, scope):
        content = open_row(seals, row.case_id, row.id, row.version, row.content)
        authors.add(CaseRecord.model_validate_json(content).hat)
    return sorted(authors)


def describe_lost(lost: LostLaptop) -> list[str]:
    """What was on a laptop, one line for each case: id, parts, certain or possible; by tabs."""
    until = "never" if lost.readable_until is None else _moment(lost.readable_until)
    first = f"readable with the worker's passphrase until\t{until}"
    cases = (
        "\t".join((one.case, ",".join(one.sections), "certain" if one.certain else "possible"))
        for one in lost.cases
    )
    return [first, *cases]


def answer_breach(lost: LostLaptop, *, passphrase_exposed: bool | None, now: datetime) -> list[str]:
    """The questions of the law, each with what is known; then a draft of the notice.

    Args:
        passphrase_exposed: what the worker says; None when nobody knows.
    """
    count = len(lost.cases)
    told = {True: "yes", False: "no", None: "not known: ask the worker, treat it as yes"}
    notify = passphrase_exposed is not False and not lost.was_wiped and count > 0
    lines = [
        "Was the data encrypted?\tyes: AES-256 (FIPS 197), key derived with Argon2id",
        f"Was the key or passphrase taken with it?\t{told[passphrase_exposed]}",
        f"Were its keys given up by order?\t{_say_order(lost.order)}",
        f"How many residents?\t{count}",
        f"More than {ATTORNEY_GENERAL_ABOVE} (copy to the Attorney General)?\t"
        + ("yes" if count > ATTORNEY_GENERAL_ABOVE else "no"),
        "Owners to notify at once\t" + (", ".join(lost.owners) or "none"),
        "Do residents have to be told?\t"
        + ("yes, unless counsel finds otherwise" if notify else "by these facts no; ask counsel"),
    ]
    return [*lines, "", *_draft_notice(lost, now)]


def _draft_notice(lost: LostLaptop, now: datetime) -> list[str]:
    until = "an unknown moment" if lost.readable_until is None else _moment(lost.readable_until)
    contact = lost.device.last_contact
    seen = "never" if contact is None else _moment(contact)
    day = county_day(now).isoformat()
    ordered = lost.order is not None and lost.order.kind is OrderKind.WIPE
    order = "The county has ordered it to give up its keys. " if ordered else ""
    happened = f"A county laptop was reported lost or stolen on {day}. Its last contact: {seen}."
    doing = f"The data was encrypted. The laptop's own program shows nothing after {until}."
    bodies = (
        f"{happened} [Say how and when it was noticed.]",
        "Records about you that the agency kept to work with you: [kinds of record, no content].",
        f"{doing} {order}[Say what else was done.]",
        "[Say whom to call, and what a person can watch for; offer help in their language.]",
        "[Contact; toll-free numbers of the credit bureaus where the law asks for them.]",
    )
    drafted = [NOTICE_TITLE]
    for heading, body in zip(NOTICE_HEADINGS, bodies, strict=True):
        drafted += ["", heading, body]
    return drafted


def _say_order(order: OrderStanding | None) -> str:
    if order is None or order.kind is not OrderKind.WIPE:
        return "no order to wipe was given"
    if order.done_at is not None:
        return f"yes, the laptop said so on {_moment(order.done_at)}"
    return f"no: {order.state}"


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%MZ}"
