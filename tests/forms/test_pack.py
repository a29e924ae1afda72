# SPDX-License-Identifier: AGPL-3.0-or-later
"""A pack is exactly what its author wrote, and says so by its hash."""

import io
from collections.abc import Callable
from importlib import resources

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from pydantic import ValidationError

from forms.errors import FormInvalid
from forms.pack import InstrumentPack, build_pack, load_sample_packs

SOURCE = (resources.files("forms") / "packs" / "community_safety.xlsx").read_bytes()


def changed(change: Callable[[Workbook], None]) -> bytes:
    """The sample workbook after a change."""
    book = openpyxl.load_workbook(io.BytesIO(SOURCE))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_pack_survives_being_kept_and_refuses_to_be_changed() -> None:
    pack = load_sample_packs()[0]
    assert InstrumentPack.model_validate_json(pack.model_dump_json()) == pack
    altered = pack.model_dump_json().replace("clear concern", "small concern")
    with pytest.raises(ValidationError, match="does not match its hash"):
        InstrumentPack.model_validate_json(altered)


def test_a_changed_weight_is_another_instrument() -> None:
    def raise_weight(book: Workbook) -> None:
        book["scoring"]["C4"] = 3

    assert build_pack(changed(raise_weight), "a.xlsx").sha256 != load_sample_packs()[0].sha256


def test_a_choice_without_points_is_named_and_not_taken_for_zero() -> None:
    with pytest.raises(FormInvalid, match="has no points for its choice"):
        build_pack(changed(lambda book: book["scoring"].delete_rows(2)), "a.xlsx")


def test_a_gap_between_bands_is_named() -> None:
    def widen_gap(book: Workbook) -> None:
        book["bands"]["B3"] = 5

    with pytest.raises(FormInvalid, match="falls into no band"):
        build_pack(changed(widen_gap), "a.xlsx")


def test_a_score_for_an_unknown_question_names_sheet_and_row() -> None:
    def misname(book: Workbook) -> None:
        book["scoring"]["A2"] = "nobody"

    with pytest.raises(FormInvalid) as caught:
        build_pack(changed(misname), "a.xlsx")
    assert caught.value.problems[0].place == "sheet scoring, row 2, column name"
