# SPDX-License-Identifier: AGPL-3.0-or-later
"""The training county lives and dies with the desktop that started it."""

from pathlib import Path

import psutil
import pytest

from desktop.county_process import TrainingCounty, TrainingCountyFailed
from desktop.training import OFFICER


def test_a_training_county_starts_answers_and_leaves_nothing_running(tmp_path: Path) -> None:
    before = set(psutil.Process().children(recursive=True))
    county = TrainingCounty(tmp_path / "county")
    county.start()
    address = county.wait()
    assert address.url.startswith("https://127.0.0.1:")
    assert "BEGIN CERTIFICATE" in address.certificate_pem
    assert OFFICER in county.run("user", "list")
    with pytest.raises(TrainingCountyFailed, match="Nobody Here"):
        county.run("device", "invite", "Nobody Here")
    children = set(psutil.Process().children(recursive=True)) - before
    assert children
    county.stop()
    _, alive = psutil.wait_procs(list(children), timeout=10)
    assert alive == []


def test_a_county_that_cannot_start_is_one_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    folder.mkdir()
    (folder / "tls").write_text("in the way")
    county = TrainingCounty(folder)
    county.start()
    with pytest.raises(TrainingCountyFailed, match=r"county\.log"):
        county.wait()
    county.stop()
