# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking in the logs of laptops, and showing supervisors what was done in their cases.

Invariants:
- An entry is taken once, where it follows the last one held of its laptop; nothing held is ever
  replaced. What does not fit is set aside with its bytes.
- Another entry under a number that is held, or one that does not follow by its hash, means that the
  laptop exists twice: it is set aside like one whose work forked. A gap means that the county lost
  something: the laptop is told from where to send again.
- Every entry is a leaf of the county's tree from the transaction on in which it was taken.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.dialects.postgresql import insert as insert_where_new

from casework.audit import AuditEntry, AuditHead, check_follows, from_stamp, read_line
from casework.errors import AuditBroken
from casework.ids import CaseId, CountyId, DeviceId, HatId
from casework.index_rules import is_part2
from casework.policy import AccessQuestion, Hat, decide, is_privileged
from casework.vocabulary import Action, LegalRole, Section
from sync.server.arrays import Numbers, Words
from sync.server.audit_tree import (
    append_leaves,
    hold_tree,
    show_consistency,
    show_inclusion,
    state_head,
)
from sync.server.devices import Device, lock_device
from sync.server.driver import ask_driver
from sync.server.errors import RequestRefused
from sync.server.memberships import read_memberships
from sync.server.people import list_hats, name_people
from sync.server.push import FORKED, mark_forked
from sync.server.succession import read_signing_key
from sync.server.tables import audit_entry, audit_quarantine
from sync.wire.audit import (
    AuditEntriesReply,
    AuditEntriesRequest,
    AuditReply,
    AuditRequest,
    AuditStanding,
    ChainHead,
    TreeHead,
    sign_chain_head,
)
from sync.wire.limits import LIMITS
from sync.wire.messages import Problem, ProblemCode

KeyOf = Callable[[str], Ed25519PrivateKey]

LINE_COLUMNS = (
    audit_entry.c.number,
    audit_entry.c.stamp,
    audit_entry.c.device,
    audit_entry.c.person,
    audit_entry.c.hat,
    audit_entry.c.event,
    audit_entry.c.case_id,
    audit_entry.c.record,
    audit_entry.c.outcome,
    audit_entry.c.previous,
)
"""The fields of a line, in its order."""

_KEEP = """
INSERT INTO audit_entry (county, position, number, stamp, device, person, hat, event, case_id,
    record, outcome, previous)
SELECT %(county)s, * FROM unnest(%(position)s, %(number)s, %(stamp)s, %(device)s, %(person)s,
    %(hat)s, %(event)s, %(case_id)s, %(record)s, %(outcome)s, %(previous)s)
"""
_WORDS = LINE_COLUMNS[2:]
_LAST = f"""
SELECT {", ".join(one.name for one in LINE_COLUMNS)} FROM audit_entry
WHERE county = %(county)s AND device = %(device)s ORDER BY number DESC LIMIT 1
"""  # noqa: S608 - constants of this module


class _Line(NamedTuple):
    """An entry and its hash, of the line as it came."""

    entry: AuditEntry
    digest: str


@dataclass
class _Sorted:
    """What a batch consists of."""

    head: AuditHead
    fresh: list[_Line] = field(default_factory=list)
    stray: list[_Line] = field(default_factory=list)
    forked: bool = False


