# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decisions about sharing on a laptop: unsent ones, and what is needed to make them offline.

Invariants:
- A decision stays, sealed under its case's key, until the county has taken it or the worker put a
  refused one aside; what takes something back counts here from the moment it is kept, also after
  the county took it and before its feed says so.
- What the county told of a case goes with the case; people and teams hold nothing about a youth.
- A decision is logged in the transaction that keeps it.
"""

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from casework.audit import Actor, AuditEvent, AuditNote
from casework.hats import Hat
from casework.ids import CaseId
from casework.policy import Membership
from casework.reasons import Reason
from casework.sharing_work import (
    CaseSharing,
    EndParticipation,
    KeptWork,
    NoteEmergency,
    SharingResult,
    SharingWork,
    TakeBack,
    TeamTold,
    narrow,
)
from storage.audit import append_notes
from storage.case_keys import SHARING, forget_unused_keys, seal_for, seal_of
from storage.database import Database
from storage.errors import SealBroken
from storage.kept_words import clear_kept
from storage.model import Changes, KeptPlace
from storage.papers import forget_emergency
from storage.profiles import SCRUB_WAITING, read_value, write_value

TOLD_AT = "sharing.told_at"
_PEOPLE, _TEAMS, _CASE = "people", "teams", "case "
_MEMBERSHIPS = TypeAdapter(tuple[Membership, ...])
_HATS = TypeAdapter(tuple[Hat, ...])
_ALL_TEAMS = TypeAdapter(tuple[TeamTold, ...])
_NARROWING = (TakeBack, EndParticipation)


class CountySharing:
    """The sharing part of an open store; all calls come from the store's one thread.

    Args:
        who: who works at this laptop now.
    """

    def __init__(self, database: Database, who: Callable[[], Actor]) -> None:
        self._database, self._who = database, who
        self._narrowed = False

    def has_narrowed(self) -> bool:
        """Whether the rights that count here may have changed since this was asked last."""
        narrowed, self._narrowed = self._narrowed, False
        return narrowed

    def work(self, case: CaseId | None = None) -> tuple[KeptWork, ...]:
        """Every decision the county has not taken, of one case where it is named; oldest first."""
        with self._database.read() as connection:
            found = read_sharing_work(connection)
        return tuple(one for one in found if case is None or one.work.case == case)

    def keep(
        self, work: SharingWork, event: AuditEvent | None, clears: Collection[KeptPlace] = ()
    ) -> Changes:
        """Keep a decision to be sent, log it where it has an event, clear what was typed for it."""
        with self._database.write() as connection:
            notes = [] if event is None else [AuditNote(event, work.case)]
            append_notes(connection, self._who(), notes, work.at)
            body = work.model_dump_json().encode()
            sealed = seal_for(connection, work.case).seal(SHARING, body, work.id)
            connection.execute(
                "INSERT INTO sharing_work VALUES (?, ?, ?, NULL, ?)",
                (work.id, work.case, work.at.isoformat(), sealed),
            )
            clear_kept(connection, clears)
        return self._changed({work.case})

    def put_aside(self, work_id: str) -> Changes:
        """Let a refused decision go, as its worker says; one that waits stays."""
        return self._remove("id = ? AND refused IS NOT NULL", [(work_id,)])

    def settle(self, results: Sequence[SharingResult]) -> Changes:
        """Keep what came of decisions: what was taken goes, the rest stays with its reason."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE sharing_work SET refused = ? WHERE id = ?",
                [(one.refused.model_dump_json(), one.id) for one in results if one.refused],
            )
            taken = {one.id for one in results if one.refused is None}
            for kept in read_sharing_work(connection):
                if kept.work.id in taken:
                    _follow_taken(connection, kept.work)
        return self._remove("id = ?", [(one,) for one in sorted(taken)])

    def _remove(self, which: str, named: Sequence[tuple[str]]) -> Changes:
        cases: set[CaseId] = set()
        with self._database.write() as connection:
            for one in named:
                found = connection.execute(
                    f"SELECT case_id FROM sharing_work WHERE {which}",  # noqa: S608 - constant text
                    one,
                )
                cases |= {CaseId(row[0]) for row in found.fetchall()}
                connection.execute(
                    f"DELETE FROM sharing_work WHERE {which}",  # noqa: S608 - constant text
                    one,
                )
            forget_unused_keys(connection)
        return self._changed(cases)

    def _changed(self, cases: set[CaseId]) -> Changes:
        self._database.checkpoint()
        self._narrowed = True
        return Changes(frozenset({"sharing", "work", "case"}), frozenset(cases))

    # What the county told

    def told_at(self) -> datetime | None:
        """When the county told last who is there and what is shared; None before it did."""
        with self._database.read() as connection:
            text = read_value(connection, TOLD_AT)
        return None if text is None else datetime.fromisoformat(text)

    def people(self) -> tuple[Hat, ...]:
        """Everybody of the county, as it told last."""
        with self._database.read() as connection:
            return read_people(connection)

    def teams(self) -> tuple[TeamTold, ...]:
        """The county's teams, as it told last."""
        return _ALL_TEAMS.validate_json(self._told(_TEAMS))

    def told_of(self, case: CaseId) -> CaseSharing:
        """What is on record about sharing the own agency's work of a case, as was told last."""
        text = self._told(_CASE + case)
        return (
            CaseSharing(case=case, grounds=())
            if text == "[]"
            else CaseSharing.model_validate_json(text)
        )

    def _told(self, name: str) -> str:
        with self._database.read() as connection:
            return _read_told(connection, name)

    def take_people(self, people: Sequence[Hat], teams: Sequence[TeamTold], at: datetime) -> None:
        """Keep who is there."""
        with self._database.write() as connection:
            _write(connection, _PEOPLE, _HATS.dump_json(tuple(people)).decode())
            _write(connection, _TEAMS, _ALL_TEAMS.dump_json(tuple(teams)).decode())
            write_value(connection, TOLD_AT, at.isoformat())
        self._database.checkpoint()

    def take_cases(self, told: Sequence[CaseSharing]) -> None:
        """Keep what is on record about some cases that are here."""
        with self._database.write() as connection:
            found = connection.execute("SELECT case_id FROM cases WHERE within_reach")
            here = {row[0] for row in found.fetchall()}
            for one in told:
                if one.case in here:
                    _write(connection, _CASE + one.case, one.model_dump_json())
        self._database.checkpoint()


