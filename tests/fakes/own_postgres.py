# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PostgreSQL of the operating system beside the one of the wheel, the oldest a county may use."""

from pathlib import Path

OLDEST = 15
_PLACES = (
    f"/usr/lib/postgresql/{OLDEST}/bin",
    f"/usr/pgsql-{OLDEST}/bin",
    f"/opt/homebrew/opt/postgresql@{OLDEST}/bin",
)


def find_oldest() -> Path | None:
    """The programs of PostgreSQL 15, or None where it is not installed."""
    return next((Path(one) for one in _PLACES if (Path(one) / "initdb").exists()), None)
