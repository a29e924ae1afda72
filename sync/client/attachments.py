# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of records: what waits goes out once its record has, what is missing comes in.

Invariants: a file is known by its hash in the record, never by an address; every transfer goes on
where it was cut; one sync fetches a bounded amount and leaves the rest to the next; a file the
county does not have, or not for this laptop, stands in nobody's way.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from casework.ids import RecordId
from storage.attachments import RecordFile
from sync.client.conversation import Conversation
from sync.client.errors import FileUnknown, ReplyMalformed
from sync.client.limits import ClientLimits
from sync.wire.limits import LIMITS as WIRE
from sync.wire.messages import (
    PATH_ATTACHMENT,
    PATH_ATTACHMENT_UPLOAD,
    AttachmentPart,
    AttachmentRequest,
    AttachmentTaken,
    AttachmentUpload,
)


class AttachmentStore(Protocol):
    """What this needs of the store."""

    def unsent(self) -> tuple[RecordFile, ...]: ...

    def missing(self) -> tuple[RecordFile, ...]: ...

    def read_part(self, record: RecordId, name: str, start: int, length: int) -> bytes: ...

    def note_sent(self, record: RecordId, name: str) -> None: ...

    def part_size(self, sha256: str) -> int: ...

    def keep_part(self, sha256: str, start: int, content: bytes) -> None: ...

    def parts(self, sha256: str) -> bytes: ...

    def drop_parts(self, sha256: str) -> None: ...

    def keep_whole(self, sha256: str, content: bytes) -> None: ...


@dataclass(frozen=True, kw_only=True)
class FileProgress:
    """How far one file has come: bytes `done` of `total`; it is file `number` of `files`."""

    sending: bool
    done: int
    total: int
    number: int
    files: int


class AttachmentSync:
    """Sends and fetches files once.

    Args:
        progress: called before the first and after each part of a file; a file that goes on where
            it was cut begins with the bytes already there.
        pause: asked before each request; raises when the user stops the sync.
    """

    def __init__(
        self,
        store: AttachmentStore,
        conversation: Conversation,
        *,
        limits: ClientLimits,
        progress: Callable[[FileProgress], None],
        pause: Callable[[], None],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._budget = limits.attachment_bytes
        self._progress = progress
        self._pause = pause

    def run(self) -> None:
        """Send, then fetch.

        Raises:
            SyncError: as any request; what was transferred stays transferred.
        """
        unsent = self._store.unsent()
        for number, file in enumerate(unsent, 1):
            try:
                self._send(file, number, len(unsent))
            except FileUnknown:
                continue
        missing = self._store.missing()
        for number, file in enumerate(missing, 1):
            if file.size > self._budget:
                return
            try:
                self._fetch(file, number, len(missing))
            except FileUnknown:
                continue

    def _send(self, file: RecordFile, number: int, files: int) -> None:
        have = self._tell(file, 0, b"")
        self._progress(
            FileProgress(sending=True, done=have, total=file.size, number=number, files=files)
        )
        while have < file.size:
            self._pause()
            part = self._store.read_part(file.record, file.name, have, WIRE.attachment_part)
            now = self._tell(file, have, part)
            if now <= have:
                raise ReplyMalformed("The county does not take the rest of a file; try again.")
            have = now
            self._progress(
                FileProgress(sending=True, done=have, total=file.size, number=number, files=files)
            )
        self._store.note_sent(file.record, file.name)

    def _tell(self, file: RecordFile, start: int, content: bytes) -> int:
        message = AttachmentUpload(
            record=file.record, sha256=file.sha256, start=start, content=content
        )
        return self._conversation.ask(PATH_ATTACHMENT_UPLOAD, message, AttachmentTaken).have

    def _fetch(self, file: RecordFile, number: int, files: int) -> None:
        while (start := self._store.part_size(file.sha256)) < file.size:
            self._progress(
                FileProgress(sending=False, done=start, total=file.size, number=number, files=files)
            )
            self._pause()
            request = AttachmentRequest(record=file.record, sha256=file.sha256, offset=start)
            part = self._conversation.ask(PATH_ATTACHMENT, request, AttachmentPart)
            fits = 0 < len(part.content) <= min(file.size - start, WIRE.attachment_part)
            if not fits or (part.sha256, part.offset) != (file.sha256, start):
                raise ReplyMalformed("The county sent another part of a file than was asked for.")
            self._budget -= len(part.content)
            self._store.keep_part(file.sha256, start, part.content)
        self._progress(
            FileProgress(sending=False, done=file.size, total=file.size, number=number, files=files)
        )
        content = self._store.parts(file.sha256)
        if hashlib.sha256(content).hexdigest() == file.sha256:
            self._store.keep_whole(file.sha256, content)
        else:
            self._store.drop_parts(file.sha256)
