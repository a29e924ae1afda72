# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures made in a test: photographs with and without an orientation, drawings."""

import struct

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
