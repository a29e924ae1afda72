# SPDX-License-Identifier: AGPL-3.0-or-later
"""One laptop of the simulation: the real store and the real exchange, by a clock that is off."""

import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import JsonValue

from bench.convergence.network import Fault, LaptopDied, Line, Network
from bench.convergence.stage import Enrolled, SeededIds, SimulatedClock
from casework.clock import stamp
from casework.ids import CaseId, OperationId, RecordId
from casework.operations import Operation
from casework.policy import AccessQuestion, decide
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, Action, RecordKind
from storage.store import STORE_FILE, Store
from sync.client.conversation import Conversation
from sync.client.engine import Exchange
from sync.client.errors import SyncCancelled, SyncError
from sync.client.limits import ClientLimits

LOG_FILE = f"{STORE_FILE}-wal"


@dataclass
class OffClock:
    """The county's time and so many seconds."""

    county: SimulatedClock
    off: float = 0.0

    def now(self) -> datetime:
        return self.county.now() + timedelta(seconds=self.off)


@dataclass
class Laptop:
    """A laptop with its store open.

    Attributes:
        synced_at: the county's time at the end of the last sync that came to its end, or None.
    """

    enrolled: Enrolled
    folder: Path
    clock: OffClock
    ids: SeededIds
    chance: random.Random
    store: Store = field(init=False)
    synced_at: datetime | None = None
    said: str = ""

    def __post_init__(self) -> None:
        self._open()

    @property
    def name(self) -> str:
        return self.folder.name

    def _open(self) -> None:
        self.store = Store.open(self.folder, self.enrolled.store_key, self.clock, self.ids)

    def close(self) -> None:
        self.store.close()

    def die(self) -> None:
        """End without a word: what the files hold at this moment is what the next start finds."""
        files = [self.folder / STORE_FILE, self.folder / LOG_FILE]
        left = [(one, one.with_name(f"{one.name}.left")) for one in files if one.exists()]
        for one, kept in left:
            shutil.copyfile(one, kept)
        self.store.close()
        for one in files:
            one.unlink(missing_ok=True)
        for one, kept in left:
            kept.replace(one)
        self._open()

    def sync(
        self,
        network: Network,
        faults: Mapping[int, Fault],
        limits: ClientLimits,
        cancel_after: int = 1_000_000,
    ) -> bool:
        """One sync; whether it came to its end. A dead laptop has been started again after it."""
        way = Line(network, faults)
        conversation = Conversation(
            way,
            self.enrolled.key,
            self.clock,
            self.ids.chance.randbytes,
            county_key=self.store.instruments.signing_key(),
        )
        exchange = Exchange(
            self.store,
            conversation,
            self.clock,
            progress=lambda _: None,
            is_cancelled=_counting(cancel_after),
            limits=limits,
            county=None,
        )
        try:
            exchange.run()
        except (SyncError, SyncCancelled) as error:
            self.said = str(error)
            return False
        except LaptopDied:
            self.said = "died"
            self.die()
            return False
        self.said, self.synced_at = "", network.clock.now()
        return True

    def may_write(self, case: CaseId, kind: RecordKind) -> bool:
        """What the laptop itself says, with what it knows."""
        question = AccessQuestion(
            hat=self.enrolled.hat,
            case=case,
            section=SECTION_OF_KIND[kind],
            action=Action.WRITE,
            at=self.clock.now(),
        )
        return decide(question, self.store.memberships()).allowed

    def shown(self, case: CaseId) -> list[CaseRecord]:
        """The records of a case within reach, as a screen would show them."""
        file = self.store.case(case)
        if file is None or file.membership is None:
            return []
        return [one.record for one in file.records]

    def work(
        self,
        case: CaseId,
        kind: RecordKind,
        fields: Mapping[str, JsonValue],
        *,
        over: CaseRecord | None = None,
        decides: Sequence[str] = (),
    ) -> Operation:
        """Write new work, or a change of a record as it is shown here."""
        link, hat = self.store.next_link(), self.enrolled.hat
        seen = {} if over is None else over.versions
        operation = Operation(
            id=OperationId(self.ids()),
            device=self.enrolled.device,
            counter=link.counter,
            author=hat.person,
            hat=hat.id,
            case=case,
            record=RecordId(self.ids()) if over is None else over.record,
            kind=kind,
            section=SECTION_OF_KIND[kind],
            fields=dict(fields),
            base={name: seen.get(name, 0) for name in fields},
            at=stamp(link.last, self.clock.now()).encode(),
            previous=link.previous,
            decides=tuple(decides),
        )
        self.store.record_work([operation], author_name=hat.person_name)
        return operation


def _counting(limit: int) -> Callable[[], bool]:
    asked = 0

    def is_cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > limit

    return is_cancelled
