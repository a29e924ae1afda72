# SPDX-License-Identifier: AGPL-3.0-or-later
"""The tables that say on which grounds agencies share, and what advocate organizations keep.

Invariants: as in `sync.server.tables`, which names them all.
"""

from sqlalchemy import BigInteger, Boolean, Column, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from sync.server.columns import METADATA, key, moment, words

RIGHTS_TABLES = ("ground", "team", "team_member", "disclosure")

ground = Table(
    "ground",
    METADATA,
    key("county"),
    key("id"),
    words("case_id"),
    words("basis"),
    words("team", nullable=True),
    Column("hats", ARRAY(Text), nullable=False),
    moment("recorded_at"),
    moment("ends", nullable=True),
    moment("revoked_at", nullable=True),
    Column("content", LargeBinary, nullable=False),
    words("recorded_by", nullable=True),
    words("told", nullable=True),
    moment("seen_at", nullable=True),
)
team = Table("team", METADATA, key("county"), key("id"), words("name"))
protocol_member = Table(
    "protocol_member",
    METADATA,
    key("county"),
    key("id"),
    words("name"),
    words("office"),
    words("agency_kind"),
    moment("since"),
    moment("ended_at", nullable=True),
)
team_member = Table(
    "team_member",
    METADATA,
    key("county"),
    key("team"),
    key("hat"),
    moment("joined_at"),
    moment("left_at", nullable=True),
    Column("trained", Boolean, nullable=False),
    moment("agreed_at", nullable=True),
    words("agreement"),
)
disclosure = Table(
    "disclosure",
    METADATA,
    key("county"),
    key("case_id"),
    key("section"),
    key("owner"),
    key("hat"),
    key("ground"),
    key("sha256"),
    words("basis"),
    Column("records", ARRAY(Text), nullable=False),
    moment("at"),
)
sharing_taken = Table(
    "sharing_taken",
    METADATA,
    key("county"),
    key("device"),
    key("id"),
    words("hat"),
    words("case_id"),
    moment("received_at"),
    moment("until", nullable=True),
    Column("content", LargeBinary, nullable=False),
)
roster_entry = Table(
    "roster_entry",
    METADATA,
    key("county"),
    key("agency"),
    Column("number", BigInteger, primary_key=True),
    words("text"),
    words("signature"),
)
wrapped_generation = Table(
    "wrapped_generation",
    METADATA,
    key("county"),
    key("agency"),
    key("device"),
    Column("generation", BigInteger, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
clearance = Table(
    "clearance",
    METADATA,
    key("county"),
    key("kind"),
    key("subject"),
    words("reference"),
    moment("recorded_at"),
    moment("revoked_at", nullable=True),
)
roster_candidate = Table(
    "roster_candidate",
    METADATA,
    key("county"),
    words("agency"),
    key("device"),
    words("hat"),
    words("member"),
)
