# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done at the county: cases, assignments, legal grounds, the inbox of refused work.

Each act goes through the server's own function and is told to the oracle as a plain event. An act
that has nothing to act on does nothing.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from bench.convergence.oracle import Kept, Oracle, Value, hours
from bench.convergence.stage import SeededIds, SimulatedClock
from bench.rights_facts import ground_of
from bench.rights_histories import (
    Assigned,
    Consented,
    Ground,
    Member,
    Recorded,
    TeamOpened,
    Unassigned,
    Withdrawn,
    maybe,
)
from bench.rights_oracle import MOST
from casework.hats import Hat
from casework.ids import CaseId, RecordId
from casework.operations import Operation
from casework.policy import Membership
from casework.sharing_matrix import MatrixRow, SharingMatrix
from casework.vocabulary import AgencyKind, Basis, RecordKind, Section
from sync.server.audit import Actor
from sync.server.cases import add_records, make_record, open_case
from sync.server.errors import InboxRefused
from sync.server.feed import lock_feed
from sync.server.inbox import accept, reassign, send_back
from sync.server.memberships import grant, revoke
from sync.server.rights import change_ground, record_ground, set_matrix, withdraw_ground
from tests.fakes.county import COUNTY, TestCounty

# A moment before, so that the oracle's events of one act stand in their order.
BEFORE = 1e-6
SHARED = frozenset({"identity", "contacts", "screening", "legal"})
GRANTED = (
    frozenset(Section),
    frozenset(Section),
    frozenset({Section.IDENTITY, Section.CONTACTS, Section.SAFETY_PLAN}),
    frozenset({Section.IDENTITY}),
    frozenset({Section.CONTACTS, Section.ADVOCATE_NOTES}),
)
MATRICES = (
    (),
    (("s13753_team", "child_welfare", SHARED), ("s18961_7_window", "probation", SHARED)),
    (
        ("s13753_team", "probation", SHARED),
        ("s18961_7_window", "mental_health", frozenset({"contacts"})),
    ),
)


