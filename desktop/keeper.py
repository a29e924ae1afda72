# SPDX-License-Identifier: AGPL-3.0-or-later
"""The process that outlives every lock: it keeps one window process, and a warm one behind it.

Neither Python nor Qt can wipe a string they once held, so a window process lives from its unlock
screen to its lock and then ends, and its memory with it (docs/adr/0006). This process starts the
first one, starts a second as soon as the first is unlocked, and lets that one show itself when the
first locks.

Invariants:
- No key, row, search term or passphrase ever comes here: over the pipes go four words, the place
  of the window on the screen and the reason of the lock.
- Nothing slow is imported: this is on the way to the first window.
- No child outlives this process: each ends when its standard input does. None is left behind
  either: whatever ends the loop, every child is waited for.
"""

import json
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

WINDOW = "window-process"
BUILD_FORM = "build-form-apart"
DRAW_PDF = "draw-pdf-apart"
STANDBY = "--standby"
PATIENCE_SECONDS = 15.0
ENDED_BY_REQUEST = frozenset({signal.SIGINT, signal.SIGTERM, getattr(signal, "SIGHUP", -1)})
CRASHED = "crashed"

Stand = dict[str, Any]


def keep_window(options: Sequence[str], command: Sequence[str] | None = None) -> int:
    """Show the window until it is closed; returns its exit code.

    Args:
        options: for the window's own process; no secrets, other people can read them.
        command: how a window process is started; this program itself when None.
    """
    return _Keeper([*(command or own_command()), *options]).run()


def own_command() -> list[str]:
    """How this program starts its own window process."""
    begin = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop"]
    return [*begin, WINDOW]


@dataclass(eq=False)
class _Child:
    """One window process.

    Attributes:
        was_shown: it once had a window, so its end is not a failure to start.
    """

    process: "subprocess.Popen[bytes]"
    was_shown: bool = False

    def tell(self, word: str, stand: Stand | None = None) -> None:
        """Send one line; a child that is gone is noticed by its end, not here."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(json.dumps({"do": word, **(stand or {})}).encode() + b"\n")
            self.process.stdin.flush()
        except OSError:
            return

    def release(self) -> None:
        """Let it end in order: its standard input ends."""
        assert self.process.stdin is not None
        try:
            self.process.stdin.close()
        except OSError:
            return


@dataclass
class _Keeper:
    command: list[str]
    children: list[_Child] = field(default_factory=list)
    listeners: list[threading.Thread] = field(default_factory=list)
    current: _Child | None = None
    standby: _Child | None = None
    stand: Stand = field(default_factory=dict)
    was_warm: bool = False
    heard: "queue.SimpleQueue[tuple[_Child, Stand | None]]" = field(
        default_factory=queue.SimpleQueue
    )

    def run(self) -> int:
        """Until the window is closed."""
        try:
            self.current = self._start()
            code = None
            while code is None:
                child, said = self.heard.get()
                if said is None:
                    code = self._on_end(child)
                else:
                    self._on_word(child, said)
        except KeyboardInterrupt:
            code = 128 + signal.SIGINT
        finally:
            self._end_all()
        return code

    def _start(self, *options: str) -> _Child:
        process = subprocess.Popen(  # noqa: S603 - our own program, no shell
            [*self.command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        child = _Child(process)
        self.children.append(child)
        listener = threading.Thread(target=self._listen, args=(child,), daemon=True)
        self.listeners = [one for one in self.listeners if one.is_alive()] + [listener]
        listener.start()
        return child

    def _listen(self, child: _Child) -> None:
        assert child.process.stdout is not None
        with child.process.stdout as lines:
            for line in lines:
                said = _read(line)
                if said is not None:
                    self.heard.put((child, said))
        self.heard.put((child, None))

    def _on_word(self, child: _Child, said: Stand) -> None:
        word = said.pop("say", "")
        if word == "shown":
            child.was_shown = True
            for other in self.children:
                if other not in (self.current, self.standby):
                    other.tell("leave")
        elif child is not self.current:
            return
        elif word == "unlocked":
            self.standby = self.standby or self._start(STANDBY)
        elif word == "locked":
            self._follow(said)

    def _follow(self, stand: Stand) -> None:
        """Let the next window process take the place of the present one."""
        self.stand = stand
        self.current = self.standby or self._start(STANDBY)
        self.was_warm = self.current is self.standby
        self.standby = None
        self.current.tell("show", stand)

    def _on_end(self, child: _Child) -> int | None:
        """What follows from a child's end; the exit code when that is the end of all."""
        code = child.process.wait()
        child.release()
        self.children.remove(child)
        if child is self.standby:
            self.standby = None
        if child is not self.current:
            return None
        if not child.was_shown and self.was_warm:
            # It died while it waited; one that is made now may still come.
            self._follow(self.stand)
            return None
        if code == 0 or not child.was_shown:
            return code if code >= 0 else 128 - code
        if -code in ENDED_BY_REQUEST:
            return 128 - code
        _report_crash(code)
        self._follow({"reason": CRASHED})
        return None

    def _end_all(self) -> None:
        for child in self.children:
            child.release()
        for child in self.children:
            try:
                child.process.wait(PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                child.process.kill()
                child.process.wait()
        for listener in self.listeners:
            listener.join()


def _read(line: bytes) -> Stand | None:
    """One word of a child's; None for anything else that it printed."""
    try:
        said = json.loads(line)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None


def _report_crash(code: int) -> None:
    """Say it as desktop.crash does: what kind, and nothing of what was on the screen."""
    if sys.stderr is not None:
        how = f"signal {-code}" if code < 0 else f"code {code}"
        sys.stderr.write(f"A mistake of the program: the window's process ended with {how}\n")
