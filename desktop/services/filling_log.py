# SPDX-License-Identifier: AGPL-3.0-or-later
"""How a form was filled, for the forms that ask for it: ODK's audit log, from the journal.

It is written when a screening is signed, because the journal goes once the work was sent.
"""

from datetime import datetime

from desktop.session import OpenSession
from forms.answers import decode_kept
from forms.definition import FormDefinition
from forms.exports.audit import JournalEntry, read_journal, read_wishes, write_audit
from storage.model import Draft


def write_log(
    session: OpenSession, draft: Draft, definition: FormDefinition, finished: datetime
) -> str:
    """The log as text; empty when the form asks for none."""
    wishes = read_wishes(definition)
    if wishes is None:
        return ""
    journal = [
        JournalEntry(path, decode_kept(answer), at)
        for path, answer, at in session.store.journal(draft.id)
    ]
    events = read_journal(journal, draft.started_at, finished)
    return write_audit(events, wishes, session.hat.person_name).decode("utf-8")
