# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the screens ask of the rest of the program.

Every method is a plain blocking call. The screens run all of them off the main thread through
`ui.jobs`: `SyncPort.sync` on a network thread, everything else on the one store thread, in the
order in which they were asked. Exceptions: `SettingsPort` is called on the main thread. Expected
failures are raised as `ui.errors.ShownError`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Protocol

from pydantic import JsonValue

from casework.ids import CaseId, DraftId, HatId, RecordId
from forms.exports.kinds import ExportKind
from ui.advocate_views import AdvocatePort
from ui.auto_lock import USUAL_RULES, LockRules
from ui.auto_sync import BY_HAND, SyncRules
from ui.conflict_views import ClaimView, DisputeView
from ui.document_views import DocumentPort
from ui.draft_views import SigningChoices, VersionChange
from ui.half_typed_port import HalfTypedPort
from ui.inbox_port import InboxPort
from ui.index_port import IndexPort
from ui.keeping_port import KeepingPort
from ui.lease_views import LeaseView
from ui.left_words_port import LeftWordsPort
from ui.log_views import LogView
from ui.paper_views import CaseSummary, PageRecipient, PrintNote, SummaryLine
from ui.port_values import CancelToken as CancelToken
from ui.port_values import Changes as Changes
from ui.record_ports import ClocksPort, RecordsPort
from ui.security_views import SecurityView
from ui.sharing_views import SharingPort
from ui.stick_port import StickDoorPort, StickPort
from ui.sync_progress import SyncProgress
from ui.sync_views import SyncView
from ui.team_views import TeamPorts
from ui.timeline_views import TimelinePart, TimelineWish
from ui.training_port import TrainingPort
from ui.views import (
    CaseView,
    DraftView,
    EnrolRequest,
    InstrumentView,
    ScreeningsView,
    SignedGroup,
    SignedView,
    TodayView,
    UnlockView,
    WhoView,
)
from ui.youth_views import YouthList, YouthPage


class SettingsPort(Protocol):
    """What is remembered before unlocking; never content. Called on the main thread."""

    def language(self) -> str:
        """`en`, `es`, or empty for the system's."""
        ...

    def save_language(self, language: str) -> None: ...

    def theme(self) -> str:
        """`system`, `light` or `dark`."""
        ...

    def save_theme(self, theme: str) -> None: ...


class TodayPort(Protocol):
    """Feeds the Today screen."""

    def today(self) -> TodayView: ...


class YouthsPort(Protocol):
    """Feeds the list of youths."""

    def search(
        self, text: str, offset: int, limit: int, which: YouthList = YouthList.ALL
    ) -> YouthPage:
        """Matches for any text among the youths of a list, best first; empty text means all."""
        ...

    def read_on(self) -> bool:
        """Make a few more older records found by today's rules; whether there are more."""
        ...

    def pin(self, case: CaseId, *, pinned: bool) -> None:
        """Keep a youth at hand on this laptop, or no longer."""
        ...

    def is_pinned(self, case: CaseId) -> bool:
        """Whether a youth is kept at hand."""
        ...


class CasePort(Protocol):
    """Feeds the case page."""

    def case(self, case: CaseId) -> CaseView: ...

    def timeline(self, case: CaseId, wish: TimelineWish, offset: int, limit: int) -> TimelinePart:
        """A page of the case's events, the newest first."""
        ...

    def add_note(self, case: CaseId, text: str, happened_at: datetime) -> Changes: ...

    def keep_note(self, case: CaseId, text: str) -> None:
        """Keep the words of a note that is still being written; empty text forgets them."""
        ...

    def summary_recipients(self, case: CaseId) -> tuple[PageRecipient, ...]:
        """This hat, and everybody for whom a ground is known here."""
        ...

    def preview_summary(self, case: CaseId, hat: HatId) -> tuple[SummaryLine, ...]:
        """What a summary for somebody will hold, before it is printed."""
        ...

    def summary(self, case: CaseId, hat: HatId) -> CaseSummary:
        """What is on record and `hat` may read, for paper; that it is printed is logged before."""
        ...

    def note_summary(self, case: CaseId, summary: CaseSummary, sha256: str) -> None:
        """Record a summary for somebody of another agency, before it is written."""
        ...


