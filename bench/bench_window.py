# SPDX-License-Identifier: AGPL-3.0-or-later
"""The real window: start to unlock screen, unlock to a list of 10,000 cases, answer to redraw."""

import os
import secrets
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from bench.laptop_papers import papers_of
from bench.results import Beside, Result, make_result, time_command, time_ms
from bench.store_data import HAT, PERSON, make_pages, make_records
from casework.feed import FeedPage
from casework.ids import AgencyId, CountyId, DeviceId
from casework.policy import Hat
from casework.vocabulary import AgencyKind, LegalRole
from desktop.application import open_desktop
from desktop.paths import Places
from desktop.system import SystemClock, new_id
from desktop.tour import answers_of_the_day
from desktop.vaults import find_vault
from desktop.window_walk import WindowWalk
from storage.model import Draft, Profile
from storage.store import Store
from ui.pages.youths_page import YouthsPage
from ui.places import Room
from ui.screening.draft_page import DraftPage
from ui.screening.editors.choices import ChoicesEditor

RUNS = 5
CASES = 10_000
PASSPHRASE = "Meadow-Thrush-2026-bench"
ANSWERS = 60


def measure() -> list[Result]:
    """All three, on one laptop with 10,000 cases."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with TemporaryDirectory() as folder:
        places = Places(Path(folder))
        make_laptop(places)
        return [measure_start(places), measure_unlock(places), *measure_answers(places)]


def make_laptop(
    places: Places,
    *,
    cases: int = CASES,
    drafts: Sequence[Draft] = (),
    pages: Iterable[FeedPage] | None = None,
) -> None:
    """An enrolled vault with the benchmark's cases or those of `pages`, and drafts of the first."""
    key = find_vault(places).create(PASSPHRASE)
    store = Store.create(places.vault, key, SystemClock(), new_id)
    hat = Hat(
        id=HAT,
        person=PERSON,
        person_name="Bench Worker",
        agency=AgencyId(new_id()),
        agency_name="Probation",
        agency_kind=AgencyKind.PROBATION,
        legal_role=LegalRole.PROBATION_OFFICER,
        title="Probation officer",
    )
    profile = Profile(
        county=CountyId(new_id()),
        county_name="Bench County",
        device=DeviceId(new_id()),
        hat=hat,
        epoch="1",
        server_url="https://127.0.0.1:1",
        server_certificate_pem="",
        enrolled_at=datetime.now(UTC),
    )
    store.save_profile(profile, secrets.token_bytes(32))
    store.papers.take(papers_of(profile))
    for page in make_pages(make_records(cases=cases)) if pages is None else pages:
        store.apply_page(page)
    case = store.recent_records(limit=1)[0].stored.record.case
    for draft in drafts:
        store.start_draft(replace(draft, case=case))
    store.close()


def measure_start(places: Places) -> Result:
    """From the birth of the process to the painted unlock screen, beside an empty Qt window."""
    desktop = [sys.executable, "-m", "desktop", "--home", str(places.home), "--until-shown"]
    ours, bare = [], []
    for _ in range(RUNS):
        ours.append(time_command(desktop))
        bare.append(time_command([sys.executable, "-m", "bench.empty_window"]))
    return make_result(
        "Start to unlock screen", ours, "s", bar=3.0, beside=Beside("empty Qt window", bare)
    )


def measure_unlock(places: Places) -> Result:
    """From pressing Unlock to the first page of the list, beside Argon2id alone."""
    ours, floor = [], []
    for _ in range(RUNS):
        with open_window(places) as walk:
            floor.append(time_ms(find_vault(places).unlock, PASSPHRASE))
            ours.append(time_ms(_unlock_to_list, walk))
    return make_result(
        f"Unlock to list with {CASES:,} cases", ours, "ms", beside=Beside("Argon2id alone", floor)
    )


def _unlock_to_list(walk: WindowWalk) -> None:
    page = walk.window.unlock_page
    assert page is not None
    page.passphrase.setText(PASSPHRASE)
    page.button.click()
    walk.wait(lambda: walk.window.shell is not None, "the first screen")
    walk.shell.open(Room.YOUTHS)
    walk.wait(lambda: walk.page(YouthsPage).model.rowCount() > 0, "the list")


def measure_answers(places: Places) -> list[Result]:
    """From a click on a choice to the repainted question, journal included."""
    with open_window(places) as walk:
        walk.unlock(PASSPHRASE)
        walk.search("")
        walk.open_first_found()
        draft = walk.start_screening()
        for answers in answers_of_the_day(date(2026, 11, 20))[:2]:
            walk.fill_section(answers)
            walk.go_on()
        assert draft.questions is not None
        box = next(iter(draft.questions.boxes.values()))
        editor = box.editor
        assert isinstance(editor, ChoicesEditor)
        samples = [answer_once(editor, 1 + at % 3) for at in range(ANSWERS)]
        engine = [_engine_once(walk, at) for at in range(ANSWERS)]
    floor = Beside("form engine alone", engine)
    return [
        make_result("Answer to redraw", samples, "ms", bar=50.0, beside=floor),
        make_result(
            "Answer to redraw, slowest of twenty",
            samples,
            "ms",
            bar=50.0,
            beside=floor,
            summarize=slowest_of_twenty,
        ),
    ]


class PaintWatch(QObject):
    """Notes that a widget was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.painted = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.painted = self.painted or event.type() == QEvent.Type.Paint
        return super().eventFilter(watched, event)


def answer_once(editor: ChoicesEditor, number: int) -> float:
    """Milliseconds from choosing to the painted question."""
    watch = PaintWatch()
    editor.focus_target().installEventFilter(watch)
    target = editor.focus_target()
    start = time.perf_counter()
    editor.choose_number(number)
    editor.focus_target().installEventFilter(watch)
    while not watch.painted:
        QApplication.processEvents()
    milliseconds = (time.perf_counter() - start) * 1000
    for one in (target, editor.focus_target()):
        one.removeEventFilter(watch)
    QApplication.processEvents()
    return milliseconds


def _engine_once(walk: WindowWalk, at: int) -> float:
    filling = walk.page(DraftPage).filling
    assert filling is not None
    path = next(one for one in filling.session.definition.questions if one.endswith("/control"))
    value = ("none", "possible", "clear")[at % 3]
    return time_ms(filling.session.answer, path, value)


def slowest_of_twenty(samples: Sequence[float]) -> float:
    """The 95th percentile."""
    return quantiles(samples, n=20)[-1]


@contextmanager
def open_window(places: Places) -> Iterator[WindowWalk]:
    """The real window on a laptop's places."""
    with open_desktop(places) as desktop:
        desktop.window.show()
        yield WindowWalk(desktop.window)
