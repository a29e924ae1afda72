# SPDX-License-Identifier: AGPL-3.0-or-later
"""Offline, a laptop shows what another agency wrote only while the ground on it lasts."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.consents import Recipient
from casework.feed import Author, CaseEntered, FeedPage, RecordPut
from casework.ids import CaseId
from casework.merge import merge_operation
from casework.reasons import Reason, ReasonCode
from casework.records import CaseRecord
from casework.vocabulary import ORDINARY_SECTIONS, Basis, RecordKind, Section
from desktop.unlock import UnlockDesk
from desktop.vaults import find_vault
from storage.store import Store
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.grounds import a_consent
from tests.fakes.people import a_hat, a_membership, an_id, an_operation
from tests.fakes.stores import StillClock, note_fields, put, random_id
from ui.ports import Workspace

CASE = CaseId(an_id(5001))
CORA = a_hat(2, agency=2)
DAY = timedelta(days=1)


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def workspace(tmp_path: Path, clock: StillClock) -> Iterator[Workspace]:
    """Ana's laptop: the case is hers, its note is Cora's of another agency."""
    note = put(note_fields("Written by Cora."), kind=RecordKind.CONTACT_NOTE, version=10)
    desk = share(tmp_path, clock, of_cora(note.record))
    yield desk.unlock(PASSPHRASE)
    desk.lock()


def share(folder: Path, clock: StillClock, record: CaseRecord) -> UnlockDesk:
    """A laptop of Ana's case, and what Cora wrote there, open to Ana for a day."""
    ana = a_hat()
    places = a_workspace_folder(folder, [CASE], hat=ana, sections=ORDINARY_SECTIONS)
    vault = find_vault(places)
    store = Store.open(
        places.vault, vault.unlock(PASSPHRASE), StillClock(NOW), random_id, vault.marks()
    )
    given = a_consent(
        case=CASE,
        sections=frozenset({record.section}),
        owners=frozenset({CORA.agency}),
        recipients=(Recipient(hat=ana.id),),
        starts=NOW - DAY,
        ends=NOW + DAY,
    )
    held = a_membership(ana, CASE, sections=ORDINARY_SECTIONS).model_copy(
        update={"grounds": (given,), "assigned": ORDINARY_SECTIONS}
    )
    reason = Reason.of(ReasonCode.ASSIGNED, role=ana.title)
    entered = CaseEntered(case=CASE, membership=held, reason=reason)
    page = FeedPage(
        entries=(entered, RecordPut(record=record)),
        cursor="1.10",
        done=True,
        authors={CORA.id: Author(agency=CORA.agency, agency_name=CORA.agency_name)},
    )
    store.apply_page(page)
    store.close()
    return a_desk(places, clock)


def of_cora(record: CaseRecord) -> CaseRecord:
    changed = {"case": CASE, "hat": CORA.id, "author": CORA.person, "record": an_id(6010)}
    return CaseRecord.model_validate(record.model_dump() | changed)


def test_a_consent_opens_the_note_and_its_end_closes_it_without_the_county(
    workspace: Workspace, clock: StillClock
) -> None:
    assert [one.text for one in workspace.cases.case(CASE).timeline] == ["Written by Cora."]
    assert len(workspace.today.today().recent) == 2
    clock.moment = NOW + DAY
    assert workspace.cases.case(CASE).timeline == ()
    assert len(workspace.today.today().recent) == 1


def test_a_dispute_about_anothers_work_is_seen_while_the_ground_lasts_and_decided_by_them(
    tmp_path: Path, clock: StillClock
) -> None:
    fields = {"kind": "threat", "words": "He waits.", "since": "2026-11-01", "until": "2026-12-01"}
    flag = of_cora(put(fields, kind=RecordKind.SAFETY_FLAG).record)
    for number, day in enumerate(("2026-12-10", "2026-12-20"), start=2):
        work = an_operation(
            counter=number,
            kind=RecordKind.SAFETY_FLAG,
            fields={"until": day},
            base={"until": 1},
            hat=CORA,
        ).model_copy(update={"case": CASE, "record": flag.record})
        merged = merge_operation(flag, work, version=number, author_name=f"Worker {number}")
        assert merged.record is not None
        flag = merged.record
    desk = share(tmp_path, clock, flag)
    workspace = desk.unlock(PASSPHRASE)
    [dispute] = workspace.conflicts.disputes()
    assert (dispute.field, dispute.may_decide) == ("until", False)
    clock.moment = NOW + DAY
    assert workspace.conflicts.disputes() == ()
    assert workspace.today.today().conflicts == workspace.cases.case(CASE).conflicts == 0
    desk.lock()


def test_each_part_says_on_which_ground_whose_work_is_shown(workspace: Workspace) -> None:
    rights = workspace.cases.case(CASE).rights
    [contacts] = [one for one in rights if one.section is Section.CONTACTS]
    own, shared = contacts.grounds
    assert (own.agency, own.basis, own.until) == ("", Basis.CASE_ASSIGNMENT, None)
    assert (shared.agency, shared.basis) == (CORA.agency_name, Basis.CONSENT_GENERIC)
    assert shared.until == NOW + DAY
