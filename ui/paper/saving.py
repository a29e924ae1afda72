# SPDX-License-Identifier: AGPL-3.0-or-later
"""A finished paper to where the worker wants it; nothing else is ever written."""

from pathlib import Path

from ui.errors import ShownError


def save_pdf(path: Path, data: bytes) -> None:
    """Write a file.

    Raises:
        ShownError: the place cannot be written to.
    """
    try:
        path.write_bytes(data)
    except OSError as error:
        raise ShownError(
            "The file could not be saved there.", "Choose another folder and try again."
        ) from error
