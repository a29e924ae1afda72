# SPDX-License-Identifier: AGPL-3.0-or-later
"""The whole product, thin and real: one screening, done offline, reaches the right colleague."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casework.ids import CaseId
from casework.policy import Hat
from casework.reasons import ReasonCode
from casework.vocabulary import RecordKind
from desktop.application import open_desktop
from desktop.tour import answers_of_the_day
from desktop.window_walk import WindowWalk
from tests.fakes.county import TestCounty, running_county
from tests.fakes.laptops import (
    PASSPHRASE,
    Laptop,
    NeverCancelled,
    enrolled_laptop,
    ignore_progress,
)
from tests.fakes.people import a_hat
from ui.errors import ShownError
from ui.places import DraftPlace
from ui.screening.draft_page import DraftPage
from ui.views import Standing

ROOT = Path(__file__).resolve().parents[2]
NAME = "Zephyrine Quillfeather"
WORDS = "kaleidoscopic umbrella"
SAVED_BEFORE_THE_KILL = 6
TALK_DATE = date(2026, 11, 20)
TRACES = (b"Zephyrine", b"zephyrine", b"Quillfeather", b"quillfeather", b"kaleidoscopic")


def note(text: str) -> dict[str, str]:
    return {
        "text": text,
        "happened_at": "2026-11-02T10:00:00Z",
        "entered_at": "2026-11-02T10:05:00Z",
    }


def set_the_stage(county: TestCounty, folder: Path) -> tuple[CaseId, list[Hat], list[Laptop]]:
    hats = [county.add_hat(a_hat(number)) for number in (1, 2, 3)]
    case = county.add_case(legal_name=NAME, author=hats[0])
    county.add_record(
        case, RecordKind.CONTACT_NOTE, note(f"Talked about a {WORDS}."), author=hats[0]
    )
    elsewhere = county.add_case(legal_name="Somebody Else", author=hats[2])
    for hat in hats[:2]:
        county.grant(hat, case)
        county.grant(hat, elsewhere)
    county.grant(hats[2], elsewhere)
    laptops = [enrolled_laptop(county, hat, folder / f"laptop{at}") for at, hat in enumerate(hats)]
    return case, hats, laptops


def kill_while_filling(laptop: Laptop, case: CaseId) -> int:
    """Fill the form in a process of its own and kill it; returns how many answers were saved."""
    home = str(laptop.places.home)
    command = [sys.executable, "-m", "tests.journeys.offline_worker", home, case]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as worker:
        assert worker.stdout is not None
        saved = 0
        for line in worker.stdout:
            assert line.strip() == "saved"
            saved += 1
            if saved == SAVED_BEFORE_THE_KILL:
                worker.kill()
                break
        saved += sum(1 for line in worker.stdout if line.strip() == "saved")
    return saved


def finish_and_sign(laptop: Laptop, sure_of: int) -> None:
    """Open the draft that was left behind in the real window, complete it, sign it."""
    with laptop.unlocked() as workspace:
        (draft,) = workspace.today.today().drafts
        kept = dict(workspace.screenings.open(draft.draft).answers)
    assert sure_of <= draft.answered <= sure_of + 1
    with open_desktop(laptop.places) as desktop:
        desktop.window.show()
        walk = WindowWalk(desktop.window)
        walk.unlock(PASSPHRASE)
        walk.shell.open(DraftPlace(draft.draft))
        page = walk.page(DraftPage)
        walk.wait(lambda: page.filling is not None, "the draft")
        page.go_to(0)
        for answers in answers_of_the_day(TALK_DATE):
            left = {name: one for name, one in answers.items() if not holds(kept, name)}
            walk.fill_section(left)
            walk.go_on()
        walk.sign()


def holds(kept: dict[str, object], name: str) -> bool:
    return any(path.endswith(f"/{name}") for path in kept)


def compare_stores(one: Laptop, other: Laptop) -> None:
    with one.unlocked() as left, other.unlocked() as right:
        rows = left.youths.search("", 0, 500).rows
        assert rows == right.youths.search("", 0, 500).rows
        for row in rows:
            a, b = left.cases.case(row.case), right.cases.case(row.case)
            assert (a.header, a.timeline) == (b.header, b.timeline)


def test_a_screening_done_offline_reaches_the_right_colleague_and_nobody_else(
    tmp_path: Path, qapp: QApplication
) -> None:
    del qapp
    with running_county(tmp_path) as county:
        case, hats, (a, b, c) = set_the_stage(county, tmp_path)
        for laptop in (a, b, c):
            laptop.sync()
        county.stop()

        sure_of = kill_while_filling(a, case)
        assert sure_of >= SAVED_BEFORE_THE_KILL
        finish_and_sign(a, sure_of)
        with a.unlocked() as workspace:
            with pytest.raises(ShownError, match="does not answer"):
                workspace.sync.sync(ignore_progress, NeverCancelled())
            assert len(workspace.sync.state().unsent) == 1

        county.start()
        a.sync()
        with a.unlocked() as workspace:
            state = workspace.sync.state()
            assert state.unsent == ()
            assert state.receipt is not None
            assert state.receipt.sent == 1

        b.sync()
        with b.unlocked() as workspace:
            shown = workspace.cases.case(case)
            assert shown.reason.code is ReasonCode.ASSIGNED
            screening = shown.timeline[0]
            assert screening.kind is RecordKind.SCREENING
            assert screening.standing is Standing.SENT
            signed = workspace.screenings.signed(case, screening.record)
            assert signed.screening.answers["/data/people/fear"] == {"missing": "declined"}
            assert signed.screening.score is not None
        c.sync()
        with c.unlocked() as workspace:
            assert workspace.youths.search(NAME, 0, 10).total == 0
            with pytest.raises(ShownError, match="not on this laptop"):
                workspace.cases.case(case)
        for trace in TRACES:
            assert trace not in c.raw_bytes()
            assert trace in b.raw_bytes()

        county.revoke(hats[1], case)
        b.sync()
        held = b.raw_bytes()
        for trace in TRACES:
            assert trace not in held
        with b.unlocked() as workspace:
            assert workspace.youths.search("", 0, 10).total == 1
            assert workspace.sync.state().receipt.left == 1  # type: ignore[union-attr] # just synced


@pytest.mark.soak
def test_a_connection_cut_at_every_page_leads_to_the_same_laptop(tmp_path: Path) -> None:
    with running_county(tmp_path) as county:
        hats = [county.add_hat(a_hat(number)) for number in (1, 2)]
        for number in range(6):
            case = county.add_case(legal_name=f"Test Youth {number}", author=hats[0])
            notes = [note(f"Contact {number}.{at}") for at in range(4)]
            county.add_records(case, RecordKind.CONTACT_NOTE, notes, author=hats[0])
            for hat in hats:
                county.grant(hat, case)
        whole, cut = (enrolled_laptop(county, hat, tmp_path / hat.person_name) for hat in hats)
        whole.sync()
        cuts = 0
        while not cut.sync_until_cut(page_records=5, pages=1):
            cuts += 1
        assert cuts >= 6
        compare_stores(whole, cut)
        assert cut.sync_until_cut(page_records=5, pages=1)
        compare_stores(whole, cut)
