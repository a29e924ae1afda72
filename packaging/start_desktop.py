# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where the frozen program begins: the command `fieldfare`, or its child that builds a form."""

import sys

from desktop.commands import main
from forms.apart import serve

if __name__ == "__main__":
    if sys.argv[1:] == ["build-form-apart"]:
        serve(sys.stdin.buffer, sys.stdout.buffer)
        sys.exit(0)
    sys.exit(main())
