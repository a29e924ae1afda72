# SPDX-License-Identifier: AGPL-3.0-or-later
"""Freeze the desktop into build/bundle/fieldfare."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUNDLE = ROOT / "build" / "bundle"


def main() -> int:
    """Run PyInstaller on the spec; returns its exit code."""
    command = [sys.executable, "-m", "PyInstaller", str(ROOT / "packaging" / "fieldfare.spec")]
    command += ["--distpath", str(BUNDLE), "--workpath", str(ROOT / "build" / "pyinstaller")]
    command += ["--noconfirm", "--log-level", "WARN"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
