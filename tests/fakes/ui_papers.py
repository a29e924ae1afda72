# SPDX-License-Identifier: AGPL-3.0-or-later
"""For whom a paper is made in tests of screens, and reading what was made."""

from datetime import datetime
from io import BytesIO
from unicodedata import normalize

from pypdf import PdfReader

from casework.paper import Recipient
from casework.vocabulary import SECTION_OF_KIND, Section
from ui.paper_views import CaseSummary, PrintNote, SummaryLine
from ui.views import CaseView

A_WORKER = Recipient("Dana Whitfield, Probation", frozenset((one, None) for one in Section))


def text_of(data: bytes) -> str:
    """Every word of a PDF, as a reader extracts it."""
    pages = PdfReader(BytesIO(data)).pages
    return " ".join(" ".join(normalize("NFKC", page.extract_text()).split()) for page in pages)


def tags_of(data: bytes) -> list[str]:
    """The kinds of its structure elements, in the order in which they are read."""
    found: list[str] = []
    left = [PdfReader(BytesIO(data)).trailer["/Root"]["/StructTreeRoot"]]
    while left:
        node = left.pop().get_object() if hasattr(left[-1], "get_object") else left.pop()
        if isinstance(node, list):
            left.extend(reversed(node))
        elif isinstance(node, dict):
            found.extend([str(node["/S"])] if "/S" in node else [])
            left.extend([node["/K"]] if "/K" in node else [])
    return found


def a_summary(view: CaseView, now: datetime) -> CaseSummary:
    """The summary of a case as its page shows it."""
    lines = tuple(
        SummaryLine(
            one.kind,
            SECTION_OF_KIND[one.kind],
            None,
            one.at,
            (one.text or one.title, *one.headline),
            one.author_name,
        )
        for one in view.timeline
    )
    return CaseSummary(view.header, lines, PrintNote(now, A_WORKER))
