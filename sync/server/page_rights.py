# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the policy says to one hat at one moment about the cases of a page.

A page touches up to a thousand cases, most of which a hat was assigned to in the same way. The
policy is asked once for each section, owner and way of being assigned; where a recorded ground
names the hat in a case, for that case alone.

Invariants: the policy is asked (`casework.policy.decide`), never gone around; an answer is used for
another case only where everything on record of the two but their names is the same and neither has
a ground, of which the answer could speak.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from sqlalchemy import Connection

from casework.ids import AgencyId, CaseId, CountyId
from casework.policy import AccessQuestion, Decision, Hat, Membership, decide
from casework.sharing_matrix import SharingMatrix
from casework.vocabulary import Action, Basis, Section
from sync.server.arrays import Words
from sync.server.driver import Question, Rows
from sync.server.grounds import Grounds, ask_grounds, make_grounds

# Few sets of sections stand in very many rows; as one text each they cost next to nothing.
_HELD = """
SELECT case_id, entered_n, basis, array_to_string(sections, ' '), starts, ends, revoked_at,
    array_to_string(assigned, ' ')
FROM membership
WHERE county = %(county)s AND hat = %(hat)s AND case_id = ANY (%(cases)s)
"""


class _Held(NamedTuple):
    """A membership as it is on record, without its case."""

    basis: str
    sections: str
    starts: datetime
    ends: datetime | None
    revoked_at: datetime | None
    assigned: str | None


@dataclass
class PageRights:
    """The rights of one hat in some cases.

    Attributes:
        entered_at: by case in force, the feed number of its `enter`.
    """

    hat: Hat
    at: datetime
    matrix: SharingMatrix
    cji_device: bool
    entered_at: dict[CaseId, int] = field(default_factory=dict)
    _held: dict[CaseId, tuple[_Held, ...]] = field(default_factory=dict)
    _grounds: Grounds = field(default_factory=dict)
    _alike: dict[CaseId, int] = field(default_factory=dict)
    _said: dict[tuple[int | None, str, AgencyId | None], Decision] = field(default_factory=dict)

    def ask(self, county_id: CountyId, cases: Collection[CaseId]) -> tuple[Question, Question]:
        """What `take` is to be told of some cases."""
        told = {"county": county_id, "hat": self.hat.id, "cases": Words.of(sorted(cases))}
        return (_HELD, told), ask_grounds(county_id, self.hat.id, cases)

    def take(self, connection: Connection, county_id: CountyId, rows: Rows, grounds: Rows) -> None:
        """Keep what is on record of the cases of this page; to be called once."""
        held: dict[CaseId, list[_Held]] = defaultdict(list)
        for case, entered_n, *rest in rows:
            one = _Held(*rest)
            held[case].append(one)
            if one.revoked_at is None:
                self.entered_at[case] = entered_n
        self._held = {case: tuple(rows) for case, rows in held.items()}
        self._grounds = make_grounds(connection, county_id, grounds)
        ways: dict[tuple[_Held, ...] | CaseId, int] = {}
        for case, rows_held in self._held.items():
            way = case if case in self._grounds else rows_held
            self._alike[case] = ways.setdefault(way, len(ways))

    def find(self, case: CaseId, section: str, owner: AgencyId | None) -> Decision | None:
        """What was said already; a section and its name are the same key."""
        return self._said.get((self._alike.get(case), section, owner))

    def may_read(self, case: CaseId, section: Section, owner: AgencyId | None) -> Decision:
        """Whether the hat may read what an agency wrote in a section of a case."""
        place = (self._alike.get(case), section, owner)
        known = self._said.get(place)
        if known is None:
            known = self._said[place] = self._decide(case, section, owner)
        return known

    def held(self, case: CaseId) -> Membership | None:
        """The membership in force, or None."""
        mine = self._memberships(case)
        return next((one for one in mine if one.revoked_at is None), None)

    def decide_alone(self, question: AccessQuestion, held: Membership) -> Decision:
        """What the policy says of one membership by itself."""
        return decide(question, [held], self.matrix)

    def _decide(self, case: CaseId, section: Section, owner: AgencyId | None) -> Decision:
        question = AccessQuestion(
            hat=self.hat,
            case=case,
            section=section,
            action=Action.READ,
            at=self.at,
            owner=owner,
            cji_device=self.cji_device,
        )
        return decide(question, self._memberships(case), self.matrix)

    def _memberships(self, case: CaseId) -> list[Membership]:
        """What is on record of a case; what is in force carries the grounds that name the hat."""
        return [self._read(case, one) for one in self._held.get(case, ())]

    def _read(self, case: CaseId, one: _Held) -> Membership:
        in_force = one.revoked_at is None
        return Membership(
            case=case,
            hat=self.hat.id,
            basis=Basis(one.basis),
            sections=_read_sections(one.sections),
            starts=one.starts,
            ends=one.ends,
            revoked_at=one.revoked_at,
            assigned=None if one.assigned is None else _read_sections(one.assigned),
            grounds=self._grounds.get(case, ()) if in_force else (),
        )


@lru_cache(maxsize=1024)
def _read_sections(names: str) -> frozenset[Section]:
    return frozenset(map(Section, names.split()))
