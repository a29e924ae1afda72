# SPDX-License-Identifier: AGPL-3.0-or-later
"""Taking decisions about sharing that were recorded on laptops, however late they come.

Invariants:
- Today's rights decide; the moment of recording is kept, and never lies ahead of now.
- What would show more, or for longer, than the worker saw is not recorded.
- The same decision again gets the same answer; one that was refused is judged anew.
- What the holder of a privilege signed once is recorded once, also after it was taken back.
- Row security lets the transaction into one case only after the policy said yes about it.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from casework.bases import BrokenGlass, Ground, PrivilegeRelease
from casework.consents import Consent
from casework.ground_faults import find_fault
from casework.ids import CaseId, HatId, PersonId
from casework.policy import Membership
from casework.previews import Preview, preview
from casework.reasons import Reason, ReasonCode
from casework.sharing_decisions import (
    Standing,
    find_refusal,
    find_refusal_to_end,
    find_refusal_to_extend,
    find_refusal_to_see,
)
from casework.sharing_work import (
    EndParticipation,
    ExtendWindow,
    NoteEmergency,
    OpenByIndex,
    RecordGround,
    Seen,
    SharingResult,
    SharingWork,
    TakeBack,
    end_participation,
    is_wider,
)
from casework.teams import Extension, TeamWindow
from sync.server.clearances import is_device_cleared
from sync.server.content_seals import case_key, device_key, open_seals
from sync.server.database import share_for
from sync.server.emergencies import note_seen, review
from sync.server.errors import GroundRefused, NotFound
from sync.server.feed import lock_feed
from sync.server.grounds import list_grounds, read_ground
from sync.server.index_emergency import make_glass
from sync.server.index_standing import Asking
from sync.server.memberships import read_memberships
from sync.server.papers import read_decided
from sync.server.people import name_people, read_hat
from sync.server.rights import put_changed, put_on_record
from sync.server.tables import case_file, ground, sharing_taken
from sync.server.teams import find_team, read_members

NOBODYS = CaseId("")
_ON_RECORD = Reason.of(ReasonCode.MALFORMED, detail="it is on record already")


class Refused(Exception):
    """The worker: this decision is not recorded; carries the reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.sentence)
        self.reason = reason


def stand(desk: Asking, case: CaseId) -> Standing:
    """What the rights on record say of who asks and a case, asked anew each time."""
    return stand_in(desk, [case])[case]


def stand_in(desk: Asking, cases: Sequence[CaseId]) -> dict[CaseId, Standing]:
    """As `stand`, about several cases at once."""
    held: dict[CaseId, list[Membership]] = {one: [] for one in cases}
    for one in read_memberships(desk.connection, desk.county, desk.hat.id, cases):
        held[one.case].append(one)
    cleared = is_device_cleared(desk.connection, desk.county)
    return {case: Standing(desk.hat, mine, desk.now, cleared) for case, mine in held.items()}


def take_work(desk: Asking, work: SharingWork) -> SharingResult:
    """Record one decision, or say why not."""
    known = desk.connection.execute(
        select(sharing_taken.c.until).where(
            sharing_taken.c.county == desk.county,
            sharing_taken.c.device == desk.device,
            sharing_taken.c.id == work.id,
        )
    ).first()
    if known is not None:
        return SharingResult(id=work.id, until=known.until)
    try:
        case, until = _carry_out(desk, work)
        _keep(desk, work, case, until)
    except Refused as refused:
        return SharingResult(id=work.id, refused=refused.reason)
    finally:
        share_for(desk.connection, NOBODYS)
    return SharingResult(id=work.id, until=until)


def _carry_out(desk: Asking, work: SharingWork) -> tuple[CaseId, datetime | None]:
    if work.hat != desk.hat.id:
        raise Refused(Reason.of(ReasonCode.NOT_AUTHOR))
    match work.act:
        case RecordGround(ground=one, seen=seen, team=team):
            if one.case != work.case:
                raise Refused(Reason.of(ReasonCode.OTHER_CASE))
            return one.case, record_ground(desk, one, seen, team)
        case TakeBack():
            _take_back(desk, work, work.act)
        case EndParticipation():
            _end_participation(desk, work, work.act)
        case ExtendWindow():
            return work.case, _extend(desk, work, work.act)
        case NoteEmergency():
            _note_emergency(desk, work.act)
            return NOBODYS, None
        case OpenByIndex():
            made = make_glass(desk, work, work.act)
            if isinstance(made, Reason):
                raise Refused(made)
            return made.case, record_ground(desk, made, None)
    return work.case, None


