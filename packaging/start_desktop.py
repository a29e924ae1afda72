# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the frozen program begins: the command `fieldfare` or one of its own children."""

import sys

from desktop.launch import main

if __name__ == "__main__":
    sys.exit(main())
