# SPDX-License-Identifier: AGPL-3.0-or-later
"""Small pictures of documents, as bytes that hold pixels and nothing else."""

from PySide6.QtGui import QImage

from desktop.pdf_pages import RenderedPage
from ui.screening.editors.pictures import read_photograph, shrink, write_image


def picture_of_photograph(content: bytes, edge: int) -> bytes | None:
    """A photograph made small; None where it is none."""
    photograph = read_photograph(content)
    return None if photograph is None else write_image(shrink(photograph.image, edge), "jpeg")


def picture_of_page(page: RenderedPage) -> bytes:
    """A page that was drawn small."""
    bytes_a_line = 3 * page.width
    image = QImage(page.pixels, page.width, page.height, bytes_a_line, QImage.Format.Format_RGB888)
    return write_image(image, "jpeg")
