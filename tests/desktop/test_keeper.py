# SPDX-License-Identifier: AGPL-3.0-or-later
"""One window process at a time, a warm one behind it, and never one without its keeper.

The window processes here are a few lines of Python that say what a real one says.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from desktop.keeper import keep_window
from desktop.launch import asks_for_window

Keep = Callable[[str], tuple[int, list[str]]]
CHILD = """
import json, os, sys
folder, *options = sys.argv[1:]
def say(word, **more):
    sys.stdout.write(json.dumps({"say": word, **more}) + "\\n"); sys.stdout.flush()
def note(line):
    with open(os.path.join(folder, "log"), "a") as log: log.write(line + "\\n")
def hear():
    return sys.stdin.readline()
"""


@pytest.fixture
def keep(tmp_path: Path) -> Keep:
    """Runs a keeper over a scripted child; returns (exit code, lines the children noted)."""

    def run(script: str) -> tuple[int, list[str]]:
        child = tmp_path / "child.py"
        child.write_text(CHILD + script)
        code = keep_window([str(tmp_path)], [sys.executable, str(child)])
        log = tmp_path / "log"
        return code, log.read_text().split("\n")[:-1] if log.exists() else []

    return run


def test_closing_the_window_ends_all_with_its_code(keep: Keep) -> None:
    assert keep('say("shown"); sys.exit(0)') == (0, [])


def test_a_window_that_never_came_ends_the_program_with_its_code(keep: Keep) -> None:
    assert keep("sys.exit(3)") == (3, [])


def test_at_lock_the_warm_one_takes_its_place_and_the_old_one_is_let_go(keep: Keep) -> None:
    script = """
if "--standby" not in options:
    say("shown"); say("unlocked")
    say("locked", reason="idle", geometry="AAA")
    note("first told " + hear().strip()); sys.exit(0)
told = json.loads(hear())
note("second told " + told["do"] + " " + told["reason"] + " " + told["geometry"])
say("shown")
sys.exit(0)
"""
    code, lines = keep(script)
    assert code == 0
    assert lines[0] == "second told show idle AAA"


def test_a_crash_is_told_and_a_locked_window_follows(
    keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    script = """
if "--standby" not in options:
    say("shown"); os.kill(os.getpid(), 9)
note(json.loads(hear())["reason"])
say("shown"); sys.exit(0)
"""
    assert keep(script) == (0, ["crashed"])
    assert "A mistake of the program" in capsys.readouterr().err


def test_a_warm_one_that_dies_is_made_again_when_it_is_needed(keep: Keep) -> None:
    script = """
import time
if "--standby" not in options:
    say("shown"); say("unlocked")
    while not os.path.exists(os.path.join(folder, "died")): pass
    say("locked"); hear(); sys.exit(0)
mark = os.path.join(folder, "died")
if not os.path.exists(mark):
    open(mark, "w").close(); os.kill(os.getpid(), 9)
if json.loads(hear() or "{}").get("do") == "show":
    note("shown"); say("shown")
sys.exit(0)
"""
    code, lines = keep(script)
    assert code == 0
    assert lines == ["shown"]


def test_a_killed_keeper_leaves_nobody_behind(tmp_path: Path) -> None:
    child = tmp_path / "child.py"
    child.write_text(CHILD + 'say("shown"); note("up"); sys.stdin.read(); note("ended")')
    line = "import sys; from desktop.keeper import keep_window; keep_window([sys.argv[1]], "
    line += "[sys.executable, sys.argv[2]])"
    command = [sys.executable, "-c", line, str(tmp_path), str(child)]
    keeper = subprocess.Popen(command, cwd=Path(__file__).resolve().parents[2])
    log = tmp_path / "log"
    while not log.exists() and keeper.poll() is None:
        pass
    family = psutil.Process(keeper.pid).children()
    assert len(family) == 1
    keeper.kill()
    keeper.wait()
    assert psutil.wait_procs(family, 10)[1] == []


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        ([], True),
        (["--home", "tour"], True),
        (["--home=x", "--until-shown"], True),
        (["tour"], False),
        (["--home", "x", "tour"], False),
        (["--help"], False),
        (["--home"], False),
    ],
    ids=str,
)
def test_only_a_call_without_a_command_opens_the_window(call: list[str], wanted: object) -> None:
    assert asks_for_window(call) is wanted
