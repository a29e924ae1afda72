# SPDX-License-Identifier: AGPL-3.0-or-later
"""From unlock to lock: the frozen value every use case works with.

Invariants:
- There is an open session only inside `open_session`; leaving it closes the store, whatever
  happened inside.
- The hat is the one the laptop was enrolled for; every right is asked in its name.
- Nothing may be seen without a lease in force (design D6).
- What is refused is logged before it is told.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from casework.audit import AuditEvent, AuditOutcome
from casework.clock import COUNTY_ZONE as COUNTY_ZONE
from casework.clock import Clock
from casework.county_policy import CountyPolicy
from casework.errors import AccessRefused
from casework.ids import AgencyId, CaseId, HatId, NewId, RecordId
from casework.policy import AccessQuestion, Decision, Hat, decide
from casework.reasons import Reason, ReasonCode
from casework.vocabulary import Action, Section
from desktop.paths import Places
from desktop.reach import Reach
from storage.keys import StoreKey
from storage.model import Profile, RecordRow
from storage.store import Store
from storage.vault.marks import Marks

_EVENT_OF_ACTION = {Action.READ: AuditEvent.CASE_READ, Action.WRITE: AuditEvent.RECORD_CREATED}


@dataclass(frozen=True)
class OpenSession:
    """An unlocked laptop.

    Attributes:
        store: the open case store; only the store's own thread may touch it.
        reach: which cases on the laptop may be shown now.
    """

    store: Store
    clock: Clock
    new_id: NewId
    reach: Reach

    @property
    def profile(self) -> Profile:
        """County, device and hat this laptop is enrolled for, as the county told last."""
        return _profile_of(self.store)

    @property
    def hat(self) -> Hat:
        """The role in which this session acts."""
        return self.profile.hat

    @property
    def policy(self) -> CountyPolicy:
        """What the county decided about its laptops, as this one was told last."""
        return self.store.papers.policy()

    def ask(
        self, case: CaseId, section: Section, action: Action, owner: AgencyId | None = None
    ) -> Decision:
        """The policy's answer for this hat, now, from the rights on this laptop.

        Args:
            owner: the agency whose work it is; None asks about the own agency's.
        """
        if not self.reach.lease_counts():
            return Decision(allowed=False, reason=Reason.of(ReasonCode.LEASE_OVER))
        question = AccessQuestion(
            hat=self.hat,
            case=case,
            section=section,
            action=action,
            at=self.clock.now(),
            owner=owner,
            cji_device=section is Section.CRIMINAL_JUSTICE and self.store.papers.is_cji_cleared(),
        )
        return decide(question, self.reach.memberships_of(case), self.policy.sharing)

    def owner_of(self, author: HatId | None) -> AgencyId | None:
        """The agency a record's author works for; None where the county has not told."""
        known = None if author is None else self.store.authors.of_hats().get(author)
        return None if known is None else known.agency

    def only_seen(self, rows: Sequence[RecordRow]) -> list[RecordRow]:
        """The rows this hat may see now: their case may be named, and their content read."""
        may_see = self.sight()
        return [
            row
            for row in rows
            for record in (row.stored.record,)
            if may_see(record.case, record.section, record.hat)
        ]

    def sight(self) -> Callable[[CaseId, Section, HatId], bool]:
        """Answers whether the hat may see what an author wrote in a part of a case, now."""
        hidden = self.reach.hidden_cases()
        authors = self.store.authors.of_hats()
        seen: dict[tuple[CaseId, Section, AgencyId | None], bool] = {}

        def may_see(case: CaseId, section: Section, hat: HatId) -> bool:
            author = authors.get(hat)
            asked = (case, section, None if author is None else author.agency)
            if asked not in seen:
                seen[asked] = self.ask(case, section, Action.READ, asked[2]).allowed
            return case not in hidden and seen[asked]

        return may_see

    def require(
        self,
        case: CaseId,
        section: Section,
        action: Action,
        event: AuditEvent | None = None,
        record: RecordId | None = None,
    ) -> Decision:
        """As `ask`, but a refusal is logged and raises AccessRefused.

        Args:
            event: what was asked for, for the log; told by `action` when None.
            record: whose author's agency's work is asked for; None asks about the own agency's.
        """
        owner = None if record is None else self.owner_of(self.store.authors.hat_of(record))
        decision = self.ask(case, section, action, owner)
        if not decision.allowed:
            asked = event or _EVENT_OF_ACTION[action]
            self.store.audit.note(asked, case=case, outcome=AuditOutcome.REFUSED)
            raise AccessRefused(decision)
        return decision


class LaptopNotEnrolled(Exception):
    """The user: there is a vault, but no county has taken this laptop in yet."""


@contextmanager
def open_session(
    places: Places, key: StoreKey, clock: Clock, new_id: NewId, marks: Marks | None = None
) -> Iterator[OpenSession]:
    """Open the store of an enrolled laptop and close it on the way out.

    Args:
        marks: what is remembered of the store outside it; None compares nothing.

    Raises:
        LaptopNotEnrolled: the store holds no profile.
        storage.errors.StorageError: the store cannot be opened.
    """
    store = Store.open(places.vault, key, clock, new_id, marks)
    try:
        _profile_of(store)
        reach = Reach(store, lambda: _profile_of(store).hat, clock)
        yield OpenSession(store, clock, new_id, reach)
    finally:
        store.close()


def _profile_of(store: Store) -> Profile:
    profile = store.profile()
    if profile is None:
        raise LaptopNotEnrolled(
            "This laptop is not enrolled with a county yet; ask your administrator for an "
            "invite and set it up again."
        )
    return profile