def take_entries(
    connection: Connection,
    county_id: CountyId,
    sender: Device,
    worn: Hat,
    asked: AuditRequest,
    key_of: KeyOf,
    now: datetime,
) -> AuditReply | Problem:
    """Take in the next entries of a laptop's log.

    Args:
        worn: the hat of its wearer, whose acts alone are in it.

    Returns:
        Where its log ends now; or, when the laptop turns out to exist twice, the problem to answer
        with. Both are to be committed.

    Raises:
        RequestRefused: a line is none, or of another laptop.
        StartFailed: the county's signing key is not at hand; nothing was taken.
    """
    lines = _read(sender, worn, asked)
    sender = lock_device(connection, county_id, sender.id)
    head = _read_head(connection, county_id, sender.id)
    known = _read_known(connection, county_id, sender.id, head, lines)
    sorted_out = _sort(head, known, lines)
    if sender.forked_at is not None or sorted_out.forked:
        _set_aside(connection, county_id, sender.id, lines, known, now)
        mark_forked(connection, county_id, sender, now)
        return FORKED
    _set_aside(connection, county_id, sender.id, sorted_out.stray, known, now)
    tree = hold_tree(connection, county_id)
    leaves = [bytes.fromhex(one.digest) for one in sorted_out.fresh]
    positions = append_leaves(connection, county_id, tree, leaves)
    _keep(connection, county_id, [one.entry for one in sorted_out.fresh], positions)
    told = TreeHead(county=county_id, size=tree.size, root=tree.root().hex(), stated_at=now)
    key = key_of(read_signing_key(connection, county_id))
    position = positions[-1] if positions else None
    return _answer(connection, sender.id, sorted_out, told, asked.tree_size, key, position)


def _answer(
    connection: Connection,
    device_id: DeviceId,
    done: _Sorted,
    tree: TreeHead,
    kept_size: int,
    key: Ed25519PrivateKey,
    position: int | None,
) -> AuditReply:
    """What a laptop is told; `position` is where the last entry lies that was just taken."""
    county_id, head = tree.county, done.head
    chain = ChainHead(
        county=county_id,
        device=device_id,
        number=head.number,
        digest=head.digest,
        stated_at=tree.stated_at,
    )
    if position is None:
        position = _position_of(connection, county_id, device_id, head.number)
    return AuditReply(
        standing=AuditStanding.GAP if done.stray else AuditStanding.TAKEN,
        number=head.number,
        digest=head.digest,
        chain=sign_chain_head(chain, key),
        tree=state_head(connection, tree, key),
        position=position or 0,
        inclusion=()
        if position is None
        else show_inclusion(connection, county_id, position, tree.size),
        consistency=show_consistency(connection, county_id, kept_size, tree.size),
    )


def list_entries(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    asked: AuditEntriesRequest,
    now: datetime,
) -> AuditEntriesReply:
    """What was done in the cases a supervisor may see, the newest first.

    What people of a treatment program or of an advocate organization do is shown to their own
    supervisors: that they write in a case tells of treatment, or that there are notes.

    Raises:
        RequestRefused: the hat is no supervisor's.
    """
    if hat.legal_role is not LegalRole.SUPERVISOR:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "Only a supervisor may read what others did in a case."
        )
    cases = _cases_in_sight(connection, county_id, hat, now)
    wanted = cases & {asked.case} if asked.case else cases
    rows = connection.execute(
        select(*LINE_COLUMNS)
        .where(
            audit_entry.c.county == county_id,
            audit_entry.c.case_id.in_(wanted),
            audit_entry.c.hat.not_in(_hats_kept_back(connection, county_id, hat)),
            audit_entry.c.stamp >= asked.since,
            audit_entry.c.stamp < asked.until,
        )
        .order_by(audit_entry.c.stamp.desc(), audit_entry.c.position.desc())
        .limit(LIMITS.audit_lines + 1)
    ).all()
    shown = [_entry(row) for row in rows[: LIMITS.audit_lines]]
    return AuditEntriesReply(
        lines=tuple(one.line().decode() for one in shown),
        people=name_people(connection, county_id, {one.person for one in shown}),
        more=len(rows) > len(shown),
    )


def _read(sender: Device, worn: Hat, asked: AuditRequest) -> list[_Line]:
    try:
        entries = [read_line(one) for one in asked.lines]
        from_stamp(max((one.stamp for one in entries), default=0))
    except (AuditBroken, OverflowError) as error:
        raise RequestRefused(
            ProblemCode.BAD_REQUEST, "An entry of the log is not in the log's form."
        ) from error
    whose = (sender.id, worn.id, worn.person)
    if any((one.device, one.hat, one.person) != whose for one in entries):
        raise RequestRefused(
            ProblemCode.BAD_REQUEST,
            "The log names another laptop, hat or person than the one it is of.",
        )
    digests = [hashlib.sha256(one.encode("ascii")).hexdigest() for one in asked.lines]
    return list(map(_Line, entries, digests))


