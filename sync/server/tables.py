# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's tables as the queries see them; `migrations/` is what makes them.

Invariants:
- Every table carries the county.
- Row-level security is forced on every table, also for its owner: without an identity the app role
  sees which county this is and which schema it has, and nothing else.
- `record`, `membership`, `operation`, `feed` and `quarantine` hold content or say who works with
  whom: a hat or device sees its own. A supervisor also sees, and answers anew, the refused work of
  the own agency, and what was decided about it (`inbox_decision`).
- `roster_entry`, `roster_candidate` and `wrapped_generation` are what an advocate organization
  agrees on among its own laptops; the county passes them on and opens none.
- Every enrolled laptop reads `instrument` and `succession`, only publishing writes them;
  `succession` and `audit` only grow.
- `audit_entry` holds the log of every laptop, `audit` the acts of administrators; `audit_tree` has
  a leaf for each line of both, `audit_head` what the county signed of it. All of them only grow.
- `ground`, `team`, `team_member` and `disclosure` say on which legal grounds agencies share and
  what was shown to whom: row-level security is forced on them too, and `disclosure` only grows.
- `sharing_taken` holds what laptops decided about sharing, as it was recorded there; only grows.
- `protocol_member` says who writes the county's protocol; laptops are told nothing of it.
- `clearance` says who and which laptop may be shown criminal justice information.
- `content` of records, grounds, operations, quarantine and attachments and the `result` of
  operations are sealed bytes (`content_seals`); `content_key` holds their keys, wrapped by the
  county key.
