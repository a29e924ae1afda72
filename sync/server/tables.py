# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's tables as the queries see them; `migrations/` is what makes them.

Invariants:
- Every table carries the county.
- Row-level security is forced on every table, also for its owner: without an identity the app role
  sees which county this is and which schema it has, and nothing else.
- `record`, `membership`, `operation`, `feed` and `quarantine` hold content or say who works with
  whom: a hat or device sees its own.
- `roster_entry` and `wrapped_generation` are what an advocate organization agrees on among its own
  laptops; the county passes them on and opens none.
- Every enrolled laptop reads `instrument` and `succession`, only publishing writes them;
  `succession` and `audit` only grow.
- `audit_entry` holds the log of every laptop, `audit` the acts of administrators; `audit_tree` has
  a leaf for each line of both, `audit_head` what the county signed of it. All of them only grow.
- `ground`, `team`, `team_member` and `disclosure` say on which legal grounds agencies share and
  what was shown to whom: row-level security is forced on them too, and `disclosure` only grows.
- `content` of records, operations, quarantine and attachments and the `result` of operations are
  sealed bytes (`content_seals`); `content_key` holds their keys, wrapped by the county key.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    LargeBinary,
    MetaData,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import ARRAY

METADATA = MetaData()

CONTENT_TABLES = ("record", "membership", "operation", "feed", "quarantine")
RIGHTS_TABLES = ("ground", "team", "team_member", "disclosure")


def _moment(name: str, *, nullable: bool = False) -> Column[object]:
    return Column(name, DateTime(timezone=True), nullable=nullable)


