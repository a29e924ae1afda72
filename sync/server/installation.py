# SPDX-License-Identifier: AGPL-3.0-or-later
"""Where a county server keeps its things, and opening its database.

A data folder holds the certificate, the county key and, unless a PostgreSQL is given by URL, a
private one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from casework.ids import CountyId
from sync.server.county_keys import KEYS_FOLDER, CountyKeys, FileCountyKeys
from sync.server.database import CountyDatabase, Identity, open_embedded, prepare_cluster
from sync.server.embedded import running_cluster
from sync.server.errors import DatabaseUnusable, StartFailed
from sync.server.people import add_county, read_county
from sync.server.schema import check_version, migrate
from sync.server.token_keys import MovedKeys, TokenCountyKeys, TokenPlace

CERTIFICATE_FOLDER = "tls"


@dataclass(frozen=True)
class Installation:
    """The places of one county server.

    Attributes:
        data: folder of certificate and private PostgreSQL; its parent exists.
        database: URL of the app role on an own PostgreSQL, or None for the private one.
        owner_database: URL of the owner role there; None where only serving is done.
        token: where the county key is kept in a PKCS#11 token; None for files.
        into_files: whether the next county key is made in files although there is a token.
    """

    data: Path
    database: str | None = None
    owner_database: str | None = None
    token: TokenPlace | None = None
    into_files: bool = False

    @property
    def county_keys(self) -> CountyKeys:
        """What wraps the keys of content; files and token are asked when content is."""
        files = FileCountyKeys(self.data / KEYS_FOLDER)
        if self.token is None:
            return files
        token = TokenCountyKeys(self.token)
        return MovedKeys(files, token) if self.into_files else MovedKeys(token, files)

    @contextmanager
    def open(self) -> Iterator[CountyDatabase]:
        """The database, brought to this program's schema where the owner is at hand.

        Raises:
            DatabaseUnusable: it cannot be started, reached or brought up to date.
            StartFailed: the data folder cannot be made.
        """
        if self.database is not None or self.owner_database is not None:
            app = self.database or self.owner_database or ""
            with _closing(CountyDatabase(app, self.owner_database, self.county_keys)) as database:
                if self.owner_database is not None:
                    migrate(database.owner)
                check_version(database.app)
                yield database
            return
        self.make_folder()
        with running_cluster(self.data / "postgres") as cluster:
            prepare_cluster(cluster)
            with _closing(open_embedded(cluster, keys=self.county_keys)) as database:
                migrate(database.owner)
                yield database

    def make_folder(self) -> None:
        """Make the data folder; raises StartFailed."""
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise StartFailed(
                f"The data folder {self.data} cannot be made: {error.strerror}."
            ) from error


def find_county(database: CountyDatabase) -> CountyId:
    """The county served from a database.

    Raises:
        DatabaseUnusable: none was founded yet.
    """
    with database.act_as(Identity(CountyId(""))) as connection:
        found = read_county(connection)
    if found is None:
        raise DatabaseUnusable(
            "This database holds no county yet; start it once with "
            "`fieldfare-county serve --county-name NAME` or `fieldfare-county train`."
        )
    return found[0]


def found_county(database: CountyDatabase, county: CountyId, name: str, epoch: str) -> CountyId:
    """The county of a database, founded with this id and name where there is none."""
    with database.administer() as connection:
        found = read_county(connection)
        if found is not None:
            return found[0]
        add_county(connection, county, name, epoch)
    return county


@contextmanager
def _closing(database: CountyDatabase) -> Iterator[CountyDatabase]:
    try:
        yield database
    finally:
        database.close()
