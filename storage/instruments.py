# SPDX-License-Identifier: AGPL-3.0-or-later
"""The county's instruments on this laptop: what the county says of each, and its content.

Invariants: an id and version stands for one content for ever; content arrives in parts that
survive a cut, and is kept as an instrument only by whoever has checked it; nothing of it is ever
removed, since drafts and signed screenings are read with it.
"""

from dataclasses import dataclass
from datetime import date, datetime

from storage.errors import StorageBug
from storage.incoming import IncomingParts
from storage.profiles import read_value, write_value

SIGNING_KEY = "county.signing_key"


@dataclass(frozen=True)
class KeptInstrument:
    """The county's word on one version of an instrument.

    Attributes:
        until: last day on which it may be started, None for no end.
        published_at: when this version was first published; decides which of two is newer.
        stated_at: when the county said so (UTC); a later word replaces an earlier one.
        statement: the signed statement as it came, JSON.
        is_here: its content is on this laptop.
    """

    form_id: str
    version: str
    sha256: str
    retired: bool
    until: date | None
    published_at: datetime
    stated_at: datetime
    statement: str
    is_here: bool = False


class Instruments(IncomingParts):
    """The instruments part of an open store; all calls come from the store's one thread."""

    def signing_key(self) -> str | None:
        """The county's public signing key as this laptop knows it, or None."""
        with self._database.read() as connection:
            return read_value(connection, SIGNING_KEY)

    def pin_signing_key(self, key: str) -> None:
        """Keep the county's public signing key; from then on only it names another.

        Raises:
            StorageBug: another one is pinned.
        """
        with self._database.write() as connection:
            known = read_value(connection, SIGNING_KEY)
            if known not in (None, key):
                raise StorageBug(
                    "The county's signing key is pinned; only a succession replaces it."
                )
            write_value(connection, SIGNING_KEY, key)
        self._database.checkpoint()

    def succeed_signing_key(self, old: str, new: str) -> None:
        """Keep the key that follows the pinned one; the successions to it were checked.

        Raises:
            StorageBug: `old` is not the one that is pinned.
        """
        with self._database.write() as connection:
            if read_value(connection, SIGNING_KEY) != old:
                raise StorageBug("The county's signing key follows another than the pinned one.")
            write_value(connection, SIGNING_KEY, new)
        self._database.checkpoint()

    def known(self) -> tuple[KeptInstrument, ...]:
        """Everything the county has said, by id and version."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT form_id, version, sha256, retired, until, published_at, stated_at,"
                " statement, content IS NOT NULL FROM instruments ORDER BY form_id, version"
            ).fetchall()
        return tuple(
            KeptInstrument(
                form_id=row[0],
                version=row[1],
                sha256=row[2],
                retired=bool(row[3]),
                until=None if row[4] is None else date.fromisoformat(row[4]),
                published_at=datetime.fromisoformat(row[5]),
                stated_at=datetime.fromisoformat(row[6]),
                statement=row[7],
                is_here=bool(row[8]),
            )
            for row in rows
        )

    def content(self, sha256: str) -> bytes | None:
        """The content of an instrument, as its hash covers it."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT content FROM instruments WHERE sha256 = ? AND content IS NOT NULL",
                (sha256,),
            ).fetchone()
        return None if row is None else bytes(row[0])

    def keep(self, word: KeptInstrument, content: bytes | None = None) -> None:
        """Keep the county's word, and the content when it has arrived; both were checked.

        Raises:
            StorageBug: the id and version stand for another content here.
        """
        with self._database.write() as connection:
            row = connection.execute(
                "SELECT sha256 FROM instruments WHERE form_id = ? AND version = ?",
                (word.form_id, word.version),
            ).fetchone()
            if row is not None and row[0] != word.sha256:
                raise StorageBug(
                    "The form {form} version {version} is here with other content.",
                    form=word.form_id,
                    version=word.version,
                )
            connection.execute(
                "INSERT INTO instruments (form_id, version, sha256, retired, until, published_at,"
                " stated_at, statement, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT (form_id, version) DO UPDATE SET retired = excluded.retired,"
                " until = excluded.until, stated_at = excluded.stated_at,"
                " statement = excluded.statement,"
                " content = coalesce(excluded.content, instruments.content)",
                (
                    word.form_id,
                    word.version,
                    word.sha256,
                    int(word.retired),
                    None if word.until is None else word.until.isoformat(),
                    word.published_at.isoformat(),
                    word.stated_at.isoformat(),
                    word.statement,
                    content,
                ),
            )
            if content is not None:
                connection.execute("DELETE FROM incoming_parts WHERE sha256 = ?", (word.sha256,))
        self._database.checkpoint()
