# SPDX-License-Identifier: AGPL-3.0-or-later
"""County recovery, by two people: making the key, handing it out, opening one laptop's vault.

Invariants: the private half is on no disk whole; every opening stands in the audit before anything
is given out; what a laptop gets opens that laptop only.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casework.errors import SealedBoxUnreadable
from casework.passphrases import is_strong_enough
from casework.recovery import (
    MOST_BYTES,
    Share,
    ShareCost,
    join_shares,
    make_county_key,
    make_recovery_file,
    new_code,
    open_county_slots,
    open_share,
    read_public,
    seal_share,
)
from sync.server.audit import Actor, note_act
from sync.server.errors import RecoveryRefused
from sync.server.installation import Installation, find_county
from sync.server.people import read_sealing_key, write_sealing_key
from sync.server.sources import Source

PUBLIC_FILE = "county-recovery.pub"
SHARE_FILE = "county-recovery-share-{}.json"
_PRIVATE = 0o600


def make_key(
    source: Source, folder: Path, people: Sequence[tuple[str, str]], cost: ShareCost
) -> list[str]:
    """Write the public half and two shares; needs no county, so it may be done offline.

    Args:
        people: name and passphrase of each of the two.

    Returns:
        One line, the thumbprint that two people compare.

    Raises:
        RecoveryRefused: a passphrase is weak, the two are one person, or a file is there already.
    """
    if len({name.strip().casefold() for name, _ in people}) != 2:
        raise RecoveryRefused("Two different people must hold the key; give two names.")
    for name, passphrase in people:
        if not is_strong_enough(passphrase):
            raise RecoveryRefused(f"The passphrase of {name} is too weak; choose a longer one.")
    if len({passphrase for _, passphrase in people}) == 1:
        raise RecoveryRefused("Both typed the same passphrase; each must have an own one.")
    opening, *halves = make_county_key(source.random)
    thumbprint = opening.public.thumbprint
    _write_new(folder / PUBLIC_FILE, opening.public.raw.hex().encode() + b"\n")
    for number, ((name, passphrase), half) in enumerate(zip(people, halves, strict=True), start=1):
        share = Share(name.strip(), thumbprint, number, half)
        content = seal_share(share, passphrase, source.random, cost)
        _write_new(folder / SHARE_FILE.format(number), content)
    return [thumbprint]


def set_key(place: Installation, source: Source, public: Path, by: str) -> list[str]:
    """Hand this public half out at every enrolment from now on; one line, its thumbprint."""
    with _refusing():
        key = read_public(_read(public))
    actor = Actor(by, source.clock.now(), source.new_id())
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            before = read_sealing_key(connection, county)
            write_sealing_key(connection, county, key)
            was = "none" if before is None else before.thumbprint
            detail = f"{key.thumbprint}; before: {was}"
            note_act(connection, county, actor, "recovery.set-key", county, detail)
    return [key.thumbprint]


@dataclass(frozen=True)
class Opening:
    """What the two people bring, and where the file for the laptop goes.

    Attributes:
        vault: the `vault.json` copied from the laptop.
        shares: each person's file with the passphrase they typed.
    """

    device: str
    vault: Path
    shares: Sequence[tuple[Path, str]]
    out: Path


def open_vault(place: Installation, source: Source, asked: Opening, by: str) -> list[str]:
    """Make the recovery file of one laptop; one line, the code that opens it.

    Raises:
        RecoveryRefused: a share, a passphrase or the vault is not right; nothing was written.
    """
    actor = Actor(by, source.clock.now(), source.new_id())
    shares = [_open_share(file, passphrase) for file, passphrase in asked.shares]
    with _refusing():
        recovered = open_county_slots(_read(asked.vault), join_shares(*shares))
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            people = " and ".join(one.person for one in shares)
            detail = f"vault {recovered.vault} by {people}"
            note_act(connection, county, actor, "recovery.open", asked.device, detail)
    code = new_code()
    _write_new(asked.out, make_recovery_file(recovered, code, source.random))
    return [code]


def _open_share(file: Path, passphrase: str) -> Share:
    with _refusing():
        return open_share(_read(file), passphrase)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except SealedBoxUnreadable as error:
        raise RecoveryRefused(str(error)) from error


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise RecoveryRefused(f"{file} cannot be read; give another file.") from error


def _write_new(file: Path, content: bytes) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
    except OSError as error:
        raise RecoveryRefused(
            f"{file} cannot be written ({error.strerror}); give a folder without such a file."
        ) from error
