# SPDX-License-Identifier: AGPL-3.0-or-later
"""How long the summary of a long case takes, from asking the sealed store to tagged PDF.

Everything that happens between the button and the file is measured: the log's entry, the records
out of the store, what the recipient may read, and setting the pages. Beside it stands setting the
pages alone. Each run is of a case with one note more, so that nothing set before is used again.
"""

import os
import tempfile
import time
from pathlib import Path

from bench.results import Beside, Result, make_result
from casework.ids import CaseId
from desktop.session import COUNTY_ZONE
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.paper.case_summary import write_case_summary
from ui.paper.typeset import render_paper
from ui.ports import Workspace
from ui.text import Moments

TOPIC = "casework"
CASE = CaseId(an_id(5001))
EVENTS, RUNS = 500, 20
NOTE = "She called from the shelter and asked about her sister; the bed is hers until Friday. "


def measure() -> list[Result]:
    """Write the case, then print it again and again."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        desk = a_desk(a_workspace_folder(Path(folder), [CASE]))
        workspace = desk.unlock(PASSPHRASE)
        try:
            for at in range(EVENTS):
                _write(workspace, f"{at}: {NOTE}")
            whole, setting = _measure(workspace)
        finally:
            desk.lock()
    promise = f"PDF of a summary of a case with {EVENTS} events"
    beside = Beside("setting its pages alone", setting)
    return [make_result(promise, whole, "s", bar=1.0, beside=beside)]


def _write(workspace: Workspace, text: str) -> None:
    workspace.cases.add_note(CASE, text, workspace.cases.case(CASE).now)


def _measure(workspace: Workspace) -> tuple[list[float], list[float]]:
    moments, whole, setting = Moments(COUNTY_ZONE), [], []
    own = workspace.cases.summary_recipients(CASE)[0].hat
    for at in range(RUNS):
        _write(workspace, f"Run {at}: {NOTE}")
        began = time.perf_counter()
        paper = write_case_summary(workspace.cases.summary(CASE, own), moments)
        set_from = time.perf_counter()
        render_paper(paper)
        whole.append(time.perf_counter() - began)
        setting.append(time.perf_counter() - set_from)
    return whole, setting
