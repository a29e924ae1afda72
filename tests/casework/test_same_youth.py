# SPDX-License-Identifier: AGPL-3.0-or-later
"""Cases of one youth are joined by links that can be taken back, and a link opens nothing."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.ids import CaseId, RecordId
from casework.records import Youth
from casework.same_youth import (
    Link,
    SameYouth,
    Verdict,
    joined_with,
    standing_links,
    undecided,
)
from casework.youths_alike import names_of
from tests.fakes.people import NOON

CASES = [CaseId(f"case-{number}") for number in range(5)]
CASE = st.sampled_from(CASES)
TOLD = st.lists(st.tuples(CASE, CASE, st.sampled_from(Verdict), st.booleans()), max_size=10)
SEEN = st.frozensets(CASE)
NAMES = st.sampled_from(["Wren", "Maya", "Maya Castellanos", "Birdie"])
YOUTHS = st.lists(
    st.builds(
        Youth,
        legal_name=NAMES,
        chosen_name=NAMES | st.just(""),
        aliases=st.lists(NAMES, max_size=3).map(tuple),
    ),
    max_size=4,
)


def links_from(
    told: list[tuple[CaseId, CaseId, Verdict, bool]], *, turned: bool = False
) -> list[Link]:
    made = []
    for at, (first, second, verdict, taken_back) in enumerate(told):
        case, other = (second, first) if turned else (first, second)
        moment = NOON + timedelta(minutes=at)
        view = SameYouth(
            other=other,
            verdict=verdict,
            decided_at=moment,
            taken_back_at=moment if taken_back else None,
        )
        made.append(Link(case, RecordId(f"link-{at}"), view))
    return made


@given(told=TOLD, seen=SEEN, one=CASE, other=CASE)
def test_joining_says_the_same_from_both_sides_and_whichever_case_holds_the_link(
    told: list[tuple[CaseId, CaseId, Verdict, bool]],
    seen: frozenset[CaseId],
    one: CaseId,
    other: CaseId,
) -> None:
    links, turned = links_from(told), links_from(told, turned=True)
    assert (other in joined_with(one, links, seen)) == (one in joined_with(other, links, seen))
    assert joined_with(one, links, seen) == joined_with(one, turned, seen)


@given(told=TOLD, seen=SEEN, one=CASE, pair=st.tuples(CASE, CASE))
def test_joining_and_taking_back_leaves_everything_as_it_was(
    told: list[tuple[CaseId, CaseId, Verdict, bool]],
    seen: frozenset[CaseId],
    one: CaseId,
    pair: tuple[CaseId, CaseId],
) -> None:
    before = links_from(told)
    undone = links_from([*told, (*pair, Verdict.SAME, True)])
    assert joined_with(one, undone, seen) == joined_with(one, before, seen)
    assert standing_links(undone) == standing_links(before)


@given(told=TOLD, seen=SEEN, one=CASE)
def test_no_case_out_of_sight_is_joined_or_joins_others(
    told: list[tuple[CaseId, CaseId, Verdict, bool]], seen: frozenset[CaseId], one: CaseId
) -> None:
    links = links_from(told)
    found = joined_with(one, links, seen)
    assert found <= seen - {one}
    without = [link for link in links if link.pair <= seen]
    assert found == joined_with(one, without, seen)


@given(youths=YOUTHS)
def test_every_name_of_every_case_stays_once(youths: list[Youth]) -> None:
    names = names_of(youths)
    wanted = {
        name for one in youths for name in (one.legal_name, one.chosen_name, *one.aliases) if name
    }
    assert set(names) == wanted
    assert len(names) == len(set(names))


@given(told=TOLD)
def test_what_somebody_decided_is_not_asked_again_until_it_is_taken_back(
    told: list[tuple[CaseId, CaseId, Verdict, bool]],
) -> None:
    links = links_from(told)
    pairs = {
        frozenset({first, second}): None for first in CASES for second in CASES if first < second
    }
    standing = {frozenset({one, other}) for one, other, _, taken_back in told if not taken_back}
    assert set(undecided(pairs, links)) == pairs.keys() - standing
