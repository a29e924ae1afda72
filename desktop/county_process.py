# SPDX-License-Identifier: AGPL-3.0-or-later
"""A training county beside the desktop: the real server as a child process on loopback.

Invariants: the child ends when this process does, however it ends; nothing here runs in a real
installation, where the county's server is elsewhere.
"""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

START_SECONDS = 180.0
STOP_SECONDS = 15.0
READY_FILE = "ready.json"


class TrainingCountyFailed(Exception):
    """The operator: the training county did not start; its log says why."""


@dataclass(frozen=True)
class CountyAddress:
    """Where the training county listens and what proves that it is it."""

    url: str
    certificate_pem: str


class TrainingCounty:
    """The child process of a training county.

    Attributes:
        folder: its data; kept between runs.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server without waiting for it; does nothing while it runs."""
        if self.is_running():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        (self.folder / READY_FILE).unlink(missing_ok=True)
        log = (self.folder / "county.log").open("ab")
        command = [*county_command(), "train", "--data", str(self.folder)]
        command += ["--port", "0", "--ready-file", str(self.folder / READY_FILE)]
        command += ["--parent-pid", str(os.getpid())]
        with log:
            self._child = subprocess.Popen(  # noqa: S603 - our own program, no shell
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=county_environment(),
            )

    def is_running(self) -> bool:
        """Whether the child lives."""
        return self._child is not None and self._child.poll() is None

    def wait(self) -> CountyAddress:
        """Wait until it answers.

        Raises:
            TrainingCountyFailed: it ended or did not answer in time.
        """
        deadline = monotonic() + START_SECONDS
        while monotonic() < deadline:
            address = read_address(self.folder)
            if address is not None:
                return address
            if not self.is_running():
                break
            sleep(0.05)
        raise TrainingCountyFailed(
            "The training county did not start; see county.log in the training folder, "
            "or remove that folder to begin anew."
        )

    def run(self, *arguments: str) -> str:
        """Run one administrator's command against the county and return what it printed.

        Raises:
            TrainingCountyFailed: the command was refused; the text is its sentence.
        """
        command = [*county_command(), *arguments, "--data", str(self.folder)]
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command,
            capture_output=True,
            text=True,
            check=False,
            timeout=START_SECONDS,
            env=county_environment(),
        )
        if done.returncode != 0:
            raise TrainingCountyFailed(done.stderr.strip() or "The county refused the command.")
        return done.stdout

    def stop(self) -> None:
        """Ask the child to end and wait for it; kill it when it does not."""
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
        self._child = None


def read_address(folder: Path) -> CountyAddress | None:
    """Where the training county of this folder answers; None while it does not."""
    try:
        ready = json.loads((folder / READY_FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    return CountyAddress(ready["url"], ready["certificate_pem"])


def county_command() -> list[str]:
    """How to start the county's command line.

    A frozen desktop carries no server: it takes the one installed on this machine.

    Raises:
        TrainingCountyFailed: there is none.
    """
    if not hasattr(sys, "frozen"):
        return [sys.executable, "-m", "sync.server.commands"]
    installed = shutil.which("fieldfare-county")
    if installed is None:
        raise TrainingCountyFailed(
            "The training county is not part of this program; install fieldfare-county first."
        )
    return [installed]


def county_environment() -> dict[str, str]:
    """The environment without the frozen desktop's own libraries, which are not the county's."""
    environment = dict(os.environ)
    ours = environment.pop("LD_LIBRARY_PATH", None)
    before = environment.pop("LD_LIBRARY_PATH_ORIG", None)
    kept = before if hasattr(sys, "frozen") else ours
    return environment if kept is None else environment | {"LD_LIBRARY_PATH": kept}
