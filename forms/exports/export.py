# SPDX-License-Identifier: AGPL-3.0-or-later
"""Filled forms in any of the ways there are, as files that are still to be put somewhere."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from forms.errors import FormError
from forms.exports.csv_files import write_csv_files
from forms.exports.encryption import KEY_BYTES, encrypt_submission
from forms.exports.fhir import write_response
from forms.exports.fhir_form import write_questionnaire
from forms.exports.fhir_terms import Json, Release, Resource, write_json
from forms.exports.filled import FilledForm
from forms.exports.kinds import ExportKind
from forms.exports.openrosa import file_map, make_submission, zip_files
from forms.exports.tables import make_tables
from forms.exports.xlsx import write_xlsx


@dataclass(frozen=True)
class Surroundings:
    """What an export needs of the world.

    Attributes:
        zone: of moments that were given without one.
        draw: so many random bytes, for the key of an encrypted submission.
        audits: the log of how a form was filled, by instanceID, for forms that ask for it.
    """

    zone: tzinfo
    draw: Callable[[int], bytes]
    audits: Mapping[str, bytes]


def export_forms(
    kind: ExportKind, forms: Sequence[FilledForm], around: Surroundings
) -> dict[str, bytes]:
    """The files of an export by name, which may hold folders.

    Args:
        forms: fillings of one instrument, in whatever versions.

    Raises:
        FormError: there is nothing to export, or it fits into no such file.
    """
    if not forms:
        raise FormError("There is nothing to save; choose at least one filled form.")
    match kind:
        case ExportKind.OPENROSA:
            return _submissions(forms, around)
        case ExportKind.CSV:
            return write_csv_files(make_tables(forms))
        case ExportKind.XLSX:
            return {"answers.xlsx": write_xlsx(make_tables(forms))}
        case ExportKind.FHIR_R4:
            return {"answers.json": _responses(forms, Release.R4, around)}
        case ExportKind.FHIR_R5:
            return {"answers.json": _responses(forms, Release.R5, around)}
        case ExportKind.QUESTIONNAIRE_R4:
            return {"form.json": write_json(write_questionnaire(forms[-1].definition, Release.R4))}
        case ExportKind.QUESTIONNAIRE_R5:
            return {"form.json": write_json(write_questionnaire(forms[-1].definition, Release.R5))}


def as_one_file(files: Mapping[str, bytes], kind: ExportKind) -> bytes:
    """The files as the one file they are, or packed into an archive."""
    return zip_files(files) if kind.ending == ".zip" else next(iter(files.values()))


def _submissions(forms: Sequence[FilledForm], around: Surroundings) -> dict[str, bytes]:
    """One folder per submission; encrypted where the form carries its author's key."""
    found: dict[str, bytes] = {}
    for form in forms:
        submission = make_submission(form, audit=around.audits.get(form.instance_id))
        if form.definition.submission_key:
            secret = around.draw(KEY_BYTES)
            submission = encrypt_submission(submission, form.definition.submission_key, secret)
        folder = f"{form.instance_id.replace(':', '-')}/" if len(forms) > 1 else ""
        found.update({folder + name: file for name, file in file_map(submission).items()})
    return found


def _responses(forms: Sequence[FilledForm], release: Release, around: Surroundings) -> bytes:
    written: list[Resource] = [write_response(one, release, around.zone) for one in forms]
    if len(written) == 1:
        return write_json(written[0])
    entries: list[Json] = [
        {"fullUrl": f"urn:{form.instance_id}", "resource": one}
        for form, one in zip(forms, written, strict=True)
    ]
    return write_json({"resourceType": "Bundle", "type": "collection", "entry": entries})
