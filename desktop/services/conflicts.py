# SPDX-License-Identifier: AGPL-3.0-or-later
"""The conflict desk: what people disagree about, and deciding it, offline or online.

Invariants: a decision is an operation of its own over the claims that were seen, logged as one;
what was disputed stays in the record. While a value of one's own is not sent the county has not
numbered the dispute, and no decision over it would hold there.
"""

from collections.abc import Iterator
from datetime import date

from pydantic import JsonValue

from casework.disputes import Dispute
from casework.errors import AccessRefused
from casework.field_specs import Editor, specs_of
from casework.ids import CaseId
from casework.policy import Decision
from casework.protections import PROTECTIONS
from casework.reasons import Reason, ReasonCode
from casework.records import VIEW_OF_KIND, CaseRecord, read_view
from casework.safety_plans import SafetyPlan
from casework.vocabulary import Action, RecordKind
from desktop.moments import moment_of
from desktop.services.follow_ups import version_of
from desktop.services.held_case import require_case, surroundings_of
from desktop.services.work import make_decision, record_together
from desktop.session import OpenSession
from desktop.shown_errors import shown_errors
from storage.model import Changes, RecordRow
from ui.conflict_views import ClaimView, DisputeView
from ui.errors import ShownError
from ui.record_views import FieldsWrong

# Not lines: in one line nobody can tell a comma within one, such as before a number, from an end.
_WRITTEN = frozenset({Editor.LINE, Editor.TEXT, Editor.DAY})
_OF_YOUTH = {
    "birth_date": Editor.DAY,
    "opened_on": Editor.DAY,
    "aliases": Editor.LINES,
    "languages": Editor.LINES,
    "legal_name": Editor.LINE,
    "chosen_name": Editor.LINE,
    "pronouns": Editor.LINE,
}
OWN_UNSENT = "What you wrote yourself has not been sent yet."
SYNC_FIRST = "Sync first, then decide."


class Conflicts:
    """Fulfils ui.ports.ConflictsPort."""

    def __init__(self, session: OpenSession) -> None:
        self._session = session

    def disputes(self) -> tuple[DisputeView, ...]:
        """See the port."""
        with shown_errors():
            return tuple(
                _view(self._session, row, dispute)
                for row in visible_conflicts(self._session)
                for dispute in row.stored.record.open_disputes
            )

    def choose(self, dispute: DisputeView, claim: ClaimView) -> Changes:
        """See the port."""
        record, told = self._find(dispute)
        return self._decide(record, dispute.field, told.claims[claim.number].value)

    def write(self, dispute: DisputeView, text: str) -> Changes:
        """See the port."""
        record, _ = self._find(dispute)
        way = _find_way(record.kind, dispute.field)
        value = _read(way, text)
        with shown_errors():
            _require_right(self._session, record, dispute.field, value)
        return self._decide(record, dispute.field, value)

    def _decide(self, record: CaseRecord, field: str, value: JsonValue) -> Changes:
        """With it goes what follows: a plan's words are kept as a version of it, as when saved."""
        session = self._session
        with shown_errors():
            decision = make_decision(session, record, field, value)
            view = read_view(record.kind, {**record.fields, field: value})
            after = []
            if isinstance(view, SafetyPlan):
                after.append(version_of(session, record.record, view.drop_old_signatures()))
            return record_together(session, record.case, after, decision)

    def _find(self, dispute: DisputeView) -> tuple[CaseRecord, Dispute]:
        with shown_errors():
            for row in visible_conflicts(self._session):
                record = row.stored.record
                for one in record.open_disputes:
                    if (record.record, one.field) == (dispute.record, dispute.field):
                        if _claims(one) != dispute.claims:
                            raise _changed_meanwhile()
                        if _is_unsent(record, one.field):
                            raise ShownError(OWN_UNSENT, SYNC_FIRST)
                        return record, one
        raise _changed_meanwhile()


