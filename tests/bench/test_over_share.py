# SPDX-License-Identifier: AGPL-3.0-or-later
"""Everybody asks for everything, in the small size; `make soak` compares a million answers."""

from bench.over_share import Asking, ask_all
from bench.over_share_desks import ADVOCATES
from bench.over_share_stage import hats_of_every_role, staged
from casework.vocabulary import LegalRole

SOME = [*hats_of_every_role()[10:17], hats_of_every_role()[-1]]


def test_nobody_gets_at_any_endpoint_what_they_may_not_see_and_everybody_what_they_may() -> None:
    tally = ask_all(1, SOME)
    assert tally.wrong == []
    assert len(tally.decisions) == 17
    assert tally.allowed.total() > 0


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


def test_a_desk_that_answers_whom_it_must_not_is_seen() -> None:
    worn = [one for one in hats_of_every_role() if one.legal_role in ADVOCATES][:2]
    with staged(1, [*worn, SOME[-1]]) as stage:
        asking = Asking(stage)
        hat, laptop = stage.laptops[0]
        asking.desks.ask_organization(hat, laptop)
        assert asking.tally.wrong == []
        pretended = hat.model_copy(update={"legal_role": LegalRole.PROSECUTOR})
        asking.desks.ask_organization(pretended, laptop)
    assert [one.rpartition(" too ")[2] for one in asking.tally.wrong] == ["much"]
