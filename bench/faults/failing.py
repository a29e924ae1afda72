# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.failing MOST [WORKFLOW…]`: every file operation of a workflow fails once.

A library between the program and the system's calls (`failing.c`, compiled here) lets one call
fail, by EIO, by ENOSPC, or by writing half. The process that holds it forks a child for each call
and each failure; the child works until the first error, and the parent opens what is left.

Invariants: every index of a run without faults is tried; a failure may only end in an error of
`storage.errors` or in work that is really there.
"""

import ctypes
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.faults.work import Lost, Say, State, prepare
from bench.faults.workflows import WORKFLOWS
from bench.results import ROOT
from storage.errors import StorageError

SOURCE = Path(__file__).with_name("failing.c")
PRELOAD = "LD_PRELOAD"
SHORT = "short write"
KINDS = {"EIO": 1, "ENOSPC": 2, SHORT: 3}
SIX = ("answer", "save", "sign", "sync apply", "migrate", "wipe")
# Each of its runs stretches a passphrase, so only some of its calls are failed.
SLOW, SOME = "re-key", 100
ROUNDS = {"re-key": 1}
USUAL_ROUNDS = 2
HARMLESS, REFUSED, BROKEN, UNREACHED = 0, 3, 4, 5
ENDS = {HARMLESS: "went on", REFUSED: "refused", UNREACHED: "not reached"}


def compiler() -> str | None:
    """The system's C compiler; None where there is none, or the system is not Linux."""
    return shutil.which("cc") if sys.platform == "linux" else None


def build(folder: Path) -> Path:
    """Compile the library."""
    library = folder / "failing.so"
    command = ["cc", "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(command, check=True)
    return library


def run_with(library: Path, module: str, *arguments: str) -> bytes:
    """Run one of these modules with the library in front; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=os.environ | {PRELOAD: str(library)},
        stdout=subprocess.PIPE,
        check=True,
    )
    return done.stdout


class Faults:
    """The library, from inside a process that was started with it."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(os.environ[PRELOAD])
        self._library.fault_disarm.restype = ctypes.c_long

    def arm(self, folder: Path, at: int = -1, how: int = 0, trace: int = -1) -> None:
        """Watch the files below a folder; call number `at` fails."""
        self._library.fault_arm(f"{folder}/".encode(), ctypes.c_long(at), how, trace)

    def disarm(self) -> int:
        """Stop watching; how many calls there were."""
        return int(self._library.fault_disarm())

    def kinds(self, calls: int) -> str:
        """A letter for each call of the last run, as in the source; `w` writes."""
        return "".join(chr(self._library.fault_kind(ctypes.c_long(at))) for at in range(calls))

    def happened(self) -> bool:
        """Whether the call that was to fail was reached."""
        return bool(self._library.fault_happened())

    def say(self, line: str) -> None:
        """Put a line into the trace."""
        self._library.fault_say(line.encode())


def fail_each(names: tuple[str, ...] = SIX, most: int | None = None) -> dict[str, object]:
    """Fail every call once in each way.

    Args:
        most: calls tried of each workflow, spread evenly; all when None.
    """
    faults, wrong, tried = Faults(), [], Counter[str]()
    ended: Counter[str] = Counter()
    calls: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        template = prepare(Path(folder) / "template")
        base = Path(folder) / "run"
        for name in names:
            letters = list_calls(faults, name, template.copy(base))
            calls[name] = len(letters)
            step = 1 if most is None else max(1, len(letters) // most)
            for at in range(0, len(letters), step):
                for kind, how in KINDS.items():
                    if kind == SHORT and letters[at] != "w":
                        continue
                    state = template.copy(base)
                    found = _fail_one(faults, name, state, at, how)
                    tried[name] += 1
                    ended[found.partition(":")[0]] += 1
                    if found.startswith("wrong"):
                        wrong.append(f"{name}, call {at}, {kind}: {found}")
    return {"calls": calls, "tried": tried, "ended": ended, "wrong": wrong}


def list_calls(faults: Faults, name: str, state: State) -> str:
    """The calls of a run without faults, a letter for each."""
    faults.arm(state.base)
    WORKFLOWS[name].run(state, lambda _: None, ROUNDS.get(name, USUAL_ROUNDS))
    return faults.kinds(faults.disarm())


def _fail_one(faults: Faults, name: str, state: State, at: int, how: int) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(faults, lambda say: _do(faults, name, state, at, how, say), writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = [one.decode() for one in pipe.read().split(b"\n")[:-1]]
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in ENDS:
        return f"wrong: the program ended with {code} {said[-1:]}"
    try:
        WORKFLOWS[name].check(state, said)
    except (Lost, StorageError) as error:
        return f"wrong: {type(error).__name__}: {error}; said {said[-1:]}"
    return ENDS[code]


def _do(faults: Faults, name: str, state: State, at: int, how: int, say: Say) -> None:
    faults.arm(state.base, at, how)
    try:
        WORKFLOWS[name].run(state, say, ROUNDS.get(name, USUAL_ROUNDS))
    finally:
        faults.disarm()


def _work(faults: Faults, job: Callable[[Say], None], writing: int) -> None:
    code = BROKEN

    def say(line: str) -> None:
        os.write(writing, line.encode() + b"\n")

    try:
        job(say)
        code = HARMLESS if faults.happened() else UNREACHED
    except StorageError:
        code = REFUSED
    except BaseException as error:  # noqa: BLE001 - a forked child must never return
        say(repr(error))
    finally:
        os._exit(code)


if __name__ == "__main__":
    if PRELOAD not in os.environ:
        with TemporaryDirectory() as place:
            sys.stdout.write(run_with(build(Path(place)), __spec__.name, *sys.argv[1:]).decode())
    else:
        some = int(sys.argv[1]) or None
        print(json.dumps(fail_each(tuple(sys.argv[2:]) or SIX, some), indent=1))
