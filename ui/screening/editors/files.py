# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a file chosen for an answer must be, and the one sentence that says what is wrong."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QByteArray, QCoreApplication, QMimeDatabase

from forms.definition import Control
from ui.screening.editors.metadata import without_metadata
from ui.screening.editors.pictures import (
    LARGEST_FILE,
    PHOTOGRAPHS,
    Photograph,
    read_photograph,
    shrink,
    write_image,
)

translate = QCoreApplication.translate
KILO = 1000
HEAD = 16_384
ENDINGS = {"jpeg": ("jpg", "jpeg", "jpe", "jfif"), "png": ("png",)}
UNKNOWN = "application/octet-stream"


class UnusableFile(ValueError):
    """The user: the file chosen is no answer; the text is one translated sentence."""


def prepare_file(
    control: Control, name: str, content: bytes, parameters: Mapping[str, str]
) -> tuple[str, bytes]:
    """The file as it is to be kept: its name and bytes.

    A photograph loses what its camera wrote beside it (place, moment, device), a large one is made
    smaller.

    Raises:
        UnusableFile: it is empty, too large or not of the kind asked for.
    """
    if not content:
        raise UnusableFile(
            translate("words", "“{name}” is empty; choose another file.").format(name=name)
        )
    if len(content) > LARGEST_FILE:
        raise UnusableFile(
            translate("words", "“{name}” is larger than {most}; choose a smaller file.").format(
                name=name, most=say_size(LARGEST_FILE)
            )
        )
    match control:
        case Control.IMAGE:
            return _prepare_photograph(name, content, parameters.get("max-pixels", ""))
        case Control.AUDIO | Control.VIDEO if not _is_kind(control.value, name, content):
            raise UnusableFile(_say_wrong_kind(control, name))
        case Control.FILE if not _is_accepted(name, content, parameters):
            raise UnusableFile(
                translate(
                    "words", "“{name}” is not of a kind this question takes: {kinds}."
                ).format(name=name, kinds=parameters["accept"])
            )
    return name, _prepare_file(content) if control is Control.FILE else content


def open_chosen(path: Path) -> BinaryIO:
    """A chosen file, to be read; a pipe or a device would be waited for without end.

    Raises:
        OSError: it is no file, or cannot be opened.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    return path.open("rb")


def read_chosen(path: Path) -> bytes:
    """What is in a chosen file, to one byte beyond what may be kept.

    A long film picked by mistake is refused by its size, and does not fill the memory first.

    Raises:
        OSError: it cannot be opened or read.
    """
    with open_chosen(path) as file:
        return file.read(LARGEST_FILE + 1)


def filter_of(control: Control) -> str:
    """Which files are offered to choose from."""
    names = {
        Control.IMAGE: " ".join(f"*.{one}" for one in sorted(PHOTOGRAPHS)),
        Control.AUDIO: "*.mp3 *.m4a *.wav *.ogg *.oga *.flac *.aac *.amr *.opus",
        Control.VIDEO: "*.mp4 *.mov *.webm *.mkv *.avi *.3gp",
    }
    said = {
        Control.IMAGE: translate("words", "Pictures"),
        Control.AUDIO: translate("words", "Sound recordings"),
        Control.VIDEO: translate("words", "Films"),
    }
    every = translate("words", "All files")
    kind = f"{said[control]} ({names[control]});;" if control in names else ""
    return f"{kind}{every} (*)"


def is_bare(content: bytes) -> bool:
    """Whether a file kept tells nothing beside its picture."""
    return _bared(content) is not None


def say_size(count: int) -> str:
    """A number of bytes for people; a MB is a million of them, as in what the limits say."""
    if count < KILO:
        return translate("words", "{count} bytes").format(count=count)
    if count < KILO * KILO:
        return translate("words", "{count} kB").format(count=round(count / KILO))
    return translate("words", "{count} MB").format(
        count=f"{count / KILO / KILO:.1f}".removesuffix(".0")
    )


def _prepare_photograph(name: str, content: bytes, max_pixels: str) -> tuple[str, bytes]:
    photograph = read_photograph(content)
    if photograph is None:
        raise UnusableFile(
            translate(
                "words",
                "“{name}” is not a photograph this laptop can read; choose a JPEG or PNG file.",
            ).format(name=name)
        )
    if photograph.is_one_of_several:
        raise UnusableFile(
            translate(
                "words", "“{name}” holds several pictures; choose a file that holds one."
            ).format(name=name)
        )
    edge = int(max_pixels) if max_pixels.isascii() and max_pixels.isdigit() else 0
    smaller = shrink(photograph.image, edge)
    if smaller is photograph.image:
        kind, kept = without_metadata(photograph)
    else:
        kind = "jpeg" if photograph.kind in ("jpeg", "jpg") else "png"
        kept = write_image(smaller, kind)
    return _named(name, kind), kept


def _named(name: str, kind: str) -> str:
    """The name with an ending that says the kind."""
    stem, _, ending = name.rpartition(".")
    if ending.lower() in ENDINGS[kind]:
        return name
    return f"{stem or name}.{ENDINGS[kind][0]}"


def _prepare_file(content: bytes) -> bytes:
    """A file of any kind; a photograph among them loses what its camera wrote beside it."""
    return without_metadata(photograph)[1] if (photograph := _bared(content)) else content


def _bared(content: bytes) -> Photograph | None:
    """A photograph of the kinds that stay what they are without what was beside the picture."""
    photograph = read_photograph(content)
    known = photograph is not None and photograph.kind in ("jpeg", "jpg", "png")
    return photograph if known else None


def _is_kind(kind: str, name: str, content: bytes) -> bool:
    """Told by the content; the name decides only where the content leaves it open.

    The same container holds films and sound alone, so that a sound file may look like a film.
    """
    types = QMimeDatabase()
    head = QByteArray(content[:HEAD])
    held = types.mimeTypeForData(head).name()
    named = types.mimeTypeForFileNameAndData(name, head).name()
    if held != UNKNOWN and not held.startswith(("audio/", "video/", "application/ogg")):
        return False
    return any(one.startswith(f"{kind}/") for one in (held, named))


def _is_accepted(name: str, content: bytes, parameters: Mapping[str, str]) -> bool:
    wanted = [one.strip().lower() for one in parameters.get("accept", "").split(",") if one.strip()]
    found = QMimeDatabase().mimeTypeForFileNameAndData(name, QByteArray(content[:HEAD])).name()
    return not wanted or any(
        name.lower().endswith(one) if one.startswith(".") else _fits(found, one) for one in wanted
    )


def _fits(found: str, wanted: str) -> bool:
    kind = wanted.partition("/")[0]
    return wanted in ("*/*", "*", found) or (wanted.endswith("/*") and found.startswith(f"{kind}/"))


def _say_wrong_kind(control: Control, name: str) -> str:
    if control is Control.AUDIO:
        sentence = translate("words", "“{name}” is not a sound recording; choose one.")
    else:
        sentence = translate("words", "“{name}” is not a film; choose one.")
    return sentence.format(name=name)
