# SPDX-License-Identifier: AGPL-3.0-or-later
"""Who has to be told of one absence, with what came of each duty, as far as this hat may see it."""

from casework.clocks import Notice, Urgency, states_of
from casework.ids import CaseId, RecordId
from casework.records import read_view
from casework.vocabulary import Action, Section
from desktop.session import OpenSession
from storage.model import RecordRow
from ui.clock_views import PartiesView, PartyRow
from ui.errors import ShownError


def find_parties(session: OpenSession, case: CaseId, absence: RecordId) -> PartiesView:
    """Every party of an absence, the most urgent first; a repeated duty by its newest round."""
    held = session.store.case(case)
    if held is None:
        raise ShownError("This case is not on this laptop.", "Go back to the list.")
    session.require(case, Section.PLACEMENT, Action.READ)
    seen = session.only_seen([RecordRow("", one) for one in held.records])
    views = [
        (row.stored.record.record, read_view(row.stored.record.kind, row.stored.record.fields))
        for row in seen
        if row.stored.refused is None
    ]
    may_close = session.ask(case, Section.PLACEMENT, Action.WRITE).allowed
    notices = {id(view): record for record, view in views if isinstance(view, Notice)}
    rows: dict[str, PartyRow] = {}
    rounds: dict[str, int] = {}
    for state in states_of(views, session.clock.now()):
        clock = state.clock
        if clock.starts_with != absence or rounds.get(clock.rule, 0) >= clock.round:
            continue
        rounds[clock.rule] = clock.round
        notice = state.notice
        rows[clock.rule] = PartyRow(
            clock=state.record,
            party=clock.party,
            due_at=clock.due_at,
            urgency=state.urgency,
            citation=clock.citation,
            may_close=may_close,
            outcome=None if notice is None else notice.outcome,
            notice=None if notice is None else notices[id(notice)],
            told_at=None if notice is None else notice.told_at,
            to_whom="" if notice is None else notice.to_whom,
            reference="" if notice is None else notice.reference,
            why="" if notice is None else notice.why,
            late=state.late,
        )
    return PartiesView(case, tuple(sorted(rows.values(), key=_most_urgent)))


def _most_urgent(row: PartyRow) -> tuple[int, float]:
    return list(Urgency).index(row.urgency), row.due_at.timestamp()
