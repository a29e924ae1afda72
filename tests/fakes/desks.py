# SPDX-License-Identifier: AGPL-3.0-or-later
"""An unlocked laptop for tests of use cases: a real vault and store, no screens, no network."""

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import JsonValue

from casework.county_policy import CountyPolicy
from casework.feed import CaseEntered, FeedEntry, FeedPage, RecordPut
from casework.ids import CaseId, CountyId, DeviceId
from casework.leases import Lease
from casework.merge import merge_operation
from casework.policy import Hat
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import RecordKind, Section
from desktop.instruments import InstrumentShelf
from desktop.paths import Places
from desktop.system import new_id
from desktop.unlock import UnlockDesk
from desktop.vaults import find_vault
from storage.model import Profile
from storage.papers import CheckedPapers
from storage.store import Store
from sync.client.transport import HttpsTransport
from tests.fakes.people import NOON, a_hat, a_membership, an_id, an_operation
from tests.fakes.stores import StillClock
from tests.fakes.vaults import QUICK

PASSPHRASE = "Meadow-Thrush-2026-test"
NOW = NOON + timedelta(hours=1)


def a_youth(case: CaseId, version: int, name: str = "Test Youth") -> CaseRecord:
    """The youth's record of a case, as the county sends it."""
    operation = an_operation(
        kind=RecordKind.YOUTH,
        fields={"legal_name": name, "opened_on": "2026-11-01", "birth_date": "2011-02-03"},
        record=version,
    ).model_copy(update={"case": case})
    merged = merge_operation(None, operation, version=version, author_name="Worker 1")
    assert merged.record is not None
    return merged.record


def papers_until(not_after: datetime, worn: Hat, number: int = 1) -> CheckedPapers:
    """Papers whose lease ends then; three days before, it began."""
    lease = Lease(
        county=CountyId(an_id(1)),
        device=DeviceId(an_id(4001)),
        hats=(worn.id,),
        number=number,
        policy=1,
        revocations=0,
        issued_at=not_after - timedelta(days=3),
        not_after=not_after,
    )
    return CheckedPapers(lease, CountyPolicy(), NOON, not_after + timedelta(days=180), "{}", "")


def a_workspace_folder(
    folder: Path,
    cases: Sequence[CaseId],
    *,
    hat: Hat | None = None,
    sections: frozenset[Section] = frozenset(Section),
    ends: datetime | None = None,
) -> Places:
    """A vault that holds some cases, enrolled for a hat."""
    worn = hat or a_hat()
    places = Places(folder)
    key = find_vault(places, derivation=QUICK).create(PASSPHRASE)
    store = Store.create(places.vault, key, StillClock(NOW), new_id)
    store.save_profile(
        Profile(
            county=CountyId(an_id(1)),
            county_name="Test County",
            device=DeviceId(an_id(4001)),
            hat=worn,
            epoch="1",
            server_url="https://127.0.0.1:1",
            server_certificate_pem="",
            enrolled_at=NOON,
        ),
        os.urandom(32),
    )
    entries: list[FeedEntry] = []
    for number, case in enumerate(cases, start=1):
        membership = a_membership(worn, case, sections=sections, ends=ends)
        reason = Reason.of(ReasonCode.ASSIGNED, role=worn.title)
        entries.append(CaseEntered(case=case, membership=membership, reason=reason))
        entries.append(RecordPut(record=a_youth(case, number)))
    store.papers.take(papers_until(NOW + timedelta(days=3), worn))
    store.apply_page(FeedPage(entries=tuple(entries), cursor="1.9", done=True))
    store.close()
    return places


def take_papers(places: Places, papers: CheckedPapers) -> None:
    """Give a locked laptop other papers, as a sync would."""
    vault = find_vault(places)
    store = Store.open(
        places.vault, vault.unlock(PASSPHRASE), StillClock(NOW), new_id, vault.marks()
    )
    store.papers.take(papers)
    store.close()


def lease_anew(places: Places, until: datetime) -> None:
    """Give a locked laptop a later lease, as a sync would."""
    vault = find_vault(places)
    key = vault.unlock(PASSPHRASE)
    store = Store.open(places.vault, key, StillClock(NOW), new_id, vault.marks())
    profile, held = store.profile(), store.papers.lease()
    assert profile is not None
    assert held is not None
    store.papers.take(papers_until(until, profile.hat, held.number + 1))
    store.close()


def a_desk(
    places: Places, clock: StillClock | None = None, shelf: InstrumentShelf | None = None
) -> UnlockDesk:
    """An unlock desk whose clock stands still and whose county is never reached."""

    def connect(profile: Profile) -> HttpsTransport:
        raise AssertionError(f"nothing here reaches {profile.server_url}")

    return UnlockDesk(
        places,
        clock or StillClock(NOW),
        new_id,
        call_on_store=lambda job: job(),
        connect=connect,
        shelf=shelf,
    )


def a_disputed_youth(
    case: CaseId, number: int, told: Iterable[Mapping[str, JsonValue]]
) -> CaseRecord:
    """The youth's record after several workers wrote to it, none of whom saw another's words."""
    record = a_youth(case, number)
    for worker, fields in enumerate(told, start=2):
        work = an_operation(
            counter=worker, device=worker, hat=a_hat(worker), fields=dict(fields), record=number
        ).model_copy(update={"case": case, "base": dict.fromkeys(fields, number)})
        merged = merge_operation(record, work, version=10 + worker, author_name=f"Worker {worker}")
        assert merged.record is not None
        record = merged.record
    return record


def put_in_conflict(places: Places, case: CaseId, number: int = 1, **values: JsonValue) -> None:
    """Let the county send the youth of a locked laptop's case with two claims about each field.

    Args:
        number: of the case among those of `a_workspace_folder`.
    """
    before = {name: "2009-09-09" if name == "birth_date" else "before" for name in values}
    record = a_disputed_youth(case, number, (before, values))
    vault = find_vault(places)
    key = vault.unlock(PASSPHRASE)
    store = Store.open(places.vault, key, StillClock(NOW), new_id, vault.marks())
    store.apply_page(FeedPage(entries=(RecordPut(record=record),), cursor="1.20", done=True))
    store.close()
