# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signed screenings for other programs.

Invariants: only what this hat may read now is written; the file names no youth: a screening is
named by its record's id; what was signed is written, not what the form would work out today.
"""

import secrets
from collections.abc import Callable, Sequence

from casework.audit import AuditEvent, AuditNote
from casework.errors import RecordInvalid
from casework.ids import CaseId, RecordId
from casework.records import CaseRecord, KeptAnswer, Screening, read_view
from casework.vocabulary import Action, RecordKind, Section
from desktop.instruments import InstrumentShelf
from desktop.services.rows import work_row
from desktop.session import COUNTY_ZONE, OpenSession
from desktop.shown_errors import shown_errors
from forms.answers import SOURCE_MARK, Missing, decode_answer, decode_kept, decode_source
from forms.definition import FormDefinition
from forms.entry import text_of_answer
from forms.exports.export import Surroundings, as_one_file, export_forms
from forms.exports.filled import Circumstances, Decided, FilledForm, KeptAside, read_filled
from forms.exports.kinds import ExportKind
from forms.session import Session
from storage.model import CaseFile, RecordRow
from ui.errors import ShownError
from ui.port_values import CancelToken
from ui.views import SignedGroup

MOST_ROWS = 10_000
_WITH_FILES = (ExportKind.OPENROSA, ExportKind.FHIR_R4, ExportKind.FHIR_R5)


class Exports:
    """Fulfils ui.ports.ExportPort."""

    def __init__(self, session: OpenSession, shelf: InstrumentShelf) -> None:
        self._session = session
        self._shelf = shelf

    def groups(self) -> tuple[SignedGroup, ...]:
        """Signed screenings that may be saved, by instrument, the newest instrument first."""
        found: dict[str, list[RecordRow]] = {}
        with shown_errors():
            rows = self._session.store.recent_records(limit=MOST_ROWS, kind=RecordKind.SCREENING)
            for row in self._session.only_seen(rows):
                record = row.stored.record
                view = _screening(record)
                if self._definition(view):
                    found.setdefault(view.instrument, []).append(row)
        day = self._session.clock.now().astimezone(COUNTY_ZONE).date()
        return tuple(
            SignedGroup(
                form_id=form_id,
                title=_screening(held[0].stored.record).instrument_title,
                rows=tuple(work_row(one) for one in held),
                day=day,
            )
            for form_id, held in found.items()
        )

    def export(
        self,
        records: Sequence[tuple[CaseId, RecordId]],
        kind: ExportKind,
        progress: Callable[[int], None],
        cancel: CancelToken,
    ) -> bytes | None:
        """Signed screenings of one instrument as one file; None when it was cancelled.

        Raises:
            ShownError: one of them may not be read, or its form is not on this laptop.
        """
        with shown_errors():
            forms, logs = [], {}
            for case, record in records:
                if cancel.is_cancelled():
                    return None
                one = self._read(case, record)
                forms.append(self._fill(record, one, with_files=kind in _WITH_FILES))
                if one.audit:
                    logs[f"uuid:{record}"] = one.audit.encode()
                progress(len(forms))
            self._session.store.audit.note_all(
                [AuditNote(AuditEvent.EXPORTED, case, record) for case, record in records]
            )
            around = Surroundings(COUNTY_ZONE, secrets.token_bytes, logs)
            return as_one_file(export_forms(kind, forms, around), kind)

    def _definition(self, screening: Screening) -> FormDefinition | None:
        pack = self._shelf.pack(screening.instrument_sha256, self._session.store.instruments)
        return None if pack is None else self._shelf.definition(pack)

    def _read(self, case: CaseId, record: RecordId) -> Screening:
        event = AuditEvent.EXPORTED
        self._session.require(case, Section.SCREENING, Action.READ, event, record)
        return _find(self._session.store.case(case), record)

    def _fill(self, record: RecordId, screening: Screening, *, with_files: bool) -> FilledForm:
        definition = self._definition(screening)
        if definition is None:
            raise ShownError(
                "The form this screening was filled in is not on this laptop.",
                "Sync, then try again.",
            )
        kept = {path: decode_kept(value) for path, value in screening.answers.items()}
        for path, source in screening.sources.items():
            kept[path + SOURCE_MARK] = decode_source(source)
        session = Session(
            definition,
            today=screening.signed_at.astimezone(COUNTY_ZONE).date(),
            language=screening.language if screening.language in definition.languages else None,
            answers=kept,
            moment=screening.signed_at,
        )
        return read_filled(
            session,
            Circumstances(
                instance_id=record,
                signed=kept,
                files=self._files(record, screening) if with_files else {},
                started_at=screening.started_at,
                signed_at=screening.signed_at,
                signed_by=screening.signed_by,
                aside=tuple(_aside(one) for one in screening.kept_answers),
                decided=_decided(screening),
            ),
        )

    def _files(self, record: RecordId, screening: Screening) -> dict[str, bytes]:
        """Content of every file the answers name."""
        found: dict[str, bytes] = {}
        for one in screening.attachments:
            content = self._session.store.attachments.read_of_record(record, one.name)
            if content is None:
                raise ShownError(
                    "A file of this screening is not on this laptop yet.", "Sync, then try again."
                )
            found[one.name] = content
        return found


def _aside(kept: KeptAnswer) -> KeptAside:
    answer = decode_answer(kept.answer)
    text = answer.value if isinstance(answer, Missing) else text_of_answer(answer)
    return KeptAside(kept.version, kept.path, kept.label, text)


def _decided(screening: Screening) -> Decided | None:
    own = screening.override
    if own is None:
        return None
    return Decided(own.band_label, own.reason, f"{own.by} ({own.role})" if own.role else own.by)


def _find(held: CaseFile | None, record: RecordId) -> Screening:
    for stored in held.records if held else ():
        if stored.record.record == record:
            return _screening(stored.record)
    raise ShownError("This screening is not on this laptop.", "Go back to the list.")


def _screening(record: CaseRecord) -> Screening:
    view = read_view(record.kind, record.fields)
    if not isinstance(view, Screening):
        raise RecordInvalid("This record is not a screening.")
    return view
