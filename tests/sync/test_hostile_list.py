# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each hostile message that either end must withstand has its row, and each row its tests."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "sync-hostile.md").read_text(encoding="utf-8")
ROWS = {
    cells[0].strip(): re.findall(r"`(tests/[\w/.]+)::(\w+)`", cells[-1])
    for cells in (line.strip("| ").split(" | ") for line in TEXT.splitlines() if line[:1] == "|")
    if cells[0].strip("- ")
}
ASKED_FOR = (
    "forged",
    "replayed",
    "truncated",
    "oversized",
    "bomb",
    "made up",
    "wrong county",
    "wrong epoch",
    "fork",
    "clock",
    "altered page",
    "old page",
    "another's page",
)


def test_every_hostile_message_stands_in_the_list() -> None:
    assert [one for one in ASKED_FOR if not ROWS.get(one)] == []


@pytest.mark.parametrize("row", [one for one in ROWS if ROWS[one]])
def test_the_tests_that_a_row_names_exist(row: str) -> None:
    for file, name in ROWS[row]:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
