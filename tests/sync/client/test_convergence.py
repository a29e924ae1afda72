# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whatever happens on the way, a laptop ends as the county says, and no work is lost."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.ids import CaseId
from casework.policy import Hat
from casework.vocabulary import RecordKind
from sync.client.errors import ConnectionCut, StickAnswerRefused, SyncCancelled
from sync.client.limits import ClientLimits
from sync.server.errors import BundleRefused
from tests.fakes import sticks
from tests.fakes.county import TestCounty, a_note, county_in_memory
from tests.fakes.people import a_hat
from tests.fakes.sync_laptops import SyncLaptop

SMALL_PAGES = ClientLimits(page_records=2, push_operations=2)
# A database, an encrypted store and many syncs for each example.
EXAMPLES = max(1, settings().max_examples // 6)
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["note", "grant", "revoke", "new case", "colleague writes", "begin anew"]),
        st.tuples(st.sampled_from(["cut", "cancel"]), st.integers(0, 4)),
        st.just("sync"),
        st.just("write a stick"),
        st.tuples(st.sampled_from(["take a stick", "read a stick"]), st.integers(0, 2)),
    ),
    max_size=12,
)


@dataclass
class World:
    """A county, its one worker's laptop, and what should be true."""

    county: TestCounty
    hat: Hat
    colleague: Hat
    laptop: SyncLaptop
    cases: list[CaseId] = field(default_factory=list)
    granted: set[CaseId] = field(default_factory=set)
    written: int = 0
    epochs: int = 0
    requests: list[bytes] = field(default_factory=list)
    answers: list[bytes] = field(default_factory=list)

    def open_case(self) -> None:
        case = self.county.add_case(legal_name=f"Youth {len(self.cases)}", author=self.colleague)
        self.cases.append(case)
        self.county.grant(self.hat, case)
        self.granted.add(case)

    def step(self, kind: str, after: int) -> None:
        case = self.cases[-1]
        match kind:
            case "note" if self.laptop.may_write(case):
                self.laptop.write_note(case, f"Contact {self.written}.")
                self.written += 1
            case "grant" if case not in self.granted:
                self.county.grant(self.hat, case)
                self.granted.add(case)
            case "revoke" if case in self.granted:
                self.county.revoke(self.hat, case)
                self.granted.discard(case)
            case "new case":
                self.open_case()
            case "colleague writes":
                self.colleague_writes(case)
            case "begin anew":
                self.begin_anew()
            case "cut":
                self.try_sync(replies=after)
            case "cancel":
                self.try_sync(cancel_after=after)
            case "sync":
                self.laptop.sync()
            case _:
                self.carry(kind, after)

    def try_sync(self, *, replies: int = 1_000, cancel_after: int = 1_000) -> None:
        with suppress(ConnectionCut, SyncCancelled):
            self.laptop.sync(replies=replies, cancel_after=cancel_after, limits=SMALL_PAGES)

    def carry(self, kind: str, which: int) -> None:
        """A step by hand; `which` file, counted from the newest."""
        match kind:
            case "write a stick":
                self.requests.append(sticks.write(self.laptop, SMALL_PAGES).content)
            case "take a stick" if self.requests:
                self.take_stick(self.requests[-1 - which % len(self.requests)])
            case "read a stick" if self.answers:
                self.read_stick(self.answers[-1 - which % len(self.answers)])

    def take_stick(self, request: bytes) -> None:
        """Also one that was taken before, or is older than one that was."""
        with suppress(BundleRefused):
            self.answers.append(sticks.take(self.county, request).answer)

    def read_stick(self, answer: bytes) -> None:
        """Also one that was read before, or is older than one that was."""
        with suppress(StickAnswerRefused):
            sticks.read(self.laptop, answer, SMALL_PAGES)

    def colleague_writes(self, case: CaseId) -> None:
        self.county.add_record(
            case, RecordKind.CONTACT_NOTE, a_note("A colleague's."), author=self.colleague
        )

    def begin_anew(self) -> None:
        """A new epoch that forgets one assignment without a word."""
        self.epochs += 1
        self.county.sql("UPDATE county SET epoch = :epoch", epoch=f"epoch{self.epochs + 1}")
        forgotten = self.cases[0]
        self.county.sql(
            "DELETE FROM feed WHERE case_id = :case AND hat IS NOT NULL", case=forgotten
        )
        self.county.sql("DELETE FROM membership WHERE case_id = :case", case=forgotten)
        self.granted.discard(forgotten)


@contextmanager
def a_world(folder: Path) -> Iterator[World]:
    with county_in_memory() as county:
        hat, colleague = county.add_hat(a_hat(1)), county.add_hat(a_hat(2))
        with SyncLaptop.enrolled(county, hat, folder / "laptop") as laptop:
            world = World(county, hat, colleague, laptop)
            world.open_case()
            laptop.sync()
            yield world


@given(STEPS, st.booleans())
@settings(max_examples=EXAMPLES)
def test_every_interleaving_of_work_rights_and_cuts_ends_as_the_county_says(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str | tuple[str, int]], by_hand: bool
) -> None:
    folder = tmp_path_factory.mktemp("world")
    with a_world(folder) as world:
        for one in steps:
            kind, after = (one, 0) if isinstance(one, str) else one
            world.step(kind, after)
        laptop = world.laptop
        if by_hand:
            sticks.carry(laptop, SMALL_PAGES)
        laptop.sync()
        with SyncLaptop.enrolled(world.county, world.hat, folder / "fresh") as fresh:
            fresh.sync()
            assert {one.case for one in laptop.store.memberships()} == world.granted
            refused = {one.record for one in laptop.store.work_summary().refused}
            shown = laptop.shown()
            assert fresh.shown() == {key: shown[key] for key in shown.keys() - refused}
        assert laptop.store.pending_operations(100) == ()
        texts = [str(one.fields.get("text")) for one in world.county.kept_records()]
        taken = sum("Contact " in text for text in texts)
        assert taken + len(refused) == world.written
