# SPDX-License-Identifier: AGPL-3.0-or-later
"""What laptops ask about sharing: recording grounds, emergencies, the accounting of disclosures.

Invariants: `casework.sharing_decisions` is asked before anything is recorded; who opened
a case and when is the county's own word, never the laptop's; only then, and for this one
case, does row security let the transaction see and write what others meet there.
"""

from datetime import datetime

from sqlalchemy import Connection, select, update

from casework.bases import BrokenGlass, Ground
from casework.consents import Consent
from casework.emergencies import EmergencyTold
from casework.hats import AccessQuestion, Hat
from casework.ids import CaseId, CountyId, HatId
from casework.policy import decide
from casework.sharing_decisions import Standing, find_refusal
from casework.vocabulary import Action, LegalRole, Section
from sync.server.clearances import is_device_cleared
from sync.server.database import share_for
from sync.server.disclosures import list_disclosures
from sync.server.errors import GroundRefused, NotFound
from sync.server.grounds import open_grounds, read_ground, write_ground
from sync.server.memberships import read_memberships
from sync.server.people import list_hats, name_people, read_hat
from sync.server.rights import put_on_record
from sync.server.tables import case_file, ground
from sync.wire.sharing import (
    DisclosureLine,
    SharingReply,
    SharingRequest,
)

EMERGENCY = "emergency_break_glass"


def answer_sharing(
    connection: Connection, county_id: CountyId, hat: Hat, asked: SharingRequest, now: datetime
) -> SharingReply:
    """Do and tell what was asked."""
    _note_seen(connection, county_id, asked.seen, now)
    for ground_id in asked.reviewed:
        _review(connection, county_id, hat, ground_id, now)
    reply = SharingReply()
    if asked.people:
        people = list_hats(connection, county_id)
        plain = tuple(one.model_copy(update={"trainings": ()}) for one in people)
        reply = reply.model_copy(update={"people": plain})
    if asked.account is not None:
        lines = _account(connection, county_id, hat, asked.account, now)
        reply = reply.model_copy(update=lines)
    if asked.record is not None:
        told = _record(connection, county_id, hat, asked.record, now)
        reply = reply.model_copy(update=told)
    return reply


def list_emergencies(
    connection: Connection, county_id: CountyId, hat: Hat, now: datetime
) -> tuple[EmergencyTold, ...]:
    """What this hat was named for, and what it is to review, the newest first."""
    query = select(ground).where(ground.c.county == county_id, ground.c.basis == EMERGENCY)
    rows = connection.execute(query.order_by(ground.c.recorded_at.desc()).limit(200)).all()
    told = []
    for row, one in open_grounds(connection, county_id, rows):
        assert isinstance(one, BrokenGlass)
        mine = one.told == hat.person and row.seen_at is None
        by = read_hat(connection, county_id, next(iter(one.named)))
        to_review = one.reviewed_at is None and _supervises(hat, by)
        if one.told is None or not (mine or to_review):
            continue
        names = name_people(connection, county_id, [one.told])
        told.append(
            EmergencyTold(
                ground=one.id,
                case=one.case,
                by=by.person_name,
                agency=by.agency_name,
                told=names.get(one.told, ""),
                reason=one.reason,
                at=one.starts,
                until=one.end_at(by.id, now) or one.starts,
                to_review=to_review,
                seen=not mine,
            )
        )
    return tuple(told)


def _supervises(hat: Hat, by: Hat) -> bool:
    """A supervisor of the agency, and nobody looks at what they opened themselves."""
    return (
        hat.legal_role is LegalRole.SUPERVISOR
        and hat.agency == by.agency
        and hat.person != by.person
    )


def _record(
    connection: Connection,
    county_id: CountyId,
    hat: Hat,
    one: Ground,
    now: datetime,
) -> dict[str, object]:
    known = connection.execute(
        select(case_file.c.id).where(case_file.c.county == county_id, case_file.c.id == one.case)
    ).first()
    if known is None:
        return {"fault": "The county does not know this case."}
    try:
        made = _take_over(connection, county_id, one, now)
    except NotFound as error:
        return {"fault": str(error)}
    mine = read_memberships(connection, county_id, hat.id, [made.case])
    cleared = is_device_cleared(connection, county_id)
    refused = find_refusal(made, Standing(hat, mine, now, cleared))
    if refused is not None:
        return {"refused": refused}
    share_for(connection, made.case)
    try:
        put_on_record(connection, county_id, made, now, by=hat.id)
    except GroundRefused as error:
        return {"fault": str(error)}
    return {"until": max((end for end in _ends(made, now) if end), default=None)}


def _ends(one: Ground, now: datetime) -> list[datetime | None]:
    return [one.end_at(hat_id, now) for hat_id in one.hats]


def _take_over(connection: Connection, county_id: CountyId, one: Ground, now: datetime) -> Ground:
    """The ground with the county's own word on who and when."""
    match one:
        case BrokenGlass():
            changed = {"starts": now, "ends": None, "revoked_at": None, "reviewed_at": None}
            return one.model_copy(update=changed)
        case Consent():
            named = tuple(
                told.model_copy(update={"name": _name(connection, county_id, told.hat)})
                for told in one.recipients
            )
            return one.model_copy(update={"recipients": named, "revoked_at": None})
    for hat_id in one.hats:
        read_hat(connection, county_id, hat_id)
    return one.model_copy(update={"revoked_at": None})


def _name(connection: Connection, county_id: CountyId, hat_id: HatId) -> str:
    found = read_hat(connection, county_id, hat_id)
    return f"{found.person_name} ({found.agency_name})"


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
    found = list_disclosures(connection, county_id, case)
    seen = [one for one in found if one.section is not Section.ADVOCATE_NOTES or _is_own(one, hat)]
    return {"lines": tuple(DisclosureLine(**one._asdict()) for one in seen)}


def _is_own(line: object, hat: Hat) -> bool:
    """That notes were released is told to the organization that wrote them alone."""
    return getattr(line, "owner", "") == hat.agency_name


def _note_seen(
    connection: Connection, county_id: CountyId, seen: tuple[str, ...], now: datetime
) -> None:
    if seen:
        connection.execute(
            update(ground)
            .where(
                ground.c.county == county_id,
                ground.c.id.in_(seen),
                ground.c.seen_at.is_(None),
                ground.c.basis == EMERGENCY,
            )
            .values(seen_at=now)
        )


def _review(
    connection: Connection, county_id: CountyId, hat: Hat, ground_id: str, now: datetime
) -> None:
    query = select(ground.c.case_id).where(ground.c.county == county_id, ground.c.id == ground_id)
    case = connection.execute(query).scalar()
    if case is None:
        return
    share_for(connection, CaseId(case))
    one = read_ground(connection, county_id, ground_id)
    if not isinstance(one, BrokenGlass) or one.reviewed_at is not None:
        return
    if _supervises(hat, read_hat(connection, county_id, next(iter(one.named)))):
        write_ground(connection, county_id, one.model_copy(update={"reviewed_at": now}), now)
