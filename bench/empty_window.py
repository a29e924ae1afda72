# SPDX-License-Identifier: AGPL-3.0-or-later
"""An empty Qt window, painted once and closed: the floor under every start of the desktop."""

from PySide6.QtWidgets import QApplication, QLineEdit


def main() -> None:
    """Show one window and leave."""
    application = QApplication([])
    line = QLineEdit()
    line.show()
    application.processEvents()


if __name__ == "__main__":
    main()
