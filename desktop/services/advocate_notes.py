# SPDX-License-Identifier: AGPL-3.0-or-later
"""Notes that an advocate organization writes in confidence, and who of it may read them.

Invariants: words are sealed to the organization's key before they are handed to the store, also
half-written ones; who may not read notes is told nothing of them; opening the page is logged.
"""

import base64
import secrets
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.audit import AuditEvent, AuditOutcome
from casework.bases import PrivilegeRelease
from casework.errors import SealedBoxUnreadable
from casework.ids import CaseId, DeviceId, RecordId
from casework.phone_codes import is_whole
from casework.policy import Hat, is_privileged
from casework.previews import preview
from casework.privileged import (
    NotePlace,
    NoteWords,
    Release,
    open_note,
    representative_key,
    seal_note,
    sign_release,
)
from casework.records import PrivilegedNote, Youth, read_view
from casework.recovery import new_code
from casework.recovery_papers import is_paper
from casework.rosters import Member, Roster, number_to_compare
from casework.sealing import OpeningKey
from casework.sharing_work import RecordGround, see
from casework.vocabulary import Action, RecordKind, Section
from desktop.moments import moment_of
from desktop.services.county_talk import CountyTalk
from desktop.services.deciding import Deciding
from desktop.services.organization_thread import OrganizationOnItsThread
from desktop.services.rows import standing_of
from desktop.services.sharing_on_record import note
from desktop.services.work import record_new
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from storage.model import ADVOCATE_NOTE_PLACE, Changes, KeptPlace, StoredRecord
from storage.organization import OrganizationKeys
from sync.client.errors import ConnectionCut, CountyUnreachable
from sync.client.organization import Colleagues, Holder, OrganizationSync
from sync.wire.organizations import Candidate
from ui.advocate_views import AdvocateNote, AdvocateView, KeyStanding, LaptopView, ReleaseWish
from ui.errors import ShownError
from ui.sharing_views import PersonView, RecordedView

DRAFT = RecordId("draft")
OTHER_NUMBER = "Another number than the one you compared stands here now; compare it anew."
NO_KEY = "This laptop does not have your organization's key yet; a colleague has to admit it."


def may_read_notes(session: OpenSession, case: CaseId) -> bool:
    """Whether this hat may open the page at all; whoever may not is told nothing of it."""
    asked = session.ask(case, Section.ADVOCATE_NOTES, Action.READ)
    return is_privileged(session.hat) and asked.allowed


