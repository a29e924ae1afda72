# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where people disagree about one field of one record: every value is kept, for good.

Invariants:
- A dispute holds every claim that was ever made in it, with who made it, when, and from which
  base; deciding adds who decided and when, and takes nothing away.
- Only a person closes one. Meanwhile the value shown is the more protective one where the field
  has an order of protection, and the earliest claim's elsewhere: it depends on the claims alone,
  not on the order in which they reached the county.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple, Self

from pydantic import BaseModel, ConfigDict, JsonValue

from casework.ids import HatId, OperationId, PersonId
from casework.vocabulary import RecordKind


class Writer(BaseModel):
    """Who wrote a value, when, and having seen which version of it.

    Attributes:
        operation: the operation that wrote it; empty where the county wrote it itself.
        at: hybrid time text.
    """

    model_config = ConfigDict(frozen=True)

    operation: OperationId
    author: PersonId
    author_name: str
    hat: HatId
    at: str
    base: int = 0


class Claim(Writer):
    """One value somebody holds to be right.

    Attributes:
        decides: it was given as a decision and met another one.
    """

    value: JsonValue
    decides: bool = False

    @classmethod
    def by(cls, writer: Writer, value: JsonValue, *, decides: bool = False) -> Self:
        """What a writer holds."""
        return cls(**writer.model_dump(), value=value, decides=decides)


class Dispute(BaseModel):
    """Claims about one field.

    Attributes:
        claims: the earliest first.
        decided: who closed it and with which value, or None while it is open.
    """

    model_config = ConfigDict(frozen=True)

    field: str
    claims: tuple[Claim, ...]
    decided: Claim | None = None

    @property
    def is_open(self) -> bool:
        """True until a person has decided."""
        return self.decided is None

    def add(self, claim: Claim) -> Self:
        """With one more claim; the same operation claims once."""
        others = {one.operation: one for one in self.claims} | {claim.operation: claim}
        return self.model_copy(update={"claims": sort_claims(others.values())})


class Order(StrEnum):
    """How the more protective of two values is found."""

    LATER_DATE = "later date"
    RANKED = "ranked"
    NOT_SO = "not so"
    NO_END = "no end"
    EARLIER_DATE = "earlier date"


class Protection(NamedTuple):
    """What protects more in a field.

    Attributes:
        order: of `NO_END` an open end protects most, then the later date.
        ranks: for `RANKED`, the values from the least to the most protective.
    """

    order: Order
    ranks: tuple[str, ...] = ()

    def weight(self, value: JsonValue) -> tuple[int, str]:
        """Weighs a value; the heaviest protects most, what is not known weighs least."""
        if self.order is Order.NOT_SO:
            return (1 if value is False else 0 if value is None else -1), ""
        if self.order is Order.NO_END and value is None:
            return 1, ""
        if self.order is Order.EARLIER_DATE:
            return _weigh_early(value), ""
        if not isinstance(value, str):
            return -1, ""
        if self.order in (Order.LATER_DATE, Order.NO_END):
            return 0, value
        return (self.ranks.index(value), "") if value in self.ranks else (-1, value)


def _weigh_early(value: JsonValue) -> int:
    try:
        return date.max.toordinal() - date.fromisoformat(str(value)).toordinal()
    except ValueError:
        return -1


# A later birth date makes the youth younger: the law's protection of minors goes on for longer.
PROTECTIONS: Mapping[tuple[RecordKind, str], Protection] = {
    (RecordKind.YOUTH, "birth_date"): Protection(Order.LATER_DATE),
    (RecordKind.PERSON_AROUND, "contact_rule"): Protection(
        Order.RANKED, ("free", "ask_first", "no_contact")
    ),
    (RecordKind.SAFETY_FLAG, "until"): Protection(Order.LATER_DATE),
    # A warning that somebody says still stands goes on warning.
    (RecordKind.SAFETY_FLAG, "lifted_on"): Protection(Order.NO_END),
    (RecordKind.STATUS_ROW, "ended_on"): Protection(Order.NO_END),
    (RecordKind.STATUS_ROW, "type"): Protection(
        Order.RANKED,
        (
            "at_risk",
            "victim_before_fc",
            "victim_open_case_not_fc",
            "victim_during_fc",
            "victim_absent_from_placement",
        ),
    ),
    (RecordKind.ABSENCE, "located_is_approved"): Protection(Order.NOT_SO),
    (RecordKind.PLACEMENT, "court_approved"): Protection(Order.NOT_SO),
    # What calls for a report or a search is shown rather than an orderly end.
    (RecordKind.PLACEMENT, "end_reason"): Protection(
        Order.RANKED,
        ("planned", "home", "aged_out", "other", "provider_notice", "safety", "absent"),
    ),
    # A plan is looked at sooner, stays in use, leaves less paper and keeps the youth's secrets.
    (RecordKind.YOUTH_PLAN, "review_on"): Protection(Order.EARLIER_DATE),
    (RecordKind.YOUTH_PLAN, "ended_on"): Protection(Order.NO_END),
    (RecordKind.YOUTH_PLAN, "how_kept"): Protection(
        Order.RANKED, ("full", "wallet", "held_by_adult", "no_copy")
    ),
    (RecordKind.YOUTH_PLAN_PRIVATE, "youth_agreed_to_share"): Protection(Order.NOT_SO),
    (RecordKind.YOUTH_PLAN_PRIVATE, "ended_on"): Protection(Order.NO_END),
    (RecordKind.TEAM_PLAN, "review_on"): Protection(Order.EARLIER_DATE),
    (RecordKind.TEAM_PLAN, "ended_on"): Protection(Order.NO_END),
}


def sort_claims(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The earliest first; an order that does not depend on who came first."""
    return tuple(sorted(claims, key=lambda one: (one.at, one.operation)))


def value_meanwhile(
    kind: RecordKind,
    field: str,
    claims: Iterable[Claim],
    protections: Mapping[tuple[RecordKind, str], Protection] = PROTECTIONS,
) -> JsonValue:
    """What is shown while nobody has decided."""
    told = sort_claims(claims)
    protection = protections.get((kind, field))
    if protection is None:
        return told[0].value
    return max(told, key=lambda one: protection.weight(one.value)).value
