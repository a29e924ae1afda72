# SPDX-License-Identifier: AGPL-3.0-or-later
"""Keeping this process's memory to itself: no core dumps, no other process of the user reads it.

Set at the start of a window process, before anything secret exists, and read back by the Security
page: what it says is what the system says, not what was asked for. Where a system does not offer a
thing the answer is None, never a yes.
"""

import ctypes
import sys
from dataclasses import dataclass
from importlib import import_module
from typing import Any

PR_GET_DUMPABLE, PR_SET_DUMPABLE = 3, 4
WINDOWS_NO_DUMP_DIALOGS = 0x0001 | 0x0002 | 0x8000
"""SEM_FAILCRITICALERRORS, SEM_NOGPFAULTERRORBOX, SEM_NOOPENFILEERRORBOX."""


@dataclass(frozen=True)
class Hardening:
    """What the system says about this process; None where it offers no such thing.

    Attributes:
        no_core_dumps: a crash writes no picture of the memory.
        unreadable: other processes of the same user cannot read the memory.
    """

    no_core_dumps: bool | None
    unreadable: bool | None


def harden_process(*, readable: bool = False) -> None:
    """Close what can be closed.

    Args:
        readable: leave the memory readable, for the program's own scan of it.
    """
    if sys.platform == "win32":
        _windows().SetErrorMode(WINDOWS_NO_DUMP_DIALOGS)
        return
    resource: Any = import_module("resource")
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and not readable:
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def read_hardening() -> Hardening:
    """What holds now."""
    if sys.platform == "win32":
        quiet = _windows().GetErrorMode() & WINDOWS_NO_DUMP_DIALOGS == WINDOWS_NO_DUMP_DIALOGS
        return Hardening(no_core_dumps=bool(quiet), unreadable=None)
    resource: Any = import_module("resource")
    none = resource.getrlimit(resource.RLIMIT_CORE)[0] == 0
    if sys.platform != "linux":
        return Hardening(no_core_dumps=none, unreadable=None)
    dumpable = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)
    return Hardening(no_core_dumps=none, unreadable=dumpable == 0)


def _windows() -> Any:
    return ctypes.__dict__["windll"].kernel32
