# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pages of a PDF as pictures, read a piece at a time from wherever it lies.

PDFium (through pypdfium2) reads by offset, so that a file of 100 MB is never in memory and never in
a temporary file. Scripts and forms of a PDF are not run: the library is used without them. The
program itself calls it in a process of its own only (desktop.pdf_apart).

Invariants: the library is used by one thread at a time; a PDF is closed before its source is.
"""

import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pypdfium2

Read = Callable[[int, int], bytes]
MOST_PIXELS = 12_000_000
MOST_PAGES = 20_000
_ONE_AT_A_TIME = threading.Lock()


class UnusablePdf(ValueError):
    """It is not a PDF, is damaged, or opens with a password only."""


@dataclass(frozen=True)
class RenderedPage:
    """A page: three bytes for each pixel, red first, rows without gaps."""

    width: int
    height: int
    pixels: bytes


class _Source(io.RawIOBase):
    """Bytes that are read by offset, as a file."""

    def __init__(self, read: Read, size: int) -> None:
        super().__init__()
        self._read, self._size, self._at = read, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = base + offset
        return self._at

    def tell(self) -> int:
        return self._at

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer).cast("B")  # type: ignore[arg-type]  # any writable buffer
        part = self._read(self._at, len(view))
        view[: len(part)] = part
        self._at += len(part)
        return len(part)


def count_pages_here(read: Read, size: int) -> int:
    """How many pages it has.

    Raises:
        UnusablePdf
    """
    with _opened(read, size) as pdf:
        return len(pdf)


def render_page_here(read: Read, size: int, number: int, width: int) -> RenderedPage:
    """A page, counted from 0, as wide as asked and never larger than a bound.

    Raises:
        UnusablePdf
    """
    with _opened(read, size) as pdf:
        try:
            page = pdf[number]
            across, down = page.get_size()
            scale = min(width / across, (MOST_PIXELS / (across * down)) ** 0.5)
            bitmap = page.render(scale=scale, rev_byteorder=True, may_draw_forms=False)
        except (pypdfium2.PdfiumError, IndexError, ZeroDivisionError) as error:
            raise UnusablePdf("This page cannot be shown.") from error
        rows = bitmap.buffer
        step, used = bitmap.stride, bitmap.width * bitmap.n_channels
        pixels = b"".join(bytes(rows[at * step : at * step + used]) for at in range(bitmap.height))
        return RenderedPage(bitmap.width, bitmap.height, pixels)


@contextmanager
def _opened(read: Read, size: int) -> Iterator[pypdfium2.PdfDocument]:
    with _ONE_AT_A_TIME:
        # The library itself looks further for a beginning than other readers do.
        if b"%PDF-" not in read(0, 1024):
            raise UnusablePdf("It does not begin as a PDF does.")
        try:
            pdf = pypdfium2.PdfDocument(_Source(read, size))
        except pypdfium2.PdfiumError as error:
            raise UnusablePdf("It is not a PDF that can be read.") from error
        try:
            if not 0 < len(pdf) <= MOST_PAGES:
                raise UnusablePdf("It has no page.")
            yield pdf
        finally:
            pdf.close()
