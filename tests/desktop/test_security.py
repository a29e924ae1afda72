# SPDX-License-Identifier: AGPL-3.0-or-later
"""The Security page is told what was found, and the passphrase is really changed."""

from pathlib import Path

import pytest

from casework.ids import CaseId
from tests.fakes.desks import PASSPHRASE, a_desk, a_workspace_folder
from tests.fakes.people import an_id
from ui.errors import ShownError

NEW = "Another-Thrush-27"


def test_it_tells_what_was_found_on_this_computer(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CaseId(an_id(5001))]))
    found = desk.unlock(PASSPHRASE).security.state()
    desk.lock()
    assert (found.guess_mib, found.guess_passes) == (64, 1)
    assert not found.secret_in_keystore
    assert not found.security_key
    assert found.county_key is None
    assert found.tries_left == 5
    assert (found.policy_version, found.lock_minutes, found.sign_in_hours) == (1, 10, 12)


def test_after_a_change_only_the_new_passphrase_opens(tmp_path: Path) -> None:
    desk = a_desk(a_workspace_folder(tmp_path, [CaseId(an_id(5001))]))
    security = desk.unlock(PASSPHRASE).security
    with pytest.raises(ShownError):
        security.change_passphrase("Wrong-Words-77", NEW)
    with pytest.raises(ShownError, match="too weak"):
        security.change_passphrase(PASSPHRASE, "weak")
    security.change_passphrase(PASSPHRASE, NEW)
    desk.lock()
    with pytest.raises(ShownError, match="passphrase"):
        desk.unlock(PASSPHRASE)
    assert desk.unlock(NEW).youths.search("", 0, 10).total == 1
    desk.lock()
