# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sending this laptop's log to the county, and checking what the county says of its own.

Invariants:
- An entry counts as received only where the county said so for this very entry, by its hash, under
  its signature. The key is the one pinned here; a change of it came with the papers before.
- A tree head is kept only where it holds this laptop's newest entry and begins with the tree kept
  before; one that does not is told to the worker, and the one before stays kept.
- Nothing of this stands in the way of work: what is wrong with the county's log is told, and the
  sync goes on.
"""

from collections.abc import Callable
from typing import Protocol

from casework.audit import AuditEntry
from casework.ids import CountyId
from casework.merkle import check_consistency, check_inclusion
from casework.operations import FIRST_PREVIOUS
from sync.client.conversation import Talk
from sync.client.errors import DeviceRefused, ReplyMalformed
from sync.wire.audit import (
    PATH_AUDIT,
    AuditReply,
    AuditRequest,
    AuditStanding,
    ChainHead,
    SignedTreeHead,
    TreeHead,
)
from sync.wire.errors import SignatureInvalid
from sync.wire.limits import LIMITS

UNSIGNED = (
    "The county's word on this laptop's log is not genuine, so the log stays unsent; tell your "
    "administrator."
)
REWRITTEN = (
    "The county's log is not the one this laptop was shown before: something in it was taken out "
    "or altered; tell your administrator."
)
NOT_IN_IT = "The county's log does not hold what this laptop sent to it; tell your administrator."


class AuditStore(Protocol):
    """What this needs of the store."""

    def unsent(self, limit: int) -> tuple[AuditEntry, ...]: ...

    def entry(self, number: int) -> AuditEntry | None: ...

    def tree(self) -> str | None: ...

    def note_received(self, number: int, tree: str | None = None) -> None: ...


class KeyStore(Protocol):
    """The county's signing key as the store knows it."""

    def signing_key(self) -> str | None: ...


class AuditSync:
    """Sends what the county does not have of the log, once.

    Args:
        county: the county this laptop is enrolled with, None where that is not known.
        pause: asked between two requests; raises when the user stops the sync.

    Attributes:
        warning: one sentence for the worker about the county's log, or empty.
    """

    def __init__(
        self,
        store: AuditStore,
        keys: KeyStore,
        conversation: Talk,
        county: CountyId | None,
        pause: Callable[[], None],
    ) -> None:
        self._store = store
        self._keys = keys
        self._conversation = conversation
        self._county = county
        self._pause = pause
        self.warning = ""

    def run(self) -> None:
        """Send every entry the county has not confirmed.

        Raises:
            SyncError: as any request; what was confirmed stays so.
        """
        sent_again = False
        while entries := self._store.unsent(LIMITS.audit_lines):
            kept = self._kept_tree()
            asked = AuditRequest(
                lines=tuple(one.line().decode() for one in entries),
                tree_size=0 if kept is None else kept.size,
            )
            reply = self._conversation.ask(PATH_AUDIT, asked, AuditReply)
            if not self._take(reply, entries, kept):
                return
            if reply.standing is AuditStanding.GAP:
                if sent_again:
                    raise ReplyMalformed("The county's log does not take what it asks for.")
                sent_again = True
            if len(entries) == LIMITS.audit_lines:
                self._pause()

    def take_last(self, reply: AuditReply, number: int, tree_size: int) -> None:
        """Note what the county has by its answer to the last of several requests.

        Args:
            number: of the newest entry that was sent.
            tree_size: that was named when it was sent; an answer about another is passed over.

        Raises:
            SyncError: as `run`.
        """
        kept, entry = self._kept_tree(), self._store.entry(number)
        if entry is not None and tree_size == tree_size_of(self._store.tree()):
            self._take(reply, (entry,), kept)

    def _take(
        self, reply: AuditReply, entries: tuple[AuditEntry, ...], kept: TreeHead | None
    ) -> bool:
        """Note what the county has; False when it cannot be believed."""
        _require_own(reply, self._entry(reply.number))
        if reply.standing is AuditStanding.TAKEN and reply.number < entries[-1].number:
            raise ReplyMalformed("The county answered, but not for the log that was sent.")
        if not self._is_signed(reply, entries[0]):
            self.warning = UNSIGNED
            return False
        self._store.note_received(reply.number, self._check_tree(reply, kept))
        return True

    def _entry(self, number: int) -> AuditEntry | None:
        return self._store.entry(number) if number else None

    def _is_signed(self, reply: AuditReply, entry: AuditEntry) -> bool:
        chain, tree, key = reply.chain, reply.tree, self._keys.signing_key() or ""
        try:
            chain.verify(key)
            tree.verify(key)
        except SignatureInvalid:
            return False
        said = ChainHead(
            county=self._county or chain.said.county,
            device=entry.device,
            number=reply.number,
            digest=reply.digest,
            stated_at=chain.said.stated_at,
        )
        return chain.said == said and tree.said.county == said.county

    def _check_tree(self, reply: AuditReply, kept: TreeHead | None) -> str | None:
        """The tree head to keep, None where it cannot be believed."""
        told = reply.tree.said
        root = bytes.fromhex(told.root)
        if reply.number and not check_inclusion(
            bytes.fromhex(reply.digest), reply.position, told.size, _bytes(reply.inclusion), root
        ):
            self.warning = NOT_IN_IT
            return None
        if kept is not None and not check_consistency(
            kept.size, bytes.fromhex(kept.root), told.size, root, _bytes(reply.consistency)
        ):
            self.warning = REWRITTEN
            return None
        return reply.tree.model_dump_json()

    def _kept_tree(self) -> TreeHead | None:
        text = self._store.tree()
        return None if text is None else SignedTreeHead.model_validate_json(text).said


def tree_size_of(kept: str | None) -> int:
    """Size of the county's tree as its kept head says; 0 before the first."""
    return 0 if kept is None else SignedTreeHead.model_validate_json(kept).said.size


def _require_own(reply: AuditReply, own: AuditEntry | None) -> None:
    """Refuse an answer about another history than this laptop's."""
    if reply.digest != (FIRST_PREVIOUS if own is None else own.digest()):
        raise DeviceRefused(
            "The county holds another log of this laptop than the one that is here; nothing was "
            "lost, tell your administrator."
        )


def _bytes(proof: tuple[str, ...]) -> list[bytes]:
    return [bytes.fromhex(one) for one in proof]
