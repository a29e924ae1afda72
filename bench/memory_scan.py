# SPDX-License-Identifier: AGPL-3.0-or-later
"""Looks for planted words and keys in the memory of every Fieldfare process, one second after lock.

The program is the real one: its keeper, its window process and the warm one behind it, on a real
vault. Only the hands are ours (bench.memory_hands). Memory is read from /proc, all of it, so this
is for Linux; a scan before the lock must find what the scan after it must not.
"""

import json
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import psutil

from bench.memory_store import NOTE, PASSPHRASE, TERM, TYPED, YOUTH, make_marked_laptop
from bench.results import ROOT, Result, make_result, write_results
from desktop.paths import Places

RUNS = 100
AFTER_SECONDS = 1.0
WARM_SECONDS = 1.0
PATIENCE_SECONDS = 60.0
CHUNK = 8 << 20
COMMAND = "make soak"
TOPIC = "vault"
KEEPER = (
    "import sys; from desktop.keeper import keep_window; "
    "sys.exit(keep_window(['--home', sys.argv[1], '--memory-may-be-read'], "
    "[sys.executable, '-m', 'bench.memory_hands', '--hands', sys.argv[2]]))"
)

Hits = dict[str, int]


@dataclass(frozen=True)
class Scan:
    """What one look at all processes found.

    Attributes:
        hits: how often each marker was found, all processes together.
        processes: how many were read.
        bytes_read: how much of them.
    """

    hits: Hits
    processes: int
    bytes_read: int

    @property
    def total(self) -> int:
        """All hits together."""
        return sum(self.hits.values())


@dataclass
class Times:
    """Milliseconds after the lock was asked for, one per run."""

    next_window: list[float] = field(default_factory=list)
    ended: list[float] = field(default_factory=list)


def markers(key: bytes) -> dict[str, bytes]:
    """Every planted word in the ways a program keeps text, and the key raw and as digits."""
    words = {
        "name": YOUTH,
        "note read": NOTE,
        "note typed": TYPED,
        "term": TERM,
        "passphrase": PASSPHRASE,
        "key in hexadecimal": key.hex(),
        "key in capital hexadecimal": key.hex().upper(),
    }
    found = {"key": key}
    for name, word in words.items():
        found[f"{name}, UTF-8"] = word.encode()
        found[f"{name}, UTF-16"] = word.encode("utf-16-le")
    return found


def scan_process(pid: int, wanted: Mapping[str, bytes]) -> tuple[Hits, int]:
    """Hits in one process, and how many bytes were read."""
    hits = dict.fromkeys(wanted, 0)
    read = 0
    overlap = max(map(len, wanted.values())) - 1
    maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8", errors="replace")
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for begin, end in _readable(maps):
            at = begin
            while at < end:
                try:
                    memory.seek(at)
                    content = memory.read(min(CHUNK + overlap, end - at))
                except (OSError, ValueError):
                    break
                if not content:
                    break
                read += len(content)
                for name, word in wanted.items():
                    hits[name] += content.count(word)
                at += CHUNK
    return hits, read


def _readable(maps: str) -> Iterator[tuple[int, int]]:
    for line in maps.splitlines():
        found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r\S+ \S+ \S+ \S+\s*(.*)", line)
        if found and found[3] not in ("[vvar]", "[vvar_vclock]", "[vsyscall]"):
            yield int(found[1], 16), int(found[2], 16)


