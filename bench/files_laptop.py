# SPDX-License-Identifier: AGPL-3.0-or-later
"""A laptop's part in the measurements of large files, in a process of its own.

`python -m bench.files_laptop JOB` reads `job.json` in its folder, does one thing with the laptop's
store, and prints how much more memory that took at its peak than before it began.
"""

import hashlib
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.clock import stamp
from casework.ids import CaseId, OperationId, RecordId, make_uuid7
from casework.operations import Operation
from casework.records import AttachedFile
from casework.vocabulary import RecordKind, Section
from storage.keys import StoreKey
from storage.sealed_files import PART_BYTES
from storage.store import Store
from sync.client.attachments import AttachmentSync
from sync.client.conversation import Conversation
from sync.client.limits import ClientLimits
from sync.client.transport import HttpsTransport

NAME = "long.pdf"


class SystemClock:
    """The machine's time."""

    def now(self) -> datetime:
        return datetime.now(UTC)


def new_id() -> str:
    """A new random id."""
    return make_uuid7(datetime.now(UTC), os.urandom(10))


def invented(size: int) -> Iterator[bytes]:
    """Bytes that do not pack, the same in every run."""
    for start in range(0, size, PART_BYTES):
        seed = hashlib.shake_256(start.to_bytes(8, "big"))
        yield seed.digest(min(PART_BYTES, size - start))


def add_document(store: Store, case: CaseId, size: int) -> RecordId:
    """Add a document of some bytes, as a worker does."""
    digest = hashlib.sha256()
    for part in invented(size):
        digest.update(part)
    record = RecordId(new_id())
    file = AttachedFile(name=NAME, sha256=digest.hexdigest(), size=size)
    store.attachments.begin(case, record, file)
    start = 0
    for part in invented(size):
        store.attachments.keep_next(record, NAME, start, part)
        start += len(part)
    assert store.attachments.has_all(record, NAME)
    store.record_work([_operation(store, case, record, file)], author_name="Test worker")
    return record


def _operation(store: Store, case: CaseId, record: RecordId, file: AttachedFile) -> Operation:
    profile, link = store.profile(), store.next_link()
    assert profile is not None
    fields = {
        "title": "Long letter",
        "what": "letter",
        "media": "application/pdf",
        "attachments": [file.model_dump()],
        "added_at": "2026-11-20T10:00:00Z",
    }
    return Operation(
        id=OperationId(new_id()),
        device=profile.device,
        counter=link.counter,
        author=profile.hat.person,
        hat=profile.hat.id,
        case=case,
        record=record,
        kind=RecordKind.DOCUMENT,
        section=Section.CONTACTS,
        fields=fields,
        base=dict.fromkeys(fields, 0),
        at=stamp(link.last, SystemClock().now()).encode(),
        previous=link.previous,
    )


def carry(store: Store, key: Ed25519PrivateKey, url: str, pem: str) -> None:
    """Send and fetch files."""
    with HttpsTransport(url, pem) as transport:
        talk = Conversation(
            transport, key, SystemClock(), os.urandom, county_key=store.instruments.signing_key()
        )
        limits = ClientLimits(attachment_bytes=200_000_000)
        AttachmentSync(
            store.attachments,
            talk,
            limits=limits,
            progress=lambda _: None,
            pause=lambda: None,
        ).run()


def peak_above(job: Callable[[], object]) -> float:
    """Mebibytes of memory a job took at its peak beyond what was held before (Linux)."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _kib("VmRSS")
    job()
    return (_kib("VmHWM") - before) / 1024


def _kib(name: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1])
    raise LookupError(name)


def main() -> int:
    """Do the job and print the peak."""
    job = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    key = StoreKey(bytes.fromhex(job["store_key"]))
    store = Store.open(Path(job["folder"]), key, SystemClock(), new_id)
    try:
        signing = Ed25519PrivateKey.from_private_bytes(store.device_private_key())
        if job["do"] == "add":
            peak = peak_above(lambda: add_document(store, CaseId(job["case"]), job["size"]))
        else:
            peak = peak_above(lambda: carry(store, signing, job["url"], job["pem"]))
    finally:
        store.close()
    print(peak)
    return 0


if __name__ == "__main__":
    sys.exit(main())
