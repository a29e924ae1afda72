# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a laptop joins (six digits compared by a supervisor), and the leases it is given.

Laptops that joined before there was a comparison stay; their certificate begins now.
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = """
ALTER TABLE device
    ADD COLUMN commitment text NOT NULL DEFAULT '',
    ADD COLUMN nonce text NOT NULL DEFAULT '',
    ADD COLUMN opening text,
    ADD COLUMN confirmed_at timestamptz,
    ADD COLUMN confirmed_by text,
    ADD COLUMN phone_secret bytea,
    ADD COLUMN certified_at timestamptz,
    ADD COLUMN certified_until timestamptz,
    ADD COLUMN lease_number bigint NOT NULL DEFAULT 0,
    ADD COLUMN lease_until timestamptz,
    ADD COLUMN last_contact timestamptz,
    ADD COLUMN version text NOT NULL DEFAULT '',
    ADD COLUMN unsent bigint NOT NULL DEFAULT 0,
    ADD COLUMN clock_drift bigint NOT NULL DEFAULT 0;
UPDATE device SET confirmed_at = enrolled_at, confirmed_by = 'before there was a comparison',
    certified_at = now(), certified_until = now() + interval '180 days';
ALTER TABLE county
    ADD COLUMN revocations bigint NOT NULL DEFAULT 0,
    ADD COLUMN policy bytea,
    ADD COLUMN policy_stated_at timestamptz,
    ADD COLUMN sealing_key text NOT NULL DEFAULT '';
GRANT UPDATE (opening, certified_at, certified_until, lease_number, lease_until, last_contact,
    version, unsent, clock_drift) ON device TO fieldfare_app;
"""


def upgrade() -> None:
    """Add the columns."""
    op.execute(TABLES)
