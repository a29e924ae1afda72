# SPDX-License-Identifier: AGPL-3.0-or-later
"""Without the county's word in force nothing on the laptop is read, and nothing of it is lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId
from casework.phone_codes import (
    RELEASE_OF_TRIES,
    answer,
    extension_until,
    purpose_of_extension,
)
from desktop.paths import Places
from desktop.unlock import UnlockDesk
from desktop.vaults import find_vault
from storage.store import Store
from tests.fakes.county import SystemClock, TestCounty, running_county
from tests.fakes.desks import NOW, PASSPHRASE, a_desk, a_workspace_folder, new_id
from tests.fakes.laptops import Laptop, enrolled_laptop
from tests.fakes.people import a_hat, an_id
from tests.fakes.stores import StillClock
from ui.errors import ShownError
from ui.lease_views import LeaseStage
from ui.locked_out import LeaseOver, TriesOver

CASE = CaseId(an_id(5001))
SECRET = bytes(range(32))
END = NOW + timedelta(days=3)


@pytest.fixture
def clock() -> StillClock:
    return StillClock(NOW)


@pytest.fixture
def places(tmp_path: Path) -> Places:
    made = a_workspace_folder(tmp_path, [CASE])
    vault = find_vault(made)
    key = vault.unlock(PASSPHRASE)
    store = Store.open(made.vault, key, StillClock(NOW), new_id, vault.marks())
    store.papers.keep_phone_secret(SECRET)
    store.close()
    vault.keep_phone_secret(SECRET)
    return made


@pytest.fixture
def desk(places: Places, clock: StillClock) -> Iterator[UnlockDesk]:
    made = a_desk(places, clock)
    yield made
    made.lock()


def refusal(desk: UnlockDesk, passphrase: str = PASSPHRASE) -> ShownError:
    with pytest.raises(ShownError) as caught:
        desk.unlock(passphrase)
    return caught.value


def test_a_lease_in_force_opens_and_says_how_long(desk: UnlockDesk, clock: StillClock) -> None:
    workspace = desk.unlock(PASSPHRASE)
    stages = []
    for passed in (0, 37, 49, 69):
        clock.moment = NOW + timedelta(hours=passed)
        stages.append(workspace.session.lease().stage)
    assert stages == [
        LeaseStage.CALM,
        LeaseStage.HALF_OVER,
        LeaseStage.LAST_DAY,
        LeaseStage.LAST_HOURS,
    ]
    assert workspace.sync.state().authorized_until == END


def test_a_lease_that_ends_while_unlocked_hides_everything_at_once(
    desk: UnlockDesk, clock: StillClock
) -> None:
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.youths.search("", 0, 10).total == 1
    clock.moment = END
    assert not workspace.session.lease().may_read
    assert workspace.youths.search("", 0, 10).total == 0
    with pytest.raises(ShownError, match="authorization has ended"):
        workspace.cases.case(CASE)


def test_a_lease_that_ended_opens_nothing(desk: UnlockDesk, clock: StillClock) -> None:
    clock.moment = END
    refused = refusal(desk)
    assert isinstance(refused, LeaseOver)
    assert "What was not sent is kept" in refused.sentence
    assert len(refused.challenge) == 9


def test_a_clock_set_back_is_refused_with_the_reason(desk: UnlockDesk, clock: StillClock) -> None:
    clock.moment = NOW + timedelta(hours=30)
    desk.unlock(PASSPHRASE)
    desk.lock()
    clock.moment = NOW + timedelta(hours=29, minutes=56)
    desk.unlock(PASSPHRASE)
    desk.lock()
    clock.moment = NOW + timedelta(hours=29)
    refused = refusal(desk)
    assert isinstance(refused, LeaseOver)
    assert "60 minutes behind" in refused.sentence.format_map(refused.parameters)
    clock.moment = NOW + timedelta(hours=31)
    assert desk.unlock(PASSPHRASE)


def test_the_duty_officers_code_opens_without_a_network_until_its_hour(
    desk: UnlockDesk, clock: StillClock
) -> None:
    clock.moment = END + timedelta(hours=5, minutes=20)
    refused = refusal(desk)
    assert isinstance(refused, LeaseOver)
    until = extension_until(clock.moment, timedelta(hours=24))
    code = answer(SECRET, purpose_of_extension(until), refused.challenge)
    desk.extend(PASSPHRASE, code.lower().replace("-", " "))
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.session.lease().until == until
    clock.moment = until
    assert not workspace.session.lease().may_read
    again = refusal(desk)
    assert isinstance(again, LeaseOver)
    assert again.challenge != refused.challenge
    with pytest.raises(ShownError, match="not the duty officer's code"):
        desk.extend(PASSPHRASE, code)


def test_five_wrong_codes_bring_new_letters(desk: UnlockDesk, clock: StillClock) -> None:
    clock.moment = END
    first = refusal(desk)
    assert isinstance(first, LeaseOver)
    for _ in range(5):
        with pytest.raises(ShownError, match="not the duty officer's code"):
            desk.extend(PASSPHRASE, "0000-0000-0000")
    second = refusal(desk)
    assert isinstance(second, LeaseOver)
    assert second.challenge != first.challenge


def test_the_administrators_code_ends_the_wait_after_wrong_passphrases(desk: UnlockDesk) -> None:
    for _ in range(4):
        assert not isinstance(refusal(desk, "wrong"), TriesOver)
    refusal(desk, "wrong")
    waiting = refusal(desk)
    assert isinstance(waiting, TriesOver)
    assert (waiting.minutes, len(waiting.challenge)) == (10, 9)
    with pytest.raises(ShownError, match="not the administrator's code"):
        desk.release("0000-0000-0000")
    desk.release(answer(SECRET, RELEASE_OF_TRIES, waiting.challenge))
    assert desk.unlock(PASSPHRASE)


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


def test_the_county_gives_a_laptop_whose_lease_ended_a_new_one(
    county: TestCounty, tmp_path: Path
) -> None:
    hat = county.add_hat(a_hat(1))
    laptop: Laptop = enrolled_laptop(county, hat, tmp_path / "home" / "one")
    later = StillClock(SystemClock().now() + timedelta(days=4))
    desk = laptop.desk(later)
    assert isinstance(refusal(desk), LeaseOver)
    with pytest.raises(ShownError, match="days ahead"):
        desk.renew(PASSPHRASE)
    today = laptop.desk(SystemClock())
    today.renew(PASSPHRASE)
    assert today.unlock(PASSPHRASE).session.lease().may_read
    today.lock()
