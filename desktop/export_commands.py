# SPDX-License-Identifier: AGPL-3.0-or-later
"""`form fill --export` and `form export`: answers for other programs, without a window."""

import argparse
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import JsonValue

from desktop.session import COUNTY_ZONE
from desktop.system import new_id
from forms.apart import build_pack_apart
from forms.definition import UPLOADS, FormDefinition
from forms.errors import FormError
from forms.exports.entities import read_entities
from forms.exports.export import Surroundings, as_one_file, export_forms
from forms.exports.filled import Circumstances, FilledForm, read_filled
from forms.exports.kinds import ExportKind
from forms.instance import read_instance_xml, refuse_unlisted
from forms.pack import load_definition
from forms.session import Session

KINDS = [kind.value for kind in ExportKind]
_OUT = "file, or folder for the files of openrosa and csv"
_FILES = "folder with the pictures and files the answers name"


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Let a command that fills a form also export it."""
    parser.add_argument("--export", choices=KINDS, help="write the answers for another program")
    parser.add_argument("--out", type=Path, help=_OUT)
    parser.add_argument("--files", type=Path, help=_FILES)


def add_export_parser(steps: "argparse._SubParsersAction[Any]") -> None:
    """Add `form export`."""
    export = steps.add_parser("export", help="write filled instances for other programs")
    export.add_argument("file", type=Path, help="XLSForm (.xlsx, .xls) or XForm (.xml)")
    export.add_argument("instances", type=Path, nargs="+", help="filled instances (.xml)")
    export.add_argument("--kind", choices=KINDS, required=True, help="what to write")
    export.add_argument("--out", type=Path, required=True, help=_OUT)
    export.add_argument("--files", type=Path, help=_FILES)
    export.set_defaults(run=run_export)


def run_export(arguments: argparse.Namespace) -> int:
    """Export filled instances of one form; 0 when it is written."""
    pack = build_pack_apart(_read(arguments.file), arguments.file.name)
    definition = load_definition(pack)
    forms = [
        _take_up(definition, _read(one), arguments.files or one.parent)
        for one in arguments.instances
    ]
    write_export(ExportKind(arguments.kind), forms, arguments.out)
    return 0


def export_filled(session: Session, arguments: argparse.Namespace) -> None:
    """Export a form just filled when the command asks for it."""
    if arguments.export is None:
        return
    if arguments.out is None:
        raise FormError("Say with --out where the export goes.")
    known = Circumstances(_instance_id(session), files=_files(session, arguments.files))
    write_export(ExportKind(arguments.export), [read_filled(session, known)], arguments.out)


def describe_entities(session: Session) -> list[JsonValue]:
    """What the filled form makes of, or changes in, the lists a server keeps, as JSON."""
    found = read_entities(session.definition, session.to_xml())
    return [{**asdict(one), "properties": dict(one.properties)} for one in found]


def write_export(kind: ExportKind, forms: Sequence[FilledForm], out: Path) -> None:
    """Write an export to a file, or its files into a folder.

    Raises:
        FormError: it cannot be written there.
    """
    files = export_forms(kind, forms, Surroundings(COUNTY_ZONE, secrets.token_bytes, {}))
    try:
        if kind.ending == ".zip" and out.suffix.casefold() != ".zip":
            for name, content in files.items():
                place = out / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(content)
        else:
            out.write_bytes(as_one_file(files, kind))
    except OSError as error:
        raise FormError(f"{out} cannot be written: {error.strerror}.") from error


def _take_up(definition: FormDefinition, content: bytes, folder: Path) -> FilledForm:
    kept = read_instance_xml(definition, content)
    refuse_unlisted(definition, kept)
    session = Session(
        definition, today=datetime.now(UTC).astimezone(COUNTY_ZONE).date(), answers=kept
    )
    known = Circumstances(_instance_id(session), signed=kept, files=_files(session, folder))
    return read_filled(session, known)


def _instance_id(session: Session) -> str:
    """The id the instance has, or a new one."""
    path = f"{session.definition.root}/meta/instanceID"
    held = next((one.text for one in session.reading.root.each() if one.path == path), "")
    try:
        return str(uuid.UUID(held.removeprefix("uuid:")))
    except ValueError:
        return new_id()


def _files(session: Session, folder: Path | None) -> Mapping[str, bytes]:
    """Content of the files the answers name, as far as the folder has them."""
    if folder is None:
        return {}
    questions = session.definition.questions
    named = [
        str(answer)
        for path, answer in session.relevant_answers().items()
        if _generic(path) in questions and questions[_generic(path)].control in UPLOADS
    ]
    plain = [one for one in named if Path(one).name == one]
    return {name: _read(folder / name) for name in plain if (folder / name).is_file()}


def _generic(path: str) -> str:
    return "/".join(step.partition("[")[0] for step in path.split("/"))


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise FormError(f"{file} cannot be read: {error.strerror}.") from error
