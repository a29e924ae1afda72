# SPDX-License-Identifier: AGPL-3.0-or-later
"""A photograph is kept without its place, moment, device and owner; its picture stays as it is."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColorSpace, QImage

from forms.definition import Control
from tests.fakes.pictures import TELLTALES, a_photograph, with_a_place
from ui.screening.editors.files import UnusableFile, is_bare, prepare_file
from ui.screening.editors.metadata import without_metadata
from ui.screening.editors.pictures import Photograph, read_photograph, write_image

pytestmark = pytest.mark.usefixtures("qapp")

PLACE = struct.pack(">6I", 34, 1, 11, 1, 0, 1)


def read(content: bytes) -> Photograph:
    found = read_photograph(content)
    assert found is not None
    return found


def assert_tells_nothing(content: bytes) -> None:
    for telltale in (*TELLTALES, PLACE, b"GPS", b"tIME", b"Photoshop", b"MPF\0"):
        assert telltale not in content


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("control", [Control.IMAGE, Control.FILE])
@pytest.mark.parametrize("bounds", [{}, {"max-pixels": "30"}], ids=["whole", "shrunk"])
def test_what_is_kept_of_a_photograph_says_nothing_of_place_device_or_owner(
    kind: str, control: Control, bounds: dict[str, str]
) -> None:
    planted = with_a_place(a_photograph(kind=kind))
    for telltale in (*TELLTALES, PLACE):
        assert telltale in planted
    name, kept = prepare_file(control, f"a.{kind.lower()}", planted, bounds)
    assert name == f"a.{kind.lower()}"
    assert_tells_nothing(kept)
    assert read(kept).image.size().width() in (60, 30)
    assert is_bare(kept)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stays_upright_and_keeps_every_pixel(orientation: int) -> None:
    planted = with_a_place(a_photograph(kind="JPEG"), orientation)
    kind, kept = without_metadata(read(planted))
    assert kind == "jpeg"
    assert_tells_nothing(kept)
    assert read(kept).orientation == orientation
    assert read(kept).image == read(planted).image


def test_a_png_keeps_every_pixel_and_its_transparency() -> None:
    image = QImage(4, 4, QImage.Format.Format_ARGB32)
    image.fill(0x40102030)
    kind, kept = without_metadata(read(with_a_place(write_image(image, "png"))))
    assert kind == "png"
    assert read(kept).image.pixelColor(1, 1) == image.pixelColor(1, 1)


def test_a_profile_that_names_a_device_goes_and_the_colours_are_kept() -> None:
    image = read(a_photograph(kind="JPEG")).image
    image.setColorSpace(QColorSpace(QColorSpace.NamedColorSpace.DisplayP3))
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "JPEG", 95)  # type: ignore[call-overload]  # the stubs know no device
    planted = bytes(data.data())
    assert b"ICC_PROFILE" in planted
    kind, kept = without_metadata(read(planted))
    assert kind == "jpeg"
    assert b"ICC_PROFILE" not in kept
    assert read(kept).image.pixelColor(50, 20).red() in range(215, 226)


@pytest.mark.parametrize("kind", ["WEBP", "BMP"])
def test_other_kinds_are_painted_anew_under_a_name_that_says_so(kind: str) -> None:
    name, kept = prepare_file(Control.IMAGE, f"a.{kind.lower()}", a_photograph(kind=kind), {})
    assert name == ("a.jpg" if kind == "WEBP" else "a.png")
    assert read(kept).image.size().width() == 60


def test_a_picture_that_moves_is_refused_rather_than_kept_in_part() -> None:
    head, screen = b"GIF89a", struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    assert prepare_file(Control.IMAGE, "a.gif", head + screen + frame + b"\x3b", {})[0] == "a.png"
    with pytest.raises(UnusableFile, match="holds several pictures"):
        prepare_file(Control.IMAGE, "a.gif", head + screen + 2 * frame + b"\x3b", {})


def test_a_tiff_is_refused_with_the_kinds_to_choose_instead() -> None:
    with pytest.raises(UnusableFile, match="choose a JPEG or PNG file"):
        prepare_file(Control.IMAGE, "a.tif", a_photograph(kind="TIFF"), {})


@pytest.mark.qt_log_ignore(".*")
@given(st.binary(max_size=40), st.integers(0, 400), st.sampled_from(["JPEG", "PNG"]))
def test_a_photograph_broken_anywhere_keeps_no_word_of_its_camera(
    noise: bytes, at: int, kind: str
) -> None:
    planted = with_a_place(a_photograph(8, 8, kind))
    found = read_photograph(planted[:at] + noise + planted[at + len(noise) :])
    if found is not None:
        _, kept = without_metadata(found)
        assert read(kept).image.size() == found.image.size()
        assert PLACE not in kept
        assert TELLTALES[1] not in kept
