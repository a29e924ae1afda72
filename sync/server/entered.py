# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where in the feed a hat's rights in force begin, for serving it."""

from collections.abc import Collection

from sqlalchemy import Connection

from casework.ids import CaseId, CountyId, HatId
from sync.server.database import ask_driver

_ENTERED = """
SELECT case_id, entered_n FROM membership
WHERE county = %(county)s AND hat = %(hat)s AND revoked_at IS NULL
    AND (%(cases)s::text[] IS NULL OR case_id = ANY(%(cases)s::text[]))
"""


def read_entered(
    connection: Connection,
    county_id: CountyId,
    hat_id: HatId,
    cases: Collection[CaseId] | None = None,
) -> dict[CaseId, int]:
    """By case in force, the feed number of its `enter`; of some cases only where they are given."""
    told = {"county": county_id, "hat": hat_id, "cases": None if cases is None else sorted(cases)}
    rows = ask_driver(connection, _ENTERED, told)
    return {CaseId(case): entered_n for case, entered_n in rows}
