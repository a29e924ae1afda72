# SPDX-License-Identifier: AGPL-3.0-or-later
"""A photograph without what its camera wrote beside the picture: place, moment, device, owner.

Invariants:
- Only parts known to hold nothing but the picture are taken over; every other part, and whatever
  follows the picture's end, is left behind. Of EXIF only the orientation remains.
- JPEG and PNG keep their pixels bit for bit, unless their colours need a profile: a profile names
  devices too, so the picture is then painted anew in sRGB. Other kinds are always painted anew.
"""

import struct
from collections.abc import Iterator

from PySide6.QtGui import QColorSpace

from ui.screening.editors.pictures import Photograph, read_photograph, write_image

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
PNG_PARTS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"pHYs")
)
SOI, EOI, SOS, APP0, APP1, APP14 = 0xD8, 0xD9, 0xDA, 0xE0, 0xE1, 0xEE
JPEG_TABLES = frozenset((0xC4, 0xCC, 0xDB, 0xDC, 0xDD))
JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - JPEG_TABLES - {0xC8}
JFIF_SIZE, ADOBE_SIZE = 14, 12
UPRIGHT = 1


class _NotPlain(ValueError):
    """The file is not built as its kind says; it is painted anew instead."""


def without_metadata(photograph: Photograph) -> tuple[str, bytes]:
    """The kind (`jpeg` or `png`) and the bytes of a photograph that tells its picture alone."""
    kind = "jpeg" if photograph.kind in ("jpeg", "jpg") else photograph.kind
    space = photograph.image.colorSpace()
    if not space.isValid() or space == QColorSpace(QColorSpace.NamedColorSpace.SRgb):
        try:
            bare = _bare(kind, photograph)
        except (_NotPlain, struct.error):
            bare = b""
        again = read_photograph(bare) if bare else None
        if again is not None and again.image.size() == photograph.image.size():
            return kind, bare
    lossy = kind in ("jpeg", "webp") and not photograph.image.hasAlphaChannel()
    kind = "jpeg" if lossy else "png"
    return kind, write_image(photograph.image, kind)


def _bare(kind: str, photograph: Photograph) -> bytes:
    if kind == "jpeg":
        return b"".join(_jpeg_parts(photograph.content, photograph.orientation))
    if kind == "png" and photograph.orientation == UPRIGHT:
        return PNG_SIGNATURE + b"".join(_png_parts(photograph.content))
    return b""


def _png_parts(content: bytes) -> Iterator[bytes]:
    if not content.startswith(PNG_SIGNATURE):
        raise _NotPlain
    at, name = len(PNG_SIGNATURE), b""
    while name != b"IEND":
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + length + 12
        if end > len(content):
            raise _NotPlain
        if name in PNG_PARTS:
            yield content[at:end]
        at = end


def _jpeg_parts(content: bytes, orientation: int) -> Iterator[bytes]:
    if content[:2] != bytes((0xFF, SOI)):
        raise _NotPlain
    yield content[:2]
    if orientation != UPRIGHT:
        yield _turned(orientation)
    at = 2
    while True:
        at, marker = _marker(content, at)
        if marker == EOI:
            yield bytes((0xFF, EOI))
            return
        (length,) = struct.unpack_from(">H", content, at)
        end = at + length
        if length < 2 or end > len(content):
            raise _NotPlain
        yield _segment(marker, content[at + 2 : end])
        if marker == SOS:
            begin, end = end, _end_of_scan(content, end)
            yield content[begin:end]
        at = end


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """Where the part after a marker begins, and which marker it is."""
    if at >= len(content) or content[at] != 0xFF:
        raise _NotPlain
    while at < len(content) and content[at] == 0xFF:
        at += 1
    if at >= len(content):
        raise _NotPlain
    return at + 1, content[at]


def _segment(marker: int, body: bytes) -> bytes:
    """A part as it is taken over; empty when it is left behind."""
    if marker == APP0 and body.startswith(b"JFIF\0") and len(body) >= JFIF_SIZE:
        body = body[: JFIF_SIZE - 2] + b"\0\0"
    elif marker == APP14 and body.startswith(b"Adobe") and len(body) >= ADOBE_SIZE:
        body = body[:ADOBE_SIZE]
    elif marker != SOS and marker not in JPEG_TABLES | JPEG_FRAMES:
        return b""
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _end_of_scan(content: bytes, at: int) -> int:
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            raise _NotPlain
        if content[at + 1] not in (0x00, 0xFF, *range(0xD0, 0xD8)):
            return at
        at += 1 if content[at + 1] == 0xFF else 2


def _turned(orientation: int) -> bytes:
    """An EXIF part that says which way is up and nothing else."""
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    tiff = b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    body = b"Exif\0\0" + tiff
    return bytes((0xFF, APP1)) + struct.pack(">H", len(body) + 2) + body
