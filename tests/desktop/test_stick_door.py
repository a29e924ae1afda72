# SPDX-License-Identifier: AGPL-3.0-or-later
"""By stick at the unlock screen: out with the work, in with a lease, an order and its end."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from casework.ids import CaseId, DeviceId
from casework.outbox_file import open_outbox
from casework.policy import Hat
from casework.sealing import OpeningKey
from desktop.unlock import UnlockDesk
from sync.server.bundle_duties import take_all
from sync.server.errors import BundleRefused
from sync.server.sources import Source
from sync.wire.orders import OrderKind
from tests.fakes.county import TestCounty, new_id, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    connect_to_county,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import a_hat
from tests.fakes.stores import StillClock
from ui.errors import ShownError
from ui.locked_out import LaptopStopped, LeaseOver
from ui.stick_port import StickOut

NOTE = "Met at the heronry."


@pytest.fixture
def clock() -> StillClock:
    return StillClock(datetime.now(UTC))


@pytest.fixture
def county(tmp_path: Path, clock: StillClock) -> Iterator[TestCounty]:
    with running_county(tmp_path, clock) as running:
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    made = county.add_case(author=hat)
    county.grant(hat, made)
    return made


@pytest.fixture
def opening(county: TestCounty) -> OpeningKey:
    """The county's offline key."""
    return county.give_sealing_key()


@pytest.fixture
def laptop(
    county: TestCounty, opening: OpeningKey, hat: Hat, case: CaseId, tmp_path: Path
) -> Laptop:
    """With a note the county does not have."""
    assert opening
    made = enrolled_laptop(county, hat, tmp_path / "laptop")
    made.sync()
    with made.unlocked() as workspace:
        workspace.cases.add_note(case, NOTE, datetime.now(UTC) - timedelta(hours=1))
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def door(laptop: Laptop, clock: StillClock) -> UnlockDesk:
    return laptop.desk(clock, connect_to_county)


def write(desk: UnlockDesk, stick: Path) -> StickOut:
    out = desk.by_stick.write(PASSPHRASE, stick, ignore_progress, NeverCancelled())
    assert out is not None
    return out


def read(desk: UnlockDesk, stick: Path) -> None:
    assert desk.by_stick.read(PASSPHRASE, stick, ignore_progress, NeverCancelled())


def officer_takes(county: TestCounty, stick: Path) -> None:
    assert county.bundle_key is not None
    assert isinstance(county.clock, StillClock)
    county.clock.moment += timedelta(minutes=5)
    source = Source(county.clock, new_id, os.urandom)
    # Older files of the laptop may still lie there; they are refused.
    with suppress(BundleRefused):
        list(take_all(county.server, county.bundle_key, source, [stick], None, "Test officer"))


def test_a_laptop_whose_lease_is_over_sends_its_work_and_opens_again_by_stick(
    county: TestCounty, laptop: Laptop, clock: StillClock, stick: Path
) -> None:
    county.stop()
    clock.moment += timedelta(days=5)
    desk = door(laptop, clock)
    with pytest.raises(LeaseOver, match="authorization has ended"):
        desk.unlock(PASSPHRASE)
    with pytest.raises(ShownError, match="passphrase"):
        desk.by_stick.write("Wrong-Words-77", stick, ignore_progress, NeverCancelled())
    assert list(stick.iterdir()) == []
    out = write(desk, stick)
    assert (out.operations, out.is_sealed) == (1, False)
    with pytest.raises(LeaseOver):
        desk.unlock(PASSPHRASE)
    officer_takes(county, stick)
    read(desk, stick)
    workspace = desk.unlock(PASSPHRASE)
    assert workspace.sync.state().unsent == ()
    assert county.sql("SELECT count(*) FROM record WHERE section = 'contacts'") == [(1,)]
    desk.lock()


def test_a_stopped_laptop_hands_its_work_over_and_opens_again_once_the_order_is_lifted(
    county: TestCounty,
    opening: OpeningKey,
    laptop: Laptop,
    case: CaseId,
    clock: StillClock,
    stick: Path,
) -> None:
    laptop_desk = door(laptop, clock)
    write(laptop_desk, stick)
    with laptop.unlocked() as workspace:
        workspace.cases.keep_note(case, "half a sentence")
    [(device,)] = county.sql("SELECT id FROM device")
    county.order(DeviceId(device), OrderKind.SUSPEND)
    officer_takes(county, stick)
    with pytest.raises(LaptopStopped):
        read(laptop_desk, stick)
    with pytest.raises(LeaseOver, match="stopped this laptop"):
        laptop_desk.unlock(PASSPHRASE)
    assert write(laptop_desk, stick).is_sealed
    officer_takes(county, stick)
    with pytest.raises(LaptopStopped, match="stopped"):
        read(laptop_desk, stick)
    boxes = [bytes(one) for (one,) in county.sql("SELECT content FROM sealed_work")]
    for box in boxes:
        assert open_outbox(box, opening).outbox.notes[0].text == "half a sentence"
    assert boxes
    county.lift(DeviceId(device))
    write(laptop_desk, stick)
    officer_takes(county, stick)
    read(laptop_desk, stick)
    workspace = laptop_desk.unlock(PASSPHRASE)
    assert [one.case for one in workspace.sync.state().unsent] == [case]
    laptop_desk.lock()
