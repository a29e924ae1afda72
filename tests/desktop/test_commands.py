# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line: help on everything, one sentence on standard error for everything else."""

from pathlib import Path

import pytest

from desktop.commands import main
from desktop.settings import Settings


@pytest.mark.parametrize(
    "command",
    [["--help"], ["tour", "--help"], ["enrol", "--help"], ["form", "check", "--help"]],
    ids=" ".join,
)
def test_every_command_explains_itself(
    command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(command)
    assert ended.value.code == 0
    assert "usage: fieldfare" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["form", "check", str(tmp_path / "none.xlsx")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("fieldfare: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("call", [["nothing"], ["form"], ["form", "fill", "x.xlsx"]], ids=" ".join)
def test_a_wrong_call_is_one_sentence(call: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(call)
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert said.startswith("fieldfare")
    assert said.count("\n") == 1


def test_settings_survive_and_a_damaged_file_only_loses_the_language(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    settings = Settings(file)
    settings.save_language("es")
    settings.save_theme("dark")
    assert (Settings(file).language(), Settings(file).theme()) == ("es", "dark")
    file.write_bytes(b"{")
    assert (Settings(file).language(), Settings(file).theme()) == ("", "system")
