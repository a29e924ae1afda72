# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the policy says to one hat at one moment about the cases of a page.

A page touches up to a thousand cases, most of which a hat was assigned to in the same way. The
policy is asked once for each section, owner and way of being assigned; where a recorded ground
names the hat in a case, for that case alone.

Invariants: the policy is asked (`casework.policy.decide`), never gone around; an answer is used for
another case only where everything on record of the two but their names is the same and neither has
a ground, of which the answer could speak.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

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


_REVOKED_AT = _Held._fields.index("revoked_at")


@dataclass
class PageRights:
    """The rights of one hat in some cases.

    Attributes:
        entered_at: by case in force, the feed number of its `enter`.
        alike: cases of which everything on record is the same have the same number here.
        said: what the policy answered, by that number, section and owner.
    """

    hat: Hat
    at: datetime
    matrix: SharingMatrix
    cji_device: bool
    entered_at: dict[CaseId, int] = field(default_factory=dict)
    alike: dict[CaseId, int] = field(default_factory=dict)
    said: dict[tuple[int | None, str, AgencyId | None], Decision] = field(default_factory=dict)
    _held: dict[CaseId, tuple[tuple[Any, ...], ...]] = field(default_factory=dict)
    _grounds: Grounds = field(default_factory=dict)

    def ask(self, county_id: CountyId, cases: Collection[CaseId]) -> tuple[Question, Question]:
        """What `take` is to be told of some cases."""
        told = {"county": county_id, "hat": self.hat.id, "cases": Words.of(cases)}
        return (_HELD, told), ask_grounds(county_id, self.hat.id, cases)

    def take(self, connection: Connection, county_id: CountyId, rows: Rows, grounds: Rows) -> None:
        """Keep what is on record of the cases of this page; to be called once."""
        held, entered_at = self._held, self.entered_at
        for row in rows:
            case, on_record = row[0], row[2:]
            held[case] = (*held[case], on_record) if case in held else (on_record,)
            if on_record[_REVOKED_AT] is None:
                entered_at[case] = row[1]
        self._grounds = make_grounds(connection, county_id, grounds)
        ways: dict[object, int] = {}
        for case, way in held.items():
            self.alike[case] = ways.setdefault(case if case in self._grounds else way, len(ways))

    def may_read(self, case: CaseId, section: Section, owner: AgencyId | None) -> Decision:
        """Whether the hat may read what an agency wrote in a section of a case."""
        place = (self.alike.get(case), section, owner)
        known = self.said.get(place)
        if known is None:
            known = self.said[place] = self._decide(case, section, owner)
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
        return [self._read(case, _Held(*one)) for one in self._held.get(case, ())]

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
