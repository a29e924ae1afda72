# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's papers on this laptop: lease, certificate, policy; and the lease made longer.

Invariants: papers come here checked, are logged and kept all or none; a code by phone works once,
and after five wrong ones its challenge is spent; the latest moment known never goes back but by the
county's own clock.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from casework.audit import AuditEvent, AuditNote
from casework.county_policy import CountyPolicy
from casework.emergencies import EmergencyTold
from casework.ids import CountyId, DeviceId
from casework.leases import Lease, LeaseStanding, judge_lease
from casework.phone_codes import find_extension, new_challenge
from storage.audit import TREE, actor_of, append_notes
from storage.database import Database
from storage.errors import StorageBug
from storage.marked import SEEN_EVERY, StoreMark
from storage.profiles import (
    CJI_DEVICE,
    CURSOR,
    POLICY,
    read_link,
    read_policy,
    read_profile,
    read_value,
    remove_value,
    write_value,
)
from storage.sent_work import ANEW
from storage.work import send_again

LEASE = "county.lease"
STATEMENTS = "county.papers"
CERTIFIED_UNTIL = "county.certified_until"
POLICY_STATED_AT = "county.policy_stated_at"
SEALING_KEY = "county.sealing_key"
BUNDLE_KEY = "county.bundle_key"
PHONE_SECRET = "county.phone_secret"  # noqa: S105 - the name of a value
ORDER = "county.order"
SUSPENDED = "county.suspended"
LATEST_SEEN = "clock.latest_seen"
EXTENSION = "lease.extension"
CHALLENGE = "lease.challenge"
CODES_TRIED = "lease.codes_tried"
CODES_ALLOWED = 5
EMERGENCIES = "county.emergencies"
_EMERGENCIES = TypeAdapter(tuple[EmergencyTold, ...])


@dataclass(frozen=True)
class CheckedPapers:
    """Papers that were found genuine.

    Attributes:
        certified_until: when the laptop's certificate ends.
        statements: all three with their signatures, JSON, as evidence.
        sealing_key: the county's public key for sealing, base64url, or empty.
    """

    lease: Lease
    policy: CountyPolicy
    policy_stated_at: datetime
    certified_until: datetime
    statements: str
    sealing_key: str


@dataclass(frozen=True)
class LaptopStanding:
    """How this laptop stands towards its county.

    Attributes:
        counter, head: its last operation, sent or not.
        unsent: operations the county has not answered.
        epoch: of the county's feed that is followed here; empty before the first.
    """

    county: CountyId
    device: DeviceId
    counter: int
    head: str
    unsent: int
    epoch: str = ""


@dataclass(frozen=True)
class _Facts:
    """The lease as long as it counts, and the latest moment known."""

    lease: Lease | None
    latest_seen: datetime | None


