# SPDX-License-Identifier: AGPL-3.0-or-later
"""Colours and measures of the whole application.

Invariants, kept by a test: every pair in `TEXT_PAIRS` has a contrast of at least 4.5:1 and every
pair in `EDGE_PAIRS` of at least 3:1 (WCAG 2.2, 1.4.3 and 1.4.11), in light and in dark.
"""

from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "accent", "warning", "danger", "good"]
"""What a tint means; it never stands without words that say the same."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour scheme, as #rrggbb.

    Attributes:
        window: behind everything; `surface`: cards and fields; `sunken`: rail and strip.
        hover: a surface under the pointer; `selected`: the chosen row.
        edge: decoration only; `outline`: the outline of a control.
        ring: focus ring on surfaces; `ring_on_accent`: focus ring on a filled button.
        *_soft: backgrounds of tags and banners, with their text in the plain name.
    """

    window: str
    surface: str
    sunken: str
    hover: str
    selected: str
    text: str
    text_soft: str
    edge: str
    outline: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_text: str
    accent_soft: str
    ring: str
    ring_on_accent: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    good: str
    good_soft: str


LIGHT = Colours(
    window="#f5f7f6",
    surface="#ffffff",
    sunken="#e9eeed",
    hover="#eff4f3",
    selected="#d9ebea",
    text="#182325",
    text_soft="#4c5b5e",
    edge="#d3dbda",
    outline="#76878a",
    accent="#0b5f69",
    accent_hover="#084a52",
    on_accent="#ffffff",
    accent_text="#0a5660",
    accent_soft="#d9ebea",
    ring="#0b5f69",
    ring_on_accent="#ffc857",
    warning="#7a4300",
    warning_soft="#fbeed6",
    danger="#99231b",
    danger_soft="#fbe7e4",
    good="#1b6136",
    good_soft="#e0f1e5",
)

DARK = Colours(
    window="#12191b",
    surface="#1a2326",
    sunken="#0d1315",
    hover="#222e31",
    selected="#1b3d41",
    text="#e5ecec",
    text_soft="#a8b7b9",
    edge="#2e3b3f",
    outline="#73868a",
    accent="#63bfc0",
    accent_hover="#86d2d1",
    on_accent="#04262a",
    accent_text="#86d2d1",
    accent_soft="#1b3d41",
    ring="#86d2d1",
    ring_on_accent="#9a3300",
    warning="#f0c27a",
    warning_soft="#3b2d14",
    danger="#f5aba3",
    danger_soft="#44201d",
    good="#94d8a9",
    good_soft="#183624",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *(
        (ink, ground)
        for ink in ("text", "text_soft", "accent_text")
        for ground in ("window", "surface", "sunken", "hover", "selected")
    ),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    *(
        (tone, ground)
        for tone in ("warning", "danger", "good")
        for ground in ("surface", "window", "hover", "selected", f"{tone}_soft")
    ),
    ("accent_text", "accent_soft"),
)

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    ("outline", "surface"),
    ("outline", "window"),
    ("ring", "surface"),
    ("ring", "window"),
    ("ring", "sunken"),
    ("ring_on_accent", "accent"),
    ("accent", "surface"),
)


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in device-independent pixels on an 8-pixel grid, and font sizes in points.

    Attributes:
        reading_width: widest column of text, about 75 characters of body.
        page_width: widest content of a page.
        rail_wide, rail_narrow: the left rail with and without words.
        narrow_window: below this window width the rail shows icons only.
        target: smallest height of anything to press.
    """

    half: int = 4
    unit: int = 8
    gap: int = 16
    wide_gap: int = 24
    margin: int = 32
    radius: int = 6
    reading_width: int = 620
    page_width: int = 960
    rail_wide: int = 184
    rail_narrow: int = 56
    narrow_window: int = 900
    target: int = 36
    body_points: float = 10.5
    small_points: float = 9.5
    section_points: float = 12.5
    title_points: float = 18.0
    score_points: float = 30.0
    large_points: float = 15.0
    question_points: float = 19.0
    large_title_points: float = 24.0


MEASURES = Measures()

PAPER = "#ffffff"
INKS: tuple[tuple[str, str], ...] = (
    ("black", "#101010"),
    ("red", "#b3261e"),
    ("blue", "#0b4f9e"),
    ("green", "#1b6136"),
)
"""What a person draws with on paper; part of the picture, so the same in light and dark."""


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
