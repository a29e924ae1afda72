# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who did what, when, on which case: the log that CJIS Security Policy v5.8, 5.4.1 asks for.

An entry is one line of ten fields parted by tabs and ended by a newline, in this order:

    number  stamp  device  person  hat  event  case  record  outcome  previous

Number and stamp are decimal without leading zeros; the stamp counts hundredths of a second since
1970 UTC; ids are lower-case letters, digits and hyphens; event and outcome are the words below;
`previous` is the SHA-256, in hex, of the line before it, its newline included, or 64 zeros. No
field can hold a tab, a newline or a backslash, so one entry has one line, and every database can
write that line out by itself; a later form of the line would not begin with a digit.

Invariants:
- An entry names nobody and holds no content: only ids, and words of the lists below.
- The entries of one device are numbered 1, 2, 3 … without gaps, and no stamp is earlier than the
  one before it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from casework.errors import AuditBroken
from casework.ids import CaseId, DeviceId, HatId, PersonId, RecordId
from casework.operations import FIRST_PREVIOUS

NO_CASE = CaseId("")
NO_RECORD = RecordId("")
LONGEST_LINE = 400
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_HUNDREDTH = timedelta(milliseconds=10)


class AuditEvent(StrEnum):
    """What happened. Whether it was done, refused or failed is the outcome."""

    LOG_ON = "log-on"
    LOG_OFF = "log-off"
    ASKED_AGAIN = "passphrase-asked-again"
    ATTEMPTS_ALTERED = "log-on-attempts-altered"
    ENROLLED = "enrolled"
    CASE_READ = "case-read"
    RECORD_READ = "record-read"
    FILE_READ = "file-read"
    RECORD_CREATED = "record-created"
    RECORD_CHANGED = "record-changed"
    RECORD_SIGNED = "record-signed"
    CONFLICT_DECIDED = "conflict-decided"
    DRAFT_STARTED = "draft-started"
    PRINTED = "printed"
    EXPORTED = "exported"
    PERMISSION_CHANGED = "permission-changed"
    PASSPHRASE_CHANGED = "passphrase-changed"  # noqa: S105 - the name of an event
    SECURITY_KEY_CHANGED = "security-key-changed"
    STORE_KEY_CHANGED = "store-key-changed"
    COUNTY_RECOVERY = "county-recovery"
    TRIES_RELEASED = "tries-released"
    COUNTY_PUT_BACK = "county-put-back"
    POLICY_TAKEN = "policy-taken"
    LEASE_TAKEN = "lease-taken"
    LEASE_EXTENDED = "lease-extended"
    DEVICE_SUSPENDED = "device-suspended"
    WIPED = "wiped"
    SHARED = "shared"
    SHARING_ENDED = "sharing-ended"
    EMERGENCY_OPENED = "emergency-opened"
    EMERGENCY_REVIEWED = "emergency-reviewed"
    DISCLOSURES_READ = "disclosures-read"
    DISCLOSURES_PRINTED = "disclosures-printed"
    KEY_HOLDERS_CHANGED = "key-holders-changed"
    INDEX_ASKED = "index-asked"
    INDEX_ENTERED = "index-entered"
    INDEX_READ = "index-read"
    DUPLICATE_DECIDED = "duplicate-decided"
    LOG_READ = "log-read"
    LOG_REVIEWED = "log-reviewed"
    INBOX_READ = "refused-work-read"
    INBOX_DECIDED = "refused-work-decided"


class AuditOutcome(StrEnum):
    """How it ended."""

    OK = "ok"
    REFUSED = "refused"
    FAILED = "failed"


class AuditNote(NamedTuple):
    """What is to be logged, before it has its place in a chain.

    Attributes:
        record: of a review the week that was looked at, such as `2026-w48`.
    """

    event: AuditEvent
    case: CaseId = NO_CASE
    record: RecordId = NO_RECORD
    outcome: AuditOutcome = AuditOutcome.OK


class Actor(NamedTuple):
    """On which device, who, in which role."""

    device: DeviceId
    person: PersonId
    hat: HatId


class AuditHead(NamedTuple):
    """Where a chain ends.

    Attributes:
        number: of its last entry, which is how many it has.
        digest: the hash of that entry.
        stamp: when it was.
    """

    number: int = 0
    digest: str = FIRST_PREVIOUS
    stamp: int = 0


