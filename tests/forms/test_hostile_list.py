# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each of the thirty-four hostile inputs, and each other one, is found by its number or name."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "forms-hostile.md").read_text(encoding="utf-8")
ROWS = {
    cells[0].strip(): re.findall(r"`(tests/[\w/.]+)::(\w+)`", cells[-1])
    for cells in (line.strip("| ").split(" | ") for line in TEXT.splitlines() if line[:1] == "|")
    if cells[0].strip("- ")
}
OTHERS = ("instance", "choice", "photograph")


def test_every_hostile_input_stands_in_the_list() -> None:
    numbers = [str(number) for number in range(1, 35)]
    assert [one for one in (*numbers, *OTHERS) if not ROWS.get(one)] == []


@pytest.mark.parametrize("row", [one for one, tests in ROWS.items() if tests])
def test_the_tests_that_a_row_names_exist(row: str) -> None:
    for file, name in ROWS[row]:
        tree = ast.parse((ROOT / file).read_text(encoding="utf-8"))
        assert name in [one.name for one in tree.body if isinstance(one, ast.FunctionDef)]
