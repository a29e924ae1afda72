# SPDX-License-Identifier: AGPL-3.0-or-later
"""The layout is the architecture; these are its rules that no linter knows."""

import ast
import importlib.util
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.fakes.words import LABELS

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("casework", "forms", "storage", "sync", "ui", "desktop")
FOLDERS = (*ROOMS, "packaging", "tests", "bench", "docs")
FILES = [
    one
    for one in sorted([*ROOT.glob("*"), *(f for name in FOLDERS for f in (ROOT / name).rglob("*"))])
    if one.is_file() and "__pycache__" not in one.parts
]
SOURCES = [one for one in FILES if one.suffix == ".py"]
OWN = [one for one in SOURCES if one.relative_to(ROOT).parts[0] in ROOMS]
TEXTS = [one for one in FILES if one.suffix in {".py", ".md", ".ts", ".toml", ".txt", ".json"}]
MOST_LINES, MOST_TEST_LINES, MOST_FUNCTION_LINES = 400, 500, 40
THIS = Path(__file__)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_packaging_never_shadows_the_library() -> None:
    assert not (ROOT / "packaging" / "__init__.py").exists()
    found = importlib.util.find_spec("packaging.version")
    assert found is not None
    assert found.origin is not None
    assert "site-packages" in found.origin


def test_a_wheel_holds_exactly_the_rooms_and_is_refused_by_an_index(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = (one for one in names if one.endswith(".dist-info/METADATA"))
        assert "Classifier: Private :: Do Not Upload" in archive.read(metadata).decode()
    folders = {one.split("/")[0] for one in names}
    assert {one for one in folders if not one.endswith(".dist-info")} == set(ROOMS)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_file_says_its_licence_and_why_it_exists_and_stays_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    assert text.startswith("# SPDX-License-Identifier: AGPL-3.0-or-later\n")
    assert ast.get_docstring(ast.parse(text)), "no module docstring"
    allowed = MOST_TEST_LINES if path.relative_to(ROOT).parts[0] == "tests" else MOST_LINES
    assert lines <= allowed


@pytest.mark.parametrize("path", OWN, ids=name_of)
def test_functions_stay_short_and_classes_are_named_for_what_they_are(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            begins = node.body[0].end_lineno if ast.get_docstring(node) else node.lineno
            assert (node.end_lineno or 0) - (begins or 0) <= MOST_FUNCTION_LINES, node.name
        if isinstance(node, ast.ClassDef):
            assert not re.search(r"(Manager|Controller|Helper|Utils?)$", node.name), node.name


def test_nothing_is_left_for_someone_else() -> None:
    words = re.compile("|".join(["TO" + "DO", "FIX" + "ME", "NotImplemented" + "Error"]))
    assert [name_of(one) for one in SOURCES if one != THIS and words.search(one.read_text())] == []


def test_no_word_labels_a_youth() -> None:
    allowed = {ROOT / "CONTRIBUTING.md"}
    found = [name_of(one) for one in TEXTS if one not in allowed and LABELS.search(one.read_text())]
    assert found == []


def test_tests_do_not_sleep_and_hardly_mock() -> None:
    for path in SOURCES:
        if path.relative_to(ROOT).parts[0] != "tests" or path == THIS:
            continue
        text = path.read_text()
        assert "time.sleep" not in text, path
        assert text.count("Mock(") + text.count("mock.patch") <= 1, path


@pytest.mark.parametrize("name", ["dev", "desktop", "server"])
def test_every_requirement_is_pinned_with_hashes_and_without_addresses(name: str) -> None:
    text = (ROOT / f"requirements-{name}.txt").read_text()
    assert "://" not in text
    blocks = [one for one in re.split(r"\n(?=[A-Za-z])", text) if not one.startswith("#")]
    for block in blocks:
        assert re.match(r"[A-Za-z0-9._\[\]-]+==\S+", block), block[:60]
        assert "--hash=sha256:" in block, block[:60]


def test_qt_stays_below_the_version_that_corrupts_references() -> None:
    text = (ROOT / "requirements-desktop.txt").read_text()
    found = re.search(r"^pyside6-essentials==(\d+)\.(\d+)", text, re.M)
    assert found is not None
    assert (int(found.group(1)), int(found.group(2))) < (6, 12)


def test_a_server_installs_no_screens_and_no_laptop_store() -> None:
    text = (ROOT / "requirements-server.txt").read_text().casefold()
    assert not re.search(r"^(pyside6|shiboken6|sqlcipher3)", text, re.M)
