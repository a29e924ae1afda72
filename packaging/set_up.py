# SPDX-License-Identifier: AGPL-3.0-or-later
"""Set up what a target needs, from nothing but Python's own library.

`environment` makes .venv with exactly the pinned packages; `offscreen` and `window` see to the
system libraries Qt loads on Debian and Ubuntu: installed when root or passwordless sudo allows,
otherwise the exact line to type is printed. Runs before anything else of ours is importable.
"""

import ctypes.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
READY = ENVIRONMENT / "ready"

OFFSCREEN = {
    "libegl1": "EGL",
    "libgl1": "GL",
    "libdbus-1-3": "dbus-1",
    "libfontconfig1": "fontconfig",
    "libglib2.0-0": "glib-2.0",
    "libxkbcommon0": "xkbcommon",
}
XCB = {
    "libxcb-cursor0": "xcb-cursor",
    "libxcb-icccm4": "xcb-icccm",
    "libxcb-keysyms1": "xcb-keysyms",
    "libxcb-shape0": "xcb-shape",
    "libxcb-xkb1": "xcb-xkb",
    "libxkbcommon-x11-0": "xkbcommon-x11",
}
FONT = "fonts-dejavu-core"


def main() -> int:
    """Do the one thing asked for; returns the exit code."""
    if sys.version_info < (3, 11):
        return fail(f"Fieldfare needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    wanted = sys.argv[1] if len(sys.argv) > 1 else ""
    if wanted == "environment":
        return make_environment()
    if wanted == "offscreen":
        return install_missing(missing_libraries(OFFSCREEN) + missing_font())
    if wanted == "window":
        packages = missing_libraries(OFFSCREEN) + missing_font()
        if has_display():
            packages += missing_libraries(XCB)
        return install_missing(packages)
    return fail("usage: set_up.py environment|offscreen|window")


def make_environment() -> int:
    """Make .venv with the pinned packages and the project itself in place."""
    python = ENVIRONMENT / "bin" / "python"
    try:
        if not python.exists():
            say("Making the Python environment in .venv …")
            if not has_venv() and install_missing(["python3-venv"]) != 0:
                return 1
            subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
        say("Installing the pinned packages …")
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        pins = ["--require-hashes", "--requirement", str(ROOT / "requirements-dev.txt")]
        subprocess.run([*pip, *pins], check=True)
        itself = ["--no-deps", "--no-build-isolation", "--editable", str(ROOT)]
        subprocess.run([*pip, *itself], check=True)
    except subprocess.CalledProcessError as error:
        return fail(f"The environment could not be made: {error.cmd[0]} ended with an error.")
    READY.touch()
    return 0


def has_venv() -> bool:
    """Whether this Python can make environments (Debian splits that off)."""
    try:
        import ensurepip
        import venv
    except ImportError:
        return False
    return bool(ensurepip and venv)


def missing_libraries(libraries: dict[str, str]) -> list[str]:
    """Debian packages whose library the loader does not find."""
    if not shutil.which("apt-get"):
        return []
    return [package for package, name in libraries.items() if not ctypes.util.find_library(name)]


def missing_font() -> list[str]:
    """The package of a font when the machine has none."""
    if not shutil.which("apt-get"):
        return []
    folders = [Path("/usr/share/fonts"), Path.home() / ".fonts", Path("/usr/local/share/fonts")]
    fonts = (font for folder in folders if folder.exists() for font in folder.rglob("*.[to]tf"))
    return [] if next(fonts, None) else [FONT]


def install_missing(packages: list[str]) -> int:
    """Install Debian packages, or print the line that does."""
    if not packages:
        return 0
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    line = "sudo apt-get install --yes " + " ".join(packages)
    if sudo and (
        not shutil.which("sudo")
        or subprocess.run([*sudo, "true"], capture_output=True, check=False).returncode != 0
    ):
        return fail(f"These system libraries are missing; type:\n    {line}")
    say("Installing system libraries: " + " ".join(packages))
    quiet = {
        "stdout": subprocess.DEVNULL,
        "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
    }
    subprocess.run([*sudo, "apt-get", "update", "-qq"], check=False, **quiet)
    command = [*sudo, "apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages]
    if subprocess.run(command, check=False, **quiet).returncode != 0:
        return fail(f"The system libraries could not be installed; type:\n    {line}")
    return 0


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
