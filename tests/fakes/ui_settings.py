# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens remember before unlocking, in memory."""


class FakeSettings:
    def __init__(self, language: str = "en", theme: str = "light") -> None:
        self._language = language
        self._theme = theme

    def language(self) -> str:
        return self._language

    def save_language(self, language: str) -> None:
        self._language = language

    def theme(self) -> str:
        return self._theme

    def save_theme(self, theme: str) -> None:
        self._theme = theme
