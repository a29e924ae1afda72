# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking every bundle on a stick in, and writing each answer beside it.

Invariants: one file that is refused stands in no other's way; an answer appears under its name only
when it is whole; an answer that could not be written is written when the same file is taken again.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from casework.ids import CountyId
from casework.sealing import OpeningKey
from sync.server.app import CountyServer
from sync.server.audit import Actor, note_act
from sync.server.bundle_key import keep_bundle_key
from sync.server.bundles import BUSY, TakenBundle, take_bundle
from sync.server.errors import BundleRefused
from sync.server.installation import CERTIFICATE_FOLDER, Installation, find_county
from sync.server.routes import TROUBLE
from sync.server.running import make_server
from sync.server.sources import Source
from sync.wire.bundles import ANSWER_ENDING, REQUEST_ENDING
from sync.wire.limits import LIMITS


def take_files(
    place: Installation, source: Source, files: Iterable[Path], answers: Path | None, by: str
) -> Iterator[str]:
    """One line for each file: its name, what became of it, the laptop or the reason.

    Args:
        files: files, and folders of which every bundle is taken.
        answers: the folder for answers; beside each file when None.

    Raises:
        BundleRefused: after the last, when one was not taken; or there was none.
    """
    with place.open() as database:
        server = make_server(place, source, database, find_county(database))
        key = keep_bundle_key(place.data / CERTIFICATE_FOLDER)
        yield from take_all(server, key, source, files, answers, by)


def take_all(
    server: CountyServer,
    key: OpeningKey,
    source: Source,
    files: Iterable[Path],
    answers: Path | None,
    by: str,
) -> Iterator[str]:
    """As `take_files`, by a server that is at hand."""
    found = list(_find(files))
    if not found:
        raise BundleRefused(f"There is no file ending in {REQUEST_ENDING} here.")
    refused = 0
    for file in found:
        try:
            taken = take_bundle(server, _read(file), key)
            _write((answers or file.parent) / (file.stem + ANSWER_ENDING), taken.answer)
        except (BundleRefused, *TROUBLE) as refusal:
            refused += 1
            reason = refusal if isinstance(refusal, BundleRefused) else BUSY
            yield f"{file.name}\trefused\t{reason}"
            continue
        _note(server, source, taken, by)
        if taken.refusal:
            yield f"{file.name}\tanswered\t{taken.device}\t{taken.refusal}"
        else:
            yield f"{file.name}\t{'taken before' if taken.again else 'taken'}\t{taken.device}"
    if refused:
        raise BundleRefused(f"{refused} of {len(found)} files were not taken; see above.")


def _find(files: Iterable[Path]) -> Iterator[Path]:
    for file in files:
        if file.is_dir():
            yield from sorted(file.glob(f"*{REQUEST_ENDING}"))
        else:
            yield file


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LIMITS.bundle:
            raise BundleRefused(f"{file.name} is larger than any laptop writes.")
        return file.read_bytes()
    except OSError as error:
        raise BundleRefused(f"{file.name} cannot be read: {error.strerror}.") from error


def _write(file: Path, content: bytes) -> None:
    making = file.with_name(file.name + ".part")
    try:
        with making.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        making.replace(file)
        _flush_folder(file.parent)
    except OSError as error:
        with suppress(OSError):
            making.unlink(missing_ok=True)
        raise BundleRefused(
            f"The answer {file.name} cannot be written ({error.strerror}); take the same file "
            "again once there is room."
        ) from error


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _note(server: CountyServer, source: Source, taken: TakenBundle, by: str) -> None:
    """Note who carried it, where the database's owner is at hand to write the audit."""
    if not server.database.has_owner:
        return
    county: CountyId = server.county
    with server.database.administer() as connection:
        actor = Actor(by, source.clock.now(), source.new_id())
        note_act(connection, county, actor, "bundle taken", taken.device, taken.refusal)