class AuditEntry(NamedTuple):
    """One line of the log.

    Attributes:
        stamp: hundredths of a second since 1970 UTC.
        previous: hash of the entry before it.
    """

    number: int
    stamp: int
    device: DeviceId
    person: PersonId
    hat: HatId
    event: AuditEvent
    case: CaseId
    record: RecordId
    outcome: AuditOutcome
    previous: str

    @property
    def at(self) -> datetime:
        """When, in UTC."""
        return from_stamp(self.stamp)

    def line(self) -> bytes:
        """The bytes that are hashed."""
        return ("\t".join(map(str, self)) + "\n").encode("ascii")

    def digest(self) -> str:
        """SHA-256 of the line, as lower-case hex."""
        return hashlib.sha256(self.line()).hexdigest()

    def head(self) -> AuditHead:
        """The chain's end, were this its last entry."""
        return AuditHead(self.number, self.digest(), self.stamp)


_EVENTS = {one.value: one for one in AuditEvent}
_OUTCOMES = {one.value: one for one in AuditOutcome}
_ID = "[0-9a-z-]{1,40}"
_LINE = re.compile(
    r"([1-9][0-9]{0,17})\t(0|[1-9][0-9]{0,17})"
    rf"\t({_ID})\t({_ID})\t({_ID})\t([a-z-]{{1,40}})"
    r"\t([0-9a-z-]{0,40})\t([0-9a-z-]{0,40})\t([a-z]{1,10})\t([0-9a-f]{64})\n"
)


def to_stamp(moment: datetime) -> int:
    """Whole hundredths of a second since 1970 UTC of an aware datetime."""
    return (moment - _EPOCH) // _HUNDREDTH


def from_stamp(stamp: int) -> datetime:
    """The moment of a stamp, in UTC."""
    return _EPOCH + stamp * _HUNDREDTH


def make_entry(head: AuditHead, actor: Actor, note: AuditNote, at: datetime) -> AuditEntry:
    """The entry that follows `head`; a clock that went back does not take the log back.

    Raises:
        AuditBroken: an id holds what no id holds.
    """
    entry = AuditEntry(
        number=head.number + 1,
        stamp=max(head.stamp, to_stamp(at)),
        device=actor.device,
        person=actor.person,
        hat=actor.hat,
        event=note.event,
        case=note.case,
        record=note.record,
        outcome=note.outcome,
        previous=head.digest,
    )
    return read_line("\t".join(map(str, entry)) + "\n")


def read_line(line: str) -> AuditEntry:
    """Read what `AuditEntry.line` wrote.

    Raises:
        AuditBroken: it is anything else.
    """
    found = _LINE.fullmatch(line) if len(line) <= LONGEST_LINE else None
    if found is None:
        raise AuditBroken("A line of the log is not in the log's form.")
    number, stamp, device, person, hat, event, case, record, outcome, previous = found.groups()
    try:
        return AuditEntry(
            int(number),
            int(stamp),
            DeviceId(device),
            PersonId(person),
            HatId(hat),
            _EVENTS[event],
            CaseId(case),
            RecordId(record),
            _OUTCOMES[outcome],
            previous,
        )
    except KeyError as error:
        raise AuditBroken(f"A line of the log holds a word it does not know: {error}.") from error


def check_follows(head: AuditHead, entry: AuditEntry) -> None:
    """Check that an entry is the next of its chain.

    Raises:
        AuditBroken: it is not; says why.
    """
    if entry.number != head.number + 1:
        raise AuditBroken(
            f"The log of device {entry.device} goes from entry {head.number} to entry "
            f"{entry.number}."
        )
    if entry.previous != head.digest:
        raise AuditBroken(
            f"Entry {entry.number} of device {entry.device} does not follow the entry before it: "
            "one of the two was altered."
        )
    if entry.stamp < head.stamp:
        raise AuditBroken(
            f"Entry {entry.number} of device {entry.device} is earlier than the entry before it."
        )


def walk_chains(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The SHA-256 of each line, while every device's chain is followed from its first entry.

    Lines of several devices may be mixed; those of one device come in their order. What is read of
    a line is only what a chain needs, so that a million take seconds.

    Raises:
        AuditBroken: a chain does not hold; says at which entry.
    """
    chains: dict[bytes, tuple[int, int, bytes]] = {}
    first = (0, 0, FIRST_PREVIOUS.encode())
    sha256 = hashlib.sha256
    for line in lines:
        try:
            number_text, stamp_text, device, _ = line.split(b"\t", 3)
            number, stamp = int(number_text), int(stamp_text)
        except ValueError as error:
            raise AuditBroken("A line of the log is not in the log's form.") from error
        count, earlier, digest = chains.get(device, first)
        if number != count + 1 or stamp < earlier or line[-65:-1] != digest:
            entry = read_line(line.decode("ascii", "replace"))
            check_follows(AuditHead(count, digest.decode(), earlier), entry)
        hashed = sha256(line)
        chains[device] = (number, stamp, hashed.hexdigest().encode())
        yield hashed.digest()
