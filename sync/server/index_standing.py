# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who asks about the cross-agency index (WIC 18961.5), and what they may do with it.

Invariant: every request asks `casework.index_rules.judge_use` anew; nothing is remembered.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from casework.hats import AccessQuestion, Hat
from casework.ids import AgencyId, CaseId, CountyId, DeviceId, HatId, NewId
from casework.index_rules import Designation, IndexStanding, judge_use
from casework.index_talk import IndexWord
from casework.policy import decide
from casework.vocabulary import Action, LegalRole, Section
from sync.server.driver import Question, Rows, ask_driver
from sync.server.index_tables import index_designation, index_standing
from sync.server.memberships import read_memberships

_STANDING_OF = ("definition", "substance_use", "defined_at", "on_since")
_DESIGNATION_OF = ("hat", "agency", "director", "since", "until", "revoked_at")
# What the county decided, once for each designation of a hat; both may be missing.
_STANDING = f"""
SELECT {", ".join(f"s.{one}" for one in _STANDING_OF)},
    {", ".join(f"d.{one}" for one in _DESIGNATION_OF)}
FROM county AS c
LEFT JOIN index_standing AS s ON s.county = c.county
LEFT JOIN index_designation AS d ON d.county = c.county AND d.hat = %(hat)s
WHERE c.county = %(county)s ORDER BY d.since, d.id
"""  # noqa: S608 - constants of this module


@dataclass(frozen=True)
class Asking:
    """One request about the index: from whom, when, over which transaction."""

    connection: Connection
    county: CountyId
    device: DeviceId
    hat: Hat
    now: datetime
    new_id: NewId

    def word(self) -> IndexWord:
        """The county's word to the asker."""
        return read_word(self.connection, self.county, self.hat, self.now)

    def may_enter_case(self, case: CaseId) -> bool:
        """Whether a case is the asker's own."""
        question = AccessQuestion(
            hat=self.hat, case=case, section=Section.IDENTITY, action=Action.WRITE, at=self.now
        )
        known = read_memberships(self.connection, self.county, self.hat.id, [case])
        return decide(question, known).allowed


def find_word(
    connection: Connection, county_id: CountyId, hat: Hat, now: datetime
) -> IndexWord | None:
    """The word that goes along with the papers; None for whom the index does not concern."""
    return as_told(read_word(connection, county_id, hat, now))


def as_told(word: IndexWord) -> IndexWord | None:
    """A word, or None where the index does not concern whom it is for."""
    return word if word.power.may_ask or word.coordinates else None


def read_word(connection: Connection, county_id: CountyId, hat: Hat, now: datetime) -> IndexWord:
    """The county's word to a hat."""
    question, told = ask_standing(county_id, hat.id)
    return make_word(hat, ask_driver(connection, question, told), now)


def ask_standing(county_id: CountyId, hat: HatId) -> Question:
    """What `make_word` is to be told."""
    return _STANDING, {"county": county_id, "hat": hat}


def make_word(hat: Hat, rows: Rows, now: datetime) -> IndexWord:
    """The county's word to a hat, of what `ask_standing` found."""
    decided = len(_STANDING_OF)
    told = dict(zip(_STANDING_OF, rows[0], strict=False))
    standing = IndexStanding() if told["definition"] is None else IndexStanding(**told)
    designations = [one[decided:] for one in rows if one[decided] is not None]
    mine = [Designation(**dict(zip(_DESIGNATION_OF, one, strict=True))) for one in designations]
    power = judge_use(hat, standing, mine, now)
    return IndexWord(
        definition=standing.definition if power.may_ask else "",
        power=power,
        coordinates=hat.legal_role is LegalRole.MDT_COORDINATOR,
    )


def read_standing(connection: Connection, county_id: CountyId) -> IndexStanding:
    """What the county decided; nothing before it did."""
    query = select(index_standing).where(index_standing.c.county == county_id)
    row = connection.execute(query).first()
    if row is None:
        return IndexStanding()
    return IndexStanding(
        definition=row.definition,
        substance_use=row.substance_use,
        defined_at=row.defined_at,
        on_since=row.on_since,
    )


def read_designations(
    connection: Connection, county_id: CountyId, hat_id: HatId | None = None
) -> list[Designation]:
    """Every designation, of one hat only where it is given, by when it began."""
    query = select(index_designation).where(index_designation.c.county == county_id)
    if hat_id is not None:
        query = query.where(index_designation.c.hat == hat_id)
    rows = connection.execute(query.order_by(index_designation.c.since, index_designation.c.id))
    return [
        Designation(
            hat=HatId(row.hat),
            agency=AgencyId(row.agency),
            director=row.director,
            since=row.since,
            until=row.until,
            revoked_at=row.revoked_at,
        )
        for row in rows
    ]
