# SPDX-License-Identifier: AGPL-3.0-or-later
"""The training laptop: the real desktop against a real county server with synthetic people.

The first start makes the county, redeems an invite for the training probation officer and makes
the vault; later starts only open them, and the unlock screen does not wait for the server.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from desktop.county_process import TrainingCounty, TrainingCountyFailed, read_address
from desktop.enrolling import enrol_laptop
from desktop.paths import Places
from desktop.system import SystemClock, new_id
from storage.model import Profile
from storage.vault.vault import vault_exists
from sync.client.enrolment import Comparing
from sync.client.errors import CountyUnreachable
from sync.client.transport import HttpsTransport

PASSPHRASE = "Thrush-Meadow-26"  # noqa: S105 - shown on the unlock screen on purpose
OFFICER = "Robin Castellanos"
COLLEAGUE = "Imani Okonjo-Reyes"
TRAINING_MARK = "training-county"
"""A file in a training county's folder, and nowhere else."""

Say = Callable[[str], None]


@dataclass(frozen=True)
class TrainingLaptop:
    """One enrolled laptop of the training county."""

    places: Places
    county: TrainingCounty

    def connect(self, profile: Profile) -> HttpsTransport:
        """The connection to the training county, wherever it listens this time.

        Raises:
            CountyUnreachable: it does not start.
        """
        url = profile.server_url
        if self.county.is_running():
            try:
                url = self.county.wait().url
            except TrainingCountyFailed as error:
                raise CountyUnreachable(str(error)) from error
        return HttpsTransport(url, profile.server_certificate_pem)


def connect_to_training(county_folder: Path, profile: Profile) -> HttpsTransport:
    """The connection of a window process, which does not own the training county.

    Raises:
        CountyUnreachable: it has not said yet where it listens.
    """
    address = read_address(county_folder)
    if address is None:
        raise CountyUnreachable("The training county is still starting; try again in a moment.")
    return HttpsTransport(address.url, profile.server_certificate_pem)


@contextmanager
def training_county(folder: Path) -> Iterator[TrainingCounty]:
    """A started training county; it ends on the way out."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / TRAINING_MARK).touch()
    county = TrainingCounty(folder / "county")
    county.start()
    try:
        yield county
    finally:
        county.stop()


def prepare_laptop(county: TrainingCounty, home: Path, person: str, say: Say) -> TrainingLaptop:
    """An enrolled laptop for one of the training people; made at the first call.

    Args:
        county: the running county.
        home: the laptop's profile folder.
        person: OFFICER or COLLEAGUE, by the name the training county knows.
        say: told what is being done.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    laptop = TrainingLaptop(Places(home), county)
    if vault_exists(laptop.places.vault):
        return laptop
    say(f"Preparing the training laptop of {person} (the first time takes a little longer) …")
    enrol_training_laptop(county, laptop.places, person)
    return laptop


def enrol_training_laptop(county: TrainingCounty, places: Places, person: str) -> None:
    """Make a laptop for one of the training people, by the name the training county knows.

    Raises:
        TrainingCountyFailed: the county does not answer or knows nobody of this name.
    """
    address = read_address(county.folder) or county.wait()
    invite = county.run("device", "invite", person).splitlines()[0]
    enrol_laptop(
        places,
        address,
        invite=invite,
        passphrase=PASSPHRASE,
        device_name=f"Training laptop of {person}",
        clock=SystemClock(),
        new_id=new_id,
        comparing=Comparing(lambda digits: _compare(county, digits), wait=lambda _: None),
    )


def _compare(county: TrainingCounty, digits: str) -> None:
    """Do what a supervisor does: find the laptop that waits and type the digits it shows."""
    for line in county.run("device", "waiting").splitlines():
        device, *_ = line.split("\t")
        if line.endswith(f"\t{digits}"):
            county.run("device", "confirm", device, digits, "--by", "training")
