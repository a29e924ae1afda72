# SPDX-License-Identifier: AGPL-3.0-or-later
"""The other engine (`@getodk/xforms-engine` on Node): installed for measuring, spoken to by lines.

It is compared with and raced against, and is never part of the program. Its packages are pinned
by bench/peer/package-lock.json and installed below build/, which is never committed.
"""

import json
import os
import queue
import shutil
import subprocess
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from bench.results import ROOT

SCRIPTS = ROOT / "bench" / "peer"
PACKAGES = ROOT / "build" / "forms-peer"
NAME = "@getodk/xforms-engine 0.22.0 (Node, jsdom)"
MOMENT = datetime(2026, 3, 14, 9, 26, 53, tzinfo=UTC)
OLDEST_NODE = 20
_MOST_FAILURES = 20


class PeerError(Exception):
    """The other engine refused, failed, or took too long."""


class PeerMissing(PeerError):
    """Node or npm is not there, or the packages cannot be installed."""


class Walk(NamedTuple):
    """Operations done, in order, and counted repeats that shrank and grew again."""

    operations: list[dict[str, Any]]
    regrown: frozenset[str]


class Peer:
    """One running engine; a context manager. One form is open at a time.

    Args:
        patience: seconds an answer may take before the engine is stopped.
    """

    def __init__(self, patience: float = 120.0) -> None:
        install()
        self._patience = patience
        self._lines: queue.Queue[str] = queue.Queue()
        self._opened: dict[str, Any] = {}
        self._process = subprocess.Popen(
            ["node", str(SCRIPTS / "peer.mjs"), str(PACKAGES), MOMENT.isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=os.environ | {"TZ": "UTC"},
        )
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def open(self, xform: Path, attachments: Mapping[str, Path]) -> float:
        """Load a form and make its first instance; milliseconds."""
        files = {name: str(file) for name, file in attachments.items()}
        self._opened = {"xform": str(xform), "attachments": files}
        return float(self._ask("open", **self._opened)["ms"])

    def walk(self, seed: int, rounds: int, most: int = 1500) -> Walk:
        """Answer at random, at most so often.

        An answer the engine fails on may leave the form in pieces: the form is then opened again
        and the same walk taken without that answer.
        """
        avoid: list[str] = []
        for _ in range(_MOST_FAILURES):
            answer = self._ask("walk", seed=seed, rounds=rounds, most=most, avoid=avoid)
            if "failed" not in answer:
                return Walk(answer["operations"], frozenset(answer["regrown"]))
            avoid.append(answer["failed"])
            self._ask("open", **self._opened)
        raise PeerError(f"fails on answers, for example {avoid[0]}")

    def replay(self, operations: Sequence[Mapping[str, Any]]) -> list[float]:
        """Do recorded operations; milliseconds of each."""
        times: list[float] = self._ask("replay", operations=list(operations))["ms"]
        return times

    def state(self) -> dict[str, dict[str, Any]]:
        """Every node by reference, as readState in bench/peer/engine.mjs writes it."""
        state: dict[str, dict[str, Any]] = self._ask("state")["state"]
        return state

    def memory(self) -> int:
        """Resident bytes of the engine's process."""
        return int(self._ask("memory")["bytes"])

    def _ask(self, ask: str, **wanted: object) -> dict[str, Any]:
        stdin = self._process.stdin
        assert stdin is not None
        try:
            stdin.write(json.dumps({"ask": ask, **wanted}) + "\n")
            stdin.flush()
            line = self._lines.get(timeout=self._patience)
        except queue.Empty:
            self._process.kill()
            raise PeerError(f"took longer than {self._patience:g} s") from None
        except BrokenPipeError as error:
            raise PeerError("the engine has ended") from error
        if not line:
            raise PeerError("the engine has ended")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise PeerError(str(answer["error"]))
        return answer

    def _listen(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        for line in stdout:
            self._lines.put(line)
        self._lines.put("")


def install() -> None:
    """Put the pinned packages into build/forms-peer, unless they are there.

    Raises:
        PeerMissing: Node or npm is missing, or npm failed.
    """
    lock = SCRIPTS / "package-lock.json"
    done = PACKAGES / "installed.json"
    if done.exists() and done.read_bytes() == lock.read_bytes():
        return
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise PeerMissing(
            f"Node {OLDEST_NODE} or newer with npm is needed; install nodejs and npm."
        )
    PACKAGES.mkdir(parents=True, exist_ok=True)
    for file in (lock, SCRIPTS / "package.json"):
        shutil.copy(file, PACKAGES / file.name)
    command = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
    if subprocess.run(command, cwd=PACKAGES, stdout=subprocess.DEVNULL, check=False).returncode:
        raise PeerMissing("The peer's packages could not be installed; the lines above say why.")
    shutil.copy(lock, done)
