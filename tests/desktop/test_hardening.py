# SPDX-License-Identifier: AGPL-3.0-or-later
"""A window process keeps its memory to itself, as the system itself confirms."""

import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = """
from desktop.hardening import harden_process, read_hardening
harden_process(readable={readable})
print(read_hardening())
"""


def harden(*, readable: bool = False) -> str:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(readable=readable)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_a_crash_writes_no_picture_of_the_memory() -> None:
    assert "no_core_dumps=True" in harden()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process ask for it")
def test_other_programs_of_the_same_user_cannot_read_it() -> None:
    assert "unreadable=True" in harden()
    assert "unreadable=False" in harden(readable=True)


def test_a_mistake_of_any_thread_is_told_by_its_kind_and_never_by_its_words() -> None:
    program = """
import sys, threading
from desktop.crash import report_crashes

class Gone:
    def __del__(self):
        raise ValueError("quillfeather")

def fail():
    raise KeyError("quillfeather")

report_crashes()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
gone = Gone()
del gone
raise RuntimeError("quillfeather")
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "quillfeather" not in done.stdout + done.stderr
    for kind in ("KeyError", "ValueError", "RuntimeError"):
        assert f"A mistake of the program: {kind}" in done.stderr
