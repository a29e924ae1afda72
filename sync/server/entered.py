# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where in the feed a hat's rights in force begin, for serving it."""

from sqlalchemy import Connection

from casework.ids import CaseId, CountyId, HatId
from sync.server.driver import ask_driver

_ENTERED = """
SELECT case_id, entered_n FROM membership
WHERE county = %(county)s AND hat = %(hat)s AND revoked_at IS NULL
"""


def read_entered(connection: Connection, county_id: CountyId, hat_id: HatId) -> dict[CaseId, int]:
    """By case in force, the feed number of its `enter`."""
    rows = ask_driver(connection, _ENTERED, {"county": county_id, "hat": hat_id})
    return {CaseId(case): entered_n for case, entered_n in rows}
