# SPDX-License-Identifier: AGPL-3.0-or-later
"""Logging a paper before it is made, and saying for whom it is.

Invariant: whoever gets a `PrintNote` has it from here, so that no paper is made unlogged.
"""

from collections.abc import Iterator, Sequence

from casework.agenda_pages import rights_of_other
from casework.audit import NO_RECORD, AuditEvent
from casework.hats import AccessQuestion, Hat
from casework.ids import AgencyId, CaseId, HatId, RecordId
from casework.paper import Recipient, recipient_of
from casework.policy import Membership
from casework.vocabulary import Action, RecordKind, Section
from desktop.services.conflicts import visible_conflicts
from desktop.session import OpenSession
from ui.paper_views import PrintNote


def log_print(
    session: OpenSession,
    case: CaseId,
    record: RecordId = NO_RECORD,
    event: AuditEvent = AuditEvent.PRINTED,
) -> PrintNote:
    """Log a paper for this session's own hat."""
    session.store.audit.note(event, case=case, record=record)
    author = None if record == NO_RECORD else session.store.authors.hat_of(record)
    return PrintNote(
        at=session.clock.now(),
        recipient=own_recipient(session, case),
        owner=session.owner_of(author),
        undecided=tuple(_undecided(session, case, record)),
    )


def _undecided(
    session: OpenSession, case: CaseId, record: RecordId
) -> Iterator[tuple[RecordKind, str]]:
    for one in (row.stored.record for row in visible_conflicts(session)):
        if one.record == record or (one.case == case and one.kind is RecordKind.YOUTH):
            yield from ((one.kind, dispute.field) for dispute in one.open_disputes)


def own_recipient(session: OpenSession, case: CaseId) -> Recipient:
    """This session's hat, as the recipient of a paper of one case."""
    return reader_of(session, case, session.hat)


def reader_of(session: OpenSession, case: CaseId, worn: Hat) -> Recipient:
    """A hat as the recipient of a paper of one case.

    Of another hat's rights this laptop knows the recorded grounds that reach it, nothing else; its
    own agency's work is known by name, so that nobody else's counts as the recipient's own.
    """
    rights: Sequence[Membership] = session.reach.memberships_of(case)
    owners = owners_in(session, case)
    if worn.id != session.hat.id:
        rights = rights_of_other(worn.id, rights)
        owners |= {session.hat.agency}
    question = AccessQuestion(
        hat=worn,
        case=case,
        section=Section.IDENTITY,
        action=Action.READ,
        at=session.clock.now(),
    )
    return recipient_of(question, owners, rights, session.policy.sharing)


def agencies_of_authors(session: OpenSession) -> dict[HatId, AgencyId]:
    """Which agency each author works for that this laptop knows of, its own hat among them."""
    told = {hat: one.agency for hat, one in session.store.authors.of_hats().items()}
    return {**told, session.hat.id: session.hat.agency}


def owners_in(session: OpenSession, case: CaseId) -> frozenset[AgencyId]:
    """The agencies that wrote something in a case, as far as this laptop knows."""
    held = session.store.case(case)
    owners = (session.owner_of(one.record.hat) for one in ([] if held is None else held.records))
    return frozenset(one for one in owners if one is not None)
