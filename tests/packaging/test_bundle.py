# SPDX-License-Identifier: AGPL-3.0-or-later
"""The frozen desktop does the whole field day by itself; run by `make bundle`.

The county it talks to is the one of this environment, since a laptop's program carries no server.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.bundle

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "build" / "bundle" / "fieldfare"
FORM = ROOT / "forms" / "packs" / "community_safety.xlsx"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the frozen program away from the source, without a display or a home of its own."""
    county = Path(sys.executable).parent
    environment = {
        "PATH": os.pathsep.join([str(county), "/usr/bin", "/bin"]),
        "HOME": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
    }
    return subprocess.run(
        [str(BUNDLE / "fieldfare"), *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_makes_a_store_fills_a_screening_and_syncs(tmp_path: Path) -> None:
    done = run(tmp_path, "tour", "--out", "tour")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "filled and signed a screening with the server stopped" in done.stdout
    assert "a colleague assigned to the case opened the screening" in done.stdout
    assert (tmp_path / "tour" / "summary.pdf").read_bytes().startswith(b"%PDF")


def test_it_reads_a_spreadsheet_form(tmp_path: Path) -> None:
    done = run(tmp_path, "form", "check", str(FORM))
    assert done.returncode == 0, done.stdout + done.stderr


def test_it_carries_the_keystores_and_no_server() -> None:
    table = (ROOT / "build" / "pyinstaller" / "fieldfare" / "PYZ-00.toc").read_text()
    assert "('keyring.backends.SecretService'" in table
    assert "('sync.client" in table
    for name in ("sync.server", "fastapi", "psycopg", "sqlalchemy", "uvicorn", "pytest"):
        assert f"('{name}" not in table, name