@dataclass
class CountyActs:
    """Whoever works at the county.

    Attributes:
        refused: work in the inbox that nobody has decided about, by operation.
    """

    county: TestCounty
    clock: SimulatedClock
    ids: SeededIds
    chance: random.Random
    oracle: Oracle
    hats: list[Hat]
    refused: dict[str, Operation] = field(default_factory=dict)
    grounds: dict[str, tuple[CaseId, Ground]] = field(default_factory=dict)
    assigned: dict[tuple[str, CaseId], float | None] = field(default_factory=dict)

    def perform(self) -> str:
        """One act at random; its name."""
        self.clock.move(1)
        acts: list[tuple[int, Callable[[], str]]] = [
            (4, self.grant),
            (3, self.revoke),
            (1, self.open_case),
            (3, self.record),
            (1, self.withdraw),
            (1, self.narrow),
            (1, self.choose_matrix),
            (2, self.decide_refused),
        ]
        [(_, act)] = self.chance.choices(acts, [weight for weight, _ in acts])
        return act()

    def actor(self) -> Actor:
        return Actor("Test administrator", self.clock.now(), self.ids())

    def pick_case(self) -> CaseId:
        return CaseId(self.chance.choice(sorted(self.oracle.cases)))

    def open_case(self) -> str:
        """A case with its youth, opened by somebody who may then be assigned or not."""
        case, author, now = CaseId(self.ids()), self.chance.choice(self.hats[:-1]), self.clock.now()
        at = f"{int(now.timestamp() * 1000):013d}-0000"
        fields: dict[str, Any] = {"legal_name": f"Youth {len(self.oracle.cases)}"}
        record = RecordId(self.ids())
        made = make_record(case, record, RecordKind.YOUTH, dict(fields), author, at)
        with self.county.database.administer() as connection:
            open_case(connection, COUNTY, case, now.date())
            number = lock_feed(connection, COUNTY) + 1
            add_records(connection, COUNTY, [made])
        values = {name: Value(value, number, "", (at, "")) for name, value in fields.items()}
        self.oracle.cases.add(case)
        self.oracle.records[record] = Kept(case, "youth", "identity", author.agency, number, values)
        return f"case {case} is opened"

    def grant(self) -> str:
        """Assign a hat, for good or until some hour."""
        hat, case = self.chance.choice(self.hats), self.pick_case()
        sections, now = self.chance.choice(GRANTED), hours(self.clock.now())
        until = self.chance.choice(
            (None, None, None, float(int(now) + self.chance.choice((1, 48))))
        )
        membership = Membership(
            case=case,
            hat=hat.id,
            basis=Basis.CASE_ASSIGNMENT,
            sections=sections,
            starts=self.clock.now(),
            ends=maybe(until),
        )
        with self.county.database.administer() as connection:
            grant(connection, COUNTY, self.ids(), membership)
        events = self.oracle.events[case]
        events.append(Unassigned(now - BEFORE, hat.id))
        events.append(Assigned(now, hat.id, frozenset(map(str, sections)), until))
        self.assigned[hat.id, case] = until
        return f"{hat.person_name} is assigned to {case}, {sorted(sections)}, until {until}"

    def revoke(self) -> str:
        """Take a hat off a case."""
        now = hours(self.clock.now())
        live = [one for one, until in self.assigned.items() if until is None or until > now]
        if not live:
            return "nobody is assigned"
        hat_id, case = self.chance.choice(sorted(live))
        del self.assigned[hat_id, case]
        hat = next(one for one in self.hats if one.id == hat_id)
        with self.county.database.administer() as connection:
            revoke(connection, COUNTY, hat.id, case, self.clock.now())
        self.oracle.events[case].append(Unassigned(hours(self.clock.now()) - BEFORE, hat_id))
        return f"{hat.person_name} is taken off {case}"

    def record(self) -> str:
        """Put a legal ground on record."""
        case, at = self.pick_case(), hours(self.clock.now()) - BEFORE
        make = self.chance.choice((self._order, self._consent, self._glass, self._team))
        made = make(self.ids(), at)
        real = ground_of(made, None).model_copy(update={"case": case})
        with self.county.database.administer() as connection:
            record_ground(connection, COUNTY, real, self.actor())
        self.oracle.events[case].append(made)
        self.grounds[made.id] = (case, made)
        return f"recorded for {case}: {made}"

    def _named(self) -> frozenset[str]:
        return frozenset(one.id for one in self.chance.sample(self.hats, 2))

    def _sections(self, basis: str) -> frozenset[str]:
        """Contacts and some more of what the law opens on a basis."""
        most = sorted(MOST[basis])
        return frozenset({"contacts", *self.chance.sample(most, self.chance.randint(1, len(most)))})

    def _until(self, at: float) -> float:
        return float(int(at) + self.chance.choice((2, 50, 400)))

    def _order(self, id_: str, at: float) -> Ground:
        basis = self.chance.choice(("court_order", "s827_listed"))
        sections, named = self._sections(basis), self._named()
        until, marks = self._until(at), frozenset({"number"})
        return Recorded(at, id_, basis, sections, frozenset(), named, until, marks)

    def _glass(self, id_: str, at: float) -> Ground:
        named = frozenset(sorted(self._named())[:1])
        marks = frozenset({"reason", "told", "other_person"})
        sections = self._sections("emergency_break_glass")
        return Recorded(at, id_, "emergency_break_glass", sections, frozenset(), named, None, marks)

    def _consent(self, id_: str, at: float) -> Ground:
        basis = self.chance.choice(("s832_cft_consent", "consent_generic"))
        owners = frozenset({self.chance.choice(self.hats[:-1]).agency})
        named = tuple((one, None) for one in sorted(self._named()))
        parts = frozenset({"purpose", "signer", "right", "redisclosure", "copy"})
        sections, event = self._sections(basis), "cft_participation"
        until = self._until(at)
        return Consented(at, id_, basis, sections, owners, named, until, event, None, parts)

    def _team(self, id_: str, at: float) -> Ground:
        basis = self.chance.choice(("s13753_team", "s18961_7_window"))
        until = None if basis == "s18961_7_window" else self._until(at)
        members = tuple(
            Member(one.id, one.person, at, None, trained=True, agreed=at)
            for one in self.chance.sample(self.hats[:-1], 3)
        )
        sections = self._sections(basis)
        return TeamOpened(at, id_, basis, sections, members, until, ())

    def withdraw(self) -> str:
        """Take a ground back."""
        if not self.grounds:
            return "no ground to withdraw"
        ground_id = self.chance.choice(sorted(self.grounds))
        case, _ = self.grounds.pop(ground_id)
        with self.county.database.administer() as connection:
            withdraw_ground(connection, COUNTY, ground_id, self.actor())
        self.oracle.events[case].append(Withdrawn(hours(self.clock.now()) - BEFORE, ground_id))
        return f"{ground_id} is taken back"

    def narrow(self) -> str:
        """Somebody whom a ground names takes part no more."""
        ground_id = self.chance.choice(sorted(self.grounds)) if self.grounds else ""
        case, held = self.grounds.get(ground_id, (CaseId(""), None))
        at = hours(self.clock.now()) - BEFORE
        if isinstance(held, Consented):
            (first, _), *others = held.named
            left: Ground = replace(held, named=((first, at), *others))
        elif isinstance(held, TeamOpened):
            leaver, *staying = held.members
            left = replace(held, members=(replace(leaver, left=at), *staying))
        else:
            return "nobody to leave a ground"
        real = ground_of(left, None).model_copy(update={"case": case})
        with self.county.database.administer() as connection:
            change_ground(connection, COUNTY, ground_id, lambda _: real, self.actor(), "left")
        events = self.oracle.events[case]
        events[events.index(held)] = left
        self.grounds[ground_id] = (case, left)
        return f"somebody leaves: {left}"

    def choose_matrix(self) -> str:
        """The county changes its mind about what agencies share in teams."""
        rows = self.chance.choice(MATRICES)
        matrix = SharingMatrix(
            rows=tuple(
                MatrixRow(
                    basis=Basis(basis),
                    agency_kind=AgencyKind(kind),
                    sections=frozenset(map(Section, sections)),
                )
                for basis, kind, sections in rows
            )
        )
        with self.county.database.administer() as connection:
            set_matrix(connection, COUNTY, matrix, self.actor())
        self.oracle.matrix = rows
        return f"the county shares {rows}"

    def decide_refused(self) -> str:
        """A supervisor accepts, returns or hands on refused work."""
        if not self.refused:
            return "nothing is refused"
        made = self.refused[self.chance.choice(sorted(self.refused))]
        way = self.chance.choice(("accept", "accept", "return", "hand on"))
        with self.county.database.administer() as connection:
            if way == "return":
                send_back(connection, COUNTY, made.device, made.counter, "Too late.", self.actor())
            elif way == "hand on":
                to = self.chance.choice(self.hats[:-1]).id
                reassign(connection, COUNTY, made.device, made.counter, to, self.actor())
                return f"refused {made.id} is handed on"
        if way == "accept":
            self._accept(made)
        self.refused.pop(made.id, None)
        return f"refused {made.id}: {way}"

    def _accept(self, made: Operation) -> None:
        """What cannot be laid over a record is refused here too, and waits on."""
        number = 0
        try:
            with self.county.database.administer() as connection:
                told = accept(connection, COUNTY, made.device, made.counter, self.actor())
                said, number = told.outcome.value, told.version or 0
        except InboxRefused:
            said = "refused"
        due = self.oracle.accept(made, number)
        if said != due:
            self.county_said(made, said, due)

    def county_said(self, made: Operation, said: str, due: str) -> None:
        """Keep what the county answered otherwise than it must."""
        self.oracle.wrong.append(f"{made.id}: the county says {said}, must be {due}")