def _require_right(session: OpenSession, record: CaseRecord, field: str, value: JsonValue) -> None:
    """Let no value be written here that the record's form would not take.

    Raises:
        FieldsWrong: what is wrong with it.
    """
    around = surroundings_of(session, require_case(session, record.case), record.record)
    before = list(read_view(record.kind, record.fields).find_faults(around))
    after = read_view(record.kind, {**record.fields, field: value}).find_faults(around)
    faults = [one for one in after if one.field == field or one not in before]
    if faults:
        raise FieldsWrong(tuple(faults))


def visible_conflicts(session: OpenSession) -> Iterator[RecordRow]:
    """The records people disagree about that may be shown now."""
    for row in session.only_seen(session.store.records_in_conflict()):
        if row.stored.record.open_disputes:
            yield row


def count_conflicts(session: OpenSession, case: CaseId | None = None) -> int:
    """How many fields wait for a person, of one case or of all."""
    return sum(
        len(row.stored.record.open_disputes)
        for row in visible_conflicts(session)
        if case in (None, row.stored.record.case)
    )


def find_conflict(session: OpenSession, case: CaseId) -> Reason | None:
    """Why nothing is signed about a youth now: people disagree about the youth."""
    return Reason.of(ReasonCode.CONFLICT_OPEN) if count_conflicts(session, case) else None


def require_no_conflict(session: OpenSession, case: CaseId) -> None:
    """Let nothing be signed about a youth while people disagree about the youth.

    Raises:
        AccessRefused: they do.
    """
    reason = find_conflict(session, case)
    if reason is not None:
        raise AccessRefused(Decision(allowed=False, reason=reason))


def _view(session: OpenSession, row: RecordRow, dispute: Dispute) -> DisputeView:
    record = row.stored.record
    owner = session.owner_of(record.hat)
    return DisputeView(
        case=record.case,
        record=record.record,
        kind=record.kind,
        shown_name=row.shown_name,
        field=dispute.field,
        claims=_claims(dispute),
        shown=_text(record.fields.get(dispute.field)),
        protects=_tells_apart(record.kind, dispute),
        may_decide=session.ask(record.case, record.section, Action.WRITE, owner).allowed,
        sync_first=_is_unsent(record, dispute.field),
        may_write=_find_way(record.kind, dispute.field) is not None,
    )


def _claims(dispute: Dispute) -> tuple[ClaimView, ...]:
    return tuple(
        ClaimView(number, _text(one.value), one.author_name, moment_of(one.at), one.decides)
        for number, one in enumerate(dispute.claims)
    )


def _tells_apart(kind: RecordKind, dispute: Dispute) -> bool:
    """Whether one of the claims protects more than another."""
    protection = PROTECTIONS.get((kind, dispute.field))
    return (
        protection is not None and len({protection.weight(one.value) for one in dispute.claims}) > 1
    )


def _is_unsent(record: CaseRecord, field: str) -> bool:
    """Whether this laptop wrote to a field what the county has not numbered yet."""
    return not record.versions.get(field)


def _text(value: JsonValue) -> str:
    match value:
        case None:
            return ""
        case str():
            return value
        case list():
            return ", ".join(map(_text, value))
        case dict():
            return ", ".join(f"{name} {_text(one)}" for name, one in value.items())
    return str(value)


def _find_way(kind: RecordKind, field: str) -> Editor | None:
    """How another value is written; None where it is chosen among the claims only."""
    if kind is RecordKind.YOUTH:
        return _OF_YOUTH.get(field)
    spec = next((one for one in specs_of(VIEW_OF_KIND[kind]) if one.name == field), None)
    return spec.editor if spec is not None and spec.editor in _WRITTEN else None


def _read(way: Editor | None, text: str) -> JsonValue:
    words = text.strip()
    if way is Editor.LINES:
        return [one.strip() for one in words.split(",") if one.strip()]
    if way is not Editor.DAY:
        return words
    if not words:
        return None
    try:
        return date.fromisoformat(words).isoformat()
    except ValueError as error:
        raise ShownError("This is not a date.", "Write it as year-month-day.") from error


def _changed_meanwhile() -> ShownError:
    return ShownError(
        "This has changed since it was shown.", "Look at what stands there now, then decide."
    )
