# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everything the screens say exists in Spanish."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casework.field_specs import specs_of
from casework.kinds import KIND_WORDS
from casework.reasons import TEMPLATES, Reason, ReasonCode
from casework.record_parts import FAULT_TEMPLATES, Word
from casework.records import VIEW_OF_KIND
from ui.languages import FOLDER, Speech
from ui.text import say_reason

ROOT = FOLDER.parent.parent
SCREENS = FOLDER / "fieldfare_es.ts"
SENTENCES = FOLDER / "sentences_es.ts"
TOOLS = Path(sys.executable).parent
Messages = dict[tuple[str, str], str]


def read_messages(file: Path) -> Messages:
    found: Messages = {}
    for context in ET.parse(file).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, f"unfinished: {message.findtext('source')}"
            key = (context.findtext("name") or "", message.findtext("source") or "")
            found[key] = translation.text or ""
    return found


def test_every_string_of_the_screens_has_a_spanish_translation(tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.ts"
    sources = sorted(str(one.relative_to(ROOT)) for one in (ROOT / "ui").rglob("*.py"))
    subprocess.run(
        [TOOLS / "pyside6-lupdate", *sources, "-locations", "none", "-ts", fresh],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    wanted = {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in ET.parse(fresh).getroot().iter("context")
        for message in context.iter("message")
    }
    assert set(read_messages(SCREENS)) == wanted


def test_every_reason_has_a_spanish_translation() -> None:
    messages = read_messages(SENTENCES)
    assert {source for context, source in messages if context == "reasons"} == set(
        TEMPLATES.values()
    )


def test_everything_a_record_says_has_a_spanish_translation() -> None:
    messages = read_messages(SENTENCES)
    specs = [spec for view in VIEW_OF_KIND.values() for spec in specs_of(view)]
    wanted = {("kinds", one) for one in KIND_WORDS.values()}
    wanted |= {("fields", one) for spec in specs for one in (spec.title, spec.help) if one}
    wanted |= {("choices", word.label) for words in Word.__subclasses__() for word in words}
    wanted |= {("faults", one) for one in FAULT_TEMPLATES.values()}
    contexts = {"kinds", "fields", "choices", "faults"}
    assert {one for one in messages if one[0] in contexts} == wanted


@pytest.mark.parametrize("file", [SCREENS, SENTENCES], ids=["screens", "sentences"])
def test_a_translation_fills_in_the_same_words(file: Path) -> None:
    for (_, source), translation in read_messages(file).items():
        assert translation
        assert sorted(re.findall(r"\{\w+\}", source)) == sorted(re.findall(r"\{\w+\}", translation))


def test_the_compiled_file_is_what_the_sources_say(tmp_path: Path) -> None:
    compiled = tmp_path / "fieldfare_es.qm"
    subprocess.run(
        [TOOLS / "pyside6-lrelease", SCREENS, SENTENCES, "-qm", compiled, "-silent"], check=True
    )
    assert compiled.read_bytes() == (FOLDER / "fieldfare_es.qm").read_bytes()


def test_a_reason_is_spoken_in_the_language_of_the_screens(qapp: QApplication) -> None:
    speech = Speech(qapp)
    reason = Reason.of(ReasonCode.ASSIGNED, role="Probation officer")
    try:
        speech.use("es")
        assert say_reason(reason) == (
            "Tiene este caso asignado como agente de libertad condicional."
        )
    finally:
        speech.use("en")
    assert say_reason(reason) == "You are assigned to this case as Probation officer."


def test_a_day_in_a_reason_is_written_as_the_screens_write_days(qapp: QApplication) -> None:
    speech = Speech(qapp)
    reason = Reason.of(ReasonCode.ENDED, date="2026-11-09")
    try:
        speech.use("es")
        assert "9 nov 2026" in say_reason(reason)
    finally:
        speech.use("en")
    assert "Nov 9, 2026" in say_reason(reason)


def test_an_unknown_language_means_english(qapp: QApplication) -> None:
    speech = Speech(qapp)
    speech.use("xx")
    assert speech.language == "en"
