# SPDX-License-Identifier: AGPL-3.0-or-later
"""`python -m bench.faults.kills RUNS SEED [NAME…]`: SIGKILL at random moments of every workflow.

A process that has imported everything forks a child for each run; the child works and says over a
pipe what was acknowledged, is killed after a random time, and the parent opens what is left the
way the program does. A killed process leaves its writes with the system, so nothing here speaks of
power loss; that is `power`.
"""

import json
import os
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory, mkdtemp

from bench.faults.work import Lost, State, prepare
from bench.faults.workflows import WORKFLOWS
from storage.errors import StorageError

FOREVER = 1_000_000
# Those that stretch a passphrase take ten times as long; each still gets hundreds.
WEIGHTS = {"re-key": 1, "passphrase change": 1}
USUAL_WEIGHT = 4


def kill_many(
    runs: int, seed: int, keep: Path | None = None, names: Sequence[str] = ()
) -> tuple[Counter[str], list[str]]:
    """How many kills came in each workflow, and what was wrong after which.

    Args:
        names: the workflows; all of them when empty.
        keep: where the folders of bad runs are left; nowhere when None.
    """
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    names = list(names or WORKFLOWS)
    weights = [WEIGHTS.get(name, USUAL_WEIGHT) for name in names]
    done: Counter[str] = Counter()
    wrong: list[str] = []
    with TemporaryDirectory() as folder:
        template = prepare(Path(folder) / "template")
        for run in range(runs):
            name = names[run % len(names)] if run < len(names) else rng.choices(names, weights)[0]
            base = Path(folder) / "run"
            found = _kill_one(name, template.copy(base), rng.uniform(0, WORKFLOWS[name].span))
            done[name] += 1
            if found:
                wrong.append(f"{name}, seed {seed}, run {run}: {found}")
                if keep is not None:
                    shutil.copytree(base, keep / f"{seed}-{run}")
    return done, wrong


def _kill_one(name: str, state: State, after: float) -> str:
    """Empty when all is well, else what was not."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _work(name, state, reading, writing)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    said = _read_all(reading)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        return f"the work itself failed: {said[-1:]}"
    try:
        WORKFLOWS[name].check(state, said)
    except (Lost, StorageError) as error:
        return f"{type(error).__name__}: {error}; said {said[-1:]}"
    return ""


def _work(name: str, state: State, reading: int, writing: int) -> None:
    code = 1
    try:
        os.close(reading)
        WORKFLOWS[name].run(state, lambda one: _say(writing, one), FOREVER)
        code = 0
    except BaseException as error:  # noqa: BLE001 - a forked child must never return
        _say(writing, repr(error))
    finally:
        os._exit(code)


def _say(writing: int, line: str) -> None:
    os.write(writing, line.encode() + b"\n")


def _read_all(reading: int) -> list[str]:
    with os.fdopen(reading, "rb") as pipe:
        return [one.decode() for one in pipe.read().split(b"\n")[:-1]]


if __name__ == "__main__":
    asked = int(sys.argv[1])
    place = Path(mkdtemp(prefix="fieldfare-kills-"))
    kills, bad = kill_many(asked, int(sys.argv[2]), place, sys.argv[3:])
    print(json.dumps({"kills": sum(kills.values()), "by_workflow": kills, "wrong": bad}, indent=1))
