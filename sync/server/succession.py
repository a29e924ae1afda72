# SPDX-License-Identifier: AGPL-3.0-or-later
"""Which key signs for the county, and how one gives way to the next.

Invariants: the county's row names the one key that signs and is locked by whoever signs or touches
the key's file; a key gives way once, under its own signature; from then on everything published
stands under the new key.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, insert, select, text, update

from casework.ids import CountyId
from sync.server.audit import note_act
from sync.server.errors import StartFailed
from sync.server.signing import Publisher
from sync.server.tables import county, instrument, succession
from sync.wire.limits import LIMITS
from sync.wire.signatures import encode_public_key, name_key
from sync.wire.statements import SignedStatement, sign_statement
from sync.wire.successions import SignedSuccession, sign_succession

_SIGNING_KEY = text("SELECT signing_key FROM county WHERE county = :county")


def lock_signing_key(connection: Connection, county_id: CountyId) -> str | None:
    """The public key the county's laptops know, None before the first; held until the end."""
    this = county.c.county == county_id
    kept = connection.execute(select(county.c.signing_key).where(this).with_for_update()).scalar()
    return None if kept is None else str(kept)


def find_signing_key(connection: Connection, county_id: CountyId) -> str | None:
    """The county's public signing key, None before the first."""
    key = connection.execute(_SIGNING_KEY, {"county": county_id}).scalar_one()
    return None if key is None else str(key)


def read_signing_key(connection: Connection, county_id: CountyId) -> str:
    """The county's public signing key.

    Raises:
        StartFailed: it has none yet.
    """
    key = find_signing_key(connection, county_id)
    if key is None:
        raise StartFailed("The county has no signing key yet; start its server once as the owner.")
    return key


def claim_key(connection: Connection, county_id: CountyId, key: Ed25519PrivateKey) -> None:
    """The first claim names the county's key; from then on no other signs.

    Raises:
        StartFailed: the key is not the one this county's laptops know.
    """
    mine = encode_public_key(key.public_key())
    kept = lock_signing_key(connection, county_id)
    if kept is None:
        _name_key(connection, county_id, mine)
    elif kept != mine:
        raise StartFailed(
            "The signing key in the data folder is not the one this county's laptops know; "
            "restore it from the backup, or give the right --data."
        )


def succeed(connection: Connection, publisher: Publisher, new: Ed25519PrivateKey) -> None:
    """Let the county's key name its successor, and sign everything published anew with that.

    Args:
        connection: one that publishes.

    Raises:
        StartFailed: the publisher's key is not the one this county's laptops know.
    """
    claim_key(connection, publisher.county, publisher.key)
    at = publisher.actor.at
    signed = sign_succession(publisher.county, publisher.key, new.public_key(), at)
    said = signed.succession
    connection.execute(
        insert(succession).values(
            county=publisher.county,
            old_key=said.old_key,
            new_key=said.new_key,
            stated_at=at,
            statement=signed.model_dump_json().encode(),
        )
    )
    _sign_anew(connection, publisher.county, new)
    _name_key(connection, publisher.county, said.new_key)
    old_name, new_name = (name_key(one.public_key()) for one in (publisher.key, new))
    note_act(connection, publisher.county, publisher.actor, "rotate key", old_name, new_name)


def list_successions(connection: Connection, county_id: CountyId) -> tuple[SignedSuccession, ...]:
    """Every succession, the newest first; no more than an answer carries."""
    rows = connection.execute(
        select(succession.c.statement)
        .where(succession.c.county == county_id)
        .order_by(succession.c.stated_at.desc())
        .limit(LIMITS.successions)
    )
    return tuple(SignedSuccession.model_validate_json(row.statement) for row in rows)


def _sign_anew(connection: Connection, county_id: CountyId, key: Ed25519PrivateKey) -> None:
    """The statements stay word for word; only whose signature stands under them changes."""
    columns = instrument.c
    rows = connection.execute(
        select(columns.form_id, columns.version, columns.statement).where(
            columns.county == county_id
        )
    ).all()
    for row in rows:
        held = SignedStatement.model_validate_json(row.statement)
        fresh = sign_statement(held.statement, key).model_dump_json().encode()
        connection.execute(
            update(instrument)
            .where(
                columns.county == county_id,
                columns.form_id == row.form_id,
                columns.version == row.version,
            )
            .values(statement=fresh)
        )


def _name_key(connection: Connection, county_id: CountyId, key: str) -> None:
    connection.execute(update(county).where(county.c.county == county_id).values(signing_key=key))
