# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files as answers: chosen, drawn, shown and refused."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from forms.definition import Control
from tests.fakes.pictures import a_body_map, a_photograph, a_photograph_on_its_side
from tests.fakes.questions import Desk, Held, a_question
from ui.errors import ShownError
from ui.screening.editors.drawing import DrawingEditor
from ui.screening.editors.files import UnusableFile, prepare_file, say_size
from ui.screening.editors.means import Means
from ui.screening.editors.pictures import clean_drawing, read_photograph, read_picture
from ui.screening.editors.upload import UploadEditor

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.qt_log_ignore("does not support propagateSizeHints"),
]
WAV = b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x44\xac\x00\x00"
NO_PHOTOGRAPH = "“{}” is not a photograph this laptop can read; choose a JPEG or PNG file."


def upload(
    control: Control, appearance: str = "", parameters: Mapping[str, str] | None = None
) -> tuple[Desk, UploadEditor, Held]:
    held = Held()
    desk = Desk(a_question(control, appearance, parameters=parameters), Means(held))
    assert isinstance(desk.editor, UploadEditor)
    return desk, desk.editor, held


def test_a_photograph_is_kept_as_it_is_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, editor, held = upload(Control.IMAGE)
    assert editor.kept.text() == "No file chosen."
    file = tmp_path / "room.png"
    file.write_bytes(a_photograph())
    monkeypatch.setattr(editor, "ask_for_file", lambda: file)
    editor.choose.click()
    assert desk.last == "1-room.png"
    assert held.kept["1-room.png"] == a_photograph()
    assert not editor.preview.isHidden()
    assert editor.kept.text() == f"1-room.png · {say_size(len(a_photograph()))}"
    editor.remove.click()
    assert desk.last is None
    assert editor.preview.isHidden()
    assert editor.kept.text() == "No file chosen."


def test_a_file_that_cannot_be_opened_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, editor, _ = upload(Control.FILE)
    monkeypatch.setattr(editor, "ask_for_file", lambda: tmp_path / "gone.pdf")
    editor.choose.click()
    assert desk.said[-1] == "“gone.pdf” could not be opened; choose another file."


@pytest.mark.parametrize(
    "content",
    [b"not a picture", a_photograph()[:40], b"\x89PNG\r\n\x1a\n" + b"\x00" * 60, a_body_map()],
)
def test_a_photograph_that_is_not_one_is_refused_with_one_sentence(content: bytes) -> None:
    desk, editor, held = upload(Control.IMAGE)
    assert not editor.take_file("a.jpg", content)
    assert desk.said[-1] == NO_PHOTOGRAPH.format("a.jpg")
    assert (held.kept, desk.given) == ({}, [])


def test_an_empty_file_is_refused() -> None:
    desk, editor, _ = upload(Control.FILE)
    editor.take_file("a.pdf", b"")
    assert desk.said[-1] == "“a.pdf” is empty; choose another file."


def test_a_photograph_stands_upright() -> None:
    photograph = read_photograph(a_photograph_on_its_side())
    assert photograph is not None
    assert (photograph.image.width(), photograph.image.height()) == (40, 60)
    assert photograph.image.pixelColor(20, 5).lightness() < 90


def test_a_large_photograph_is_made_as_small_as_the_form_asks() -> None:
    desk, editor, held = upload(Control.IMAGE, parameters={"max-pixels": "30"})
    assert editor.take_file("side.jpeg", a_photograph_on_its_side())
    kept = read_photograph(held.kept[str(desk.last)])
    assert kept is not None
    assert (kept.image.width(), kept.image.height()) == (20, 30)
    assert str(desk.last).endswith("side.jpeg")


@pytest.mark.parametrize(
    ("control", "name", "content", "fits"),
    [
        (Control.AUDIO, "a.wav", WAV, True),
        (Control.AUDIO, "a.mp3", b"plain words", False),
        (Control.VIDEO, "a.mp4", b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 20, True),
        (Control.VIDEO, "a.mp4", a_photograph(), False),
        (Control.FILE, "a.pdf", b"%PDF-1.7", True),
    ],
)
def test_a_recording_is_told_by_what_is_in_it(
    control: Control, name: str, content: bytes, *, fits: bool
) -> None:
    if fits:
        assert prepare_file(control, name, content, {}) == (name, content)
    else:
        with pytest.raises(UnusableFile):
            prepare_file(control, name, content, {})


def test_a_file_outside_the_kinds_asked_for_is_refused() -> None:
    wanted = {"accept": ".pdf, image/*"}
    assert prepare_file(Control.FILE, "a.pdf", b"%PDF-1.7", wanted)
    assert prepare_file(Control.FILE, "a.png", a_photograph(), wanted)
    with pytest.raises(UnusableFile, match="is not of a kind this question takes"):
        prepare_file(Control.FILE, "a.exe", b"MZ", wanted)


