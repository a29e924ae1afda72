# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures made in a test: photographs with and without an orientation, drawings."""

import struct
import zlib

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage


def a_photograph(width: int = 60, height: int = 40, kind: str = "PNG") -> bytes:
    """A plain picture whose left half is darker than its right."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(220, 220, 220))
    for x in range(width // 2):
        for y in range(height):
            image.setPixelColor(x, y, QColor(30, 30, 30))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)  # type: ignore[call-overload]  # the stubs know no device
    return bytes(data.data())


def a_photograph_on_its_side() -> bytes:
    """A JPEG of 60 x 40 that its camera says to turn by a quarter (EXIF orientation 6)."""
    plain = a_photograph(kind="JPEG")
    tiff = b"MM\x00*" + struct.pack(">I", 8)
    entry = struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0)
    exif = b"Exif\x00\x00" + tiff + struct.pack(">H", 1) + entry + struct.pack(">I", 0)
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    return plain[:2] + segment + plain[2:]


def a_body_map() -> bytes:
    """A drawing of 100 x 100 with three areas, and with everything a drawing may not do."""
    return (
        b'<?xml version="1.0"?>'
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        b'width="100" height="100" viewBox="0 0 100 100" onload="alert(1)">'
        b"<script>alert(1)</script>"
        b'<image xlink:href="file:///etc/hostname" width="9" height="9"/>'
        b'<a xlink:href="https://x.org"><rect width="4" height="4"/></a>'
        b'<style>@import url("https://x.org/a.css");</style>'
        b'<circle id="head" cx="20" cy="20" r="15" fill="#888"/>'
        b'<rect id="ring" x="50" y="5" width="30" height="30" fill="#aaa" '
        b'style="background:url(https://x.org/p.png)"/>'
        b'<g transform="translate(70 70)"><rect id="moved" width="20" height="20"/></g>'
        b"</svg>"
    )


def with_a_place(photograph: bytes, orientation: int = 1) -> bytes:
    """A JPEG or PNG that says in every usual way where, when and by whom it was made.

    Every such part holds one of `TELLTALES`.
    """
    exif = _exif(orientation)
    if photograph.startswith(b"\x89PNG"):
        head = 8 + 25
        parts = (
            _chunk(b"tEXt", b"Author\0" + TELLTALES[1]),
            _chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + TELLTALES[2]),
            _chunk(b"eXIf", exif[6:]),
            _chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 23, 1, 2, 3)),
            _chunk(b"prVt", TELLTALES[3]),
        )
        return photograph[:head] + b"".join(parts) + photograph[head:] + TELLTALES[4]
    parts = (
        _part(0xE1, exif),
        _part(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + TELLTALES[2]),
        _part(0xED, b"Photoshop 3.0\0" + TELLTALES[1]),
        _part(0xE2, b"MPF\0" + TELLTALES[3]),
        _part(0xFE, TELLTALES[1]),
    )
    return photograph[:2] + b"".join(parts) + photograph[2:] + TELLTALES[4]


TELLTALES = (
    b"Canoga-Device-7",
    b"Somebody's name",
    b"<exif:GPSLatitude>34,11N</exif:GPSLatitude>",
    b"private part",
    b"a film behind the picture",
)


def _exif(orientation: int) -> bytes:
    """EXIF with a device, an orientation and a place (34° 11' N)."""
    model = TELLTALES[0] + b"\0"
    after = 8 + 2 + 3 * 12 + 4
    gps = after + len(model)
    first = struct.pack(">H", 3)
    first += struct.pack(">HHII", 0x0110, 2, len(model), after)
    first += struct.pack(">HHIHH", 0x0112, 3, 1, orientation, 0)
    first += struct.pack(">HHII", 0x8825, 4, 1, gps) + struct.pack(">I", 0)
    place = struct.pack(">H", 2) + struct.pack(">HHI4s", 1, 2, 2, b"N\0\0\0")
    place += struct.pack(">HHII", 2, 5, 3, gps + 2 + 24 + 4) + struct.pack(">I", 0)
    place += struct.pack(">6I", 34, 1, 11, 1, 0, 1)
    return b"Exif\0\0MM\0*" + struct.pack(">I", 8) + first + model + place


def _part(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
