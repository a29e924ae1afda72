# SPDX-License-Identifier: AGPL-3.0-or-later
"""What laptops ask about sharing: recording grounds, emergencies, the accounting of disclosures.

Invariants: `casework.sharing_decisions` is asked before anything is recorded; who opened
a case and when is the county's own word, never the laptop's; only then, and for this one
case, does row security let the transaction see and write what others meet there.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection

from casework.bases import Ground, PrivilegeRelease
from casework.hats import AccessQuestion, Hat
from casework.ids import CaseId, CountyId
from casework.index_rules import is_part2
from casework.papers_given import Disclosed
from casework.policy import decide
from casework.sharing_decisions import find_refusal_to_see, is_of_agency
from casework.sharing_work import MOST_GROUNDS, CaseSharing, TeamTold
from casework.vocabulary import Action, Basis, Section
from sync.server.database import share_for
from sync.server.emergencies import note_seen, review
from sync.server.grounds import list_shared
from sync.server.index_standing import Asking
from sync.server.memberships import read_memberships
from sync.server.papers_given import account_for
from sync.server.people import list_hats
from sync.server.sharing_work import NOBODYS, Refused, record_ground, stand_in, take_work
from sync.server.teams import list_teams, read_members
from sync.wire.sharing import MOST_TEAMS, SharingReply, SharingRequest


def answer_sharing(desk: Asking, asked: SharingRequest) -> SharingReply:
    """Do and tell what was asked."""
    connection, county_id, hat, now = desk.connection, desk.county, desk.hat, desk.now
    note_seen(connection, county_id, hat, asked.seen, now)
    for ground_id in asked.reviewed:
        review(connection, county_id, hat, ground_id, now)
    told: dict[str, object] = {}
    if asked.account is not None:
        told |= _account(connection, county_id, hat, asked.account, now)
    if asked.record is not None:
        told |= _record(desk, asked.record)
    told["results"] = tuple(take_work(desk, one) for one in asked.work)
    if asked.people:
        people = list_hats(connection, county_id)
        told["people"] = tuple(one.model_copy(update={"trainings": ()}) for one in people)
    if asked.teams:
        told["teams"] = tuple(_tell_teams(desk))
    if asked.cases:
        told["sharing"] = tuple(_tell_cases(desk, asked.cases))
    return SharingReply().model_copy(update=told)


def _tell_teams(desk: Asking) -> Iterator[TeamTold]:
    for team in list_teams(desk.connection, desk.county)[:MOST_TEAMS]:
        members = read_members(desk.connection, desk.county, team)
        yield TeamTold(id=team.id, name=team.name, members=members)


def _tell_cases(desk: Asking, cases: Sequence[CaseId]) -> Iterator[CaseSharing]:
    """What is on record about the own agency's work of cases; nothing that is over for long."""
    rights = stand_in(desk, cases)
    shown = [one for one in cases if find_refusal_to_see(one, rights[one]) is None]
    found = list_shared(desk.connection, desk.county, shown)
    share_for(desk.connection, NOBODYS)
    for case in shown:
        own = [_without_words(one) for one in found[case] if is_of_agency(one, desk.hat)]
        yield CaseSharing(case=case, grounds=tuple(own[-MOST_GROUNDS:]))


def _without_words(one: Ground) -> Ground:
    """A release without the text it carries, which its readers alone are given."""
    return one.model_copy(update={"text": ""}) if isinstance(one, PrivilegeRelease) else one


def _record(desk: Asking, one: Ground) -> dict[str, object]:
    """As laptops ask that keep no decisions: at once, or not at all."""
    try:
        return {"until": record_ground(desk, one, None)}
    except Refused as refused:
        return {"refused": refused.reason}
    finally:
        share_for(desk.connection, NOBODYS)


def _account(
    connection: Connection, county_id: CountyId, hat: Hat, case: CaseId, now: datetime
) -> dict[str, object]:
    """The accounting, for whoever may share who the youth is."""
    question = AccessQuestion(
        hat=hat, case=case, section=Section.IDENTITY, action=Action.SHARE, at=now, owner=hat.agency
    )
    decision = decide(question, read_memberships(connection, county_id, hat.id, [case]))
    if not decision.allowed:
        return {"refused": decision.reason}
    share_for(connection, case)
    found = account_for(connection, county_id, case)
    seen = [one for one in found if _may_account(one, hat)]
    return {"lines": tuple(seen)}


def _may_account(line: Disclosed, hat: Hat) -> bool:
    """Whether a line is told; one that tells of notes or treatment only to whose they are."""
    is_own = line.owner == hat.agency_name
    if line.section is Section.ADVOCATE_NOTES:
        return is_own
    if line.section is Section.SUBSTANCE_USE or line.basis is Basis.PART2_CONSENT:
        return is_own and is_part2(hat)
    return True
