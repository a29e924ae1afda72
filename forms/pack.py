# SPDX-License-Identifier: AGPL-3.0-or-later
"""An instrument as it is kept and carried: the XForm, how it scores, and a hash of both.

Invariants: the hash covers everything that decides what was asked and how it scores, so a signed
screening names exactly what it was; a pack read back is checked against its hash.
"""

import base64
import binascii
import hashlib
import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from importlib import resources
from pathlib import PurePath
from typing import Self

import rfc8785
from pydantic import BaseModel, ConfigDict, model_validator

from forms.convert import SPREADSHEETS, Converted, convert_spreadsheet
from forms.definition import FormDefinition
from forms.errors import FormInvalid, FormUnreadable
from forms.evidence import NO_EVIDENCE, EvidenceRules
from forms.gate import close_behind
from forms.limits import LIMITS
from forms.lists import file_name
from forms.loader import load_form
from forms.scoring import ScoringRules
from forms.sheets import Sheets, by_language
from forms.sheets_of_scores import read_points, read_scores, read_scoring
from forms.sheets_of_use import read_use

_ADDRESS = re.compile(rb"jr://[^\"'<>\s][^\"'<>]*")


class InstrumentPack(BaseModel):
    """One instrument in one version.

    Attributes:
        title: by language.
        xform: the XForm as text.
        files: lists, pictures and sounds that came beside the form, by bare name, in base64.
        evidence: what it adds for a screening.
        sha256: over the canonical JSON of everything else (`content`).
    """

    model_config = ConfigDict(frozen=True)

    form_id: str
    version: str
    title: dict[str, str]
    xform: str
    scoring: ScoringRules | None = None
    files: dict[str, str] = {}
    evidence: EvidenceRules = NO_EVIDENCE
    sha256: str

    @model_validator(mode="after")
    def _check_hash(self) -> Self:
        if self.sha256 != hashlib.sha256(self.content()).hexdigest():
            raise ValueError("the instrument's content does not match its hash")
        return self

    def content(self) -> bytes:
        """What the hash covers, as canonical JSON; files and evidence only where there are any."""
        left_out = {"sha256"}
        if not self.files:
            left_out.add("files")
        if self.evidence == NO_EVIDENCE:
            left_out.add("evidence")
        return rfc8785.dumps(self.model_dump(mode="json", exclude=left_out))

    def read_file(self, name: str) -> bytes | None:
        """The bytes of a file that came with the form, or None."""
        kept = self.files.get(name)
        return None if kept is None else base64.b64decode(kept)

    @classmethod
    def from_content(cls, content: bytes) -> Self:
        """A pack out of what its hash covers.

        Raises:
            FormUnreadable: the bytes are no instrument.
        """
        try:
            fields = json.loads(content)
            sha256 = hashlib.sha256(content).hexdigest()
            pack = cls.model_validate({**fields, "sha256": sha256})
            for name in pack.files:
                pack.read_file(name)
        except (ValueError, TypeError, RecursionError, binascii.Error) as error:
            raise FormUnreadable("The instrument that arrived cannot be read.") from error
        return pack


def build_pack(
    content: bytes, filename: str, files: Mapping[str, bytes] | None = None
) -> InstrumentPack:
    """Convert, check and pack a form.

    Args:
        content: an XLSForm workbook or an XForm.
        filename: decides by its ending which of them it is.
        files: what lies beside the form, by bare name; only what the form names is taken along.

    Raises:
        FormError: the file is no usable form; lists every problem.
    """
    return pack_converted(read_form_file(content, filename), files)


def pack_converted(
    converted: Converted, files: Mapping[str, bytes] | None = None
) -> InstrumentPack:
    """Check and pack a form that is converted already; errors as `build_pack`."""
    named = named_files(converted.xform)
    taken = {name: one for name, one in sorted((files or {}).items()) if name in named}
    if sum(map(len, taken.values())) > LIMITS.pack_files_bytes:
        raise FormUnreadable(
            f"The files beside the form are larger than {LIMITS.pack_files_bytes // 1_000_000} MB "
            "together; make pictures and lists smaller."
        )
    definition = load_form(converted.xform, taken)
    sheets = Sheets(converted.sheets, definition)
    points = read_points(sheets)
    scores = read_scores(sheets, points)
    scoring = read_scoring(sheets, points, scores)
    evidence = read_use(sheets, scores)
    if sheets.problems:
        raise FormInvalid(*sheets.problems)
    xform = converted.xform
    if evidence.gate is not None:
        xform = close_behind(xform, evidence.gate, definition)
        load_form(xform, taken)
    pack = InstrumentPack.model_construct(
        form_id=definition.form_id,
        version=definition.version,
        title=by_language(sheets.note("title"), "text")
        or {definition.default_language: definition.title},
        xform=xform.decode("utf-8"),
        scoring=scoring,
        files={name: base64.b64encode(one).decode() for name, one in taken.items()},
        evidence=evidence,
        sha256="",
    )
    return InstrumentPack.from_content(pack.content())


def named_files(xform: bytes) -> frozenset[str]:
    """Bare names of the files an XForm asks for; what lies outside its own files is left out."""
    names = set()
    for address in _ADDRESS.findall(xform):
        try:
            names.add(file_name(html.unescape(address.decode("utf-8", "replace"))))
        except FormInvalid:
            continue
    return frozenset(names)


def read_form_file(content: bytes, filename: str) -> Converted:
    """The XForm in a file, converted when it is a spreadsheet."""
    suffix = PurePath(filename).suffix.casefold()
    if suffix in SPREADSHEETS:
        return convert_spreadsheet(content, suffix)
    if suffix == ".xml":
        return Converted(content, {}, ())
    raise FormUnreadable(
        f"A form is a spreadsheet (.xlsx, .xls) or an XForm (.xml), not “{suffix or filename}”."
    )


def load_definition(pack: InstrumentPack) -> FormDefinition:
    """The runnable form of a pack, with its scoring."""
    files = {name: base64.b64decode(one) for name, one in pack.files.items()}
    loaded = load_form(pack.xform.encode(), files)
    return replace(loaded, scoring=pack.scoring, evidence=pack.evidence)


def load_sample_packs() -> tuple[InstrumentPack, ...]:
    """The instruments that come with the program, in our own words."""
    folder = resources.files("forms") / "packs"
    files = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".json")), key=lambda one: one.name
    )
    return tuple(InstrumentPack.model_validate_json(one.read_bytes()) for one in files)
