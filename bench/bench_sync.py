# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sync beside PouchDB and beside the floor, in one run: the same records, in turn, on one machine.

Ours: TLS 1.3, signed requests and answers, policy, row security, the logs, sealed content, durable
PostgreSQL, the encrypted store with its search. PouchDB: plain HTTP, LevelDB on both ends, no
rights. The floor: ready-made zstd batches of rows over plain HTTP into bare SQLCipher with FTS5.
PouchDB is in `../shared/bench/sync`, or where PEERS says; without it ours is measured alone.
"""

import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import JsonValue

from bench.bench_pull import pull_floor
from bench.race_records import PEERS, race_records
from bench.results import ROOT, Beside, Result, make_result, time_ms
from bench.store_data import empty_store
from bench.store_floor import floor_database
from bench.sync_parts import (
    Child,
    CountingProxy,
    Laptop,
    child_of,
    come_to_rest,
    county_child,
    joined,
)
from casework.clock import to_milliseconds
from casework.ids import OperationId, RecordId
from casework.operations import Operation
from casework.records import CaseRecord
from casework.vocabulary import SECTION_OF_KIND, RecordKind
from storage.store import Store
from sync.client.engine import Phase, Progress
from tests.fakes.county import new_id

TOPIC = "sync"
RUNS = 5
MOST_OF_FLOOR = 1.6
SIZES = {10_000: 1_000, 50_000: 2_000}
CHANGES = 10
PUSHED = 1_000
Samples = dict[str, list[float]]


def measure() -> list[Result]:
    """Every size in turn; within one, ours, PouchDB and the floor take turns."""
    results = []
    for records, cases in SIZES.items():
        samples: Samples = defaultdict(list)
        with TemporaryDirectory() as folder:
            _race(Path(folder), records, cases, samples)
        results += _pulls(records, samples)
        if records == max(SIZES):
            results += _small(samples)
        else:
            results += _pushes(samples)
    return results


def _race(folder: Path, records: int, cases: int, samples: Samples) -> None:
    docs = folder / "docs.jsonl"
    made = race_records(cases=cases, records=records)
    docs.write_text("\n".join(one.model_dump_json() for one in made), encoding="utf-8")
    with ExitStack() as stack:
        pouch = stack.enter_context(_pouch(docs, folder))
        bare = stack.enter_context(child_of(_floor_command(records, cases)))
        port = bare.hear()["port"]
        county, ready = stack.enter_context(county_child(folder / "county", records, cases))
        target = int(ready["url"].rpartition(":")[2])
        proxy = stack.enter_context(CountingProxy(target))
        for _ in range(RUNS):
            with empty_store() as store, joined(store, county, ready, ready["url"]) as laptop:
                samples["pull"].append(time_ms(laptop.sync))
                assert _count(store) == records, "not everything came"
                _follow(laptop, county, samples)
                _push(laptop, made, samples)
            county.tell("reset")
            with floor_database() as database:
                samples["floor pull"].append(time_ms(pull_floor, database, port, [], records))
            if pouch is not None:
                _race_pouch(pouch, records, samples)
        with empty_store() as store:
            address = f"https://127.0.0.1:{proxy.port}"
            with joined(store, county, ready, address) as laptop:
                _count_bytes(laptop, proxy, made, samples)


def _follow(laptop: Laptop, county: Child, samples: Samples) -> None:
    """What happens at a laptop that has everything and has compared it with the county's."""
    come_to_rest(laptop)
    for _ in range(3):
        samples["nothing"].append(time_ms(laptop.sync))
        county.tell("change", count=CHANGES)
        samples["changes"].append(time_ms(laptop.sync))


def _push(laptop: Laptop, made: list[CaseRecord], samples: Samples) -> None:
    """Send new notes like the ones that were pulled, until the last is answered and settled."""
    _write_notes(laptop, made, PUSHED)
    began = time.perf_counter()
    ended = began

    def look(step: Progress) -> None:
        nonlocal ended
        if step.phase is Phase.SENDING and step.done >= PUSHED:
            ended = time.perf_counter()

    receipt = laptop.sync(look)
    assert receipt.sent == PUSHED, receipt
    samples["push"].append((ended - began) * 1000)


def _write_notes(laptop: Laptop, made: list[CaseRecord], count: int) -> None:
    notes = [one for one in made if one.kind is RecordKind.CONTACT_NOTE][:count]
    assert len(notes) == count
    _record(laptop, [(one, RecordId(new_id()), dict(one.fields)) for one in notes])


def _record(
    laptop: Laptop, wanted: list[tuple[CaseRecord, RecordId, dict[str, JsonValue]]]
) -> None:
    store, profile = laptop.store, laptop.store.profile()
    assert profile is not None
    link = store.next_link()
    counter, previous = link.counter, link.previous
    operations = []
    for like, record, fields in wanted:
        one = Operation(
            id=OperationId(new_id()),
            device=profile.device,
            counter=counter,
            author=profile.hat.person,
            hat=profile.hat.id,
            case=like.case,
            record=record,
            kind=like.kind,
            section=SECTION_OF_KIND[like.kind],
            fields=fields,
            base=dict.fromkeys(fields, 0),
            at=f"{to_milliseconds(laptop.clock.now()):013d}-0000",
            previous=previous,
        )
        counter, previous = counter + 1, one.digest()
        operations.append(one)
    store.record_work(operations, author_name=profile.hat.person_name)


