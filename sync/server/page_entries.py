# SPDX-License-Identifier: AGPL-3.0-or-later
"""The entries of one page of the feed, as one hat may be shown them.

A page has up to some thousand rows and each is asked about, so the loop over them calls nothing
that was answered before: most of a page was once spent in calling.

Invariants:
- Every entry is asked of the policy (`sync.server.page_rights`) before its record is opened; only
  what is shown is opened.
- Records are opened and joined as bytes; nothing here reads or alters what they say.
- A full page ends before the next entry, wherever that is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pydantic import TypeAdapter

from casework.bases import PrivilegeRelease
from casework.feed import Author, CaseEntered, CaseLeft
from casework.ids import CaseId, HatId
from casework.policy import AccessQuestion, Decision, Membership
from casework.reasons import Reason
from casework.vocabulary import Action, Section
from sync.server.content_seals import OVERHEAD, PlacedRow, Seals, case_key
from sync.server.disclosures import Ledger
from sync.server.page_rights import PageRights
from sync.wire.limits import LIMITS

_AUTHORS = TypeAdapter(dict[HatId, Author])


Row = tuple[
    int,
    str,
    CaseId,
    str | None,
    bytes | None,
    str | None,
    int | None,
    bytes | None,
    HatId | None,
]
"""An entry of the feed: its number, kind, case, section, reason and record, and of the record,
where it stands at or before that number, version, sealed content and author."""


_Shown = tuple[CaseId, str, str, HatId | None, Decision]
"""A record that is put into the page: its case, section, id and author, and the yes to it."""


@dataclass
class PageReader:
    """Whoever reads a page, with what opens its content and who wrote it."""

    rights: PageRights
    seals: Seals
    writers: Mapping[HatId, Author]

    def entered(self, case: CaseId) -> CaseEntered | None:
        """The entry for a case in reach now, or None."""
        held = self.rights.held(case)
        for section in () if held is None else sorted(held.sections):
            decision = self.rights.may_read(case, section, None)
            if held is not None and decision.allowed:
                return CaseEntered(case=case, membership=held, reason=decision.reason)
        return None

    def release(self, entered: CaseEntered, ledger: Ledger) -> CaseEntered:
        """The entry with the released texts that may be read now and no other, each noted."""
        held = entered.membership
        grounds = tuple(
            self._release_one(held, one, ledger) if isinstance(one, PrivilegeRelease) else one
            for one in held.grounds
        )
        return entered.model_copy(
            update={"membership": held.model_copy(update={"grounds": grounds})}
        )

    def _release_one(
        self, held: Membership, one: PrivilegeRelease, ledger: Ledger
    ) -> PrivilegeRelease:
        decision = self._may_read_released(held, one)
        if not decision.allowed:
            return one.model_copy(update={"text": ""})
        [owner] = one.owners
        copy = (one.record, one.text.encode())
        ledger.note(held.case, Section.ADVOCATE_NOTES, owner, decision, copy)
        return one

    def _may_read_released(self, held: Membership, one: PrivilegeRelease) -> Decision:
        question = AccessQuestion(
            hat=self.rights.hat,
            case=held.case,
            section=Section.ADVOCATE_NOTES,
            action=Action.READ,
            at=self.rights.at,
            owner=next(iter(one.owners), None),
            released=True,
        )
        alone = held.model_copy(update={"grounds": (one,), "assigned": frozenset()})
        return self.rights.decide_alone(question, alone)


@dataclass
class Page:
    """Entries as JSON, each kind apart: leaves come first, then cases, then records."""

    left: list[bytes] = field(default_factory=list)
    entered: list[bytes] = field(default_factory=list)
    records: dict[str, bytes] = field(default_factory=dict)
    authors: dict[HatId, Author] = field(default_factory=dict)
    ledger: Ledger = field(default_factory=Ledger)

    @property
    def is_empty(self) -> bool:
        """Whether it brings nothing."""
        return not (self.left or self.entered or self.records)

    def fill(self, rows: Sequence[Row], reader: PageReader) -> int:
        """Add entries in their order until the page is full; how many were gone through."""
        shown: list[_Shown] = []
        sealed: list[PlacedRow] = []
        rights, has_key = reader.rights, reader.seals.has
        entered_at, alike, said = rights.entered_at, rights.alike, rights.said
        owners = {hat: one.agency for hat, one in reader.writers.items()}
        size = taken = 0
        for n, kind, case, section, reason, record, version, content, author in rows:
            if size > LIMITS.page_bytes:
                break
            taken += 1
            if kind == "leave":
                self._leave(case, reason)
            elif (entered_n := entered_at.get(case)) is None or n < entered_n:
                # It belongs to an earlier membership than the one in force.
                continue
            elif kind == "enter":
                self._enter(case, reader)
            elif section and record and content and version is not None and version <= n:
                owner = None if author is None else owners.get(author)
                decision = said.get((alike.get(case), section, owner))
                if decision is None:
                    decision = rights.may_read(case, Section(section), owner)
                if decision.allowed and has_key(key := case_key(case)):
                    size += len(content) - OVERHEAD
                    sealed.append((key, record, version, content))
                    shown.append((case, section, record, author, decision))
        self._put(shown, reader.seals.open_each("record", sealed), reader)
        return taken

    def _leave(self, case: CaseId, reason: bytes | None) -> None:
        told = Reason.model_validate_json(reason or b"")
        self.left.append(CaseLeft(case=case, reason=told).model_dump_json().encode())

    def _enter(self, case: CaseId, reader: PageReader) -> None:
        entered = reader.entered(case)
        if entered is not None:
            told = reader.release(entered, self.ledger)
            self.entered.append(told.model_dump_json().encode())

    def _put(self, shown: list[_Shown], opened: list[bytes], reader: PageReader) -> None:
        mine, writers = reader.rights.hat.agency, reader.writers
        for (case, section, record, author, decision), content in zip(shown, opened, strict=True):
            self.records[record] = content
            writer = None if author is None else writers.get(author)
            if author is None or writer is None:
                continue
            self.authors[author] = writer
            if decision.ground and writer.agency != mine:
                copy = (record, content)
                self.ledger.note(case, Section(section), writer.agency, decision, copy)

    def join(self, cursor: str, reader: PageReader, *, done: bool, remaining: int) -> bytes:
        """The page as `casework.feed.FeedPage` is written."""
        rights = reader.rights
        end = b'],"cursor":"%b","done":%b,"remaining":%d,"hat":%b,"authors":%b,"cji_device":%b}' % (
            cursor.encode(),
            _bool(done),
            remaining,
            rights.hat.model_dump_json().encode(),
            _AUTHORS.dump_json(self.authors),
            _bool(rights.cji_device),
        )
        told = b",".join([*self.left, *self.entered])
        if not self.records:
            return b'{"entries":[' + told + end
        # Records are most of a page: their bytes are copied once.
        records = list(self.records.values())
        before = b'%b%b{"entry":"put","record":' % (told, b"," if told else b"")
        records[0] = b'{"entries":[' + before + records[0]
        records[-1] += b"}" + end
        return b'},{"entry":"put","record":'.join(records)


def _bool(value: bool) -> bytes:  # noqa: FBT001 - a plain value
    return b"true" if value else b"false"
