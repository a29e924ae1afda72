# SPDX-License-Identifier: AGPL-3.0-or-later
"""Unlocking: from a passphrase to the workspace the screens use, and back.

Invariants: at most one session is open; locking closes its store before anything else is said.
Nobody is let in before the log of who did what says so, with the log-ons that failed before;
locking alone goes on where the log cannot be written.
"""

import platform
import secrets
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial

from casework.audit import AuditEvent, AuditOutcome
from casework.clock import Clock
from casework.ids import NewId
from casework.policy import is_privileged
from desktop.county_process import CountyAddress
from desktop.enrolling import enrol_laptop, keep_county_way, read_certificate, read_sealing_key
from desktop.instruments import InstrumentShelf
from desktop.keeping import Keeping
from desktop.leasing import (
    WRONG_CODE_ADVICE,
    fetch_papers,
    require_lease,
    use_code,
    view_lease,
)
from desktop.notices import write_banner
from desktop.orders import Obedience, send_log
from desktop.paths import Places
from desktop.security_keys import FidoSecurityKey
from desktop.services.advocate_notes import AdvocateNotes
from desktop.services.case_page import CasePage
from desktop.services.clocks import Clocks
from desktop.services.conflicts import Conflicts
from desktop.services.county_talk import CountyTalk
from desktop.services.documents import Documents
from desktop.services.exports import Exports
from desktop.services.half_typed import HalfTypedWords
from desktop.services.inbox import Inbox
from desktop.services.index import Index
from desktop.services.log import Log, may_read_log
from desktop.services.records import Records
from desktop.services.screenings import Screenings
from desktop.services.security import Security
from desktop.services.sharing import Sharing
from desktop.services.store_thread import CallOnStore
from desktop.services.syncing import ConnectToCounty, Obey, Syncing
from desktop.services.team_ports import open_team
from desktop.services.today import Today
from desktop.services.who import view_who
from desktop.services.youths import Youths
from desktop.session import COUNTY_ZONE, OpenSession, open_session
from desktop.shown_errors import shown_errors
from desktop.stick_door import StickDoor
from desktop.vaults import find_vault
from storage.errors import StorageError, TriesSpent, WrongPassphrase
from storage.keys import StoreKey
from storage.rekey import unlock_store
from storage.removal import remove_vault
from storage.vault.slots import SecurityKey
from storage.vault.vault import Vault, vault_exists
from sync.client.conversation import Conversation
from sync.client.enrolment import Comparing
from sync.wire.orders import Order
from ui.auto_lock import LockRules
from ui.auto_sync import SyncRules
from ui.errors import ShownError
from ui.lease_views import LeaseStage, LeaseView
from ui.locked_out import TriesOver
from ui.port_values import CancelToken
from ui.ports import Workspace
from ui.training_port import TrainingPort
from ui.views import EnrolRequest, UnlockView

NOT_SET_UP = "This laptop is not set up yet."
WRONG_RELEASE = "This is not the administrator's code for these letters."
HOW_TO_SET_UP = "Ask your administrator for an invite."


MakePractice = Callable[[OpenSession, Syncing, Callable[[str], None]], TrainingPort]


