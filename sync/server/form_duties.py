# SPDX-License-Identifier: AGPL-3.0-or-later
"""What an administrator does with forms: publish, retire, list.

A form is checked, converted and packed in a process of its own before anything is written; what
lies beside it is read by bare name only, from one folder, and only what the form names comes along.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import Connection

from casework.ids import CountyId
from forms.apart import build_pack_apart
from forms.errors import FormError
from forms.limits import LIMITS
from forms.pack import InstrumentPack, load_sample_packs, named_files
from sync.server.audit import Actor
from sync.server.database import CountyDatabase
from sync.server.errors import FormRefused
from sync.server.installation import CERTIFICATE_FOLDER, Installation, find_county
from sync.server.instruments import list_statements, publish_pack, retire
from sync.server.signing import KEY_FILE, Publisher, keep_signing_key, make_next_key
from sync.server.sources import Source
from sync.server.succession import claim_key, lock_signing_key, succeed
from sync.wire.signatures import encode_public_key


@dataclass(frozen=True)
class FormFile:
    """A form to publish.

    Attributes:
        media: folder of its lists and pictures; None for the form's own folder.
        until: last day on which it may be started.
    """

    file: Path
    media: Path | None = None
    until: date | None = None


def publish_form(place: Installation, source: Source, form: FormFile, by: str) -> list[str]:
    """Check, pack, sign and store a form; one line: id, version, hash; parted by tabs.

    Raises:
        FormRefused: the form is not usable, or its id and version stand for other content.
    """
    pack = read_form(form)
    with place.open() as database:
        county = find_county(database)
        place.make_folder()
        with database.publish() as connection:
            publisher = _publisher(connection, place, source, county, by)
            publish_pack(connection, publisher, pack, form.until, sample_hashes())
    return ["\t".join((pack.form_id, pack.version, pack.sha256))]


def retire_form(
    place: Installation, source: Source, form_id: str, version: str, by: str
) -> list[str]:
    """Let no new screening begin on a version of a form."""
    with place.open() as database:
        county = find_county(database)
        with database.publish() as connection:
            publisher = _publisher(connection, place, source, county, by)
            retire(connection, publisher, form_id, version)
    return []


def list_forms(place: Installation) -> list[str]:
    """One line for each version: id, version, standing, last day, hash; parted by tabs."""
    with place.open() as database:
        county = find_county(database)
        with database.administer() as connection:
            held = [one.statement for one in list_statements(connection, county).instruments]
    return [
        "\t".join(
            (
                one.form_id,
                one.version,
                one.standing.value,
                one.until.isoformat() if one.until else "",
                one.sha256,
            )
        )
        for one in held
    ]


def rotate_key(place: Installation, source: Source, by: str) -> list[str]:
    """Give the county a new signing key, named by the old one; one line, the new public key.

    Raises:
        StartFailed: the key is not here or cannot be written; the old one stays in use.
    """
    folder = place.data / CERTIFICATE_FOLDER
    with place.open() as database:
        county = find_county(database)
        place.make_folder()
        with database.publish() as connection:
            publisher = _publisher(connection, place, source, county, by)
            claim_key(connection, county, publisher.key)
            fresh = make_next_key(folder)
            succeed(connection, publisher, fresh)
        # Only after the commit may the new key take the old one's place.
        with database.publish() as connection:
            keep_signing_key(folder, lock_signing_key(connection, county))
    return [encode_public_key(fresh.public_key())]


def describe_rotation(place: Installation) -> str:
    """What to do after a change of key, for people."""
    file = place.data / CERTIFICATE_FOLDER / KEY_FILE
    return f"Back up {file} now; laptops take the new key over at their next sync."


def name_first_key(
    place: Installation, database: CountyDatabase, source: Source, county: CountyId
) -> None:
    """Give a county its first signing key where it has none, so that laptops pin it on joining."""
    with database.publish() as connection:
        if lock_signing_key(connection, county) is None:
            publisher = _publisher(connection, place, source, county, "county server")
            claim_key(connection, county, publisher.key)


def publish_samples(
    place: Installation, database: CountyDatabase, source: Source, county: CountyId
) -> None:
    """Publish the instruments that come with the program, where they are not yet; for training."""
    with database.administer() as connection:
        held = {one.statement.sha256 for one in list_statements(connection, county).instruments}
    for pack in load_sample_packs():
        if pack.sha256 not in held:
            with database.publish() as connection:
                publisher = _publisher(connection, place, source, county, "training county")
                publish_pack(connection, publisher, pack, None, sample_hashes())


def sample_hashes() -> Mapping[tuple[str, str], str]:
    """Hashes of the instruments that come with the program, by id and version."""
    return {(one.form_id, one.version): one.sha256 for one in load_sample_packs()}


def read_form(form: FormFile) -> InstrumentPack:
    """The pack of a form file and what lies beside it.

    Raises:
        FormRefused: a file cannot be read, or the form is not usable.
    """
    try:
        content, name = _read(form.file, LIMITS.file_bytes), form.file.name
        pack = build_pack_apart(content, name)
        folder = form.media or form.file.absolute().parent
        files = _read_beside(folder, named_files(pack.xform.encode()))
        return build_pack_apart(content, name, files) if files else pack
    except FormError as error:
        more = len(error.problems) - 1
        rest = f" and {more} more; `fieldfare form check` lists them" if more > 0 else ""
        raise FormRefused(
            f"{form.file.name} cannot be published: {error.problems[0]}{rest}"
        ) from error


def _read_beside(folder: Path, names: Collection[str]) -> dict[str, bytes]:
    """The named files that lie in a folder itself; a link is not followed."""
    here = {name: folder / name for name in sorted(names)}
    return {
        name: _read(file, LIMITS.pack_files_bytes)
        for name, file in here.items()
        if file.is_file() and not file.is_symlink()
    }


def _read(file: Path, most: int) -> bytes:
    try:
        with file.open("rb") as stream:
            content = stream.read(most + 1)
    except OSError as error:
        raise FormRefused(f"{file} cannot be read: {error.strerror}.") from error
    if len(content) > most:
        raise FormRefused(f"{file} is larger than {most // 1_000_000} MB.")
    return content


def _publisher(
    connection: Connection, place: Installation, source: Source, county: CountyId, by: str
) -> Publisher:
    known = lock_signing_key(connection, county)
    key = keep_signing_key(place.data / CERTIFICATE_FOLDER, known)
    return Publisher(county, key, Actor(by, source.clock.now(), source.new_id()))
