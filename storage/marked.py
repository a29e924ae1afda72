# SPDX-License-Identifier: AGPL-3.0-or-later
"""Comparing an open store with its mark outside, and keeping the mark up with it.

The fingerprint of a closed store is a hash over the authentication code at the end of each of its
pages (SQLCipher's HMAC, 64 of 4,096 bytes): as strong as a hash of all of it, and quick.

Invariants: while a store is open its mark holds no fingerprint, so that a crash never makes a
store look altered; a mark that could not be kept is an older mark, which accepts the store.
"""

import hmac
import logging
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from casework.audit import AuditHead
from casework.leases import Lease
from storage.errors import StorageError, StoreRolledBack
from storage.files import flush_to_disk, wrapping_file_errors
from storage.model import ChainLink
from storage.vault.marks import Mark, Marks

LOG = logging.getLogger("fieldfare.storage")
PAGE = 4096
CODE = 64
SEEN_EVERY = timedelta(minutes=1)
_READ = PAGE * 1024


class StoreMark:
    """The mark of one store; without `marks` nothing is compared and nothing is kept."""

    def __init__(self, path: Path, marks: Marks | None) -> None:
        self._path = path
        self._marks = marks
        self._mark = Mark() if marks is None else marks.read()

    @property
    def latest_seen(self) -> datetime | None:
        """The latest moment this laptop knew of, or None."""
        return self._mark.latest_seen

    @property
    def was_left_open(self) -> bool:
        """Whether a crash came before the last closing: no fingerprint tells what lies there."""
        return self._marks is not None and not self._mark.seal

    def require_unaltered(self) -> None:
        """Refuse a closed file that is not the one this laptop closed last.

        Raises:
            StoreRolledBack: the file, a page or a log of another time was put in its place.
        """
        if not self._mark.seal:
            return
        log = self._path.with_name(self._path.name + "-wal")
        with wrapping_file_errors(self._path):
            has_log = log.exists() and log.stat().st_size > 0
            same = hmac.compare_digest(seal_of(self._path), self._mark.seal)
        if has_log or not same:
            raise _rolled_back(self._path)

    def require_newest(
        self, last: ChainLink, lease: Lease | None, order: int, log: AuditHead
    ) -> None:
        """Refuse a store that holds less than this laptop has written.

        Args:
            last: what the next operation must carry.
            order: number of the newest order heard.
            log: where the log of who did what ends.

        Raises:
            StoreRolledBack: an older one was put in its place.
        """
        mark, counter = self._mark, last.counter - 1
        held = 0 if lease is None else lease.number
        fewer = counter < mark.counter or log.number < mark.audit_count
        fewer = fewer or held < mark.lease or order < mark.order
        other_work = counter == mark.counter and mark.head not in ("", last.previous)
        other_log = log.number == mark.audit_count and mark.audit_head not in ("", log.digest)
        if fewer or other_work or other_log:
            raise _rolled_back(self._path)

    def begin(self) -> None:
        """From now on the file changes.

        Raises:
            StorageError: the fingerprint could not be taken back; were the file changed with it in
                place, a crash would make it look put back.
        """
        if self._marks is not None and self._mark.seal:
            opened = self._mark.model_copy(update={"seal": ""})
            self._marks.keep(opened)
            self._mark = opened

    def note_work(self, last: ChainLink) -> None:
        """The newest operation."""
        self._keep(counter=last.counter - 1, head=last.previous)

    def note_log(self, log: AuditHead) -> None:
        """The newest entry of the log; kept with the next mark at the latest."""
        update = {"audit_count": log.number, "audit_head": log.digest}
        self._mark = self._mark.model_copy(update=update)

    def note_lease(self, lease: Lease) -> None:
        """The newest lease, and with it the county's clock: the only way for time to go back."""
        self._keep(lease=lease.number, latest_seen=lease.issued_at)

    def note_order(self, order: int) -> None:
        """The newest order: a page from before it would let a stopped laptop go on."""
        self._keep(order=order)

    def note_moment(self, now: datetime) -> None:
        """The latest moment; kept once a minute."""
        latest = self._mark.latest_seen
        if latest is None or now - latest >= SEEN_EVERY:
            self._keep(latest_seen=now)

    def end(self) -> None:
        """The file is closed, its log merged; one that cannot be read again has no fingerprint."""
        if self._marks is None:
            return
        try:
            with wrapping_file_errors(self._path):
                # A removed log that came back after a power cut would look like one put back.
                flush_to_disk(self._path.parent)
                seal = seal_of(self._path)
        except StorageError:
            # All was kept before; only what is put back until the next unlock goes unnoticed.
            LOG.warning("the closed store could not be read for its fingerprint")
            return
        self._keep(seal=seal)

    def _keep(self, **changed: object) -> None:
        self._mark = self._mark.model_copy(update=changed)
        if self._marks is None:
            return
        try:
            self._marks.keep(self._mark)
        except StorageError:
            # What was to be remembered is in the store itself; an older mark accepts it.
            LOG.warning("the keystore did not take the store's mark")


def seal_of(path: Path) -> str:
    """The fingerprint of a closed store."""
    hashed = sha256(str(path.stat().st_size).encode())
    with path.open("rb") as file:
        while pages := file.read(_READ):
            for end in range(PAGE, len(pages) + 1, PAGE):
                hashed.update(pages[end - CODE : end])
    return hashed.hexdigest()


def _rolled_back(path: Path) -> StoreRolledBack:
    return StoreRolledBack(
        "The case store {path} is not the one this laptop closed last; an older copy of "
        "it or of a part was put back. Keep it, put the newest copy back, or ask your "
        "administrator.",
        path=path,
    )
