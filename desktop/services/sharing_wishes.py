# SPDX-License-Identifier: AGPL-3.0-or-later
"""What a worker wishes to share, made into the legal ground it is, and said again in words."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import file_digest
from pathlib import Path

from pydantic import TypeAdapter

from casework.bases import BrokenGlass, CourtOrder, Ground, PrivilegeRelease
from casework.clock import end_of_day
from casework.consents import Consent, EndEvent
from casework.hats import Hat
from casework.ids import AgencyId, CaseId, HatId
from casework.previews import Preview
from casework.records import Youth, read_view
from casework.sharing_matrix import TEAM_BASES
from casework.sharing_work import (
    EndParticipation,
    ExtendWindow,
    NoteEmergency,
    OpenByIndex,
    RecordGround,
    SharingWork,
    TakeBack,
    TeamTold,
)
from casework.teams import TeamWindow
from casework.vocabulary import Basis, RecordKind
from desktop.session import OpenSession
from ui.errors import ShownError
from ui.sharing_views import DecisionKind, DecisionView, PreviewLine, ShareWish, TeamView

PAPER_UNREADABLE = "The signed paper cannot be read; choose it again."
_GROUND: TypeAdapter[Ground] = TypeAdapter(Ground)


def make_ground(
    wish: ShareWish,
    ground_id: str,
    owner: AgencyId,
    people: Sequence[Hat],
    teams: Sequence[TeamTold],
    now: datetime,
) -> Ground:
    """The ground a wish describes, from now on; a window of 18961.7 from the report on."""
    shared: dict[str, object] = {
        "id": ground_id,
        "case": wish.case,
        "basis": wish.basis,
        "sections": frozenset(wish.sections),
        "owners": frozenset({owner}),
        "starts": now,
        "ends": None if wish.until is None else end_of_day(wish.until),
    }
    facts: dict[str, object]
    if wish.basis is Basis.COURT_ORDER:
        facts = {"form": "order", "named": frozenset(wish.to), "number": wish.number.strip()}
        facts["part2"] = wish.part2_order
    elif wish.basis in TEAM_BASES:
        facts = _window_facts(wish, teams, now)
    else:
        facts = _consent_facts(wish, {one.id: name_of(one) for one in people})
    return _GROUND.validate_python({**shared, **facts})


def _window_facts(wish: ShareWish, teams: Sequence[TeamTold], now: datetime) -> dict[str, object]:
    told = next((one for one in teams if one.id == wish.team), None)
    facts: dict[str, object] = {
        "form": "team",
        "team": "" if told is None else told.name,
        "members": () if told is None else told.members,
    }
    if wish.basis is Basis.S18961_7_WINDOW:
        facts |= {"starts": min(wish.reported_at or now, now), "ends": None}
    return facts


def _consent_facts(wish: ShareWish, names: Mapping[str, str]) -> dict[str, object]:
    facts: dict[str, object] = {
        "form": "consent",
        "recipients": [{"hat": one, "name": names.get(one, "")} for one in wish.to],
        "purpose": wish.purpose.strip(),
        "signer": wish.signer.strip(),
        "capacity": wish.capacity,
        "told_of_right": wish.told_of_right,
        "redisclosure": wish.redisclosure,
        "copy_sha256": "" if wish.paper is None else hash_paper(wish.paper),
    }
    if wish.basis is Basis.S832_CFT_CONSENT:
        facts["ends_with"] = EndEvent.CFT_PARTICIPATION
    return facts


def hash_paper(paper: Path) -> str:
    """The hash of a signed paper; the paper itself stays where it is."""
    try:
        with paper.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ShownError(PAPER_UNREADABLE) from error


def name_of(hat: Hat) -> str:
    """Who it is and of which agency."""
    return f"{hat.person_name} ({hat.agency_name})"


def named_by(
    one: Ground, names: Mapping[HatId, str], now: datetime
) -> tuple[tuple[HatId, str], ...]:
    """Whom a ground reaches now, as they are called."""
    told: dict[HatId, str] = {}
    match one:
        case Consent():
            told = {
                each.hat: each.name
                for each in one.recipients
                if each.left_at is None or each.left_at > now
            }
        case TeamWindow():
            told = {
                each.hat: each.name
                for each in one.members
                if each.is_in(now) and each.has_agreed(now)
            }
        case _:
            told = dict.fromkeys(one.hats, "")
    return tuple((hat, name or names.get(hat, "")) for hat, name in sorted(told.items()))


def view_preview(told: Sequence[Preview]) -> tuple[PreviewLine, ...]:
    """What each person will see."""
    return tuple(
        PreviewLine(one.hat.person_name, one.sections, one.until, one.refusal) for one in told
    )


def view_team(told: TeamTold, own: Hat, now: datetime) -> TeamView:
    """A team, with who of it counts now."""
    present = [one for one in told.members if one.is_in(now)]
    return TeamView(
        id=told.id,
        name=told.name,
        members=tuple(one.name for one in present),
        signed=tuple(one.name for one in present if one.trained and one.has_agreed(now)),
        is_mine=any(one.hat == own.id and one.has_agreed(now) for one in present),
    )


def list_decisions(session: OpenSession, case: CaseId | None = None) -> tuple[DecisionView, ...]:
    """What the county has not taken, of one case where it is named, oldest first.

    A youth is named only where that may be told.
    """
    hidden = session.reach.hidden_cases()
    found = []
    for work, refused in session.store.sharing.work(case):
        name = "" if work.case in hidden else name_youth(session, work.case)
        place = work.case if name else None
        found.append(DecisionView(work.id, kind_of(work), work.at, place, name, refused))
    return tuple(found)


def name_youth(session: OpenSession, case: CaseId) -> str:
    held = session.store.case(case)
    for stored in () if held is None else held.records:
        if stored.record.kind is RecordKind.YOUTH:
            view = read_view(RecordKind.YOUTH, stored.record.fields)
            assert isinstance(view, Youth)
            return view.shown_name
    return ""


def kind_of(work: SharingWork) -> DecisionKind:
    """What was decided."""
    match work.act:
        case RecordGround(ground=one):
            return _kind_of_ground(one)
        case TakeBack():
            return DecisionKind.TAKEN_BACK
        case EndParticipation():
            return DecisionKind.PARTICIPATION_ENDED
        case ExtendWindow():
            return DecisionKind.EXTENSION
        case OpenByIndex():
            return DecisionKind.EMERGENCY
        case NoteEmergency():
            return DecisionKind.NOTED


def _kind_of_ground(one: Ground) -> DecisionKind:
    match one:
        case BrokenGlass():
            return DecisionKind.EMERGENCY
        case CourtOrder():
            return DecisionKind.COURT_ORDER
        case TeamWindow():
            return DecisionKind.TEAM_WINDOW
        case PrivilegeRelease():
            return DecisionKind.RELEASE
    return DecisionKind.CONSENT
