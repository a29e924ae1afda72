# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables of the cross-agency index and of possible duplicates, as the queries see them.

Invariants: `content` of entries, changes and uses is sealed; row-level security is forced on all of
them (`migrations/versions/m0022_index.py`); uses only grow.
"""

from sqlalchemy import BigInteger, Boolean, Column, DateTime, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from sync.server.tables import METADATA


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _content() -> Column[bytes]:
    return Column("content", LargeBinary, nullable=False)


index_standing = Table(
    "index_standing",
    METADATA,
    _key("county"),
    _text("definition"),
    Column("substance_use", Boolean, nullable=False),
    _moment("defined_at"),
    _moment("on_since", nullable=True),
)
index_designation = Table(
    "index_designation",
    METADATA,
    _key("county"),
    _key("id"),
    _text("hat"),
    _text("agency"),
    _text("director"),
    _moment("since"),
    _moment("until", nullable=True),
    _moment("revoked_at", nullable=True),
)
index_entry = Table(
    "index_entry",
    METADATA,
    _key("county"),
    _key("case_id"),
    _key("agency"),
    Column("version", BigInteger, nullable=False),
    _text("hat"),
    _moment("written_at"),
    _content(),
)
index_change = Table(
    "index_change",
    METADATA,
    _key("county"),
    _key("device"),
    _key("id"),
    _text("case_id"),
    _moment("received_at"),
    Column("version", BigInteger, nullable=True),
    _content(),
)
index_use = Table(
    "index_use",
    METADATA,
    _key("county"),
    _key("id"),
    _text("hat"),
    _text("device"),
    _moment("at"),
    _text("kind"),
    Column("asked_by", ARRAY(Text), nullable=False),
    Column("found", BigInteger, nullable=False),
    Column("refused", Boolean, nullable=False),
    Column("own_case", Boolean, nullable=False),
    _content(),
)
duplicate_decision = Table(
    "duplicate_decision",
    METADATA,
    _key("county"),
    _key("first_case"),
    _key("second_case"),
    _text("decision"),
    _moment("decided_at"),
    _text("decided_by"),
)
