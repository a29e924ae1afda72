# SPDX-License-Identifier: AGPL-3.0-or-later
"""What happens to a mistake of ours that nothing caught.

An exception inside a Qt slot does not come back out of `emit`; it goes to `sys.excepthook`, one of
a thread and one that Python cannot raise to hooks of their own. There it is logged by kind and
place only, because its text may hold what a youth said.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType

log = logging.getLogger(__name__)


def report_crashes() -> None:
    """Send every uncaught exception to the log, without its content."""
    sys.excepthook = _report
    threading.excepthook = _report_unraised
    sys.unraisablehook = _report_unraised


def _report_unraised(what: "threading.ExceptHookArgs | sys.UnraisableHookArgs") -> None:
    error = what.exc_value or what.exc_type()
    _report(what.exc_type, error, what.exc_traceback)


def _report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    frames = traceback.extract_tb(trace)
    place = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "unknown"
    log.critical("A mistake of the program: %s in %s", kind.__name__, place)