def test_a_file_the_store_cannot_keep_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    desk, editor, held = upload(Control.FILE)

    def refuse(name: str, content: bytes) -> str:
        raise ShownError("The disk of this laptop is full.", "Free some space and try again.")

    monkeypatch.setattr(held, "keep", refuse)
    assert not editor.take_file("a.pdf", b"%PDF-1.7")
    assert "The disk of this laptop is full." in desk.said[-1]
    assert desk.given == []


def test_where_nothing_can_be_kept_nothing_is_chosen() -> None:
    desk = Desk(a_question(Control.FILE), Means())
    assert isinstance(desk.editor, UploadEditor)
    assert not desk.editor.choose.isEnabled()
    assert desk.editor.kept.text() == "Files cannot be kept here."


def test_a_kept_file_that_is_gone_is_said() -> None:
    desk = Desk(a_question(Control.AUDIO, answer="talk.wav"), Means(Held()))
    assert isinstance(desk.editor, UploadEditor)
    assert desk.editor.kept.text() == "“talk.wav” is not on this laptop."


def test_a_signature_is_drawn_undone_and_kept_as_png(qtbot: QtBot) -> None:
    held = Held()
    desk = Desk(a_question(Control.IMAGE, "signature"), Means(held))
    editor = desk.editor
    assert isinstance(editor, DrawingEditor)
    qtbot.addWidget(editor)
    draw(editor)
    draw(editor)
    editor.undo.click()
    assert len(editor.paper.strokes) == 1
    editor.flush()
    assert desk.last == "1-signature.png"
    kept = read_photograph(held.kept["1-signature.png"])
    assert kept is not None
    assert kept.kind == "png"
    assert kept.image.pixelColor(2, 2).name() == "#ffffff"
    column = [kept.image.pixelColor(450, y).lightness() for y in range(kept.image.height())]
    assert min(column) < 60
    assert editor.preview.isHidden()
    editor.undo.click()
    editor.flush()
    assert desk.last is None


def test_a_drawing_is_kept_a_moment_after_the_last_stroke(qtbot: QtBot) -> None:
    desk = Desk(a_question(Control.IMAGE, "draw"), Means(Held()))
    editor = desk.editor
    assert isinstance(editor, DrawingEditor)
    qtbot.addWidget(editor)
    draw(editor)
    qtbot.waitUntil(lambda: desk.given == ["1-drawing.png"])


def test_notes_are_drawn_over_a_photograph_chosen_first(qtbot: QtBot) -> None:
    held = Held()
    desk = Desk(a_question(Control.IMAGE, "annotate"), Means(held))
    editor = desk.editor
    assert isinstance(editor, DrawingEditor)
    qtbot.addWidget(editor)
    assert editor.paper.isHidden()
    editor.take_file("room.png", a_photograph(400, 200))
    assert not editor.paper.isHidden()
    editor.paper.ink = "#b3261e"
    draw(editor)
    editor.flush()
    kept = read_photograph(held.kept[str(desk.last)])
    assert kept is not None
    assert (kept.image.width(), kept.image.height()) == (400, 200)
    assert kept.image.pixelColor(20, 180).lightness() < 60
    assert desk.last == "2-drawing.png"


def test_nothing_is_drawn_where_the_form_works_it_out() -> None:
    desk = Desk(a_question(Control.IMAGE, "draw", readonly=True), Means(Held()))
    assert isinstance(desk.editor, DrawingEditor)
    draw(desk.editor)
    assert desk.editor.paper.strokes == []


def test_a_drawing_of_a_form_loses_whatever_runs_or_fetches() -> None:
    clean = clean_drawing(a_body_map())
    assert clean is not None
    for word in (b"script", b"alert", b"file:", b"https://x.org", b"<image", b"onload", b"@import"):
        assert word not in clean, word
    assert clean_drawing(b'<!DOCTYPE svg [<!ENTITY a "b">]><svg/>') is None
    assert clean_drawing(b"<html/>") is None


def test_a_picture_of_a_form_is_a_photograph_or_a_drawing() -> None:
    assert read_picture(a_photograph()) is not None
    assert read_picture(a_body_map()) is not None
    assert read_picture(b"nothing") is None


def draw(editor: DrawingEditor) -> None:
    paper = editor.paper
    button = Qt.MouseButton.LeftButton
    middle = paper.height() // 3
    QTest.mousePress(paper, button, pos=QPointF(20, middle).toPoint())
    QTest.mouseMove(paper, QPointF(paper.width() - 20, middle).toPoint())
    QTest.mouseRelease(paper, button, pos=QPointF(paper.width() - 20, middle).toPoint())
