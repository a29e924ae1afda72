# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two agencies without a network: an emergency and a revoked consent, recorded, sent, judged."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.consents import SignerCapacity
from casework.ids import CaseId
from casework.policy import Hat
from casework.vocabulary import ORDINARY_SECTIONS, Basis, RecordKind, Section
from tests.fakes.county import TestCounty, a_note, running_county
from tests.fakes.laptops import Laptop, NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import a_hat
from ui.ports import Workspace
from ui.sharing_views import ShareWish, SharingPort

WRITTEN = "Met at the heronry."
REASON = "She called from a motel and the line broke."
Setting = tuple[TestCounty, dict[Hat, Laptop], CaseId]


@pytest.fixture
def setting(tmp_path: Path) -> Iterator[Setting]:
    """Cora's case with a note of hers; Ana of another agency knows who the youth is."""
    with running_county(tmp_path) as county:
        ana, cora = (county.add_hat(a_hat(number, agency=number)) for number in (1, 4))
        case = county.add_case(legal_name="Test Youth", author=cora)
        county.add_record(case, RecordKind.CONTACT_NOTE, a_note(WRITTEN), author=cora)
        laptops = {}
        for hat in (ana, cora):
            county.grant(hat, case, sections=ORDINARY_SECTIONS)
            laptops[hat] = enrolled_laptop(county, hat, tmp_path / f"laptop{hat.id[-4:]}")
            laptops[hat].sync()
        yield county, laptops, case


def sharing_of(workspace: Workspace) -> SharingPort:
    assert workspace.sharing is not None
    return workspace.sharing


def texts(workspace: Workspace, case: CaseId) -> list[str]:
    return [one.text for one in workspace.cases.case(case).timeline]


def sync(workspace: Workspace) -> None:
    workspace.sync.sync(ignore_progress, NeverCancelled())


def test_an_emergency_and_a_revoked_consent_without_a_network(setting: Setting) -> None:
    county, laptops, case = setting
    ana, cora = laptops
    county.stop()
    with laptops[cora].unlocked() as workspace:
        sharing = sharing_of(workspace)
        choices = sharing.choices(case)
        wish = ShareWish(
            case=case,
            basis=Basis.CONSENT_GENERIC,
            to=(ana.id,),
            sections=(Section.CONTACTS,),
            until=(choices.now + timedelta(days=9)).date(),
            purpose="Planning care",
            signer="Her aunt",
            capacity=SignerCapacity.GUARDIAN,
        )
        assert [one.sections for one in sharing.preview(wish)] == [(Section.CONTACTS,)]
        assert sharing.share(wish).waits
        assert workspace.sync.state().waiting == 1
    county.start()
    laptops[cora].sync()
    laptops[ana].sync()
    with laptops[ana].unlocked() as workspace:
        assert texts(workspace, case) == [WRITTEN]
        [held] = sharing_of(workspace).on_record(case)
    county.stop()
    with laptops[ana].unlocked() as workspace:
        sharing = sharing_of(workspace)
        assert sharing.take_back(case, held.id, "The aunt called.").waits
        assert texts(workspace, case) == []
        assert sharing.open_in_emergency(case, REASON, cora.id).waits
        assert texts(workspace, case) == []
        assert workspace.sync.state().waiting == 2
    with laptops[ana].unlocked() as workspace:
        assert len(sharing_of(workspace).decisions(case)) == 2
        assert texts(workspace, case) == []
    county.start()
    with laptops[ana].unlocked() as workspace:
        sync(workspace)
        assert workspace.sync.state().waiting == 0
        assert texts(workspace, case) == [WRITTEN]
        rights = {one.section: one.grounds for one in workspace.cases.case(case).rights}
        bases = [one.basis for one in rights[Section.CONTACTS]]
        assert bases[-1] is Basis.EMERGENCY_BREAK_GLASS
    with laptops[cora].unlocked() as workspace:
        sync(workspace)
        [told] = sharing_of(workspace).emergencies()
        assert told.reason == REASON
        assert sharing_of(workspace).on_record(case) == ()
    assert county.sql("SELECT count(*) FROM ground WHERE revoked_at IS NOT NULL") == [(1,)]
    assert county.sql("SELECT count(*) FROM sharing_taken") == [(3,)]
