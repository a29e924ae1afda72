# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the program `fieldfare` begins, before anything slow is imported.

The window is kept by a process that must start at once and hold nothing (desktop.keeper); its
children and every other command load the whole program. Which of them this is can be told from the
first words of the call, so the rest is imported by name, once it is known to be wanted.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

from desktop.keeper import BUILD_FORM, DRAW_PDF, WINDOW, keep_window

HOME = "--home"
UNTIL_SHOWN = "--until-shown"


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the call asks for; returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    code: int
    if given[:1] == [WINDOW]:
        code = import_module("desktop.window_process").main(given[1:])
    elif given in ([BUILD_FORM], [DRAW_PDF]):
        apart = "forms.apart" if given == [BUILD_FORM] else "desktop.pdf_apart"
        import_module(apart).serve(sys.stdin.buffer, sys.stdout.buffer)
        code = 0
    elif asks_for_window(given):
        code = keep_window(given)
    else:
        code = import_module("desktop.commands").main(given)
    return code


def asks_for_window(arguments: Sequence[str]) -> bool:
    """Whether a call names no command, only options that the window's own process reads."""
    words = iter(arguments)
    for word in words:
        if word == HOME:
            if next(words, None) is None:
                return False
        elif word != UNTIL_SHOWN and not word.startswith(f"{HOME}="):
            return False
    return True
