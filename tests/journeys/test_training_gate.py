# SPDX-License-Identifier: AGPL-3.0-or-later
"""An instrument that asks for a training: refused, recorded, allowed, taken back, refused."""

from datetime import date
from pathlib import Path

import pytest

from casework.policy import TrainingHeld
from forms.pack import build_pack
from sync.server.trainings import record_training, revoke_training
from tests.fakes.county import COUNTY, running_county
from tests.fakes.evidence_forms import workbook
from tests.fakes.laptops import Laptop, enrolled_laptop
from tests.fakes.people import a_hat
from ui.errors import ShownError

PACK = build_pack(workbook(), "t.xlsx")
EN = "English (en)"


def start(laptop: Laptop) -> None:
    with laptop.unlocked() as workspace:
        (youth,) = workspace.youths.search("", 0, 10).rows
        workspace.screenings.start(youth.case, PACK.form_id, EN)


@pytest.mark.soak
def test_a_training_opens_an_instrument_with_the_next_sync_and_its_loss_closes_it(
    tmp_path: Path,
) -> None:
    with running_county(tmp_path) as county:
        hat = county.add_hat(a_hat(1))
        county.grant(hat, county.add_case(legal_name="Test Youth", author=hat))
        county.publish(PACK)
        laptop = enrolled_laptop(county, hat, tmp_path / "laptop")
        laptop.sync()
        with pytest.raises(ShownError, match="only after the training"):
            start(laptop)
        administer, now = county.database.administer, county.clock.now()
        with administer() as connection:
            held = TrainingHeld(code="basics", passed_on=date(2026, 1, 31))
            record_training(connection, COUNTY, hat.person, held, now)
        with pytest.raises(ShownError, match="only after the training"):
            start(laptop)
        laptop.sync()
        start(laptop)
        with administer() as connection:
            revoke_training(connection, COUNTY, hat.person, "basics", now)
        laptop.sync()
        with pytest.raises(ShownError, match="only after the training"):
            start(laptop)
