# SPDX-License-Identifier: AGPL-3.0-or-later
"""A safety plan on paper: the whole one, or a small page that says nothing to whoever finds it.

Paper on the youth can endanger them (fact P4). Invariants: title and metadata are neutral and name
nobody; the small page holds the youth's own words only, without our questions; every text is
escaped; the private part of a plan is never printed.
"""

from collections.abc import Iterator
from datetime import date
from html import escape

from PySide6.QtCore import QCoreApplication

from casework.field_specs import specs_of
from casework.record_parts import Word
from casework.safety_plans import SafetyPlan, YouthPlan
from ui.record_words import say_title, say_word
from ui.screening.printing import render_one_page
from ui.text import Moments

NOT_ON_PAPER = ("how_kept", "reviewed_on", "ended_on")
LOOK = """
body { color: #000000; font-size: {size}; }
h1 { font-size: 13pt; font-weight: 600; margin: 0 0 4px 0; }
p { margin: 0 0 3px 0; }
.part { font-weight: 700; margin-top: 8px; }
"""


def render_plan(plan: SafetyPlan, moments: Moments) -> bytes:
    """The whole plan as the bytes of a PDF of one page.

    Raises:
        ShownError: it does not fit on one page.
    """
    title = QCoreApplication.translate("sheet", "Plan")
    parts = [f"<h1>{escape(title)}</h1>"]
    for spec in specs_of(type(plan)):
        lines = tuple(_say(getattr(plan, spec.name), moments))
        if spec.name not in NOT_ON_PAPER and lines:
            parts.append(f"<p class='part'>{escape(say_title(spec))}</p>{_paragraphs(lines)}")
    return render_one_page(title, f"<body>{''.join(parts)}</body>", LOOK)


def render_small_page(plan: YouthPlan) -> bytes:
    """What the youth carries: the adults, what helps, and places, on a page to be folded once.

    Raises:
        ShownError: it does not fit on one page.
    """
    title = QCoreApplication.translate("sheet", "List")
    words = (*plan.adults, *plan.what_helps.splitlines(), *plan.places.splitlines())
    html = f"<body><h1>{escape(title)}</h1>{_paragraphs(words)}</body>"
    return render_one_page(title, html, LOOK, small=True)


def _say(value: object, moments: Moments) -> Iterator[str]:
    if isinstance(value, Word):
        yield say_word(value)
    elif isinstance(value, date):
        yield moments.day(value)
    elif isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, tuple):
        yield from map(str, value)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f"<p>{escape(one)}</p>" for one in lines if one.strip())
