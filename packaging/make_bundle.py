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
    code = subprocess.run(command, cwd=ROOT, check=False).returncode
    if code == 0:
        program = BUNDLE / "fieldfare"
        size = sum(one.stat().st_size for one in program.rglob("*") if not one.is_symlink())
        print(f"The desktop stands in {program.relative_to(ROOT)} ({size / 1e6:.0f} MB).")
    return code


if __name__ == "__main__":
    sys.exit(main())
