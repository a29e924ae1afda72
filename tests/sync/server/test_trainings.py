# SPDX-License-Identifier: AGPL-3.0-or-later
"""A training recorded at the county reaches its person's laptop, and so does taking it back."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from casework.policy import Hat, TrainingHeld
from sync.server.commands import main
from sync.server.errors import NotFound
from sync.server.people import read_hat
from sync.server.training_words import OFFICER
from sync.server.trainings import record_training, revoke_training
from tests.fakes.county import COUNTY, TestCounty, TestLaptop

BASICS = TrainingHeld(code="basics", passed_on=date(2026, 1, 31))


def record(county: TestCounty, hat: Hat, held: TrainingHeld = BASICS) -> None:
    with county.database.administer() as connection:
        record_training(connection, COUNTY, hat.person, held, county.clock.now())


def revoke(county: TestCounty, hat: Hat) -> None:
    with county.database.administer() as connection:
        revoke_training(connection, COUNTY, hat.person, "basics", county.clock.now())


def test_every_page_tells_the_wearer_with_the_trainings_in_force(
    county: TestCounty, laptop: TestLaptop
) -> None:
    assert laptop.pull().hat == laptop.enrolment.hat
    record(county, laptop.enrolment.hat)
    record(county, laptop.enrolment.hat)
    record(county, laptop.enrolment.hat, TrainingHeld(code="basics", passed_on=date(2026, 6, 1)))
    told = laptop.pull().hat
    assert told is not None
    assert [one.passed_on for one in told.trainings] == [date(2026, 1, 31), date(2026, 6, 1)]
    revoke(county, laptop.enrolment.hat)
    assert laptop.pull().hat == laptop.enrolment.hat


def test_a_training_that_was_taken_back_may_be_recorded_again(
    county: TestCounty, laptop: TestLaptop
) -> None:
    record(county, laptop.enrolment.hat)
    revoke(county, laptop.enrolment.hat)
    with pytest.raises(NotFound, match="No training “basics”"):
        revoke(county, laptop.enrolment.hat)
    record(county, laptop.enrolment.hat)
    with county.database.administer() as connection:
        assert read_hat(connection, COUNTY, laptop.enrolment.hat.id).trainings == (BASICS,)


def test_an_administrator_records_lists_and_takes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(tmp_path / "county")]
    assert main(["train", "--prepare-only", *data]) == 0
    capsys.readouterr()
    assert main(["training", "record", OFFICER, "basics", "2026-01-31", *data]) == 0
    assert main(["training", "list", *data]) == 0
    assert capsys.readouterr().out == f"{OFFICER}\tbasics\t2026-01-31\n"
    tomorrow = (date.today() + timedelta(days=2)).isoformat()  # noqa: DTZ011 - any day to come
    assert main(["training", "record", OFFICER, "basics", tomorrow, *data]) == 1
    assert "a day to come" in capsys.readouterr().err
    assert main(["training", "record", OFFICER, " ", "2026-01-31", *data]) == 1
    assert "has no code" in capsys.readouterr().err
    assert main(["training", "revoke", OFFICER, "basics", *data]) == 0
    assert main(["training", "list", *data]) == 0
    assert capsys.readouterr().out == ""
    assert main(["training", "record", "Nobody", "basics", "2026-01-31", *data]) == 1
    assert "No hat answers" in capsys.readouterr().err
