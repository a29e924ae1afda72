# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of records: what waits goes out once its record has, what is missing comes in.

Invariants: a file is known by its hash in the record, never by an address; a transfer goes on
where it was cut, within the same sync as long as cuts bring it further; what came before a cut
counts only once the whole has its hash; one sync fetches a bounded amount and leaves the rest to
the next; a file the county does not have, or not for this laptop, stands in nobody's way.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Protocol

from casework.ids import RecordId
from storage.attachments import RecordFile
from storage.errors import SealBroken
from sync.client.conversation import Talk
from sync.client.errors import ConnectionCut, FileUnknown, NotCarried, ReplyMalformed
from sync.client.limits import ClientLimits
from sync.wire.files import LARGE_PIECE, SMALL_PIECE, FilePlace, FileRequest
from sync.wire.limits import LIMITS as WIRE


class AttachmentStore(Protocol):
    """What this needs of the store."""

    def unsent(self, *, with_waiting: bool = False) -> tuple[RecordFile, ...]: ...

    def missing(self) -> tuple[RecordFile, ...]: ...

    def read_part(self, record: RecordId, name: str, start: int, length: int) -> bytes: ...

    def note_sent(self, record: RecordId, name: str) -> None: ...

    def arrived(self, record: RecordId, name: str) -> int: ...

    def keep_next(self, record: RecordId, name: str, start: int, content: bytes) -> None: ...

    def finish(self, record: RecordId, name: str) -> bool: ...

    def require_room(self, size: int) -> None: ...


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
        conversation: Talk,
        *,
        limits: ClientLimits,
        progress: Callable[[FileProgress], None],
        pause: Callable[[], None],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._budget = limits.attachment_bytes
        self._fruitless_cuts = limits.fruitless_cuts
        self._progress = progress
        self._pause = pause
        self._piece = LARGE_PIECE
        self._furthest = 0
        self._moved = False
        # Why a file could not be carried whose seals were altered; the others were.
        self.warning = ""

    def run(self) -> None:
        """Send, then fetch; a file that does not open holds up no other.

        Raises:
            SyncError: as any request; what was transferred stays transferred.
            DiskFull: the disk has no room for what comes in; nothing was lost.
        """
        unsent = self._store.unsent()
        for number, file in enumerate(unsent, 1):
            self._carry(partial(self._send, file, self._begin(file, number, len(unsent), up=True)))
        missing = self._store.missing()
        for number, file in enumerate(missing, 1):
            if file.size > self._budget:
                return
            step = self._begin(file, number, len(missing), up=False)
            self._carry(partial(self._fetch, file, step))

    @staticmethod
    def _begin(file: RecordFile, number: int, files: int, *, up: bool) -> FileProgress:
        return FileProgress(sending=up, done=0, total=file.size, number=number, files=files)

    def _carry(self, transfer: Callable[[], None]) -> None:
        """Transfer one file; go on after each cut, until too many in a row brought nothing."""
        fruitless = self._furthest = 0
        while fruitless <= self._fruitless_cuts:
            self._moved = False
            try:
                return transfer()
            except (FileUnknown, NotCarried):
                return None
            except SealBroken as broken:
                self.warning = str(broken)
                return None
            except ConnectionCut as cut:
                self._piece = SMALL_PIECE
                fruitless = 0 if self._moved else fruitless + 1
                last = cut
        raise last

    def _send(self, file: RecordFile, step: FileProgress) -> None:
        have = self._give(file, 0, b"")
        self._tell(step, have)
        while have < file.size:
            self._pause()
            part = self._store.read_part(file.record, file.name, have, WIRE.attachment_part)
            now = self._give(file, have, part)
            if now <= have:
                raise ReplyMalformed("The county does not take the rest of a file; try again.")
            have = now
            self._tell(step, have)
        self._store.note_sent(file.record, file.name)

    def _give(self, file: RecordFile, start: int, content: bytes) -> int:
        place = FilePlace(record=file.record, sha256=file.sha256, start=start)
        return self._conversation.give_bytes(place, content)

    def _fetch(self, file: RecordFile, step: FileProgress) -> None:
        start = self._store.arrived(file.record, file.name)
        if start < file.size:
            self._store.require_room(file.size - start)
        while start < file.size:
            self._tell(step, start)
            self._pause()
            start += self._fetch_part(file, start)
        self._tell(step, file.size)
        self._store.finish(file.record, file.name)

    def _fetch_part(self, file: RecordFile, start: int) -> int:
        """Keep the next bytes, also of a part that broke off; how many they are."""
        asked = FileRequest(record=file.record, sha256=file.sha256, offset=start, piece=self._piece)
        try:
            return self._keep(file, start, self._conversation.fetch_bytes(asked))
        except ConnectionCut as cut:
            if cut.received:
                self._keep(file, start, cut.received)
            raise

    def _keep(self, file: RecordFile, start: int, content: bytes) -> int:
        if not 0 < len(content) <= min(file.size - start, WIRE.attachment_part):
            raise ReplyMalformed("The county sent another part of a file than was asked for.")
        self._budget -= len(content)
        self._store.keep_next(file.record, file.name, start, content)
        return len(content)

    def _tell(self, step: FileProgress, done: int) -> None:
        self._moved |= done > self._furthest
        self._furthest = max(done, self._furthest)
        self._progress(replace(step, done=done))
