# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms other programs made either load or are refused with a sentence."""

from datetime import date
from pathlib import Path

import pytest

from forms.errors import FormError
from forms.pack import build_pack, load_definition
from forms.session import Session

SHARED = Path(__file__).parents[3] / "shared" / "forms"
FILES = sorted(one for one in SHARED.rglob("*") if one.suffix in (".xml", ".xls", ".xlsx"))


@pytest.mark.skipif(not FILES, reason="the shared forms are not beside the repository")
@pytest.mark.filterwarnings("ignore:.*extension is not supported:UserWarning")
@pytest.mark.parametrize("file", FILES, ids=lambda one: one.name)
def test_a_form_loads_or_is_refused_with_a_sentence(file: Path) -> None:
    try:
        definition = load_definition(build_pack(file.read_bytes(), file.name))
    except FormError as error:
        assert str(error)
        return
    assert Session(definition, today=date(2026, 11, 23)).to_xml()
