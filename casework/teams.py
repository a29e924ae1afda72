# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sharing within a multidisciplinary team: WIC 18961.7, 13753 and 18951.

Invariants (none of them can be loosened by a county):
- A window is open only while enough trained members have signed the confidentiality agreement:
  two under 13753, three under 18951 and 18961.7; whoever has not signed neither counts nor reads.
- A window of 18961.7 ends 30 days after the report, later only where a supervisor gave a good
  cause before it ended.
"""

from datetime import datetime, timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict

from casework.clock import Moment
from casework.ground import GroundBase
from casework.hats import AccessQuestion
from casework.ids import HatId, PersonId
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Basis, LegalRole

WINDOW = timedelta(days=30)
FEWEST_MEMBERS: dict[Basis, int] = {
    Basis.S13753_TEAM: 2,
    Basis.S18951_TEAM: 3,
    Basis.S18961_7_WINDOW: 3,
}


class TeamMember(BaseModel):
    """One hat in a team.

    Attributes:
        name: who it is, in words; empty where nobody said.
        trained: in the prevention, identification or treatment the statute asks for.
        agreed_at: when the confidentiality agreement was signed; None while it is not.
    """

    model_config = ConfigDict(frozen=True)

    hat: HatId
    person: PersonId
    joined_at: Moment
    left_at: Moment | None = None
    trained: bool = True
    agreed_at: Moment | None = None
    name: str = ""

    def is_in(self, at: datetime) -> bool:
        """Whether they belong to the team at a moment."""
        return self.joined_at <= at and (self.left_at is None or at < self.left_at)

    def has_agreed(self, at: datetime) -> bool:
        """Whether they had signed by then."""
        return self.agreed_at is not None and self.agreed_at <= at


class Extension(BaseModel):
    """A later end of a window of 18961.7, decided by a supervisor for a good cause."""

    model_config = ConfigDict(frozen=True)

    until: Moment
    good_cause: str
    decided_at: Moment
    decided_by: HatId
    decided_as: LegalRole

    @property
    def counts(self) -> bool:
        """Whether the right person gave a cause."""
        return self.decided_as is LegalRole.SUPERVISOR and bool(self.good_cause.strip())


class TeamWindow(GroundBase):
    """A team that may share about one case.

    Attributes:
        starts: under 18961.7 the moment of the report.
        team: its name, as its members know it.
    """

    form: Literal["team"] = "team"
    basis: Literal[Basis.S18961_7_WINDOW, Basis.S13753_TEAM, Basis.S18951_TEAM]
    team: str = ""
    members: tuple[TeamMember, ...]
    extensions: tuple[Extension, ...] = ()

    @property
    def words(self) -> str:
        return self.team

    @property
    def hats(self) -> frozenset[HatId]:
        return frozenset(one.hat for one in self.members)

    def reaches(self, hat: HatId, at: datetime) -> bool:
        return any(one.hat == hat and one.is_in(at) for one in self.members)

    def find_fault(self, question: AccessQuestion) -> Reason | None:
        at = question.at
        present = [one for one in self.members if one.is_in(at)]
        mine = [one for one in present if one.hat == question.hat.id]
        if not any(one.has_agreed(at) for one in mine):
            return Reason.of(ReasonCode.AGREEMENT_MISSING)
        small = self.find_head_fault(at)
        if small is not None:
            return small
        if self.basis is not Basis.S18961_7_WINDOW and self.ends is None:
            return Reason.of(ReasonCode.END_MISSING)
        return None

    def find_head_fault(self, at: datetime) -> Reason | None:
        """Why its team is too small to share at a moment; asked before it is opened, too."""
        present = [one for one in self.members if one.is_in(at)]
        counted = {one.person for one in present if one.trained and one.has_agreed(at)}
        fewest = FEWEST_MEMBERS[self.basis]
        if len(counted) >= fewest:
            return None
        count, needed = str(len(counted)), str(fewest)
        return Reason.of(ReasonCode.TEAM_TOO_SMALL, count=count, needed=needed)

    def end_at(self, hat: HatId, at: datetime) -> datetime | None:
        del hat
        if self.basis is not Basis.S18961_7_WINDOW:
            return self.ends
        end = self.starts + WINDOW
        for one in sorted(self.extensions, key=lambda one: one.decided_at):
            if one.counts and one.decided_at <= at and one.decided_at < end:
                end = max(end, one.until)
        return end if self.ends is None else min(end, self.ends)

    def say_ended(self, ends: datetime) -> Reason:
        if self.basis is Basis.S18961_7_WINDOW:
            return Reason.on(ReasonCode.WINDOW_OVER, ends)
        return super().say_ended(ends)
