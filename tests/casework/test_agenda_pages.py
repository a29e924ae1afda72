# SPDX-License-Identifier: AGPL-3.0-or-later
"""A page for somebody else never holds what the policy does not let them read."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from casework.agenda import AgendaItem, AgendaLine, Topic
from casework.agenda_pages import item_for, rights_of_other
from casework.ids import CaseId, HatId
from casework.paper import recipient_of
from casework.policy import AccessQuestion, Membership, decide
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.teams import TeamMember, TeamWindow
from casework.vocabulary import Action, AgencyKind, Basis, Section
from tests.fakes.people import NOON, a_hat, a_membership, an_id

CASE = CaseId(an_id(1))
MINE, OTHER = a_hat(1), a_hat(2, agency=2)
AGENCIES = {
    MINE.id: MINE.agency,
    OTHER.id: OTHER.agency,
    HatId(an_id(77)): a_hat(3, agency=3).agency,
}
TEAM = frozenset(
    {Section.CONTACTS, Section.SCREENING, Section.SAFETY_PLAN, Section.PLACEMENT, Section.LEGAL}
)

some_sections = st.sets(st.sampled_from(sorted(TEAM))).map(frozenset)
lines = st.builds(
    AgendaLine,
    topic=st.sampled_from(Topic),
    when=st.none(),
    words=st.just(()),
    section=st.sampled_from(Section),
    hat=st.none() | st.sampled_from([*AGENCIES, HatId(an_id(99))]),
)
members = st.builds(
    TeamMember,
    hat=st.sampled_from([MINE.id, OTHER.id]),
    person=st.sampled_from([MINE.person, OTHER.person]),
    joined_at=st.just(NOON - timedelta(days=1)),
    left_at=st.none() | st.just(NOON - timedelta(hours=1)),
    trained=st.booleans(),
    agreed_at=st.none() | st.just(NOON - timedelta(days=1)),
)
windows = st.builds(
    TeamWindow,
    id=st.just(an_id(5)),
    case=st.just(CASE),
    basis=st.just(Basis.S13753_TEAM),
    sections=some_sections,
    owners=st.sets(st.sampled_from(sorted(set(AGENCIES.values())))).map(frozenset),
    starts=st.just(NOON - timedelta(days=1)),
    ends=st.sampled_from([NOON + timedelta(days=1), NOON - timedelta(minutes=1)]),
    revoked_at=st.none() | st.just(NOON - timedelta(minutes=2)),
    members=st.lists(members, min_size=1, max_size=4).map(tuple),
)
matrices = some_sections.map(
    lambda sections: SharingMatrix(
        rows=(
            MatrixRow(basis=Basis.S13753_TEAM, agency_kind=AgencyKind.PROBATION, sections=sections),
        )
    )
)


def held(grounds: list[TeamWindow]) -> list[Membership]:
    return [a_membership(MINE, CASE).model_copy(update={"grounds": tuple(grounds)})]


@given(st.lists(windows, max_size=3), matrices, st.lists(lines, max_size=8))
def test_a_page_holds_only_lines_the_policy_opens_to_its_recipient(
    grounds: list[TeamWindow], matrix: SharingMatrix, said: list[AgendaLine]
) -> None:
    rights = rights_of_other(OTHER.id, held(grounds))
    question = AccessQuestion(
        hat=OTHER, case=CASE, section=Section.IDENTITY, action=Action.READ, at=NOON
    )
    recipient = recipient_of(question, AGENCIES.values(), rights, matrix)
    page = item_for(AgendaItem(CASE, "Wren", None, None, tuple(said)), recipient, AGENCIES)
    shown = () if page is None else page.lines
    for line in said:
        owner = None if line.hat is None else AGENCIES.get(line.hat)
        asked = question.model_copy(update={"section": line.section, "owner": owner})
        allowed = owner is not None and decide(asked, rights, matrix).allowed
        assert (line in shown) is allowed


@given(st.lists(windows, max_size=3))
def test_an_assignment_of_mine_opens_nothing_to_anybody_else(grounds: list[TeamWindow]) -> None:
    for one in rights_of_other(OTHER.id, held(grounds)):
        assert one.hat == OTHER.id
        assert one.assigned_sections == frozenset()
        assert all(OTHER.id in ground.hats for ground in one.grounds)
