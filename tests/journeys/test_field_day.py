# SPDX-License-Identifier: AGPL-3.0-or-later
"""What `make run` does without a display: the whole field day, with pictures and a print."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from desktop.commands import main

PICTURES = ("unlock", "today", "youths", "case", "screening", "summary", "synced", "colleague-case")


@pytest.mark.soak
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_field_day_comes_out_and_leaves_pictures_and_a_neutral_print(
    tmp_path: Path, qapp: QApplication, capsys: pytest.CaptureFixture[str]
) -> None:
    del qapp
    assert main(["tour", "--out", str(tmp_path)]) == 0
    steps = capsys.readouterr().out
    assert "signed a screening with the server stopped" in steps
    assert "a colleague assigned to the case opened the screening" in steps
    names = sorted(one.name for one in tmp_path.glob("*.png"))
    for wanted in PICTURES:
        (name,) = [one for one in names if one[3:] == f"{wanted}.png"]
        image = QImage(str(tmp_path / name))
        assert (image.width(), image.height()) == (1280, 800)
    paper = PdfReader(tmp_path / "summary.pdf")
    words = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Community safety screening" in words
    assert "not a determination" in words
    assert str((paper.metadata or {}).get("/Title")) == "Summary"
    assert "training" not in str(paper.metadata).casefold()
