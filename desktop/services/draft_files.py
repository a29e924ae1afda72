# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of answers and files of forms, for the screening use cases."""

from collections.abc import Mapping

from pydantic import JsonValue

from casework.audit import AuditEvent
from casework.ids import CaseId, DraftId, RecordId
from casework.records import AttachedFile
from casework.vocabulary import Action, Section
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from forms.pack import InstrumentPack


class DraftFiles:
    """The files part of the screening use cases."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def keep(self, draft: DraftId, suggested_name: str, content: bytes) -> str:
        """Keep a file of an answer; the name under which it is kept."""
        with shown_errors():
            return self._session.store.attachments.keep(draft, suggested_name, content)

    def read(self, draft: DraftId, name: str) -> bytes | None:
        """A file of a draft, or None."""
        with shown_errors():
            return self._session.store.attachments.read(draft, name)

    def media(self, draft: DraftId, name: str) -> bytes | None:
        """A file that came with the draft's form, or None."""
        with shown_errors():
            kept, _ = self._session.store.draft(draft)
            return InstrumentPack.model_validate_json(kept.pack_json).read_file(name)

    def read_signed(
        self, case: CaseId, record: RecordId, name: str, *, to_save: bool
    ) -> bytes | None:
        """A file of a signed screening, when this hat may read it."""
        event = AuditEvent.EXPORTED if to_save else AuditEvent.FILE_READ
        with shown_errors():
            self._session.require(case, Section.SCREENING, Action.READ, event, record)
            self._session.store.audit.note(event, case=case, record=record)
            return self._session.store.attachments.read_of_record(record, name)

    def named_in(
        self, draft: DraftId, answers: Mapping[str, JsonValue], *more: JsonValue
    ) -> tuple[AttachedFile, ...]:
        """The draft's files that answers name, as they stand in the signed record."""
        named = {one for one in (*answers.values(), *more) if isinstance(one, str)}
        return tuple(
            AttachedFile(name=one.name, sha256=one.sha256, size=one.size)
            for one in self._session.store.attachments.of_draft(draft)
            if one.name in named
        )
