# SPDX-License-Identifier: AGPL-3.0-or-later
"""Real processes: the county takes a stick in while its server runs on the same database."""

from pathlib import Path

import pytest

from desktop.county_process import TrainingCountyFailed
from desktop.system import SystemClock, new_id
from desktop.training import OFFICER, PASSPHRASE, prepare_laptop, training_county
from desktop.unlock import UnlockDesk
from tests.fakes.laptops import NeverCancelled, call_inline, ignore_progress
from tests.fakes.people import NOON


@pytest.mark.soak
def test_a_stick_is_taken_in_beside_a_server_that_goes_on_answering(tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    with training_county(tmp_path) as county:
        laptop = prepare_laptop(county, tmp_path / "laptop", OFFICER, lambda _: None)
        desk = UnlockDesk(
            laptop.places,
            SystemClock(),
            new_id,
            call_on_store=call_inline,
            connect=laptop.connect,
        )
        workspace = desk.unlock(PASSPHRASE)
        assert workspace.sticks is not None
        workspace.sync.sync(ignore_progress, NeverCancelled())
        case = workspace.youths.search("", 0, 1).rows[0].case
        workspace.cases.add_note(case, "Met at the heronry.", NOON)
        workspace.sticks.write(stick, ignore_progress, NeverCancelled())
        assert "\ttaken\t" in county.run("bundle", "take", str(stick))
        assert "\ttaken before\t" in county.run("bundle", "take", str(stick))
        workspace.cases.add_note(case, "Over the network meanwhile.", NOON)
        workspace.sync.sync(ignore_progress, NeverCancelled())
        workspace.sticks.read(stick, ignore_progress, NeverCancelled())
        assert workspace.sync.state().unsent == ()
        assert list(stick.iterdir()) == []
        try:
            county.run("bundle", "take", str(stick))
        except TrainingCountyFailed as refused:
            assert "no file ending in .request" in str(refused)
        workspace.sync.sync(ignore_progress, NeverCancelled())
        desk.lock()
