# SPDX-License-Identifier: AGPL-3.0-or-later
"""A supervisor decides in the window about refused work, and its author hears it with a sync."""

from pathlib import Path

import pytest

from casework.audit import AuditEvent
from casework.vocabulary import LegalRole, Section
from tests.fakes.county import running_county
from tests.fakes.laptops import NeverCancelled, enrolled_laptop, ignore_progress
from tests.fakes.people import NOON, a_hat
from ui.errors import ShownError
from ui.ports import Workspace


def sync(workspace: Workspace) -> None:
    workspace.sync.sync(ignore_progress, NeverCancelled())


def test_refused_work_is_read_taken_in_and_heard_of(tmp_path: Path) -> None:
    with running_county(tmp_path) as county:
        worker, boss = county.add_hat(a_hat(1)), county.add_hat(a_hat(2, role=LegalRole.SUPERVISOR))
        case = county.add_case(legal_name="Robin Wren", author=worker)
        county.grant(worker, case)
        county.grant(boss, case)
        laptop = enrolled_laptop(county, worker, tmp_path / "worker")
        with laptop.unlocked() as workspace:
            assert workspace.inbox is None
            sync(workspace)
            workspace.cases.add_note(case, "Written offline.", NOON)
            county.grant(worker, case, sections=frozenset({Section.IDENTITY}))
            sync(workspace)
        of_boss = enrolled_laptop(county, boss, tmp_path / "boss")
        with of_boss.unlocked() as workspace:
            inbox = workspace.inbox
            assert inbox is not None
            sync(workspace)
            [waiting] = inbox.waiting().waiting
            assert (waiting.author_name, waiting.shown_name) == ("Worker 1", "Robin Wren")
            written = {one.field: one.written for one in inbox.written(waiting).lines}
            assert written["text"] == "Written offline."
            inbox.accept(waiting)
            assert inbox.waiting().waiting == ()
            with pytest.raises(ShownError, match="does not wait any more"):
                inbox.give_back(waiting, "Too late.")
            sync(workspace)
            assert "Written offline." in str(workspace.cases.case(case))
            assert workspace.log is not None
            logged = [one.event for one in workspace.log.week(None, case).rows]
            assert logged.count(AuditEvent.INBOX_READ) == 1
            assert logged.count(AuditEvent.INBOX_DECIDED) == 2
            county.stop()
            with pytest.raises(ShownError):
                inbox.waiting()
