# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the unlock screen asks beside a passphrase: who works here, and what of a broken store.

A worker is known by a label of a few neutral letters; no name is shown before unlocking.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True, slots=True)
class WorkerChoice:
    """One worker of this laptop."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class WorkersView:
    """The workers of this laptop, the first one first; `chosen` is the id of one of them."""

    workers: tuple[WorkerChoice, ...]
    chosen: str


@dataclass(frozen=True, slots=True)
class SetUpView:
    """What setting up begins with.

    Attributes:
        label: a label that is free.
        same_vault: a store was set aside: the vault, its passphrase and its label stay.
    """

    label: str
    same_vault: bool = False


class WayBack(StrEnum):
    """What can be done where a passphrase is forgotten.

    COUNTY: two people of the county open it together.
    ANEW: nobody else has a way in; the worker is set up anew, what is here stays sealed.
    """

    COUNTY = "county"
    ANEW = "anew"


class KeepingPort(Protocol):
    """Who works on this laptop; only while it is locked."""

    def workers(self) -> WorkersView: ...

    def choose(self, worker: str) -> None:
        """From now on the passphrase of this worker is asked."""
        ...

    def prepare_set_up(self) -> SetUpView: ...

    def remove(self, passphrase: str) -> None:
        """Remove the chosen worker's vault; refused while it holds unsent work."""
        ...

    def way_back(self) -> WayBack:
        """What helps the chosen worker who forgot the passphrase; told without it."""
        ...

    def set_aside(self) -> None:
        """Set the chosen worker's store aside, after an unlock that said it cannot be opened."""
        ...
