# SPDX-License-Identifier: AGPL-3.0-or-later
"""The second half of `bench.over_share`: what answers about cases without being the feed.

The inbox of refused work, the accounting of disclosures, the cross-agency index, possible
duplicates, the organizations' lists and the short question of a laptop at rest, asked by everybody.
Whom the index serves is kept here as plain sets, apart from `casework.index_rules`.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from bench.in_process import DirectLaptop
from bench.over_share_stage import Staged
from casework.hats import Hat
from casework.ids import CaseId
from casework.operations import Operation
from casework.rosters import Member
from casework.vocabulary import AgencyKind, LegalRole, Section
from sync.wire import inbox
from sync.wire.organizations import PATH_ORGANIZATION, OrganizationReply, OrganizationRequest
from sync.wire.sharing import PATH_SHARING, SharingReply, SharingRequest
from tests.fakes.index import (
    a_change,
    an_entry,
    ask_duplicates,
    ask_index,
    designate,
    enter,
    switch_on,
    undesignate,
)

Compare = Callable[[str, Hat, set[str], set[str], int], None]
MOST_REFUSED = 4_000
ADVOCATES = (LegalRole.HUMAN_TRAFFICKING_CASEWORKER, LegalRole.SEXUAL_ASSAULT_COUNSELOR)
NEVER_IN_INDEX = (LegalRole.COUNTY_ADMINISTRATOR, LegalRole.DATA_ANALYST)


@dataclass
class Desks:
    """Everything that is asked besides the feed.

    Attributes:
        compare: told of each answer; as `Tally.compare`.
        refused: work the county refused, and whose laptop sent it.
        designated: hats whom a director named for the index.
        entered: who wrote which entry of the index, by its case number.
        waiting: laptops of each organization that asked to be admitted.
    """

    stage: Staged
    compare: Compare
    refused: list[tuple[Operation, Hat]] = field(default_factory=list)
    designated: set[str] = field(default_factory=set)
    entered: dict[str, Hat] = field(default_factory=dict)
    waiting: dict[str, set[str]] = field(default_factory=dict)

    @property
    def chance(self) -> random.Random:
        """Where chance comes from."""
        return self.stage.chance

    def open(self) -> None:
        """The index is switched on, and half of the hats may use it."""
        switch_on(self.stage.county)
        worn = [hat for hat, _ in self.stage.laptops if hat.legal_role not in NEVER_IN_INDEX]
        for hat in self.chance.sample(worn, len(worn) // 2):
            self._designate(hat)

    def change(self) -> None:
        """A director names somebody, and another takes a name back."""
        worn = [hat for hat, _ in self.stage.laptops if hat.legal_role not in NEVER_IN_INDEX]
        new, old = self.chance.choice(worn), self.chance.choice(worn)
        if new.id not in self.designated:
            self._designate(new)
        if old.id in self.designated:
            undesignate(self.stage.county, old.id)
            self.designated.discard(old.id)

    def _designate(self, hat: Hat) -> None:
        designate(self.stage.county, hat)
        self.designated.add(hat.id)

    def ask(self, hat: Hat, laptop: DirectLaptop) -> None:
        """Everything, once."""
        self.ask_accounting(hat, laptop)
        self.enter_index(hat, laptop)
        self.ask_index(hat, laptop)
        self.ask_duplicates(hat, laptop)
        self.ask_organization(hat, laptop)
        if len(self.refused) <= MOST_REFUSED:
            self.ask_inbox(hat, laptop)

    def ask_accounting(self, hat: Hat, laptop: DirectLaptop) -> None:
        """To whom a youth's work was shown, for every case."""
        got: set[str] = set()
        due: set[str] = set()
        for case in map(CaseId, sorted(self.stage.oracle.cases)):
            told = laptop.ask(PATH_SHARING, SharingRequest(account=case), SharingReply)
            if isinstance(told, SharingReply) and told.refused is None:
                got.add(case)
                got |= {
                    f"a release of {one.owner} in {case}"
                    for one in told.lines
                    if one.section is Section.ADVOCATE_NOTES and one.owner != hat.agency_name
                }
            if self._may(hat, case, "identity", hat.agency, "share"):
                due.add(case)
        self.compare("accounting", hat, got, due, len(self.stage.oracle.cases))

    def enter_index(self, hat: Hat, laptop: DirectLaptop) -> None:
        """An entry for a case by chance; one of its own for each hat and case."""
        case = CaseId(self.chance.choice(sorted(self.stage.oracle.cases)))
        number = f"N-{len(self.entered) + 1}"
        fields = an_entry(case_number=number)
        [result] = enter(laptop, a_change(case, fields)).results
        may = (
            hat.id in self.designated
            and not _is_substance_use(hat)
            and self._may(hat, case, "identity", None, "write")
            and not self._has_entry(hat, case)
        )
        if result.refused is None:
            self.entered[f"{number} {case}"] = hat
        got = {number} if result.refused is None else set()
        self.compare("index entry", hat, set(got), {number} if may else set(), 1)

    def _has_entry(self, hat: Hat, case: CaseId) -> bool:
        return any(
            told.endswith(f" {case}") and writer.agency == hat.agency
            for told, writer in self.entered.items()
        )

    def ask_index(self, hat: Hat, laptop: DirectLaptop) -> None:
        """Who else works with the youth whom all entries are about."""
        answer = ask_index(laptop, name="Rosa Marisol Vega").answer
        got = {one.case_number for one in answer.matches}
        due = {
            told.partition(" ")[0]
            for told, writer in self.entered.items()
            if writer.agency != hat.agency and not _is_substance_use(writer)
        }
        self.compare("index", hat, got, due if hat.id in self.designated else set(), 1)

    def ask_duplicates(self, hat: Hat, laptop: DirectLaptop) -> None:
        """Which cases may be of one youth: a coordinator's to know, by name only if designated."""
        told = ask_duplicates(laptop)
        waiting = getattr(told, "waiting", None)
        got = set() if waiting is None else {"an answer"}
        for one in waiting or ():
            got |= {f"a name in {side.case}" for side in (one.first, one.second) if side.shown_name}
        due = {"an answer"} if hat.legal_role is LegalRole.MDT_COORDINATOR else set()
        if hat.id in self.designated:
            got -= {one for one in got if one.startswith("a name")}
        self.compare("duplicates", hat, got, set(due), 1)

    def ask_organization(self, hat: Hat, laptop: DirectLaptop) -> None:
        """The laptops of an advocate organization, which each of them asks to join."""
        device = laptop.enrolment.device
        asks = Member(device=device, signing="A" * 44, sealing="B" * 44)
        request = OrganizationRequest(asks=asks)
        told = laptop.ask(PATH_ORGANIZATION, request, OrganizationReply)
        got = set()
        if isinstance(told, OrganizationReply):
            got = {str(one.member.device) for one in told.laptops}
        due: set[str] = set()
        if hat.legal_role in ADVOCATES and hat.agency_kind is AgencyKind.ADVOCATE_ORGANIZATION:
            due = self.waiting.setdefault(hat.agency, set())
            due.add(device)
        self.compare("organization", hat, got, set(due), 1)

    def ask_inbox(self, hat: Hat, laptop: DirectLaptop) -> None:
        """What waits, of which case, and what some of it says."""
        waiting, readable = self._inbox_due(hat)
        told = laptop.ask(inbox.PATH_INBOX, inbox.InboxRequest(), inbox.InboxReply)
        seen: set[str] = set()
        cases: set[str] = set()
        if isinstance(told, inbox.InboxReply):
            seen = {_name(one.place.device, one.place.counter) for one in told.waiting}
            cases = {
                _name(one.place.device, one.place.counter)
                for one in told.waiting
                if one.case is not None
            }
            if told.more:
                waiting &= seen
        self.compare("inbox", hat, seen, waiting, max(1, len(seen)))
        self.compare("inbox, of which case", hat, cases, readable & waiting, max(1, len(seen)))
        self._show_work(hat, laptop, readable)

    def _show_work(self, hat: Hat, laptop: DirectLaptop, readable: set[str]) -> None:
        """What some of the refused work says, and of what the asker may read."""
        own = [made for made, _ in self.refused if _name(made.device, made.counter) in readable]
        some = [made for made, _ in self.chance.sample(self.refused, min(2, len(self.refused)))]
        for made in [*some, *self.chance.sample(own, min(1, len(own)))]:
            place = inbox.WorkPlace(device=made.device, counter=made.counter)
            shown = laptop.ask(
                inbox.PATH_INBOX_WORK, inbox.InboxWorkRequest(place=place), inbox.InboxWork
            )
            name = {_name(made.device, made.counter)}
            got = name if isinstance(shown, inbox.InboxWork) else set()
            self.compare("inbox, the work", hat, got, name & readable, 1)

    def _inbox_due(self, hat: Hat) -> tuple[set[str], set[str]]:
        """What a supervisor must see waiting, and of it what they may read."""
        if hat.legal_role is not LegalRole.SUPERVISOR:
            return set(), set()
        seen, read = set(), set()
        asked: dict[tuple[str, str], bool] = {}
        for made, sender in self.refused:
            if sender.agency != hat.agency or sender.person == hat.person:
                continue
            name, place = _name(made.device, made.counter), (made.case, made.section.value)
            seen.add(name)
            if place not in asked:
                asked[place] = self._may(hat, *place, None, "read")
            if asked[place]:
                read.add(name)
        return seen, read

    def _may(self, hat: Hat, case: str, section: str, owner: str | None, action: str) -> bool:
        at = self.stage.clock.now()
        return self.stage.oracle.may(hat.id, case, section, owner, at, action)


def _is_substance_use(hat: Hat) -> bool:
    return (
        hat.agency_kind is AgencyKind.SUBSTANCE_USE
        or hat.legal_role is LegalRole.CLINICIAN_SUBSTANCE_USE
    )


def _name(device: str, counter: int) -> str:
    return f"work {counter} of {device}"