def _hats_kept_back(connection: Connection, county_id: CountyId, reader: Hat) -> list[HatId]:
    return [
        one.id
        for one in list_hats(connection, county_id)
        if one.agency != reader.agency and (is_part2(one) or is_privileged(one))
    ]


def _entry(row: Sequence[Any]) -> AuditEntry:
    return AuditEntry._make(row)


def _sort(head: AuditHead, known: dict[int, str], lines: Sequence[_Line]) -> _Sorted:
    done = _Sorted(head)
    for line in lines:
        one, digest = line
        if one.number in known:
            done.forked = done.forked or known[one.number] != digest
            continue
        try:
            check_follows(done.head, one)
        except AuditBroken:
            # The next number, and yet not what follows: there is another history of this laptop.
            done.forked = done.forked or (not done.stray and one.number == done.head.number + 1)
            done.stray.append(line)
        else:
            done.head = AuditHead(one.number, digest, one.stamp)
            done.fresh.append(line)
            known[one.number] = digest
    return done


def _read_head(connection: Connection, county_id: CountyId, device_id: DeviceId) -> AuditHead:
    rows = ask_driver(connection, _LAST, {"county": county_id, "device": device_id})
    return _entry(rows[0]).head() if rows else AuditHead()


def _read_known(
    connection: Connection,
    county_id: CountyId,
    device_id: DeviceId,
    head: AuditHead,
    lines: Sequence[_Line],
) -> dict[int, str]:
    """Hashes of what is held already under the numbers of some lines."""
    numbers = [one.entry.number for one in lines if one.entry.number <= head.number]
    if not numbers:
        return {}
    rows = connection.execute(
        select(*LINE_COLUMNS).where(
            audit_entry.c.county == county_id,
            audit_entry.c.device == device_id,
            audit_entry.c.number.in_(numbers),
        )
    )
    return {row.number: _entry(row).digest() for row in rows}


def _keep(
    connection: Connection, county_id: CountyId, entries: Sequence[AuditEntry], positions: range
) -> None:
    if not entries:
        return
    told: dict[str, object] = {"county": county_id, "position": Numbers.of(positions)}
    columns = zip(*entries, strict=True)
    told["number"], told["stamp"] = Numbers.of(next(columns)), Numbers.of(next(columns))
    told |= {one.name: Words.of(held) for one, held in zip(_WORDS, columns, strict=True)}
    ask_driver(connection, _KEEP, told)


def _set_aside(
    connection: Connection,
    county_id: CountyId,
    device_id: DeviceId,
    lines: Sequence[_Line],
    known: dict[int, str],
    now: datetime,
) -> None:
    rows = [
        {
            "county": county_id,
            "device": device_id,
            "digest": digest,
            "number": one.number,
            "received_at": now,
            "line": one.line().decode(),
        }
        for one, digest in lines
        if known.get(one.number) != digest
    ]
    if rows:
        connection.execute(insert_where_new(audit_quarantine).on_conflict_do_nothing(), rows)


def _position_of(
    connection: Connection, county_id: CountyId, device_id: DeviceId, number: int
) -> int | None:
    found = connection.execute(
        select(audit_entry.c.position).where(
            audit_entry.c.county == county_id,
            audit_entry.c.device == device_id,
            audit_entry.c.number == number,
        )
    ).scalar()
    return None if found is None else int(found)


def _cases_in_sight(
    connection: Connection, county_id: CountyId, hat: Hat, now: datetime
) -> set[CaseId]:
    mine = read_memberships(connection, county_id, hat.id)
    return {
        one.case
        for one in mine
        if decide(
            AccessQuestion(
                hat=hat, case=one.case, section=Section.IDENTITY, action=Action.READ, at=now
            ),
            mine,
        ).allowed
    }
