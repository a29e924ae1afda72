# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the laptops of an advocate organization tell each other through the county.

Invariants: a chain is followed only from the beginning that two people compared; a private key is
in the store before its public half is sent; nothing is founded, admitted or removed but by the
worker, and with the county at hand, so that two colleagues' lists cannot grow apart. A list that no
colleague compared is followed only where a code on paper was made for it.
"""

import base64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casework.errors import RosterBroken, SealedBoxUnreadable
from casework.ids import DeviceId
from casework.policy import Hat, is_privileged
from casework.recovery_papers import PaperKey, find_paper, paper_of
from casework.rosters import (
    EntryKind,
    Member,
    Roster,
    RosterEntry,
    SignedEntry,
    follow,
    sign_entry,
    unwrap_secret,
    wrap_generation,
)
from casework.sealing import SEALING_PRIVATE_BYTES, OpeningKey
from sync.client.conversation import Talk
from sync.wire.organizations import (
    MOST_ENTRIES,
    PATH_ORGANIZATION,
    OrganizationReply,
    OrganizationRequest,
    WrappedGeneration,
)


class OrganizationStore(Protocol):
    """What it needs of the store."""

    def roster(self) -> Roster: ...

    def founding(self) -> str | None: ...

    def founding_told(self) -> str | None: ...

    def note_founding_told(self, founding: str) -> None: ...

    def trust(self, founding: str) -> None: ...

    def take_entries(self, entries: Sequence[SignedEntry]) -> Roster: ...

    def entries_after(self, number: int) -> Sequence[SignedEntry]: ...

    def own_key(self) -> OpeningKey: ...

    def keep_secret(self, secret: bytes) -> None: ...

    def secrets(self) -> Mapping[int, bytes]: ...

    def forget(self) -> None: ...

    def note_laptops(self, laptops: Sequence[str]) -> None: ...


@dataclass(frozen=True)
class Holder:
    """This laptop as a member: its id, its signing key and who wears it."""

    device: DeviceId
    key: Ed25519PrivateKey
    hat: Hat


@dataclass(frozen=True)
class Colleagues:
    """This laptop among those of its organization, before anybody is asked."""

    store: OrganizationStore
    holder: Holder

    @property
    def is_privileged(self) -> bool:
        """Whether this laptop's wearer has colleagues to hear of."""
        return is_privileged(self.holder.hat)

    @property
    def member(self) -> Member:
        """This laptop as colleagues admit it."""
        public = self.holder.key.public_key().public_bytes_raw()
        return Member(
            device=self.holder.device,
            signing=base64.b64encode(public).decode(),
            sealing=base64.b64encode(self.store.own_key().public.raw).decode(),
        )

    def question(self) -> OrganizationRequest | None:
        """What is new, and to be admitted where this laptop never was a member."""
        if not self.is_privileged:
            return None
        roster, own = self.store.roster(), self.holder.device
        is_new = own not in roster.members and own not in roster.gone
        return OrganizationRequest(after=roster.number, asks=self.member if is_new else None)