def count_sharing_work(connection: Any) -> int:
    """How many decisions the county has not taken."""
    return int(connection.execute("SELECT count(*) FROM sharing_work").fetchone()[0])


def read_sharing_work(connection: Any) -> tuple[KeptWork, ...]:
    """Every decision the county has not taken, the oldest first.

    One that was altered opens for nobody: it stays and is counted, and holds up nothing else.
    """
    found = connection.execute(
        "SELECT id, case_id, refused, body FROM sharing_work ORDER BY at, id"
    ).fetchall()
    kept = []
    for row in found:
        with suppress(SealBroken):
            kept.append(open_work(connection, *row))
    return tuple(kept)


def open_work(
    connection: Any, work_id: str, case: str, refused: str | None, body: bytes
) -> KeptWork:
    """One row; raises SealBroken where it was altered."""
    opened = seal_of(connection, CaseId(case)).open(SHARING, bytes(body), work_id)
    reason = None if refused is None else Reason.model_validate_json(refused)
    return KeptWork(SharingWork.model_validate_json(opened), reason)


def read_rights(connection: Any, case: CaseId | None = None) -> tuple[Membership, ...]:
    """The rights as the county told them, of one case where it is named, by age.

    What was taken back here and waits to be told to the county does not count any more.
    """
    which, named = ("", ()) if case is None else (" AND case_id = ?", (case,))
    query = f"SELECT membership FROM cases WHERE membership IS NOT NULL{which} ORDER BY id"  # noqa: S608 - constant text
    rows = connection.execute(query, named).fetchall()
    told = _MEMBERSHIPS.validate_json(f"[{','.join(row[0] for row in rows)}]")
    taken_back = tuple(
        one.work
        for one in read_sharing_work(connection)
        if one.refused is None and isinstance(one.work.act, _NARROWING)
    )
    return tuple(narrow(one, taken_back) for one in told) if taken_back else told


def _follow_taken(connection: Any, work: SharingWork) -> None:
    """What the county has taken counts here before its papers and its feed come."""
    if isinstance(work.act, NoteEmergency):
        forget_emergency(connection, work.act.ground, reviewed=work.act.reviewed)
    if isinstance(work.act, _NARROWING):
        row = connection.execute(
            "SELECT membership FROM cases WHERE case_id = ? AND membership IS NOT NULL",
            (work.case,),
        ).fetchone()
        if row is not None:
            left = narrow(Membership.model_validate_json(row[0]), (work,))
            connection.execute(
                "UPDATE cases SET membership = ? WHERE case_id = ?",
                (left.model_dump_json(), work.case),
            )


def leave_sharing(connection: Any, case: CaseId) -> None:
    """Let what the county told about a case go with it; inside the write of its leaving."""
    done = connection.execute("DELETE FROM sharing_told WHERE name = ?", (_CASE + case,))
    if done.rowcount > 0:
        write_value(connection, SCRUB_WAITING, "1")


def read_people(connection: Any) -> tuple[Hat, ...]:
    """Everybody of the county, as it told last."""
    return _HATS.validate_json(_read_told(connection, _PEOPLE))


def _read_told(connection: Any, name: str) -> str:
    row = connection.execute("SELECT body FROM sharing_told WHERE name = ?", (name,)).fetchone()
    return "[]" if row is None else str(row[0])


def _write(connection: Any, name: str, body: str) -> None:
    connection.execute("REPLACE INTO sharing_told VALUES (?, ?)", (name, body))
