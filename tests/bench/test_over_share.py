# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everybody asks for everything, in the small size; `make soak` compares a million answers."""

from bench.over_share import Asking, ask_all
from bench.over_share_stage import hats_of_every_role, staged

SOME = [*hats_of_every_role()[10:17], hats_of_every_role()[-1]]


def test_nobody_gets_at_any_endpoint_what_they_may_not_see_and_everybody_what_they_may() -> None:
    tally = ask_all(1, SOME)
    assert tally.wrong == []
    assert len(tally.decisions) == 9
    assert tally.allowed > 0


def test_an_answer_that_gives_too_much_or_too_little_is_seen() -> None:
    with staged(1, SOME) as stage:
        asking = Asking(stage)
        hat, laptop = next(
            one for one in stage.laptops if stage.oracle.visible(one[0].id, stage.clock.now())
        )
        visible = set(stage.oracle.visible(hat.id, stage.clock.now()))
        asking.pull(hat, laptop, visible)
        assert asking.tally.wrong == []
        asking.pull(hat, laptop, set())
        asking.compare_sections(hat, laptop, {*visible, "a record that nobody sent"})
    told = [one.rpartition(" too ")[2] for one in asking.tally.wrong]
    assert told == ["much"] * len(visible) + ["little"]
