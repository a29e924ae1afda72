# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens remember before unlocking: language and theme, never content.

The file is replaced whole and durably; a damaged one is set aside and begun anew, because nothing
in it is worth keeping a worker from unlocking.
"""

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError


class _Remembered(BaseModel):
    model_config = ConfigDict(extra="ignore")

    language: str = ""
    theme: str = "system"


class Settings:
    """The remembered settings of one installation (ui.ports.SettingsPort)."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._remembered = self._read()

    def language(self) -> str:
        """`en`, `es`, or empty for the system's."""
        return self._remembered.language

    def save_language(self, language: str) -> None:
        """Remember the language of the screens."""
        self._remembered.language = language
        self._write()

    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        return self._remembered.theme

    def save_theme(self, theme: str) -> None:
        """Remember the colours of the screens."""
        self._remembered.theme = theme
        self._write()

    def _read(self) -> _Remembered:
        try:
            return _Remembered.model_validate_json(self._file.read_bytes())
        except FileNotFoundError:
            return _Remembered()
        except (OSError, ValidationError):
            return _Remembered()

    def _write(self) -> None:
        fresh = self._file.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as stream:
            stream.write(self._remembered.model_dump_json())
            stream.flush()
            os.fsync(stream.fileno())
        fresh.replace(self._file)