def _write_edits(laptop: Laptop, made: list[CaseRecord]) -> int:
    """Give youths the name they go by: one field each."""
    wanted: list[tuple[CaseRecord, RecordId, dict[str, JsonValue]]] = []
    for number, one in enumerate(one for one in made if one.kind is RecordKind.YOUTH):
        file = laptop.store.case(one.case)
        assert file is not None
        held = next(row.record for row in file.records if row.record.kind is RecordKind.YOUTH)
        wanted.append((held, held.record, {"chosen_name": f"Name {number:05d}"}))
    _record(laptop, wanted[:PUSHED])
    return len(wanted[:PUSHED])


def _count(store: Store) -> int:
    return sum(
        0 if file is None else len(file.records)
        for file in (store.case(one.case) for one in store.memberships())
    )


def _count_bytes(
    laptop: Laptop, proxy: CountingProxy, made: list[CaseRecord], samples: Samples
) -> None:
    """Every byte that crosses, with TLS, headers and all other messages of a sync."""
    proxy.begin()
    laptop.sync()
    samples["bytes a record"].append((proxy.up + proxy.down) / _count(laptop.store))
    come_to_rest(laptop)
    for _ in range(RUNS):
        proxy.begin()
        laptop.sync()
        samples["bytes of nothing"].append(proxy.up + proxy.down)
        samples["connections of nothing"].append(max(1, proxy.connections))
    count = _write_edits(laptop, made)
    samples["bytes an edit"].append(_count_push(laptop, proxy) / count)
    _write_notes(laptop, made, PUSHED)
    samples["bytes a note"].append(_count_push(laptop, proxy) / PUSHED)


def _count_push(laptop: Laptop, proxy: CountingProxy) -> int:
    """Bytes towards the county from the first operation read to the last one settled."""
    seen: list[int] = []

    def look(step: Progress) -> None:
        if step.phase is Phase.SENDING:
            seen.append(proxy.up)

    laptop.sync(look)
    return seen[-1] - seen[0]


def _race_pouch(pouch: Child, records: int, samples: Samples) -> None:
    samples["pouch pull"].append(pouch.tell("pull", n=records))
    for _ in range(3):
        samples["pouch nothing"].append(pouch.tell("again", n=records))
        samples["pouch changes"].append(pouch.tell("changed", n=records, count=CHANGES))
    samples["pouch push"].append(pouch.tell("push", n=PUSHED))


@contextmanager
def _pouch(docs: Path, folder: Path) -> Iterator[Child | None]:
    node = shutil.which("node")
    if node is None or not (PEERS / "js" / "node_modules" / "pouchdb").exists():
        sys.stderr.write(f"PouchDB is not in {PEERS}; ours is measured alone.\n")
        yield None
        return
    script = str(ROOT / "bench" / "pouch.js")
    place = folder / "pouch"
    place.mkdir()
    with child_of([node, script, str(PEERS.resolve()), str(docs), str(place)]) as child:
        child.hear()
        yield child


def _floor_command(records: int, cases: int) -> list[str]:
    return [sys.executable, "-m", "bench.pull_servers", "floor", str(records), str(cases)]


def _pulls(records: int, samples: Samples) -> list[Result]:
    floor = Beside("bare zstd batches into SQLCipher with FTS", samples["floor pull"], 1.6)
    told = f"First pull of {records:,} records into the encrypted store with search"
    return [
        make_result(
            f"{told}, beside PouchDB", samples["pull"], "ms", beside=_pouchs("pull", samples, 3)
        ),
        make_result(f"{told}, beside the floor", samples["pull"], "ms", beside=floor),
        make_result(
            f"Bytes a record of a first pull of {records:,}, counted by a proxy",
            samples["bytes a record"],
            "bytes",
            bar=270,
        ),
    ]


def _small(samples: Samples) -> list[Result]:
    return [
        make_result(
            "Sync that brings 10 changes with 50,000 records on board",
            samples["changes"],
            "ms",
            bar=4,
        ),
        make_result(
            "Sync that brings 10 changes with 50,000 records on board, beside PouchDB",
            samples["changes"],
            "ms",
            beside=_pouchs("changes", samples, 5),
        ),
        make_result("Sync with nothing to do", samples["nothing"], "ms", bar=2),
        make_result(
            "Sync with nothing to do, beside PouchDB",
            samples["nothing"],
            "ms",
            beside=_pouchs("nothing", samples, 5),
        ),
        make_result(
            "Bytes of a sync with nothing to do, both ways, counted by a proxy",
            samples["bytes of nothing"],
            "bytes",
            bar=500,
        ),
        make_result(
            "Connections of a sync with nothing to do",
            samples["connections of nothing"],
            "connections",
            bar=1,
        ),
    ]


def _pushes(samples: Samples) -> list[Result]:
    return [
        make_result(
            "Push of 1,000 notes of 1 KB, durable in PostgreSQL, beside PouchDB",
            samples["push"],
            "ms",
            beside=_pouchs("push", samples, 3),
        ),
        make_result(
            "Bytes an operation pushed that changes one field, counted by a proxy",
            samples["bytes an edit"],
            "bytes",
            bar=90,
        ),
        make_result(
            "Bytes an operation pushed that is a note of 1 KB, counted by a proxy",
            samples["bytes a note"],
            "bytes",
        ),
    ]


def _pouchs(work: str, samples: Samples, times: float) -> Beside | None:
    """PouchDB's samples; ours must be this many times faster."""
    told = samples[f"pouch {work}"]
    return Beside("PouchDB 9, LevelDB on both ends", told, most=1 / times) if told else None