class ScreeningPort(Protocol):
    """Feeds the screening screens."""

    def overview(self) -> ScreeningsView: ...

    def instruments(self, case: CaseId) -> tuple[InstrumentView, ...]:
        """What may be started for a case, and what this worker may not start with the reason."""
        ...

    def start(self, case: CaseId, form_id: str, language: str) -> DraftId: ...

    def open(self, draft: DraftId) -> DraftView: ...

    def journal(self, draft: DraftId, path: str, answer: JsonValue) -> datetime:
        """Keep one encoded answer durably (None takes it back); returns when it was saved."""
        ...

    def save_place(self, draft: DraftId, page: int, language: str) -> None: ...

    def remove_empty(self, draft: DraftId) -> bool:
        """Remove a draft without answers; False (and kept) when it has any."""
        ...

    def sign(
        self, draft: DraftId, language: str, choices: SigningChoices = ...
    ) -> tuple[RecordId, Changes]:
        """Freeze the journalled answers as a signed screening in the language shown."""
        ...

    def signed(self, case: CaseId, record: RecordId) -> SignedView: ...

    def keep_attachment(self, draft: DraftId, suggested_name: str, content: bytes) -> str:
        """Keep a file of an answer durably; the unique plain name under which it is kept.

        Raises:
            ShownError: it is too large, or the disk too full; nothing was kept or lost.
        """
        ...

    def read_attachment(self, draft: DraftId, name: str) -> bytes | None:
        """A file kept with a draft, or None."""
        ...

    def form_media(self, draft: DraftId, name: str) -> bytes | None:
        """A picture, sound or list that came with the draft's form, or None."""
        ...

    def signed_attachment(
        self, case: CaseId, record: RecordId, name: str, *, to_save: bool = False
    ) -> bytes | None:
        """A file of a signed screening, or None when it is not on this laptop.

        `to_save` says that a copy leaves the program.
        """
        ...

    def note_print(self, case: CaseId, record: RecordId) -> PrintNote:
        """Say that a signed screening is about to be printed; where this fails it is not.

        Raises:
            ShownError: it may not be printed, or that could not be logged.
        """
        ...

    def newer_version(self, draft: DraftId) -> VersionChange | None:
        """What would change if a draft moved to a newer version of its form; None for none."""
        ...

    def earlier_version(self, draft: DraftId) -> VersionChange | None:
        """What would change if a draft moved back to the version it came from; None for none."""
        ...

    def move_draft(self, draft: DraftId, sha256: str) -> None:
        """Move a draft to the version of this content; no answer is dropped."""
        ...


