# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the frozen program begins: the command `fieldfare`."""

import sys

from desktop.commands import main

if __name__ == "__main__":
    sys.exit(main())
