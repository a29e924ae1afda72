# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where this laptop keeps things.

The first worker's vault lies in the profile folder itself, every other's in `people/<id>` there;
each is sealed by itself, and nothing else of ours rests on the disk. A folder given by `--home` or
FIELDFARE_HOME replaces the system's own place, for training and tests.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path, user_state_path


@dataclass(frozen=True)
class Places:
    """Folders of one installation.

    Attributes:
        home: the profile folder; made with owner-only rights when missing.
        apart: a folder outside it for the computer's part of the key; inside it when None.
        worker: which of its workers; empty for the first, who has no folder of their own.
    """

    home: Path
    apart: Path | None = None
    worker: str = ""

    @property
    def own(self) -> Path:
        """What belongs to this worker alone."""
        return self.home / "people" / self.worker if self.worker else self.home

    @property
    def vault(self) -> Path:
        """The encrypted store and its header."""
        return self.own / "vault"

    @property
    def device(self) -> Path:
        """What this computer adds to the passphrase, where it has no keystore of its own."""
        return self.apart or self.home / "device"

    @property
    def settings(self) -> Path:
        """What the screens remember before unlocking: language and theme, never content."""
        return self.home / "settings.json"


def find_places(home: str | None) -> Places:
    """The places under `home`, FIELDFARE_HOME or the system's data folder, in this order."""
    chosen = home or os.environ.get("FIELDFARE_HOME")
    root = Path(chosen) if chosen else user_data_path("fieldfare", appauthor=False)
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    apart = None if chosen else user_state_path("fieldfare", appauthor=False)
    return Places(root, apart)