class ExportPort(Protocol):
    """Feeds saving signed screenings for other programs."""

    def groups(self) -> tuple[SignedGroup, ...]:
        """Signed screenings that may be saved, by instrument."""
        ...

    def export(
        self,
        records: Sequence[tuple[CaseId, RecordId]],
        kind: ExportKind,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bytes | None:
        """Signed screenings of one instrument as one file; it names no youth.

        `progress` takes how many are read; None when it was cancelled.
        """
        ...


class LogPort(Protocol):
    """Feeds the Log screen; only for hats that may read it."""

    def week(self, monday: date | None, case: CaseId | None) -> LogView:
        """What this laptop logged in a week (None: this one), or for a year of one case.

        That it was looked at is itself logged.
        """
        ...

    def county_week(self, monday: date | None, case: CaseId | None) -> LogView:
        """The same with what others did in one's cases; runs on a network thread. Itself logged.

        Raises:
            ShownError: the county could not be asked.
        """
        ...

    def mark_reviewed(self, monday: date) -> None:
        """Log that the week was reviewed."""
        ...


class SyncPort(LeftWordsPort, Protocol):
    """Feeds the Sync screen and the status strip."""

    def state(self) -> SyncView: ...

    def sync(self, progress: Callable[[SyncProgress], None], cancel: CancelToken) -> Changes:
        """Push, then pull; runs on a network thread. A cancelled sync returns what it did."""
        ...


class ConflictsPort(Protocol):
    """The conflict desk."""

    def disputes(self) -> tuple[DisputeView, ...]:
        """Everything that waits for a person, in cases that may be shown, the oldest first."""
        ...

    def choose(self, dispute: DisputeView, claim: ClaimView) -> Changes:
        """Decide for one of the claims; raises ShownError."""
        ...

    def write(self, dispute: DisputeView, text: str) -> Changes:
        """Decide for another value; raises ShownError when it is none of its field."""
        ...


class SecurityPort(Protocol):
    """Feeds the Security page."""

    def state(self) -> SecurityView:
        """What is found on this computer now."""
        ...

    def change_passphrase(self, old: str, new: str) -> None:
        """Open with another passphrase from now on; at the cost of two unlocks."""
        ...


class SessionPort(Protocol):
    """Ends what unlocking began."""

    def lock(self) -> None:
        """Close the store and drop the keys; runs on the store thread, after earlier work."""
        ...

    def lease(self) -> LeaseView:
        """How long this laptop may show what it holds; asked now and then while unlocked."""
        ...

    def confirm_passphrase(self, passphrase: str) -> bool:
        """Whether this is the worker's passphrase, at the cost of an unlock; opens nothing."""
        ...


@dataclass(frozen=True, slots=True)
class Workspace:
    """An unlocked laptop as the screens see it.

    Attributes:
        zone: the county's time zone, in which every moment is shown.
        log, inbox, index, team: None where they are not for this hat.
        training: the role-play; None on a real laptop.
        sticks: None where nothing is carried by hand.
        sharing: None where the hat sees no content.
        advocate: None where what the hat hears is not privileged.
        rules: when the window locks by itself.
        sync_rules: when it syncs by itself.
    """

    who: WhoView
    zone: tzinfo
    today: TodayPort
    youths: YouthsPort
    cases: CasePort
    screenings: ScreeningPort
    sync: SyncPort
    session: SessionPort
    exports: ExportPort
    conflicts: ConflictsPort
    security: SecurityPort
    records: RecordsPort
    documents: DocumentPort
    clocks: ClocksPort
    half_typed: HalfTypedPort
    rules: LockRules = USUAL_RULES
    sync_rules: SyncRules = BY_HAND
    log: LogPort | None = None
    inbox: InboxPort | None = None
    sticks: StickPort | None = None
    sharing: SharingPort | None = None
    advocate: AdvocatePort | None = None
    index: IndexPort | None = None
    team: TeamPorts | None = None
    training: TrainingPort | None = None


class UnlockPort(Protocol):
    """Feeds the unlock screen."""

    @property
    def keeping(self) -> KeepingPort:
        """Who works on this laptop."""
        ...

    @property
    def by_stick(self) -> StickDoorPort:
        """Carrying by hand while nothing may be shown."""
        ...

    def state(self) -> UnlockView: ...

    def unlock(self, passphrase: str) -> Workspace:
        """Open the laptop.

        Raises:
            ui.locked_out.TriesOver, ui.locked_out.LeaseOver: not now; they say what helps.
        """
        ...

    def enrol(
        self,
        request: EnrolRequest,
        show: Callable[[str], None],
        open_page: Callable[[str], None],
        cancel: CancelToken,
    ) -> None:
        """Set this laptop up with an invite; runs on a network thread.

        Args:
            show: told the six digits a supervisor compares with those of the county.
            open_page: shows an address in the browser, where the county asks for a sign-in.
        """
        ...

    def release(self, code: str) -> None:
        """End the wait after wrong passphrases by the administrator's code."""
        ...

    def renew(self, passphrase: str) -> None:
        """Fetch a new authorization from the county; runs on a network thread."""
        ...

    def extend(self, passphrase: str, code: str) -> None:
        """Make the authorization longer by the duty officer's code."""
        ...