class Run:
    """One start of the program, with a line to the hands in its window processes."""

    def __init__(self, places: Places, folder: Path) -> None:
        self._listening = socket.socket(socket.AF_UNIX)
        address = str(folder / "hands")
        Path(address).unlink(missing_ok=True)
        self._listening.bind(address)
        self._listening.listen()
        self._listening.settimeout(PATIENCE_SECONDS)
        self.keeper = subprocess.Popen(
            [sys.executable, "-c", KEEPER, str(places.home), address],
            cwd=ROOT,
            env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        )
        self.hands = self.meet()

    def meet(self) -> socket.socket:
        """The hands of the next window that is shown."""
        hands, _ = self._listening.accept()
        hands.settimeout(PATIENCE_SECONDS)
        _expect(hands, "shown")
        return hands

    def do(self, word: str, text: str = "") -> None:
        """Let the hands do one thing, and wait until it is done."""
        self.say(word, text)
        _expect(self.hands, f"done {word}")

    def say(self, word: str, text: str = "") -> None:
        """Tell the hands without waiting."""
        said: dict[str, Any] = {"do": word} | ({"text": text} if text else {})
        self.hands.sendall(json.dumps(said).encode())

    def work(self) -> None:
        """Unlock, search, open the case, begin a note."""
        self.do("unlock", PASSPHRASE)
        self.do("search", TERM)
        self.do("open")
        self.do("note", TYPED)

    def processes(self) -> list[int]:
        """The keeper and everything below it that lives."""
        keeper = psutil.Process(self.keeper.pid)
        family = [keeper, *keeper.children(recursive=True)]
        return [one.pid for one in family if one.status() != psutil.STATUS_ZOMBIE]

    def scan(self, wanted: Mapping[str, bytes]) -> Scan:
        """Read all of it."""
        total = dict.fromkeys(wanted, 0)
        read = 0
        pids = self.processes()
        for pid in pids:
            hits, size = scan_process(pid, wanted)
            read += size
            for name, count in hits.items():
                total[name] += count
        return Scan(total, len(pids), read)

    def lock(self) -> tuple[int, float]:
        """Lock; returns the process that shall be gone and the moment of the lock."""
        pid = self._window()
        self.say("lock")
        _expect(self.hands, "locking")
        return pid, time.monotonic()

    def _window(self) -> int:
        peer = self.hands.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return int.from_bytes(peer[:4], sys.byteorder)

    def close(self) -> None:
        """End the keeper as a killed one ends, so that its children must end by themselves."""
        family = psutil.Process(self.keeper.pid).children(recursive=True)
        self.keeper.kill()
        self.keeper.wait()
        _, left = psutil.wait_procs(family, PATIENCE_SECONDS)
        self.hands.close()
        self._listening.close()
        if left:
            raise AssertionError(f"left behind: {left}")


@contextmanager
def running(places: Places) -> Iterator[Run]:
    """The program, started; ended on the way out."""
    with TemporaryDirectory() as folder:
        run = Run(places, Path(folder))
        try:
            yield run
        finally:
            run.close()


def scan_around_lock(
    places: Places, wanted: Mapping[str, bytes], times: Times, *, warm: bool = True
) -> tuple[Scan, Scan]:
    """Work, look, lock, and look again one second after.

    Args:
        places: a laptop of bench.memory_store.
        wanted: what to look for.
        times: gets the times of this run.
        warm: look before the lock, which also gives the process behind time to load everything.
    """
    with running(places) as run:
        run.work()
        before = Scan({}, 0, 0)
        if warm:
            time.sleep(WARM_SECONDS)
            before = run.scan(wanted)
        pid, locked_at = run.lock()
        psutil.Process(pid).wait(PATIENCE_SECONDS)
        times.ended.append((time.monotonic() - locked_at) * 1000)
        if warm:
            run.hands.close()
            run.hands = run.meet()
            times.next_window.append((time.monotonic() - locked_at) * 1000)
        time.sleep(max(0.0, locked_at + AFTER_SECONDS - time.monotonic()))
        return before, run.scan(wanted)


def _expect(hands: socket.socket, word: str) -> None:
    said = b""
    while not said.endswith(b"\n"):
        more = hands.recv(4096)
        if not more:
            raise AssertionError(f"the window went while “{word}” was waited for")
        said += more
    if said.decode().strip() != word:
        raise AssertionError(f"{said!r} instead of “{word}”")


def measure(runs: int = RUNS) -> list[Result]:
    """All runs, every tenth locked before the process behind is warm."""
    hits: list[float] = []
    hits_before: list[float] = []
    times = Times()
    with TemporaryDirectory() as folder:
        places = Places(Path(folder))
        wanted = markers(make_marked_laptop(places))
        for number in range(runs):
            warm = number % 10 != 9
            before, after = scan_around_lock(places, wanted, times, warm=warm)
            hits.append(after.total)
            hits_before += [before.total] if warm else []
    return [
        make_result(
            "Planted words and keys found in memory 1 s after lock, all runs",
            hits,
            "hits",
            bar=0,
            summarize=sum,
            command=COMMAND,
        ),
        make_result(
            "The same scan just before lock, which must find some; fewest",
            hits_before,
            "hits",
            bar=1,
            better="higher",
            summarize=min,
            command=COMMAND,
        ),
        make_result(
            "Lock to the end of the process that was unlocked, slowest",
            times.ended,
            "ms",
            bar=1000,
            summarize=max,
            command=COMMAND,
        ),
        make_result(
            "Lock to the next unlock screen, process behind warm",
            times.next_window,
            "ms",
            command=COMMAND,
        ),
    ]


def main() -> int:
    """Run and write; returns 0 when no bar was missed."""
    results = measure(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
    for one in results:
        sys.stdout.write(f"{one.promise}: {one.figure:g} {one.unit}, {one.runs} runs\n")
    if len(sys.argv) < 2:
        write_results(TOPIC, results)
    return 0 if all(one.is_met for one in results) else 1


if __name__ == "__main__":
    sys.exit(main())