def record_ground(
    desk: Asking, asked: Ground, seen: tuple[Seen, ...] | None, team: str = ""
) -> datetime | None:
    """Put a ground on record; until when it lasts.

    Args:
        seen: what the worker saw of it; None where a laptop of before asks, which looked just now.

    Raises:
        Refused: the policy, its law, or what was seen beforehand is against it.
    """
    _require_case(desk, asked.case)
    one = _in_own_words(desk, asked, team)
    refused = find_refusal(one, stand(desk, one.case))
    refused = refused or find_fault(one, desk.county, desk.now) or _find_over(one, desk.now)
    if refused is not None:
        raise Refused(refused)
    if seen is not None and is_wider(_preview(desk, one), seen):
        raise Refused(Reason.of(ReasonCode.NEEDS_NEW_LOOK))
    share_for(desk.connection, one.case)
    taken = select(ground.c.id).where(ground.c.county == desk.county, ground.c.id == one.id)
    if desk.connection.execute(taken).first() is not None:
        raise Refused(_ON_RECORD)
    if isinstance(one, PrivilegeRelease):
        _require(_find_earlier(desk, one))
    try:
        put_on_record(
            desk.connection, desk.county, one, desk.now, team=team or None, by=desk.hat.id
        )
    except GroundRefused as error:
        raise Refused(Reason.of(ReasonCode.MALFORMED, detail=str(error))) from error
    return _end_of(one, desk.now)


def _find_earlier(desk: Asking, one: PrivilegeRelease) -> Reason | None:
    """What was signed once is recorded once: taken back, it opens nothing under another id."""
    for known in list_grounds(desk.connection, desk.county, case=one.case):
        if isinstance(known, PrivilegeRelease) and known.release == one.release:
            if known.revoked_at is not None:
                return Reason.on(ReasonCode.GROUND_REVOKED, known.revoked_at)
            return _ON_RECORD
    return None


def _find_over(one: Ground, now: datetime) -> Reason | None:
    """What lay on the laptop until it was over opens nothing any more."""
    end = _end_of(one, now)
    if end is None or end > now:
        return None
    if isinstance(one, BrokenGlass):
        return Reason.of(ReasonCode.EMERGENCY_OVER)
    return Reason.on(ReasonCode.GROUND_ENDED, end)


def _take_back(desk: Asking, work: SharingWork, act: TakeBack) -> None:
    held = _open(desk, work.case, act.ground)
    _require(find_refusal_to_end(held, stand(desk, work.case)))
    if held.revoked_at is None:
        at = min(work.at, desk.now)
        fresh = held.model_copy(update={"revoked_at": at})
        put_changed(desk.connection, desk.county, held, fresh, desk.now)


def _end_participation(desk: Asking, work: SharingWork, act: EndParticipation) -> None:
    held = _open(desk, work.case, act.ground)
    if act.hat not in held.hats:
        raise Refused(Reason.of(ReasonCode.GROUND_UNKNOWN))
    _require(find_refusal_to_end(held, stand(desk, work.case), act.hat))
    if held.revoked_at is None:
        fresh = end_participation(held, act.hat, min(work.at, desk.now))
        put_changed(desk.connection, desk.county, held, fresh, desk.now)


def _extend(desk: Asking, work: SharingWork, act: ExtendWindow) -> datetime | None:
    held = _open(desk, work.case, act.ground)
    _require(find_refusal_to_extend(held, stand(desk, work.case), act.good_cause))
    assert isinstance(held, TeamWindow)
    if held.revoked_at is not None:
        raise Refused(Reason.on(ReasonCode.GROUND_REVOKED, held.revoked_at))
    told = Extension(
        until=act.until,
        good_cause=act.good_cause.strip(),
        decided_at=min(work.at, desk.now),
        decided_by=desk.hat.id,
        decided_as=desk.hat.legal_role,
    )
    fresh = held.model_copy(update={"extensions": (*held.extensions, told)})
    if is_wider(_preview(desk, fresh), act.seen):
        raise Refused(Reason.of(ReasonCode.NEEDS_NEW_LOOK))
    put_changed(desk.connection, desk.county, held, fresh, desk.now)
    return _end_of(fresh, desk.now)