class AdvocateNotes:
    """Fulfils ui.advocate_views.AdvocatePort."""

    def __init__(self, talk: CountyTalk) -> None:
        self._talk = talk
        self._session = talk.session
        self._deciding = Deciding(talk)

    @property
    def _kept(self) -> OrganizationKeys:
        return self._session.store.organization

    def page(self, case: CaseId) -> AdvocateView:
        """See the port."""
        with shown_errors():
            session, roster = self._session, self._kept.roster()
            session.require(case, Section.ADVOCATE_NOTES, Action.READ, AuditEvent.RECORD_READ)
            session.store.audit.note(AuditEvent.RECORD_READ, case=case)
            held = session.store.case(case)
            records = () if held is None else held.records
            keys = self._keys()
            notes = [
                self._read_note(one, keys)
                for one in records
                if one.record.kind is RecordKind.PRIVILEGED_NOTE
            ]
            corrected = {one.corrects for one in notes}
            draft = self._read_draft(case, keys)
            return AdvocateView(
                case=case,
                shown_name=_name(records),
                standing=self._standing(roster),
                notes=tuple(
                    sorted(
                        (_mark(one, corrected) for one in notes),
                        key=lambda one: one.entered_at,
                        reverse=True,
                    )
                ),
                now=session.clock.now(),
                number=self._own_number(roster),
                compared=self._kept.founding() is not None,
                members=self._members(roster),
                asking=self._asking(roster),
                kept_text="" if draft is None else draft.text,
                kept_corrects=None if draft is None else draft.corrects,
            )

    def keep(self, case: CaseId, text: str, corrects: RecordId | None) -> None:
        """See the port."""
        with shown_errors():
            box = b""
            if text.strip():
                words = self._words(text, self._session.clock.now(), corrects)
                sealed = seal_note(self._roster(), words, self._place(case, DRAFT))
                box = PrivilegedNote.model_validate(sealed).model_dump_json().encode()
            self._kept.keep_draft(case, box)

    def add(
        self, case: CaseId, text: str, happened_at: datetime, corrects: RecordId | None
    ) -> Changes:
        """See the port."""
        session = self._session
        if not text.strip():
            raise ShownError("The note is empty.", "Write what happened, then save it.")
        if happened_at > session.clock.now():
            raise ShownError("The contact lies in the future.", "Choose when it took place.")
        with shown_errors():
            record = RecordId(session.new_id())
            words = self._words(text.strip(), happened_at, corrects)
            fields = seal_note(self._roster(), words, self._place(case, record))
            return record_new(
                session,
                case,
                RecordKind.PRIVILEGED_NOTE,
                fields,
                record=record,
                clears=[KeptPlace(case, ADVOCATE_NOTE_PLACE)],
            )

    def confirm(self, number: str) -> None:
        """See the port."""
        with shown_errors():
            told = self._talk.call(self._kept.founding_told)
            if told is None or number != number_to_compare(self._talk.call(self._member), told):
                raise ShownError(OTHER_NUMBER)
            self._talk.call(lambda: self._kept.trust(told))
            # Without a network the keys come with the next sync or stick.
            with suppress(CountyUnreachable, ConnectionCut):
                self._speak(OrganizationSync.run)
            note(self._talk, AuditEvent.KEY_HOLDERS_CHANGED, CaseId(""), AuditOutcome.OK)

    def found(self) -> None:
        """See the port."""
        now = self._session.clock.now()
        self._exchange(lambda sync: sync.found(now))

    def admit(self, device: DeviceId, number: str) -> None:
        """See the port."""
        now, one = self._session.clock.now(), self._talk.call(self._candidates).get(device)
        founding = self._talk.call(self._kept.founding) or ""
        if one is None or number != number_to_compare(one.member, founding):
            raise ShownError(OTHER_NUMBER)
        self._exchange(lambda sync: sync.admit(one.member, now))

    def remove(self, device: DeviceId) -> None:
        """See the port."""
        now = self._session.clock.now()
        self._exchange(lambda sync: sync.remove(device, now))

    def new_code(self) -> str:
        """See the port."""
        return new_code()

    def keep_paper(self, code: str) -> None:
        """See the port."""
        now = self._session.clock.now()
        self._exchange(lambda sync: sync.admit_paper(code, now))

    def recover(self, code: str) -> None:
        """See the port."""
        if not is_whole(code):
            raise ShownError("The code is not whole: it has seven groups of four letters.")
        now = self._session.clock.now()
        self._exchange(lambda sync: sync.recover(code, now))

    def people(self) -> tuple[PersonView, ...]:
        """See the port."""
        with shown_errors():
            return tuple(
                PersonView(one.id, one.person_name, one.title, one.agency_name)
                for one in self._deciding.people()
                if one.agency != self._session.hat.agency
            )

    def release(self, wish: ReleaseWish) -> RecordedView:
        """See the port."""
        if not wish.holder.strip() or not wish.to or len(wish.phrase.strip()) < 8:
            raise ShownError(
                "A release names who signs and to whom it shows the note, and is signed with "
                "words of the signer's own, eight letters at least."
            )
        with shown_errors():
            named = [one for one in self._deciding.people() if one.id in wish.to]
            act = self._talk.call(lambda: self._make_act(wish, named))
            return self._deciding.decide(act, wish.case, AuditEvent.SHARED)

    def _make_act(self, wish: ReleaseWish, named: list[Hat]) -> RecordGround:
        one, session = self._make_release(wish, named), self._session
        told = preview(one, named, session.policy.sharing, session.clock.now())
        return RecordGround(ground=one, seen=see(told))

    def _make_release(self, wish: ReleaseWish, named: list[Hat]) -> PrivilegeRelease:
        session = self._session
        now = session.clock.now()
        day = datetime.combine(wish.until, time(), COUNTY_ZONE) + timedelta(days=1)
        words = self._find_words(wish.case, wish.record).plain()
        key = representative_key(wish.phrase, wish.case)
        release = Release(
            organization=session.hat.agency,
            case=wish.case,
            record=wish.record,
            words=words.digest,
            to=", ".join(f"{one.person_name} ({one.agency_name})" for one in named),
            hats=frozenset(one.id for one in named),
            representative=f"{wish.holder.strip()}, {wish.capacity}",
            at=now,
            until=day.astimezone(UTC),
        )
        signed = sign_release(release, key)
        return PrivilegeRelease(
            id=session.new_id(),
            case=wish.case,
            sections=frozenset({Section.ADVOCATE_NOTES}),
            owners=frozenset({session.hat.agency}),
            starts=now,
            ends=release.until,
            named=release.hats,
            holder=wish.holder.strip(),
            capacity=wish.capacity,
            record=wish.record,
            text=words.model_dump_json(),
            release=signed.text,
            signature=signed.signature,
            representative_key=_encode_public(key),
        )

    def _speak(self, act: Callable[[OrganizationSync], None]) -> None:
        with self._talk.begin() as conversation:
            act(
                OrganizationSync(
                    OrganizationOnItsThread(self._kept, self._talk.call),
                    conversation,
                    self._talk.holder(),
                    secrets.token_bytes,
                )
            )

    def _exchange(self, act: Callable[[OrganizationSync], None]) -> None:
        with shown_errors():
            self._speak(act)
            note(self._talk, AuditEvent.KEY_HOLDERS_CHANGED, CaseId(""), AuditOutcome.OK)

    # What is kept here

    def _roster(self) -> Roster:
        roster = self._kept.roster()
        if self._session.profile.device not in roster.members:
            raise ShownError(NO_KEY)
        return roster

    def _keys(self) -> Mapping[int, OpeningKey]:
        return {number: OpeningKey(one) for number, one in self._kept.secrets().items()}

    def _place(self, case: CaseId, record: RecordId) -> NotePlace:
        return NotePlace(self._session.profile.county, case, record)

    def _words(self, text: str, at: datetime, corrects: RecordId | None) -> NoteWords:
        now = self._session.clock.now()
        return NoteWords(text=text, happened_at=at, entered_at=now, corrects=corrects)

    def _read_draft(self, case: CaseId, keys: Mapping[int, OpeningKey]) -> NoteWords | None:
        box = self._kept.read_draft(case)
        if not box:
            return None
        try:
            sealed = PrivilegedNote.model_validate_json(box)
            return open_note(sealed, keys, self._place(case, DRAFT))
        except SealedBoxUnreadable:
            return None

    def _find_words(self, case: CaseId, record: RecordId) -> NoteWords:
        self._session.require(case, Section.ADVOCATE_NOTES, Action.SHARE, AuditEvent.SHARED)
        held = self._session.store.case(case)
        for one in () if held is None else held.records:
            if one.record.record == record:
                return open_note(_sealed(one), self._keys(), self._place(case, record))
        raise ShownError("This note is not on this laptop any more.")

    def _read_note(self, stored: StoredRecord, keys: Mapping[int, OpeningKey]) -> AdvocateNote:
        record = stored.record
        text, corrects = "", None
        at = entered = moment_of(record.at)
        try:
            words = open_note(_sealed(stored), keys, self._place(record.case, record.record))
            at, entered = words.happened_at, words.entered_at
            text, corrects = words.text, words.corrects
        except SealedBoxUnreadable:
            pass
        return AdvocateNote(
            record=record.record,
            at=at.astimezone(UTC),
            entered_at=entered.astimezone(UTC),
            author_name=record.author_name,
            text=text,
            standing=standing_of(stored),
            corrects=corrects,
            reason=stored.refused,
        )

    # Whose laptops read

    def _candidates(self) -> dict[DeviceId, Candidate]:
        told = [Candidate.model_validate_json(one) for one in self._kept.laptops()]
        return {one.member.device: one for one in told}

    def _standing(self, roster: Roster) -> KeyStanding:
        own = self._session.profile.device
        if own in roster.members:
            return KeyStanding.MEMBER
        if own in roster.gone:
            return KeyStanding.REMOVED
        if roster.number or self._kept.founding_told():
            return KeyStanding.ASKING
        return KeyStanding.NOBODY

    def _own_number(self, roster: Roster) -> str:
        founding = self._kept.founding() or self._kept.founding_told()
        has_asked = self._session.profile.device in self._candidates()
        if self._standing(roster) is not KeyStanding.ASKING or founding is None or not has_asked:
            return ""
        return number_to_compare(self._member(), founding)

    def _member(self) -> Member:
        """This laptop by its own keys, whatever the county tells of them."""
        store, profile = self._session.store, self._session.profile
        key = Ed25519PrivateKey.from_private_bytes(store.device_private_key())
        return Colleagues(self._kept, Holder(profile.device, key, profile.hat)).member

    def _members(self, roster: Roster) -> tuple[LaptopView, ...]:
        known, own = self._candidates(), self._session.profile.device
        found = []
        for device in roster.members:
            name = known[device].name if device in known else ""
            if device == own:
                name = self._session.hat.person_name
            found.append(LaptopView(device, name, here=device == own, is_paper=is_paper(device)))
        return tuple(sorted(found, key=lambda one: (not one.here, one.is_paper, one.name)))

    def _asking(self, roster: Roster) -> tuple[LaptopView, ...]:
        founding = self._kept.founding()
        if founding is None or self._session.profile.device not in roster.members:
            return ()
        return tuple(
            LaptopView(device, one.name, number_to_compare(one.member, founding))
            for device, one in self._candidates().items()
            if device not in roster.members and device not in roster.gone
        )


def _sealed(stored: StoredRecord) -> PrivilegedNote:
    view = read_view(stored.record.kind, stored.record.fields)
    assert isinstance(view, PrivilegedNote)
    return view


def _mark(one: AdvocateNote, corrected: set[RecordId | None]) -> AdvocateNote:
    return replace(one, corrected=one.record in corrected)


def _name(records: Sequence[StoredRecord]) -> str:
    for one in records:
        view = read_view(one.record.kind, one.record.fields)
        if isinstance(view, Youth):
            return view.shown_name
    return ""


def _encode_public(key: Ed25519PrivateKey) -> str:
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()
