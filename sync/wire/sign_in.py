# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in while a laptop joins: where, and what ties the provider's word to this one laptop.

The provider (OpenID Connect Core 1.0) puts the nonce it was given into the token it signs. The
nonce is worked out of the county's random value and the laptop's new key, so that a token that was
given for another laptop, or on another day, is not this one's.
"""

import base64
import hashlib
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

_LABEL = b"fieldfare sign-in 1"


class SignInAsked(BaseModel):
    """Where the person who sets a laptop up signs in.

    Attributes:
        issuer: address of the provider, as its tokens name it.
        client_id: as the provider knows Fieldfare; a public client (RFC 8252).
        client_secret: where a provider insists on one; on a laptop it is no secret.
    """

    model_config = ConfigDict(frozen=True)

    issuer: Annotated[str, Field(min_length=8, max_length=500)]
    client_id: Annotated[str, Field(min_length=1, max_length=200)]
    client_secret: Annotated[str, Field(max_length=500)] = ""


def work_out_nonce(nonce: str, public_key: str) -> str:
    """The nonce the provider is to sign.

    Args:
        nonce: the county's random value for this enrolment.
        public_key: the laptop's, as it was sent.
    """
    parts = (_LABEL, nonce.encode(), public_key.encode())
    digest = hashlib.sha256(b"\x00".join(parts)).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
