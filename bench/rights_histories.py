# SPDX-License-Identifier: AGPL-3.0-or-later
"""Generated histories of one case: who was assigned, what was recorded, revoked and extended.

A history is a list of plain events in time order, hours counted from `BEGIN`. `facts_of` makes of
it what the policy is asked with; the oracle reads the events themselves.
"""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
LAST_HOUR = 200 * 24
MONTH = 30 * 24
ASKER = "hat-0"


@dataclass(frozen=True)
class Assigned:
    """A hat is assigned to sections until an hour, or for good."""

    at: float
    hat: str
    sections: frozenset[str]
    until: float | None


@dataclass(frozen=True)
class Unassigned:
    """All assignments of a hat are taken back."""

    at: float
    hat: str


@dataclass(frozen=True)
class Member:
    """One member of a team as recorded; hours are None where something did not happen."""

    hat: str
    person: str
    joined: float
    left: float | None
    trained: bool
    agreed: float | None


@dataclass(frozen=True)
class TeamOpened:
    """A team may share about the case; `extended` holds (decided, until, cause, role)."""

    at: float
    id: str
    basis: str
    sections: frozenset[str]
    members: tuple[Member, ...]
    until: float | None
    extended: tuple[tuple[float, float, str, str], ...]


@dataclass(frozen=True)
class Consented:
    """A consent was signed; `parts` names the elements of it that are there."""

    at: float
    id: str
    basis: str
    sections: frozenset[str]
    owners: frozenset[str]
    named: tuple[tuple[str, float | None], ...]
    until: float | None
    event: str | None
    event_at: float | None
    parts: frozenset[str]


@dataclass(frozen=True)
class Recorded:
    """Another ground; `marks` says what is special about it."""

    at: float
    id: str
    basis: str
    sections: frozenset[str]
    owners: frozenset[str]
    named: frozenset[str]
    until: float | None
    marks: frozenset[str]


@dataclass(frozen=True)
class Withdrawn:
    """A ground was taken back."""

    at: float
    id: str


Ground = TeamOpened | Consented | Recorded
Event = Assigned | Unassigned | Ground | Withdrawn


@dataclass(frozen=True)
class Asked:
    """The question at the end, by a hat whose standing is told."""

    at: float
    section: str
    action: str
    owner: str | None
    role: str
    kind: str
    cleared: bool
    device: bool
    hat: str = ASKER
    agency: str = "agency-0"
    released: bool = False


@dataclass(frozen=True)
class History:
    """Everything; `matrix` holds (basis, kind of agency, sections)."""

    events: tuple[Event, ...]
    matrix: tuple[tuple[str, str, frozenset[str]], ...]
    asked: Asked


TEAMS = ("s18961_7_window", "s13753_team", "s18951_team")
CONSENTS = ("s832_cft_consent", "s18986_46_unified", "consent_generic", "part2_consent")
OTHERS = (
    "ferpa_usa",
    "court_order",
    "s827_listed",
    "ncmec_ab161",
    "emergency_break_glass",
    "privilege_release",
)
ROLES = (
    "social_worker",
    "probation_officer",
    "clinician_sud_part2",
    "public_health_nurse",
    "ht_caseworker",
    "supervisor",
    "county_admin_no_content",
    "data_analyst_deidentified",
)
KINDS = ("probation", "child_welfare", "substance_use", "advocate_org")
SECTIONS = (
    "identity",
    "contacts",
    "screening",
    "safety_plan",
    "placement",
    "education",
    "physical_health",
    "mental_health",
    "substance_use",
    "legal",
    "cji",
    "adoption",
    "youth_private",
    "referrals",
    "advocate_notes",
)
HATS = (ASKER, "hat-1", "hat-2", "hat-3")
AGENCIES = ("agency-0", "agency-1")


