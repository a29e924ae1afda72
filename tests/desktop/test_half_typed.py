# SPDX-License-Identifier: AGPL-3.0-or-later
"""Words typed beside records lie sealed in the store until they are work, and count as unsent."""

from pathlib import Path
from typing import Any

from casework.ids import CaseId
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id

CASE = CaseId(an_id(5001))
TYPED = {"reason": "She called from", "second": "hat-2"}


def test_what_was_typed_outlives_a_lock_of_a_case_and_of_none(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path / "laptop", [CASE]))
    words = desk.unlock(PASSPHRASE).half_typed
    words.keep("emergency", CASE, TYPED)
    words.keep("meeting/", None, {"plan": "{}"})
    words.keep("meeting/", None, {"plan": "[]"})
    words.keep("meeting/2", None, {})
    desk.lock()
    again: Any = desk.unlock(PASSPHRASE).half_typed
    assert again.read("emergency", CASE) == TYPED
    assert again.read("meeting/", None) == {"plan": "[]"}
    store = again._session.store
    assert store.unsent.count().notes == 2
    again.keep("emergency", CASE, {})
    again.keep("meeting/", None, {})
    assert store.unsent.count().notes == 0
    desk.lock()
