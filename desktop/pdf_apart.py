# SPDX-License-Identifier: AGPL-3.0-or-later
"""Drawing a PDF in a process of its own, so that a hostile file cannot take the program down.

The child asks for bytes by offset over its pipe and gets them unsealed, a piece at a time; it
answers with the number of pages or with one page's pixels.

Invariants: the child holds no key, opens no file of ours and writes none; it limits its own memory,
processor time and files before a byte is read; one child does one job and ends with it, so nothing
of a document stays behind; its end, whatever it was, is one sentence.
"""

import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from typing import IO

from desktop.keeper import DRAW_PDF
from desktop.pdf_pages import (
    MOST_PIXELS,
    Read,
    RenderedPage,
    UnusablePdf,
    count_pages_here,
    render_page_here,
)

_READ, _DONE, _REFUSED = b"R", b"D", b"E"
_ASKED = struct.Struct(">QI")
_LENGTH = struct.Struct(">I")
_LONGEST_READ = 16_000_000
_LONGEST_ANSWER = 4 * MOST_PIXELS
TOO_MUCH = "This PDF asks for more time or memory than a document may use."


@dataclass(frozen=True)
class PdfLimits:
    """Bounds on the process that draws; a page of 12 megapixels needs less than half of each.

    Attributes:
        memory_bytes: address space.
        wall_seconds: from its start to its answer.
    """

    memory_bytes: int = 1_000_000_000
    processor_seconds: int = 20
    wall_seconds: float = 30.0


def count_pages(read: Read, size: int, limits: PdfLimits | None = None) -> int:
    """How many pages it has; raises UnusablePdf."""
    answer = _ask({"job": "count", "size": size}, read, limits or PdfLimits())
    return int(json.loads(answer)["pages"])


def render_page(
    read: Read, size: int, number: int, width: int, limits: PdfLimits | None = None
) -> RenderedPage:
    """A page, from 0, as wide as asked and never larger than a bound; raises UnusablePdf."""
    job = {"job": "render", "size": size, "number": number, "width": width}
    answer = _ask(job, read, limits or PdfLimits())
    head, _, pixels = answer.partition(b"\n")
    drawn = json.loads(head)
    page = RenderedPage(int(drawn["width"]), int(drawn["height"]), pixels)
    if len(pixels) != 3 * page.width * page.height:
        raise UnusablePdf("This page cannot be shown.")
    return page


def child_command() -> list[str]:
    """How this program starts itself again to draw."""
    if getattr(sys, "frozen", False):
        return [sys.executable, DRAW_PDF]
    return [sys.executable, "-m", "desktop.pdf_apart"]


def _ask(job: dict[str, object], read: Read, limits: PdfLimits) -> bytes:
    try:
        return _run(job | {"limits": asdict(limits)}, read, limits.wall_seconds)
    except OSError as error:
        raise UnusablePdf(TOO_MUCH) from error


def _run(job: dict[str, object], read: Read, seconds: float) -> bytes:
    with subprocess.Popen(  # noqa: S603 - this program itself
        child_command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as child:
        watch = threading.Timer(seconds, child.kill)
        watch.start()
        try:
            assert child.stdin is not None
            assert child.stdout is not None
            _tell(child.stdin, json.dumps(job).encode() + b"\n")
            return _converse(child.stdin, child.stdout, read)
        finally:
            watch.cancel()
            watch.join()
            child.kill()


def _converse(asked: IO[bytes], told: IO[bytes], read: Read) -> bytes:
    """Give the bytes it asks for, until it answers."""
    while True:
        kind = told.read(1)
        if kind == _READ:
            start, length = _ASKED.unpack(_take(told, _ASKED.size))
            part = read(start, min(length, _LONGEST_READ))
            _tell(asked, _LENGTH.pack(len(part)) + part)
        elif kind in (_DONE, _REFUSED):
            (size,) = _LENGTH.unpack(_take(told, _LENGTH.size))
            if size > _LONGEST_ANSWER:
                raise UnusablePdf(TOO_MUCH)
            answer = _take(told, size)
            if kind == _REFUSED:
                raise UnusablePdf(answer.decode("utf-8", "replace"))
            return answer
        else:
            raise UnusablePdf(TOO_MUCH)


def _tell(pipe: IO[bytes], content: bytes) -> None:
    pipe.write(content)
    pipe.flush()


def _take(pipe: IO[bytes], size: int) -> bytes:
    content = pipe.read(size)
    if len(content) != size:
        raise UnusablePdf(TOO_MUCH)
    return content


def serve(given: IO[bytes], answers: IO[bytes]) -> None:
    """Do one job in this process, whose limits are set first."""
    job = json.loads(given.readline())
    _limit(PdfLimits(**job["limits"]))

    def read(start: int, length: int) -> bytes:
        _tell(answers, _READ + _ASKED.pack(start, min(length, _LONGEST_READ)))
        (size,) = _LENGTH.unpack(_take(given, _LENGTH.size))
        return _take(given, size)

    try:
        answer = _do(job, read)
    except UnusablePdf as error:
        said = str(error).encode()
        _tell(answers, _REFUSED + _LENGTH.pack(len(said)) + said)
    except MemoryError:
        said = TOO_MUCH.encode()
        _tell(answers, _REFUSED + _LENGTH.pack(len(said)) + said)
    else:
        _tell(answers, _DONE + _LENGTH.pack(len(answer)) + answer)


def _do(job: dict[str, object], read: Read) -> bytes:
    size = int(str(job["size"]))
    if job["job"] == "count":
        return json.dumps({"pages": count_pages_here(read, size)}).encode()
    page = render_page_here(read, size, int(str(job["number"])), int(str(job["width"])))
    return json.dumps({"width": page.width, "height": page.height}).encode() + b"\n" + page.pixels


def _limit(limits: PdfLimits) -> None:
    """Hold this process to its limits; where the system has none, the caller's clock is left."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - exists on POSIX only

    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (bound, bound))
    os.nice(5)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
