# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files on a stick: whole or not there, under names that say nothing.

Invariants: a file appears under its name once every byte of it is on the stick; one that was begun
and not finished is taken away where the stick still answers, and is never mistaken for a whole one;
only files this laptop wrote itself, whose work is in a newer one or was answered, are removed.
"""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.files import flush_to_disk
from sync.wire.bundles import ANSWER_ENDING, REQUEST_ENDING
from sync.wire.limits import LIMITS, MEBIBYTE
from ui.errors import ShownError

PART_ENDING = ".part"
FULL = "There is not enough room on the stick; nothing was lost."
FULL_ADVICE = "Free some room or take another stick, then write again."
READ_ONLY = "The stick may not be written; nothing was lost."
READ_ONLY_ADVICE = "Unlock its write protection or take another one."
GONE = "The stick cannot be reached any more; nothing was lost."
GONE_ADVICE = "Put it in again and repeat the step."
NO_ANSWER = "There is no answer of the county for this laptop here."
NO_ANSWER_ADVICE = "Let the county take your file first, or choose another folder."
TOO_LARGE = "This file is larger than any answer of the county; it was not read."


class StickUnusable(ShownError):
    """The stick, or a file on it, cannot be used; says what helps."""


def put_on_stick(
    folder: Path,
    name: str,
    content: bytes,
    progress: Callable[[int], None],
    stop: Callable[[], None],
) -> Path:
    """Write a laptop's file whole or not at all.

    Args:
        progress: told how many bytes are written.
        stop: asked between two pieces; raises when the user stops it.

    Raises:
        StickUnusable: full, read-only or gone.
    """
    place = folder / (name + REQUEST_ENDING)
    making = place.with_name(place.name + PART_ENDING)
    try:
        with _naming_trouble():
            with making.open("wb") as file:
                for start in range(0, len(content), MEBIBYTE):
                    stop()
                    file.write(content[start : start + MEBIBYTE])
                    progress(min(len(content), start + MEBIBYTE))
                file.flush()
                os.fsync(file.fileno())
            making.replace(place)
            flush_to_disk(folder)
    except BaseException:
        with suppress(OSError):
            making.unlink(missing_ok=True)
        raise
    return place


def find_answer(place: Path, names: list[str]) -> bytes:
    """The county's answer: a file that was chosen, or in a folder that of the newest of `names`.

    Raises:
        StickUnusable: there is none, or it cannot be read.
    """
    with _naming_trouble():
        if not place.is_dir():
            return _read(place)
        for name in reversed(names):
            answer = place / (name + ANSWER_ENDING)
            if answer.is_file():
                return _read(answer)
    raise StickUnusable(NO_ANSWER, NO_ANSWER_ADVICE)


def tidy_stick(place: Path, names: list[str], *, answered: bool) -> None:
    """Take files of this laptop away that are of no more use; a stick that refuses keeps them.

    Args:
        answered: their answers were read; otherwise a newer file holds what they held, and one that
            has an answer stays.
    """
    folder = place if place.is_dir() else place.parent
    for name in names:
        answer = folder / (name + ANSWER_ENDING)
        with suppress(OSError):
            if answered or not answer.exists():
                answer.unlink(missing_ok=True)
                (folder / (name + REQUEST_ENDING)).unlink(missing_ok=True)


def _read(file: Path) -> bytes:
    if file.stat().st_size > LIMITS.bundle:
        raise StickUnusable(TOO_LARGE)
    return file.read_bytes()


@contextmanager
def _naming_trouble() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise StickUnusable(FULL, FULL_ADVICE) from error
        if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            raise StickUnusable(READ_ONLY, READ_ONLY_ADVICE) from error
        raise StickUnusable(GONE, GONE_ADVICE) from error
