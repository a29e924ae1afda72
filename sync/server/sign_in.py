# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who sits at a laptop that joins: the county's OpenID Connect provider says so.

A county without a provider asks for none; the supervisor who compares the digits sees the person.

Invariants: a token counts only when the provider named by the administrator signed it, for this
program, for this one laptop's enrolment and not longer ago than it says; of it nothing is kept but
the name by which the person is known. A provider that does not answer lets nobody in.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import httpx
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter
from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId, PersonId
from sync.server.errors import RequestRefused, SignInRefused
from sync.server.tables import county, sign_in_name
from sync.wire.messages import ProblemCode
from sync.wire.sign_in import SignInAsked

ALGORITHMS = ["RS256", "PS256", "ES256", "ES384", "EdDSA"]
DISCOVERY = "/.well-known/openid-configuration"
LEEWAY_SECONDS = 120
MOST_BYTES = 262_144
TIMEOUT_SECONDS = 10.0
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

Fetch = Callable[[str], bytes]
_KEYS: TypeAdapter[Any] = TypeAdapter(dict[str, Any])


class SignIn(BaseModel):
    """The county's provider.

    Attributes:
        issuer: `https://…`, as its tokens name it.
        client_id: what Fieldfare is called there.
        client_secret: where the provider insists on one; every laptop that joins is told it.
        claim: which claim names a person, such as `email` or `sub`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    issuer: str = Field(min_length=8, max_length=500)
    client_id: str = Field(min_length=1, max_length=200)
    client_secret: str = Field(default="", max_length=500)
    claim: str = Field(default="email", min_length=1, max_length=60)

    @property
    def asked(self) -> SignInAsked:
        """What a laptop is told."""
        return SignInAsked(
            issuer=self.issuer, client_id=self.client_id, client_secret=self.client_secret
        )


class _Discovery(BaseModel):
    model_config = ConfigDict(extra="ignore")

    issuer: str
    jwks_uri: str


def read_sign_in(connection: Connection, county_id: CountyId) -> SignIn | None:
    """The county's provider, or None where it asks for no sign-in."""
    query = select(county.c.sign_in).where(county.c.county == county_id)
    text = connection.execute(query).scalar_one()
    return None if text is None else SignIn.model_validate_json(text)


def write_sign_in(connection: Connection, county_id: CountyId, sign_in: SignIn | None) -> None:
    """Ask for this sign-in from now on. Needs administration.

    Raises:
        SignInRefused: its address is not one that can be trusted.
    """
    if sign_in is not None:
        require_address(sign_in.issuer)
    text = None if sign_in is None else sign_in.model_dump_json()
    connection.execute(update(county).where(county.c.county == county_id).values(sign_in=text))


def name_person(connection: Connection, county_id: CountyId, person: PersonId, name: str) -> None:
    """Say by which name the provider knows a person; an empty one forgets it.

    Needs administration.

    Raises:
        SignInRefused: it is somebody else's.
    """
    known = _tidy(name)
    mine = (sign_in_name.c.county == county_id) & (sign_in_name.c.person == person)
    if not known:
        connection.execute(delete(sign_in_name).where(mine))
        return
    if find_person(connection, county_id, known) not in (None, person):
        raise SignInRefused(f"{name} is another person's; a name belongs to one person.")
    row = {"county": county_id, "person": person, "name": known}
    connection.execute(
        insert(sign_in_name)
        .values(row)
        .on_conflict_do_update(index_elements=["county", "person"], set_={"name": known})
    )


def find_person(connection: Connection, county_id: CountyId, name: str) -> PersonId | None:
    """Who is known by this name at the provider. Needs administration."""
    query = select(sign_in_name.c.person).where(
        sign_in_name.c.county == county_id, sign_in_name.c.name == _tidy(name)
    )
    found = connection.execute(query).scalar_one_or_none()
    return None if found is None else PersonId(found)


def is_known_as(connection: Connection, county_id: CountyId, person: PersonId, name: str) -> bool:
    """Whether the provider knows this person by that name; each may ask about themselves."""
    query = select(sign_in_name.c.name).where(
        sign_in_name.c.county == county_id, sign_in_name.c.person == person
    )
    return connection.execute(query).scalar_one_or_none() == _tidy(name)


def require_address(address: str) -> None:
    """Refuse an address whose answers anybody on the way could write.

    Raises:
        SignInRefused: it is not HTTPS, and not this computer itself.
    """
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise SignInRefused(f"{address} is not an address; give https://…") from error
    is_local = url.scheme == "http" and url.host in _LOOPBACK
    if not is_local and (url.scheme != "https" or not url.host):
        raise SignInRefused(f"The provider's address must begin with https://, not {address}.")


def fetch(address: str) -> bytes:
    """What a provider answers, up to a cap.

    Raises:
        httpx.HTTPError: it does not.
    """
    with httpx.stream("GET", address, timeout=TIMEOUT_SECONDS, follow_redirects=False) as answer:
        answer.raise_for_status()
        parts, size = [], 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > MOST_BYTES:
                raise httpx.DecodingError("more than a provider has to say")
            parts.append(part)
    return b"".join(parts)


def read_token(
    sign_in: SignIn, nonce: str, token: str, now: datetime, fetching: Fetch = fetch
) -> str:
    """The name of who signed in.

    Args:
        nonce: what the provider had to sign.

    Raises:
        RequestRefused: the token is not this provider's word for this laptop, or the provider does
            not answer.
    """
    try:
        keys = fetch_keys(sign_in, fetching)
    except (httpx.HTTPError, ValueError) as error:
        raise RequestRefused(
            ProblemCode.BUSY,
            "The county could not ask where you signed in; try again in a while.",
        ) from error
    try:
        claims = jwt.decode(token, keys, algorithms=ALGORITHMS).claims
        jwt.JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY_SECONDS,
            iss={"essential": True, "value": sign_in.issuer},
            aud={"essential": True, "value": sign_in.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ).validate(claims)
    except (JoseError, ValueError) as error:
        raise _not_signed_in(
            "The sign-in is not your county's word for this laptop; sign in once more."
        ) from error
    name = claims.get(sign_in.claim)
    if not isinstance(name, str) or claims.get("email_verified") is False:
        raise _not_signed_in(
            "The sign-in does not say who you are; your administrator has to look at its settings."
        )
    return name


def fetch_keys(sign_in: SignIn, fetching: Fetch = fetch) -> KeySet:
    """The keys with which a provider signs now.

    Raises:
        httpx.HTTPError: it does not answer.
        ValueError: it is no provider, or calls itself by another address.
    """
    try:
        found = _Discovery.model_validate_json(fetching(sign_in.issuer.rstrip("/") + DISCOVERY))
        require_address(found.jwks_uri)
        keys = KeySet.import_key_set(_KEYS.validate_json(fetching(found.jwks_uri)))
    except (JoseError, SignInRefused) as error:
        raise ValueError(str(error)) from error
    if found.issuer != sign_in.issuer:
        raise ValueError(f"The provider calls itself {found.issuer}, not {sign_in.issuer}.")
    return keys


def _not_signed_in(sentence: str) -> RequestRefused:
    return RequestRefused(ProblemCode.NOT_SIGNED_IN, sentence)


def _tidy(name: str) -> str:
    return name.strip().casefold()
