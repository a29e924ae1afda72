# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where people disagree about one field of one record: every value is kept, for good.

Invariants:
- A dispute holds every claim that was ever made in it, with who made it, when, and from which
  base; deciding adds who decided and when, and takes nothing away.
- Only a person closes one. Meanwhile the value shown is the more protective one where the field
  has an order of protection (`casework.protections`), and the earliest claim's elsewhere: it
  depends on the claims alone, not on the order in which they reached the county.
"""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, JsonValue

from casework.ids import HatId, OperationId, PersonId
from casework.protections import PROTECTIONS, Protection
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
