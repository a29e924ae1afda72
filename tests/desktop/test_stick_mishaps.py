# SPDX-License-Identifier: AGPL-3.0-or-later
"""Full, pulled out, swapped, shown twice: each is a sentence, and nothing is lost by it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.ids import CaseId
from sync.server.bundle_duties import take_all
from sync.server.errors import BundleRefused
from sync.server.sources import Source
from tests.fakes.county import SystemClock, TestCounty, new_id, running_county
from tests.fakes.laptops import Laptop, NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import NOON, a_hat
from tests.fakes.small_disks import small_disk
from ui.errors import ShownError
from ui.ports import Workspace
from ui.stick_port import StickPort
from ui.sync_progress import SyncPhase, SyncProgress


@pytest.fixture
def county(tmp_path: Path) -> Iterator[TestCounty]:
    with running_county(tmp_path) as running:
        yield running


@pytest.fixture
def laptops(county: TestCounty, tmp_path: Path) -> list[Laptop]:
    """Two workers of one case, off the network from here on."""
    hats = [county.add_hat(a_hat(number)) for number in (1, 2)]
    case = county.add_case(author=hats[0])
    made = []
    for hat in hats:
        county.grant(hat, case)
        made.append(enrolled_laptop(county, hat, tmp_path / hat.person_name))
        made[-1].sync()
    return made


@pytest.fixture
def sticks(tmp_path: Path) -> list[Path]:
    made = [tmp_path / name for name in ("red", "blue")]
    for one in made:
        one.mkdir()
    return made


def a_case(workspace: Workspace) -> CaseId:
    return workspace.youths.search("", 0, 1).rows[0].case


def port(workspace: Workspace) -> StickPort:
    assert workspace.sticks is not None
    return workspace.sticks


def take(county: TestCounty, stick: Path) -> list[str]:
    assert county.bundle_key is not None
    source = Source(SystemClock(), new_id, os.urandom)
    told: list[str] = []
    lines = take_all(county.server, county.bundle_key, source, [stick], None, "Officer")
    try:
        told.extend(line.split("\t")[1] for line in lines)
    except BundleRefused:
        told.append("refused in the end")
    return told


def test_a_stick_that_is_really_full_loses_nothing_at_either_end(
    county: TestCounty, laptops: list[Laptop], tmp_path: Path, sticks: list[Path]
) -> None:
    with laptops[0].unlocked() as workspace:
        workspace.cases.add_note(a_case(workspace), os.urandom(9_000).hex(), NOON)
        with small_disk(tmp_path / "full", sticks[0], 0) as full:
            with pytest.raises(ShownError, match="not enough room"):
                port(workspace).write(full, ignore_progress, NeverCancelled())
            assert list(full.iterdir()) == []
        assert port(workspace).state().out == ()
        port(workspace).write(sticks[0], ignore_progress, NeverCancelled())
        [request] = sticks[0].iterdir()
        small = tmp_path / "small"
        with small_disk(small, sticks[0], 0) as full:
            assert take(county, full) == ["refused", "refused in the end"]
            assert [one.name for one in full.iterdir()] == [request.name]
        assert take(county, sticks[0]) == ["taken before"]
        port(workspace).read(sticks[0], ignore_progress, NeverCancelled())
        assert workspace.sync.state().unsent == ()


def test_a_stick_pulled_out_while_it_is_written_leaves_the_work_here(
    county: TestCounty, laptops: list[Laptop], sticks: list[Path]
) -> None:
    stick = sticks[0]

    def pull_out(progress: SyncProgress) -> None:
        if progress.phase is SyncPhase.WRITING:
            shutil.rmtree(stick, ignore_errors=True)

    with laptops[0].unlocked() as workspace:
        workspace.cases.add_note(a_case(workspace), "on its way", NOON)
        with pytest.raises(ShownError, match="cannot be reached any more"):
            port(workspace).write(stick, pull_out, NeverCancelled())
        assert len(workspace.sync.state().unsent) == 1
        assert port(workspace).state().out == ()
        stick.mkdir()
        port(workspace).write(stick, ignore_progress, NeverCancelled())
        assert take(county, stick) == ["taken"]
        port(workspace).read(stick, ignore_progress, NeverCancelled())
        assert workspace.sync.state().unsent == ()


@pytest.mark.soak
def test_two_sticks_that_were_swapped_are_told_apart(
    county: TestCounty, laptops: list[Laptop], sticks: list[Path]
) -> None:
    for laptop, stick in zip(laptops, sticks, strict=True):
        with laptop.unlocked() as workspace:
            workspace.cases.add_note(a_case(workspace), f"by {stick.name}", NOON)
            port(workspace).write(stick, ignore_progress, NeverCancelled())
        assert take(county, stick) == ["taken"]
    for laptop, stick in zip(laptops, reversed(sticks), strict=True):
        [answer] = stick.glob("*.answer")
        with laptop.unlocked() as workspace:
            with pytest.raises(ShownError, match="no answer of the county for this laptop"):
                port(workspace).read(stick, ignore_progress, NeverCancelled())
            with pytest.raises(ShownError, match="another laptop"):
                port(workspace).read(answer, ignore_progress, NeverCancelled())
            assert len(workspace.sync.state().unsent) == 1
        assert answer.exists()
    for laptop, stick in zip(laptops, sticks, strict=True):
        with laptop.unlocked() as workspace:
            port(workspace).read(stick, ignore_progress, NeverCancelled())
            assert workspace.sync.state().unsent == ()


def test_an_older_stick_that_turns_up_again_is_refused_at_both_ends(
    county: TestCounty, laptops: list[Laptop], sticks: list[Path]
) -> None:
    old, new = sticks
    with laptops[0].unlocked() as workspace:
        port(workspace).write(old, ignore_progress, NeverCancelled())
        take(county, old)
        kept = {one.name: one.read_bytes() for one in old.iterdir()}
        port(workspace).read(old, ignore_progress, NeverCancelled())
        port(workspace).write(new, ignore_progress, NeverCancelled())
        assert take(county, new) == ["taken"]
        for name, content in kept.items():
            (old / name).write_bytes(content)
        assert take(county, old) == ["refused", "refused in the end"]
        [answer] = old.glob("*.answer")
        with pytest.raises(ShownError, match="read already"):
            port(workspace).read(answer, ignore_progress, NeverCancelled())
        port(workspace).read(new, ignore_progress, NeverCancelled())
