# SPDX-License-Identifier: AGPL-3.0-or-later
"""A filled form as an OpenRosa submission: instance XML, attachments, and the audit log.

Source: OpenRosa Form Submission and Metadata specifications; ODK XForms specification with its
sub-specification of client audit logs. Invariants: every submission has an instanceID; a file is
named without folders; the same filling always makes the same bytes.
"""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from types import MappingProxyType
from typing import Final

from lxml import etree

from forms.exports.filled import FilledForm
from forms.xml import OPENROSA, Element, first_child, parse_xml

XML_PART = "xml_submission_file"
XML_NAME = "submission.xml"
AUDIT_NAME = "audit.csv"
_STAMP: Final = (1980, 1, 1, 0, 0, 0)
_MEDIA_TYPES: Final = MappingProxyType(
    {
        ".csv": "text/csv",
        ".gif": "image/gif",
        ".jpeg": "image/jpeg",
        ".jpg": "image/jpeg",
        ".m4a": "audio/mp4",
        ".mp3": "audio/mpeg",
        ".mp4": "video/mp4",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".txt": "text/plain",
        ".wav": "audio/x-wav",
        ".webp": "image/webp",
        ".xml": "text/xml",
    }
)


@dataclass(frozen=True)
class Submission:
    """What is sent for one filling.

    Attributes:
        form_id, version: of the form; the version may be empty.
        instance_id: names the filling for good, `uuid:…`.
        xml: the instance.
        files: attachments by name, in the order in which the instance names them.
    """

    form_id: str
    version: str
    instance_id: str
    xml: bytes
    files: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True)
class Part:
    """One part of a multipart request."""

    name: str
    filename: str
    content_type: str
    content: bytes


def make_submission(
    filled: FilledForm, *, deprecated_id: str = "", audit: bytes | None = None
) -> Submission:
    """The submission of a filled form.

    Args:
        deprecated_id: instanceID of the filling this one takes the place of, or empty.
        audit: the audit log, put in when the form asks for one.
    """
    root = parse_xml(filled.xml)
    _write_meta(root, "instanceID", filled.instance_id)
    if deprecated_id:
        _write_meta(root, "deprecatedID", deprecated_id)
    named = {one.text for one in filled.root.each() if one.text}
    files = {name: content for name, content in filled.files.items() if name in named}
    if audit is not None and wants_audit(filled):
        _write_meta(root, "audit", AUDIT_NAME)
        files[AUDIT_NAME] = audit
    return Submission(
        form_id=filled.definition.form_id,
        version=filled.definition.version,
        instance_id=filled.instance_id,
        xml=etree.tostring(root, encoding="utf-8", xml_declaration=True),
        files=files,
    )


def wants_audit(filled: FilledForm) -> bool:
    """Whether the form asks for a log of how it was filled."""
    return any(
        path.endswith("/meta/audit") and spec.is_leaf
        for path, spec in filled.definition.nodes.items()
    )


def parts_of(submission: Submission) -> tuple[Part, ...]:
    """What a client posts: the instance first, then every file under its own name."""
    first = Part(XML_PART, XML_NAME, "text/xml", submission.xml)
    return (
        first,
        *(
            Part(name, name, media_type(name), content)
            for name, content in submission.files.items()
        ),
    )


def multipart(submission: Submission, boundary: str) -> tuple[str, bytes]:
    """(content type, body) of the request that submits.

    Args:
        boundary: a text that stands in none of the files.
    """
    body = io.BytesIO()
    for part in parts_of(submission):
        name, filename = _quoted(part.name), _quoted(part.filename)
        head = (
            f"--{boundary}\r\n"
            f'Content-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {part.content_type}\r\n\r\n"
        )
        body.write(head.encode())
        body.write(part.content)
        body.write(b"\r\n")
    body.write(f"--{boundary}--\r\n".encode())
    return f"multipart/form-data; boundary={boundary}", body.getvalue()


def file_map(submission: Submission) -> dict[str, bytes]:
    """The files of a folder that holds the submission, as ODK Briefcase reads it."""
    return {XML_NAME: submission.xml, **submission.files}


def zip_files(files: Mapping[str, bytes]) -> bytes:
    """Files as one archive; the same files always make the same bytes."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(zipfile.ZipInfo(name, _STAMP), content, zipfile.ZIP_DEFLATED)
    return archive.getvalue()


def media_type(name: str) -> str:
    """The media type of a file by its ending, the same on every system."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.casefold(), "application/octet-stream")


def _quoted(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', "%22").replace("\r", "").replace("\n", "")


def _write_meta(root: Element, name: str, text: str) -> None:
    """Set a node of the form's meta block; both are made when they are not there.

    The block keeps the namespace the form gave it, because a server looks for it by the form.
    """
    meta = first_child(root, "meta")
    if meta is None:
        meta = etree.SubElement(root, f"{{{OPENROSA}}}meta")
    found = first_child(meta, name)
    if found is None:
        space = etree.QName(meta).namespace
        found = etree.SubElement(meta, f"{{{space}}}{name}" if space else name)
    found.text = text
