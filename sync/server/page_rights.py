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
from sync.server.driver import ask_all
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
    _asked: dict[tuple[CaseId, str, AgencyId | None], Decision] = field(default_factory=dict)
    _alike: dict[tuple[tuple[_Held, ...], str, AgencyId | None], Decision] = field(
        default_factory=dict
    )

    def read(self, connection: Connection, county_id: CountyId, cases: Collection[CaseId]) -> None:
        """Read what is on record of some cases, in place of what was read before."""
        told = {"county": county_id, "hat": self.hat.id, "cases": Words.of(sorted(cases))}
        held: dict[CaseId, list[_Held]] = defaultdict(list)
        rows, grounds = ask_all(
            connection, (_HELD, told), ask_grounds(county_id, self.hat.id, cases)
        )
        for case, entered_n, *rest in rows:
            one = _Held(*rest)
            held[case].append(one)
            if one.revoked_at is None:
                self.entered_at[case] = entered_n
        self._held = {case: tuple(rows) for case, rows in held.items()}
        self._grounds = make_grounds(connection, county_id, grounds)

    def find(self, case: CaseId, section: str, owner: AgencyId | None) -> Decision | None:
        """What was said already; a section and its name are the same key."""
        return self._asked.get((case, section, owner))

    def may_read(self, case: CaseId, section: Section, owner: AgencyId | None) -> Decision:
        """Whether the hat may read what an agency wrote in a section of a case."""
        known = self._asked.get((case, section, owner))
        if known is None:
            known = self._asked[case, section, owner] = self._decide(case, section, owner)
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
        if case in self._grounds:
            return decide(question, self._memberships(case), self.matrix)
        alike = (self._held.get(case, ()), section, owner)
        known = self._alike.get(alike)
        if known is None:
            known = self._alike[alike] = decide(question, self._memberships(case), self.matrix)
        return known

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
