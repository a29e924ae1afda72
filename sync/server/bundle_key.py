# SPDX-License-Identifier: AGPL-3.0-or-later
"""The key that opens what laptops bring on a stick, and the file it lies in.

It is another key than the county's offline one: it is needed every week and opens nothing but
bundles under way. It lies beside the signing key, for the server's account only. Where it is lost a
new one is made; laptops hear of it at their next sync and write their bundles anew.
"""

import os
from collections.abc import Callable
from pathlib import Path

from casework.errors import SealedBoxUnreadable
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from sync.server.certificate import write_secret
from sync.server.errors import StartFailed

KEY_FILE = "bundle-key"


def keep_bundle_key(folder: Path, random: Callable[[int], bytes] = os.urandom) -> OpeningKey:
    """The bundle key of a folder, made where there is none.

    Raises:
        StartFailed: it cannot be read or written.
    """
    file = folder / KEY_FILE
    try:
        if not file.exists():
            folder.mkdir(mode=0o700, exist_ok=True)
            fresh = file.with_name(KEY_FILE + ".new")
            write_secret(fresh, random(SEALING_PRIVATE_BYTES))
            fresh.replace(file)
        return OpeningKey(file.read_bytes())
    except (OSError, SealedBoxUnreadable) as error:
        raise StartFailed(
            f"The key for sticks {file} cannot be read or written; remove it to have a new one "
            "made, laptops then write their bundles anew."
        ) from error
