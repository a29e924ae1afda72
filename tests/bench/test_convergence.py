# SPDX-License-Identifier: AGPL-3.0-or-later
"""Ten laptops in simulated time, in their small size; `make soak` runs thousands of seeds."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.convergence.comparing import compare_county, compare_laptop, find_ungranted
from bench.convergence.stage import Stage
from bench.convergence.world import HEALED_WITHIN, Outcome, new_world, run_seed, world_stage
from tests.fakes.county_databases import share_cluster

STEPS = 40


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    folder = tmp_path_factory.mktemp("convergence")
    with world_stage(folder, share_cluster().cluster) as made:
        yield made


def run(stage: Stage, seed: int) -> Outcome:
    outcome = Outcome(seed)
    run_seed(stage, STEPS, outcome)
    return outcome


@pytest.mark.parametrize("seed", [15, 20])
def test_whatever_goes_wrong_everybody_ends_right_and_nothing_is_lost(
    stage: Stage, seed: int
) -> None:
    outcome = run(stage, seed)
    assert (outcome.differing, outcome.lost_work, outcome.lost_conflicts) == ([], [], [])
    assert outcome.ungranted == []
    assert 0 < outcome.healed <= HEALED_WITHIN
    assert outcome.operations > 0


def test_the_same_seed_is_the_same_run(stage: Stage) -> None:
    assert run(stage, 3).steps == run(stage, 3).steps


def test_a_laptop_that_shows_too_much_or_too_little_and_a_county_that_lost_something_are_seen(
    stage: Stage, tmp_path: Path
) -> None:
    with new_world(stage, 5, tmp_path / "world") as world:
        for _ in range(STEPS):
            world.step()
        assert world.calm_down() <= HEALED_WITHIN
        laptop, case = next(
            (laptop, kept.case)
            for laptop in world.laptops
            for kept in world.oracle.visible(laptop.enrolled.hat.id, world.clock.now()).values()
        )
        events = world.oracle.events.pop(case)
        assert any("too much" in one for one in compare_laptop(laptop, world.oracle))
        shown = {one.record for one in laptop.shown(case)}
        kept = [world.oracle.records[one] for one in shown & world.oracle.records.keys()]
        has_notes = any("text" in one.values for one in kept)
        assert bool(find_ungranted(laptop, world.oracle)) is has_notes
        world.oracle.events[case] = events
        with laptop.store.sections._database.write() as connection:
            connection.execute("DELETE FROM records")
        assert any("missing" in one for one in compare_laptop(laptop, world.oracle))
        county = world.acts.county
        county.sql("DELETE FROM operation WHERE ctid = (SELECT min(ctid) FROM operation)")
        assert any("never reached" in one for one in compare_county(county, world.oracle).lost_work)
