# SPDX-License-Identifier: AGPL-3.0-or-later
"""Building a form in a process of its own, so that a hostile file cannot take the program down.

Invariants: the child sees the bytes and nothing else; it limits its own memory, processor time and
files before anything of the form is read; it ends with its answer, at its limits, when it is
cancelled, or when it takes too long, and its end is one sentence.

This module is the only one of its room that starts a process (docs/adr/0004).
"""

import base64
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from pydantic import JsonValue, TypeAdapter

from forms.check import CheckReport, check_form
from forms.errors import FormError, FormInvalid, FormUnreadable, Problem
from forms.limits import LIMITS, ApartLimits
from forms.pack import InstrumentPack, build_pack

WAIT = 0.1
"""Seconds between looks at whether the caller gave up."""

_ROOM = 16_000_000
"""Bytes that must still be free when a form is refused, or memory is taken to be the reason."""

Cancelled = Callable[[], bool]


def build_pack_apart(
    content: bytes,
    filename: str,
    files: Mapping[str, bytes] | None = None,
    *,
    limits: ApartLimits | None = None,
    cancelled: Cancelled = lambda: False,
) -> InstrumentPack:
    """As `forms.pack.build_pack`, in a process of its own.

    Raises:
        FormError: as build_pack does, or the file asks for more than the limits, or it was
            cancelled.
    """
    beside: dict[str, JsonValue] = {
        name: base64.b64encode(one).decode() for name, one in (files or {}).items()
    }
    job: dict[str, JsonValue] = {"job": "pack", "filename": filename, "files": beside}
    done = _ask(job, content, limits or LIMITS.apart, cancelled)
    return InstrumentPack.model_validate(done["pack"])


def check_form_apart(
    content: bytes,
    filename: str,
    *,
    limits: ApartLimits | None = None,
    cancelled: Cancelled = lambda: False,
) -> CheckReport:
    """As `forms.check.check_form`, in a process of its own; every problem is in the report."""
    try:
        done = _ask(
            {"job": "check", "filename": filename}, content, limits or LIMITS.apart, cancelled
        )
    except FormError as error:
        is_sheet = not filename.casefold().endswith(".xml")
        return CheckReport("XLSForm" if is_sheet else "XForm", problems=error.problems)
    return TypeAdapter(CheckReport).validate_python(done["report"])


def _ask(
    job: dict[str, JsonValue], content: bytes, limits: ApartLimits, cancelled: Cancelled
) -> dict[str, JsonValue]:
    asked = json.dumps({**job, "limits": asdict(limits)}).encode() + b"\n"
    with TemporaryFile() as given:
        given.write(asked + base64.b64encode(content))
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - this program itself
            child_command(),
            stdin=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        ) as child:
            try:
                answer = _wait(child, limits, cancelled)
            finally:
                if child.poll() is None:
                    child.kill()
    return _read_answer(answer, child.returncode)


def child_command() -> list[str]:
    """How this program starts itself again to build a form."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "build-form-apart"]
    return [sys.executable, "-m", "forms.apart"]


def _wait(child: "subprocess.Popen[bytes]", limits: ApartLimits, cancelled: Cancelled) -> bytes:
    ends = time.monotonic() + limits.wall_seconds
    while True:
        try:
            return child.communicate(timeout=WAIT)[0]
        except subprocess.TimeoutExpired:
            if cancelled():
                raise FormUnreadable("Reading the form was cancelled.") from None
            if time.monotonic() > ends:
                raise FormUnreadable(
                    f"The form took longer than {limits.wall_seconds} seconds to read; "
                    "make it smaller."
                ) from None


def _read_answer(answer: bytes, code: int) -> dict[str, JsonValue]:
    try:
        done = json.loads(answer)
    except ValueError as error:
        busy = code == -getattr(signal, "SIGXCPU", 0) or code == -9
        why = "too long" if busy else "more memory than a form may use"
        raise FormUnreadable(
            f"The form takes {why} to read; make it smaller, or mend what repeats in it."
        ) from error
    if "problems" in done:
        problems = [Problem(**one) for one in done["problems"]]
        kind = FormInvalid if done["kind"] == "invalid" else FormUnreadable
        raise kind(*problems)
    assert isinstance(done, dict)
    return done


def serve(given: BinaryIO, answers: BinaryIO) -> None:
    """Do one job in this process, whose limits are set first."""
    asked = json.loads(given.readline())
    _limit(ApartLimits(**asked["limits"]))
    try:
        answers.write(json.dumps(_do(asked, base64.b64decode(given.read()))).encode())
    except FormError as error:
        kind = "invalid" if isinstance(error, FormInvalid) else "unreadable"
        problems = [asdict(one) for one in error.problems]
        answers.write(json.dumps({"kind": kind, "problems": problems}).encode())
    answers.flush()


def _do(asked: Mapping[str, Any], content: bytes) -> dict[str, JsonValue]:
    try:
        try:
            return _build(asked, content)
        except FormError:
            # readers that run out of memory say that the file is damaged.
            bytearray(_ROOM)
            raise
    except MemoryError as error:
        raise FormUnreadable(
            "The form takes more memory than a form may use; make it smaller."
        ) from error


def _build(asked: Mapping[str, Any], content: bytes) -> dict[str, JsonValue]:
    if asked["job"] == "check":
        return {"report": asdict(check_form(content, asked["filename"]))}
    files = {name: base64.b64decode(one) for name, one in asked["files"].items()}
    pack = build_pack(content, asked["filename"], files)
    return {"pack": pack.model_dump(mode="json")}


def _limit(limits: ApartLimits) -> None:
    """Hold this process to its limits; where the system has none, the caller's clock is left."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - exists on POSIX only

    for which, most in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.processor_seconds),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(which)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(which, (bound, bound))
    os.nice(5)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
