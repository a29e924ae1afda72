# SPDX-License-Identifier: AGPL-3.0-or-later
"""A worker's laptop as a process of its own, to be killed while it fills a screening.

Prints `saved PATH` after each answer the store has acknowledged.
"""

import sys
from datetime import date
from pathlib import Path

from casework.ids import CaseId
from desktop.application import open_desktop
from desktop.paths import Places
from desktop.tour import answers_of_the_day
from desktop.window_walk import WindowWalk
from tests.fakes.laptops import PASSPHRASE


def main() -> None:
    """Fill section after section until somebody ends the process."""
    home, case = Path(sys.argv[1]), CaseId(sys.argv[2])
    with open_desktop(Places(home)) as desktop:
        desktop.window.show()
        walk = WindowWalk(desktop.window)
        walk.unlock(PASSPHRASE)
        walk.open_case(case)
        draft = walk.start_screening()
        assert draft.filling is not None
        draft.filling.saved.connect(lambda _at: print("saved", flush=True))
        for answers in answers_of_the_day(date(2026, 11, 20)):
            walk.fill_section(answers)
            walk.go_on()
        print("finished", flush=True)


if __name__ == "__main__":
    main()
