# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.hostile_check FILE`: seconds and megabytes that checking a form takes.

A process of its own, so that its peak is its own; what it prints ends with whether it is usable.
"""

import resource
import sys
import time
from pathlib import Path

from forms.check import check_form


def main() -> int:
    """Check the form; print seconds, the process's peak in megabytes, and 1 when it is usable."""
    file = Path(sys.argv[1])
    content = file.read_bytes()
    start = time.perf_counter()
    report = check_form(content, file.name)
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(took, peak, int(report.is_usable))
    return 0


if __name__ == "__main__":
    sys.exit(main())