class OrganizationSync:
    """Exchanges with the colleagues' laptops.

    Args:
        random: source of random bytes, such as `os.urandom`.
    """

    def __init__(
        self,
        store: OrganizationStore,
        conversation: Talk,
        holder: Holder,
        random: Callable[[int], bytes],
    ) -> None:
        self._store = store
        self._conversation = conversation
        self._holder = holder
        self._random = random
        self._colleagues = Colleagues(store, holder)
        self._unfit = False

    @property
    def is_privileged(self) -> bool:
        """Whether this laptop's wearer has colleagues to hear of."""
        return self._colleagues.is_privileged

    @property
    def member(self) -> Member:
        """This laptop as colleagues admit it."""
        return self._colleagues.member

    def run(self) -> None:
        """Hear what is new, and ask to be admitted where this laptop never was a member.

        Raises:
            SyncError: the county could not be asked.
            casework.errors.RosterBroken: the chain is not what was followed before, or a key that
                was passed on is none; everything else was taken over.
        """
        if not self.is_privileged:
            if self._store.secrets():
                self._store.forget()
            return
        self._hear_all()
        if self._unfit:
            raise RosterBroken(
                "A key that was passed on for this laptop is none of your organization's and was "
                "left out; all else was taken over. Notes sealed under it stay closed here: speak "
                "with your colleagues."
            )

    def found(self, at: datetime) -> None:
        """Begin the organization's roster with this laptop.

        Raises:
            CountyRefused: a colleague was faster; hear first.
        """
        empty, secret = Roster(self._holder.hat.agency), self._begin_key()
        entry = self._sign(empty, EntryKind.FOUND, at, member=self.member, key=_public(secret))
        self._ask(0, entries=(entry,), asks=self.member)
        self._store.trust(entry.digest)
        self._store.take_entries([entry])
        self._hear()

    def admit(self, candidate: Member, at: datetime) -> None:
        """Let a laptop in whose number was compared, and hand it every key held here."""
        roster = self._refreshed()
        entry = self._sign(roster, EntryKind.ADMIT, at, member=candidate)
        after = follow(roster, [entry])
        wrapped = _wrap(after, self._store.secrets(), [candidate.device])
        self._ask(roster.number, entries=(entry,), wrapped=wrapped)
        self._store.take_entries([entry])

    def remove(self, gone: DeviceId, at: datetime) -> None:
        """Let a laptop go; those who stay get the organization's next key."""
        roster, secret = self._refreshed(), self._begin_key()
        entry = self._sign(roster, EntryKind.REMOVE, at, gone=gone, key=_public(secret))
        after = follow(roster, [entry])
        staying = [one for one in after.members if one != self._holder.device]
        wrapped = _wrap(after, {after.generation: secret}, staying)
        self._ask(roster.number, entries=(entry,), wrapped=wrapped)
        self._store.take_entries([entry])

    def admit_paper(self, code: str, at: datetime) -> None:
        """Let a recovery key on paper in: every key, now and later, is sealed to it too."""
        roster, founding = self._refreshed(), self._store.founding()
        if founding is None:
            raise RosterBroken(
                "Your organization's list has not begun on this laptop; only a member makes a "
                "recovery key."
            )
        self.admit(paper_of(code, roster.organization, founding).member, at)

    def recover(self, code: str, at: datetime) -> None:
        """Let this laptop in by a code on paper, where no colleague is left to admit it.

        Raises:
            RosterBroken: the code is of no paper on the list; nothing was changed.
        """
        entries = self._read_all()
        if not entries:
            raise RosterBroken("Your organization has no list at the county yet; begin one.")
        founding, kept = entries[0].digest, self._store.founding()
        if kept is not None and kept != founding:
            raise _another_list()
        roster = follow(Roster(self._holder.hat.agency), entries)
        paper = find_paper(code, roster, founding)
        given = self._ask(roster.number, paper=paper.member.device).wrapped
        secrets = {
            one.generation: unwrap_secret(
                roster, one.generation, one.content, paper.opening, one.device
            )
            for one in given
            if one.device == paper.member.device
        }
        if roster.generation not in secrets:
            raise RosterBroken(
                "The county did not hand over what is sealed to this recovery key; its server may "
                "be an older one. Nothing was changed."
            )
        if self._holder.device not in roster.members:
            entry = self._sign(roster, EntryKind.ADMIT, at, member=self.member, paper=paper)
            after = follow(roster, [entry])
            wrapped = _wrap(after, secrets, [self._holder.device])
            self._ask(roster.number, entries=(entry,), wrapped=wrapped)
            entries.append(entry)
        self._store.trust(founding)
        self._store.take_entries(entries[self._store.roster().number :])
        for one in secrets.values():
            self._store.keep_secret(one)

    def _hear_all(self) -> None:
        self._unfit = False
        while self._hear() == MOST_ENTRIES:
            pass

    def _read_all(self) -> list[SignedEntry]:
        entries: list[SignedEntry] = []
        while True:
            more = self._ask(len(entries)).entries
            entries += more
            if len(more) < MOST_ENTRIES:
                return entries

    def _hear(self) -> int:
        """Take what is new; returns how many entries were followed."""
        question, own = self._colleagues.question(), self._holder.device
        assert question is not None
        reply = self._conversation.ask(PATH_ORGANIZATION, question, OrganizationReply)
        roster = self._store.roster()
        self._store.note_laptops([one.model_dump_json() for one in reply.laptops])
        founding = self._store.founding()
        if roster.number == 0 and reply.entries:
            self._store.note_founding_told(reply.entries[0].digest)
            if founding is not None and founding != reply.entries[0].digest:
                raise _another_list()
        if founding is None:
            return 0
        roster = self._store.take_entries(reply.entries)
        if own in roster.members:
            self._unwrap(roster, reply.wrapped)
            if reply.number is not None and reply.number < roster.number:
                self._give_back(roster, reply.number)
        return len(reply.entries)

    def _give_back(self, roster: Roster, held: int) -> None:
        """Bring a county that was put back from a backup to where its members are.

        With the entries go the keys, once more, to everybody who may hold them: whoever was
        admitted after the backup may not have fetched them.
        """
        lost = self._store.entries_after(held)
        for at in range(0, len(lost), MOST_ENTRIES):
            self._ask(roster.number, entries=tuple(lost[at : at + MOST_ENTRIES]))
        others = [one for one in roster.members if one != self._holder.device]
        wrapped = _wrap(roster, self._store.secrets(), others)
        for at in range(0, len(wrapped), MOST_ENTRIES):
            self._ask(roster.number, wrapped=wrapped[at : at + MOST_ENTRIES])

    def _unwrap(self, roster: Roster, wrapped: Sequence[WrappedGeneration]) -> None:
        held, own = self._store.secrets(), self._store.own_key()
        for one in wrapped:
            if one.generation in held:
                continue
            device, content = self._holder.device, one.content
            # One that does not fit stands in the way of no other, nor of letting its sender go.
            try:
                secret = unwrap_secret(roster, one.generation, content, own, device)
            except (SealedBoxUnreadable, RosterBroken):
                self._unfit = True
            else:
                self._store.keep_secret(secret)

    def _refreshed(self) -> Roster:
        self._hear_all()
        return self._store.roster()

    def _begin_key(self) -> bytes:
        secret = self._random(SEALING_PRIVATE_BYTES)
        self._store.keep_secret(secret)
        return secret

    def _sign(
        self,
        roster: Roster,
        kind: EntryKind,
        at: datetime,
        *,
        member: Member | None = None,
        gone: DeviceId | None = None,
        key: str | None = None,
        paper: PaperKey | None = None,
    ) -> SignedEntry:
        entry = RosterEntry(
            organization=roster.organization,
            number=roster.number + 1,
            kind=kind,
            previous=roster.head,
            by=self._holder.device if paper is None else paper.member.device,
            at=at,
            member=member,
            gone=gone,
            key=key,
        )
        return sign_entry(entry, self._holder.key if paper is None else paper.signing)

    def _ask(
        self,
        after: int,
        *,
        entries: tuple[SignedEntry, ...] = (),
        wrapped: tuple[WrappedGeneration, ...] = (),
        asks: Member | None = None,
        paper: DeviceId | None = None,
    ) -> OrganizationReply:
        asked = OrganizationRequest(
            after=after, entries=entries, wrapped=wrapped, asks=asks, paper=paper
        )
        return self._conversation.ask(PATH_ORGANIZATION, asked, OrganizationReply)


def _wrap(
    roster: Roster, secrets: Mapping[int, bytes], to: Sequence[DeviceId]
) -> tuple[WrappedGeneration, ...]:
    return tuple(
        WrappedGeneration(
            device=device,
            generation=generation,
            content=wrap_generation(roster, generation, secret, device),
        )
        for device in to
        for generation, secret in secrets.items()
    )


def _another_list() -> RosterBroken:
    return RosterBroken(
        "The list of who may open the organization's notes is another one than your "
        "colleague compared with you. Nothing was taken over; speak with them."
    )


def _public(secret: bytes) -> str:
    return base64.b64encode(OpeningKey(secret).public.raw).decode()
