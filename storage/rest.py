# SPDX-License-Identifier: AGPL-3.0-or-later
"""Whether an open store is at rest: all of it agreed with the county, and nothing done since.

A laptop at rest asks its county one short question instead of going through a whole sync.

Invariants: what is here was compared with the county case by case since the store was opened; no
row was written after, but by a sync that ended well; nothing waits to be sent or fetched. A rest
lasts an hour, so that a store that is open for long is compared again.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from casework.digests import digest_texts
from casework.leases import Lease
from storage.database import Database
from storage.index import WORD
from storage.instruments import Instruments
from storage.papers import CountyPapers, LaptopStanding
from storage.profiles import CJI_DEVICE, CURSOR, read_profile, read_rights_told, read_value
from storage.sections import Sections

LASTS = timedelta(hours=1)
_WAITING = (
    "SELECT EXISTS (SELECT 1 FROM operations WHERE state IN ('waiting', 'refused'))"
    " OR EXISTS (SELECT 1 FROM attachments WHERE record_id IS NOT NULL"
    "   AND (sent = 0 OR file_key IS NULL))"
    " OR EXISTS (SELECT 1 FROM index_work WHERE refused IS NULL)"
    " OR EXISTS (SELECT 1 FROM sharing_work WHERE refused IS NULL)"
    " OR EXISTS (SELECT 1 FROM values_by_name WHERE name = 'store.scrub_waiting')"
)


@dataclass(frozen=True)
class Rest:
    """What the county is told, so that it can say whether that is still all.

    Attributes:
        since: when the whole was found to agree.
        hat, instruments: hashes of what is known of the wearer, the index among it, and of the
            published forms.
        shortly: the county understands the question in its shortest form.
    """

    since: datetime
    standing: LaptopStanding
    lease: Lease
    policy: int
    cursor: str
    signing_key: str
    hat: str
    instruments: str
    shortly: bool = False


class Resting:
    """The rest of an open store; all calls come from the store's one thread."""

    def __init__(
        self, database: Database, papers: CountyPapers, forms: Instruments, sections: Sections
    ) -> None:
        self._database = database
        self._papers = papers
        self._forms = forms
        self._sections = sections
        self._held: Rest | None = None
        self._altered = 0
        # When the county last said that what is here is still all, since the store was opened.
        self.confirmed_at: datetime | None = None

    def rights_told_at(self) -> datetime | None:
        """When the county last told all it has of rights, consents and other grounds."""
        with self._database.read() as connection:
            told = read_rights_told(connection)
        known = [one for one in (told, self.confirmed_at) if one is not None]
        return max(known, default=None)

    def find(self, now: datetime) -> Rest | None:
        """What is agreed, None while something may have changed or is due."""
        held = self._held
        if held is None or self._altered != self._database.altered:
            return None
        return held if timedelta(0) <= now - held.since < LASTS else None

    def begin(self, now: datetime, *, shortly: bool = False) -> None:
        """After a whole sync that ended well: rest if nothing waits and all was compared.

        Args:
            shortly: as in `Rest`.
        """
        self._held = None
        lease = self._papers.lease()
        key = self._forms.signing_key()
        with self._database.read() as connection:
            waits = bool(connection.execute(_WAITING).fetchone()[0])
            cursor, profile = read_value(connection, CURSOR), read_profile(connection)
            cleared = bool(read_value(connection, CJI_DEVICE))
            index = read_value(connection, WORD) or ""
        if waits or not self._sections.all_compared() or not _is_feed_place(cursor):
            return
        if lease is None or key is None or profile is None:
            return
        self._held = Rest(
            since=now,
            standing=self._papers.standing(),
            lease=lease,
            policy=self._papers.policy().version,
            cursor=cursor or "",
            signing_key=key,
            hat=digest_texts([profile.hat.model_dump_json(), "cleared" if cleared else "", index]),
            instruments=digest_texts(one.statement for one in self._forms.known()),
            shortly=shortly,
        )
        self._altered = self._database.altered

    def go_on(self, cursor: str) -> None:
        """After some news was applied: rest at a new place in the feed."""
        if self._held is None:
            return
        with self._database.read() as connection:
            waits = bool(connection.execute(_WAITING).fetchone()[0])
        self._held = None if waits else replace(self._held, cursor=cursor)
        self._altered = self._database.altered


def _is_feed_place(cursor: Any) -> bool:
    """False for none, and for a feed that is being taken in anew."""
    return bool(cursor) and " " not in cursor
