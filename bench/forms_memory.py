# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.forms_memory FILE`: megabytes an open form takes above the idle engine.

A process of its own, so that no earlier form is counted.
"""

import gc
import sys
from pathlib import Path

import psutil

from bench.conformance import ours


def main() -> int:
    """Open the form and print what the process grew by."""
    content = Path(sys.argv[1]).read_bytes()
    gc.collect()
    process = psutil.Process()
    idle = process.memory_info().rss
    session = ours.open_session(content, {})
    gc.collect()
    print((process.memory_info().rss - idle) / 1e6)
    return 0 if session.definition.questions else 1


if __name__ == "__main__":
    sys.exit(main())
