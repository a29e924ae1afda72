# SPDX-License-Identifier: AGPL-3.0-or-later
"""A PDF is drawn in a process of its own; whatever becomes of that, the program goes on."""

import sys
import zlib

import pytest

from desktop import pdf_apart
from desktop.pdf_apart import PdfLimits, count_pages, render_page
from desktop.pdf_pages import MOST_PIXELS, Read, UnusablePdf, render_page_here
from tests.fakes.documents import a_pdf


def reader(content: bytes) -> Read:
    return lambda start, length: content[start : start + length]


def with_objects(*objects: bytes) -> bytes:
    """A PDF of these objects, the first being its catalogue."""
    content, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    content += b"".join(b"%010d 00000 n \n" % at for at in places)
    content += b"trailer\n<< /Size %d /Root 1 0 R /Prev %d >>\n" % (len(objects) + 1, table)
    return bytes(content + b"startxref\n%d\n%%%%EOF\n" % table)


def one_page(page: bytes, *more: bytes) -> bytes:
    tree = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    return with_objects(b"<< /Type /Catalog /Pages 2 0 R >>", tree, page, *more)


def packed(content: bytes) -> bytes:
    stream = zlib.compress(content, 1)
    return b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)


PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %s] /Contents 4 0 R >>"
PLAIN = PAGE % b"612 792"
HOSTILE = {
    "a tree that holds itself": with_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"
    ),
    "more pages than any": with_objects(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        PLAIN,
    ),
    "a page of no size": one_page(PAGE % b"0 0", packed(b"q Q")),
    "a page larger than a town": one_page(PAGE % b"90000000 90000000", packed(b"q Q")),
    "a stream that unpacks to 60 MB": one_page(PLAIN, packed(b" " * 60_000_000)),
    "a million saved states": one_page(PLAIN, packed(b"q " * 1_000_000)),
    "a form that draws itself": one_page(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R"
        b" /Resources << /XObject << /X 5 0 R >> >> >>",
        packed(b"/X Do"),
        b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>"
        b" /Length 12 >>\nstream\n/X Do /X Do \nendstream",
    ),
}


def test_a_page_drawn_apart_is_the_page_drawn_here() -> None:
    content = a_pdf(3, filler=700_000)
    assert count_pages(reader(content), len(content)) == 3
    here = render_page_here(reader(content), len(content), 1, 320)
    assert render_page(reader(content), len(content), 1, 320) == here


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_pdf_is_drawn_within_its_bounds_or_refused(name: str) -> None:
    content = HOSTILE[name]
    try:
        page = render_page(reader(content), len(content), 0, 320, PdfLimits(processor_seconds=2))
    except UnusablePdf:
        return
    assert page.width * page.height <= MOST_PIXELS * 1.01


def test_a_pdf_that_is_damaged_anywhere_is_drawn_or_refused() -> None:
    content = a_pdf(1)
    for at in range(5, len(content), len(content) // 6):
        for harmed in (content[:at], content[:at] + b"\xff\x00" + content[at + 2 :]):
            try:
                assert render_page(reader(harmed), len(harmed), 0, 40).width <= 40
            except UnusablePdf:
                continue


@pytest.mark.parametrize(
    "limits",
    [
        PdfLimits(memory_bytes=20_000_000),
        PdfLimits(wall_seconds=0.01),
    ],
    ids=["memory", "clock"],
)
def test_what_asks_for_more_than_its_limits_is_one_sentence(limits: PdfLimits) -> None:
    content = a_pdf(1)
    with pytest.raises(UnusablePdf, match="more time or memory"):
        count_pages(reader(content), len(content), limits)


@pytest.mark.parametrize(
    "act",
    [
        "import os; os.abort()",
        "",
        "print('x' * 100_000)",
        "import sys; sys.stdout.buffer.write(b'D' + b'\\xff' * 4)",
        "import sys; sys.stdout.buffer.write(b'D\\x00\\x00\\x00\\x09short')",
        "import sys; sys.stdout.buffer.write(b'R' + bytes(11))",
    ],
    ids=["dies", "says nothing", "says nonsense", "boasts", "stops short", "asks by halves"],
)
def test_a_child_that_goes_wrong_takes_nobody_along(
    monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    monkeypatch.setattr(pdf_apart, "child_command", lambda: [sys.executable, "-c", act])
    content = a_pdf(1)
    with pytest.raises(UnusablePdf, match="more time or memory"):
        count_pages(reader(content), len(content))


def test_what_goes_wrong_with_the_source_is_told_as_it_is() -> None:
    class Locked(Exception):
        pass

    def fail(_start: int, _length: int) -> bytes:
        raise Locked

    with pytest.raises(Locked):
        count_pages(fail, 1000)
