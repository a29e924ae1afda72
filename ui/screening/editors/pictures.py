# SPDX-License-Identifier: AGPL-3.0-or-later
"""Pictures of strangers, made safe to show and to keep.

Invariants:
- A picture is read from bytes, never from a path or an address, and never larger than a bound.
- A drawing (SVG) is shown only after everything that could run or fetch is taken out of it.
- A photograph stands upright as its camera meant it (EXIF).
"""

from dataclasses import dataclass

from lxml import etree
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import (
    QColorSpace,
    QImage,
    QImageIOHandler,
    QImageReader,
    QPainter,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer

# No TIFF: Qt's reader ends the program over one of several pages.
PHOTOGRAPHS = frozenset({"png", "jpeg", "jpg", "webp", "bmp", "gif"})
MOVING = frozenset({"gif", "webp"})
LARGEST_FILE = 100_000_000
MOST_PIXELS = 60_000_000
LARGEST_DRAWING = 5_000_000
DRAWN_EDGE = 1200
QUALITY = 88
SVG = "http://www.w3.org/2000/svg"
SHAPES = ("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan")
AROUND = ("svg", "g", "defs", "title", "desc", "style", "clipPath", "use", "symbol")
PAINTS = ("linearGradient", "radialGradient", "stop")
DRAWN = frozenset((*SHAPES, *AROUND, *PAINTS))
LOADING = ("url(http", "url(file", "url(//", "url(data", "@import", "javascript:", "expression(")
TURN = QImageIOHandler.Transformation
EXIF_OF = {
    TURN.TransformationNone: 1,
    TURN.TransformationMirror: 2,
    TURN.TransformationRotate180: 3,
    TURN.TransformationFlip: 4,
    TURN.TransformationFlipAndRotate90: 5,
    TURN.TransformationRotate90: 6,
    TURN.TransformationMirrorAndRotate90: 7,
    TURN.TransformationRotate270: 8,
}


@dataclass(frozen=True, slots=True)
class Photograph:
    """A photograph as read: upright, and the bytes it came from.

    Attributes:
        orientation: how the bytes are turned, as EXIF counts; 1 is upright.
        is_one_of_several: the file holds more pictures; only the first is read.
    """

    image: QImage
    kind: str
    content: bytes
    orientation: int = 1
    is_one_of_several: bool = False


def read_photograph(content: bytes) -> Photograph | None:
    """Read a photograph; None when it is not one, is broken or is beyond the bounds."""
    if len(content) > LARGEST_FILE:
        return None
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setDecideFormatFromContent(True)
    kind = reader.format().toStdString().lower()
    # Asked before anything else: Qt's reader of drawings fetches what they point at.
    if kind not in PHOTOGRAPHS:
        return None
    size = reader.size()
    if size.width() * size.height() > MOST_PIXELS:
        return None
    reader.setAutoTransform(True)
    orientation = EXIF_OF[reader.transformation()]
    moves = kind in MOVING and reader.imageCount() > 1
    image = reader.read()
    if image.isNull():
        return None
    return Photograph(image, kind, content, orientation, moves)


def read_picture(content: bytes) -> QImage | None:
    """Read a picture that came with a form, a photograph or a drawing; None when it is neither."""
    photograph = read_photograph(content)
    if photograph is not None:
        return photograph.image
    drawing = clean_drawing(content)
    if drawing is None:
        return None
    renderer = QSvgRenderer(QByteArray(drawing))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        return None
    size.scale(QSize(DRAWN_EDGE, DRAWN_EDGE), Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def clean_drawing(content: bytes) -> bytes | None:
    """An SVG without scripts, links, foreign parts or anything that is fetched; None if not SVG."""
    if len(content) > LARGEST_DRAWING or b"<!ENTITY" in content:
        return None
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_pis=True,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None
    if not isinstance(root.tag, str) or etree.QName(root).localname != "svg":
        return None
    for element in list(root.iter()):
        _clean_element(element)
    return etree.tostring(root)


def shrink(image: QImage, max_pixels: int) -> QImage:
    """An image no longer on its longer edge than a number of pixels."""
    if max_pixels <= 0 or max(image.width(), image.height()) <= max_pixels:
        return image
    return image.scaled(
        max_pixels,
        max_pixels,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )


def fit_pixmap(image: QImage, width: int, height: int, ratio: float) -> QPixmap:
    """An image no larger than a room of the screen, sharp at its scale, never enlarged."""
    size = image.size()
    room = QSize(round(width * ratio), round(height * ratio))
    if size.width() > room.width() or size.height() > room.height():
        size.scale(room, Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QPixmap.fromImage(
        image.scaled(
            size,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
    )
    fitted.setDevicePixelRatio(ratio)
    return fitted


def write_image(image: QImage, kind: str) -> bytes:
    """An image as a file that holds its pixels and nothing else; `kind` is `png` or `jpeg`."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    _pixels(image).save(buffer, kind.upper(), QUALITY if kind == "jpeg" else -1)  # type: ignore[call-overload]  # the stubs know no device
    return bytes(data.data())


def _pixels(image: QImage) -> QImage:
    """The same picture in sRGB without the words and the profile that an image carries along."""
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    kinds = QImage.Format
    alpha = image.hasAlphaChannel()
    image = image.convertToFormat(kinds.Format_RGBA8888 if alpha else kinds.Format_RGB888)
    size, row = image.size(), image.bytesPerLine()
    return QImage(image.constBits(), size.width(), size.height(), row, image.format()).copy()


def _clean_element(element: etree._Element) -> None:
    name = etree.QName(element).localname if isinstance(element.tag, str) else ""
    parent = element.getparent()
    if name not in DRAWN and parent is not None:
        parent.remove(element)
        return
    if name == "style" and _loads(element.text or ""):
        element.text = ""
    for key, value in list(element.attrib.items()):
        plain = etree.QName(key).localname.lower()
        points_away = plain in ("href", "src") and not str(value).startswith("#")
        if plain.startswith("on") or points_away or _loads(str(value)):
            del element.attrib[key]


def _loads(text: str) -> bool:
    squeezed = "".join(text.lower().split()).replace('"', "").replace("'", "")
    return any(one in squeezed for one in LOADING) or "url(" in squeezed.replace("url(#", "")
