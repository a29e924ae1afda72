# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever is granted, recorded, taken back or runs out: a laptop holds what the policy allows."""

import random
from contextlib import suppress
from datetime import timedelta
from typing import Any

import pytest

from casework.bases import Ground
from casework.consents import Recipient
from casework.feed import CaseEntered, CaseLeft, FeedPage, RecordPut
from casework.ids import CaseId, RecordId
from casework.policy import AccessQuestion, Hat, decide
from casework.records import CaseRecord
from casework.vocabulary import Action, RecordKind, Section
from sync.server.audit import Actor
from sync.server.errors import NotFound
from sync.server.memberships import read_memberships
from sync.server.rights import record_ground, withdraw_ground
from tests.fakes.county import COUNTY, MovableClock, TestCounty, TestLaptop, a_note, new_id
from tests.fakes.grounds import a_broken_glass, a_consent
from tests.fakes.people import a_hat

DAY = timedelta(days=1)
STEPS = 25


class Rounds:
    """One seed: changes of rights in any order, with pulls between them."""

    def __init__(self, county: TestCounty, clock: MovableClock, seed: int) -> None:
        self.county, self.clock = county, clock
        self.chance = random.Random(seed)
        self.ana = county.add_hat(a_hat(1))
        self.others = [county.add_hat(a_hat(n, agency=n)) for n in (2, 3)]
        self.cases = [county.add_case(author=self.others[0]) for _ in range(2)]
        self.records: dict[RecordId, tuple[CaseId, Section, Hat]] = {}
        self.grounds: list[str] = []
        self.laptop = TestLaptop(county)
        self.laptop.enrol(self.ana)
        self.cursor = ""
        self.held: dict[RecordId, CaseRecord] = {}
        for case in self.cases:
            for author in (self.ana, *self.others):
                self.write(case, author)

    def write(self, case: CaseId, author: Hat) -> None:
        kind = RecordKind.CONTACT_NOTE
        record = self.county.add_record(case, kind, a_note(), author=author)
        self.records[record] = (case, Section.CONTACTS, author)

    def step(self) -> None:
        case = self.chance.choice(self.cases)
        match self.chance.randrange(7):
            case 0:
                ends = self.chance.choice([None, self.clock.now() + DAY])
                self.county.grant(self.ana, case, frozenset(Section), ends)
            case 1:
                with suppress(NotFound):
                    self.county.revoke(self.ana, case)
            case 2 | 3:
                self.record(case)
            case 4 if self.grounds:
                ground = self.grounds.pop(self.chance.randrange(len(self.grounds)))
                with self.county.database.administer() as connection:
                    withdraw_ground(connection, COUNTY, ground, self.actor())
            case 5:
                self.clock.move(DAY * self.chance.choice([0.1, 0.5, 1]))
            case _:
                self.write(case, self.chance.choice([self.ana, *self.others]))

    def record(self, case: CaseId) -> None:
        now = self.clock.now()
        facts: dict[str, Any] = {"id": new_id(), "case": case, "starts": now}
        facts["sections"] = frozenset({Section.CONTACTS})
        made: Ground = a_broken_glass(**facts)
        if self.chance.random() < 0.7:
            owner = self.chance.choice(self.others).agency
            facts |= {"owners": frozenset({owner}), "recipients": (Recipient(hat=self.ana.id),)}
            made = a_consent(**facts | {"ends": now + DAY * self.chance.choice([0.5, 1, 9])})
        with self.county.database.administer() as connection:
            record_ground(connection, COUNTY, made, self.actor())
        self.grounds.append(made.id)

    def actor(self) -> Actor:
        return Actor("Test coordinator", self.clock.now(), new_id())

    def standing(self, case: CaseId) -> list[Any]:
        with self.county.database.administer() as connection:
            return read_memberships(connection, COUNTY, self.ana.id, [case])

    def pull(self) -> None:
        done = False
        while not done:
            page = self.laptop.pull(self.cursor, self.chance.choice([2, 1000]))
            assert isinstance(page, FeedPage)
            for one in page.entries:
                match one:
                    case CaseLeft():
                        gone = [key for key, held in self.held.items() if held.case == one.case]
                        for key in gone:
                            del self.held[key]
                    case RecordPut():
                        self.held[one.record.record] = one.record
                    case CaseEntered():
                        assert one.membership.hat == self.ana.id
            self.cursor, done = page.cursor, page.done

    def allowed(self) -> set[RecordId]:
        return {
            record
            for record, (case, section, author) in self.records.items()
            if decide(
                AccessQuestion(
                    hat=self.ana,
                    case=case,
                    section=section,
                    action=Action.READ,
                    at=self.clock.now(),
                    owner=author.agency,
                ),
                self.standing(case),
            ).allowed
        }


@pytest.mark.parametrize("seed", range(5))
def test_after_every_pull_the_laptop_holds_the_records_the_policy_allows(
    county: TestCounty, clock: MovableClock, seed: int
) -> None:
    rounds = Rounds(county, clock, seed)
    for _ in range(STEPS):
        for _ in range(rounds.chance.randrange(1, 4)):
            rounds.step()
        rounds.pull()
        notes = {key for key in rounds.held if key in rounds.records}
        assert notes == rounds.allowed()
