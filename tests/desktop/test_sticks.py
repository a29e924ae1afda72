# SPDX-License-Identifier: AGPL-3.0-or-later
"""Syncing by a stick: what the worker and the county's officer do, and every way a stick fails."""

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from casework.ids import CaseId, DeviceId
from casework.outbox_file import open_outbox
from casework.policy import Hat
from casework.sealing import OpeningKey
from desktop.commands import main
from desktop.sticks import StickUnusable, find_answer, put_on_stick
from sync.server.bundle_duties import take_all
from sync.server.errors import BundleRefused
from sync.server.sources import Source
from sync.wire.errors import PUT_BACK
from sync.wire.orders import OrderKind
from tests.fakes.backups import back_up, put_back
from tests.fakes.county import SystemClock, TestCounty, new_id, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import NOON, a_hat
from ui.errors import ShownError
from ui.locked_out import LaptopStopped, LeaseOver

NOTE = "Met at the heronry."


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


@pytest.fixture
def hats(county: TestCounty) -> list[Hat]:
    return [county.add_hat(a_hat(number)) for number in (1, 2)]


@pytest.fixture
def case(county: TestCounty, hats: list[Hat]) -> CaseId:
    made = county.add_case(author=hats[0])
    for hat in hats:
        county.grant(hat, made)
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def a_laptop(county: TestCounty, hat: Hat, folder: Path) -> Laptop:
    """Enrolled and synced; off the network from here on."""
    laptop = enrolled_laptop(county, hat, folder)
    laptop.sync()
    return laptop


def officer_takes(county: TestCounty, stick: Path) -> list[str]:
    assert county.bundle_key is not None
    source = Source(SystemClock(), new_id, os.urandom)
    lines = take_all(county.server, county.bundle_key, source, [stick], None, "Test officer")
    return [line.split("\t")[1] for line in lines]


def write(laptop: Laptop, stick: Path) -> None:
    with laptop.unlocked() as workspace:
        assert workspace.sticks is not None
        assert workspace.sticks.write(stick, ignore_progress, NeverCancelled()) is not None


def read(laptop: Laptop, stick: Path) -> None:
    with laptop.unlocked() as workspace:
        assert workspace.sticks is not None
        assert workspace.sticks.read(stick, ignore_progress, NeverCancelled()) is not None


def write_note(laptop: Laptop, case: CaseId) -> None:
    with laptop.unlocked() as workspace:
        workspace.cases.add_note(case, NOTE, NOON)


def test_two_laptops_without_a_network_share_one_stick(
    county: TestCounty, hats: list[Hat], case: CaseId, stick: Path, tmp_path: Path
) -> None:
    laptops = [a_laptop(county, hat, tmp_path / hat.person_name) for hat in hats]
    county.stop()
    write_note(laptops[0], case)
    for laptop in laptops:
        write(laptop, stick)
    assert len(list(stick.glob("*.request"))) == 2
    assert officer_takes(county, stick) == ["taken", "taken"]
    assert officer_takes(county, stick) == ["taken before", "taken before"]
    for laptop in laptops:
        read(laptop, stick)
    assert list(stick.iterdir()) == []
    write(laptops[1], stick)
    assert officer_takes(county, stick) == ["taken"]
    read(laptops[1], stick)
    with laptops[0].unlocked() as workspace:
        state = workspace.sync.state()
        assert (state.unsent, state.receipt and state.receipt.sent) == ((), 1)
    with laptops[1].unlocked() as workspace:
        assert NOTE in str(workspace.cases.case(case).timeline)
    held = county.sql("SELECT act FROM audit WHERE act = 'bundle taken'")
    assert len(held) == 5


def test_a_wipe_reaches_a_laptop_without_a_network(
    county: TestCounty, hats: list[Hat], case: CaseId, stick: Path, tmp_path: Path
) -> None:
    opening = county.give_sealing_key()
    laptop = a_laptop(county, hats[0], tmp_path / "one")
    write_note(laptop, case)
    write(laptop, stick)
    with laptop.unlocked() as workspace:
        workspace.cases.keep_note(case, "half a sentence")
    [(device,)] = county.sql("SELECT id FROM device")
    county.order(DeviceId(device), OrderKind.WIPE)
    assert officer_takes(county, stick) == ["taken"]
    with laptop.unlocked() as workspace:
        assert workspace.sticks is not None
        with pytest.raises(LaptopStopped, match="stopped"):
            workspace.sticks.read(stick, ignore_progress, NeverCancelled())
        # The window learns of it only now; what was being typed is kept all the same.
        workspace.cases.keep_note(case, "half a sentence, and the rest")
    assert county.orders()[0].state == "pending"
    with pytest.raises(LeaseOver), laptop.unlocked():
        pass
    assert "taken" in officer_takes_all(county, stick)
    desk = laptop.desk(SystemClock())
    with desk.by_stick.opened(PASSPHRASE) as sticks, pytest.raises(LaptopStopped, match="stopped"):
        sticks.read(stick, ignore_progress, NeverCancelled())
    assert "taken" in officer_takes_all(county, stick)
    assert sealed_notes(county, opening) == {"half a sentence", "half a sentence, and the rest"}
    with desk.by_stick.opened(PASSPHRASE) as sticks, pytest.raises(LaptopStopped, match="emptied"):
        sticks.read(stick, ignore_progress, NeverCancelled())
    assert not list(laptop.places.vault.glob("*"))
    assert "taken" in officer_takes_all(county, stick)
    assert county.orders()[0].state == "done"


