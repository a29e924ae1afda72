# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set-up installs the missing system libraries, or prints the exact line that does."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "packaging" / "set_up.py"
PACKAGES = "libegl1 libgl1 libdbus-1-3 libfontconfig1 libglib2.0-0 libxkbcommon0"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder for PATH with a loader that knows no library and an apt-get that notes its use."""
    _write(tmp_path / "ldconfig", "true")
    _write(tmp_path / "apt-get", f'echo "$*" >> {tmp_path}/asked')
    return tmp_path


def _write(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


def set_up(machine: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{machine}:/usr/bin:/bin", "HOME": str(machine)} | more
    return subprocess.run(
        [sys.executable, str(SCRIPT), "offscreen" if not more else "window"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def grant_sudo(machine: Path, *, allowed: bool) -> None:
    _write(machine / "sudo", 'shift; exec "$@"' if allowed else "exit 1")


def test_the_missing_libraries_are_installed_when_that_is_allowed(machine: Path) -> None:
    grant_sudo(machine, allowed=True)
    assert set_up(machine).returncode == 0
    asked = (machine / "asked").read_text()
    assert PACKAGES in asked
    assert "libxcb-cursor0" not in asked


def test_a_window_needs_the_libraries_of_the_screen_too(machine: Path) -> None:
    grant_sudo(machine, allowed=True)
    assert set_up(machine, DISPLAY=":7").returncode == 0
    assert "libxcb-cursor0" in (machine / "asked").read_text()


def test_where_it_is_not_allowed_the_line_to_type_is_printed(machine: Path) -> None:
    grant_sudo(machine, allowed=False)
    _write(machine / "apt-get", "exit 100")
    done = set_up(machine)
    assert done.returncode == 1
    assert f"sudo apt-get install --yes {PACKAGES}" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_whole_machine_is_left_alone(machine: Path) -> None:
    known = "libEGL.so.1 libGL.so.1 libdbus-1.so.3 libfontconfig.so.1 libglib-2.0.so.0"
    lines = "; ".join(f"echo '{one} => here'" for one in [*known.split(), "libxkbcommon.so.0"])
    _write(machine / "ldconfig", lines)
    (machine / ".fonts").mkdir()
    (machine / ".fonts" / "a.ttf").touch()
    assert set_up(machine).returncode == 0
    assert not (machine / "asked").exists()
