# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line `fieldfare`. Errors are one sentence on standard error."""

import argparse
import getpass
import os
import platform
import sys
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from casework.errors import CaseworkError
from desktop.bundle_commands import add_bundle_parser
from desktop.county_process import CountyAddress, TrainingCountyFailed
from desktop.enrolling import enrol_laptop, read_certificate
from desktop.form_commands import add_form_parser
from desktop.keeper import keep_window
from desktop.keeping import Keeping
from desktop.paths import find_places
from desktop.practice import label_laptop
from desktop.rekey_command import add_key_parsers
from desktop.system import SystemClock, new_id
from desktop.tour import TourFailed, run_tour
from desktop.training import OFFICER, prepare_laptop, training_county
from desktop.training_reset import (
    LAPTOP,
    make_anew_in_window,
    newest_training,
    take_away,
    take_wish,
)
from desktop.vault_commands import add_vault_parsers
from forms.errors import FormError
from storage.errors import StorageError
from sync.client.enrolment import Comparing
from sync.client.errors import SyncError
from ui.errors import ShownError

TRAINING_FOLDER = Path("build/training")
TOUR_FOLDER = Path("build/tour")
EXPECTED = (
    CaseworkError,
    FormError,
    StorageError,
    SyncError,
    ShownError,
    TourFailed,
    TrainingCountyFailed,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
    except EXPECTED as error:
        sys.stderr.write(f"fieldfare: {error}\n")
        return 1
    except OSError as error:
        sys.stderr.write(f"fieldfare: {error.filename or 'the system'}: {error.strerror}\n")
        return 1
    except KeyboardInterrupt:
        return 130
    return code


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with a call in one sentence instead of the whole usage."""

    def error(self, message: str) -> NoReturn:
        """End with exit code 2."""
        self.exit(2, f"{self.prog}: {message}; --help says more.\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="fieldfare", description="Offline-first case work for county CSEC programs."
    )
    parser.add_argument("--home", help="profile folder (default: FIELDFARE_HOME or the system's)")
    parser.add_argument("--until-shown", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(run=_run_window)
    commands = parser.add_subparsers()
    tour = commands.add_parser("tour", help="perform a field day in the training county")
    tour.add_argument("--out", type=Path, default=TOUR_FOLDER, help="where the pictures go")
    tour.set_defaults(run=_run_tour)
    training = commands.add_parser(
        "run-training", help="open the desktop against a training county on this machine"
    )
    training.add_argument("--data", type=Path, default=TRAINING_FOLDER, help="training data")
    training.set_defaults(run=_run_training)
    enrol = commands.add_parser("enrol", help="set this laptop up with a county's invite")
    enrol.add_argument("--server", required=True, help="https://host:port of the county")
    enrol.add_argument("--certificate", type=Path, required=True, help="the county's certificate")
    enrol.add_argument("--invite", required=True, help="one-use invite from the administrator")
    enrol.add_argument(
        "--another", metavar="LABEL", help="set up one more worker, shown as LABEL (no name)"
    )
    enrol.set_defaults(run=_run_enrol)
    add_form_parser(commands)
    add_bundle_parser(commands)
    vault = commands.add_parser("vault", help="passphrase, key, recovery and unsent work")
    actions = vault.add_subparsers(required=True, metavar="ACTION")
    add_key_parsers(actions)
    add_vault_parsers(actions)
    return parser


def _run_window(chosen: argparse.Namespace) -> int:
    options = ["--home", chosen.home] if chosen.home else []
    return keep_window([*options, *(["--until-shown"] if chosen.until_shown else [])])


def _run_tour(chosen: argparse.Namespace) -> int:
    return run_tour(chosen.out, _say)


def _run_training(chosen: argparse.Namespace) -> int:
    if not _has_display():
        _say("There is no display here, so the field day is performed without one:")
        return run_tour(TOUR_FOLDER, _say)
    while True:
        folder = newest_training(chosen.data)
        with training_county(folder) as county:
            laptop = prepare_laptop(county, folder / LAPTOP, OFFICER, _say)
            label_laptop(laptop.places, OFFICER)
            places = ["--home", str(laptop.places.home), "--training", str(county.folder)]
            code = keep_window(places)
            if not take_wish(folder):
                return code
            made = make_anew_in_window(chosen.data, folder)
        if made:
            take_away(folder)


def _run_enrol(chosen: argparse.Namespace) -> int:
    passphrase = getpass.getpass("Passphrase for this laptop (at least 10 characters): ")
    if passphrase != getpass.getpass("Again: "):
        raise ShownError("The two passphrases differ; nothing was set up.")
    keeping = Keeping(find_places(chosen.home), SystemClock(), new_id)
    places = keeping.places
    if chosen.another is not None:
        places = keeping.places_to_set_up(same_vault=False)
    profile = enrol_laptop(
        places,
        CountyAddress(chosen.server, read_certificate(chosen.certificate)),
        invite=chosen.invite,
        passphrase=passphrase,
        device_name=platform.node() or "laptop",
        clock=SystemClock(),
        new_id=new_id,
        comparing=Comparing(_show_digits, open_page=_open_page),
    )
    keeping.note_set_up(places, chosen.another or "")
    _say(f"This laptop belongs to {profile.hat.person_name}, {profile.hat.title}, now.")
    return 0


def _show_digits(digits: str) -> None:
    _say(f"Read these six digits to your supervisor, who compares them: {digits}")


def _open_page(address: str) -> None:
    _say(f"Sign in with your county account; if no page opens, open this one: {address}")
    webbrowser.open(address)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
