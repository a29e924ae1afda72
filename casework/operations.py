# SPDX-License-Identifier: AGPL-3.0-or-later
"""Operations: what a worker did, in the form in which it travels and is judged.

Invariants:
- An operation is never changed once made; its hash covers every field, in canonical JSON
  (RFC 8785).
- Operations of one device are numbered 1, 2, 3 … and each carries the hash of the one before,
  so that a copied laptop shows itself.
- `base` names, for each touched field, the version the author had seen (0 for none).
- Work of a newer program has the same hash for whoever has no words for it, so that the chain
  goes on after it.
"""

import hashlib
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from casework.canonical import to_canonical
from casework.ids import CaseId, DeviceId, HatId, OperationId, PersonId, RecordId
from casework.reasons import Reason
from casework.vocabulary import RecordKind, Section

FIRST_PREVIOUS = "0" * 64

Version = Annotated[int, Field(ge=0)]
FieldName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,63}$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class _Work(BaseModel):
    """Whose it is and of what, which every program can read.

    Attributes:
        counter: this device's running number, from 1.
    """

    id: OperationId
    device: DeviceId
    counter: int = Field(ge=1)
    author: PersonId
    hat: HatId
    case: CaseId
    record: RecordId


class Operation(_Work):
    """One unit of work on one record.

    Attributes:
        fields: new values by field name; JSON values without floating point numbers.
        base: version seen of each touched field; same keys as `fields`.
        decides: fields whose dispute the author decides; a decision is an operation of its own.
        at: hybrid time as text (casework.clock.HybridTime.encode).
        previous: hash of this device's operation before it, or 64 zeros for the first.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: RecordKind
    section: Section
    fields: dict[FieldName, JsonValue] = Field(min_length=1)
    base: dict[FieldName, Version]
    at: str
    previous: Digest
    decides: tuple[FieldName, ...] = ()

    def canonical(self) -> bytes:
        """The canonical JSON of the whole operation.

        What it did not have before decisions came is left out where it is empty, so that work made
        by an older program keeps its hash.
        """
        told: dict[str, object] = {
            "at": self.at,
            "author": self.author,
            "base": self.base,
            "case": self.case,
            "counter": self.counter,
            "device": self.device,
            "fields": self.fields,
            "hat": self.hat,
            "id": self.id,
            "kind": self.kind.value,
            "previous": self.previous,
            "record": self.record,
            "section": self.section.value,
        }
        if self.decides:
            told["decides"] = self.decides
        return to_canonical(told)

    def digest(self) -> str:
        """SHA-256 of the canonical JSON of the whole operation, as lower-case hex."""
        return hashlib.sha256(self.canonical()).hexdigest()


class NewerWork(_Work):
    """Work of a kind, in a section or with a part that this program has no word for.

    It is read as far as its place in the chain; all else is kept as it came, under names that
    nobody here knows.
    """

    model_config = ConfigDict(frozen=True, extra="allow")

    kind: str
    section: str
    previous: Digest

    def canonical(self) -> bytes:
        """The canonical JSON, as its author's program makes it.

        What an operation did not have from the first is left out where it is empty.
        """
        told = self.model_dump(mode="json")
        return to_canonical(
            {name: one for name, one in told.items() if name in _FROM_THE_FIRST or one}
        )


_FROM_THE_FIRST = frozenset(
    name for name, one in Operation.model_fields.items() if one.is_required()
)

Sent = Operation | NewerWork


def read_sent(text: bytes) -> Sent:
    """Work as it was sent, also where this program has no words for it.

    Raises:
        ValidationError: it is neither.
    """
    try:
        return Operation.model_validate_json(text)
    except ValidationError:
        return NewerWork.model_validate_json(text)


class Outcome(StrEnum):
    """What the server did with one operation."""

    APPLIED = "applied"
    PARALLEL = "parallel"
    CONFLICT = "conflict"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


class OperationResult(BaseModel):
    """The server's answer to one operation.

    Attributes:
        version: the county version the record reached; None when refused.
        reason: always present when refused or in conflict.
    """

    model_config = ConfigDict(frozen=True)

    id: OperationId
    counter: int
    outcome: Outcome
    version: int | None = None
    reason: Reason | None = None

    @property
    def was_taken(self) -> bool:
        """True when the server holds the work as part of the record."""
        return self.outcome is not Outcome.REFUSED
