# SPDX-License-Identifier: AGPL-3.0-or-later
"""Builders for stores and feed pages: a still clock, numbered ids, invented youths."""

import os
from datetime import datetime
from pathlib import Path

from pydantic import JsonValue

from casework.feed import CaseEntered, CaseLeft, FeedEntry, FeedPage, RecordPut
from casework.ids import CaseId, DraftId, RecordId
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from storage.keys import StoreKey
from storage.model import Draft
from storage.store import STORE_FILE, Store
from tests.fakes.people import NOON, a_hat, a_membership, an_id
from tests.fakes.sqlcipher_pages import decrypt_pages, decrypt_wal

KEY = bytes(range(1, 33))


class StillClock:
    """A clock that says what it was set to."""

    def __init__(self, moment: datetime = NOON) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment


def random_id() -> str:
    return an_id(int.from_bytes(os.urandom(5), "big"))


def make_store(folder: Path) -> Store:
    return Store.create(folder, StoreKey(KEY), StillClock(), random_id)


def reopen_store(folder: Path) -> Store:
    return Store.open(folder, StoreKey(KEY), StillClock(), random_id)


def a_case(number: int = 1) -> CaseId:
    return CaseId(an_id(5000 + number))


def enter(case: int = 1) -> CaseEntered:
    return CaseEntered(
        case=a_case(case),
        membership=a_membership(a_hat(), a_case(case)),
        reason=Reason.of(ReasonCode.ASSIGNED, role="Probation officer"),
    )


def leave(case: int = 1) -> CaseLeft:
    return CaseLeft(case=a_case(case), reason=Reason.of(ReasonCode.REVOKED, date="2026-11-23"))


def put(
    fields: dict[str, JsonValue] | None = None,
    *,
    kind: RecordKind = RecordKind.YOUTH,
    case: int = 1,
    record: int = 1,
    version: int = 1,
) -> RecordPut:
    chosen: dict[str, JsonValue] = {"legal_name": "Test Youth"} if fields is None else fields
    hat = a_hat(2)
    return RecordPut(
        record=CaseRecord(
            case=a_case(case),
            record=RecordId(an_id(6000 + record)),
            kind=kind,
            section=SECTION_OF_KIND[kind],
            version=version,
            fields=chosen,
            versions=dict.fromkeys(chosen, version),
            author=hat.person,
            author_name=hat.person_name,
            hat=hat.id,
            at=f"{1_763_800_000_000 + version:013d}-0000",
        )
    )


def note_fields(text: str) -> dict[str, JsonValue]:
    return {
        "text": text,
        "happened_at": "2026-11-20T10:00:00Z",
        "entered_at": "2026-11-20T11:00:00Z",
    }


def a_page(*entries: FeedEntry, cursor: str = "1") -> FeedPage:
    return FeedPage(entries=entries, cursor=cursor, done=True)


def a_draft(number: int = 1, case: CaseId | None = None) -> Draft:
    return Draft(
        id=DraftId(an_id(number)),
        case=case or a_case(),
        instrument_id="sample",
        instrument_version="1",
        instrument_sha256="0" * 64,
        pack_json="{}",
        language="en",
        started_at=NOON,
    )


def everything(folder: Path) -> bytes:
    """Every byte of a store and of its log, deciphered."""
    path = folder / STORE_FILE
    return decrypt_pages(path, KEY) + decrypt_wal(path.with_name(path.name + "-wal"), KEY)
