# SPDX-License-Identifier: AGPL-3.0-or-later
"""A process to be timed from its birth: prints `shown` once its first window is painted.

`python -m bench.window_probe bare` shows an empty Qt window, the floor; `desktop HOME` shows the
unlock screen of the real desktop.
"""

import sys
from pathlib import Path


def main() -> None:
    """Show one window and leave."""
    if sys.argv[1] == "bare":
        _show_bare()
    else:
        _show_desktop(Path(sys.argv[2]))
    print("shown", flush=True)


def _show_bare() -> None:
    from PySide6.QtWidgets import QApplication, QLineEdit

    application = QApplication([])
    line = QLineEdit()
    line.show()
    application.processEvents()


def _show_desktop(home: Path) -> None:
    from desktop.application import open_desktop
    from desktop.paths import Places

    with open_desktop(Places(home)) as desktop:
        desktop.window.show()
        desktop.application.processEvents()


if __name__ == "__main__":
    main()
