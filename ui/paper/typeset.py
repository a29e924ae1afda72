# SPDX-License-Identifier: AGPL-3.0-or-later
"""From a granted paper to tagged PDF (PDF/UA-1), in memory.

Typst lays it out by `paper.typ`. What a paper says goes in as JSON and is shown as it is, so that
no word of a case is ever markup or code. Nothing is written to a disk and nothing is fetched: the
layout names no file and no package.

Invariants: what comes back has a structure tree, its language and its neutral title, and no other
metadata. May be called from any thread.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from casework.paper import (
    Block,
    Bullets,
    Drawing,
    Facts,
    GrantedPaper,
    Paper,
    Paragraph,
    Part,
    Picture,
    Sheet,
    Table,
)
from ui.errors import ShownError

# Below seven points nobody reads a page at a counter or in a car.
LETTER_SIZES = (10, 9.5, 9, 8.5, 8, 7.5, 7)
LAYOUT = Path(__file__).with_name("paper.typ")
# Each system's own, in the order in which they are wanted; the last comes with the library.
FONTS = ("Segoe UI", "Helvetica Neue", "Noto Sans", "DejaVu Sans", "Libertinus Serif")
_STANDARD: Final = "ua-1"
_MADE_BY = (
    re.compile(rb"/Creator\s*\([^()]*\)"),
    re.compile(rb"<xmp:CreatorTool>[^<]*</xmp:CreatorTool>"),
)


# A longer word, such as an address on the web, may be broken, or it would run over its neighbour.
_LONG_WORD = re.compile(r"\S{24}(?=\S)")
_MAY_BREAK = "\u200b"


def render_paper(granted: GrantedPaper) -> bytes:
    """The paper as the bytes of a PDF.

    Raises:
        ShownError: it shall stand on one page and does not fit even in the smallest letters.
    """
    return _without_maker(_compile(_to_json(granted.paper)))


def _compile(paper: str) -> bytes:
    layout, inputs = LAYOUT.read_bytes(), {"paper": paper}
    try:
        try:
            return typst.compile(
                layout, font_paths=_fonts(), sys_inputs=inputs, pdf_standards=_STANDARD
            )
        except typst.TypstError as error:
            if "does-not-fit" in error.message:
                raise
            # A sign that no font here can draw is no reason to withhold the paper.
            return typst.compile(layout, font_paths=_fonts(), sys_inputs=inputs)
    except typst.TypstError as error:
        if "does-not-fit" not in error.message:
            raise
        raise ShownError(
            "This does not fit on one page.", "Shorten the longest texts and try again."
        ) from error


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts()


@cache
def _families() -> tuple[str, ...]:
    found = set(_fonts().families())
    return tuple(one for one in FONTS if one in found)


def _without_maker(data: bytes) -> bytes:
    """Without the name of what made it; as long as before, so that every offset holds."""
    for pattern in _MADE_BY:
        data = pattern.sub(lambda found: b" " * len(found.group()), data)
    return data


def _to_json(paper: Paper) -> str:
    mark = paper.mark
    return json.dumps(
        {
            "title": paper.title,
            "heading": paper.heading,
            "lang": paper.language,
            "sheet": paper.sheet,
            "fonts": _families(),
            "sizes": LETTER_SIZES if paper.one_page or paper.sheet is Sheet.WALLET else (),
            "mark": None if mark is None else mark._asdict(),
            "parts": [_breakable(_part(one)) for one in paper.parts],
        },
        ensure_ascii=False,
    )


def _breakable(said: Any) -> Any:
    """The same with places in its longest words where a line may end; drawings are no words."""
    if isinstance(said, str):
        return _LONG_WORD.sub(lambda found: found.group() + _MAY_BREAK, said)
    if isinstance(said, dict):
        left = ("data",)
        return {name: one if name in left else _breakable(one) for name, one in said.items()}
    if isinstance(said, list | tuple):
        return [_breakable(one) for one in said]
    return said


def _part(part: Part) -> dict[str, Any]:
    blocks = [_block(one) for one in part.blocks]
    return {"heading": part.heading, "level": part.level, "blocks": blocks}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph(text, look):
            return {"type": "paragraph", "text": text, "look": look}
        case Bullets(items):
            return {"type": "bullets", "items": items}
        case Facts(facts, to_fill):
            return {"type": "facts", "rows": _rows_of(facts), "fill": to_fill}
        case Table(heads, rows, widths):
            parts = widths or (1,) * len(heads)
            return {"type": "table", "heads": heads, "rows": rows, "widths": parts}
        case Picture(data, caption):
            kind = "png" if data.startswith(b"\x89PNG") else "jpg"
            return {"type": "picture", "data": list(data), "format": kind, "caption": caption}
        case Drawing():
            return {
                "type": "picture",
                "data": _svg(block),
                "format": "svg",
                "caption": block.caption,
            }


def _rows_of(facts: tuple[Any, ...]) -> list[list[tuple[str, str]]]:
    rows, left = [], list(facts)
    while left:
        row = [left.pop(0)]
        if not row[0].wide and left and not left[0].wide:
            row.append(left.pop(0))
        rows.append([(one.name, one.value) for one in row])
    return rows


def _svg(drawing: Drawing) -> str:
    """The strokes, as numbers only."""
    lines = "".join(
        "<polyline points='" + " ".join(f"{x:d},{y:d}" for x, y in stroke) + "'/>"
        for stroke in drawing.strokes
    )
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1000 {drawing.height:d}' "
        f"fill='none' stroke='#000' stroke-width='6' stroke-linecap='round' "
        f"stroke-linejoin='round'>{lines}</svg>"
    )