def _key(name: str) -> Column[str]:
    return Column(name, Text, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


county = Table(
    "county",
    METADATA,
    _key("county"),
    _text("name"),
    _text("epoch"),
    Column("feed_n", BigInteger, nullable=False),
    _text("signing_key", nullable=True),
    Column("revocations", BigInteger, nullable=False),
    Column("policy", LargeBinary, nullable=True),
    _moment("policy_stated_at", nullable=True),
    _text("sealing_key"),
    _text("sign_in", nullable=True),
    _moment("sealed_at", nullable=True),
)
agency = Table("agency", METADATA, _key("county"), _key("id"), _text("name"), _text("kind"))
hat = Table(
    "hat",
    METADATA,
    _key("county"),
    _key("id"),
    _text("person"),
    _text("person_name"),
    _text("agency"),
    _text("legal_role"),
    _text("title"),
)
invite = Table(
    "invite",
    METADATA,
    _key("county"),
    _key("digest"),
    _text("hat"),
    _moment("expires_at"),
    _moment("used_at", nullable=True),
    _text("device", nullable=True),
)
device = Table(
    "device",
    METADATA,
    _key("county"),
    _key("id"),
    _text("hat"),
    _text("key_id"),
    _text("public_key"),
    _text("name"),
    _moment("enrolled_at"),
    _moment("revoked_at", nullable=True),
    _moment("forked_at", nullable=True),
    Column("last_counter", BigInteger, nullable=False),
    _text("head"),
    _text("commitment"),
    _text("nonce"),
    _text("opening", nullable=True),
    _moment("confirmed_at", nullable=True),
    _text("confirmed_by", nullable=True),
    Column("phone_secret", LargeBinary, nullable=True),
    _moment("certified_at", nullable=True),
    _moment("certified_until", nullable=True),
    Column("lease_number", BigInteger, nullable=False),
    _moment("lease_until", nullable=True),
    _moment("last_contact", nullable=True),
    _text("version"),
    Column("unsent", BigInteger, nullable=False),
    Column("clock_drift", BigInteger, nullable=False),
    Column("served_n", BigInteger, nullable=False),
    Column("applied_n", BigInteger, nullable=False),
    _text("signed_in_as", nullable=True),
)
sign_in_name = Table("sign_in_name", METADATA, _key("county"), _key("person"), _text("name"))
device_order = Table(
    "device_order",
    METADATA,
    _key("county"),
    _key("device"),
    Column("number", BigInteger, primary_key=True),
    _text("kind"),
    _text("reason"),
    _moment("given_at"),
    _text("given_by"),
    _moment("told_at", nullable=True),
    _moment("sealed_at", nullable=True),
    _moment("done_at", nullable=True),
    _moment("lifted_at", nullable=True),
)
sealed_work = Table(
    "sealed_work",
    METADATA,
    _key("county"),
    _key("device"),
    _key("sha256"),
    Column("start", BigInteger, primary_key=True),
    _moment("received_at"),
    Column("content", LargeBinary, nullable=False),
)
nonce = Table(
    "nonce", METADATA, _key("county"), _key("key_id"), _key("nonce"), _moment("expires_at")
)
case_file = Table(
    "case_file", METADATA, _key("county"), _key("id"), Column("opened_on", Date, nullable=False)
)
content_key = Table(
    "content_key",
    METADATA,
    _key("county"),
    _key("kind"),
    _key("id"),
    _text("county_key"),
    Column("wrapped", LargeBinary, nullable=True),
    _moment("destroyed_at", nullable=True),
)
membership = Table(
    "membership",
    METADATA,
    _key("county"),
    _key("id"),
    _text("hat"),
    _text("case_id"),
    _text("basis"),
    Column("sections", ARRAY(Text), nullable=False),
    _moment("starts"),
    _moment("ends", nullable=True),
    _moment("revoked_at", nullable=True),
    _moment("left_at", nullable=True),
    Column("entered_n", BigInteger, nullable=False),
    Column("assigned", ARRAY(Text), nullable=True),
    _moment("settled_at", nullable=True),
)
ground = Table(
    "ground",
    METADATA,
    _key("county"),
    _key("id"),
    _text("case_id"),
    _text("basis"),
    _text("team", nullable=True),
    Column("hats", ARRAY(Text), nullable=False),
    _moment("recorded_at"),
    _moment("ends", nullable=True),
    _moment("revoked_at", nullable=True),
    Column("content", LargeBinary, nullable=False),
)
team = Table("team", METADATA, _key("county"), _key("id"), _text("name"))
team_member = Table(
    "team_member",
    METADATA,
    _key("county"),
    _key("team"),
    _key("hat"),
    _moment("joined_at"),
    _moment("left_at", nullable=True),
    Column("trained", Boolean, nullable=False),
    _moment("agreed_at", nullable=True),
    _text("agreement"),
)
disclosure = Table(
    "disclosure",
    METADATA,
    _key("county"),
    _key("case_id"),
    _key("section"),
    _key("owner"),
    _key("hat"),
    _key("ground"),
    _key("sha256"),
    _text("basis"),
    _text("purpose"),
    Column("records", ARRAY(Text), nullable=False),
    _moment("at"),
)
record = Table(
    "record",
    METADATA,
    _key("county"),
    _key("id"),
    _text("case_id"),
    _text("section"),
    Column("version", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    _text("hat"),
)
operation = Table(
    "operation",
    METADATA,
    _key("county"),
    _key("device"),
    Column("counter", BigInteger, primary_key=True),
    _text("digest"),
    _text("case_id"),
    _text("record"),
    _moment("received_at"),
    _text("outcome"),
    Column("content", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
)
inbox_decision = Table(
    "inbox_decision",
    METADATA,
    _key("county"),
    _key("device"),
    Column("counter", BigInteger, primary_key=True),
    _key("id"),
    _text("decision"),
    _moment("decided_at"),
    _text("decided_by"),
    _text("detail"),
)
quarantine = Table(
    "quarantine",
    METADATA,
    _key("county"),
    _key("device"),
    _key("digest"),
    Column("counter", BigInteger, nullable=False),
    _moment("received_at"),
    Column("content", LargeBinary, nullable=False),
)
feed = Table(
    "feed",
    METADATA,
    _key("county"),
    Column("n", BigInteger, primary_key=True),
    _text("kind"),
    _text("case_id"),
    _text("section", nullable=True),
    _text("record", nullable=True),
    _text("hat", nullable=True),
    Column("reason", LargeBinary, nullable=True),
)
roster_entry = Table(
    "roster_entry",
    METADATA,
    _key("county"),
    _key("agency"),
    Column("number", BigInteger, primary_key=True),
    _text("text"),
    _text("signature"),
)
wrapped_generation = Table(
    "wrapped_generation",
    METADATA,
    _key("county"),
    _key("agency"),
    _key("device"),
    Column("generation", BigInteger, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
instrument = Table(
    "instrument",
    METADATA,
    _key("county"),
    _key("form_id"),
    _key("version"),
    _text("sha256"),
    _text("title"),
    _text("standing"),
    Column("statement", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
succession = Table(
    "succession",
    METADATA,
    _key("county"),
    _key("old_key"),
    _text("new_key"),
    _moment("stated_at"),
    Column("statement", LargeBinary, nullable=False),
)
training_held = Table(
    "training_held",
    METADATA,
    _key("county"),
    _key("person"),
    _key("code"),
    Column("passed_on", Date, primary_key=True),
    _moment("recorded_at"),
    _moment("revoked_at", nullable=True),
)
attachment_part = Table(
    "attachment_part",
    METADATA,
    _key("county"),
    _key("record"),
    _key("sha256"),
    Column("start", BigInteger, primary_key=True),
    _text("case_id"),
    _text("section"),
    Column("content", LargeBinary, nullable=False),
)
audit = Table(
    "audit",
    METADATA,
    _key("county"),
    _key("id"),
    _moment("at"),
    _text("actor"),
    _text("act"),
    _text("subject"),
    _text("detail"),
    Column("position", BigInteger, nullable=False),
)
audit_tree = Table(
    "audit_tree",
    METADATA,
    _key("county"),
    Column("position", BigInteger, primary_key=True),
    Column("nodes", LargeBinary, nullable=False),
)
audit_head = Table(
    "audit_head",
    METADATA,
    _key("county"),
    Column("size", BigInteger, primary_key=True),
    _key("signing_key"),
    _text("root"),
    Column("statement", LargeBinary, nullable=False),
)
audit_entry = Table(
    "audit_entry",
    METADATA,
    _key("county"),
    Column("position", BigInteger, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    _text("device"),
    _text("person"),
    _text("hat"),
    _text("event"),
    _text("case_id"),
    _text("record"),
    _text("outcome"),
    _text("previous"),
)
audit_quarantine = Table(
    "audit_quarantine",
    METADATA,
    _key("county"),
    _key("device"),
    _key("digest"),
    Column("number", BigInteger, nullable=False),
    _moment("received_at"),
    _text("line"),
)
