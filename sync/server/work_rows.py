# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sealing and opening what the county keeps of a laptop's sending.

Work on a case the county knows is sealed under that case's key; work that names no such case, work
in quarantine and every answer under a key of the laptop.
"""

from collections.abc import Iterable

from casework.ids import CaseId, DeviceId
from casework.operations import OperationResult, Sent, read_sent
from sync.server.content_seals import Seals, case_key, device_key

OPERATION, ANSWER, QUARANTINE = "operation", "answer", "quarantine"


def seal_works(seals: Seals, sender: DeviceId, works: Iterable[tuple[Sent, bytes]]) -> list[bytes]:
    """Operations, each with its JSON, under their numbers; keys of their cases are loaded."""
    own = device_key(sender)
    rows = []
    for work, content in works:
        name = case_key(work.case)
        rows.append((name if seals.has(name) else own, sender, work.counter, content))
    return seals.seal_each(OPERATION, rows)


def open_work(seals: Seals, sender: DeviceId, case: CaseId, counter: int, sealed: bytes) -> Sent:
    """An operation of a laptop; errors as `Seals.open`."""
    names = (case_key(case), device_key(sender))
    seals.load(names)
    return read_sent(seals.open(sealed, names, OPERATION, sender, counter))


def seal_answer(seals: Seals, sender: DeviceId, result: OperationResult) -> bytes:
    """What became of an operation."""
    [sealed] = seal_answers(seals, sender, [result])
    return sealed


def seal_answers(seals: Seals, sender: DeviceId, results: Iterable[OperationResult]) -> list[bytes]:
    """What became of operations."""
    name = device_key(sender)
    rows = [(name, sender, one.counter, one.model_dump_json().encode()) for one in results]
    return seals.seal_each(ANSWER, rows)


def open_answer(seals: Seals, sender: DeviceId, counter: int, sealed: bytes) -> OperationResult:
    """What became of an operation; errors as `Seals.open`."""
    names = (device_key(sender),)
    return OperationResult.model_validate_json(seals.open(sealed, names, ANSWER, sender, counter))


def seal_stray(seals: Seals, sender: DeviceId, digest: str, work: Sent) -> bytes:
    """Work that was set aside, under its hash."""
    content = work.model_dump_json().encode()
    return seals.seal(device_key(sender), content, QUARANTINE, sender, digest)


def open_stray(seals: Seals, sender: DeviceId, digest: str, sealed: bytes) -> Sent:
    """Work that was set aside; errors as `Seals.open`."""
    names = (device_key(sender),)
    seals.load(names)
    return read_sent(seals.open(sealed, names, QUARANTINE, sender, digest))
