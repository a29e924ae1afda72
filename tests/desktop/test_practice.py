# SPDX-License-Identifier: AGPL-3.0-or-later
"""One person plays a team: each member on a laptop of their own, on this computer."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from casework.practice import PRACTICE_ID, StepCode
from casework.vocabulary import RecordKind, Section
from desktop.practice import Practice, TrainingPlace, label_laptop
from desktop.system import SystemClock, new_id
from desktop.training import (
    COLLEAGUE,
    OFFICER,
    PASSPHRASE,
    TRAINING_MARK,
    connect_to_training,
    prepare_laptop,
    training_county,
)
from desktop.training_reset import LAPTOP, newest_training, take_away, take_wish
from desktop.unlock import UnlockDesk
from tests.fakes.laptops import NeverCancelled, call_inline, ignore_progress
from ui.errors import ShownError
from ui.training_port import PlayPhase, TrainingPort


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, UnlockDesk]]:
    """A training laptop of the officer, with its county running."""
    folder = tmp_path_factory.mktemp("training")
    with training_county(folder) as county:
        laptop = prepare_laptop(county, folder / LAPTOP, OFFICER, lambda _: None)
        label_laptop(laptop.places, OFFICER)
        place = TrainingPlace(county.folder, laptop.places)
        yield (
            folder,
            UnlockDesk(
                laptop.places,
                SystemClock(),
                new_id,
                call_on_store=call_inline,
                connect=partial(connect_to_training, county.folder),
                training_passphrase=PASSPHRASE,
                practice=partial(Practice, place),
            ),
        )


def training_of(desk: UnlockDesk) -> TrainingPort:
    workspace = desk.unlock(PASSPHRASE)
    workspace.sync.sync(ignore_progress, NeverCancelled())
    assert workspace.training is not None
    return workspace.training


@pytest.mark.soak
def test_one_person_plays_two_members_whose_views_differ_as_their_rights_do(
    desk: tuple[Path, UnlockDesk],
) -> None:
    folder, door = desk
    training = training_of(door)
    view = training.view()
    assert (view.me, view.with_laptop) == (OFFICER, {OFFICER})
    assert len({one.person for one in view.answers}) == 9
    training.mark(StepCode.REPORT, done=True)
    told: list[PlayPhase] = []
    assert training.play(COLLEAGUE, told.append, NeverCancelled())
    assert told == list(PlayPhase)
    colleague = training_of(door)
    seen = colleague.view()
    assert (seen.me, seen.with_laptop) == (COLLEAGUE, {OFFICER, COLLEAGUE})
    assert seen.done == {StepCode.REPORT}
    workspace = door.unlock(PASSPHRASE)
    case = workspace.cases.case(PRACTICE_ID)
    kinds = {one.kind for one in workspace.records.groups(PRACTICE_ID)}
    needs = [
        line.author_name
        for one in workspace.records.groups(PRACTICE_ID)
        if one.kind is RecordKind.NEED
        for line in one.lines
    ]
    door.lock()
    assert Section.MENTAL_HEALTH in case.sections
    assert Section.SUBSTANCE_USE not in case.sections
    assert RecordKind.YOUTH_PLAN_PRIVATE not in kinds
    assert needs == [COLLEAGUE]
    assert newest_training(folder) == folder


@pytest.mark.soak
def test_only_a_training_county_is_taken_away_and_only_once_it_was_asked(
    desk: tuple[Path, UnlockDesk], tmp_path: Path
) -> None:
    folder, door = desk
    training_of(door).ask_reset()
    door.lock()
    assert take_wish(folder)
    assert not take_wish(folder)
    real = tmp_path / "real"
    kept = real / LAPTOP / "vault" / "vault.json"
    kept.parent.mkdir(parents=True)
    kept.write_text("{}")
    with pytest.raises(ShownError, match="no training county"):
        take_away(real)
    assert kept.exists()
    (tmp_path / "old" / "county").mkdir(parents=True)
    (tmp_path / "old" / TRAINING_MARK).touch()
    take_away(tmp_path / "old")
    assert not (tmp_path / "old").exists()
