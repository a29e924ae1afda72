# SPDX-License-Identifier: AGPL-3.0-or-later
"""What is done to a whole store beside its work: scrubbing it, and making derived rows anew.

Invariant: each ends in the state it would have had without a crash in between, so that it may be
cut off anywhere and is done again at the next opening.
"""

from storage import feed
from storage.database import Database


def scrub_if_asked(database: Database) -> None:
    """Leave nothing of what was deleted in the file, where something that left asked for it.

    Zeroing what is deleted is not enough: pages that were rebalanced keep copies of rows that
    moved, and the search tree keeps words as signposts. Both are written anew. A disk too full
    for that, or a virus scanner that holds the copy it is done with, keeps nobody from their work:
    it waits for the next time, and is told meanwhile.
    """
    with database.read() as connection:
        if not feed.scrub_is_waiting(connection):
            return
    if not database.has_room_to_rewrite() or not database.drop_copy():
        return
    with database.write() as connection:
        feed.rebuild_terms(connection)
    database.rewrite()
    # What leaves from now on would stay in a copy that is still there.
    if not database.drop_copy():
        return
    with database.write() as connection:
        feed.note_scrubbed(connection)
    database.checkpoint()


def renew_derived(database: Database) -> None:
    """Work out anew, after a crash, what the rows say: an old page of it would fit unnoticed."""
    with database.write() as connection:
        feed.rebuild_terms(connection)
        feed.summarise_all(connection)
    database.checkpoint()
