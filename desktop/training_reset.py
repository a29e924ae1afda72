# SPDX-License-Identifier: AGPL-3.0-or-later
"""Making the training county anew: a new one beside the old, and the old one taken away.

Invariants: what is taken away carries the mark of a training county, which no other folder ever
gets; the old one stays whole until the new one is complete; stopped half way, the old one stays.
"""

import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop.keeping import places_with_vaults
from desktop.paths import Places
from desktop.practice import RESET_FILE, asking, label_laptop
from desktop.settings import Settings
from desktop.training import OFFICER, TRAINING_MARK, prepare_laptop, training_county
from desktop.vaults import find_vault
from storage.removal import remove_vault
from ui.application import create_application
from ui.errors import ShownError
from ui.jobs import Cancellation, JobRunner
from ui.languages import Speech
from ui.theme.theme import Theme
from ui.training.reset_window import ResetStep, ResetWindow

LAPTOP, NEXT, COMPLETE = "laptop", "anew-", "complete"


def newest_training(data: Path) -> Path:
    """The folder of the training county that is used: the newest complete one."""
    made = [one for one in data.glob(f"{NEXT}*") if (one / COMPLETE).exists()]
    return max(made, key=_number, default=data)


def take_wish(folder: Path) -> bool:
    """Whether the window asked for a new county; the wish is taken, so that it counts once."""
    wish = folder / RESET_FILE
    asked = wish.exists()
    wish.unlink(missing_ok=True)
    return asked


def make_anew(data: Path, tell: Callable[[ResetStep], None], cancel: Cancellation) -> Path | None:
    """Make another training county beside those in `data`; None when it was stopped.

    Raises:
        TrainingCountyFailed: it did not start; nothing else was touched.
    """
    folder = data / f"{NEXT}{1 + max(map(_number, data.glob(f'{NEXT}*')), default=0)}"
    tell(ResetStep.COUNTY)
    with training_county(folder) as county:
        county.wait()
        if not cancel.is_cancelled():
            tell(ResetStep.LAPTOP)
            laptop = prepare_laptop(county, folder / LAPTOP, OFFICER, lambda _: None)
            label_laptop(laptop.places, OFFICER)
    if cancel.is_cancelled():
        take_away(folder)
        return None
    (folder / COMPLETE).touch()
    return folder


def take_away(folder: Path) -> None:
    """Remove a training county and its laptops; refuses any folder without the mark.

    Raises:
        ShownError: this is no training county's folder.
    """
    if not (folder / TRAINING_MARK).exists():
        raise ShownError("This folder holds no training county; nothing was removed.")
    for places in places_with_vaults(Places(folder / LAPTOP)):
        remove_vault(find_vault(places), places.vault)
    for inner in ("county", LAPTOP):
        shutil.rmtree(folder / inner, ignore_errors=True)
    for file in (*folder.glob("*.json"), folder / TRAINING_MARK, folder / COMPLETE):
        file.unlink(missing_ok=True)
    if not any(folder.iterdir()):
        folder.rmdir()


def make_anew_in_window(data: Path, folder: Path) -> bool:
    """Make it anew behind a small window that shows how far it is; True when there is a new one."""
    present = QApplication.instance()
    known = present if isinstance(present, QApplication) else create_application(sys.argv[:1])
    settings = Settings(Places(folder / LAPTOP).settings)
    speech, theme = Speech(known), Theme(known, settings.theme())
    speech.use(settings.language())
    runner, cancel, loop = JobRunner(), Cancellation(), QEventLoop()
    window = ResetWindow(theme, cancel.cancel)
    tell = runner.relay(window.show_step, context=window)
    made: list[Path | None] = []

    def finish(outcome: Path | None) -> None:
        made.append(outcome)
        loop.quit()

    window.closed.connect(loop.quit)
    runner.run(
        lambda: asking(lambda: make_anew(data, tell, cancel)),
        context=window,
        done=finish,
        failed=window.show_problem,
        lane="network",
    )
    window.show()
    loop.exec()
    window.close()
    runner.close()
    return any(made)


def _number(folder: Path) -> int:
    digits = folder.name.removeprefix(NEXT)
    return int(digits) if digits.isdigit() else 0
