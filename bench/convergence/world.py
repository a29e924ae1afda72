# SPDX-License-Identifier: AGPL-3.0-or-later
"""One seed's world: ten laptops, a county, what is done in it, and the calm at its end."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from bench.convergence.acts import CountyActs
from bench.convergence.comparing import compare_county, compare_laptop, find_ungranted
from bench.convergence.laptop import Laptop, OffClock
from bench.convergence.network import Fault, Network
from bench.convergence.oracle import Oracle
from bench.convergence.stage import SeededIds, SimulatedClock, Stage, built_stage
from bench.in_process import DirectLine
from casework.operations import Operation
from casework.records import CaseRecord
from casework.vocabulary import LegalRole, RecordKind
from sync.client.limits import ClientLimits
from sync.server.embedded import Cluster
from sync.wire.messages import PushReply, PushRequest
from tests.fakes.county import TestCounty, a_note

MINUTE, HOUR, DAY = 60.0, 3600.0, 86400.0
HEALED_WITHIN = 60.0
# A laptop syncs five seconds after the network came back (ui.auto_sync); twenty seconds after that
# whoever waits for a colleague presses the button once more.
FIRST, AGAIN = 5.0, 20.0
NAMES = ("Ana", "Bo", "Cy", None)
DATES = ("2009-05-01", "2010-05-01", "2011-12-24", None)
PRONOUNS = ("she/her", "they/them", "he/him")
FLAG_DAYS = ("2026-10-01", "2026-11-01", "2026-12-24")
FAULTY = 0.5
CHANGES_FLAG = 0.8
CASES, ASSIGNMENTS = 2, 16


@dataclass
class Outcome:
    """What one seed showed.

    Attributes:
        ungranted: what was found in raw pages of a laptop that may not be there.
        healed: simulated seconds from the calm until everybody showed what they must.
    """

    seed: int
    steps: list[str] = field(default_factory=list)
    differing: list[str] = field(default_factory=list)
    ungranted: list[str] = field(default_factory=list)
    lost_work: list[str] = field(default_factory=list)
    lost_conflicts: list[str] = field(default_factory=list)
    healed: float = 0.0
    operations: int = 0
    conflicts: int = 0
    refused: int = 0
    requests: int = 0
    decisions: int = 0

    @property
    def is_good(self) -> bool:
        return not (self.differing or self.ungranted or self.lost_work or self.lost_conflicts)


@dataclass
class World:
    """Everything of one seed."""

    stage: Stage
    clock: SimulatedClock
    chance: random.Random
    ids: SeededIds
    network: Network
    oracle: Oracle
    acts: CountyActs
    laptops: list[Laptop]

    def begin(self) -> None:
        """A few cases and assignments that every laptop knows, before anything goes wrong."""
        for _ in range(CASES):
            self.acts.open_case()
        for _ in range(ASSIGNMENTS):
            self.clock.move(1)
            self.acts.grant()
        for laptop in self.laptops:
            assert laptop.sync(self.network, {}, ClientLimits()), laptop.said

    def step(self) -> str:
        """One step at random; what it was."""
        self.clock.move(self.chance.uniform(1, 30))
        steps: list[tuple[int, Callable[[], str]]] = [
            (26, self.sync),
            (24, self.work),
            (6, self.decide_dispute),
            (24, self.acts.perform),
            (5, self.let_time_pass),
            (4, self.crash),
            (4, self.change_clock),
            (5, self.arrive_late),
            (2, self.restart_server),
        ]
        [(_, step)] = self.chance.choices(steps, [weight for weight, _ in steps])
        return step()

    def sync(self) -> str:
        laptop = self.chance.choice(self.laptops)
        faults: dict[int, Fault] = {}
        cancel_after = 1_000_000
        if self.chance.random() < FAULTY:
            for _ in range(self.chance.choice((1, 1, 2))):
                faults[self.chance.randrange(7)] = self.chance.choice(list(Fault))
        elif self.chance.random() < 0.1:
            cancel_after = self.chance.randrange(6)
        limits = ClientLimits(
            page_records=self.chance.choice((3, 50, 50)),
            push_operations=self.chance.choice((1, 2, 50, 50)),
        )
        through = laptop.sync(self.network, faults, limits, cancel_after)
        told = ", ".join(f"{at}: {fault}" for at, fault in sorted(faults.items()))
        return f"sync {laptop.name} [{told}] {'through' if through else laptop.said}"

    def work(self) -> str:
        """Somebody writes what their own laptop lets them write."""
        flag = RecordKind.SAFETY_FLAG
        kinds = (RecordKind.CONTACT_NOTE, RecordKind.YOUTH, RecordKind.YOUTH, flag)
        for laptop in self.chance.sample(self.laptops, len(self.laptops)):
            is_advocate = laptop.enrolled.hat.legal_role is LegalRole.HUMAN_TRAFFICKING_CASEWORKER
            kind = self.chance.choice(
                (*kinds, RecordKind.PRIVILEGED_NOTE) if is_advocate else kinds
            )
            held = [one.case for one in laptop.store.memberships()]
            open_ = [one for one in held if laptop.may_write(one, kind)]
            if not open_:
                continue
            case = self.chance.choice(open_)
            youths = [one for one in laptop.shown(case) if one.kind is RecordKind.YOUTH]
            if kind is RecordKind.YOUTH and not youths:
                continue
            over = youths[0] if kind is RecordKind.YOUTH else None
            if kind is flag and self.chance.random() < CHANGES_FLAG:
                over = next((one for one in laptop.shown(case) if one.kind is flag), None)
            fields = self._flag(over) if kind is flag else self._fields(kind, laptop)
            made = laptop.work(case, kind, fields, over=over)
            return self._write(laptop, made)
        return "nobody may write anything"

    def _fields(self, kind: RecordKind, laptop: Laptop) -> dict[str, JsonValue]:
        if kind is RecordKind.CONTACT_NOTE:
            empty = self.chance.random() < 0.05
            return a_note("" if empty else f"Contact {len(self.oracle.written)}.")
        if kind is RecordKind.PRIVILEGED_NOTE:
            organization = laptop.enrolled.hat.agency
            return {"organization": organization, "generation": 1, "box": "c2VhbGVk"}
        pools = {"chosen_name": NAMES[:3], "birth_date": DATES, "pronouns": PRONOUNS}
        names = self.chance.sample(sorted(pools), self.chance.choice((1, 1, 1, 2)))
        return {name: self.chance.choice(pools[name]) for name in names}

    def _flag(self, over: CaseRecord | None) -> dict[str, JsonValue]:
        """A new warning, or what somebody changes of one."""
        pools: dict[str, tuple[JsonValue, ...]] = {
            "words": ("A man waits outside.", "He has her phone."),
            "since": FLAG_DAYS,
            "until": FLAG_DAYS,
            "lifted_on": (None, *FLAG_DAYS),
        }
        if over is None:
            return {"kind": "threat"} | {name: values[0] for name, values in pools.items()}
        names = self.chance.sample(sorted(pools), self.chance.choice((1, 1, 2)))
        return {name: self.chance.choice(pools[name]) for name in names}

    def decide_dispute(self) -> str:
        """Somebody decides a dispute as it stands on their laptop, perhaps unlike a colleague."""
        laptops = self.chance.sample(self.laptops, len(self.laptops))
        for laptop in laptops:
            for row in laptop.store.records_in_conflict():
                record = row.stored.record
                if record.open_disputes and laptop.may_write(record.case, record.kind):
                    return self._decide(laptop, record)
        return "nothing to decide"

    def _decide(self, laptop: Laptop, record: CaseRecord) -> str:
        dispute = self.chance.choice(record.open_disputes)
        value = self.chance.choice(dispute.claims).value
        made = laptop.work(
            record.case,
            record.kind,
            {dispute.field: value},
            over=record,
            decides=[dispute.field],
        )
        return self._write(laptop, made)

    def _write(self, laptop: Laptop, made: Operation) -> str:
        self.oracle.written[made.id] = (laptop.name, made)
        decides = f" deciding {made.decides}" if made.decides else ""
        return f"work {laptop.name} {made.kind} {made.id} {made.fields} on {made.base}{decides}"

    def let_time_pass(self) -> str:
        seconds = self.chance.choice((10 * MINUTE, HOUR, HOUR, DAY, 4 * DAY))
        self.clock.move(seconds)
        return f"{seconds / HOUR:.1f} hours pass"

    def crash(self) -> str:
        laptop = self.chance.choice(self.laptops)
        laptop.die()
        return f"{laptop.name} dies and starts again"

    def change_clock(self) -> str:
        """A clock drifts within what the county bears, or is set to another day or year."""
        laptop = self.chance.choice(self.laptops)
        laptop.clock.off = self.chance.uniform(-240, 240)
        if self.chance.random() < 0.25:
            laptop.clock.off = self.chance.choice((-400 * DAY, -DAY, -HOUR, HOUR, DAY, 400 * DAY))
        return f"the clock of {laptop.name} is off by {laptop.clock.off:.0f} s"

    def arrive_late(self) -> str:
        self.network.deliver_late()
        return f"something arrives late; {len(self.network.late)} still on their way"

    def restart_server(self) -> str:
        self.stage.database.app.dispose()
        self.network.line.serve(self.stage.server(self.clock, self.ids))
        return "the server starts anew"

    def take_push(self, asked: PushRequest, reply: PushReply) -> None:
        """Let the oracle judge what the county has just judged."""
        for made, result in zip(asked.operations, reply.results, strict=True):
            is_new = made.id not in self.oracle.outcome
            due = self.oracle.judge(made, result.version or 0, self.clock.now())
            said = result.outcome.value
            if due == "refused" and is_new:
                self.acts.refused[made.id] = made
            if said != due and not (not is_new and due == "applied" and said == "duplicate"):
                self.acts.county_said(made, said, due)

    def calm_down(self) -> float:
        """The network is back and the clocks are set: seconds until everybody is right.

        Above `HEALED_WITHIN` where somebody never was.
        """
        for laptop in self.laptops:
            if abs(laptop.clock.off) > 240:
                laptop.clock.off = self.chance.uniform(-240, 240)
        start = self.clock.now()
        waiting = self.chance.sample(self.laptops, len(self.laptops))
        due = FIRST
        while waiting and due <= HEALED_WITHIN:
            passed = (self.clock.now() - start).total_seconds()
            self.clock.move(max(0.0, due - passed))
            for laptop in waiting:
                laptop.sync(self.network, {}, ClientLimits())
            waiting = [one for one in self.laptops if compare_laptop(one, self.oracle)]
            due += AGAIN
        passed = (self.clock.now() - start).total_seconds()
        return HEALED_WITHIN + 1 if waiting else passed


@contextmanager
def new_world(stage: Stage, seed: int, folder: Path) -> Iterator[World]:
    """The world of a seed, as the stage left it."""
    chance = random.Random(seed)  # noqa: S311 - the same run for the same seed is the aim
    clock = SimulatedClock(stage.begins)
    ids = SeededIds(clock, chance)
    stage.put_back(folder)
    hats = [one.hat for one in stage.laptops]
    oracle = deepcopy(stage.oracle) or Oracle({one.id: one for one in hats}, _is_malformed)
    server = stage.server(clock, ids)
    county = TestCounty(server, clock, signing_key=stage.signing_key)
    acts = CountyActs(county, clock, ids, chance, oracle, hats)
    line = DirectLine(server)
    world = World(stage, clock, chance, ids, Network(clock, chance, line), oracle, acts, [])
    world.network.pushed, world.network.meanwhile = world.take_push, acts.perform
    try:
        for one in stage.laptops:
            off = OffClock(clock, chance.uniform(-120, 120))
            place = folder / one.folder.name
            world.laptops.append(Laptop(one, place, off, ids, chance))
        yield world
    finally:
        for laptop in world.laptops:
            laptop.close()
        line.close()


@contextmanager
def world_stage(folder: Path, cluster: Cluster) -> Iterator[Stage]:
    """A stage on which a few cases are known to all."""
    with built_stage(folder, cluster) as stage:
        with new_world(stage, 0, folder / "begin") as world:
            world.begin()
        stage.begin_from(folder / "begin", world.oracle, world.clock.now())
        yield stage


def _is_malformed(made: Operation) -> bool:
    return made.kind is RecordKind.CONTACT_NOTE and made.fields.get("text") == ""


def run_seed(stage: Stage, steps: int, outcome: Outcome) -> None:
    """Do everything that the seed of `outcome` says, and note there what came of it."""
    with (
        TemporaryDirectory(dir=stage.folder) as folder,
        new_world(stage, outcome.seed, Path(folder)) as world,
    ):
        for _ in range(steps):
            outcome.steps.append(world.step())
        outcome.healed = world.calm_down()
        note_findings(world, outcome)


def note_findings(world: World, outcome: Outcome) -> None:
    """Compare everybody with the oracle."""
    for laptop in world.laptops:
        outcome.differing += compare_laptop(laptop, world.oracle)
        if laptop.synced_at is not None:
            outcome.ungranted += find_ungranted(laptop, world.oracle)
    found = compare_county(world.acts.county, world.oracle)
    outcome.differing += [*found.differing, *world.oracle.wrong, *world.network.wrong]
    outcome.lost_work += found.lost_work
    outcome.lost_conflicts += found.lost_conflicts
    outcome.operations = len(world.oracle.written)
    said = list(world.oracle.outcome.values())
    outcome.conflicts, outcome.refused = said.count("conflict"), said.count("refused")
    outcome.requests, outcome.decisions = world.network.requests, world.oracle.decisions
