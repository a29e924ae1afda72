# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop with words planted in it that occur nowhere else, for the scan of the memory."""

import secrets
from datetime import UTC, datetime
from uuid import UUID

from bench.laptop_papers import papers_of
from bench.store_data import HAT, PERSON, make_pages, make_records
from casework.ids import AgencyId, CaseId, CountyId, DeviceId
from casework.policy import Hat
from casework.records import CaseRecord
from casework.vocabulary import AgencyKind, LegalRole, RecordKind
from desktop.paths import Places
from desktop.system import SystemClock, new_id
from desktop.vaults import find_vault
from storage.model import Profile
from storage.store import Store

PASSPHRASE = "Wolkenkuckuck-Dzhimbrl-2026"
YOUTH = "Qvexmarla Zhytomirsk"
NOTE = "Trellwick pavonine sandhopper"
TYPED = "Ombrelka gavotte quillfish"
TERM = "Zhytomi"
CASE = CaseId(str(UUID(int=1_000_000)))


def make_marked_laptop(places: Places) -> bytes:
    """An enrolled vault with twenty cases, one of them marked; returns its store key."""
    key = find_vault(places).create(PASSPHRASE)
    kept = key.reveal()
    store = Store.create(places.vault, key, SystemClock(), new_id)
    profile = _profile()
    store.save_profile(profile, secrets.token_bytes(32))
    store.papers.take(papers_of(profile))
    for page in make_pages([_mark(one) for one in make_records(cases=20, records=60)]):
        store.apply_page(page)
    store.close()
    return kept


def _mark(record: CaseRecord) -> CaseRecord:
    """The first case carries the words."""
    if record.case != CASE:
        return record
    marked = {"legal_name": YOUTH} if record.kind is RecordKind.YOUTH else {"text": NOTE}
    return record.model_copy(update={"fields": {**record.fields, **marked}})


def _profile() -> Profile:
    hat = Hat(
        id=HAT,
        person=PERSON,
        person_name="Bench Worker",
        agency=AgencyId(new_id()),
        agency_name="Probation",
        agency_kind=AgencyKind.PROBATION,
        legal_role=LegalRole.PROBATION_OFFICER,
        title="Probation officer",
    )
    return Profile(
        county=CountyId(new_id()),
        county_name="Bench County",
        device=DeviceId(new_id()),
        hat=hat,
        epoch="1",
        server_url="https://127.0.0.1:1",
        server_certificate_pem="",
        enrolled_at=datetime.now(UTC),
    )
