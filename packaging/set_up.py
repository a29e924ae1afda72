# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set up what a target needs, from nothing but Python's own library.

`environment` makes .venv with exactly the pinned packages; `offscreen`, `window` and `bundle` see
to the system libraries that Qt and the freezer load on Debian and Ubuntu: installed when root or
passwordless sudo allows, otherwise the exact line to type is printed. Runs before anything else of
ours is importable, and says one sentence on a Python too old to run the rest.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
READY = ENVIRONMENT / "ready"
SYSTEM_PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])

# Debian package: the file the loader must find.
OFFSCREEN = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
}
XCB = {
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
}
SPEECH = {"libpulse0": "libpulse.so.0", "libspeechd2": "libspeechd.so.2"}
FONT = "fonts-dejavu-core"


def main() -> int:
    """Do the one thing asked for; returns the exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs on whatever Python there is
        return fail(
            "Fieldfare needs Python 3.11 or newer and this is {}.{}; "
            "name a newer one, for example: make PYTHON=python3.12 run".format(*sys.version_info)
        )
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted == "environment":
        return make_environment()
    if not shutil.which("apt-get"):
        return 0  # other systems bring these libraries with their desktop
    if wanted == "offscreen":
        return install(missing_libraries(OFFSCREEN) + missing_font())
    if wanted == "window":
        libraries = OFFSCREEN | XCB if has_display() else OFFSCREEN
        return install(missing_libraries(libraries) + missing_font())
    if wanted == "bundle":
        return install(
            missing_libraries(OFFSCREEN | XCB | SPEECH | shared_python()) + missing_objdump()
        )
    return fail("usage: set_up.py environment|offscreen|window|bundle")


def make_environment() -> int:
    """Make .venv with the pinned packages and the project itself in place."""
    python = str(ENVIRONMENT / "bin" / "python")
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    steps = [
        [*pip, "--require-hashes", "--requirement", str(ROOT / "requirements-dev.txt")],
        [*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)],
    ]
    if not can_import_pip(python):
        say("Making the Python environment in .venv …")
        if not has_venv() and install(["python3-venv"]) != 0:
            return 1
        steps.insert(0, [sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)])
    say("Installing the pinned packages …")
    for step in steps:
        if subprocess.run(step, check=False).returncode != 0:
            return fail("The environment could not be made; the lines above say why.")
    READY.touch()
    return 0


def can_import_pip(python: str) -> bool:
    """Whether an environment stands there and is whole; one cut off while being made is not."""
    if not Path(python).exists():
        return False
    done = subprocess.run([python, "-c", "import pip"], capture_output=True, check=False)
    return done.returncode == 0


def has_venv() -> bool:
    """Whether this Python can make environments (Debian splits that off)."""
    return bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Debian packages whose library the loader does not find."""
    ldconfig = shutil.which("ldconfig", path=SYSTEM_PATH)
    if ldconfig is None:
        return []
    known = subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=False).stdout
    found = {line.split()[0] for line in known.splitlines() if "=>" in line}
    return [package for package, name in libraries.items() if name not in found]


def missing_font() -> list[str]:
    """The package of a font when the machine has none."""
    folders = [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts"]
    fonts = (font for folder in folders if folder.exists() for font in folder.rglob("*.[to]tf"))
    return [] if next(fonts, None) else [FONT]


def shared_python() -> dict[str, str]:
    """The shared library of Debian's own Python, which the frozen program carries."""
    if sys.base_prefix != "/usr":
        return {}
    version = "{}.{}".format(*sys.version_info[:2])
    return {f"libpython{version}": f"libpython{version}.so.1.0"}


def missing_objdump() -> list[str]:
    """The package of objdump, by which PyInstaller finds what a library needs."""
    return [] if shutil.which("objdump") else ["binutils"]


def install(packages: list[str]) -> int:
    """Install Debian packages, or print the line that does."""
    if not packages:
        return 0
    line = "sudo apt-get install --yes " + " ".join(packages)
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and not is_allowed(sudo):
        return fail(f"Some system packages are missing; type:\n    {line}")
    say("Installing system packages: " + " ".join(packages))
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    apt += ["-o", "Acquire::Retries=3", "-o", "Dpkg::Use-Pty=0"]
    run_quietly([*apt, "update"])
    if not run_quietly([*apt, "install", "--yes", "--no-install-recommends", *packages]):
        return fail(f"The system packages could not be installed; type:\n    {line}")
    return 0


def is_allowed(sudo: list[str]) -> bool:
    """Whether sudo is there and asks for no password."""
    return bool(shutil.which("sudo")) and run_quietly([*sudo, "true"], errors=subprocess.DEVNULL)


def run_quietly(command: list[str], errors: int | None = None) -> bool:
    """Run without a word unless it fails; whether it succeeded."""
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        check=False,
    )
    return done.returncode == 0


def has_display() -> bool:
    """Whether a window can be shown."""
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(line: str) -> None:
    """Tell the person at the terminal."""
    print(line, flush=True)


def fail(line: str) -> int:
    """Say in one sentence why it stops."""
    print(line, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
