# SPDX-License-Identifier: AGPL-3.0-or-later
"""Decisions recorded on a laptop: never wider than what was seen, narrowing at once."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.bases import Ground
from casework.policy import Membership
from casework.previews import Preview
from casework.reasons import ReasonCode
from casework.sharing_work import (
    EndParticipation,
    Seen,
    SharingWork,
    TakeBack,
    is_wider,
    narrow,
    see,
)
from casework.vocabulary import Basis, Section
from tests.fakes.grounds import CASE, DAY, a_consent, ask_for, decide_on
from tests.fakes.people import NOON, a_hat, an_id

SECTIONS = (Section.CONTACTS, Section.SCREENING, Section.LEGAL)
Shown = tuple[set[Section], datetime | None]
HOURS = st.none() | st.integers(1, 5).map(lambda hours: NOON + timedelta(hours=hours))
LINES = st.dictionaries(
    st.integers(1, 3), st.tuples(st.sets(st.sampled_from(SECTIONS)), HOURS), max_size=3
)


def shown_at(lines: dict[int, Shown], at: datetime) -> set[tuple[int, Section]]:
    return {
        (who, section)
        for who, (sections, until) in lines.items()
        for section in sections
        if until is None or at < until
    }


@given(outcome=LINES, read=LINES)
def test_nothing_is_wider_than_what_was_seen_but_what_shows_something_else(
    outcome: dict[int, Shown], read: dict[int, Shown]
) -> None:
    told = [Preview(a_hat(who), tuple(one), until, None) for who, (one, until) in outcome.items()]
    seen = [
        Seen(hat=a_hat(who).id, sections=frozenset(one), until=until)
        for who, (one, until) in read.items()
    ]
    moments = [NOON + timedelta(hours=hour, minutes=-1) for hour in range(1, 7)]
    shows_more = any(not shown_at(outcome, at) <= shown_at(read, at) for at in moments)
    assert is_wider(told, seen) == shows_more
    assert not is_wider(told, see(told))


def reached(*grounds: Ground) -> Membership:
    return Membership(
        case=CASE,
        hat=a_hat().id,
        basis=Basis.CASE_ASSIGNMENT,
        sections=frozenset(Section),
        starts=NOON - 9 * DAY,
        assigned=frozenset(),
        grounds=grounds,
    )


def decided(act: TakeBack | EndParticipation) -> SharingWork:
    at = NOON - timedelta(hours=1)
    return SharingWork(id=an_id(1), case=CASE, hat=a_hat().id, at=at, act=act)


def test_what_is_taken_back_here_closes_here_before_the_county_knows() -> None:
    consent = a_consent()
    asked = ask_for(Section.MENTAL_HEALTH)
    assert decide_on(asked, consent).allowed
    back = decided(TakeBack(ground=consent.id, reason="She said so."))
    [closed] = narrow(reached(consent), [back]).grounds
    assert decide_on(asked, closed).reason.code is ReasonCode.GROUND_REVOKED
    left = decided(EndParticipation(ground=consent.id, hat=a_hat().id))
    [over] = narrow(reached(consent), [left]).grounds
    assert decide_on(asked, over).reason.code is ReasonCode.GROUND_ENDED
    other = decided(TakeBack(ground=an_id(4), reason="Another one."))
    untouched = reached(consent)
    assert narrow(untouched, [other]) is untouched
