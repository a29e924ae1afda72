# SPDX-License-Identifier: AGPL-3.0-or-later
"""A lost laptop obeys the county, and what was not sent is never lost with it."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.ids import CaseId, DeviceId
from casework.outbox_file import open_outbox
from casework.policy import Hat
from desktop.application import connect_to_county
from storage.model import Profile
from sync.client.transport import Reply, Transport
from sync.wire.messages import PATH_SEALED_WORK
from sync.wire.orders import OrderKind
from tests.fakes.county import SystemClock, TestCounty, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    CuttingTransport,
    Laptop,
    NeverCancelled,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import NOON, a_hat
from ui.errors import ShownError
from ui.locked_out import LaptopStopped, LeaseOver

SYSTEM = SystemClock()
NOTE = "Met at the library, quiet and tired."


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


@pytest.fixture
def hat(county: TestCounty) -> Hat:
    return county.add_hat(a_hat(1))


@pytest.fixture
def case(county: TestCounty, hat: Hat) -> CaseId:
    made = county.add_case(author=hat)
    county.grant(hat, made)
    return made


def a_laptop(county: TestCounty, hat: Hat, tmp_path: Path) -> Laptop:
    """Enrolled, with the case, and a note the county does not have."""
    laptop = enrolled_laptop(county, hat, tmp_path / "home" / "one")
    laptop.sync()
    return laptop


def write_offline(laptop: Laptop, case: CaseId) -> None:
    with laptop.unlocked() as workspace:
        workspace.cases.add_note(case, NOTE, NOON)
        workspace.cases.keep_note(case, "half a sentence")


def sync_refused(laptop: Laptop) -> ShownError:
    with laptop.unlocked() as workspace, pytest.raises(ShownError) as caught:
        workspace.sync.sync(ignore_progress, NeverCancelled())
    return caught.value


@contextmanager
def losing_receipts(profile: Profile) -> Iterator[CuttingTransport]:
    """The county hears the sealed work; its answer is lost."""
    with connect_to_county(profile) as transport:
        yield CuttingTransport(transport, 0, PATH_SEALED_WORK)


@dataclass
class TypingTransport:
    """While the sealed work is on its way the worker types on."""

    inner: Transport
    types: list[Callable[[], None]]

    def send(self, path: str, headers: Mapping[str, str], body: bytes) -> Reply:
        if path == PATH_SEALED_WORK and self.types:
            self.types.pop()()
        return self.inner.send(path, headers, body)


def device_of(county: TestCounty) -> DeviceId:
    [(device,)] = county.sql("SELECT id FROM device")
    return DeviceId(device)


def sealed_box(county: TestCounty) -> bytes:
    """The sealed work that came last."""
    rows = county.sql(
        "SELECT content FROM sealed_work WHERE sha256 ="
        " (SELECT sha256 FROM sealed_work ORDER BY received_at DESC LIMIT 1) ORDER BY start"
    )
    return b"".join(bytes(content) for (content,) in rows)


def test_a_wiped_laptop_hands_its_unsent_work_over_sealed_and_opens_for_nobody(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    opening = county.give_sealing_key()
    laptop = a_laptop(county, hat, tmp_path)
    write_offline(laptop, case)
    county.order(device_of(county), OrderKind.WIPE)
    assert county.orders()[0].state == "never reached"
    told = sync_refused(laptop)
    assert isinstance(told, LaptopStopped)
    assert "emptied" in told.sentence
    assert county.orders()[0].state == "done"
    outbox = open_outbox(sealed_box(county), opening).outbox
    assert [one.operation.fields["text"] for one in outbox.work] == [NOTE]
    assert [one.text for one in outbox.notes] == ["half a sentence"]
    assert not list(laptop.places.vault.glob("*"))
    assert NOTE.encode() not in sealed_box(county)
    logged = county.sql("SELECT event FROM audit_entry ORDER BY number DESC LIMIT 2")
    assert logged == [(AuditEvent.WIPED,), (AuditEvent.DEVICE_SUSPENDED,)]
    with pytest.raises(ShownError, match="not set up"), laptop.unlocked():
        pass


def test_what_is_typed_while_the_order_is_obeyed_reaches_the_county_too(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    opening = county.give_sealing_key()
    laptop = a_laptop(county, hat, tmp_path)
    write_offline(laptop, case)
    county.order(device_of(county), OrderKind.WIPE)
    types: list[Callable[[], None]] = []

    @contextmanager
    def connect(profile: Profile) -> Iterator[TypingTransport]:
        with connect_to_county(profile) as transport:
            yield TypingTransport(transport, types)

    with laptop.unlocked(connect) as workspace:
        types.append(lambda: workspace.cases.keep_note(case, "half a sentence, and the rest"))
        with pytest.raises(LaptopStopped, match="emptied"):
            workspace.sync.sync(ignore_progress, NeverCancelled())
    assert county.orders()[0].state == "done"
    outbox = open_outbox(sealed_box(county), opening).outbox
    assert [one.text for one in outbox.notes] == ["half a sentence, and the rest"]
    assert not list(laptop.places.vault.glob("*"))


def test_a_suspended_laptop_shows_nothing_until_the_order_is_lifted(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    county.give_sealing_key()
    laptop = a_laptop(county, hat, tmp_path)
    write_offline(laptop, case)
    device = device_of(county)
    county.order(device, OrderKind.SUSPEND)
    assert isinstance(sync_refused(laptop), LaptopStopped)
    assert county.orders()[0].state == "done"
    desk = laptop.desk(SYSTEM)
    with pytest.raises(LeaseOver, match="stopped this laptop"):
        desk.unlock(PASSPHRASE)
    with pytest.raises(LaptopStopped):
        desk.renew(PASSPHRASE)
    county.lift(device)
    desk.renew(PASSPHRASE)
    workspace = desk.unlock(PASSPHRASE)
    assert len(workspace.sync.state().unsent) == 1
    workspace.sync.sync(ignore_progress, NeverCancelled())
    assert workspace.sync.state().unsent == ()
    desk.lock()


def test_without_a_county_key_nothing_is_given_up(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    laptop = a_laptop(county, hat, tmp_path)
    write_offline(laptop, case)
    device = device_of(county)
    county.order(device, OrderKind.WIPE)
    told = sync_refused(laptop)
    assert "stays on it" in told.advice
    assert county.orders()[0].state == "pending"
    county.lift(device)
    desk = laptop.desk(SYSTEM)
    desk.renew(PASSPHRASE)
    assert len(desk.unlock(PASSPHRASE).sync.state().unsent) == 1
    desk.lock()


def test_a_connection_that_breaks_before_the_receipt_leaves_the_keys(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    opening = county.give_sealing_key()
    laptop = a_laptop(county, hat, tmp_path)
    write_offline(laptop, case)
    county.order(device_of(county), OrderKind.WIPE)
    cut = laptop.desk(SYSTEM, losing_receipts)
    with pytest.raises(ShownError, match="broke off"):
        cut.renew(PASSPHRASE)
    assert laptop.places.vault.exists()
    assert county.orders()[0].state == "pending"
    with pytest.raises(LaptopStopped):
        laptop.desk(SYSTEM).renew(PASSPHRASE)
    assert county.orders()[0].state == "done"
    assert open_outbox(sealed_box(county), opening).outbox.work


def test_a_laptop_without_unsent_work_is_wiped_without_a_county_key(
    county: TestCounty, hat: Hat, case: CaseId, tmp_path: Path
) -> None:
    del case
    laptop = a_laptop(county, hat, tmp_path)
    county.order(device_of(county), OrderKind.WIPE)
    assert isinstance(sync_refused(laptop), LaptopStopped)
    assert county.orders()[0].state == "done"
    assert county.sql("SELECT count(*) FROM sealed_work") == [(0,)]