class CountyPapers:
    """The papers part of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database, mark: StoreMark) -> None:
        self._database = database
        self._mark = mark
        # Asked with every case that is shown; read again after each write here.
        self._facts: _Facts | None = None

    def standing(self) -> LaptopStanding:
        """What the county is told when papers are asked for.

        Raises:
            StorageBug: the laptop is not enrolled.
        """
        with self._database.read() as connection:
            profile, link = read_profile(connection), read_link(connection)
            place = read_value(connection, CURSOR) or ""
            count = connection.execute(
                "SELECT (SELECT count(*) FROM operations WHERE state = 'waiting')"
                " + (SELECT count(*) FROM index_work WHERE refused IS NULL)"
                " + (SELECT count(*) FROM sharing_work WHERE refused IS NULL)"
            )
            unsent = int(count.fetchone()[0])
        if profile is None:
            raise StorageBug("This laptop is not enrolled with a county yet; enrol it first.")
        return LaptopStanding(
            profile.county,
            profile.device,
            link.counter - 1,
            link.previous,
            unsent,
            place.removeprefix(ANEW).rpartition(".")[0],
        )

    def begin_anew(self, epoch: str, at: datetime) -> None:
        """Take the feed in anew, whole, and send again what the county may have lost.

        Its log begins anew with it: this laptop's own says so, and holds on to none it was shown.
        """
        with self._database.write() as connection:
            send_again(connection)
            write_value(connection, CURSOR, f"{ANEW}{epoch}.0")
            remove_value(connection, TREE)
            note = AuditNote(AuditEvent.COUNTY_PUT_BACK)
            append_notes(connection, actor_of(read_profile(connection)), [note], at)
        self._database.checkpoint()

    def lease(self) -> Lease | None:
        """The lease held, or None before the first."""
        with self._database.read() as connection:
            text = read_value(connection, LEASE)
        return None if text is None else Lease.model_validate_json(text)

    def policy(self) -> CountyPolicy:
        """The county's decisions; the default before it said any."""
        with self._database.read() as connection:
            return read_policy(connection)

    def note_emergencies(self, told: Sequence[EmergencyTold]) -> None:
        """Keep the emergency accesses that concern this worker, as the county told last."""
        if tuple(told) != self.emergencies():
            self._write({EMERGENCIES: _EMERGENCIES.dump_json(tuple(told)).decode()})

    def emergencies(self) -> tuple[EmergencyTold, ...]:
        """Those emergency accesses, the newest first."""
        with self._database.read() as connection:
            text = read_value(connection, EMERGENCIES)
        return () if text is None else _EMERGENCIES.validate_json(text)

    def is_cji_cleared(self) -> bool:
        """Whether this laptop may show criminal justice information, as the county told last."""
        with self._database.read() as connection:
            return bool(read_value(connection, CJI_DEVICE))

    def policy_stated_at(self) -> datetime | None:
        """When the county put its policy in force."""
        return self._moment(POLICY_STATED_AT)

    def certified_until(self) -> datetime | None:
        """When this laptop's certificate ends."""
        return self._moment(CERTIFIED_UNTIL)

    def sealing_key(self) -> str:
        """The county's public key for sealing, base64url; empty where it has none."""
        with self._database.read() as connection:
            return read_value(connection, SEALING_KEY) or ""

    def bundle_key(self) -> str:
        """The key the county opens sticks with, base64url; empty where it told none."""
        with self._database.read() as connection:
            return read_value(connection, BUNDLE_KEY) or ""

    def keep_bundle_key(self, key: str) -> None:
        """Keep it in place of the one before."""
        self._write({BUNDLE_KEY: key})

    def phone_secret(self) -> bytes | None:
        """The secret shared with the county for codes by phone."""
        with self._database.read() as connection:
            text = read_value(connection, PHONE_SECRET)
        return None if text is None else bytes.fromhex(text)

    def keep_phone_secret(self, secret: bytes) -> None:
        """Keep it, at enrolment."""
        self._write({PHONE_SECRET: secret.hex()})

    def take(self, papers: CheckedPapers) -> None:
        """Keep new papers in place of the ones before; an extension by phone ends with them."""
        lease = papers.lease
        with self._database.write() as connection:
            notes = [AuditNote(AuditEvent.LEASE_TAKEN)]
            if read_policy(connection) != papers.policy:
                notes.append(AuditNote(AuditEvent.POLICY_TAKEN))
            append_notes(connection, actor_of(read_profile(connection)), notes, lease.issued_at)
            write_value(connection, LEASE, lease.model_dump_json())
            write_value(connection, POLICY, papers.policy.model_dump_json())
            write_value(connection, POLICY_STATED_AT, papers.policy_stated_at.isoformat())
            write_value(connection, CERTIFIED_UNTIL, papers.certified_until.isoformat())
            write_value(connection, STATEMENTS, papers.statements)
            write_value(connection, SEALING_KEY, papers.sealing_key)
            write_value(connection, LATEST_SEEN, lease.issued_at.isoformat())
            for name in (EXTENSION, CHALLENGE, CODES_TRIED, SUSPENDED):
                remove_value(connection, name)
        self._database.checkpoint()
        self._mark.note_lease(lease)
        self._facts = None

    def suspend(self, order: int, at: datetime) -> None:
        """Show nothing from now on, until new papers come.

        Args:
            order: number of the county's order.
        """
        with self._database.write() as connection:
            # A county restored from a backup may count lower; what was heard stays the highest.
            newest = max(order, int(read_value(connection, ORDER) or 0))
            write_value(connection, ORDER, str(newest))
            write_value(connection, SUSPENDED, at.isoformat())
        self._database.checkpoint()
        self._mark.note_order(newest)
        self._facts = None

    def order(self) -> int:
        """The number of the newest order that was heard; 0 before the first."""
        with self._database.read() as connection:
            return int(read_value(connection, ORDER) or 0)

    def suspended_at(self) -> datetime | None:
        """When the county's order to show nothing was heard; None when there is none."""
        return self._moment(SUSPENDED)

    # The lease by the clock

    def judge(self, now: datetime) -> LeaseStanding | None:
        """Where the lease stands; None when there is none in force, which allows nothing."""
        facts = self._known()
        if facts.lease is None:
            return None
        return judge_lease(facts.lease, now, facts.latest_seen or now)

    def see(self, now: datetime) -> None:
        """Remember the latest moment, so that the clock cannot be set back unnoticed."""
        latest = self._known().latest_seen
        if latest is None or now - latest >= SEEN_EVERY:
            self._write({LATEST_SEEN: now.isoformat()})
            self._mark.note_moment(now)

    # A lease made longer by phone

    def challenge(self, random: Callable[[int], bytes]) -> str:
        """What the worker reads to the duty officer; the same until it was used or spent."""
        with self._database.read() as connection:
            held = read_value(connection, CHALLENGE)
        if held is None:
            held = new_challenge(random)
            self._write({CHALLENGE: held, CODES_TRIED: "0"})
        return held

    def extend(self, typed: str, now: datetime) -> datetime | None:
        """Make the lease longer when the code is the county's; until when, or None."""
        secret = self.phone_secret()
        with self._database.write() as connection:
            challenge = read_value(connection, CHALLENGE)
            if challenge is None or secret is None:
                return None
            at = max(now, self._known().latest_seen or now)
            until = find_extension(secret, challenge, typed, at)
            if until is None:
                _count_wrong(connection)
                return None
            note = AuditNote(AuditEvent.LEASE_EXTENDED)
            append_notes(connection, actor_of(read_profile(connection)), [note], at)
            write_value(connection, EXTENSION, until.isoformat())
            remove_value(connection, CHALLENGE)
        self._database.checkpoint()
        self._facts = None
        return until

    def _known(self) -> _Facts:
        if self._facts is None:
            lease, longer = self.lease(), self._moment(EXTENSION)
            if self.suspended_at() is not None:
                lease = None
            if lease is not None and longer is not None and longer > lease.not_after:
                lease = lease.model_copy(update={"not_after": longer})
            seen = [one for one in (self._moment(LATEST_SEEN), self._mark.latest_seen) if one]
            self._facts = _Facts(lease, max(seen, default=None))
        return self._facts

    def _moment(self, name: str) -> datetime | None:
        with self._database.read() as connection:
            text = read_value(connection, name)
        return None if text is None else datetime.fromisoformat(text)

    def _write(self, values: dict[str, str]) -> None:
        with self._database.write(minor=True) as connection:
            for name, value in values.items():
                write_value(connection, name, value)
        self._database.checkpoint()
        self._facts = None


def _count_wrong(connection: Any) -> None:
    tried = int(read_value(connection, CODES_TRIED) or 0) + 1
    write_value(connection, CODES_TRIED, str(tried))
    if tried >= CODES_ALLOWED:
        remove_value(connection, CHALLENGE)


def forget_emergency(connection: Any, ground: str, *, reviewed: bool) -> None:
    """Take what the county has heard of off the list; its next papers tell the rest."""
    text = read_value(connection, EMERGENCIES)
    told = () if text is None else _EMERGENCIES.validate_json(text)
    done = {"to_review": False} if reviewed else {"seen": True}
    left = [one.model_copy(update=done) if one.ground == ground else one for one in told]
    kept = tuple(one for one in left if one.to_review or not one.seen)
    write_value(connection, EMERGENCIES, _EMERGENCIES.dump_json(kept).decode())
