# SPDX-License-Identifier: AGPL-3.0-or-later
"""Why something is allowed or refused, in words a worker understands.

A reason is a code, an English template and its parameters. Screens translate the template and
then fill it in; the server and the command line print `sentence`. A template never names a youth.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self

from pydantic import BaseModel, ConfigDict


class ReasonCode(StrEnum):
    """Machine-readable half of a reason; stable on the wire."""

    ASSIGNED = "assigned"
    NOT_ASSIGNED = "not_assigned"
    NOT_YET = "not_yet"
    ENDED = "ended"
    REVOKED = "revoked"
    SECTION_NOT_GRANTED = "section_not_granted"
    NO_CONTENT_ROLE = "no_content_role"
    SIGNED_IS_FINAL = "signed_is_final"
    SECTION_MISMATCH = "section_mismatch"
    OTHER_CASE = "other_case"
    BROKEN_CHAIN = "broken_chain"
    FORKED_DEVICE = "forked_device"
    UNKNOWN_CASE = "unknown_case"
    NOT_AUTHOR = "not_author"
    CHANGED_MEANWHILE = "changed_meanwhile"
    MALFORMED = "malformed"
    LEASE_OVER = "lease_over"


TEMPLATES: Mapping[ReasonCode, str] = {
    ReasonCode.ASSIGNED: "You are assigned to this case as {role}.",
    ReasonCode.NOT_ASSIGNED: "You are not assigned to this case; your supervisor can assign you.",
    ReasonCode.NOT_YET: "Your assignment to this case begins on {date}.",
    ReasonCode.ENDED: "Your assignment to this case ended on {date}; your supervisor can renew it.",
    ReasonCode.REVOKED: "Your assignment to this case was taken back on {date}; "
    "ask your supervisor if you still need it.",
    ReasonCode.SECTION_NOT_GRANTED: "Your assignment does not include this part of the case.",
    ReasonCode.NO_CONTENT_ROLE: "An administrator account may not see or change case content.",
    ReasonCode.SIGNED_IS_FINAL: "A signed record is never changed; add a correction instead.",
    ReasonCode.SECTION_MISMATCH: "This kind of record does not belong in that part of the case.",
    ReasonCode.OTHER_CASE: "This record belongs to another case.",
    ReasonCode.BROKEN_CHAIN: "This laptop's work no longer follows what it sent before; "
    "your administrator must look at the device.",
    ReasonCode.FORKED_DEVICE: "Two copies of this laptop have sent different work; "
    "your administrator must look at the device.",
    ReasonCode.UNKNOWN_CASE: "The county server does not know this case.",
    ReasonCode.NOT_AUTHOR: "This work names another person than the one this laptop belongs to.",
    ReasonCode.CHANGED_MEANWHILE: "Someone else changed the same part meanwhile; the county keeps "
    "both versions until a person decides.",
    ReasonCode.LEASE_OVER: "This laptop's authorization has ended; connect to the county, or call "
    "the duty officer.",
    ReasonCode.MALFORMED: "The work could not be read: {detail}.",
}


class Reason(BaseModel):
    """One reason.

    Attributes:
        code: stable code.
        parameters: what fills the template's braces, already as text.
    """

    model_config = ConfigDict(frozen=True)

    code: ReasonCode
    parameters: dict[str, str] = {}

    @classmethod
    def of(cls, code: ReasonCode, **parameters: str) -> Self:
        """Build a reason from keyword parameters."""
        return cls(code=code, parameters=parameters)

    @property
    def template(self) -> str:
        """The English sentence with its braces, the source text of translations."""
        return TEMPLATES[self.code]

    @property
    def sentence(self) -> str:
        """The English sentence, filled in."""
        return self.template.format_map(self.parameters)
