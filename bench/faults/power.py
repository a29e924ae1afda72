# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.power [STATES] [SEED]`: what a power cut may leave of each workflow.

The library of `failing` writes down every write, sync, cut, rename and removal of a run. A state
is a moment in that trace: what was synced is there; of each write since, the disk kept all, none or
some sectors, whatever came after it; of names since the last sync of their folder it kept the first
few. What the store had acknowledged before that moment must be in every state.
"""

import json
import os
import random
import shutil
import struct
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NamedTuple

from bench.faults.failing import PRELOAD, Faults, build, run_with
from bench.faults.work import Lost, State, prepare
from bench.faults.workflows import WORKFLOWS
from storage.errors import StorageError

SECTOR = 512
HEAD = struct.Struct("<cIqI")
SLOW = ("re-key", "passphrase change")
# Those that stretch a passphrase take five times as long; each still gets hundreds of states.
WEIGHTS = {name: 1 if name in SLOW else 4 for name in WORKFLOWS}
ROUNDS = 4


class Event(NamedTuple):
    """One line of the trace: a letter as in `failing.c`, and what it was done to."""

    kind: str
    path: str
    at: int
    data: bytes


@dataclass
class File:
    """What the disk has of a file, and what it may or may not have."""

    synced: bytes = b""
    pending: list[Event] = field(default_factory=list)

    def sync(self) -> None:
        """All of it is on the disk."""
        self.synced = _apply(self.synced, self.pending)
        self.pending = []


class Disk:
    """Files and names as they come about along a trace."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self.names = {path: File(content) for path, content in files.items()}
        self._synced_names = dict(self.names)
        self._moves: list[tuple[str, Event, File | None]] = []

    def take(self, event: Event) -> None:
        """One event of the trace."""
        held = self.names.get(event.path)
        if event.kind == "o" and event.at & (os.O_CREAT | os.O_TRUNC):
            if held is None and event.at & os.O_CREAT:
                held = self.names[event.path] = File()
                self._moves.append((os.path.dirname(event.path), event, held))  # noqa: PTH120 - text
            if held is not None and event.at & os.O_TRUNC:
                held.pending.append(Event("t", event.path, 0, b""))
        elif event.kind in "wt" and held is not None:
            held.pending.append(event)
        elif event.kind == "s":
            self._sync(event.path, held)
        elif event.kind in "mu":
            self._moves.append((os.path.dirname(event.path), event, held))  # noqa: PTH120 - text
            _move(self.names, event, held)

    def _sync(self, path: str, held: File | None) -> None:
        if held is not None:
            held.sync()
            return
        for folder, event, file in self._moves:
            if folder == path:
                _move(self._synced_names, event, file)
        self._moves = [one for one in self._moves if one[0] != path]

    def cut(self, rng: random.Random) -> dict[str, bytes]:
        """What is found after the power is back."""
        names = dict(self._synced_names)
        for _, event, file in self._moves[: rng.randint(0, len(self._moves))]:
            _move(names, event, file)
        return {path: _apply(file.synced, _kept(file.pending, rng)) for path, file in names.items()}


def record(name: str, state: State) -> tuple[dict[str, bytes], list[Event]]:
    """The files before a workflow, and the trace of it."""
    before = {str(one): one.read_bytes() for one in state.base.rglob("*") if one.is_file()}
    faults = Faults()
    with TemporaryFile() as trace:
        faults.arm(state.base, trace=trace.fileno())
        WORKFLOWS[name].run(state, faults.say, 2 if name in SLOW else ROUNDS)
        faults.disarm()
        trace.seek(0)
        return before, _read(trace.read())


def cut_many(
    states: int, seed: int, *, deaf: bool = False, only: Sequence[str] = ()
) -> tuple[Counter[str], list[str]]:
    """How many states of each workflow were looked at, and which were bad.

    Args:
        only: the workflows; all of them when empty.
        deaf: the disk heeds no sync; shows that losses are seen.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    done: Counter[str] = Counter()
    bad: list[str] = []
    with TemporaryDirectory() as folder:
        template, run = prepare(Path(folder) / "template"), Path(folder) / "run"
        traces = {name: record(name, template.copy(run)) for name in only or WORKFLOWS}
        if deaf:
            traces = {
                name: (before, [one for one in events if one.kind != "s"])
                for name, (before, events) in traces.items()
            }
        names = list(traces)
        weights = [WEIGHTS[name] for name in names]
        for number in range(states):
            name = names[number % len(names)]
            if number >= len(names):
                name = rng.choices(names, weights)[0]
            before, events = traces[name]
            moment = rng.randint(0, len(events))
            found = _look(name, State(run, template.first_key), before, events[:moment], rng)
            done[name] += 1
            if found:
                bad.append(f"{name}, seed {seed}, state {number}, event {moment}: {found}")
    return done, bad


def _look(
    name: str,
    state: State,
    before: dict[str, bytes],
    events: list[Event],
    rng: random.Random,
) -> str:
    disk = Disk(before)
    for event in events:
        disk.take(event)
    shutil.rmtree(state.base, ignore_errors=True)
    for path, content in disk.cut(rng).items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)
    said = [one.path for one in events if one.kind == "!"]
    try:
        WORKFLOWS[name].check(state, said)
    except (Lost, StorageError) as error:
        return f"{type(error).__name__}: {error}; said {said[-1:]}"
    return ""


def _kept(pending: list[Event], rng: random.Random) -> list[Event]:
    kept = []
    for event in pending:
        chance = rng.random()
        if chance < 0.5 or (event.kind == "t" and chance < 0.75):
            kept.append(event)
        elif chance < 0.75:
            kept += [
                Event("w", event.path, event.at + at, event.data[at : at + SECTOR])
                for at in range(0, len(event.data), SECTOR)
                if rng.random() < 0.5
            ]
    return kept


def _apply(content: bytes, events: list[Event]) -> bytes:
    made = bytearray(content)
    for event in events:
        if event.kind == "t":
            del made[event.at :]
            made.extend(bytes(event.at - len(made)))
        else:
            made.extend(bytes(max(0, event.at - len(made))))
            made[event.at : event.at + len(event.data)] = event.data
    return bytes(made)


def _move(names: dict[str, File], event: Event, file: File | None) -> None:
    if event.kind == "o" and file is not None:
        names[event.path] = file
    elif event.kind == "u":
        names.pop(event.path, None)
    elif event.kind == "m" and file is not None:
        names.pop(event.path, None)
        names[event.data.decode()] = file


def _read(trace: bytes) -> list[Event]:
    events, at = [], 0
    while at < len(trace):
        kind, length, place, size = HEAD.unpack_from(trace, at)
        at += HEAD.size
        path = trace[at : at + length].decode()
        events.append(Event(kind.decode(), path, place, trace[at + length : at + length + size]))
        at += length + size
    return events


if __name__ == "__main__":
    if PRELOAD not in os.environ:
        with TemporaryDirectory() as home:
            sys.stdout.write(run_with(build(Path(home)), __spec__.name, *sys.argv[1:]).decode())
    else:
        deaf, named = "deaf" in sys.argv, [one for one in sys.argv[3:] if one != "deaf"]
        looked, wrong = cut_many(int(sys.argv[1]), int(sys.argv[2]), deaf=deaf, only=named)
        print(json.dumps({"states": looked.total(), "by_workflow": looked, "bad": wrong}, indent=1))