def _note_emergency(desk: Asking, act: NoteEmergency) -> None:
    """Row security lets the second person see it, and a supervisor of whoever opened the case."""
    if act.reviewed:
        review(desk.connection, desk.county, desk.hat, act.ground, desk.now)
    else:
        note_seen(desk.connection, desk.county, desk.hat, (act.ground,), desk.now)


def _open(desk: Asking, case: CaseId, ground_id: str) -> Ground:
    """A ground that may be known of, as it stands now; the transaction is let into its case."""
    _require_case(desk, case)
    by = stand(desk, case)
    mine = {one.id for held in by.memberships for one in held.grounds}
    refused = find_refusal_to_see(case, by)
    if refused is not None and ground_id not in mine:
        raise Refused(refused)
    share_for(desk.connection, case)
    lock_feed(desk.connection, desk.county)
    try:
        held = read_ground(desk.connection, desk.county, ground_id)
    except NotFound as error:
        raise Refused(Reason.of(ReasonCode.GROUND_UNKNOWN)) from error
    if held.case != case:
        raise Refused(Reason.of(ReasonCode.GROUND_UNKNOWN))
    return held


def _require(refused: Reason | None) -> None:
    if refused is not None:
        raise Refused(refused)


def _require_case(desk: Asking, case: CaseId) -> None:
    known = select(case_file.c.id).where(case_file.c.county == desk.county, case_file.c.id == case)
    if desk.connection.execute(known).first() is None:
        raise Refused(Reason.of(ReasonCode.UNKNOWN_CASE))
    seals = open_seals(desk.connection, desk.county)
    seals.prepare([case_key(case)])
    if not seals.has(case_key(case)):
        raise Refused(Reason.of(ReasonCode.UNKNOWN_CASE))


def _in_own_words(desk: Asking, one: Ground, team: str) -> Ground:
    """The ground with the county's own word on who is who; it begins when it was recorded."""
    fixed: dict[str, object] = {"starts": min(one.starts, desk.now), "revoked_at": None}
    try:
        match one:
            case BrokenGlass():
                _require_person(desk, one.told)
                fixed |= {"ends": None, "reviewed_at": None}
            case Consent():
                fixed["recipients"] = tuple(
                    told.model_copy(update={"name": _name(desk, told.hat)})
                    for told in one.recipients
                )
            case TeamWindow():
                known = find_team(desk.connection, desk.county, team)
                members = read_members(desk.connection, desk.county, known)
                fixed |= {"team": known.name, "members": members, "extensions": ()}
            case _:
                for hat_id in one.hats:
                    read_hat(desk.connection, desk.county, hat_id)
    except NotFound as error:
        raise Refused(Reason.of(ReasonCode.PERSON_UNKNOWN)) from error
    return one.model_copy(update=fixed)


def _require_person(desk: Asking, person: PersonId | None) -> None:
    """Whoever is to be told of an emergency is somebody of the county; raises NotFound."""
    if person is not None and not name_people(desk.connection, desk.county, [person]):
        raise NotFound(f"The county knows no person {person}.")


def _name(desk: Asking, hat_id: HatId) -> str:
    found = read_hat(desk.connection, desk.county, hat_id)
    return f"{found.person_name} ({found.agency_name})"


def _preview(desk: Asking, one: Ground) -> tuple[Preview, ...]:
    hats = [read_hat(desk.connection, desk.county, hat_id) for hat_id in sorted(one.hats)]
    matrix = read_decided(desk.connection, desk.county).policy.sharing
    return preview(one, hats, matrix, desk.now)


def _end_of(one: Ground, now: datetime) -> datetime | None:
    ends = [one.end_at(hat_id, now) for hat_id in one.hats]
    return max((end for end in ends if end is not None), default=None)


def _keep(desk: Asking, work: SharingWork, case: CaseId, until: datetime | None) -> None:
    """Keep the decision as it came: who, when, and why something was taken back."""
    seals = open_seals(desk.connection, desk.county)
    key = case_key(case) if case else device_key(desk.device)
    seals.prepare([key])
    content = seals.seal(key, work.model_dump_json().encode(), "sharing_taken", work.id)
    desk.connection.execute(
        insert(sharing_taken).values(
            county=desk.county,
            device=desk.device,
            id=work.id,
            hat=desk.hat.id,
            case_id=case,
            received_at=desk.now,
            until=until,
            content=content,
        )
    )