class UnlockDesk:
    """Fulfils ui.ports.UnlockPort for one installation.

    Args:
        places: where this installation keeps things.
        clock, new_id: the wall clock; makes ids.
        call_on_store: runs a job on the store's thread and waits for it.
        connect: opens the connection to this laptop's county.
        training_passphrase: shown openly on the unlock screen; None on a real laptop.
        practice: makes the role-play of a training laptop; None on a real one.
        shelf: the instruments; those that come with the program when None.
        security_key: asked where a vault asks for one; what is plugged in when None.
    """

    def __init__(
        self,
        places: Places,
        clock: Clock,
        new_id: NewId,
        *,
        call_on_store: CallOnStore,
        connect: ConnectToCounty,
        training_passphrase: str | None = None,
        practice: MakePractice | None = None,
        shelf: InstrumentShelf | None = None,
        security_key: SecurityKey | None = None,
    ) -> None:
        self.keeping = Keeping(places, clock, new_id)
        self.by_stick = StickDoor(lambda: self._places, call_on_store, self._open_store, self.lock)
        self._clock = clock
        self._new_id = new_id
        self._call_on_store = call_on_store
        self._connect = connect
        self._training_passphrase = training_passphrase
        self._practice = practice
        self._shelf = shelf or InstrumentShelf()
        self._security_key = security_key or FidoSecurityKey()
        self._open = ExitStack()
        self._session: OpenSession | None = None
        # Open for whoever knows the passphrase, also where the lease lets nothing be seen.
        self._logged_on: OpenSession | None = None

    @property
    def _places(self) -> Places:
        return self.keeping.places

    def state(self) -> UnlockView:
        """What the unlock screen shows before a passphrase is typed."""
        self.keeping.settle()
        if self.keeping.needs_store():
            problem, advice = self.keeping.say_missing_store()
            return UnlockView(problem=problem, advice=advice, may_set_up=True)
        if vault_exists(self._places.vault):
            return UnlockView(training_passphrase=self._training_passphrase)
        return UnlockView(problem=NOT_SET_UP, advice=HOW_TO_SET_UP, may_set_up=True)

    def unlock(self, passphrase: str) -> Workspace:
        """Open the vault and its store.

        Raises:
            TriesOver, LeaseOver: the passphrase is not looked at, or nothing may be read now.
            ShownError: the passphrase is wrong, or the vault or store cannot be opened.
        """
        session = self._open_store(passphrase)
        try:
            with shown_errors():
                require_lease(session.store.papers, self._clock)
        except ShownError:
            self.lock()
            raise
        self._session = session
        return self._workspace(session)

    def renew(self, passphrase: str) -> None:
        """Fetch a new lease; runs on a network thread and leaves the laptop locked.

        Raises:
            ShownError: the county could not be asked or refused, or as `unlock`.
        """
        session = self._call_on_store(lambda: self._open_store(passphrase))
        try:
            with shown_errors():
                fetch_papers(session, self._call_on_store, self._connect, self._obey(session))
        finally:
            self._call_on_store(self.lock)

    def extend(self, passphrase: str, code: str) -> None:
        """Make the lease longer by the duty officer's code; leaves the laptop locked.

        Raises:
            ShownError: it is not the code, or as `unlock`.
        """
        session = self._open_store(passphrase)
        try:
            with shown_errors():
                use_code(session.store.papers, self._clock, code)
        finally:
            self.lock()

    def release(self, code: str) -> None:
        """End the wait after wrong passphrases by the administrator's code.

        Raises:
            ShownError: it is not the code for the letters shown.
        """
        with shown_errors():
            vault = self._vault()
            secret = vault.phone_secret()
            if secret is None or not vault.tries().release(code, secret):
                raise ShownError(WRONG_RELEASE, WRONG_CODE_ADVICE)
            attempts = vault.attempts()
            if attempts is not None:
                attempts.begin(self._clock.now(), AuditEvent.TRIES_RELEASED)
                attempts.settle(AuditOutcome.OK)

    def _open_store(self, passphrase: str) -> OpenSession:
        if not vault_exists(self._places.vault):
            raise ShownError(NOT_SET_UP, HOW_TO_SET_UP)
        self.lock()
        try:
            with shown_errors():
                vault = self._vault()
                session, key = self._log_on(vault, passphrase)
                if not is_privileged(session.hat):
                    keep_county_way(vault, key, session.store.papers.sealing_key())
                secret = session.store.papers.phone_secret()
                if secret is not None and vault.phone_secret() != secret:
                    vault.keep_phone_secret(secret)
        except ShownError:
            # Nobody is let in, so no open store stays behind the unlock screen.
            self.lock()
            raise
        # A banner that cannot be kept is no reason to keep a worker from the work.
        with suppress(StorageError):
            write_banner(self._places, session.policy)
        return session

    def _obey(self, session: OpenSession) -> Obey:
        """How this laptop carries out an order of the county's."""
        places, vault = self._places, self._vault()

        def obey(order: Order, conversation: Conversation) -> ShownError:
            store = session.store
            sealing = self._call_on_store(store.papers.sealing_key)
            return Obedience(
                store=store,
                call=self._call_on_store,
                clock=self._clock,
                county_key=read_sealing_key(sealing),
                lock=self.lock,
                give_up=lambda: remove_vault(vault, places.vault),
                send_log=partial(send_log, session, self._call_on_store),
            ).obey(order, conversation)

        return obey

    def _log_on(self, vault: Vault, passphrase: str) -> tuple[OpenSession, StoreKey]:
        attempts = vault.attempts()
        if attempts is not None:
            attempts.begin(self._clock.now())
        try:
            key = unlock_store(vault, self._places.vault, passphrase, self._security_key)
        except TriesSpent as error:
            if attempts is not None:
                attempts.settle(AuditOutcome.REFUSED)
            raise self._say_wait(vault, error) from error
        with ExitStack() as opening:
            with self.keeping.noticing_unusable(key):
                session = opening.enter_context(
                    open_session(self._places, key, self._clock, self._new_id, vault.marks())
                )
            session.store.audit.note_log_on(None if attempts is None else attempts.standing())
            if attempts is not None:
                attempts.clear()
            self._open = opening.pop_all()
        self._logged_on = session
        return session, key

    @staticmethod
    def _say_wait(vault: Vault, error: TriesSpent) -> TriesOver:
        has_secret = vault.phone_secret() is not None
        challenge = vault.tries().challenge(secrets.token_bytes) if has_secret else ""
        return TriesOver(-int(-error.seconds_left // 60), challenge)

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Whether this passphrase opens the vault; the open session stays as it is.

        Raises:
            ShownError: the vault cannot be read.
        """
        with shown_errors():
            try:
                self._vault().unlock(passphrase, self._security_key).wipe()
            except WrongPassphrase:
                self._note(AuditEvent.ASKED_AGAIN, AuditOutcome.FAILED)
                return False
            except TriesSpent:
                self._note(AuditEvent.ASKED_AGAIN, AuditOutcome.REFUSED)
                raise
            self._note(AuditEvent.ASKED_AGAIN, AuditOutcome.OK)
        return True

    def enrol(
        self,
        request: EnrolRequest,
        show: Callable[[str], None],
        open_page: Callable[[str], None],
        cancel: CancelToken,
    ) -> None:
        """Set this laptop up; it is locked afterwards.

        Args:
            show: told the six digits a supervisor compares.
            open_page: shows an address in the browser, where the county asks for a sign-in.

        Raises:
            ShownError: the certificate cannot be read, the passphrase is too weak, or the county
                refused the invite or did not answer.
        """
        places = self.keeping.places_to_set_up(same_vault=request.same_vault)
        with shown_errors():
            enrol_laptop(
                places,
                CountyAddress(request.server, read_certificate(request.certificate)),
                invite=request.invite,
                passphrase=request.passphrase,
                device_name=platform.node() or "laptop",
                clock=self._clock,
                new_id=self._new_id,
                comparing=Comparing(show, cancel.is_cancelled, open_page=open_page),
            )
            self.keeping.note_set_up(places, request.label)

    def lease(self) -> LeaseView:
        """How long this laptop may show what it holds; also remembers the moment."""
        session = self._session
        if session is None:
            return LeaseView(may_read=False, until=None, stage=LeaseStage.OVER)
        with shown_errors():
            return view_lease(session.store.papers, self._clock)

    def lock(self) -> None:
        """Close the store of the open session, if any."""
        # A full disk must not keep the laptop open; that the log-off is missing is seen in the log.
        with suppress(StorageError):
            self._note(AuditEvent.LOG_OFF, AuditOutcome.OK)
        self._session = self._logged_on = None
        self._open.close()

    def _note(self, event: AuditEvent, outcome: AuditOutcome) -> None:
        if self._logged_on is not None:
            self._logged_on.store.audit.note(event, outcome=outcome)

    def _vault(self) -> Vault:
        return find_vault(self._places)

    def _workspace(self, session: OpenSession) -> Workspace:
        hat, policy, make = session.hat, session.policy, self._practice
        talk = CountyTalk(session, self._call_on_store, self._connect)
        syncing = Syncing(session, self._call_on_store, self._connect, self._obey(session))
        return Workspace(
            who=view_who(session, training=self._training_passphrase is not None),
            zone=COUNTY_ZONE,
            today=Today(session),
            youths=Youths(session),
            cases=CasePage(session),
            screenings=Screenings(session, self._shelf),
            sync=syncing,
            session=self,
            exports=Exports(session, self._shelf),
            conflicts=Conflicts(session),
            index=Index(talk),
            team=open_team(session),
            log=Log(session, self._call_on_store, self._connect) if may_read_log(hat) else None,
            inbox=Inbox(session, self._call_on_store, self._connect) if may_read_log(hat) else None,
            records=Records(session),
            documents=Documents(session, self._call_on_store),
            clocks=Clocks(session),
            half_typed=HalfTypedWords(session),
            security=Security(session, self._vault, self._security_key),
            rules=LockRules(policy.lock_after, policy.sign_in_again_after),
            sync_rules=SyncRules(policy.sync_every, policy.sync_when_metered),
            sticks=self.by_stick.of(session),
            sharing=Sharing(talk),
            advocate=AdvocateNotes(talk) if is_privileged(hat) else None,
            training=make and make(session, syncing, self.keeping.choose),
        )
