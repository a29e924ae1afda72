# SPDX-License-Identifier: AGPL-3.0-or-later
"""The rules of access written a second time, as one table over plain events.

Shares nothing with `casework.policy`: it reads events and hours, asks each event on its own what it
opens and until when, and takes the longest. Whoever changes a rule changes it in both places.
"""

from bench.rights_histories import (
    Asked,
    Assigned,
    Consented,
    Ground,
    History,
    Recorded,
    TeamOpened,
    Unassigned,
    Withdrawn,
)

FOREVER = 10**9
FILE = {"contacts", "screening", "safety_plan", "placement", "legal"}
TEAM = FILE | {"physical_health", "mental_health", "cji"}
FAMILY = FILE | {"physical_health", "mental_health", "education", "referrals"}
EVERYTHING = TEAM | FAMILY | {"identity", "substance_use", "adoption"}
MOST = {
    "s18961_7_window": TEAM,
    "s13753_team": TEAM,
    "s18951_team": TEAM,
    "s832_cft_consent": FAMILY,
    "s18986_46_unified": FAMILY,
    "consent_generic": FAMILY,
    "part2_consent": {"substance_use"},
    "ferpa_usa": {"education"},
    "court_order": EVERYTHING,
    "s827_listed": FILE,
    "ncmec_ab161": {"contacts", "placement"},
    "emergency_break_glass": TEAM | {"substance_use"},
    "privilege_release": {"advocate_notes"},
}
PRIVILEGED = {"ht_caseworker", "sexual_assault_counselor", "dv_counselor"}
MEDICAL = {"clinician_mh", "clinician_sud_part2", "public_health_nurse", "medical_examiner"}
BY_MATRIX = {"s18961_7_window", "s13753_team", "s18951_team", "s18986_46_unified"}


def answer(history: History) -> tuple[bool, set[str], float]:
    """(allowed, every basis that opens it longest, the hour it ends)."""
    asked = history.asked
    if asked.role in {"county_admin_no_content", "data_analyst_deidentified"}:
        return False, set(), 0
    if asked.section == "cji" and not (asked.cleared and asked.device):
        return False, set(), 0
    own = [until for until in (own_end(e, history) for e in history.events) if until]
    if own:
        return True, {"case_assignment"}, max(own)
    ends = [(shared_end(e, history), e.basis) for e in history.events if isinstance(e, Ground)]
    longest = max((end for end, _ in ends), default=0)
    return longest > 0, {basis for end, basis in ends if end == longest > 0}, longest


def own_end(event: object, history: History) -> float:
    """Until when an assignment opens what is asked; 0 where it does not."""
    asked = history.asked
    if not isinstance(event, Assigned) or event.hat != asked.hat or event.at > asked.at:
        return 0
    if asked.section != "identity" and asked.owner not in {None, asked.agency}:
        return 0
    if asked.section == "advocate_notes" and asked.role not in PRIVILEGED:
        return 0
    if (
        asked.section == "substance_use"
        and asked.kind != "substance_use"
        and "sud" not in asked.role
    ):
        return 0
    taken = [e.at for e in history.events if isinstance(e, Unassigned) and e.hat == asked.hat]
    if any(event.at <= at <= asked.at for at in taken) or asked.section not in event.sections:
        return 0
    until = FOREVER if event.until is None else event.until
    return until if until > asked.at else 0


def shared_end(event: Ground, history: History) -> float:
    """Until when a ground opens what is asked; 0 where it does not."""
    asked = history.asked
    gone = [e.at for e in history.events if isinstance(e, Withdrawn) and e.id == event.id]
    if event.at > asked.at or any(at <= asked.at for at in gone):
        return 0
    if asked.action == "write" or (asked.action == "share" and event.basis != "ncmec_ab161"):
        return 0
    if asked.section != "identity":
        if event.basis == "privilege_release" and not asked.released:
            return 0
        owners = set() if isinstance(event, TeamOpened) else event.owners
        if asked.section not in event.sections & MOST[event.basis]:
            return 0
        if owners and asked.owner is not None and asked.owner not in owners:
            return 0
        rows = [s for b, k, s in history.matrix if (b, k) == (event.basis, asked.kind)]
        if event.basis in BY_MATRIX and not any(asked.section in row for row in rows):
            return 0
    match event:
        case TeamOpened():
            end = team_end(event, asked)
        case Consented():
            end = consent_end(event, asked)
        case Recorded():
            end = recorded_end(event, asked)
    return end if end > asked.at else 0


def team_end(event: TeamOpened, asked: Asked) -> float:
    """Under 18961.7 thirty days, longer by good cause; else the stated end."""
    here = [
        m for m in event.members if m.joined <= asked.at < (FOREVER if m.left is None else m.left)
    ]
    signed = [m for m in here if m.agreed is not None and m.agreed <= asked.at]
    needed = 2 if event.basis == "s13753_team" else 3
    if (
        asked.hat not in {m.hat for m in signed}
        or len({m.person for m in signed if m.trained}) < needed
    ):
        return 0
    if event.basis != "s18961_7_window":
        return event.until or 0
    end = event.at + 720
    for decided, until, cause, role in sorted(event.extended, key=lambda one: one[0]):
        if role == "supervisor" and cause.strip() and decided <= asked.at and decided < end:
            end = max(end, until)
    return end if event.until is None else min(end, event.until)


def consent_end(event: Consented, asked: Asked) -> float:
    """The first of date, event and the asker's leaving; 0 where an element is missing."""
    mine = [left for hat, left in event.named if hat == asked.hat]
    needed = {"purpose", "signer"}
    if event.basis == "part2_consent":
        needed |= {"right", "redisclosure", "copy"}
    dated = event.event == "cft_participation" if event.basis == "s832_cft_consent" else True
    named_end = event.until is not None or event.event is not None
    if not (
        mine and needed <= event.parts and event.owners and event.sections and named_end and dated
    ):
        return 0
    return min([FOREVER, *(e for e in (event.until, event.event_at, *mine) if e is not None)])


def recorded_end(event: Recorded, asked: Asked) -> float:
    """The stated end where what the ground's law asks for is there."""
    glass = event.basis == "emergency_break_glass"
    until = event.until if event.until is not None else (FOREVER if glass else 0)
    substance = asked.section == "substance_use"
    demands = {
        "court_order": "number" in event.marks and ("part2" in event.marks or not substance),
        "ferpa_usa": "responsible" in event.marks,
        "privilege_release": {"holder", "text"} <= event.marks and bool(event.owners),
        "emergency_break_glass": {"reason", "told", "other_person"} <= event.marks
        and not (substance and asked.role not in MEDICAL),
    }
    if asked.hat not in event.named or not demands.get(event.basis, True):
        return 0
    return min(until, event.at + 24) if glass else until
