# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m desktop` is the command `fieldfare`."""

import sys

from desktop.launch import main

if __name__ == "__main__":
    sys.exit(main())
