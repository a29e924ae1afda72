# SPDX-License-Identifier: AGPL-3.0-or-later
"""What people say about records and cases: approvals, answers, one youth in two cases.

Only what is within reach and was not refused counts; whether a record really waits is decided by
`casework.approvals` from what is read here.
"""

import json
from collections.abc import Collection
from typing import Any, NamedTuple

from casework.ids import CaseId, HatId, RecordId
from storage.database import Database
from storage.model import RecordRow
from storage.rows import decode_row, select_shown

_IN_REACH = " AND r.refused IS NULL AND c.within_reach"
_WRITTEN = "WHERE r.kind IN ('referral', 'team_plan', 'absence')" + _IN_REACH
_REFERRALS = "WHERE r.kind = 'referral'" + _IN_REACH
_OVERRIDDEN = (
    "WHERE r.kind = 'screening' AND json_extract(r.fields, '$.override') IS NOT NULL" + _IN_REACH
)
_SCREENED = "WHERE r.kind = 'screening' AND r.screened_on IS NOT NULL" + _IN_REACH
_OF_THESE = f" IN (SELECT value FROM json_each(?)){_IN_REACH}"  # noqa: S608 constant text
_ABOUT = "WHERE r.kind = 'sign_off' AND json_extract(r.fields, '$.about')" + _OF_THESE
_UNREAD = (
    "WHERE r.kind = 'referral_answer' AND r.hat <> ?1 AND r.refused IS NULL AND c.within_reach"
    " AND EXISTS (SELECT 1 FROM records f"
    " WHERE f.record_id = json_extract(r.fields, '$.referral') AND f.hat = ?1)"
    " AND NOT EXISTS (SELECT 1 FROM audit a WHERE a.case_id = c.case_id AND a.case_id <> ''"
    " AND a.record_id = r.record_id AND a.event = 'record-read')"
)
_ANSWERS = "WHERE r.kind = 'referral_answer' AND json_extract(r.fields, '$.referral')" + _OF_THESE


_YOUTHS = "WHERE r.kind = 'youth'" + _IN_REACH
_SOME_YOUTHS = f"WHERE r.id{_OF_THESE} AND r.kind = 'youth'"
_STAMPS = (
    "SELECT c.case_id, r.id, r.version, r.unsent, length(r.fields)"  # noqa: S608 constant text
    f" FROM records r JOIN cases c ON c.id = r.case_number {_YOUTHS} ORDER BY r.id"
)
_LINKS = "WHERE r.kind = 'same_youth'" + _IN_REACH


class YouthStamp(NamedTuple):
    """Where a youth's record stands, and what changes with it but for own work that waits."""

    row: int
    version: int
    unsent: bool
    length: int


class SignOffs:
    """Signatures and approvals of an open store; all calls come from the store's one thread."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def referrals(self) -> tuple[RecordRow, ...]:
        """Every referral, in no order."""
        with self._database.read() as connection:
            return _read(connection, _REFERRALS)

    def approvable(self, *, every_screening: bool) -> tuple[RecordRow, ...]:
        """Every record of a kind that may want approval, in no order.

        Args:
            every_screening: not only those whose result a person changed.
        """
        with self._database.read() as connection:
            screenings = _read(connection, _SCREENED if every_screening else _OVERRIDDEN)
            return _read(connection, _WRITTEN) + screenings

    def about(self, records: Collection[RecordId]) -> tuple[RecordRow, ...]:
        """Everything that was signed about some records."""
        with self._database.read() as connection:
            return _read(connection, _ABOUT, json.dumps(sorted(records)))

    def answers(self, referrals: Collection[RecordId]) -> tuple[RecordRow, ...]:
        """Every answer to some referrals."""
        with self._database.read() as connection:
            return _read(connection, _ANSWERS, json.dumps(sorted(referrals)))

    def unread_answers(self, hat: HatId) -> tuple[RecordRow, ...]:
        """What others answered to this hat's referrals and the log tells no reading of."""
        with self._database.read() as connection:
            found = connection.execute(select_shown(_UNREAD, "records_answers"), (hat,)).fetchall()
        return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)

    def youths(self, rows: Collection[int]) -> tuple[RecordRow, ...]:
        """Youths' own records, of some rows."""
        with self._database.read() as connection:
            return _read(connection, _SOME_YOUTHS, json.dumps(sorted(rows)))

    def youth_stamps(self) -> dict[CaseId, YouthStamp]:
        """Each case's youth within reach, as much as it takes to see whether it changed."""
        with self._database.read() as connection:
            found = connection.execute(_STAMPS).fetchall()
        return {CaseId(row[0]): YouthStamp(row[1], row[2], bool(row[3]), row[4]) for row in found}

    def links(self) -> tuple[RecordRow, ...]:
        """What people found about two cases of one youth, also what was taken back."""
        with self._database.read() as connection:
            return _read(connection, _LINKS)


def _read(connection: Any, which: str, *values: str) -> tuple[RecordRow, ...]:
    found = connection.execute(select_shown(which), values).fetchall()
    return tuple(RecordRow(row[0], decode_row(row[1:])) for row in found)