def sealed_notes(county: TestCounty, opening: OpeningKey) -> set[str]:
    """The half-written notes in every sealed box that arrived."""
    boxes = county.sql("SELECT content FROM sealed_work")
    return {one.text for (box,) in boxes for one in open_outbox(bytes(box), opening).outbox.notes}


def officer_takes_all(county: TestCounty, stick: Path) -> list[str]:
    """As `officer_takes`, with older files of the laptop still on the stick."""
    assert county.bundle_key is not None
    source = Source(SystemClock(), new_id, os.urandom)
    told: list[str] = []
    lines = take_all(county.server, county.bundle_key, source, [stick], None, "Test officer")
    with suppress(BundleRefused):
        told.extend(line.split("\t")[1] for line in lines)
    return told


def test_from_a_terminal_it_is_the_same(
    county: TestCounty,
    hats: list[Hat],
    case: CaseId,
    stick: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("getpass.getpass", lambda _: PASSPHRASE)
    laptop = a_laptop(county, hats[0], tmp_path / "one")
    write_note(laptop, case)
    home = ["--home", str(laptop.places.home), "bundle"]
    assert main([*home, "write", str(stick)]) == 0
    assert "operations\t1" in capsys.readouterr().out
    assert main([*home, "read", str(stick)]) == 1
    assert "no answer of the county" in capsys.readouterr().err
    officer_takes(county, stick)
    assert main([*home, "read", str(stick)]) == 0
    assert "sent\t1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "not enough room"),
        (errno.EROFS, "may not be written"),
        (errno.EIO, "cannot be reached"),
        (errno.ENODEV, "cannot be reached"),
    ],
)
def test_a_stick_that_fails_leaves_nothing_half_written(
    stick: Path, monkeypatch: pytest.MonkeyPatch, number: int, words: str
) -> None:
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as broken:
        broken.setattr("desktop.sticks.os.fsync", fail)
        with pytest.raises(StickUnusable, match=words):
            put_on_stick(stick, "ABCDEFGH", bytes(3_000_000), lambda _: None, lambda: None)
    assert list(stick.iterdir()) == []
    put_on_stick(stick, "ABCDEFGH", b"whole", lambda _: None, lambda: None)
    assert [one.name for one in stick.iterdir()] == ["ABCDEFGH.request"]


def test_a_stick_that_is_not_there_is_told_in_a_sentence(
    county: TestCounty, hats: list[Hat], case: CaseId, tmp_path: Path
) -> None:
    laptop = a_laptop(county, hats[0], tmp_path / "one")
    write_note(laptop, case)
    with pytest.raises(ShownError, match="cannot be reached"):
        write(laptop, tmp_path / "nowhere")
    with pytest.raises(StickUnusable, match="cannot be reached"):
        find_answer(tmp_path / "nowhere", ["ABCDEFGH"])
    with laptop.unlocked() as workspace:
        assert len(workspace.sync.state().unsent) == 1
        assert workspace.sticks is not None
        assert workspace.sticks.state().out == ()


def test_a_county_put_back_from_a_backup_hears_by_stick_what_it_lost(
    county: TestCounty, hats: list[Hat], case: CaseId, stick: Path, tmp_path: Path
) -> None:
    laptop = a_laptop(county, hats[0], tmp_path / "laptop")
    backup = back_up(county)
    write_note(laptop, case)
    laptop.sync()
    put_back(county, backup)
    county.stop()
    with laptop.unlocked() as workspace:
        workspace.cases.add_note(case, "Written since.", NOON)
    notes = []
    for _ in range(2):
        write(laptop, stick)
        assert officer_takes(county, stick) == ["taken"]
        read(laptop, stick)
        with laptop.unlocked() as workspace:
            state = workspace.sync.state()
        assert state.receipt is not None
        notes.append(state.receipt.note)
    assert notes == [PUT_BACK, ""]
    assert (state.unsent, state.refused) == ((), ())
    held = {str(one.fields.get("text")) for one in county.kept_records()}
    assert {NOTE, "Written since."} <= held
