# SPDX-License-Identifier: AGPL-3.0-or-later
"""The window process's end of the line to its keeper (desktop.keeper has the other).

Invariants: nothing of the vault is ever written here; when the keeper is gone the window ends, in
order if it can, within ten seconds in any case.
"""

import json
import os
import sys
import threading
from typing import Any

from PySide6.QtCore import QObject, Signal

GRACE_SECONDS = 10.0


class KeeperLine(QObject):
    """Words to and from the keeper.

    Signals:
        leave: the next window process is on the screen.
        gone: the keeper ended.
    """

    leave = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._from_keeper = os.dup(0)
        self._unread = b""
        self._to_keeper = os.dup(1)
        _turn_output_to_errors()

    def wait_for_show(self) -> dict[str, Any] | None:
        """Wait, with everything loaded and nothing shown, until it is this process's turn.

        None when the keeper ended instead.
        """
        while (said := self._read()) is not None:
            if said.get("do") == "show":
                return said
        return None

    def listen(self) -> None:
        """From now on say by signals what the keeper says."""
        threading.Thread(target=self._listen, name="keeper", daemon=True).start()

    def tell(self, word: str, **more: str) -> None:
        """Say one thing; a keeper that is gone is noticed by the listening thread."""
        try:
            os.write(self._to_keeper, json.dumps({"say": word, **more}).encode() + b"\n")
        except OSError:
            return

    def _read(self) -> dict[str, Any] | None:
        # Not through a Python file: its lock, held while waiting, would stop the program's end.
        while b"\n" not in self._unread:
            more = os.read(self._from_keeper, 4096)
            if not more:
                return None
            self._unread += more
        line, _, self._unread = self._unread.partition(b"\n")
        said = json.loads(line)
        return said if isinstance(said, dict) else {}

    def _listen(self) -> None:
        while (said := self._read()) is not None:
            if said.get("do") == "leave":
                self.leave.emit()
        self.gone.emit()
        timer = threading.Timer(GRACE_SECONDS, os._exit, (1,))
        timer.daemon = True
        timer.start()


def _turn_output_to_errors() -> None:
    """Whatever prints shall not talk to the keeper, nor hold the line open in a child."""
    try:
        os.dup2(2, 1)
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.close(nowhere)
    if sys.stdout is not None:
        sys.stdout.flush()
