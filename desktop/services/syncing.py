# SPDX-License-Identifier: AGPL-3.0-or-later
"""Sync: what waits, and one exchange with the county.

The exchange runs on a network thread; the store belongs to its own thread, so every touch of it
is handed over there and waited for.
"""

import secrets
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.ids import CaseId
from desktop.instruments import built_in_hashes
from desktop.moments import moment_of
from desktop.services.clocks import DRIFT, read_drift
from desktop.services.conflicts import count_conflicts
from desktop.services.left_words import LeftWordsOfWorker
from desktop.services.organization_thread import OrganizationOnItsThread
from desktop.services.rows import work_row
from desktop.services.sharing_wishes import list_decisions
from desktop.services.store_thread import (
    CallOnStore,
    StoreOnItsThread,
)
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from desktop.system import VERSION
from storage.model import Changes, OutboxRow, Profile, Receipt
from sync.client.conversation import Conversation
from sync.client.engine import Exchange, Phase, Progress
from sync.client.errors import OrderGiven, SyncCancelled
from sync.client.organization import Holder, OrganizationSync
from sync.client.transport import Transport
from sync.wire.orders import Order
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.sharing_views import DecisionView
from ui.sync_progress import SyncPhase, SyncProgress
from ui.sync_views import ReceiptView, SyncView
from ui.views import Standing, WorkRow

PHASES = {
    Phase.SENDING: SyncPhase.SENDING,
    Phase.RECEIVING: SyncPhase.RECEIVING,
    Phase.SENDING_FILES: SyncPhase.SENDING_FILES,
    Phase.RECEIVING_FILES: SyncPhase.RECEIVING_FILES,
}


WORTH_KEEPING = 5
"""Seconds by which the clock must be off otherwise than it was, to be written down anew."""

Obey = Callable[[Order, Conversation], ShownError]
ConnectToCounty = Callable[[Profile], AbstractContextManager[Transport]]


class Syncing(LeftWordsOfWorker):
    """Fulfils ui.ports.SyncPort; what was begun in cases that left is `LeftWordsOfWorker`'s."""

    def __init__(
        self,
        session: OpenSession,
        call_on_store: CallOnStore,
        connect: ConnectToCounty,
        obey: Obey,
    ) -> None:
        self._session = session
        self._call = call_on_store
        self._connect = connect
        self._obey = obey

    def state(self) -> SyncView:
        """What waits, what was refused, and the last receipt."""
        with shown_errors():
            hidden = self._session.reach.hidden_cases()
            work = self._session.store.work_summary()
            conflicts = count_conflicts(self._session)
            standing = self._session.store.papers.judge(self._session.clock.now())
            decisions = list_decisions(self._session)
            rights_as_of = self._session.store.rest.rights_told_at()
        refused = tuple(
            _outbox_row(one, standing, hidden)
            for rows, standing in (
                (work.refused, Standing.REFUSED),
                (work.conflicts, Standing.CONFLICT),
                (work.held, Standing.UNSENT),
            )
            for one in rows
        )
        return SyncView(
            unsent=tuple(work_row(one, hidden) for one in reversed(work.unsent)),
            refused=refused,
            draft_count=work.drafts,
            receipt=None
            if work.last_receipt is None
            else _receipt_view(work.last_receipt, refused, decisions),
            server=self._session.profile.server_url,
            authorized_until=None if standing is None else standing.until,
            files=work.files,
            file_bytes=work.file_bytes,
            cases=work.cases,
            held_bytes=work.held_bytes,
            conflicts=conflicts,
            decisions=decisions,
            entries=work.entries,
            refused_entries=work.refused_entries,
            rights_as_of=rights_as_of,
            traces_wait=work.traces_wait,
        )

    def sync(self, progress: Callable[[SyncProgress], None], cancel: CancelToken) -> Changes:
        """Push, then pull; runs on a network thread."""
        progress(SyncProgress(SyncPhase.CONNECTING))
        store = StoreOnItsThread(self._session.store, self._call)

        def report(step: Progress) -> None:
            phase = PHASES[step.phase]
            progress(SyncProgress(phase, step.done, step.total, step.number, step.files, step.size))

        with shown_errors():
            raw = self._call(self._session.store.device_private_key)
            pinned = self._call(self._session.store.instruments.signing_key)
            key = Ed25519PrivateKey.from_private_bytes(raw)
            with self._connect(self._session.profile) as transport:
                clock, random = self._session.clock, secrets.token_bytes
                conversation = Conversation(transport, key, clock, random, county_key=pinned)
                exchange = Exchange(
                    store,
                    conversation,
                    self._session.clock,
                    progress=report,
                    is_cancelled=cancel.is_cancelled,
                    county=self._session.profile.county,
                    built_in=built_in_hashes(),
                    version=VERSION,
                    organization=self._organization(conversation, key),
                )
                try:
                    _, changes = exchange.run()
                except OrderGiven as given:
                    raise self._obey(given.order, conversation) from given
                except SyncCancelled:
                    return exchange.changes
                self._note_drift(conversation.ahead_seconds)
        return changes

    def _note_drift(self, ahead: int | None) -> None:
        """Keep by how much this laptop's clock is off, for whoever reads deadlines on it."""

        def keep() -> None:
            before = read_drift(self._session)
            if ahead is not None and (before is None or abs(before - ahead) >= WORTH_KEEPING):
                self._session.store.save_setting(DRIFT, str(ahead))

        self._call(keep)

    def _organization(self, conversation: Conversation, key: Ed25519PrivateKey) -> OrganizationSync:
        """What colleagues of an advocate organization tell each other; nothing for other hats."""
        profile = self._session.profile
        return OrganizationSync(
            OrganizationOnItsThread(self._session.store.organization, self._call),
            conversation,
            Holder(profile.device, key, profile.hat),
            secrets.token_bytes,
        )


def _receipt_view(
    receipt: Receipt, kept: Iterable[WorkRow], decisions: Iterable[DecisionView]
) -> ReceiptView:
    """The receipt with why something was not taken, where it says that something was not."""
    not_taken = [one.reason for one in kept if one.standing is Standing.REFUSED]
    told = (*not_taken, *(one.reason for one in decisions)) if receipt.held else ()
    reasons = tuple(one for one in told if one is not None)
    return ReceiptView(
        at=receipt.at,
        sent=receipt.sent,
        held=receipt.held,
        received=receipt.received,
        left=receipt.left,
        held_reasons=reasons[:3],
        note=receipt.note_template or receipt.note,
        note_parameters=receipt.note_parameters,
        kept_out=tuple((one.sentence, one.form) for one in receipt.kept_out),
    )


def _outbox_row(row: OutboxRow, standing: Standing, hidden: frozenset[CaseId]) -> WorkRow:
    return WorkRow(
        record=row.record,
        kind=row.kind,
        case=row.case,
        shown_name="" if row.case in hidden else row.shown_name,
        at=moment_of(row.at),
        standing=standing,
        reason=row.reason,
    )
