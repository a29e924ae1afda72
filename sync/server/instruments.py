# SPDX-License-Identifier: AGPL-3.0-or-later
"""Instruments of the county: published once under an id and version, retired, never altered.

Invariants: an id and version stands for one content for ever; every change is signed and leaves
an audit line in the same transaction; content leaves as it was packed, byte by byte.
"""

from collections.abc import Mapping
from datetime import date

import zstandard
from sqlalchemy import Connection, func, select, update
from sqlalchemy.dialects.postgresql import insert

from casework.ids import CountyId
from forms.pack import InstrumentPack
from sync.server.audit import note_act
from sync.server.errors import FormRefused, NotFound, RequestRefused
from sync.server.signing import Publisher
from sync.server.succession import claim_key
from sync.server.tables import county, instrument
from sync.wire.limits import LIMITS
from sync.wire.messages import InstrumentPart, InstrumentRequest, InstrumentsReply, ProblemCode
from sync.wire.statements import (
    InstrumentStanding,
    SignedStatement,
    Statement,
    sign_statement,
)

LEVEL = 19


def publish_pack(
    connection: Connection,
    publisher: Publisher,
    pack: InstrumentPack,
    until: date | None,
    known: Mapping[tuple[str, str], str],
) -> SignedStatement:
    """Put an instrument on record; the same content again renews it, e.g. with another `until`.

    Args:
        connection: one that publishes.
        known: hashes of what comes with the program, by id and version.

    Raises:
        FormRefused: it has no version, is too large, or its id and version stand for other content.
        StartFailed: the key is not the one this county's laptops know.
    """
    claim_key(connection, publisher.county, publisher.key)
    if not pack.version:
        raise FormRefused(
            f"The form {pack.form_id} has no version; give it one in its settings, so that what "
            "was asked can be told later."
        )
    held = _find(connection, publisher.county, pack.form_id, pack.version)
    taken = known.get((pack.form_id, pack.version), pack.sha256)
    if taken != pack.sha256 or (held is not None and held.statement.sha256 != pack.sha256):
        raise FormRefused(
            f"The form {pack.form_id} version {pack.version} is already known with other content; "
            "give the changed form a new version."
        )
    packed = zstandard.ZstdCompressor(level=LEVEL, write_content_size=True).compress(pack.content())
    if len(packed) > LIMITS.instrument.packed:
        raise FormRefused(
            f"The form {pack.form_id} is larger than {LIMITS.instrument.packed // 2**20} MB with "
            "its files; make pictures and lists smaller."
        )
    signed = _state(publisher, pack, len(packed), until, held)
    _write(connection, signed, next(iter(pack.title.values()), pack.form_id), packed)
    _note(connection, publisher, "publish", signed)
    return signed


def retire(
    connection: Connection, publisher: Publisher, form_id: str, version: str
) -> SignedStatement:
    """Let no new screening begin on a version; what is begun or signed stays.

    Raises:
        NotFound: it was never published.
    """
    claim_key(connection, publisher.county, publisher.key)
    held = _find(connection, publisher.county, form_id, version)
    if held is None:
        raise NotFound(
            f"The form {form_id} version {version} was not published; "
            "see `fieldfare-county form list`."
        )
    change = {"standing": InstrumentStanding.RETIRED, "stated_at": publisher.actor.at}
    signed = sign_statement(held.statement.model_copy(update=change), publisher.key)
    connection.execute(
        update(instrument)
        .where(
            instrument.c.county == publisher.county,
            instrument.c.form_id == form_id,
            instrument.c.version == version,
        )
        .values(standing=signed.statement.standing.value, statement=_as_bytes(signed))
    )
    _note(connection, publisher, "retire", signed)
    return signed


def list_statements(connection: Connection, county_id: CountyId) -> InstrumentsReply:
    """Everything published, with the key that signed it."""
    key = connection.execute(
        select(county.c.signing_key).where(county.c.county == county_id)
    ).scalar_one()
    rows = connection.execute(
        select(instrument.c.statement)
        .where(instrument.c.county == county_id)
        .order_by(instrument.c.form_id, instrument.c.version)
        .limit(LIMITS.instruments)
    )
    statements = tuple(SignedStatement.model_validate_json(row.statement) for row in rows)
    return InstrumentsReply(signing_key=key or "", instruments=statements)


def serve_part(
    connection: Connection, county_id: CountyId, asked: InstrumentRequest
) -> InstrumentPart:
    """Bytes of a packed instrument from an offset on.

    Raises:
        RequestRefused: there is no such instrument, or the offset lies past its end.
    """
    # PostgreSQL counts bytes from 1.
    part = func.substring(instrument.c.content, asked.offset + 1, LIMITS.instrument_part)
    found = connection.execute(
        select(part).where(instrument.c.county == county_id, instrument.c.sha256 == asked.sha256)
    ).scalar()
    if not found:
        raise RequestRefused(
            ProblemCode.INSTRUMENT_UNKNOWN, "The county has no such instrument; sync once more."
        )
    return InstrumentPart(sha256=asked.sha256, offset=asked.offset, content=bytes(found))


def _find(
    connection: Connection, county_id: CountyId, form_id: str, version: str
) -> SignedStatement | None:
    found = connection.execute(
        select(instrument.c.statement).where(
            instrument.c.county == county_id,
            instrument.c.form_id == form_id,
            instrument.c.version == version,
        )
    ).scalar()
    return None if found is None else SignedStatement.model_validate_json(found)


def _state(
    publisher: Publisher,
    pack: InstrumentPack,
    size: int,
    until: date | None,
    held: SignedStatement | None,
) -> SignedStatement:
    statement = Statement(
        county=publisher.county,
        form_id=pack.form_id,
        version=pack.version,
        sha256=pack.sha256,
        size=size if held is None else held.statement.size,
        standing=InstrumentStanding.PUBLISHED,
        until=until,
        published_at=publisher.actor.at if held is None else held.statement.published_at,
        stated_at=publisher.actor.at,
    )
    return sign_statement(statement, publisher.key)


def _write(connection: Connection, signed: SignedStatement, title: str, packed: bytes) -> None:
    said = signed.statement
    changing = {"standing": said.standing.value, "statement": _as_bytes(signed)}
    connection.execute(
        insert(instrument)
        .values(
            county=said.county,
            form_id=said.form_id,
            version=said.version,
            sha256=said.sha256,
            title=title,
            content=packed,
            **changing,
        )
        .on_conflict_do_update(index_elements=["county", "form_id", "version"], set_=changing)
    )


def _note(connection: Connection, publisher: Publisher, act: str, signed: SignedStatement) -> None:
    said = signed.statement
    subject = f"{said.form_id} {said.version}"
    note_act(connection, publisher.county, publisher.actor, act, subject, said.sha256)


def _as_bytes(signed: SignedStatement) -> bytes:
    return signed.model_dump_json().encode()
