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
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from importlib import resources
from pathlib import PurePath
from typing import Self

import rfc8785
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from forms.convert import SPREADSHEETS, Converted, convert_spreadsheet
from forms.definition import FormDefinition
from forms.errors import FormInvalid, FormUnreadable, Problem
from forms.limits import LIMITS
from forms.lists import file_name
from forms.loader import load_form
from forms.scoring import Band, ScoringRules, find_band_in

Rows = tuple[Mapping[str, str], ...]
MOST_SCORES = 100_000
_ADDRESS = re.compile(rb"jr://[^\"'<>\s][^\"'<>]*")


class InstrumentPack(BaseModel):
    """One instrument in one version.

    Attributes:
        title: by language.
        xform: the XForm as text.
        files: lists, pictures and sounds that came beside the form, by bare name, in base64.
        sha256: over the canonical JSON of everything else (`content`).
    """

    model_config = ConfigDict(frozen=True)

    form_id: str
    version: str
    title: dict[str, str]
    xform: str
    scoring: ScoringRules | None = None
    files: dict[str, str] = {}
    sha256: str

    @model_validator(mode="after")
    def _check_hash(self) -> Self:
        if self.sha256 != hashlib.sha256(self.content()).hexdigest():
            raise ValueError("the instrument's content does not match its hash")
        return self

    def content(self) -> bytes:
        """What the hash covers, as canonical JSON; without files it says nothing of files."""
        plain = self.model_dump(mode="json", exclude={"sha256"})
        return rfc8785.dumps(
            plain if self.files else {name: one for name, one in plain.items() if name != "files"}
        )

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
    scoring = _read_scoring(converted.sheets, definition)
    notes = {row.get("key", ""): row for row in converted.sheets.get("score_notes", ())}
    title = _by_language(notes.get("title", {}), "text") or {
        definition.default_language: definition.title
    }
    fields = {
        "form_id": definition.form_id,
        "version": definition.version,
        "title": title,
        "xform": converted.xform.decode("utf-8"),
        "scoring": None if scoring is None else scoring.model_dump(mode="json"),
    }
    if taken:
        fields["files"] = {name: base64.b64encode(one).decode() for name, one in taken.items()}
    return InstrumentPack.from_content(rfc8785.dumps(fields))


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
    return replace(load_form(pack.xform.encode(), files), scoring=pack.scoring)


def load_sample_packs() -> tuple[InstrumentPack, ...]:
    """The instruments that come with the program, in our own words."""
    folder = resources.files("forms") / "packs"
    files = sorted(
        (one for one in folder.iterdir() if one.name.endswith(".json")), key=lambda one: one.name
    )
    return tuple(InstrumentPack.model_validate_json(one.read_bytes()) for one in files)


def _read_scoring(sheets: Mapping[str, Rows], definition: FormDefinition) -> ScoringRules | None:
    rows = sheets.get("scoring", ())
    if not rows:
        return None
    problems: list[Problem] = []
    items = dict(_read_items(rows, definition, problems))
    bands = tuple(_read_bands(sheets.get("bands", ()), problems))
    if not problems:
        _check_bands(items, bands, problems)
    if problems:
        raise FormInvalid(*problems)
    notes = {row.get("key", ""): row for row in sheets.get("score_notes", ())}
    limit = notes.get("max_missing", {}).get("value")
    try:
        return ScoringRules(
            items=items,
            bands=bands,
            max_missing=None if limit is None else int(limit),
            caution=_by_language(notes.get("caution", {}), "text"),
        )
    except (ValueError, ValidationError) as error:
        raise FormInvalid(
            Problem(what="The scoring notes cannot be read.", sheet="score_notes")
        ) from error


def _read_items(
    rows: Rows, definition: FormDefinition, problems: list[Problem]
) -> Iterator[tuple[str, dict[str, Decimal]]]:
    questions = {question.name: question for question in definition.questions.values()}
    weights: dict[str, dict[str, Decimal]] = {}
    for number, row in enumerate(rows, start=2):
        name, answer = row.get("name", ""), row.get("answer", "")
        question = questions.get(name)
        if question is None or question.choices is None:
            what = f"“{name}” is not a question with choices of this form."
            problems.append(Problem(what=what, sheet="scoring", row=number, column="name"))
        elif answer not in {choice.value for choice in question.choices.items}:
            what = f"“{name}” has no choice “{answer}”."
            problems.append(Problem(what=what, sheet="scoring", row=number, column="answer"))
        else:
            try:
                weights.setdefault(name, {})[answer] = Decimal(row.get("points", ""))
            except InvalidOperation:
                what = f"“{row.get('points', '')}” is not a number."
                problems.append(Problem(what=what, sheet="scoring", row=number, column="points"))
    for name, given in weights.items():
        choices = questions[name].choices
        left = [one.value for one in choices.items if one.value not in given] if choices else []
        if left:
            what = f"“{name}” has no points for its choice “{left[0]}”; 0 must be written too."
            problems.append(Problem(what=what, sheet="scoring", question=name))
    yield from weights.items()


def _check_bands(
    items: Mapping[str, Mapping[str, Decimal]], bands: tuple[Band, ...], problems: list[Problem]
) -> None:
    """Every score the items can reach must fall into a band."""
    reachable = {Decimal(0)}
    for weights in items.values():
        reachable = {score + points for score in reachable for points in weights.values()}
        if len(reachable) > MOST_SCORES:
            return
    outside = [score for score in sorted(reachable) if find_band_in(bands, score) is None]
    if bands and outside:
        what = f"A score of {outside[0]} falls into no band."
        problems.append(Problem(what=what, mend="Close the gap between bands.", sheet="bands"))


def _read_bands(rows: Rows, problems: list[Problem]) -> Iterator[Band]:
    for number, row in enumerate(rows, start=2):
        try:
            upper = row.get("upper")
            yield Band(
                name=row["name"],
                lower=Decimal(row["lower"]),
                upper=None if upper is None else Decimal(upper),
                label=_by_language(row, "label"),
                next_step=_by_language(row, "next_step"),
            )
        except (KeyError, InvalidOperation):
            problems.append(
                Problem(
                    what="A band needs a name and a lower bound that is a number.",
                    sheet="bands",
                    row=number,
                )
            )


def _by_language(row: Mapping[str, str], column: str) -> dict[str, str]:
    prefix = f"{column}::"
    return {
        name.removeprefix(prefix): text for name, text in row.items() if name.startswith(prefix)
    }
