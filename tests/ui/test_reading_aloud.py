# SPDX-License-Identifier: AGPL-3.0-or-later
"""A question is read aloud where there is a voice, and never an answer."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QObject

from tests.fakes.handing_over import MakeDesk, a_county, open_draft
from tests.fakes.voices import QuietVoice
from tests.ui.conftest import Desk, settle
from ui.screening.handover_cards import StartCard
from ui.screening.handover_screen import HandoverScreen
from ui.screening.reading_aloud import ReadingAloud
from ui.speech import can_speak, find_speech

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support|does not support propagate")


@pytest.fixture
def desk(make_desk: MakeDesk) -> Desk:
    made = make_desk(a_county())
    made.unlock()
    return made


def a_screen(desk: Desk, voice: QuietVoice | None, *, offered: bool = True) -> HandoverScreen:
    """The hand-over with a voice of ours, or with speech that finds none."""
    county = desk.county
    page = open_draft(desk, county.start(next(iter(county.cases)), county.pack.form_id, ""))
    assert page.filling is not None
    filling, page.filling = page.filling, None
    aloud = ReadingAloud(
        desk.window, is_offered=offered, find=voice.find if voice is not None else find_nothing
    )
    kit = page.kit
    screen = HandoverScreen(filling, kit.workspace.session, kit.runner, aloud=aloud)
    desk.window.setCentralWidget(screen)
    settle()
    return screen


def find_nothing(parent: QObject) -> None:
    del parent


def start_of(screen: HandoverScreen) -> StartCard:
    assert isinstance(screen.card, StartCard)
    return screen.card


def begin(screen: HandoverScreen) -> None:
    start_of(screen).begin.click()
    settle()


def test_the_button_reads_the_question_with_its_choices_and_then_stops(desk: Desk) -> None:
    voice = QuietVoice()
    screen = a_screen(desk, voice)
    begin(screen)
    assert voice.said == []
    assert screen.head.read.text() == "Read aloud"
    screen.head.read.click()
    assert screen.box is not None
    state = screen.filling.session.question(screen.box.path)
    (said,) = voice.said
    assert said.splitlines()[0].rstrip(".?!:") == state.label.rstrip(".?!:")
    assert all(one.label in said for one in state.choices)
    assert screen.head.read.text() == "Stop reading"
    screen.head.read.click()
    assert not voice.speaking
    assert screen.head.read.text() == "Read aloud"


def test_every_question_is_read_as_it_comes_when_asked_for(desk: Desk) -> None:
    voice = QuietVoice()
    screen = a_screen(desk, voice)
    start_of(screen).read_all.click()
    begin(screen)
    screen.skip()
    assert len(voice.said) == 2
    assert voice.said[0] != voice.said[1]


@pytest.mark.parametrize("leave", ["skip", "stop", "ask_worker", "prepare_lock"])
def test_the_voice_is_silent_once_its_question_is_gone(desk: Desk, leave: str) -> None:
    voice = QuietVoice()
    screen = a_screen(desk, voice)
    begin(screen)
    screen.head.read.click()
    assert voice.speaking
    getattr(screen, leave)()
    assert not voice.speaking


@pytest.mark.parametrize("languages", [(), ("es",)])
def test_without_a_voice_for_the_language_a_sentence_says_so(
    desk: Desk, languages: Sequence[str]
) -> None:
    screen = a_screen(desk, QuietVoice(languages) if languages else None)
    start = start_of(screen)
    start.read_all.click()
    assert not start.read_all.isChecked()
    sentence = start.no_voice.text()
    assert sentence.startswith("This computer has no voice for English")
    begin(screen)
    screen.head.read.click()
    assert screen.unanswered.text() == sentence


def test_nothing_is_offered_where_speech_is_not_installed(desk: Desk) -> None:
    screen = a_screen(desk, None, offered=False)
    assert not start_of(screen).read_all.isVisible()
    begin(screen)
    assert not screen.head.read.isVisible()


def test_qts_own_engine_speaks_through_the_same_door(desk: Desk) -> None:
    if not can_speak():
        pytest.skip("Qt's text to speech is not installed; `make bundle` brings it")
    speech = find_speech(desk.window, "mock")
    assert speech is not None
    assert speech.has_voice("English (en)")
    assert not speech.has_voice("Kiswahili (sw)")
    changes: list[bool] = []
    speech.on_change(lambda: changes.append(speech.is_speaking()))
    speech.say("One two three", "English (en)")
    assert speech.is_speaking()
    speech.stop()
    assert not speech.is_speaking()
    assert changes[0]
