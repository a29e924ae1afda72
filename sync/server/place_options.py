# SPDX-License-Identifier: AGPL-3.0-or-later
"""Options of `fieldfare-county` that say where a county is kept; every command takes them."""

import argparse
import os
from pathlib import Path
from typing import Any, TypeAlias

from sync.server.errors import StartFailed
from sync.server.installation import Installation
from sync.server.token_keys import TokenPlace

Commands: TypeAlias = "argparse._SubParsersAction[Any]"  # noqa: SLF001 - its only name

DEFAULT_DATA = Path("fieldfare-county-data")


def make_place_parser() -> argparse.ArgumentParser:
    """A parent parser with the options."""
    shared = argparse.ArgumentParser(add_help=False)
    place = shared.add_argument_group("where the county is")
    place.add_argument(
        "--data",
        type=Path,
        default=DEFAULT_DATA,
        metavar="DIR",
        help="folder of the certificate and the private PostgreSQL (default: %(default)s)",
    )
    place.add_argument(
        "--database",
        metavar="URL",
        default=os.environ.get("FIELDFARE_DATABASE"),
        help="own PostgreSQL, as the role fieldfare_app (or FIELDFARE_DATABASE)",
    )
    place.add_argument(
        "--owner-database",
        metavar="URL",
        default=os.environ.get("FIELDFARE_OWNER_DATABASE"),
        help="the same as the role fieldfare_owner (or FIELDFARE_OWNER_DATABASE)",
    )
    _add_token(place)
    return shared


def _add_token(place: argparse._ArgumentGroup) -> None:
    place.add_argument(
        "--token-module",
        type=Path,
        metavar="FILE",
        default=os.environ.get("FIELDFARE_TOKEN_MODULE"),
        help="keep the county key in a PKCS#11 token: its library (or FIELDFARE_TOKEN_MODULE)",
    )
    place.add_argument(
        "--token-label",
        metavar="LABEL",
        default=os.environ.get("FIELDFARE_TOKEN_LABEL"),
        help="label of the token (or FIELDFARE_TOKEN_LABEL)",
    )
    place.add_argument(
        "--token-pin-file",
        type=Path,
        metavar="FILE",
        default=os.environ.get("FIELDFARE_TOKEN_PIN_FILE"),
        help="file with the PIN of the token's user (or FIELDFARE_TOKEN_PIN_FILE)",
    )


def read_place(asked: argparse.Namespace) -> Installation:
    """The installation that the options name; raises StartFailed."""
    return Installation(
        asked.data.absolute(), asked.database, asked.owner_database, _read_token(asked)
    )


def _read_token(asked: argparse.Namespace) -> TokenPlace | None:
    given = (asked.token_module, asked.token_label, asked.token_pin_file)
    if not any(given):
        return None
    if not all(given):
        raise StartFailed(
            "A token needs all of --token-module, --token-label and --token-pin-file."
        )
    return TokenPlace(Path(asked.token_module), asked.token_label, Path(asked.token_pin_file))
