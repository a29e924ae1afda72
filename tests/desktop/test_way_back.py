# SPDX-License-Identifier: AGPL-3.0-or-later
"""An advocate who forgot the passphrase works again: set up anew, admitted by a colleague."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId
from desktop.county_process import CountyAddress
from desktop.enrolling import enrol_laptop
from desktop.system import SystemClock
from desktop.unlock import UnlockDesk
from sync.client.enrolment import Comparing
from tests.fakes.advocates import NOTES, an_advocate_hat
from tests.fakes.county import TestCounty, new_id, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import a_hat
from ui.advocate_views import AdvocatePort
from ui.errors import ShownError
from ui.keeping_port import WayBack
from ui.ports import Workspace

SAID = "planted-confidence: he waits for her at the harbour."
UNSENT = "planted-confidence: written in the field, not sent."
ANOTHER = "Quiet-Harbour-2026-lantern"
EARLIER = timedelta(hours=1)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        running.give_sealing_key()
        yield running


def advocate(workspace: Workspace) -> AdvocatePort:
    assert workspace.advocate is not None
    return workspace.advocate


def sync(workspace: Workspace) -> None:
    workspace.sync.sync(ignore_progress, NeverCancelled())


def set_up_anew(county: TestCounty, laptop: Laptop, invite: str) -> UnlockDesk:
    """Another worker on the same laptop, as the unlock screen does it."""
    desk = laptop.desk(SystemClock())
    places = desk.keeping.places_to_set_up(same_vault=False)
    enrol_laptop(
        places,
        CountyAddress(county.url, county.certificate_pem),
        invite=invite,
        passphrase=ANOTHER,
        device_name="Test laptop",
        clock=SystemClock(),
        new_id=new_id,
        comparing=Comparing(county.compare, wait=lambda _: None),
    )
    desk.keeping.note_set_up(places, "Worker 2")
    return desk


def admit(first: Laptop, desk: UnlockDesk, case: CaseId) -> None:
    """Two people compare a number."""
    workspace = desk.unlock(ANOTHER)
    sync(workspace)
    number = advocate(workspace).page(case).number
    with first.unlocked() as other:
        sync(other)
        asking = [one for one in advocate(other).page(case).asking if one.number == number]
        assert len(asking) == 1
        advocate(workspace).confirm(number)
        advocate(other).admit(asking[0].device, number)
    sync(workspace)


def test_only_where_the_county_has_a_way_in_it_is_named(county: TestCounty, tmp_path: Path) -> None:
    ordinary = enrolled_laptop(county, county.add_hat(a_hat(1)), tmp_path / "ordinary")
    privileged = enrolled_laptop(county, county.add_hat(an_advocate_hat(11)), tmp_path / "advocate")
    for laptop, way in ((ordinary, WayBack.COUNTY), (privileged, WayBack.ANEW)):
        laptop.sync()
        with laptop.unlocked():
            pass
        assert laptop.desk(SystemClock()).keeping.way_back() is way


def test_set_up_anew_and_admitted_everything_sent_comes_back_and_the_rest_stays_sealed(
    county: TestCounty, tmp_path: Path
) -> None:
    hats = [county.add_hat(an_advocate_hat(number)) for number in (11, 12)]
    case = county.add_case(author=hats[0])
    laptops = []
    for hat in hats:
        county.grant(hat, case, sections=NOTES)
        laptops.append(enrolled_laptop(county, hat, tmp_path / hat.person_name))
        laptops[-1].sync()
    first, lost = laptops
    with lost.unlocked() as workspace:
        advocate(workspace).found()
        advocate(workspace).add(case, SAID, datetime.now(UTC) - EARLIER, None)
        sync(workspace)
    with first.unlocked() as other:
        sync(other)
        asked = advocate(other).page(case).number
    with lost.unlocked() as workspace:
        sync(workspace)
        [asking] = [o for o in advocate(workspace).page(case).asking if o.number == asked]
        with first.unlocked() as other:
            advocate(other).confirm(asked)
            advocate(workspace).admit(asking.device, asked)
            sync(other)
        advocate(workspace).add(case, UNSENT, datetime.now(UTC) - EARLIER, None)
    with pytest.raises(ShownError, match="passphrase"):
        lost.desk(SystemClock()).unlock("Forgotten-Words-77")
    before = sorted(one.name for one in lost.places.vault.iterdir())
    desk = set_up_anew(county, lost, county.invite(hats[1]))
    admit(first, desk, case)
    workspace = desk.unlock(ANOTHER)
    assert [one.text for one in advocate(workspace).page(case).notes] == [SAID]
    desk.lock()
    assert sorted(one.name for one in lost.places.vault.iterdir()) == before
    assert len(desk.keeping.workers().workers) == 2
    with lost.unlocked() as remembered:
        assert len(remembered.sync.state().unsent) == 1
    with pytest.raises(ShownError, match="pieces of work: 1, drafts: 0"):
        lost.desk(SystemClock()).keeping.remove(PASSPHRASE)
    with lost.unlocked() as remembered:
        sync(remembered)
    workspace = desk.unlock(ANOTHER)
    sync(workspace)
    assert sorted(o.text for o in advocate(workspace).page(case).notes) == sorted([SAID, UNSENT])
    desk.lock()
