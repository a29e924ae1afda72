# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the documents point at exists, and every direct dependency is accounted for."""

import re
import tomllib
from itertools import chain
from pathlib import Path

import pytest

from desktop.system import VERSION

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8"))
    here = [one.partition("#")[0] for one in links if "://" not in one and one[0] != "#"]
    assert [one for one in here if not (path.parent / one).exists()] == []


def test_every_direct_dependency_says_why_it_is_there() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = list(project["dependencies"])
    asked += chain.from_iterable(project["optional-dependencies"].values())
    names = {re.split(r"[\[<>=]", one)[0] for one in asked}
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert names - set(re.findall(r"^\| `([^`]+)` \|", text, re.MULTILINE)) == set()


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "make run" in text
    assert "make test" in text


def test_the_program_calls_itself_by_its_version() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert stated["project"]["version"] == VERSION
