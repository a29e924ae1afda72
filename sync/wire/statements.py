# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's signed word on an instrument: exactly what may be started, and until when.

Invariants: a statement covers every fact a laptop acts on, the county's id among them, so that no
server, mirror or old answer can pass off another form; a laptop takes a newer statement only.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import BaseModel, ConfigDict, Field

from casework.ids import CountyId
from sync.wire.county_word import sign_word, verify_word
from sync.wire.limits import LIMITS

PREFIX = b"fieldfare instrument statement 1\n"
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class InstrumentStanding(StrEnum):
    """Whether an instrument may be started; what is begun or signed stays either way."""

    PUBLISHED = "published"
    RETIRED = "retired"


class Statement(BaseModel):
    """What the county says of one version of an instrument.

    Attributes:
        sha256: of the instrument's content; the one thing that decides what it is.
        size: bytes of the packed content as it travels.
        until: last day on which it may be started, None for no end.
        published_at: when this version was first published.
        stated_at: a later statement replaces an earlier one.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    county: CountyId
    form_id: Annotated[str, Field(min_length=1, max_length=300)]
    version: Annotated[str, Field(min_length=1, max_length=300)]
    sha256: Sha256
    size: Annotated[int, Field(ge=1, le=LIMITS.instrument.packed)]
    standing: InstrumentStanding
    until: date | None = None
    published_at: datetime
    stated_at: datetime


class SignedStatement(BaseModel):
    """A statement with the county's signature, base64url without padding."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    statement: Statement
    signature: Annotated[str, Field(max_length=100)]

    def verify(self, signing_key: str) -> None:
        """Check the signature.

        Raises:
            SignatureInvalid: it is not that key's, or the key is none.
        """
        sentence = (
            f"The county's signature of {self.statement.form_id} {self.statement.version} is not "
            "genuine."
        )
        verify_word(PREFIX, self.statement, self.signature, signing_key, sentence)


def sign_statement(statement: Statement, key: Ed25519PrivateKey) -> SignedStatement:
    """Put the county's word under a statement."""
    return SignedStatement(statement=statement, signature=sign_word(PREFIX, statement, key))
