# SPDX-License-Identifier: AGPL-3.0-or-later
"""Each end starts with what its own extra installs: the other end's libraries may be absent."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
IMPORT_ALL = """
import importlib, pkgutil, sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent!r}:
            raise ModuleNotFoundError(f"{{name}} is not installed at this end", name=name)

sys.meta_path.insert(0, Absent())
for room in {rooms!r}:
    for found in pkgutil.walk_packages(importlib.import_module(room).__path__, room + "."):
        if "migrations" not in found.name and not found.name.endswith("__main__"):
            importlib.import_module(found.name)
"""
LAPTOP = ("PySide6", "shiboken6", "sqlcipher3", "keyring", "argon2", "storage", "ui", "desktop")
SERVER = ("fastapi", "starlette", "uvicorn", "psycopg", "sqlalchemy", "alembic")


@pytest.mark.parametrize(
    ("rooms", "absent"),
    [
        (("casework", "forms", "sync.wire", "sync.server"), LAPTOP),
        (("casework", "forms", "storage", "sync.wire", "sync.client", "ui", "desktop"), SERVER),
    ],
    ids=["server", "laptop"],
)
def test_one_end_starts_without_the_libraries_of_the_other(
    rooms: tuple[str, ...], absent: tuple[str, ...]
) -> None:
    script = IMPORT_ALL.format(rooms=rooms, absent=absent)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
