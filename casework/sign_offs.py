# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures and approvals: who stands for a record, bound to the very version they saw.

Invariants:
- Two persons: whoever wrote any present value of a record never approves or returns it; a worker's
  signature is that of somebody who wrote it.
- A sign-off is a record of its own in the section of what it is about, and never changed. It counts
  for the version whose hash it carries: an edit afterwards makes it `changed since`.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pydantic import Field, JsonValue

from casework.canonical import to_canonical
from casework.disputes import Writer
from casework.hats import Hat
from casework.ids import AgencyId, PersonId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.record_parts import RecordView, Text, Word
from casework.vocabulary import LegalRole


class SignOffAct(Word):
    """What somebody did with a record they looked at."""

    SIGNED = "signed", "Signed"
    APPROVED = "approved", "Approved"
    RETURNED = "returned", "Returned"


class SignOff(RecordView):
    """One person's word on one version of one record.

    Attributes:
        sha256: of the version that was seen (`digest_of`).
        seen: that version, so that a later one can be laid beside it; empty where the record is
            never changed.
        words: why it was returned; may stay empty otherwise.
    """

    about: RecordId
    act: SignOffAct
    words: Text = ""
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    seen: dict[str, JsonValue] = Field(default={})
    at: datetime

    def happened(self) -> datetime:
        return self.at

    def headline(self) -> tuple[str | Word, ...]:
        return (self.act, self.words)


class Signed(NamedTuple):
    """What of a record counts for who may sign or approve it.

    Attributes:
        agency: whose work it is; None where that is not known.
        people: everybody who wrote a present value of it.
    """

    agency: AgencyId | None
    people: frozenset[PersonId]

    @classmethod
    def of(
        cls, agency: AgencyId | None, author: PersonId, writers: Mapping[str, Writer]
    ) -> "Signed":
        """Of a record by its author and writers."""
        return cls(agency, frozenset({author, *(one.author for one in writers.values())}))


@dataclass(frozen=True, slots=True)
class MadeSignOff:
    """A sign-off with whose it is."""

    view: SignOff
    record: RecordId
    author: PersonId
    author_name: str

    @property
    def order(self) -> tuple[datetime, str]:
        """Earlier first; two of one moment always the same way."""
        return self.view.at, self.record


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a record stands with those who sign and approve it.

    Attributes:
        signature: of the present version, by somebody who wrote it.
        approval: of the present version.
        decision: the last approval or return, of whichever version.
        approved_before: the last approval of whichever version.
        is_present: `decision` is about the present version.
    """

    signature: MadeSignOff | None = None
    approval: MadeSignOff | None = None
    decision: MadeSignOff | None = None
    approved_before: MadeSignOff | None = None
    is_present: bool = False

    @property
    def is_returned(self) -> bool:
        """It was given back and not changed since."""
        decision = self.decision
        return (
            self.is_present and decision is not None and (decision.view.act is SignOffAct.RETURNED)
        )

    @property
    def is_changed_since_approval(self) -> bool:
        """Somebody approved an earlier version, nobody this one."""
        return self.approval is None and self.approved_before is not None


class Difference(NamedTuple):
    """One field that is not what it was when it was last approved."""

    field: str
    old: JsonValue
    new: JsonValue


def digest_of(fields: Mapping[str, JsonValue]) -> str:
    """The hash that binds a sign-off to one version of a record."""
    return hashlib.sha256(to_canonical(dict(fields))).hexdigest()


def find_sign_off_refusal(hat: Hat, act: SignOffAct, what: Signed | None) -> Reason | None:
    """Why a hat may not sign, approve or return a record; None where it may.

    That the hat may write in the record's section is asked of `casework.policy` beside this.
    """
    if what is None:
        return Reason.of(ReasonCode.NOTHING_TO_SIGN)
    wrote = hat.person in what.people
    if act is SignOffAct.SIGNED:
        return None if wrote else Reason.of(ReasonCode.SIGNS_OWN_ONLY)
    if hat.legal_role is not LegalRole.SUPERVISOR or hat.agency != what.agency:
        return Reason.of(ReasonCode.SUPERVISOR_APPROVES)
    return Reason.of(ReasonCode.TWO_PERSONS) if wrote else None


def stand_of(fields: Mapping[str, JsonValue], made: Iterable[MadeSignOff]) -> Stand:
    """Where a record stands, from everything that was signed about it."""
    present = digest_of(fields)
    ordered = sorted(made, key=lambda one: one.order)
    signature = approval = decision = before = None
    for one in ordered:
        act, is_present = one.view.act, one.view.sha256 == present
        if act is SignOffAct.SIGNED:
            signature = one if is_present else signature
            continue
        decision = one
        if act is SignOffAct.APPROVED:
            before = one
        if is_present:
            approval = one if act is SignOffAct.APPROVED else None
    is_present = decision is not None and decision.view.sha256 == present
    return Stand(signature, approval, decision, before, is_present)


def differences(
    fields: Mapping[str, JsonValue], approved: MadeSignOff | None
) -> tuple[Difference, ...]:
    """What is different from the last approved version, field by field; nothing without one."""
    if approved is None or not approved.view.seen:
        return ()
    seen = approved.view.seen
    names = [*fields, *(one for one in seen if one not in fields)]
    return tuple(
        Difference(name, seen.get(name), fields.get(name))
        for name in names
        if seen.get(name) != fields.get(name)
    )
