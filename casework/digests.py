# SPDX-License-Identifier: AGPL-3.0-or-later
"""One hash over what a laptop and its county should hold alike of one section of one case.

Invariants: it covers every field of every record as it was agreed when the digest was made, and
nothing that a newer end may add, so that ends of different age still agree; the order in which
records or fields come does not matter.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

from pydantic import Field

SectionDigest = Annotated[str, Field(pattern=r"^([0-9a-f]{64})?$")]
UNREADABLE = ""
_COVERED = (
    "case",
    "record",
    "kind",
    "section",
    "version",
    "fields",
    "versions",
    "author",
    "author_name",
    "hat",
    "at",
    "writers",
    "disputes",
)


def digest_section(records: Iterable[Mapping[str, Any]]) -> SectionDigest:
    """The digest of a section; lower-case hex.

    Args:
        records: `casework.records.CaseRecord` as JSON objects; none for an empty section.
    """
    whole = hashlib.sha256()
    for one in sorted(map(_canonical, records)):
        whole.update(hashlib.sha256(one).digest())
    return whole.hexdigest()


def digest_texts(parts: Iterable[str]) -> str:
    """A short hash over texts in their order, for both ends to tell whether they know the same."""
    whole = hashlib.sha256()
    for one in parts:
        whole.update(hashlib.sha256(one.encode()).digest())
    return whole.hexdigest()[:32]


def _canonical(record: Mapping[str, Any]) -> bytes:
    """Records hold no floating point numbers, so that sorted JSON has one form."""
    covered = {name: record.get(name) or None for name in _COVERED}
    return json.dumps(covered, sort_keys=True, separators=(",", ":")).encode()