"""

from sqlalchemy import BigInteger, Boolean, Column, Date, FetchedValue, LargeBinary, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY

from sync.server.columns import METADATA as METADATA
from sync.server.columns import key, moment, words
from sync.server.rights_tables import RIGHTS_TABLES as RIGHTS_TABLES
from sync.server.rights_tables import clearance as clearance
from sync.server.rights_tables import disclosure as disclosure
from sync.server.rights_tables import ground as ground
from sync.server.rights_tables import protocol_member as protocol_member
from sync.server.rights_tables import roster_candidate as roster_candidate
from sync.server.rights_tables import roster_entry as roster_entry
from sync.server.rights_tables import sharing_taken as sharing_taken
from sync.server.rights_tables import team as team
from sync.server.rights_tables import team_member as team_member
from sync.server.rights_tables import wrapped_generation as wrapped_generation

CONTENT_TABLES = ("record", "membership", "operation", "feed", "quarantine")

county = Table(
    "county",
    METADATA,
    key("county"),
    words("name"),
    words("epoch"),
    Column("feed_n", BigInteger, nullable=False),
    words("signing_key", nullable=True),
    Column("revocations", BigInteger, nullable=False),
    Column("policy", LargeBinary, nullable=True),
    moment("policy_stated_at", nullable=True),
    words("sealing_key"),
    words("sign_in", nullable=True),
    moment("sealed_at", nullable=True),
)
agency = Table("agency", METADATA, key("county"), key("id"), words("name"), words("kind"))
hat = Table(
    "hat",
    METADATA,
    key("county"),
    key("id"),
    words("person"),
    words("person_name"),
    words("agency"),
    words("legal_role"),
    words("title"),
)
invite = Table(
    "invite",
    METADATA,
    key("county"),
    key("digest"),
    words("hat"),
    moment("expires_at"),
    moment("used_at", nullable=True),
    words("device", nullable=True),
)
device = Table(
    "device",
    METADATA,
    key("county"),
    key("id"),
    words("hat"),
    words("key_id"),
    words("public_key"),
    words("name"),
    moment("enrolled_at"),
    moment("revoked_at", nullable=True),
    moment("forked_at", nullable=True),
    Column("last_counter", BigInteger, nullable=False),
    words("head"),
    words("commitment"),
    words("nonce"),
    words("opening", nullable=True),
    moment("confirmed_at", nullable=True),
    words("confirmed_by", nullable=True),
    Column("phone_secret", LargeBinary, nullable=True),
    moment("certified_at", nullable=True),
    moment("certified_until", nullable=True),
    Column("lease_number", BigInteger, nullable=False),
    moment("lease_until", nullable=True),
    moment("last_contact", nullable=True),
    words("version"),
    Column("unsent", BigInteger, nullable=False),
    Column("clock_drift", BigInteger, nullable=False),
    Column("served_n", BigInteger, nullable=False),
    Column("applied_n", BigInteger, nullable=False),
    words("signed_in_as", nullable=True),
    Column("rejoins", BigInteger, nullable=True),
)
sign_in_name = Table("sign_in_name", METADATA, key("county"), key("person"), words("name"))
device_order = Table(
    "device_order",
    METADATA,
    key("county"),
    key("device"),
    Column("number", BigInteger, primary_key=True),
    words("kind"),
    words("reason"),
    moment("given_at"),
    words("given_by"),
    moment("told_at", nullable=True),
    moment("sealed_at", nullable=True),
    moment("done_at", nullable=True),
    moment("lifted_at", nullable=True),
)
sealed_work = Table(
    "sealed_work",
    METADATA,
    key("county"),
    key("device"),
    key("sha256"),
    Column("start", BigInteger, primary_key=True),
    moment("received_at"),
    Column("content", LargeBinary, nullable=False),
)
bundle = Table(
    "bundle",
    METADATA,
    key("county"),
    key("device"),
    Column("number", BigInteger, nullable=False),
    words("sha256"),
    moment("taken_at"),
    Column("answer", LargeBinary),
)
nonce = Table("nonce", METADATA, key("county"), key("key_id"), key("nonce"), moment("expires_at"))
case_file = Table(
    "case_file", METADATA, key("county"), key("id"), Column("opened_on", Date, nullable=False)
)
content_key = Table(
    "content_key",
    METADATA,
    key("county"),
    key("kind"),
    key("id"),
    words("county_key"),
    Column("wrapped", LargeBinary, nullable=True),
    moment("destroyed_at", nullable=True),
)
membership = Table(
    "membership",
    METADATA,
    key("county"),
    key("id"),
    words("hat"),
    words("case_id"),
    words("basis"),
    Column("sections", ARRAY(Text), nullable=False),
    moment("starts"),
    moment("ends", nullable=True),
    moment("revoked_at", nullable=True),
    moment("left_at", nullable=True),
    Column("entered_n", BigInteger, nullable=False),
    Column("assigned", ARRAY(Text), nullable=True),
    moment("settled_at", nullable=True),
)
record = Table(
    "record",
    METADATA,
    key("county"),
    key("id"),
    words("case_id"),
    words("section"),
    Column("version", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    words("hat"),
)
operation = Table(
    "operation",
    METADATA,
    key("county"),
    key("device"),
    Column("counter", BigInteger, primary_key=True),
    words("digest"),
    words("case_id"),
    words("record"),
    moment("received_at"),
    words("outcome"),
    Column("content", LargeBinary, nullable=False),
    Column("result", LargeBinary, nullable=False),
    Column("hat", Text, nullable=False, server_default=FetchedValue()),
    Column("was_refused", Boolean, nullable=False, server_default=FetchedValue()),
)
inbox_decision = Table(
    "inbox_decision",
    METADATA,
    key("county"),
    key("device"),
    Column("counter", BigInteger, primary_key=True),
    key("id"),
    words("decision"),
    moment("decided_at"),
    words("decided_by"),
    words("detail"),
)
quarantine = Table(
    "quarantine",
    METADATA,
    key("county"),
    key("device"),
    key("digest"),
    Column("counter", BigInteger, nullable=False),
    moment("received_at"),
    Column("content", LargeBinary, nullable=False),
)
feed = Table(
    "feed",
    METADATA,
    key("county"),
    Column("n", BigInteger, primary_key=True),
    words("kind"),
    words("case_id"),
    words("section", nullable=True),
    words("record", nullable=True),
    words("hat", nullable=True),
    Column("reason", LargeBinary, nullable=True),
)
instrument = Table(
    "instrument",
    METADATA,
    key("county"),
    key("form_id"),
    key("version"),
    words("sha256"),
    words("title"),
    words("standing"),
    Column("statement", LargeBinary, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
succession = Table(
    "succession",
    METADATA,
    key("county"),
    key("old_key"),
    words("new_key"),
    moment("stated_at"),
    Column("statement", LargeBinary, nullable=False),
)
training_held = Table(
    "training_held",
    METADATA,
    key("county"),
    key("person"),
    key("code"),
    Column("passed_on", Date, primary_key=True),
    moment("recorded_at"),
    moment("revoked_at", nullable=True),
)
attachment_part = Table(
    "attachment_part",
    METADATA,
    key("county"),
    key("record"),
    key("sha256"),
    Column("start", BigInteger, primary_key=True),
    words("case_id"),
    words("section"),
    Column("content", LargeBinary, nullable=False),
)
audit = Table(
    "audit",
    METADATA,
    key("county"),
    key("id"),
    moment("at"),
    words("actor"),
    words("act"),
    words("subject"),
    words("detail"),
    Column("position", BigInteger, nullable=False),
)
audit_tree = Table(
    "audit_tree",
    METADATA,
    key("county"),
    Column("position", BigInteger, primary_key=True),
    Column("nodes", LargeBinary, nullable=False),
)
audit_head = Table(
    "audit_head",
    METADATA,
    key("county"),
    Column("size", BigInteger, primary_key=True),
    key("signing_key"),
    words("root"),
    Column("statement", LargeBinary, nullable=False),
)
audit_entry = Table(
    "audit_entry",
    METADATA,
    key("county"),
    Column("position", BigInteger, primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("stamp", BigInteger, nullable=False),
    words("device"),
    words("person"),
    words("hat"),
    words("event"),
    words("case_id"),
    words("record"),
    words("outcome"),
    words("previous"),
)
audit_quarantine = Table(
    "audit_quarantine",
    METADATA,
    key("county"),
    key("device"),
    key("digest"),
    Column("number", BigInteger, nullable=False),
    moment("received_at"),
    words("line"),
)