class Drawer:
    """Draws histories in which about half of what is asked is allowed."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.now = chance.randrange(2 * MONTH, LAST_HOUR)

    def draw(self) -> History:
        """One history."""
        chance = self.chance
        section = chance.choice(SECTIONS)
        events: list[Event] = [self.event(str(n), section) for n in range(chance.randrange(2, 8))]
        for one in list(events):
            if isinstance(one, Ground) and self.rarely(8):
                events.append(Withdrawn(self.either(), one.id))
                if self.rarely(2):
                    events.append(replace(one, sections=one.sections | {section}))
        asked = Asked(
            at=self.now,
            section=section,
            action=chance.choice(("read", "read", "read", "read", "write", "share")),
            owner=chance.choice((None, *AGENCIES, AGENCIES[1])),
            role=chance.choice(ROLES[:6] if not self.rarely(10) else ROLES),
            kind=chance.choice(KINDS),
            cleared=not self.rarely(3),
            device=not self.rarely(3),
            released=not self.rarely(3),
        )
        matrix = tuple(
            (chance.choice((*TEAMS, CONSENTS[1])), chance.choice(KINDS), self.sections(section))
            for _ in range(chance.randrange(24))
        )
        return History(tuple(sorted(events, key=lambda one: one.at)), matrix, asked)

    def event(self, number: str, section: str) -> Event:
        """One event that may concern the asked section."""
        kind = self.chance.randrange(10)
        if kind < 2:
            hat = self.chance.choice(HATS[:2])
            return Assigned(self.before(), hat, self.sections(section), self.end())
        if kind < 3:
            return Unassigned(self.either(), self.chance.choice(HATS[:2]))
        if kind < 6:
            return self.team(number, section)
        if kind < 8:
            return self.consent(number, section)
        return self.other(number, section)

    def team(self, number: str, section: str) -> TeamOpened:
        """A team, its members and what a supervisor decided."""
        chance = self.chance
        hats = chance.sample(HATS, chance.choice((1, 2, 3, 4, 4)))
        members = tuple(
            Member(
                hat,
                f"person-{chance.choice((hat, hat, hat, hat, 'x'))}",
                self.before(),
                self.either() if self.rarely() else None,
                not self.rarely(8),
                None if self.rarely(8) else self.before(),
            )
            for hat in hats
        )
        at = self.before()
        extended = tuple(
            (
                at + chance.randrange(40 * 24),
                at + chance.randrange(90 * 24),
                chance.choice(("witness found", "witness found", " ")),
                chance.choice(("supervisor", "supervisor", "social_worker")),
            )
            for _ in range(chance.randrange(3))
        )
        return TeamOpened(
            at, number, chance.choice(TEAMS), self.sections(section), members, self.end(), extended
        )

    def consent(self, number: str, section: str) -> Consented:
        """A consent that may lack something."""
        chance = self.chance
        basis = "part2_consent" if section == "substance_use" else chance.choice(CONSENTS)
        named = tuple(
            (hat, self.end() if self.rarely(4) else None) for hat in chance.sample(HATS, 3)
        )
        every = ("purpose", "signer", "right", "redisclosure", "copy")
        event = chance.choice((None, "cft_participation", "cft_participation", "case_closed"))
        return Consented(
            self.before(),
            number,
            basis,
            self.sections(section),
            frozenset() if self.rarely() else frozenset(chance.sample(AGENCIES, 1)),
            named,
            self.end(),
            event,
            self.either() if self.rarely(3) else None,
            frozenset(one for one in every if not self.rarely(16)),
        )

    def other(self, number: str, section: str) -> Recorded:
        """Any other ground."""
        chance = self.chance
        special = {"education": OTHERS[0], "cji": OTHERS[1], "advocate_notes": OTHERS[5]}
        basis = special.get(section, "") if self.rarely(2) else ""
        marks = (
            "number",
            "part2",
            "responsible",
            "reason",
            "told",
            "other_person",
            "holder",
            "text",
        )
        return Recorded(
            self.before(),
            number,
            basis or chance.choice(OTHERS),
            self.sections(section),
            frozenset(chance.sample(AGENCIES, chance.randrange(2))),
            frozenset(chance.sample(HATS, chance.randrange(1, 4))),
            self.end(),
            frozenset(one for one in marks if not self.rarely(6)),
        )

    def sections(self, likely: str) -> frozenset[str]:
        """Some sections, among them mostly the one that will be asked for."""
        some = self.chance.sample(SECTIONS, self.chance.randrange(4))
        return frozenset(some if self.rarely(5) else [*some, likely])

    def before(self) -> int:
        """Mostly an hour of the weeks before the question."""
        if self.rarely(8):
            return self.now + self.chance.choice((0, 1, MONTH))
        return self.now - self.chance.choice((0, self.chance.randrange(2 * MONTH)))

    def either(self) -> int:
        """An hour before, at or after the question."""
        return self.now + self.chance.choice((0, self.chance.randrange(-MONTH, MONTH)))

    def end(self) -> int | None:
        """An hour at which something ends, mostly after the question, or none."""
        if self.rarely(5):
            return None
        return self.either() if self.rarely(4) else self.now + self.chance.randrange(1, MONTH)

    def rarely(self, one_in: int = 6) -> bool:
        """True once in so many draws."""
        return self.chance.randrange(one_in) == 0


def moment(hour: float) -> datetime:
    """An hour of a history as a moment."""
    return BEGIN + timedelta(hours=hour)


def maybe(hour: float | None) -> datetime | None:
    """The same where there may be none."""
    return None if hour is None else moment(hour)
