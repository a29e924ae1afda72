# SPDX-License-Identifier: AGPL-3.0-or-later
"""A form of 1,000 questions in the real window: opening, answering, memory."""

import os
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from PySide6.QtWidgets import QApplication

from bench.bench_forms import make_forms
from bench.bench_window import (
    PASSPHRASE,
    PaintWatch,
    answer_once,
    make_laptop,
    open_window,
    slowest_of_twenty,
)
from bench.results import Result, make_result, time_ms
from casework.ids import CaseId, DraftId
from desktop.paths import Places
from desktop.system import new_id
from desktop.window_walk import WindowWalk
from forms.pack import build_pack
from storage.model import Draft
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.screening.editors.choices import ChoicesEditor

TOPIC = "forms"
RUNS = 5
ANSWERS = 60


def measure() -> list[Result]:
    """Opening to the first page, answer to redraw, and memory above the idle window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    drafts = [_begin_draft() for _ in range(RUNS)]
    with TemporaryDirectory() as folder:
        places = Places(Path(folder))
        make_laptop(places, cases=100, drafts=drafts)
        with open_window(places) as walk:
            walk.unlock(PASSPHRASE)
            before = _resident()
            opening = [time_ms(_open_draft, walk, draft.id) for draft in drafts]
            answering = _answer(walk)
            grown = _resident() - before
    return [
        make_result("1,000 questions: opening to the first page", opening, "ms", bar=300.0),
        make_result("1,000 questions: answer to redraw", answering, "ms", bar=16.0),
        make_result(
            "1,000 questions: answer to redraw, slowest of twenty",
            answering,
            "ms",
            bar=16.0,
            summarize=slowest_of_twenty,
        ),
        make_result("1,000 questions: memory above the idle window", [grown], "MB", bar=150.0),
    ]


def _begin_draft() -> Draft:
    pack = build_pack(make_forms()["screen1000"].read_bytes(), "screen1000.xml")
    return Draft(
        id=DraftId(new_id()),
        case=CaseId(new_id()),
        instrument_id=pack.form_id,
        instrument_version=pack.version,
        instrument_sha256=pack.sha256,
        pack_json=pack.model_dump_json(),
        title=pack.form_id,
        language="",
        started_at=datetime.now(UTC),
        last_saved_at=None,
        page=0,
    )


def _open_draft(walk: WindowWalk, draft: DraftId) -> None:
    walk.shell.open(DraftPlace(draft))
    page = walk.page(DraftPage)
    walk.wait(lambda: page.questions is not None, "the form")
    assert page.questions is not None
    watch = PaintWatch()
    page.questions.installEventFilter(watch)
    page.questions.update()
    while not watch.painted:
        QApplication.processEvents()
    page.questions.removeEventFilter(watch)


def _answer(walk: WindowWalk) -> list[float]:
    page = walk.page(DraftPage)
    assert page.questions is not None
    editors = [box.editor for box in page.questions.boxes.values()]
    choosing = [one for one in editors if isinstance(one, ChoicesEditor)]
    return [
        answer_once(choosing[at % len(choosing)], 1 + (at // len(choosing)) % 3)
        for at in range(ANSWERS)
    ]


def _resident() -> float:
    return float(psutil.Process().memory_info().rss) / 1_000_000
