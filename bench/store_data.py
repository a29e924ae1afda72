# SPDX-License-Identifier: AGPL-3.0-or-later
"""Invented cases for the store's benchmarks, the same on every run: about 1 KB per record."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from pydantic import JsonValue

from casework.feed import CaseEntered, FeedEntry, FeedPage, RecordPut
from casework.ids import CaseId, HatId, PersonId, RecordId
from casework.policy import Membership
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, Basis, RecordKind, Section
from storage.keys import StoreKey
from storage.store import Store

RECORDS = 10_000
PAGE = 1_000
NOTE_WORDS = 150
KEY = bytes(range(1, 33))
SEED = 20261123
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HAT = HatId(str(UUID(int=1)))
PERSON = PersonId(str(UUID(int=2)))


class StillClock:
    """Time stands still while a benchmark runs."""

    def now(self) -> datetime:
        return NOW


def make_records(*, cases: int, records: int = RECORDS) -> list[CaseRecord]:
    """Records spread evenly over cases: one youth each, the rest contact notes."""
    rng = random.Random(SEED)  # noqa: S311 the same data every time is the point
    words = [
        "".join(rng.choices("abcdefghijklmnoprstuvwz", k=rng.randint(2, 9))) for _ in range(5000)
    ]
    made = []
    for number in range(records):
        case = CaseId(str(UUID(int=1_000_000 + number % cases)))
        kind = RecordKind.YOUTH if number < cases else RecordKind.CONTACT_NOTE
        made.append(
            CaseRecord(
                case=case,
                record=RecordId(str(UUID(int=rng.getrandbits(128)))),
                kind=kind,
                section=SECTION_OF_KIND[kind],
                version=number + 1,
                fields=_fields(kind, number, rng, words),
                versions={"text": number + 1},
                author=PERSON,
                author_name="Invented Worker",
                hat=HAT,
                at=f"{1_763_900_000_000 + number:013d}-0000",
            )
        )
    return made


def make_pages(records: list[CaseRecord]) -> list[FeedPage]:
    """The feed that brings them, in pages of about a thousand entries."""
    entries: list[FeedEntry] = []
    entered: set[CaseId] = set()
    for record in records:
        if record.case not in entered:
            entered.add(record.case)
            entries.append(enter_case(record.case))
        entries.append(RecordPut(record=record))
    return [
        FeedPage(entries=tuple(entries[at : at + PAGE]), cursor=str(at), done=False)
        for at in range(0, len(entries), PAGE)
    ]


@contextmanager
def empty_store() -> Iterator[Store]:
    """A new store in a folder that goes afterwards."""
    with TemporaryDirectory() as folder:
        store = Store.create(
            Path(folder), StoreKey(KEY), StillClock(), lambda: str(UUID(bytes=os.urandom(16)))
        )
        try:
            yield store
        finally:
            store.close()


def _fields(
    kind: RecordKind, number: int, rng: random.Random, words: list[str]
) -> dict[str, JsonValue]:
    if kind is RecordKind.YOUTH:
        name = " ".join(rng.choices(words, k=2)).title()
        return {
            "legal_name": name,
            "birth_date": "2010-05-06",
            "opened_on": "2026-01-02",
            "agency_numbers": {"Probation": f"JV-{number:05d}"},
        }
    return {
        "text": " ".join(rng.choices(words, k=NOTE_WORDS)),
        "happened_at": "2026-11-20T10:00:00Z",
        "entered_at": "2026-11-20T11:00:00Z",
    }


def enter_case(case: CaseId) -> CaseEntered:
    """What brings a case to this laptop, assigned with every section."""
    return CaseEntered(
        case=case,
        membership=Membership(
            case=case,
            hat=HAT,
            basis=Basis.CASE_ASSIGNMENT,
            sections=frozenset(Section),
            starts=NOW,
        ),
        reason=Reason.of(ReasonCode.ASSIGNED, role="Probation officer"),
    )
