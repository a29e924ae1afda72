# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's log-on banner, kept where it can be read before anything is unlocked.

It is no secret, so it lies beside the vault in plain text, with a digest: a file that somebody
altered or tore is not shown, and the program's own words stand in front instead. Whoever can write
the file can write a digest too; after each unlocking it is written anew from the sealed policy.
"""

import json
from hashlib import sha256

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from casework.county_policy import CountyPolicy
from desktop.paths import Places
from storage.files import write_durably
from ui.start import Notice

BANNER_FILE = "banner.json"
MOST_BYTES = 20_000


class _Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    policy: int = Field(ge=1)
    english: str = Field(max_length=2000)
    spanish: str = Field(max_length=2000)
    digest: str


def write_banner(places: Places, policy: CountyPolicy) -> None:
    """Keep the banner of a policy; call it whenever one arrives and after each unlocking.

    Raises:
        storage.errors.StorageError: it cannot be written; the one before stays.
    """
    if read_banner(places) == Notice(policy.banner_english, policy.banner_spanish):
        return
    words = (policy.version, policy.banner_english, policy.banner_spanish)
    kept = _Kept(policy=words[0], english=words[1], spanish=words[2], digest=_digest(*words))
    write_durably(places.home / BANNER_FILE, kept.model_dump_json().encode() + b"\n")


def read_banner(places: Places) -> Notice:
    """The county's words; empty ones where there are none or the file is not as it was written."""
    file = places.home / BANNER_FILE
    try:
        if file.stat().st_size > MOST_BYTES:
            return Notice()
        kept = _Kept.model_validate_json(file.read_bytes())
    except (OSError, ValidationError):
        return Notice()
    if kept.digest != _digest(kept.policy, kept.english, kept.spanish):
        return Notice()
    return Notice(kept.english, kept.spanish)


def _digest(policy: int, english: str, spanish: str) -> str:
    return sha256(json.dumps([policy, english, spanish]).encode()).hexdigest()
